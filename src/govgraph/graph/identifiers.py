"""Prefixed names for what the graph holds: ``region:320600``, ``program:hong_se_bang_ban_7f3k2q``.

Local names are ``[A-Za-z0-9_]`` only: other characters need escapes that some stores keep as part of the IRI
(Virtuoso 7.2.5 stored 14 of 19 such names wrong). The hash makes the name unique, the pinyin makes it readable.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from govgraph.graph.pinyin import spell
from govgraph.model import EntityType, Node

#: The prefix of every type of entity; further ones are person, post, statement, measure, article, family.
PREFIXES: dict[EntityType, str] = {
    "Region": "region",
    "PartyOrganisation": "party",
    "PublicOrganisation": "body",
    "Program": "program",
    "Enterprise": "enterprise",
    "Project": "project",
}

#: 36^6 is 2.2 thousand million, and only names of one slug can meet.
HASH_LENGTH = 6
SLUG_LENGTH = 33

#: Statement, post and measure names are never typed by hand. Of 36^12 names a hundred million statements take one twice
#: in a thousand graphs, so that each can be named without a look at the others.
_CLAIM_HASH = 12

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_CODE = re.compile(r"[0-9]{2,12}", re.ASCII)
_UNSAFE = re.compile(r"[^a-z0-9]+")
_LOCAL = re.compile(r"[A-Za-z0-9_]+", re.ASCII)
_CORE = re.compile(r"[A-Za-z]+:([^@~?]+)")


class Naming(NamedTuple):
    """What an identifier is made of: its prefix, the identity behind it, the words to show, an official name."""

    prefix: str
    key: str
    label: str
    official: str | None = None


def assign_identifiers(namings: Iterable[Naming], *, length: int = HASH_LENGTH) -> dict[tuple[str, str], str]:
    """A prefixed name for every (prefix, key), whatever the order they come in.

    Where two keys would share a name, all of them get a hash twice as long, so that none depends on which came first.
    """
    result: dict[tuple[str, str], str] = {}
    waiting = {(naming.prefix, naming.key): naming for naming in namings}
    official = True
    while waiting:
        names = {place: _name(naming, length, official) for place, naming in waiting.items()}
        claimants = Counter(names.values())
        result |= {place: name for place, name in names.items() if claimants[name] == 1}
        waiting = {place: naming for place, naming in waiting.items() if claimants[names[place]] > 1}
        length, official = 2 * length, False
    return result


def name_claim(prefix: str, key: Iterable[str], label: str) -> str:
    """The identifier of a statement, post, person or measure: of a key of several parts, and the words to show."""
    return _name(Naming(prefix, "\n".join(key), label), _CLAIM_HASH, official=False)


def naming_of(node: Node) -> Naming:
    """What a node's identifier is made of.

    Its words are those of its key (行政审批局 of ``PublicOrganisation:行政审批局@Region:320800``): one more article may
    change which name is best supported, and must not change the IRI.
    """
    core = _CORE.match(node.key)
    official = node.code if node.type == "Region" and is_code(node.code) else None
    return Naming(PREFIXES[node.type], node.key, core[1] if core else node.name, official)


def identify(key: str) -> str:
    """The identifier of a node, from its key alone; another where two nodes of a graph would share it.

    >>> identify("Region:320600"), identify("Enterprise:神马电力~Region:320600")
    ('region:320600', 'enterprise:shen_ma_dian_li_mf6qe5')
    """
    prefix = {str(name): prefix for name, prefix in PREFIXES.items()}[key.partition(":")[0]]
    core = _CORE.match(key)
    return _name(Naming(prefix, key, core[1] if core else "", code_of(key)), HASH_LENGTH, official=True)


def code_of(key: str) -> str | None:
    """The division code that is the key of a region.

    >>> code_of("Region:320600"), code_of("Region:江海街道~Region:320600")
    ('320600', None)
    """
    code = key.removeprefix("Region:")
    return code if code != key and is_code(code) else None


def is_code(code: str | None) -> bool:
    """Whether this can be a division code: 2 to 12 digits."""
    return code is not None and _CODE.fullmatch(code) is not None


def is_local_name(text: str) -> bool:
    """Whether every store keeps this local name as it is."""
    return _LOCAL.fullmatch(text) is not None


def hash_key(key: str, length: int = HASH_LENGTH) -> str:
    """The last ``length`` base-36 digits of the key's SHA-256."""
    number = int.from_bytes(hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest(), "big") % 36**length
    digits = ""
    while len(digits) < length:
        number, three = divmod(number, 36**3)
        digits = _three_digits()[three] + digits
    return digits[-length:]


@cache
def _three_digits() -> tuple[str, ...]:
    return tuple(map("".join, product(_DIGITS, repeat=3)))


@lru_cache(maxsize=65536)
def slug(text: str) -> str:
    """The words in pinyin, at most ``SLUG_LENGTH`` characters, cut between syllables; empty where nothing is left.

    >>> slug("红色帮办"), slug("“双像党建e平台”"), slug("<?>")
    ('hong_se_bang_ban', 'shuang_xiang_dang_jian_e_ping_tai', '')
    """
    syllables = _UNSAFE.sub(" ", " ".join(spell(text)).lower()).split()
    result = ""
    for syllable in syllables:
        longer = f"{result}_{syllable}" if result else syllable[:SLUG_LENGTH]
        if len(longer) > SLUG_LENGTH:
            break
        result = longer
    return result


def _name(naming: Naming, length: int, official: bool) -> str:
    if official and naming.official:
        return f"{naming.prefix}:{naming.official}"
    words = slug(naming.label)
    digest = hash_key(naming.key, length)
    return f"{naming.prefix}:{words}_{digest}" if words else f"{naming.prefix}:{digest}"

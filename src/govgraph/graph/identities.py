"""Which keys of different documents are one thing, and why.

Equal keys are one thing. Beyond that only these join, each where nothing contradicts it:

- what belongs to owners that turn out to be one (党工委 of a zone that two documents call by two names)
- a zone, village or project seen in a place and in one within it: 渠南村 near 高邮市 and of 三垛镇 of 高邮市, if no
  other town of that city has a 渠南村
- a company seen near a place of the region whose name another document gives it: 神马电力 near 南通市 and 江苏神马电力
  股份有限公司, if no other 神马电力 is known there
- a short name and the full name beside which another document of that place uses it
- a full legal name without a place, which only one company of the country may bear

Everything works on blocks of one core name, so that the time grows with the number of keys.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from govgraph.extract.names.regions import abbreviates
from govgraph.graph.summaries import Groups, Named
from govgraph.lexicon.zones import split_zone
from govgraph.link.keys import is_generic

#: How sure each way of joining is: a ranking by what each takes for granted, for ``review`` to begin at the least sure.
#: On the hard sets of the tests (117 pairs joined) none is wrong, so that they measure no difference. ``document``
#: joins nothing.
CONFIDENCE = {
    "document": 1.0,
    "correction": 1.0,
    "code": 0.99,
    "owner": 0.97,
    "unique": 0.95,
    "near": 0.9,
    "registered": 0.9,
    "legal name": 0.9,
    "within": 0.85,
    "short name": 0.8,
}

_HEAD = re.compile("[A-Za-z]+:[^@~?]*")
_CODE = re.compile(r"Region:(\d{2,12})(?=@|$)")
_LEGAL = re.compile("有限(?:责任)?公司$")
#: What a document may call by a short name, and by its legal name.
_CALLED = ("Enterprise:", "Program:", "Project:")
#: A zone of no name of its own (高新区) is the one of its own place only, not that of a place within.
_BARE = re.compile("Region:[^@~?]{1,3}区")


class Parts(NamedTuple):
    """A key taken apart: ``Enterprise:神马电力``, ``~``, ``Region:320600``, and the code there (``shorten_code``)."""

    head: str
    mark: str
    rest: str
    place: str


@dataclass(frozen=True, slots=True)
class Judgements:
    """What a user has decided on pairs of keys: the first of a ``same`` pair is the one that stays."""

    same: tuple[tuple[str, str], ...] = ()
    apart: frozenset[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Joined:
    """The key under which a key's thing goes on, and the rule that says so (a key of ``CONFIDENCE``)."""

    key: str
    rule: str


@lru_cache(maxsize=1 << 17)
def take_apart(key: str) -> Parts:
    """The parts of a key; a region's code is its head.

    >>> take_apart("Enterprise:神马电力~Region:320600")
    Parts(head='Enterprise:神马电力', mark='~', rest='Region:320600', place='3206')
    """
    head = _HEAD.match(key)
    if head is None or (end := head.end()) == len(key):
        return Parts(key, "", "", "")
    rest = key[end + 1 :]
    code = _CODE.search(rest)
    return Parts(key[:end], key[end], rest, shorten_code(code[1]) if code else "")


def shorten_code(code: str) -> str:
    """A division code without the zeros that only fill it up, so that it begins like the codes within.

    >>> shorten_code("320000"), shorten_code("320600"), shorten_code("320612119")
    ('32', '3206', '320612119')
    """
    if len(code) == 6:
        return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code
    return code


def find_identities(groups: Groups, judgements: Judgements | None = None) -> dict[str, Joined]:
    """What every key of the groups is to be taken for, itself included."""
    joins = _Joins(judgements or Judgements())
    _join_places(joins, [key for key in sorted(groups.entities) if key.startswith("Region:")])
    known: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(groups.entities):
        if not key.startswith("Region:"):
            known[joins.settle(key)].append(key)
    called = sorted(settled for settled in known if settled.startswith(_CALLED))
    names = {settled: _names(groups.entities[key] for key in known[settled]) for settled in called}
    for block in _blocks(known).values():
        _join_block(joins, block, names)
    _join_short_names(joins, called, names)
    for kept, gone in (judgements or Judgements()).same:
        joins.join(joins.settle(gone), joins.settle(kept), "correction")
    owners: dict[str, Joined] = {}
    return {key: joins.explain(key, named.documents, owners) for key, named in groups.entities.items()}


class _Joins:
    """Joined keys: what each is taken for now, and why; pairs that a user keeps apart are never joined."""

    def __init__(self, judgements: Judgements) -> None:
        self._of: dict[str, tuple[str, str]] = {}
        self._apart: defaultdict[str, set[str]] = defaultdict(set)
        for pair in judgements.apart:
            for key in pair:
                self._apart[key] |= pair - {key}

    def find(self, key: str) -> str:
        while key in self._of:
            key = self._of[key][0]
        return key

    def settle(self, key: str) -> str:
        """What a key is taken for now, its owners settled first."""
        parts = take_apart(key)
        if parts.mark == "@":
            key = f"{parts.head}@{self.settle(parts.rest)}"
        return self.find(key)

    def join(self, gone: str, kept: str, rule: str) -> None:
        """Let one settled key go on as another."""
        if gone == kept or (rule != "correction" and kept in self._apart[gone]):
            return
        self._of[gone] = kept, rule
        for other in self._apart.pop(gone, ()):
            self._apart[other] |= {kept}
            self._apart[kept] |= {other}

    def explain(self, key: str, documents: int, owners: dict[str, Joined]) -> Joined:
        """The final key, and the weakest rule on the way to it; ``owners`` remembers those of what owns something."""
        parts = take_apart(key)
        rules = [_own_rule(parts, documents)]
        now = key
        if parts.mark == "@":
            owner = owners.get(parts.rest) or self.explain(parts.rest, 1, owners)
            owners[parts.rest] = owner
            now = f"{parts.head}@{owner.key}"
            rules += ["owner", owner.rule] if now != key else []
        while now in self._of:
            now, rule = self._of[now]
            rules.append(rule)
        weakest = rules[0] if len(rules) == 1 else min(rules, key=lambda rule: (CONFIDENCE[rule], rule))
        return Joined(now, weakest)


def _own_rule(parts: Parts, documents: int) -> str:
    """Why the documents that give the same key mean the same thing."""
    if documents < 2 or parts.mark == "?":
        return "document"
    if parts.mark == "~":
        return "near"
    if parts.mark == "@":
        return "owner"
    return "code" if _CODE.fullmatch(parts.head) else "unique"


def _join_places(joins: _Joins, keys: Sequence[str]) -> None:
    """Zones, villages and unlisted towns, parents before what lies in them."""
    zones = [key for key in keys if _is_zone(key)]
    for group in (zones, [key for key in keys if not _is_zone(key)]):
        for block in _blocks(joins.settle(key) for key in group).values():
            _join_within(joins, block)
        if group is zones:
            _join_zone_names(joins, {joins.settle(key) for key in zones})


def _is_zone(key: str) -> bool:
    return split_zone(take_apart(key).head.removeprefix("Region:"))[1] != ""


def _join_zone_names(joins: _Joins, keys: Iterable[str]) -> None:
    """苏锡通园区 is 苏锡通科技产业园区: one stem in one place, one ending within the other.

    The longest first, so that a name which is joined itself is no second candidate for a shorter one.
    """
    by_stem: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for key in sorted(keys):
        parts = take_apart(key)
        stem, ending = split_zone(parts.head.removeprefix("Region:"))
        if parts.place and ending and len(stem) > 1:
            by_stem[stem].append((ending.removesuffix("区") + "区", key))  # 产业园 is 产业园区
    for zones in by_stem.values():
        standing: list[tuple[str, str]] = []
        for ending, key in sorted(zones, key=lambda zone: (-len(zone[0]), zone[1])):
            longer = [
                other
                for full, other in standing
                if len(full) > len(ending) and abbreviates(ending, full) and _lie_in_one(key, other)
            ]
            if len(longer) == 1:
                joins.join(key, longer[0], "short name")
            if joins.find(key) == key:
                standing.append((ending, key))


def _lie_in_one(key: str, other: str) -> bool:
    return _nested(take_apart(key).place, take_apart(other).place)


def _blocks(keys: Iterable[str]) -> dict[str, list[str]]:
    """Keys that say where they belong, by core name."""
    blocks: defaultdict[str, set[str]] = defaultdict(set)
    for key in keys:
        parts = take_apart(key)
        if parts.place:
            blocks[parts.head].add(key)
    return {head: sorted(block) for head, block in sorted(blocks.items()) if len(block) > 1}


def _join_block(joins: _Joins, block: Sequence[str], names: Mapping[str, frozenset[str]]) -> None:
    kind = block[0].partition(":")[0]
    if kind == "Enterprise":
        _join_registered(joins, block)
        _join_legal_names(joins, block, names)
    elif kind == "Project":
        _join_within(joins, block)
    elif kind != "Program":
        _join_equal(joins, block)


def _join_equal(joins: _Joins, block: Sequence[str]) -> None:
    """A body seen near a place that has one of the name: the same place only."""
    stated = {p.rest: key for key in block if (p := take_apart(key)).mark == "@"}
    for key in block:
        parts = take_apart(key)
        if parts.mark == "~" and parts.rest in stated:
            joins.join(key, stated[parts.rest], "near")


def _join_within(joins: _Joins, block: Sequence[str]) -> None:
    """One place within another: each joins what is known of it further inside, where that is only one."""
    places = sorted((take_apart(key).place, take_apart(key).mark, key) for key in block)
    codes = [place for place, _, _ in places]
    for place, mark, key in reversed(places):
        inner = [row for row in places[bisect_left(codes, place) : _end(codes, place)] if row[2] != key]
        same = [row for row in inner if row[0] == place]
        deeper = {joins.find(row[2]) for row in inner if row[0] != place}
        if len(deeper) == 1 and not (mark == "@" and _BARE.match(key)):
            joins.join(joins.find(key), deeper.pop(), "within")
        elif mark == "~" and not deeper:
            stated = {joins.find(row[2]) for row in same if row[1] == "@"}
            if len(stated) == 1:
                joins.join(joins.find(key), stated.pop(), "near")


def _end(codes: Sequence[str], place: str) -> int:
    """Behind the last code that begins like ``place``."""
    return bisect_left(codes, place + "￿")


def _join_registered(joins: _Joins, block: Sequence[str]) -> None:
    """A company seen near a place joins the one whose name says a region around or within it."""
    if is_generic(take_apart(block[0]).head.partition(":")[2]):
        _join_equal(joins, block)
        return
    stated = [(take_apart(key).place, key) for key in block if take_apart(key).mark == "@"]
    for key in block:
        parts = take_apart(key)
        if parts.mark != "~":
            continue
        near = [other for place, other in stated if _nested(place, parts.place)]
        if len(near) == 1:
            joins.join(key, near[0], "registered")


def _nested(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _join_legal_names(joins: _Joins, block: Sequence[str], names: Mapping[str, frozenset[str]]) -> None:
    """中创新航科技股份有限公司 near two cities: a legal name that says no place is borne by one company."""
    seen = [key for key in block if take_apart(key).mark == "~" and joins.find(key) == key]
    by_name: defaultdict[str, list[str]] = defaultdict(list)
    for key in seen:
        for name in names[key]:
            if _LEGAL.search(name):
                by_name[name].append(key)
    for name in sorted(by_name):
        first, *others = by_name[name]
        for other in others:
            joins.join(joins.find(other), joins.find(first), "legal name")


def _join_short_names(joins: _Joins, keys: Sequence[str], names: Mapping[str, frozenset[str]]) -> None:
    """What one document calls by its short name only joins what another of that place calls by both."""
    full: defaultdict[str, list[str]] = defaultdict(list)
    for key in keys:
        kind, _, core = take_apart(key).head.partition(":")
        for name in sorted(names[key] - {core}):
            if _is_short_form(name, core):
                full[f"{kind}:{name}"].append(key)
    for key in keys:
        if joins.find(key) != key:
            continue
        meant = {joins.find(k) for k in full.get(take_apart(key).head, ()) if _are_near(key, k)} - {key}
        if len(meant) == 1:
            joins.join(key, meant.pop(), "short name")


def _are_near(key: str, other: str) -> bool:
    """Whether two names can be of one thing: programs of one runner's region, companies and projects of one place.

    Two companies with the places of their registration in their names are two.
    """
    one, two = take_apart(key), take_apart(other)
    if key.startswith("Program:"):
        return one.rest == two.rest
    if not (one.place and two.place) or (one.mark == two.mark == "@" and one.place != two.place):
        return False
    return _nested(one.place[:4], two.place[:4])


def _is_short_form(name: str, core: str) -> bool:
    """Whether a name leaves out characters of a core name, from its beginning on."""
    if not 2 <= len(name) < len(core) or name[0] != core[0]:
        return False
    return abbreviates(name, core)


def _names(group: Iterable[Named]) -> frozenset[str]:
    return frozenset(name for named in group for _, entity in named.entities for name in (entity.name, *entity.aliases))

"""How names of private persons look, and the words beside them."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from govgraph.extract.mentions import alternation, starting_with, words
from govgraph.lexicon import words as listed
from govgraph.lexicon.patterns import any_of
from govgraph.text.words import tag_of

_HAN = "\u4e00-\u9fff"
_POINTS = "·•・．‧"
HAN = re.compile(f"[{_HAN}]+")
#: 阿依古丽·买买提
PARTS = re.compile(f"[{_HAN}]{{1,7}}(?:[{_POINTS}][{_HAN}]{{1,7}}){{1,2}}")
BETWEEN_NAMES = re.compile("[、和与及]|以及")
#: Between a role and the name: 村民 徐某某, 车间工人（班长）周某某.
_BEFORE_NAME = "(?:（[^（）]{1,8}）)?[ \u3000：:“]{0,2}"
#: Between a credit and a name, and between names.
BEFORE_CREDITED = re.compile("[ \u3000：:/|、，]{1,3}")
#: What fills the space between two marks; in an author line, also without a credit.
TOKEN = re.compile(f"[{_HAN}{_POINTS}]{{2,20}}")
ALONE = re.compile(f"(?<![^ \u3000、，；/|：:（])[{_HAN}]{{2,4}}(?![^ \u3000、，；/|）])")
#: Tags that jieba's dictionary gives to names of people.
PERSONAL = ("nr", "nrt", "nrfg")


class PrivateName(NamedTuple):
    """``text[start:end]`` tells who somebody is; of it the characters ``hidden``..``hidden_end`` are to be masked.

    Of a full name the surname is not hidden (刘*建国*), of a form of address the surname is all there is (*王*女士).
    """

    start: int
    end: int
    hidden: int
    hidden_end: int


def is_surname(text: str) -> bool:
    """Whether a text is a surname of one character or two."""
    return text in words("posts", "surnames")


def is_compound(name: str) -> bool:
    """Whether a name begins with a surname of two characters."""
    return is_surname(name[:2])


def surname_length(name: str) -> int:
    """Characters of a full name that are its surname; of a name written by sound its first.

    >>> surname_length("欧阳慧"), surname_length("陈明"), surname_length("古丽巴哈尔")
    (2, 1, 1)
    """
    return 2 if is_compound(name) and len(name) > 2 else 1


def is_full_name(name: str) -> bool:
    """Whether these characters alone are a surname and a given name, and no word.

    >>> is_full_name("诸葛瑾瑜"), is_full_name("阿依古丽·买买提"), is_full_name("工作")
    (True, True, False)
    """
    if PARTS.fullmatch(name):
        return True
    tag = tag_of(name)
    return (
        (is_compound(name) or is_surname(name[:1]))
        and len(name) - surname_length(name) in (1, 2)
        and (tag in ("x", *PERSONAL) or (len(name) > 2 and tag in ("nz", "ns")))
        and name not in words("private", "credits")
    )


@cache
def addressed() -> re.Pattern[str]:
    """女士, 阿姨: a surname may stand in front."""
    addresses = listed("private", "addresses")
    return starting_with(addresses, any_of(addresses))


@cache
def nicknamed() -> re.Pattern[str]:
    """老张, 小李."""
    prefixes = "".join(sorted(words("private", "prefixes")))
    return re.compile(f"[{prefixes}](?:{_surname()})(?!{alternation('private', 'addresses')})")


@cache
def surnamed() -> re.Pattern[str]:
    """姓田的女士."""
    return re.compile(f"姓(?P<surname>{_surname()})(?=[的，、女男老]|居民|村民)")


@cache
def _surname() -> str:
    return any_of(listed("posts", "surnames"))


@cache
def led() -> re.Pattern[str]:
    """Words that say who somebody is, and what may stand between them and the name."""
    roles = [word for group in ("roles", "kin", "naming") for word in listed("private", group)]
    longest = sorted(set(roles), key=lambda word: (-len(word), word))
    return starting_with(longest, f"(?:{any_of(longest)}){_BEFORE_NAME}")


@cache
def credited() -> re.Pattern[str]:
    """记者, 摄影."""
    credits_ = listed("private", "credits")
    return starting_with(credits_, any_of(credits_))


def starts(text: str, start: int, end: int) -> Iterator[int]:
    """Where names may start between two places: at a surname, or at a character that writes names by sound."""
    return (match.start() for match in _start_characters().finditer(text, start, end))


@cache
def _start_characters() -> re.Pattern[str]:
    firsts = {name[0] for name in words("posts", "surnames")} | words("posts", "sounds")
    return re.compile(f"[{''.join(sorted(firsts))}]")

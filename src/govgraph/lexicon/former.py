"""Names that divisions bore earlier, and which present division is their successor, where that is sure."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from govgraph import lexicon
from govgraph.errors import SetupError
from govgraph.lexicon.regions import is_statistical, level_of, shorten
from govgraph.lexicon.revisions import Revision

#: How the statistics spell one office or another: 晴川街办事处 is 晴川街道, 潭东镇（赣州蓉江新区） is 潭东镇.
_SPELLING = re.compile("（[^（）]*）|(?:街道办|街道|街|办事处|管委会|管理委员会|政府)+$")
#: What is worth keeping without a successor: other names are those of offices and companies.
_TOWNSHIP = re.compile(".+(?:街道|镇|乡|苏木)")

#: 北京, 天津, 上海, 重庆: their counties stand right below them.
_MUNICIPALITIES = frozenset({"11", "12", "31", "50"})

#: A division lives on where so many of its villages (townships) are found again at least, and this share in one place.
_FEWEST_PARTS = 3
_HOME_SHARE = 0.8


class FormerRow(NamedTuple):
    """One line of the table; ``until`` is the last day (ISO) that has the name, ``successor`` empty where unsure."""

    code: str
    name: str
    successor: str
    until: str


@dataclass(frozen=True, slots=True)
class Change:
    """A decision (ISO day) by which a division, named with those above it from the province down, became another."""

    day: str
    old: tuple[str, ...]
    new: tuple[str, ...]


def read_changes(path: Path) -> list[Change]:
    """The changes in JioNLP's ``china_location_change.txt``, a line each, ``old=>new`` with tabs inside.

    Raises:
        SetupError: the file cannot be read or has another form.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [_parse_change(line) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        raise SetupError(
            f"{path} is no list of changes ({error}). Name JioNLP's china_location_change.txt, or leave it out."
        ) from error


def _parse_change(line: str) -> Change:
    left, arrow, right = line.partition("=>")
    day, _, *old = left.split("\t")
    if not arrow or len(old) < 4:
        raise ValueError(f"it has the line {line!r}")
    return Change(day, tuple(old[::2]), tuple(right.split("\t")))  # each old name is followed by its short form


def find_former(revisions: Sequence[Revision], changes: Iterable[Change]) -> list[FormerRow]:
    """The former names of the last revision's divisions, and of those that are gone, sorted."""
    return sorted(_Succession(revisions, changes).find())


class _Succession:
    """Who came after whom: first the prefectures, then counties and townships, below their parents' successors."""

    def __init__(self, revisions: Sequence[Revision], changes: Iterable[Change]) -> None:
        # Of a name that several have, the last counts: one of the statistics, which list townships, before a standard.
        *earlier, self.present = sorted(revisions, key=lambda r: (_lists_townships(r), r.as_of))
        self.mergers: Mapping[str, str] = lexicon.read("regions")["mergers"]
        self.earlier = [_name_streets(revision) for revision in earlier]
        self.changes = {change.old: change for change in changes}
        self.heirs: dict[str, str] = {}
        self.parts = {revision.as_of: _list_parts(revision) for revision in revisions}
        self.stood = {
            revision.as_of: {(_group(code), name) for code, name in revision.names.items()} for revision in self.earlier
        }
        self.by_path = {_path(self.present, code): code for code in self.present.names}
        self.by_stem: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.by_name: dict[tuple[int, str, str], list[str]] = defaultdict(list)
        self.spellings: dict[str, set[str]] = defaultdict(set)
        self.homes: dict[tuple[int, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._index_names()
        self._index_parts()

    def _index_names(self) -> None:
        for code, name in self.present.names.items():
            self.by_stem[_group(code)][_stem(name)].append(code)
            for above in (_group(code), _group(code)[:-2]):
                self.by_name[level_of(code), above, name].append(code)
            self.spellings[_group(code)].add(self._spell(self.present, code))

    def _index_parts(self) -> None:
        for code, parts in self.parts[self.present.as_of].items():
            for above in (_group(code), _group(code)[:-2]):
                for part in parts:
                    self.homes[level_of(code), above][part].add(code)

    def find(self) -> Iterator[FormerRow]:
        last = {(code, name): revision for revision in self.earlier for code, name in revision.names.items()}
        gone = (key for key in last if self.present.names.get(key[0]) != key[1])
        seen = set()
        for code, name in sorted(gone, key=lambda key: (level_of(key[0]), key)):
            revision = last[code, name]
            path = _path(revision, code)
            seen.add(path)
            if self._keeps_name(code, name, revision):
                continue
            change = self._change(path)
            successor = self.by_path[change.new] if change else self._successor(code, name, revision)
            if successor:
                self.heirs.setdefault(code, successor)
            lasting = successor or (not is_statistical(code) and (level_of(code) < 4 or _TOWNSHIP.fullmatch(name)))
            if lasting and self._is_name(code, name, revision):
                yield FormerRow(code, name, successor or "", change.day if change else revision.as_of)
        yield from self._older_than_the_revisions(seen)

    def _older_than_the_revisions(self, seen: set[tuple[str, ...]]) -> Iterator[FormerRow]:
        """襄樊市, 襄阳市 since 2010: renamed in place, so under the code of today."""
        first = min(revision.as_of for revision in [*self.earlier, self.present])
        for old, change in self.changes.items():
            renamed = old[-1] != change.new[-1] and self._change(old)
            if renamed and change.day < first and old not in seen and old not in self.by_path:
                successor = self.by_path[change.new]
                yield FormerRow(successor, old[-1], successor, change.day)

    def _change(self, path: tuple[str, ...]) -> Change | None:
        """The change that a list tells of, where its outcome is a present division."""
        change = self.changes.get(path)
        return change if change and change.new in self.by_path else None

    def _above(self, code: str) -> str:
        """The part of a code that stands for the present division above it."""
        group = _group(code)
        whole = group.ljust(6, "0")
        return self.heirs.get(whole, whole)[: len(group)]

    def _keeps_name(self, code: str, name: str, revision: Revision) -> bool:
        """Whether the division only has another code, in its county (prefecture) or a neighbouring one.

        A county right below its province (儋州市) may have become a prefecture.
        """
        level, above = level_of(code), self._above(code)
        raised = self.by_name.get((2, code[:2], name)) if level == 3 and code[2:4] == "90" else None
        if same := self.by_name.get((level, above, name)) or raised:
            self.heirs.setdefault(code, same[0])
            return True
        moved = [other for other in self.by_name.get((level, above[:-2], name), ()) if other not in revision.names]
        if len(moved) == 1:
            self.heirs.setdefault(code, moved[0])
        return bool(moved)

    def _successor(self, code: str, name: str, revision: Revision) -> str | None:
        if (merged := self.mergers.get(f"{code} {name}")) in self.present.names:
            return merged
        present = self.present.names.get(code)
        reused = (_group(code), present) in self.stood[revision.as_of]
        if present and not reused and (level_of(code) < 4 or _is_related(name, present)):
            return code
        alike = self.by_stem[self._above(code)].get(_stem(name), [])
        if not present and len(alike) == 1 and not self._stood_beside(alike[0], code, revision):
            return alike[0]
        return self._home_of_parts(code, revision)

    def _stood_beside(self, other: str, code: str, revision: Revision) -> bool:
        """Whether a division was there already: 三宝乡 was no successor of 三宝街道 next to it."""
        neighbour = (_group(code), self.present.names[other])
        return other in revision.names or neighbour in self.stood[revision.as_of]

    def _home_of_parts(self, code: str, revision: Revision) -> str | None:
        """The present division that most parts of an old one belong to: the 街道 of 闸北区 are 静安区's.

        A zone that the statistics no longer list lives on beside the towns that they count its villages to.
        """
        if is_statistical(code):
            return None
        parts = self.parts[revision.as_of].get(code, frozenset())
        level, above = level_of(code), self._above(code)
        homes = self.homes.get((level, above)) or self.homes.get((level, above[:-2]), {})
        found = [homes[part] for part in parts if len(homes.get(part, ())) == 1]
        if len(found) < max(_FEWEST_PARTS, len(parts) / 2):
            return None
        home, votes = Counter(next(iter(codes)) for codes in found).most_common(1)[0]
        return home if votes >= _HOME_SHARE * len(found) else None

    def _is_name(self, code: str, name: str, revision: Revision) -> bool:
        """Whether it is a name of its own, not a spelling of one that stands today and no bare 经济开发区."""
        return name not in _bare_names() and self._spell(revision, code) not in self.spellings[self._above(code)]

    def _spell(self, revision: Revision, code: str) -> str:
        """What a name is under all its spellings: 成武县天宫庙镇 is 天宫庙镇 there."""
        name = _SPELLING.sub("", revision.names[code])
        for above in _path(revision, code)[:-1]:
            if len(name) - len(above) >= 2:
                name = name.removeprefix(above)
        return name


def _lists_townships(revision: Revision) -> bool:
    return any(len(code) > 6 for code in revision.names)


def _name_streets(revision: Revision) -> Revision:
    """The revision with streets named as such: until 2018 the statistics have their offices, 红岛街道办事处."""
    names = {code: re.sub("街道办事处$", "街道", name) for code, name in revision.names.items()}
    return replace(revision, names=names)


def _group(code: str) -> str:
    """The part of a code that the divisions share which have the same parent; 市辖区 and 县 of 北京 are no parents."""
    level = level_of(code)
    return code[:2] if level == 3 and code[:2] in _MUNICIPALITIES else code[: {1: 0, 2: 2, 3: 4, 4: 6}[level]]


def _list_parts(revision: Revision) -> dict[str, frozenset[str]]:
    """Names of the townships of each county, of the villages of each township."""
    townships: dict[str, set[str]] = defaultdict(set)
    for code, name in revision.names.items():
        if len(code) > 6:
            townships[code[:6]].add(_SPELLING.sub("", name))
    return {**revision.villages, **{code: frozenset(names) for code, names in townships.items()}}


def _path(revision: Revision, code: str) -> tuple[str, ...]:
    """The names from the province down to a division."""
    codes = dict.fromkeys((code[:2] + "0000", code[:4] + "00", code[:6], code))
    return tuple(revision.names[above] for above in codes if above in revision.names)


def _stem(name: str) -> str:
    """The name without its kind and the people it is named for: 腰岭子回族乡 and 腰岭子镇 have one."""
    stem = shorten(_SPELLING.sub("", name))
    people = next((p for p in lexicon.words("regions", "peoples") if stem.endswith(p) and len(stem) - len(p) > 1), "")
    return stem.removesuffix(people)


def _is_related(name: str, other: str) -> bool:
    """Whether one stem leaves out characters of the other: 基诺乡 and 基诺山基诺族乡, but not 城北镇 and 城南镇."""
    short, long = sorted((_stem(name), _stem(other)), key=len)
    rest = iter(long)
    return len(short) > 1 and all(character in rest for character in short)


@cache
def _bare_names() -> frozenset[str]:
    groups: Mapping[str, object] = lexicon.read("regions")
    return frozenset(
        word for group in ("bare_zones", "zone_suffixes", "park_suffixes", "not_places") if group in groups
        for word in lexicon.words("regions", group)
    )  # fmt: skip

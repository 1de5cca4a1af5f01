"""The groups of the word lists: what each is for, which form it has, and whether a user may amend it.

What a group is for stands as the comment over it in its YAML file, where those who mend the list read it too.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml

from govgraph.lexicon.patterns import find_fault
from govgraph.lexicon.shapes import (
    Characters,
    Found,
    Lines,
    Parts,
    Shape,
    Table,
    Value,
    Words,
    parse_back,
    parse_code,
    parse_day,
)

#: Files and groups that are measured, made from other sources or hold the parts of an algorithm, and are no language.
_CLOSED = {
    "confidence": "it is measured on annotated articles",
    "enterprise_weights": "it is learned from annotated articles",
    "program_weights": "it is learned from annotated articles",
    "project_weights": "it is learned from annotated articles",
    "names.boundary_tags": "its entries are tags of jieba's dictionary",
    "names.hard_tags": "its entries are tags of jieba's dictionary",
    "periods.five_year_plans": "it is the State's",
    "regions.special_codes": "the table of divisions is made with it",
    "regions.mergers": "the table of divisions is made with it",
    "regions.village_kinds": "the table of villages is made with it",
    "script.particle": "the conversion of script is built on it",
}


def _find_row_fault(text: str) -> str | None:
    return None if len(text.split()) > 1 else f"{text!r} is one name; a row has two or more, the first is the one kept"


_WORDS = Words()
_PATTERNS = Lines("a list of regular expressions in single quotes", find_fault)
_CODE = Value('a division code of six digits in quotes, "320000"', parse_code)
_BACK = Value("a whole number: 0 is this one, 1 the last, -1 the next", parse_back)
_DAY = Value("a day, 2012-11-08", parse_day)
_WORD = Value("the word of the same length that it becomes", str)

#: The groups that are not words.
_SHAPES: Mapping[str, Shape] = {
    "boilerplate.labels": _WORDS,
    "boilerplate.publishers": _WORDS,
    "boilerplate": _PATTERNS,
    "media.homes": Table(_CODE),
    "organisations.same_body": Table(_WORDS),
    "periods.events": Table(_DAY),
    "periods.years": Table(_BACK),
    "periods.months": Table(_BACK),
    "periods.weeks": Table(_BACK),
    "periods.days": Table(_BACK),
    "periods.not_after": Table(Characters()),
    "periods.not_before": Table(Characters()),
    "programs.variants": Lines("a list of rows of names, each row a text", _find_row_fault),
    "regions.abbreviations": Table(_CODE),
    "regions.customary_names": Table(_CODE),
    "regions.zone_folds": Table(_WORDS),
    "script.phrases": Table(_WORD),
    "units.kinds": Table(_WORDS, fixed=True),
    "units.not_before": Table(Characters()),
    "units.bounds_before": Table(_WORDS, fixed=True),
    "units.bounds_not_after": Table(Characters()),
    "units.bounds_after": Table(_WORDS, fixed=True),
    "units.clause_starts": Characters("characters in a row"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """A group of a word list.

    Attributes:
        file: the list's name, ``programs`` of ``programs.yaml``.
        name: the key of the group.
        about: what it is for, in a sentence.
        shape: the form of its entries; None where the list's makers alone amend it, ``closed`` says why.
        entries: what the package has in it.
    """

    file: str
    name: str
    about: str
    shape: Shape | None
    closed: str
    entries: tuple[Parts, ...]

    def example(self) -> str:
        """An entry of the package, as YAML would add it."""
        return f"{self.name}: {self.shape.show(self.entries[0])}" if self.shape else ""


@cache
def groups(file: str) -> Mapping[str, Group]:
    """The groups of a word list of the package by name, in the order of its file; there are none of an unknown one."""
    path = files(__package__).joinpath(f"{file}.yaml")
    if not path.is_file():
        return MappingProxyType({})
    source = path.read_text(encoding="utf-8")
    node = yaml.compose(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    lines = source.splitlines()
    return MappingProxyType(
        {key.value: _describe(file, key, value, source, lines) for key, value in node.value}  # type: ignore[union-attr]
    )


@cache
def names() -> tuple[str, ...]:
    """The names of the package's word lists, sorted."""
    found = (path.name for path in files(__package__).iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in found if name.endswith(".yaml")))


def amendable() -> tuple[str, ...]:
    """Those of them that users may amend."""
    return tuple(name for name in names() if name not in _CLOSED)


def shape_of(file: str, group: str) -> Shape | None:
    """The form of a group's entries; None where users do not amend it."""
    if closed_because(file, group):
        return None
    return _SHAPES.get(f"{file}.{group}") or _SHAPES.get(file) or _WORDS


def closed_because(file: str, group: str) -> str:
    """Why users do not amend a group; empty where they do."""
    return _CLOSED.get(file) or _CLOSED.get(f"{file}.{group}", "")


def _describe(file: str, key: yaml.Node, value: yaml.Node, source: str, lines: list[str]) -> Group:
    shape = shape_of(file, key.value)
    found = shape.read(value, source) if shape else ()
    entries = tuple(one.parts for one in found if isinstance(one, Found))
    about = " ".join(reversed([*_comment_above(lines, key.start_mark.line)]))
    return Group(file, key.value, about, shape, closed_because(file, key.value), entries)


def _comment_above(lines: list[str], line: int) -> Iterator[str]:
    """The lines of the comment that ends right above a line, upwards."""
    while line and (comment := re.fullmatch("# ?(.*)", lines[line - 1])):
        yield comment[1]
        line -= 1

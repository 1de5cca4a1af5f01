"""What the groups of the word lists look like: how entries are read from YAML, and how a group is amended by some."""

import re
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import yaml

#: An entry of a group: a word, or what it stands under and itself, ``("行政审批局", "行审局")``.
Parts = tuple[str, ...]


#: What has a meaning of its own in a set of characters of a regular expression.
_SET_MARKS = frozenset("[]\\^-")


class Place(NamedTuple):
    """Where something stands in a file, both counted from one."""

    line: int
    column: int


class Found(NamedTuple):
    """An entry where it stands."""

    parts: Parts
    place: Place


class ShapeError(ValueError):
    """What stands at ``place`` is not of its group's shape; the text is a sentence for the user."""

    def __init__(self, place: Place, message: str) -> None:
        super().__init__(message)
        self.place = place


def place_of(part: yaml.Node | yaml.Event) -> Place:
    """Where a part of a YAML file begins."""
    mark = part.start_mark
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


class Shape(ABC):
    """The form of a group. ``expected`` says it to a person, as what an error message asks for."""

    expected: str

    @abstractmethod
    def read(self, node: yaml.Node, source: str) -> Iterator["Found | ShapeError"]:
        """The entries that a node of the text ``source`` holds, and what is wrong with those that are none.

        Raises:
            ShapeError: the node as a whole is of another form.
        """

    @abstractmethod
    def amend(self, value: Any, added: Iterable[Parts], removed: Collection[Parts]) -> Any:
        """The value of a group without the entries removed and with those added behind."""

    @abstractmethod
    def show(self, parts: Parts) -> str:
        """One entry as YAML, to stand behind the key of its group."""


@dataclass(frozen=True)
class Words(Shape):
    """Words, separated by spaces or as a list."""

    expected: str = "words, separated by spaces or as a list"

    def read(self, node: yaml.Node, source: str) -> Iterator["Found | ShapeError"]:
        """See ``Shape``."""
        if isinstance(node, yaml.ScalarNode):
            _text(node, self.expected)
            yield from (Found((word,), place) for word, place in _split(node, source))
            return
        for item in _items(node, self.expected):
            if len(item.value.split()) == 1:
                yield Found((item.value.strip(),), place_of(item))
            else:
                yield ShapeError(place_of(item), f"{item.value!r} is no single word; a word has no space in it")

    def amend(self, value: Any, added: Iterable[Parts], removed: Collection[Parts]) -> Any:
        """See ``Shape``."""
        words = value.split() if isinstance(value, str) else value
        return " ".join(_amend([(str(word),) for word in words], added, removed))

    def show(self, parts: Parts) -> str:
        """See ``Shape``."""
        return parts[0]


@dataclass(frozen=True)
class Lines(Shape):
    """A list of texts, each an entry: regular expressions, or rows of words."""

    expected: str
    check: Callable[[str], str | None]

    def read(self, node: yaml.Node, source: str) -> Iterator["Found | ShapeError"]:
        """See ``Shape``."""
        for item in _items(node, self.expected):
            fault = self.check(item.value)
            yield ShapeError(place_of(item), fault) if fault else Found((item.value,), place_of(item))

    def amend(self, value: Any, added: Iterable[Parts], removed: Collection[Parts]) -> Any:
        """See ``Shape``."""
        return _amend([(line,) for line in value], added, removed)

    def show(self, parts: Parts) -> str:
        """See ``Shape``."""
        return "['{}']".format(parts[0].replace("'", "''"))


@dataclass(frozen=True)
class Characters(Shape):
    """Characters in a row, each an entry."""

    expected: str = "characters in a row"

    def read(self, node: yaml.Node, source: str) -> Iterator["Found | ShapeError"]:
        """See ``Shape``."""
        place, text = place_of(node), _text(node, self.expected)
        if strange := next((char for char in text if char in _SET_MARKS), None):
            raise ShapeError(place, f"{strange!r} cannot stand among these characters")
        yield from (Found((char,), place) for char in text if not char.isspace())

    def amend(self, value: Any, added: Iterable[Parts], removed: Collection[Parts]) -> Any:
        """See ``Shape``."""
        return "".join(_amend([(char,) for char in value], added, removed))

    def show(self, parts: Parts) -> str:
        """See ``Shape``."""
        return parts[0]


@dataclass(frozen=True)
class Value(Shape):
    """One value: a code, a number, a day, a word."""

    expected: str
    parse: Callable[[str], Any]

    def read(self, node: yaml.Node, source: str) -> Iterator["Found | ShapeError"]:
        """See ``Shape``."""
        text = _text(node, self.expected)
        try:
            self.parse(text)
        except ValueError:
            raise ShapeError(place_of(node), f"{text!r} is not what is expected here: {self.expected}") from None
        yield Found((text,), place_of(node))

    def amend(self, value: Any, added: Iterable[Parts], removed: Collection[Parts]) -> Any:
        """See ``Shape``; of two values the one added holds."""
        kept = [] if value is None or (str(value),) in removed else [value]
        return next((self.parse(parts[0]) for parts in added), *kept or [None])

    def show(self, parts: Parts) -> str:
        """See ``Shape``."""
        return f'"{parts[0]}"' if parts[0].isdigit() and len(parts[0]) > 4 else parts[0]


@dataclass(frozen=True)
class Table(Shape):
    """A mapping of names to what they have; with ``fixed`` names it knows no others."""

    inner: Shape
    fixed: bool = False

    @property
    def expected(self) -> str:  # type: ignore[override]
        """What a table's rows have."""
        return f"a mapping, each name to {self.inner.expected}"

    def read(self, node: yaml.Node, source: str) -> Iterator["Found | ShapeError"]:
        """See ``Shape``."""
        if not isinstance(node, yaml.MappingNode):
            raise ShapeError(place_of(node), f"this is {_kind(node)}; expected is {self.expected}")
        for key, value in node.value:
            try:
                name = _text(key, "a name").strip()
                if not name.isalnum() and not isinstance(self.inner, Words):
                    raise ShapeError(place_of(key), f"{name!r} is no word: it may have letters and digits only")
                for found in self.inner.read(value, source):
                    yield Found((name, *found.parts), found.place) if isinstance(found, Found) else found
            except ShapeError as error:
                yield error

    def amend(self, value: Any, added: Iterable[Parts], removed: Collection[Parts]) -> Any:
        """See ``Shape``; a name that has nothing left is gone."""
        new, gone = _by_name(added), _by_name(removed)
        names = [*value, *(name for name in new if name not in value)]
        rows = {name: self.inner.amend(value.get(name, _EMPTY[type(self.inner)]), new[name], gone[name])
                for name in names}  # fmt: skip
        return {name: row for name, row in rows.items() if row not in ("", None)}

    def show(self, parts: Parts) -> str:
        """See ``Shape``."""
        return f"{{{parts[0]}: {self.inner.show(parts[1:])}}}"


_EMPTY: dict[type[Shape], Any] = {Words: "", Characters: "", Value: None}


def _by_name(entries: Iterable[Parts]) -> defaultdict[str, list[Parts]]:
    found: defaultdict[str, list[Parts]] = defaultdict(list)
    for name, *rest in entries:
        found[name].append(tuple(rest))
    return found


def _amend(entries: list[Parts], added: Iterable[Parts], removed: Collection[Parts]) -> list[str]:
    return [parts[0] for parts in dict.fromkeys((*entries, *added)) if parts not in removed]


def _split(node: yaml.ScalarNode, source: str) -> Iterator[tuple[str, Place]]:
    """The words of a text and where each stands; one that is written with an escape, where the text begins."""
    place, at = place_of(node), node.start_mark.index
    for word in node.value.split():
        found = source.find(word, at, node.end_mark.index)
        if found < 0:
            yield word, place_of(node)
            continue
        lines, column = source.count("\n", at, found), found - source.rfind("\n", 0, found)
        place, at = Place(place.line + lines, column), found + len(word)
        yield word, place


def _items(node: yaml.Node, expected: str) -> Iterator[yaml.ScalarNode]:
    if not isinstance(node, yaml.SequenceNode):
        raise ShapeError(place_of(node), f"this is {_kind(node)}; expected is {expected}")
    for item in node.value:
        _text(item, "a text")
        yield item


def _text(node: yaml.Node, expected: str) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise ShapeError(place_of(node), f"this is {_kind(node)}; expected is {expected}")
    if not node.value.strip():
        raise ShapeError(place_of(node), f"nothing stands here; expected is {expected}")
    return str(node.value)


def _kind(node: yaml.Node) -> str:
    return {yaml.ScalarNode: "a text", yaml.SequenceNode: "a list", yaml.MappingNode: "a mapping"}[type(node)]


def parse_code(text: str) -> str:
    """A division code as the table of regions has it.

    Raises:
        ValueError: it has not six digits.
    """
    if not re.fullmatch("[1-9][0-9]{5}", text):
        raise ValueError(text)
    return text


def parse_back(text: str) -> int:
    """A number of units of time, counted back.

    Raises:
        ValueError: it is none, or more than a hundred.
    """
    if not re.fullmatch("-?[0-9]{1,2}", text):
        raise ValueError(text)
    return int(text)


def parse_day(text: str) -> date:
    """A day.

    Raises:
        ValueError: it is none.
    """
    return date.fromisoformat(text)

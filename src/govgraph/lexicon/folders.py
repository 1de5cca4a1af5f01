"""A user's folder of word lists: read, checked against the package's, and told what is wrong with it.

A folder has files of the package's names (``programs.yaml``) with groups of the package's names, whose entries are
added. What stands below ``remove`` in a file is taken from the package's instead.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import yaml
from opencc import OpenCC

from govgraph.errors import SetupError
from govgraph.lexicon import groups as package
from govgraph.lexicon.additions import Additions, Entry
from govgraph.lexicon.documents import find_repeated, read_mapping
from govgraph.lexicon.groups import Group
from govgraph.lexicon.shapes import Parts, Place, ShapeError, Table, Value, place_of

#: The key whose groups are taken from the package's.
REMOVE = "remove"
#: Files that may lie in the folder for people.
_FOR_PEOPLE = ("readme", "license", "licence", "changelog")
#: Mistakes of a group, and of a folder that stops a build, that are told; a person mends no more at once.
_MOST = 50
#: Files that a folder may hold, and characters that a word may have.
_MOST_FILES = 1000
_LONGEST_WORD = 60


class Mistake(NamedTuple):
    """What is wrong in a folder, where, and what to do about it. ``line`` and ``column`` are 0 where it is the file."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        places = [str(number) for number in (self.line, self.column) if number]
        return f"{':'.join([self.file, *places])}: {self.message}" + ("" if self.message.endswith("?") else ".")


@dataclass(frozen=True, slots=True)
class Checked:
    """What a folder says and what is wrong with it, by file and place."""

    additions: Additions
    mistakes: tuple[Mistake, ...]


def read_lexicon(folder: Path) -> Additions:
    """What a user's folder adds to the word lists and takes from them.

    Raises:
        SetupError: it has a mistake; all of them are told, each with its place.
    """
    checked = check_lexicon(folder)
    if checked.mistakes:
        lines = [str(folder / str(mistake)) for mistake in checked.mistakes[:_MOST]]
        raise SetupError("\n  ".join([f"The lexicon {folder} has mistakes; nothing was read:", *lines]))
    return checked.additions


def check_lexicon(folder: Path) -> Checked:
    """Read a user's folder and find every mistake in it.

    Raises:
        SetupError: it is no folder, or it cannot be listed.
    """
    try:
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        raise SetupError(f"{folder} cannot be read as a lexicon ({error.strerror}). Name a folder.") from error
    if len(paths) > _MOST_FILES:
        raise SetupError(f"{folder} holds {len(paths)} files. Name a folder that holds word lists only.")
    reader = _Reader()
    for path in paths:
        if not path.name.lower().startswith(_FOR_PEOPLE):
            reader.read(path)
    additions = Additions(tuple(sorted(reader.added)), tuple(sorted(reader.removed)))
    return Checked(additions, tuple(sorted(set(reader.mistakes))))


class _Reader:
    """Collects entries and mistakes, file by file."""

    def __init__(self) -> None:
        self.added: dict[Entry, Place] = {}
        self.removed: dict[Entry, Place] = {}
        self.mistakes: list[Mistake] = []

    def read(self, path: Path) -> None:
        if fault := _find_file_fault(path):
            self.mistakes.append(Mistake(path.name, 0, 0, fault))
            return
        try:
            source, node = read_mapping(path)
        except ShapeError as error:
            self._tell(path.name, error.place, str(error))
            return
        except OSError as error:
            self.mistakes.append(Mistake(path.name, 0, 0, f"it cannot be read ({error.strerror})"))
            return
        if node is None:
            return
        for key, place in find_repeated(node):
            self._tell(path.name, place, f"{key!r} stands here a second time; put its entries together")
        file = _File(path.stem, path.name, source)
        for key, value in node.value:
            if key.value == REMOVE and isinstance(key, yaml.ScalarNode):
                self._read_removed(file, value)
            else:
                self._read_group(file, key, value, self.added)
        for name, group in package.groups(file.stem).items():
            self._check(file, name, group)

    def _tell(self, file: str, place: Place, message: str) -> None:
        self.mistakes.append(Mistake(file, place.line, place.column, message))

    def _read_removed(self, file: "_File", node: yaml.Node) -> None:
        if not isinstance(node, yaml.MappingNode):
            expected = f"below {REMOVE!r} stand names of groups with the entries that are taken from them"
            self._tell(file.name, place_of(node), expected)
            return
        for key, value in node.value:
            self._read_group(file, key, value, self.removed)

    def _read_group(self, file: "_File", key: yaml.Node, value: yaml.Node, into: dict[Entry, Place]) -> None:
        group = package.groups(file.stem).get(key.value) if isinstance(key, yaml.ScalarNode) else None
        if group is None:
            self._tell(file.name, place_of(key), _explain_unknown_group(file.stem, str(key.value)))
            return
        if group.shape is None:
            self._tell(file.name, place_of(key), f"{group.name!r} is not for amending: {group.closed}")
            return
        try:
            for found in group.shape.read(value, file.source):
                if isinstance(found, ShapeError):
                    self._tell(file.name, found.place, f"in {group.name!r}: {found}")
                else:
                    self._take(file, Entry(file.stem, group.name, found.parts), found.place, into)
        except ShapeError as error:
            self._tell(file.name, error.place, f"in {group.name!r}: {error}")

    def _take(self, file: "_File", entry: Entry, place: Place, into: dict[Entry, Place]) -> None:
        if entry in into:
            again = f"in {entry.group!r}: {_spell(entry.parts)} stands in line {into[entry].line} already"
            self._tell(file.name, place, again)
        into.setdefault(entry, place)

    def _check(self, file: "_File", name: str, group: Group) -> None:
        """Hold the entries of a group against those of the package."""
        added, removed = (
            {entry.parts: place for entry, place in entries.items() if (entry.file, entry.group) == (file.stem, name)}
            for entries in (self.added, self.removed)
        )
        for parts, place, fault in islice(_find_faults(group, added, removed), _MOST):
            self._tell(file.name, place, f"in {name!r}: {_spell(parts)} {fault}")


class _File(NamedTuple):
    stem: str
    name: str
    source: str


def _find_file_fault(path: Path) -> str | None:
    if path.is_dir():
        return "this is a folder; word lists lie side by side"
    if not path.is_file():
        return "this is no file that can be read"
    if path.suffix != ".yaml" or path.stem not in package.names():
        return f"no word list is called so; {suggest(path.stem, [f'{name}.yaml' for name in package.names()])}"
    if package.closed_because(path.stem, ""):
        return f"this list is not for amending: {package.closed_because(path.stem, '')}"
    return None


def _explain_unknown_group(file: str, name: str) -> str:
    elsewhere = [other for other in package.names() if name in package.groups(other)]
    if elsewhere:
        return f"{file}.yaml has no group {name!r}; {' and '.join(f'{other}.yaml' for other in elsewhere)} has one"
    return f"{file}.yaml has no group {name!r}; {suggest(name, [*package.groups(file)])}"


def suggest(name: str, known: list[str]) -> str:
    """What somebody may have meant, or all that there is."""
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    return f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"


def _find_faults(
    group: Group, added: Mapping[Parts, Place], removed: Mapping[Parts, Place]
) -> Iterator[tuple[Parts, Place, str]]:
    """Entries that are known already or are not there, that contradict each other or can never be met."""
    present = frozenset(group.entries)
    for parts, place in added.items():
        if parts in removed:
            yield parts, place, f"is added and removed (line {removed[parts].line}); leave out one"
        elif parts in present:
            yield parts, place, "is in the package's list already; leave it out"
        elif fault := _find_word_fault(group, parts):
            yield parts, place, fault
    for parts, place in removed.items():
        if parts not in present:
            near = get_close_matches(parts[-1], [own[-1] for own in group.entries if own[:-1] == parts[:-1]], n=1)
            yield parts, place, "is not in the package's list" + (f"; did you mean {near[0]!r}?" if near else "")
    yield from _find_two_values(group, added, removed)
    if present and present <= removed.keys() and not added:
        parts, place = next(iter(removed.items()))
        yield parts, place, "was the last entry left; a list must keep one"


def _find_two_values(
    group: Group, added: Mapping[Parts, Place], removed: Mapping[Parts, Place]
) -> Iterator[tuple[Parts, Place, str]]:
    """What has one value and is given another."""
    if not isinstance(group.shape, Table):
        return
    if group.shape.fixed:
        names = sorted({parts[0] for parts in group.entries})
        fault = f"stands under no name of the list: {', '.join(names)}"
        yield from ((parts, place, fault) for parts, place in added.items() if parts[0] not in names)
    if not isinstance(group.shape.inner, Value):
        return
    values: defaultdict[str, list[str]] = defaultdict(list)
    for name, value in (*group.entries, *added):
        if (name, value) not in removed and value not in values[name]:
            values[name].append(value)
    for parts, place in added.items():
        others = [value for value in values[parts[0]] if value != parts[1]]
        if others:
            yield parts, place, f"has another value already, {others[0]}; remove that, or leave this out"


def _find_word_fault(group: Group, parts: Parts) -> str | None:
    """Why no text has such a word: texts are read in simplified script."""
    if group.file == "script":
        return None if len(parts[0]) == len(parts[1]) else "are not of one length"
    if group.file == "boilerplate" and group.name not in ("labels", "publishers"):
        return None
    if long := next((part for part in parts if len(part) > _LONGEST_WORD), None):
        return f"has more than {_LONGEST_WORD} characters, {len(long)}"
    written, read = " ".join(parts), _simplifier().convert(" ".join(parts))
    return None if read == written else f"is in traditional script, and texts are read in simplified: write {read!r}"


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def _spell(parts: Iterable[str]) -> str:
    return repr(": ".join(parts))

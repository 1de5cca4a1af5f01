"""What the user named, as a list of files: deduplicated, sorted, each with an id of its own."""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from govgraph.corpus import containers, formats
from govgraph.corpus.given import NOTHING, Given
from govgraph.errors import SetupError


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read.

    ``name`` is its path below the folder that the user named, with ``/``, or its own name where it was named itself;
    ``id`` is unique among the files found together. ``given`` is told of an article that was unpacked; ``fault``
    (reason and message) says why there is nothing to read.
    """

    name: str
    path: Path
    id: str = ""
    given: Given = NOTHING
    fault: tuple[str, str] | None = None

    @property
    def stem(self) -> str:
        return PurePosixPath(self.name).stem


def find_files(paths: Sequence[Path]) -> list[SourceFile]:
    """The files to read among and below ``paths``, sorted by name; hidden files and folders are left out.

    What cannot be listed (a folder without permission) is in the list too, so that reading it reports it.

    Raises:
        SetupError: a path does not exist.
    """
    found: dict[Path, SourceFile] = {}
    for path in paths:
        for file in _find_below(path):
            real = Path(os.path.realpath(file.path))
            found[real] = min(file, found.get(real, file), key=lambda item: (len(item.name), item.name))
    files = sorted(found.values(), key=lambda file: (file.name, file.path))
    ids = identify([file.name for file in files])
    return [replace(file, id=id_) for file, id_ in zip(files, ids, strict=True)]


def is_empty(path: Path) -> bool:
    """Whether there is no such file at or below ``path``; only so much is listed as it takes to tell.

    Raises:
        SetupError: ``path`` does not exist.
    """
    return next(_find_below(path), None) is None


def is_article(name: str) -> bool:
    """Whether a file found in a folder is an article, by its own name."""
    return not name.startswith(".") and formats.ending_of(name) in formats.ENDINGS


def _is_read(name: str) -> bool:
    return is_article(name) or (not name.startswith(".") and formats.ending_of(name) in containers.ENDINGS)


def _find_below(path: Path) -> Iterator[SourceFile]:
    if not os.path.lexists(path):
        raise SetupError(f"{path} does not exist. Name a file or a folder that holds articles.")
    if not path.is_dir():
        yield SourceFile(path.name, path)
        return
    unlisted: list[OSError] = []
    seen = {os.path.realpath(path)}
    for folder, folders, names in os.walk(path, onerror=unlisted.append, followlinks=True):
        folders[:] = [name for name in sorted(folders) if _enter(Path(folder, name), seen)]
        for name in names:
            if _is_read(name):
                yield _below(path, Path(folder, name))
    yield from (_below(path, Path(str(error.filename))) for error in unlisted)


def _enter(folder: Path, seen: set[str]) -> bool:
    """Whether to list a folder: once, even where links lead round in a circle."""
    real = os.path.realpath(folder)
    if folder.name.startswith(".") or real in seen:
        return False
    seen.add(real)
    return True


def _below(root: Path, path: Path) -> SourceFile:
    return SourceFile(path.relative_to(root).as_posix() if path != root else path.name, path)


def identify(names: Sequence[str]) -> list[str]:
    """An id for each file name: its stem or, where several share it, the whole name: with its suffix, with a number.

    >>> identify(["a.txt", "north/b.txt", "south/b.md", "south/b.txt"])
    ['a', 'north_b', 'south_b_md', 'south_b_txt']
    """
    spelled = [list(map(spell, names)) for spell in _SPELLINGS]
    counts = list(map(Counter, spelled))
    used: Counter[str] = Counter()
    ids = []
    for texts in zip(*spelled, strict=True):
        free = (text for text, count in zip(texts, counts, strict=True) if count[text] == 1)
        id_ = next(free, texts[-1])
        used[id_] += 1
        ids.append(id_ if used[id_] == 1 else f"{id_}_{used[id_]}")
    return ids


_SPELLINGS: tuple[Callable[[str], str], ...] = (
    lambda name: PurePosixPath(name).stem,
    lambda name: str(PurePosixPath(name).with_suffix("")).replace("/", "_"),
    lambda name: name.replace("/", "_").replace(".", "_"),
)

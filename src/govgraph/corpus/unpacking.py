"""Files that hold many articles, unpacked into a folder as a file each."""

import io
import lzma
import os
import shutil
import sys
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import IO

from govgraph.corpus import containers, formats
from govgraph.corpus.containers import is_container, tell_container
from govgraph.corpus.files import SourceFile, identify
from govgraph.corpus.items import Budget, Item
from govgraph.errors import DocumentError

#: Archives within archives.
_DEEPEST = 3
#: Files unpacked into one folder.
_A_FOLDER = 1_000
#: Bytes of an archive that are kept in memory while it is read; of larger ones a copy is made on disk.
_IN_MEMORY = 8 * 1024 * 1024
#: What the standard library and Arrow raise where a container's bytes are not what they should be.
_DAMAGED = (
    EOFError, OSError, ValueError, LookupError, ArithmeticError, RuntimeError,
    zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError,
)  # fmt: skip


def unpack(
    sources: Sequence[SourceFile],
    folder: Path,
    columns: Mapping[str, str] | None = None,
    track: Callable[[str, Sequence[SourceFile]], Iterable[SourceFile]] | None = None,
) -> list[SourceFile]:
    """The same files, and instead of each container the articles in it, sorted by name, each with an id of its own.

    Args:
        sources: files as ``find_files`` finds them, or standard input (``-``).
        folder: what is unpacked is written here, and must stay while the articles are read.
        columns: the columns of tables by what they tell: text, html, title, date, source, url.
        track: wraps the containers while they are unpacked.
    """
    held: list[SourceFile] = []
    unpacked: list[SourceFile] = []
    for source in sources:
        (held if _is_container(source) else unpacked).append(source)
    if not held:
        return unpacked
    shelf = _Shelf(folder)
    for source in track("Unpacking", held) if track else held:
        unpacked += _unpack_file(source, shelf, columns or {})
    unpacked.sort(key=lambda source: source.name)
    ids = identify([source.name for source in unpacked])
    return [replace(source, id=id_) for source, id_ in zip(unpacked, ids, strict=True)]


def keep_input(folder: Path) -> SourceFile:
    """What comes in on standard input, as a file in ``folder``."""
    path = folder / "stdin"
    with path.open("wb") as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
    return SourceFile("stdin", path, "stdin")


class _Shelf:
    """Numbers the files in a folder, some to a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    def put(self, data: bytes) -> Path:
        path = self._folder / f"{self._count // _A_FOLDER}" / f"{self._count % _A_FOLDER}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self._count += 1
        return path


def _is_container(source: SourceFile) -> bool:
    with suppress(OSError):
        if source.path.is_file():
            with source.path.open("rb") as file:
                return tell_container(source.name, file) is not None
    return False


def _unpack_file(source: SourceFile, shelf: _Shelf, columns: Mapping[str, str]) -> Iterator[SourceFile]:
    try:
        with source.path.open("rb") as file:
            budget = Budget(os.fstat(file.fileno()).st_size)
            is_empty = True
            for item in _unpack_stream(file, source.name, columns, budget, 1):
                is_empty = False
                if item.fault:
                    yield SourceFile(item.name, source.path, fault=item.fault)
                else:
                    yield SourceFile(item.name, shelf.put(item.data), given=item.given)
            if is_empty:
                yield SourceFile(source.name, source.path, fault=("empty", "no article is in it: name another"))
    except OSError as error:
        fault = ("unreadable", f"it cannot be read ({error.strerror or error}): check its permissions")
        yield SourceFile(source.name, source.path, fault=fault)


def _unpack_stream(
    stream: IO[bytes], name: str, columns: Mapping[str, str], budget: Budget, depth: int
) -> Iterator[Item]:
    """The articles in a container; a fault of the container itself is an item of its name, after what came before."""
    container = tell_container(name, stream)
    if container is None:
        raise AssertionError(name)
    try:
        for item in container.read(stream, name, columns, budget):
            if item.stream is None:
                yield item
            else:
                yield from _look_into(item, columns, budget, depth)
    except DocumentError as error:
        yield Item(name, fault=(error.reason, str(error)))
    except _DAMAGED as error:
        message = f"what follows in it cannot be read ({error or type(error).__name__}): fetch or save it anew"
        yield Item(name, fault=("damaged", " ".join(message.split())))


def _look_into(item: Item, columns: Mapping[str, str], budget: Budget, depth: int) -> Iterator[Item]:
    """A member of an archive: an article as it is, of a container what is in it, of another file nothing."""
    if formats.ending_of(item.name) not in formats.ENDINGS | containers.ENDINGS:
        return
    assert item.stream is not None  # noqa: S101 - what the caller has asked
    head = item.stream.read(formats.HEAD)
    if not is_container(item.name, head):
        yield _take(item, head)
        return
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy:
        copy.write(head)
        shutil.copyfileobj(item.stream, copy)
        copy.seek(0)
        if tell_container(item.name, copy) is None:  # an office file
            yield _take(item, b"", copy)
        elif depth == _DEEPEST:
            yield Item(item.name, fault=("archive", f"it lies more than {_DEEPEST} archives deep: unpack them"))
        else:
            yield from _unpack_stream(copy, item.name, columns, budget, depth + 1)


def _take(item: Item, head: bytes, stream: IO[bytes] | None = None) -> Item:
    """The bytes of an article, no more of them than of the longest that is read."""
    data = head + (stream or item.stream or io.BytesIO()).read(formats.LARGEST + 1 - len(head))
    return replace(item, data=data, stream=None)

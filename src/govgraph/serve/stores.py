"""The graph of a build as an Oxigraph store on disk, made from graph.ttl once for each of its contents."""

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from govgraph.errors import SetupError

#: Folder of the store in that of the build. The store itself lies in it under the hash of its graph.
STORE = ".store"

_PREFIX = re.compile("@prefix ([a-z-]+): <([^>]+)> \\.")
_HASH = re.compile("[0-9a-f]{64}")


@contextmanager
def place_stores(folder: Path) -> Iterator[Path]:
    """The folder in which the store of the build in ``folder`` is kept.

    It is that of the build or, where nothing can be written there, one that is deleted at the end of the block.
    """
    within = folder / STORE
    if not folder.is_dir() or os.access(within if within.is_dir() else folder, os.W_OK):
        yield within
    else:
        with tempfile.TemporaryDirectory(prefix="govgraph-store-") as beside:
            yield Path(beside)


def open_store(folder: Path, stores: Path | None = None) -> ox.Store:
    """The graph of the build in ``folder``, to be read only.

    The store is made when there is none of this graph yet, and that of an older graph is deleted then. Processes may do
    so at once: each loads beside, and the first that has done so is served by all.

    Args:
        folder: what `govgraph build` was given as its output.
        stores: where the store is kept (``place_stores``); within the build unless told otherwise.

    Raises:
        SetupError: the folder holds no build, or its graph cannot be read.
        OSError: the store cannot be written.
    """
    try:
        with (folder / "graph.ttl").open("rb") as graph:
            place = (stores or folder / STORE) / hashlib.file_digest(graph, "sha256").hexdigest()
            if not place.is_dir():
                graph.seek(0)
                _make_store(graph, place)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _missing(folder) from error
    return ox.Store.read_only(str(place))


def read_prefixes(folder: Path) -> dict[str, str]:
    """The prefixes of the build in ``folder``, with their namespaces: ``gg``, ``region`` and so on.

    Raises:
        SetupError: the folder holds no build.
    """
    prefixes: dict[str, str] = {}
    try:
        with (folder / "graph.ttl").open(encoding="utf-8") as graph:
            for line in graph:
                if found := _PREFIX.match(line):
                    prefixes[found[1]] = found[2]
                elif line[0] not in "#\n":
                    break
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _missing(folder) from error
    return prefixes


def _missing(folder: Path) -> SetupError:
    return SetupError(f"{folder} holds no build. Build one first: govgraph build … -o {folder}")


def _make_store(graph: BinaryIO, place: Path) -> None:
    place.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="loading-", dir=place.parent) as beside:
        loaded = Path(beside) / "store"
        _load(graph, loaded)
        try:
            loaded.rename(place)
        except OSError:
            if not place.is_dir():  # otherwise another process was first
                raise
    for older in place.parent.iterdir():
        if older != place and _HASH.fullmatch(older.name):
            shutil.rmtree(older, ignore_errors=True)


def _load(graph: BinaryIO, place: Path) -> None:
    store = ox.Store(str(place))
    try:
        store.bulk_load(graph, ox.RdfFormat.TURTLE)
    except SyntaxError as error:
        raise SetupError(f"{graph.name} is no Turtle ({error}). Build it again with govgraph build.") from error
    store.flush()

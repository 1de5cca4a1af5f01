"""The articles that the user named, on any file system that Spark reads, with the names and ids of the local engine.

Spark lists them, so its rules come on top of ``corpus.find_files``: what begins with ``_`` is hidden too, links are
taken for what they lead to, and a name that is no UTF-8 is not seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from govgraph.corpus import identify, is_article
from govgraph.engines.spark.storage import Storage
from govgraph.errors import SetupError
from govgraph.reports import Skipped, no_articles

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


class Listed(NamedTuple):
    """A file to read: ``path`` is its URI, ``name`` and ``id`` are as in ``corpus.SourceFile``."""

    name: str
    path: str
    id: str


@dataclass(frozen=True, slots=True)
class Roots:
    """The folders and files that the user named, as URIs."""

    folders: tuple[str, ...]
    files: tuple[str, ...]

    def name(self, path: str) -> str | None:
        """The shortest name that a file has below one of them; None for one that is not read.

        >>> roots = Roots(("hdfs://nn/news", "hdfs://nn/news/2021"), ())
        >>> roots.name("hdfs://nn/news/2021/a.txt"), roots.name("hdfs://nn/news/2021/a.zip")
        ('a.txt', None)
        """
        own = path.rpartition("/")[2]
        names = [own] if path in self.files else []
        if is_article(own):
            below = (path[len(folder) + 1 :] for folder in self.folders if path.startswith(f"{folder}/"))
            names += [name for name in below if "/." not in f"/{name}"]
        return min(names, key=lambda name: (len(name), name), default=None)


@dataclass(frozen=True, slots=True)
class Listing:
    """The files found, sorted by name; ``contents`` has a row for each that Spark can read, and some more.

    Its columns are those of the source ``binaryFile``: path, modificationTime, length, content.
    """

    roots: Roots
    files: tuple[Listed, ...]
    skipped: tuple[Skipped, ...]
    contents: "DataFrame"


def list_files(spark: "SparkSession", paths: Sequence[str]) -> Listing:
    """The text files among and below ``paths``.

    Raises:
        SetupError: a path does not exist, or its file system does not answer.
    """
    storage = Storage(spark)
    located = {path: storage.locate(path).rstrip("/") for path in paths}
    for path, place in located.items():
        if not storage.exists(place):
            raise SetupError(f"{path} does not exist. Name a text file or a folder that holds text files.")
    folders = {place for place in located.values() if storage.is_folder(place)}
    roots = Roots(tuple(sorted(folders)), tuple(sorted({*located.values()} - folders)))
    contents = (
        spark.read.format("binaryFile")
        .options(recursiveFileLookup="true", ignoreMissingFiles="true", ignoreCorruptFiles="true")
        .option("__globPaths__", "false")  # a folder may be named 新闻[1]
        .load([*roots.folders, *roots.files])
    )
    found = {*map(_as_path, storage.join_strings(contents._jdf.inputFiles())), *roots.files}
    named = [(name, path) for path in found if (name := roots.name(path)) is not None]
    named.sort(key=lambda pair: (pair[0], pair[1].split("/")))
    ids = identify([name for name, _ in named])
    files = tuple(Listed(name, path, id_) for (name, path), id_ in zip(named, ids, strict=True))
    return Listing(roots, files, tuple(_find_empty(located, files)), contents)


def _find_empty(located: dict[str, str], files: Sequence[Listed]) -> list[Skipped]:
    empty = [
        path
        for path, place in located.items()
        if not any(file.path == place or file.path.startswith(f"{place}/") for file in files)
    ]
    return [no_articles(path) for path in empty]


def _as_path(encoded: str) -> str:
    """How the column ``path`` spells what Spark's list of files has encoded.

    >>> _as_path("file:///data/%E6%96%B0%20%E9%97%BB.txt"), _as_path("s3a://news/a%25b.txt")
    ('file:/data/新 闻.txt', 's3a://news/a%b.txt')
    """
    path = unquote(encoded)
    return path.replace("file:///", "file:/", 1) if path.startswith("file:///") else path

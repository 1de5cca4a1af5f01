"""The formats of files that hold many articles: one line each says what tells it and what reads it.

    archives   .zip .tar .gz, in each other too
    crawls     .warc, a record an article
    tables     .jsonl .json .csv .tsv .parquet, a row an article

What they hold is hostile: names are never used as paths, and all that comes out is counted and bounded (``items``).
"""

from collections.abc import Callable, Iterator, Mapping
from typing import IO, NamedTuple

from govgraph.corpus import archives, crawls, formats, tables
from govgraph.corpus.items import Budget, Item
from govgraph.corpus.papers import is_docx

#: What reads a container: its stream (which can be rewound), its name, the columns of tables, what may come out of it.
Reader = Callable[[IO[bytes], str, Mapping[str, str], Budget], Iterator[Item]]


class Container(NamedTuple):
    """A format of files that hold articles: ``tells`` by the ending of its name and its first bytes."""

    name: str
    endings: tuple[str, ...]
    tells: Callable[[str, bytes], bool]
    read: Reader


CONTAINERS = (
    Container("gzip", (".gz",), lambda _, head: head.startswith(b"\x1f\x8b"), archives.read_gzip),
    Container("zip", (".zip",), lambda _, head: head.startswith((b"PK\3\4", b"PK\5\6")), archives.read_zip),
    Container("tar", (".tar", ".tgz"), lambda _, head: head[257:262] == b"ustar", archives.read_tar),
    Container("crawl", (".warc",), lambda _, head: head.startswith(b"WARC/"), crawls.read_warc),
    Container("Parquet", (".parquet",), lambda _, head: head.startswith(b"PAR1"), tables.read_parquet),
    Container("JSON", (".jsonl", ".ndjson", ".json"), tables.is_json, tables.read_json),
    Container("CSV", (".csv", ".tsv"), lambda ending, _: ending in (".csv", ".tsv"), tables.read_csv),
)

ENDINGS = frozenset(ending for one in CONTAINERS for ending in one.endings)


def is_container(name: str, head: bytes) -> bool:
    """Whether a file may be one, by its name and first bytes; an office file may too."""
    ending = formats.ending_of(name)
    return any(one.tells(ending, head) for one in CONTAINERS)


def tell_container(name: str, stream: IO[bytes]) -> Container | None:
    """The kind of container that a stream is; it is at its beginning again then."""
    head = stream.read(formats.HEAD)
    stream.seek(0)
    ending = formats.ending_of(name)
    if formats.is_told(head):  # a page that was saved as .csv
        return None
    found = next((one for one in CONTAINERS if one.tells(ending, head)), None)
    if found and found.read is archives.read_zip:
        office = is_docx(stream)
        stream.seek(0)
        return None if office else found
    return found

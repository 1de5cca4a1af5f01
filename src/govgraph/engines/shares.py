"""The work on a build that several processes share, once its plan is made: each task reads and leaves files.

    extractions ─▶ portions ─▶ merged ──────────▶ cited
    by batch       by share    Turtle, tables      Turtle of the places in articles
                               by share            by run of articles

Tasks are pure functions of what they are given, and what comes of them is kept under a hash of that (``Shelf``).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, ClassVar, NamedTuple, Protocol, TypeVar

import msgspec
import pyarrow as pa

from govgraph.cache import ExtractionCache, digest_program
from govgraph.corpus import SourceFile
from govgraph.engines.division import by_run
from govgraph.engines.packs import ShareTask, merge_packs, pack_portions, restrict, share_tasks
from govgraph.engines.reading import read_again
from govgraph.engines.shelf import Leaf, Segment, Shelf
from govgraph.graph.plan import Assignment, Plan
from govgraph.graph.tally import Tally, tally
from govgraph.model import GraphEvidence
from govgraph.selection import drop_unsure_rows
from govgraph.write.builds import BuildInfo
from govgraph.write.descriptions import (
    CHAPTERS,
    Chapter,
    Period,
    describe_places,
    describe_share,
    name_build,
    periods_of,
)
from govgraph.write.tables import build_tables
from govgraph.write.turtle import write_blocks

T = TypeVar("T")
R = TypeVar("R", covariant=True)

#: The tables that shares fill; the others are written from the plan.
SHARED = ("entities", "aliases", "relations", "posts", "measures", "evidence")

#: Segments by what they are of: the first node of a share, the first article of a run, a chapter or a table.
Segments = dict[str, Segment]

_ENCODER = msgspec.msgpack.Encoder()
_SHARE = msgspec.msgpack.Decoder(ShareTask)
_ASSIGNMENT = msgspec.msgpack.Decoder(Assignment)
_EVIDENCE = msgspec.msgpack.Decoder(list[GraphEvidence])


class Read(NamedTuple):
    """A document that was read, and the hash under which the cache keeps what it says."""

    source: SourceFile
    sha256: str


def describe_read(read: Read) -> bytes:
    """All that what a document says depends on, beside the program."""
    source, sha256 = read
    return f"{sha256} {source.id!r} {source.name!r} {source.given!r}".encode("ascii", "backslashreplace")


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a share: counts, chapters of Turtle, tables, evidence by run of articles, and the times named."""

    tally: Tally
    chapters: Segments
    tables: Segments
    evidence: Segments
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class Portioning:
    """Takes apart what a batch of documents says: the portions by the first node of their share."""

    result: ClassVar = Segments
    number: int
    documents: tuple[Read, ...]

    def basis(self, shop: "Workshop") -> Iterator[bytes]:
        """All that its result depends on."""
        yield _batch(shop.folder, self.number).read_bytes()
        yield from map(describe_read, self.documents)

    def work(self, shop: "Workshop", made: Leaf) -> Segments:
        """Do it.

        Raises:
            SetupError: a document has changed since it was read.
        """
        assignment = _ASSIGNMENT.decode(_batch(shop.folder, self.number).read_bytes())
        said = (
            read_again(source, sha256, shop.cache, mask_private=shop.info.masked, may_read=not shop.asked)
            for source, sha256 in self.documents
        )
        return made.add({assignment.firsts[share]: data for share, data in pack_portions(said, assignment)})


@dataclass(frozen=True, slots=True)
class Merging:
    """Merges one share of the nodes from its portions, and writes what is said of them."""

    result: ClassVar = Merged
    number: int
    portions: tuple[Segment, ...]

    def basis(self, shop: "Workshop") -> Iterator[bytes]:
        """All that its result depends on."""
        yield _share(shop.folder, self.number).read_bytes()
        yield "\n".join(shop.first_articles).encode()
        yield from (segment.digest for segment in self.portions)

    def work(self, shop: "Workshop", made: Leaf) -> Merged:
        """Do it."""
        task = _SHARE.decode(_share(shop.folder, self.number).read_bytes())
        graph = drop_unsure_rows(merge_packs(task, shop.shelf.read(self.portions)), shop.min_confidence)
        tables, firsts = build_tables(graph), shop.first_articles
        return Merged(
            tally(graph),
            made.add(_spell(describe_share(graph, task.families, name_build(shop.info)))),
            made.add({name: _pack_table(tables[name]) for name in SHARED}),
            made.add({firsts[run]: _ENCODER.encode(rows) for run, rows in by_run(graph.evidence, firsts).items()}),
            tuple(sorted(periods_of(graph.measures))),
        )


@dataclass(frozen=True, slots=True)
class Citing:
    """Describes the places in a run of articles that are evidence: the chapter of them."""

    result: ClassVar = Segments
    evidence: tuple[Segment, ...]

    def basis(self, shop: "Workshop") -> Iterator[bytes]:
        """All that its result depends on."""
        return (segment.digest for segment in self.evidence)

    def work(self, shop: "Workshop", made: Leaf) -> Segments:
        """Do it."""
        rows = (row for data in shop.shelf.read(self.evidence) for row in _EVIDENCE.decode(data))
        return made.add(_spell([Chapter(CHAPTERS[-1], describe_places(rows))]))


@dataclass(frozen=True, slots=True)
class Workshop:
    """What all tasks of a build have in common.

    ``folder`` holds what the plan has left for them, ``shelf`` what comes of them; ``first_articles`` has the first
    name of each run of articles. Where a model was asked, what it adds is in the ``cache``, so that no document can be
    read anew, and ``asked`` is the hash of that.
    """

    folder: Path
    shelf: Shelf
    cache: ExtractionCache
    info: BuildInfo
    min_confidence: float
    first_articles: tuple[str, ...]
    asked: str = ""

    def do(self, task: "Task[T]") -> T:
        """What comes of a task.

        Raises:
            SetupError: what it goes on with was deleted meanwhile.
        """
        with self.shelf.keep(self.name(task)) as made:
            return made.conclude(task.work(self, made))

    def name(self, task: "Task[T]") -> str:
        """What a task is known by on the shelf: whatever changes what comes of it changes that."""
        common = f"{type(task).__name__} {digest_program()} {self.info} {self.min_confidence} {self.asked}"
        return self.shelf.name(common, task.basis(self))


class Task(Protocol[R]):
    """A piece of work on a build; ``result`` is the type of what comes of it."""

    result: ClassVar[Any]

    def basis(self, shop: Workshop) -> Iterator[bytes]: ...

    def work(self, shop: Workshop, made: Leaf) -> R: ...


def hold_plan(folder: Path, plan: Plan, batches: Iterable[Mapping[str, Sequence[str]]]) -> None:
    """Keep a plan where every task of the workshop in ``folder`` finds of it what it needs.

    ``batches`` are the keys that each document of a batch names, by its ``document_key``.
    """
    for number, documents in enumerate(batches):
        _batch(folder, number).write_bytes(_encode(restrict(plan.assignment, documents)))
    for number, task in enumerate(share_tasks(plan)):
        _share(folder, number).write_bytes(_ENCODER.encode(task))


def _encode(assignment: Assignment) -> bytes:
    """An assignment as the same bytes whenever it is equal, its sets in an order."""
    told = {field.name: getattr(assignment, field.name) for field in fields(assignment)}
    return _ENCODER.encode(told | {name: sorted(told[name], key=repr) for name in ("copies", "dropped", "lost")})


def _batch(folder: Path, number: int) -> Path:
    return folder / f"batch-{number}"


def _share(folder: Path, number: int) -> Path:
    return folder / f"share-{number}"


def _spell(chapters: Iterable[Chapter]) -> dict[str, bytes]:
    texts = {title: "\n".join(write_blocks(rows)).encode() for title, rows in chapters}
    return {title: text for title, text in texts.items() if text}


def _pack_table(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    packed: bytes = sink.getvalue().to_pybytes()
    return packed

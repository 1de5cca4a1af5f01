"""What the executors do once the plan is made: pure functions of bytes that others have left.

extraction ─▶ pack_portions ─▶ merge_task ─▶ cite_task
by share          products      products of a run of articles
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import NamedTuple

import msgspec
import pyarrow as pa

from govgraph.engines.division import by_run, runs_of
from govgraph.engines.packs import ShareTask, merge_packs, share_tasks
from govgraph.graph.plan import Plan
from govgraph.graph.runs import gather
from govgraph.graph.tally import Tally, tally
from govgraph.model import Graph, GraphEvidence, Identity, Reprint, SourceInfo
from govgraph.selection import drop_unsure_rows
from govgraph.write.builds import BuildInfo
from govgraph.write.descriptions import (
    FAMILIES,
    FIGURES,
    SOURCES,
    Chapter,
    Description,
    Period,
    describe_dataset,
    describe_families,
    describe_periods,
    describe_places,
    describe_share,
    describe_sources,
    name_build,
    periods_of,
)
from govgraph.write.ntriples import Speller
from govgraph.write.tables import build_tables
from govgraph.write.turtle import write_chapters

#: The two syntaxes of the graph, by the endings of their files.
TURTLE, TRIPLES = "ttl", "nt"
#: What tasks leave for others: places for those that describe articles, times and numbers for the driver.
PLACES, PERIODS, TALLIES = "places", "periods", "tallies"

#: Characters of text in a row: whole subjects, some thousand triples.
_PIECE = 2**19
#: Rows of a table in a piece.
_ROWS = 2_000

_ENCODER = msgspec.msgpack.Encoder()


class Product(NamedTuple):
    """What a task leaves: rows of a table (Arrow's stream format), a piece of text, or what other tasks go on with.

    ``number`` is that of a share or run of articles, whose pieces follow each other.
    """

    kind: str
    number: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Settings:
    """What all tasks have in common; ``firsts`` is the name of the first article of each run."""

    info: BuildInfo
    min_confidence: float
    firsts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TellingTask:
    """A share to be merged, and what the plan tells of the identities of its nodes."""

    task: ShareTask
    identities: tuple[Identity, ...]


@dataclass(frozen=True, slots=True)
class RunTask:
    """A run of articles to be described."""

    documents: tuple[SourceInfo, ...]
    reprints: tuple[Reprint, ...]


_SHARE_TASKS = msgspec.msgpack.Decoder(TellingTask)
_RUN_TASKS = msgspec.msgpack.Decoder(RunTask)
_PLACES = msgspec.msgpack.Decoder(list[GraphEvidence])
_PERIODS = msgspec.msgpack.Decoder(list[Period])


def divide_plan(plan: Plan) -> Iterator[bytes]:
    """The tasks of the plan's shares, in their order."""
    nodes = [row.node for row in plan.identities]
    for number, task in enumerate(share_tasks(plan)):
        own = _rows_of_share(nodes, number, plan.assignment.firsts)
        yield _ENCODER.encode(TellingTask(task, plan.identities[own]))


def divide_articles(plan: Plan) -> Iterator[bytes]:
    """The tasks of the plan's runs of articles, in their order."""
    copies = {reprint.document: reprint for reprint in plan.reprints}
    for run in runs_of(plan.documents):
        documents = [replace(one, sections=(), fingerprint="", masked=None) for one in run]
        own = tuple(copies[one.id] for one in documents if one.id in copies)
        yield _ENCODER.encode(RunTask(tuple(documents), own))


def merge_task(number: int, task: bytes, packs: Iterable[bytes], settings: Settings) -> Iterator[Product]:
    """Merge a share: its rows of the tables, what is said of its nodes, and the places that say it."""
    told = _SHARE_TASKS.decode(task)
    graph = drop_unsure_rows(merge_packs(told.task, packs), settings.min_confidence)
    yield from _tabulate(number, replace(graph, identities=told.identities))
    yield from _describe(number, describe_share(graph, told.task.families, name_build(settings.info)), settings.info)
    for run, rows in sorted(by_run(graph.evidence, settings.firsts).items()):
        yield Product(PLACES, run, _ENCODER.encode(rows))
    yield Product(PERIODS, number, _ENCODER.encode(sorted(periods_of(graph.measures))))
    yield Product(TALLIES, number, _ENCODER.encode(tally(graph)))


def cite_task(number: int, task: bytes, places: Iterable[bytes], settings: Settings) -> Iterator[Product]:
    """Describe a run of articles and the places in them that are evidence."""
    run = _RUN_TASKS.decode(task)
    yield from _tabulate(number, Graph(documents=run.documents, reprints=run.reprints))
    sources = islice(describe_sources(run.documents, run.reprints, settings.info), 1, None)  # the build is no article
    cited = describe_places(row for data in places for row in _PLACES.decode(data))
    chapters = [Chapter(SOURCES, sources), Chapter("Evidence", cited)]
    yield from _describe(number, chapters, settings.info)


def finish_plan(plan: Plan, periods: Iterable[bytes], settings: Settings) -> Iterator[Product]:
    """What is left to write when all shares and articles are: the build, the families and the periods."""
    yield from _tabulate(0, Graph(families=plan.families))
    found = {period for data in periods for period in _PERIODS.decode(data)}
    chapters = [
        Chapter(SOURCES, describe_sources((), (), settings.info)),
        Chapter(FAMILIES, describe_families(plan.families)),
        Chapter(FIGURES, chain(describe_dataset(), describe_periods(found))),
    ]
    yield from _describe(0, chapters, settings.info)


def read_tally(data: bytes) -> Tally:
    """The numbers of a share."""
    return msgspec.msgpack.decode(data, type=Tally)


def read_table(data: bytes) -> list[pa.RecordBatch]:
    """The rows of a table that a product holds."""
    with pa.ipc.open_stream(data) as stream:
        return list(stream)


def _rows_of_share(nodes: Sequence[str], number: int, firsts: Sequence[str]) -> slice:
    """Where the rows of a share stand among all, sorted by the node that they are of."""
    last = number + 1 == len(firsts)
    return slice(bisect_left(nodes, firsts[number]), len(nodes) if last else bisect_left(nodes, firsts[number + 1]))


def _tabulate(number: int, graph: Graph) -> Iterator[Product]:
    for name, table in build_tables(graph).items():
        for rows in table.to_batches(max_chunksize=_ROWS):
            sink = pa.BufferOutputStream()
            with pa.ipc.new_stream(sink, rows.schema) as stream:
                stream.write_batch(rows)
            yield Product(name, number, sink.getvalue().to_pybytes())


def _describe(number: int, chapters: Iterable[Chapter], info: BuildInfo) -> Iterator[Product]:
    """The same in both syntaxes, in pieces of whole subjects."""
    speller = Speller(info.base_iri)
    for title, descriptions in chapters:
        for piece in gather(descriptions, _length, _PIECE):
            turtle = "".join(write_chapters([Chapter(title, piece)]))
            triples = [f"{triple} ." for description in piece for triple in speller.triples(description)]
            yield Product(TURTLE, number, turtle.removesuffix("\n").encode())
            yield Product(TRIPLES, number, "\n".join(triples).encode())


def _length(description: Description) -> int:
    return sum(len(property_) + len(value) for property_, value in description.properties)

"""Puts the files of a build together from what its shares left, one piece in memory at a time."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from operator import attrgetter
from pathlib import Path
from typing import Protocol, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from govgraph.engines.shares import SHARED, Merged, Segments
from govgraph.engines.shelf import Shelf
from govgraph.graph.plan import Plan
from govgraph.graph.runs import gather
from govgraph.graph.tally import Tally
from govgraph.model import Family, Graph, Reprint, SourceInfo
from govgraph.write.builds import BuildInfo
from govgraph.write.descriptions import (
    CHAPTERS,
    FAMILIES,
    FIGURES,
    SOURCES,
    Description,
    describe_dataset,
    describe_families,
    describe_periods,
    describe_sources,
)
from govgraph.write.tables import SCHEMAS, build_tables
from govgraph.write.turtle import write_blocks, write_header, write_prefixes, write_title

T = TypeVar("T")


class Decided(Protocol):
    """What a plan has decided that stands in no share."""

    @property
    def documents(self) -> Sequence[SourceInfo]: ...

    @property
    def reprints(self) -> Sequence[Reprint]: ...

    @property
    def families(self) -> Sequence[Family]: ...


#: Rows of a table that are written together.
_ROWS = 50_000


def assemble_turtle(
    path: Path,
    plan: Decided,
    merged: Sequence[Merged],
    cited: Iterable[Segments],
    held: Tally,
    shelf: Shelf,
    info: BuildInfo,
) -> None:
    """Write the Turtle of the whole graph, the same as ``write.write_turtle`` makes of it.

    Args:
        path: the file.
        plan: what was decided on all documents.
        merged: what came of the shares, in their order.
        cited: the chapters of the runs of articles, in their order.
        held: the numbers of the whole graph.
        shelf: where the chapters are.
        info: the program and words of the build.
    """
    shared = [*(one.chapters for one in merged), *cited]
    periods = {period for one in merged for period in one.periods}
    before = {
        SOURCES: describe_sources(plan.documents, plan.reprints, info),
        FAMILIES: describe_families(plan.families),
        FIGURES: describe_dataset(),
    }
    after = {FIGURES: describe_periods(periods)}
    with path.open("wb") as file:
        file.write((write_header(held, info) + "\n").encode())
        file.writelines(line.encode() for line in write_prefixes(info.base_iri))
        for title in CHAPTERS:
            segments = [chapters[title] for chapters in shared if title in chapters]
            pieces = chain(_encode(before.get(title, ())), shelf.read(segments), _encode(after.get(title, ())))
            for position, piece in enumerate(pieces):
                file.write(write_title(title).encode() if position == 0 else b"\n")
                file.write(piece)


def write_plan_tables(folder: Path, plan: Plan) -> None:
    """Write the Parquet files that a plan tells, the same rows as ``write.write_tables`` makes of the whole graph."""
    folder.mkdir(parents=True)
    for name in SCHEMAS.keys() - set(SHARED):
        _write_table(folder, name, _tell_plan(name, plan))


def assemble_tables(folder: Path, merged: Sequence[Merged], shelf: Shelf) -> None:
    """Write those that the shares fill."""
    for name in SHARED:
        _write_table(folder, name, _join(shelf.read(one.tables[name] for one in merged)))


def _write_table(folder: Path, name: str, rows: Iterable[pa.Table]) -> None:
    path = folder / f"{name}.parquet"
    with pq.ParquetWriter(path, SCHEMAS[name], compression="zstd", write_page_checksum=True) as writer:
        for table in rows:
            writer.write_table(table)


def _encode(descriptions: Iterable[Description]) -> Iterator[bytes]:
    return (block.encode() for block in write_blocks(descriptions))


def _join(parts: Iterable[bytes]) -> Iterator[pa.Table]:
    """The rows of the parts of a table, many together."""
    tables = (pa.ipc.open_stream(part).read_all() for part in parts)
    return (pa.concat_tables(held).combine_chunks() for held in gather(tables, attrgetter("num_rows"), _ROWS))


def _tell_plan(name: str, plan: Plan) -> Iterator[pa.Table]:
    """A table of what the plan itself tells, some rows at a time."""
    match name:
        case "documents":
            parts = (Graph(documents=rows, reprints=plan.reprints) for rows in _batches(plan.documents))
        case "identities":
            parts = (Graph(identities=rows) for rows in _batches(plan.identities))
        case _:
            parts = (Graph(families=rows) for rows in _batches(plan.families))
    return (build_tables(part)[name] for part in parts)


def _batches(rows: Iterable[T]) -> Iterator[tuple[T, ...]]:
    """Batches of rows, at least one."""
    left = iter(rows)
    yield tuple(islice(left, _ROWS))
    while batch := tuple(islice(left, _ROWS)):
        yield batch

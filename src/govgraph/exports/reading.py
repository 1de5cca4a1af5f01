"""Reads a finished build in parts, so that writing it elsewhere needs no whole graph in memory."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from govgraph.model import Family, Graph, GraphPost, Node, Reprint, SourceInfo
from govgraph.progress import Steps, Track, in_silence
from govgraph.tables import make_graph, open_build, read_batches, unusable
from govgraph.write.tables import SCHEMAS

#: Entities in a part. Fewer save little: of one province as much may be said as of thousands of firms.
_NODES = 500
_ROWS = 10_000

#: The column of each table that says which node its rows are about; the tables are sorted by it.
_ABOUT = {"aliases": "entity", "relations": "subject", "posts": "of", "measures": "subject"}


class BuildReader:
    """A finished build, read some rows at a time. Every call reads anew.

    Args:
        folder: that of the build.
        track: shows how far ``parts`` and ``tables`` have come, on which exports spend their time.

    Raises:
        SetupError: the folder holds no build, or one that is not whole or that another version has written; also while
            it is read.
    """

    def __init__(self, folder: Path, track: Track = in_silence) -> None:
        self._folder = folder
        self._track = track
        self._files = open_build(folder)

    def batches(self, name: str, columns: Sequence[str] | None = None, rows: int = _ROWS) -> Iterator[pa.Table]:
        """A table, at most so many rows at a time; all columns unless some are named."""
        wanted = SCHEMAS[name].names if columns is None else columns
        return read_batches(self._folder, name, self._files[name], wanted, rows)

    def tables(self, rows: int = _ROWS) -> Iterator[tuple[str, Iterator[pa.Table]]]:
        """Every table by its name, at most so many rows at a time."""
        steps = Steps(self._track, "Writing", sum(self._count(name, rows) for name in SCHEMAS))
        for name in SCHEMAS:
            yield name, steps.count(self.batches(name, rows=rows))
        steps.finish()

    def documents(self) -> Iterator[SourceInfo]:
        """The articles."""
        return (row for batch in self.batches("documents") for row in _make(documents=batch).documents)

    def reprints(self) -> Iterator[Reprint]:
        """The articles that tell another again."""
        return (row for batch in self.batches("documents") for row in _make(documents=batch).reprints)

    def nodes(self) -> Iterator[Node]:
        """The entities."""
        return (node for part in self._parts(("aliases",)) for node in part.nodes)

    def posts(self) -> Iterator[GraphPost]:
        """The office-holders in their posts."""
        return (row for batch in self.batches("posts") for row in _make(posts=batch).posts)

    def families(self) -> Iterator[Family]:
        """The families of programs."""
        yield from _make(
            families=pa.concat_tables([SCHEMAS["families"].empty_table(), *self.batches("families")])
        ).families

    def parts(self) -> Iterator[Graph]:
        """The entities in their order, some at a time, with all that is said of them and where it stands.

        The tables of all parts, one after the other, are those of the whole graph but for documents, families,
        identities and the evidence that only names an entity (``mentions``).
        """
        steps = Steps(self._track, "Writing", self._count("entities", _NODES))
        yield from steps.count(self._parts((*_ABOUT, "evidence")))
        steps.finish()

    def mentions(self) -> Iterator[tuple[str, str, int]]:
        """Which entity is named in which article, and how often."""
        columns = ("statement", "document", "rule")
        pairs = (
            pair
            for batch in self.batches("evidence", columns)
            for named in [batch.filter(pc.equal(batch["rule"], "mention"))]
            for pair in zip(named["statement"].to_pylist(), named["document"].to_pylist(), strict=True)
        )
        for (node, document), places in groupby(pairs):
            yield node, document, sum(1 for _ in places)

    def _count(self, name: str, rows: int) -> int:
        """The batches of so many rows that a table has."""
        found: int = self._files[name].metadata.num_rows
        return -(-found // rows)

    def _parts(self, names: Sequence[str]) -> Iterator[Graph]:
        cursors = {name: _Cursor(self.batches(name), SCHEMAS[name]) for name in names}
        for nodes in self.batches("entities", rows=_NODES):
            tables = {"entities": nodes}
            last = nodes["id"][-1]
            for name in names:
                if name != "evidence":
                    tables[name] = cursors[name].take(_up_to(_ABOUT[name], last))
            if "evidence" in cursors:
                own = [tables[name].select(["id"]) for name in ("entities", "relations", "posts", "measures")]
                told = cursors["evidence"].take(_saying(pa.concat_tables(own)["id"]))
                tables["evidence"] = told.filter(pc.not_equal(told["rule"], "mention"))
            yield _make(**tables)
        for name, cursor in cursors.items():
            if not cursor.is_empty():
                raise unusable(self._folder, f"tables/{name}.parquet is not in the order of tables/entities.parquet")


class _Cursor:
    """A table that is taken from its start, as far as its rows fit."""

    def __init__(self, batches: Iterator[pa.Table], schema: pa.Schema) -> None:
        self._batches = batches
        self._schema = schema
        self._left = next(batches, None)

    def take(self, fits: Callable[[pa.Table], pa.ChunkedArray]) -> pa.Table:
        """The next rows up to the first that does not fit."""
        taken: list[pa.Table] = [self._schema.empty_table()]
        while self._left is not None:
            end = pc.index(fits(self._left), pa.scalar(False)).as_py()
            if end >= 0:
                taken.append(self._left.slice(0, end))
                self._left = self._left.slice(end)
                break
            taken.append(self._left)
            self._left = next(self._batches, None)
        return pa.concat_tables(taken)

    def is_empty(self) -> bool:
        """Whether all has been taken."""
        return self._left is None


def _up_to(column: str, last: pa.Scalar) -> Callable[[pa.Table], pa.ChunkedArray]:
    return lambda table: pc.less_equal(table[column], last)


def _saying(ids: pa.Array) -> Callable[[pa.Table], pa.ChunkedArray]:
    return lambda table: pc.is_in(table["statement"], value_set=ids)


def _make(**tables: pa.Table) -> Graph:
    return make_graph(tables)

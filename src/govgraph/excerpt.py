"""Reads of a build's tables what a page can show, however large they are: one row group in memory at a time."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from govgraph.model import Graph, GraphRelation, Node
from govgraph.tables import Row, make_graph
from govgraph.write.html.layout import find_homeless, find_parents
from govgraph.write.html.page import choose_nodes
from govgraph.write.tables import SCHEMAS

#: What a row of a table is about, and weighs for it.
_SUPPORTS = (
    ("relations", "subject"),
    ("relations", "object"),
    ("posts", "of"),
    ("measures", "subject"),
)
#: The column with the node that a statement is about.
_OWNERS = {"relations": "subject", "posts": "of", "measures": "subject"}
#: The columns whose nodes a row needs.
_ENDS = {
    "entities": ("id",),
    "aliases": ("entity",),
    "relations": ("subject", "object"),
    "posts": ("of",),
    "measures": ("subject",),
    "families": ("program",),
}


def read_excerpt(folder: Path, nodes: int, statements: int, evidence: int) -> Graph:
    """The graph of the build in ``folder``, or where it is larger what a page shows of it.

    Args:
        folder: what `govgraph build` has written.
        nodes: the most nodes; those that the most documents speak of stay, and the regions around them.
        statements: the most relations, posts and figures, each; of a node that has many, those that the most documents
            make stay, as many of each node as there is room for, and where its region lies.
        evidence: the most rows of evidence; of a node or statement that many places tell, the surest stay, as many of
            each as there is room for. ``support`` and ``documents`` still count all.
    """
    tables, rows = _read_rows(folder, nodes, statements)
    stated = _find_stated(rows)
    rows["evidence"] = list(_choose_evidence(tables["evidence"], stated, evidence, stated))
    return make_graph(rows)


def read_frame(folder: Path, nodes: int, statements: int, evidence: int) -> Graph:
    """The same, with no evidence but that of things without a home and of their relations: all that a layout needs."""
    tables, rows = _read_rows(folder, nodes, statements)
    graph = make_graph(rows)
    lost = find_homeless(graph)
    wanted = lost | {one.id for one in graph.relations if one.subject in lost or one.object in lost}
    if not wanted:
        return graph
    told = list(_choose_evidence(tables["evidence"], _find_stated(rows), evidence, wanted))
    return replace(graph, evidence=make_graph(dict.fromkeys(SCHEMAS, ()) | {"evidence": told}).evidence)


def _read_rows(folder: Path, nodes: int, statements: int) -> tuple[dict[str, pq.ParquetFile], dict[str, Sequence[Row]]]:
    """The tables of a build, and the rows of all but the evidence."""
    tables = {name: pq.ParquetFile(folder / "tables" / f"{name}.parquet") for name in SCHEMAS}
    kept = _choose_nodes(tables, nodes) if tables["entities"].metadata.num_rows > nodes else None
    rows: dict[str, Sequence[Row]] = {"identities": (), "evidence": ()}
    for name in ("documents", *_ENDS):
        found = [row for batch in _batches(tables[name]) for row in _keep(batch, _ENDS.get(name, ()), kept)]
        rows[name] = _choose_statements(found, _OWNERS[name], statements) if name in _OWNERS else found
    return tables, rows


def _find_stated(rows: Mapping[str, Sequence[Row]]) -> frozenset[str]:
    """What evidence may be of."""
    return frozenset(row["id"] for name in ("entities", "relations", "posts", "measures") for row in rows[name])


def _batches(file: pq.ParquetFile, columns: list[str] | None = None) -> Iterator[pa.Table]:
    return (file.read_row_group(number, columns) for number in range(file.num_row_groups))


def _keep(table: pa.Table, ends: tuple[str, ...], kept: Set[str] | None) -> list[Row]:
    """The rows all of whose ends are kept."""
    if kept is not None:
        for end in ends:
            table = table.filter(_are_in(table[end], kept))
    rows: list[Row] = table.to_pylist()
    return rows


def _are_in(column: pa.ChunkedArray, values: Set[str]) -> pa.Array:
    """Which rows have one of the values. Arrow's own ``is_in`` hashes all of them again for every batch."""
    return pa.array(map(values.__contains__, column.to_pylist()), pa.bool_())


def _choose_nodes(tables: Mapping[str, pq.ParquetFile], most: int) -> set[str]:
    support: Counter[str] = Counter()
    for name, end in _SUPPORTS:
        for batch in _batches(tables[name], [end, "support"]):
            summed = batch.group_by(end).aggregate([("support", "sum")])
            support.update(dict(zip(summed[end].to_pylist(), summed["support_sum"].to_pylist(), strict=True)))
    regions: list[Node] = []
    for batch in _batches(tables["entities"], ["id", "type", "documents"]):
        support.update(dict(zip(batch["id"].to_pylist(), batch["documents"].to_pylist(), strict=True)))
        regions += [_region(id_) for id_ in batch.filter(pc.equal(batch["type"], "Region"))["id"].to_pylist()]
    links = [
        GraphRelation("", row["subject"], "partOf", row["object"], "text", 0.0, 0)
        for batch in _batches(tables["relations"], ["subject", "predicate", "object"])
        for row in batch.filter(pc.equal(batch["predicate"], "partOf")).to_pylist()
    ]
    parents = find_parents(Graph(nodes=tuple(regions), relations=tuple(links)))
    return choose_nodes(support, parents, most)


def _region(id_: str) -> Node:
    return Node(id_, "Region", "", (), "", None, None, 0, 0)


def _choose_evidence(file: pq.ParquetFile, stated: Set[str], most: int, wanted: Set[str]) -> Iterator[Row]:
    """Of the evidence of what is stated, all of it or the surest of each, that of some; their rows stand together."""
    each = _find_share(file, stated, most)
    for batch in _batches(file):
        rows = batch.filter(_are_in(batch["statement"], wanted)).to_pylist()
        for _, group in groupby(rows, key=itemgetter("statement")):
            own = list(group)
            yield from own if each is None or len(own) <= each else sorted(sorted(own, key=_surest)[:each], key=_place)


def _find_share(file: pq.ParquetFile, stated: Set[str], most: int) -> int | None:
    """How many rows of each statement there is room for; None for all."""
    sizes: Counter[int] = Counter()
    for batch in _batches(file, ["statement"]):
        told = Counter(batch["statement"].to_pylist())
        sizes.update(number for statement, number in told.items() if statement in stated)
    return _share_out(sizes, most)


def _share_out(sizes: Counter[int], most: int) -> int | None:
    """Of groups of these sizes, how many members of each make no more than ``most`` together; None for all."""
    total, each, groups = 0, 0, sizes.total()
    if sum(size * number for size, number in sizes.items()) <= most:
        return None
    while total + groups <= most:
        total += groups
        each += 1
        groups -= sizes[each]
    return max(each, 1)


def _choose_statements(rows: list[Row], owner: str, most: int) -> list[Row]:
    """All rows, or of each owner those that the most documents tell, in the order of the table."""
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[owner]].append(row)
    each = _share_out(Counter(map(len, groups.values())), most)
    if each is None:
        return rows
    kept = {row["id"] for group in groups.values() for row in sorted(group, key=_most_told)[:each]}
    return [row for row in rows if row["id"] in kept]


def _most_told(row: Row) -> tuple[Any, ...]:
    return row.get("predicate") != "partOf", -row["support"], -row["confidence"], row["id"]


def _surest(row: Row) -> tuple[Any, ...]:
    return -row["confidence"], *_place(row)


def _place(row: Row) -> tuple[Any, ...]:
    return row["document"], row["start"], row["end"], row["rule"]

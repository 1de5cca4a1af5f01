"""Reads of a build's tables what a page can show, however large they are: some rows in memory at a time."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, groupby
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from govgraph.model import Graph, GraphRelation, Node
from govgraph.tables import make_graph
from govgraph.write.html.layout import find_homeless, find_parents
from govgraph.write.html.page import choose_nodes
from govgraph.write.tables import SCHEMAS

#: Rows that are read together, of whole row groups: what is said of one thing stands in one of them.
_ROWS = 50_000
#: The same where only ids are read: what is looked for among them, half a million too, is made ready each time.
_IDS = 500_000
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
    tables = _choose_rows(folder, nodes, statements)
    stated = _find_stated(tables)
    return make_graph(tables | {"evidence": _choose_evidence(folder, stated, evidence, stated)})


def read_frame(folder: Path, nodes: int, statements: int, evidence: int) -> Graph:
    """Of the same all that a layout needs: no figures, and the evidence and articles of things without a home alone."""
    tables = _choose_rows(folder, nodes, statements)
    graph = make_graph({name: tables[name] for name in ("entities", "aliases", "relations", "posts")})
    lost = find_homeless(graph)
    wanted = lost | {one.id for one in graph.relations if one.subject in lost or one.object in lost}
    if not wanted:
        return graph
    told = _choose_evidence(folder, _find_stated(tables), evidence, pa.array(sorted(wanted)))
    documents = _keep(tables["documents"], ("id",), told["document"].combine_chunks())
    beside = make_graph({"documents": documents, "evidence": told})
    return replace(graph, documents=beside.documents, evidence=beside.evidence)


def _choose_rows(folder: Path, nodes: int, statements: int) -> dict[str, pa.Table]:
    """What is shown of every table but the evidence."""
    files = {name: _open(folder, name) for name in ("documents", *_ENDS)}
    kept = pa.array(_choose_nodes(files, nodes)) if files["entities"].metadata.num_rows > nodes else None
    tables = {}
    for name, file in files.items():
        parts = [_keep(batch, _ENDS.get(name, ()), kept) for batch in _batches(file)]
        tables[name] = pa.concat_tables([SCHEMAS[name].empty_table(), *parts])
        if name in _OWNERS:
            tables[name] = _choose_statements(tables[name], _OWNERS[name], statements)
        pa.default_memory_pool().release_unused()  # or Arrow keeps as much again as it holds
    return tables


def _find_stated(tables: Mapping[str, pa.Table]) -> pa.Array:
    """The ids of what evidence may be of."""
    ids = [tables[name]["id"].chunks for name in ("entities", "relations", "posts", "measures")]
    return pa.concat_arrays(chain.from_iterable(ids))


def _open(folder: Path, name: str) -> pq.ParquetFile:
    return pq.ParquetFile(folder / "tables" / f"{name}.parquet")


def _batches(file: pq.ParquetFile, columns: list[str] | None = None, most: int = _ROWS) -> Iterator[pa.Table]:
    groups: list[int] = []
    rows = 0
    for number in range(file.num_row_groups):
        groups.append(number)
        rows += file.metadata.row_group(number).num_rows
        if rows >= most or number == file.num_row_groups - 1:
            yield file.read_row_groups(groups, columns)
            groups, rows = [], 0


def _keep(table: pa.Table, ends: tuple[str, ...], kept: pa.Array | None) -> pa.Table:
    """The rows all of whose ends are kept."""
    if kept is not None:
        for end in ends:
            table = table.filter(pc.is_in(table[end], value_set=kept))
    return table


def _choose_nodes(tables: Mapping[str, pq.ParquetFile], most: int) -> list[str]:
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
    return sorted(choose_nodes(support, parents, most))


def _region(id_: str) -> Node:
    return Node(id_, "Region", "", (), "", None, None, 0, 0)


def _choose_evidence(folder: Path, stated: pa.Array, most: int, wanted: pa.Array) -> pa.Table:
    """Of the evidence of what is stated, all of it or the surest of each, that of some."""
    file = _open(folder, "evidence")
    sizes: Counter[int] = Counter()
    masks = [pa.array([], pa.bool_())]
    for batch in _batches(file, ["statement"], _IDS):
        ids = batch["statement"]
        known = pc.is_in(ids, value_set=stated)
        sizes.update(ids.filter(known).value_counts().field("counts").to_pylist())
        masks += (known if wanted is stated else pc.is_in(ids, value_set=wanted)).chunks
    each, mask = _share_out(sizes, most), pa.concat_arrays(masks)
    parts, read = [SCHEMAS["evidence"].empty_table()], 0
    for batch in _batches(file):
        told = batch.filter(mask.slice(read, batch.num_rows))
        parts.append(told if each is None else told.take(_find_surest(told, each)))
        read += batch.num_rows
    return pa.concat_tables(parts)


def _find_surest(table: pa.Table, each: int) -> pa.Array:
    """The places of the rows of which a statement has no more than so many, and of the surest of others."""
    columns = [table[name].to_pylist() for name in ("confidence", "document", "start", "end", "rule")]
    kept: list[int] = []
    end = 0
    for _, rows in groupby(table["statement"].to_pylist()):
        start, end = end, end + sum(1 for _ in rows)
        own: Sequence[int] = range(start, end)
        if len(own) > each:
            told = zip(*(column[start:end] for column in columns), own, strict=True)
            own = sorted(row for *_, row in sorted((-confidence, *place) for confidence, *place in told)[:each])
        kept.extend(own)
    return pa.array(kept, pa.int64())


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


def _choose_statements(table: pa.Table, owner: str, most: int) -> pa.Table:
    """All rows, or of each owner those that the most documents tell, in the order of the table."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for row, one in enumerate(table[owner].to_pylist()):
        groups[one].append(row)
    each = _share_out(Counter(map(len, groups.values())), most)
    if each is None:
        return table
    support, confidence, ids = (table[name].to_pylist() for name in ("support", "confidence", "id"))
    places = table["predicate"].to_pylist() if "predicate" in table.column_names else ()

    def least_told(row: int) -> tuple[Any, ...]:
        return not places or places[row] != "partOf", -support[row], -confidence[row], ids[row]

    return table.take(sorted(row for group in groups.values() for row in sorted(group, key=least_told)[:each]))

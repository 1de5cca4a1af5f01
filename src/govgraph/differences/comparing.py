"""Compares the tables of two builds by id, then what is left over by what it says."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import Generic

import pyarrow as pa
import pyarrow.compute as pc

from govgraph.differences.records import (
    Difference,
    End,
    Part,
    R,
    StoredDocument,
    StoredEntity,
    StoredMeasure,
    StoredPost,
    StoredRelation,
    find_change,
)
from govgraph.differences.rows import Row, compare_rows, subtract
from govgraph.differences.twins import find_twins, follow_twins, pair_alike
from govgraph.tables import BuildTables


@dataclass(frozen=True, slots=True)
class _Sort(Generic[R]):
    """What a table holds: its record, and which columns are ends.

    ``again`` are keys by which something gone and something added are one thing that changed, in the order to try.
    """

    table: str
    record: type[R]
    ends: tuple[str, ...] = ()
    again: tuple[Callable[[R], Hashable], ...] = ()

    @property
    def columns(self) -> list[str]:
        return [field.name for field in fields(self.record) if field.name != "aliases"]


_DOCUMENTS = _Sort("documents", StoredDocument, again=(attrgetter("path"), attrgetter("sha256")))
_ENTITIES = _Sort("entities", StoredEntity)
_RELATIONS = _Sort("relations", StoredRelation, ends=("subject", "object"))
_POSTS = _Sort("posts", StoredPost, ends=("of",))
_MEASURES = _Sort(
    "measures", StoredMeasure, ends=("subject",),
    again=(attrgetter("subject.id", "indicator", "unit", "period", "period_start"),),
)  # fmt: skip

#: What has to be read of a build; evidence, the largest table, is left.
COLUMNS: Mapping[str, Sequence[str]] = {
    **{sort.table: sort.columns for sort in (_DOCUMENTS, _ENTITIES, _RELATIONS, _POSTS, _MEASURES)},
    "aliases": ["entity", "alias"],
}


def compare_builds(old: BuildTables, new: BuildTables) -> Difference:
    """What ``new`` has that ``old`` has not, and the other way round.

    Things are the same if their ids are; documents also if path or content is, figures also if all but the value is
    and no other figure of their subject is so. Time grows with the rows; only those that differ become objects.

    Args:
        old: tables with at least ``COLUMNS``, as ``read_build`` gives them.
        new: the same of the other build.
    """
    entities = _compare(_ENTITIES, old, new)
    entities = replace(entities, perhaps_same=find_twins(entities.gone, entities.added))

    def compare_statements(sort: _Sort[R], *said: str) -> Part[R]:
        part = _compare(sort, old, new)
        twins = follow_twins(part.gone, part.added, attrgetter(*said), entities.perhaps_same)
        return replace(part, perhaps_same=twins)

    return Difference(
        documents=_compare(_DOCUMENTS, old, new),
        entities=entities,
        relations=compare_statements(_RELATIONS, "subject", "predicate", "object"),
        posts=compare_statements(_POSTS, "name", "of"),
        measures=compare_statements(_MEASURES, "subject", "indicator", "value", "unit", "period", "period_start"),
    )


def _compare(sort: _Sort[R], old: BuildTables, new: BuildTables) -> Part[R]:
    also = _find_renamed(old["aliases"], new["aliases"]) if sort.table == "entities" else None
    rows = compare_rows(old[sort.table].select(sort.columns), new[sort.table].select(sort.columns), also)
    gone, added = _make_records(sort, rows.gone, old), _make_records(sort, rows.added, new)
    before = _make_records(sort, [pair[0] for pair in rows.changed], old)
    after = _make_records(sort, [pair[1] for pair in rows.changed], new)
    same = list(zip(before, after, strict=True))
    for key in sort.again:
        pairs, gone, added = pair_alike(gone, added, key)
        same += pairs
    changes = [find_change(*pair) for pair in sorted(same, key=lambda pair: pair[1].id)]
    return Part(
        old=old[sort.table].num_rows,
        new=new[sort.table].num_rows,
        added=tuple(sorted(added, key=lambda record: record.id)),
        gone=tuple(sorted(gone, key=lambda record: record.id)),
        changed=tuple(change for change in changes if not change.is_weight),
        recounted=tuple(change for change in changes if change.is_weight),
    )


def _find_renamed(old: pa.Table, new: pa.Table) -> pa.ChunkedArray:
    """The ids of entities that have an alias in one table only."""
    pair = ["entity", "alias"]
    return pa.concat_tables([subtract(old, new, pair), subtract(new, old, pair)])["entity"]


def _make_records(sort: _Sort[R], rows: Sequence[Row], tables: BuildTables) -> list[R]:
    names = _find_names(tables["entities"], {row[end] for row in rows for end in sort.ends})
    aliases = _find_aliases(tables["aliases"], rows if sort.table == "entities" else ())
    made = []
    for row in rows:
        joined: Row = {end: End(row[end], names.get(row[end]) or row[end]) for end in sort.ends}
        if sort.table == "entities":
            joined["aliases"] = tuple(sorted(aliases[row["id"]]))
        made.append(sort.record(**row | joined))
    return made


def _find_names(entities: pa.Table, ids: Iterable[str]) -> dict[str, str]:
    found = _select(entities, "id", ids)
    return dict(zip(found["id"].to_pylist(), found["name"].to_pylist(), strict=True))


def _find_aliases(table: pa.Table, rows: Iterable[Row]) -> defaultdict[str, list[str]]:
    found = _select(table, "entity", (row["id"] for row in rows))
    aliases: defaultdict[str, list[str]] = defaultdict(list)
    for entity, alias in zip(found["entity"].to_pylist(), found["alias"].to_pylist(), strict=True):
        aliases[entity].append(alias)
    return aliases


def _select(table: pa.Table, column: str, values: Iterable[str]) -> pa.Table:
    return table.filter(pc.is_in(table[column], value_set=pa.array(values, pa.string())))

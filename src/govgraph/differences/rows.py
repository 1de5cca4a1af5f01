"""Two tables held against each other column by column, so that only rows that differ become Python objects."""

from collections.abc import Sequence
from functools import reduce
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

Row = dict[str, Any]


class Rows(NamedTuple):
    """Rows by where they are: in the new table only, in the old one only, in both and not alike (old, new)."""

    added: list[Row]
    gone: list[Row]
    changed: list[tuple[Row, Row]]


def compare_rows(old: pa.Table, new: pa.Table, also: pa.Array | None = None) -> Rows:
    """Rows matched by ``id``, in the order of their tables; both tables have the same columns.

    Ids are looked up in a hash table, so the time grows with the rows. Rows whose id is in ``also`` count as changed.
    """
    at = pc.index_in(old["id"], value_set=new["id"])
    kept = pc.is_valid(at)
    before, after = old.filter(kept), new.take(at.drop_null())
    masks = [_differ(before[name], after[name]) for name in old.column_names if name != "id"]
    if also is not None:
        masks.append(pc.is_in(before["id"], value_set=also))
    changed = reduce(pc.or_, masks)
    return Rows(
        added=subtract(new, old, ["id"]).to_pylist(),
        gone=old.filter(pc.invert(kept)).to_pylist(),
        changed=list(zip(before.filter(changed).to_pylist(), after.filter(changed).to_pylist(), strict=True)),
    )


def subtract(table: pa.Table, other: pa.Table, columns: Sequence[str]) -> pa.Table:
    """The rows whose values of ``columns``, texts all of them, no row of ``other`` has."""
    mine, theirs = (pc.binary_join_element_wise(*(one[name] for name in columns), "\n") for one in (table, other))
    return table.filter(pc.invert(pc.is_in(mine, value_set=theirs)))


def _differ(old: pa.ChunkedArray, new: pa.ChunkedArray) -> pa.ChunkedArray:
    nulls = pc.is_null(old), pc.is_null(new)
    return pc.if_else(pc.or_(*nulls), pc.xor(*nulls), pc.not_equal(old, new))

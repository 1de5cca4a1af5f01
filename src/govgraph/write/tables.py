"""Parquet: the merged graph as tables, the same that the records of ``model.Graph`` are."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from govgraph import ontology
from govgraph.graph.summaries import plain_number
from govgraph.model import Family, Graph, GraphMeasure, SourceInfo
from govgraph.write.files import replace_file, well_formed

_NUMBER = pa.decimal128(38, 6)
_MOST = Decimal(10) ** 32


def _schema(required: str, **types: pa.DataType) -> pa.Schema:
    """Columns in the order given; those named in ``required`` are never null."""
    return pa.schema([pa.field(name, kind, nullable=name not in required.split()) for name, kind in types.items()])


_TEXT, _COUNT, _SHARE, _DAY, _FLAG = pa.string(), pa.int64(), pa.float64(), pa.date32(), pa.bool_()

#: The columns of every table, in the order they are written.
SCHEMAS: dict[str, pa.Schema] = {
    "documents": _schema(
        "id path sha256 characters",
        id=_TEXT, path=_TEXT, sha256=_TEXT, title=_TEXT, published=_DAY, source=_TEXT, characters=_COUNT,
        url=_TEXT, reprint_of=_TEXT, similarity=_SHARE,
    ),
    "entities": _schema(
        "id type name key documents mentions corrected",
        id=_TEXT, type=_TEXT, name=_TEXT, key=_TEXT, kind=_TEXT, code=_TEXT, documents=_COUNT, mentions=_COUNT,
        corrected=_FLAG,
    ),
    "aliases": _schema("entity alias", entity=_TEXT, alias=_TEXT),
    "relations": _schema(
        "id subject predicate object basis confidence support",
        id=_TEXT, subject=_TEXT, predicate=_TEXT, object=_TEXT, basis=_TEXT, confidence=_SHARE, support=_COUNT,
        source=_TEXT,
    ),
    "posts": _schema(
        "id person name role of confidence support basis",
        id=_TEXT, person=_TEXT, name=_TEXT, role=_TEXT, of=_TEXT, confidence=_SHARE, support=_COUNT, basis=_TEXT,
    ),
    "measures": _schema(
        "id subject indicator digits unit bound confidence support",
        id=_TEXT, subject=_TEXT, indicator=_TEXT, value=_NUMBER, digits=_TEXT, unit=_TEXT, bound=_TEXT, period=_TEXT,
        period_start=_DAY, period_end=_DAY, confidence=_SHARE, support=_COUNT,
        normalised_value=_NUMBER, normalised_unit=_TEXT,
    ),
    "evidence": _schema(
        "statement document start end text rule confidence",
        statement=_TEXT, document=_TEXT, start=_COUNT, end=_COUNT, text=_TEXT, rule=_TEXT, confidence=_SHARE,
    ),
    "identities": _schema(
        "node key name rule confidence documents",
        node=_TEXT, key=_TEXT, name=_TEXT, rule=_TEXT, confidence=_SHARE, documents=_COUNT,
    ),
    "families": _schema(
        "family program name variants places provinces articles",
        family=_TEXT, program=_TEXT, name=_TEXT, variants=pa.list_(_TEXT), places=_COUNT, provinces=_COUNT,
        articles=_COUNT, first=_DAY, last=_DAY,
    ),
}  # fmt: skip


def write_tables(graph: Graph, path: Path) -> None:
    """Write one Parquet file a table into the folder ``path``: ``documents.parquet`` and so on.

    Figures are decimals with six places, rounded half to even; one of more than 32 digits before the point is null.
    ``digits`` has every figure in full. ``normalised_value`` counts ``normalised_unit``, a QUDT unit, where QUDT has
    the unit. A document's sections and fingerprint, which only reading and merging need, are left out. Rows are in the
    graph's order, so equal graphs give equal bytes.
    """
    path.mkdir(parents=True, exist_ok=True)
    for name, table in build_tables(graph).items():
        with replace_file(path / f"{name}.parquet") as beside:
            pq.write_table(table, beside, compression="zstd", write_page_checksum=True)


def build_tables(graph: Graph) -> dict[str, pa.Table]:
    """The tables of the graph by name, columns as in ``SCHEMAS``."""
    rows: dict[str, Sequence[object]] = {
        "entities": graph.nodes,
        "relations": graph.relations,
        "posts": graph.posts,
        "evidence": graph.evidence,
        "identities": graph.identities,
    }
    tables = {name: _tabulate(name, records) for name, records in rows.items()}
    copies = {reprint.document: (reprint.of, reprint.similarity) for reprint in graph.reprints}
    tables["documents"] = _table(
        "documents", [_document_values(row, *copies.get(row.id, ())) for row in graph.documents]
    )
    aliases = [{"entity": node.id, "alias": alias} for node in graph.nodes for alias in node.aliases]
    tables["aliases"] = _table("aliases", aliases)
    tables["measures"] = _table("measures", [_measure_values(measure) for measure in graph.measures])
    tables["families"] = _table("families", [row for family in graph.families for row in _members(family)])
    return {name: tables[name] for name in SCHEMAS}


def _members(family: Family) -> Iterator[dict[str, object]]:
    """A row for each program of a family."""
    names = (name for name in SCHEMAS["families"].names if name not in ("family", "program"))
    shared = {name: getattr(family, name) for name in names}
    return ({"family": family.id, "program": program} | shared for program in family.members)


def _document_values(document: SourceInfo, of: str | None = None, similarity: float | None = None) -> dict[str, object]:
    added = {"reprint_of": of, "similarity": similarity}
    return {name: getattr(document, name) for name in SCHEMAS["documents"].names if name not in added} | added


def _measure_values(measure: GraphMeasure) -> dict[str, object]:
    unit = ontology.units().get(measure.unit)
    added = {
        "value": _round(measure.value),
        "digits": plain_number(measure.value),
        "normalised_value": _round(ontology.normalise(measure.value, unit)) if unit else None,
        "normalised_unit": unit.qudt if unit else None,
    }
    names = (name for name in SCHEMAS["measures"].names if name not in added)
    return {name: getattr(measure, name) for name in names} | added


def _round(value: Decimal) -> Decimal | None:
    if abs(value) >= _MOST:
        return None
    with localcontext(prec=50):
        return value.quantize(Decimal("0.000001"), ROUND_HALF_EVEN)


def _tabulate(name: str, records: Sequence[object]) -> pa.Table:
    """A table whose columns are fields of the records."""
    return _make(name, {column: [getattr(one, column) for one in records] for column in SCHEMAS[name].names})


def _table(name: str, rows: Sequence[Mapping[str, object]]) -> pa.Table:
    return _make(name, {column: [row[column] for row in rows] for column in SCHEMAS[name].names})


def _make(name: str, columns: Mapping[str, Sequence[object]]) -> pa.Table:
    schema = SCHEMAS[name]
    return pa.table([_array(columns[field.name], field.type) for field in schema], schema=schema)


def _array(values: Sequence[object], kind: pa.DataType) -> pa.Array:
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:
        return pa.array([_well_formed(value) for value in values], kind)


def _well_formed(value: object) -> object:
    if isinstance(value, tuple):
        return [_well_formed(item) for item in value]
    return well_formed(value) if isinstance(value, str) else value

"""Reads the tables of a build back, for the commands that work on finished builds."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from decimal import Decimal
from itertools import groupby, repeat
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from govgraph.errors import SetupError
from govgraph.model import (
    Family,
    Graph,
    GraphEvidence,
    GraphMeasure,
    GraphPost,
    GraphRelation,
    Identity,
    Node,
    Reprint,
    SourceInfo,
)
from govgraph.progress import Track, in_silence
from govgraph.write import BuildInfo, name_program
from govgraph.write.tables import SCHEMAS

T = TypeVar("T")

#: Tables by name, with columns as in ``SCHEMAS``.
BuildTables = Mapping[str, pa.Table]
#: Values by column, row by row.
_Columns = Mapping[str, Sequence[Any]]

#: What a row of a table is in a graph, and the field of the graph that has it.
_RECORDS: Mapping[str, tuple[str, type]] = {
    "documents": ("documents", SourceInfo),
    "entities": ("nodes", Node),
    "relations": ("relations", GraphRelation),
    "posts": ("posts", GraphPost),
    "measures": ("measures", GraphMeasure),
    "evidence": ("evidence", GraphEvidence),
    "identities": ("identities", Identity),
    "families": ("families", Family),
}
#: Tables with one row for each thing that ``report.json`` counts under their name.
_COUNTED = ("documents", "entities", "relations", "posts", "measures", "evidence")

_EVERYTHING: Mapping[str, Sequence[str]] = {name: schema.names for name, schema in SCHEMAS.items()}


def read_build(folder: Path, columns: Mapping[str, Sequence[str]] = _EVERYTHING) -> dict[str, pa.Table]:
    """The tables of the build in ``folder``; what else it holds is let be.

    Args:
        folder: what `govgraph build` was given as its output.
        columns: the columns to read by table; tables not named are not opened. Everything by default.

    Raises:
        SetupError: the folder holds no build, or one that is not whole or that another version has written.
    """
    files = open_build(folder, columns)
    tables = {}
    for name, wanted in columns.items():
        with _readable(folder, name):
            tables[name] = _cast(name, wanted, files[name].read(list(wanted)))
    return tables


def open_build(folder: Path, columns: Mapping[str, Sequence[str]] = _EVERYTHING) -> dict[str, pq.ParquetFile]:
    """The files of a build's tables, to be read with ``read_batches``; arguments and errors as of ``read_build``."""
    if not (folder / "tables").is_dir():
        raise SetupError(f"{folder} holds no build. Build one first: govgraph build … -o {folder}")
    files = {name: _open_table(folder, name, wanted) for name, wanted in columns.items()}
    _check_counts(folder, {name: file.metadata.num_rows for name, file in files.items()})
    return files


def read_batches(
    folder: Path, name: str, file: pq.ParquetFile, columns: Sequence[str], rows: int
) -> Iterator[pa.Table]:
    """Columns of a table of the build in ``folder``, at most so many rows at a time; those hold in memory, no others.

    Raises:
        SetupError: the file cannot be read.
    """
    batches = file.iter_batches(rows, columns=list(columns))
    while True:
        with _readable(folder, name):
            batch = next(batches, None)
            if batch is None:
                return
            table = _cast(name, columns, pa.Table.from_batches([batch]))
        yield table


def read_graph(folder: Path, track: Track = in_silence) -> Graph:
    """The graph of the build in ``folder``, as its tables hold it: without the sections and fingerprints of documents.

    ``track`` wraps the tables while they are read.

    Raises:
        SetupError: as ``read_build``.
    """
    return make_graph(read_build(folder), track)


def make_graph(tables: Mapping[str, pa.Table], track: Track = in_silence) -> Graph:
    """The graph that these tables are of; those that are not given have no rows."""
    made: dict[str, tuple[Any, ...]] = {}
    for name in track("Reading", [name for name in tables if name != "aliases"]):
        columns = _read_columns(tables[name])
        match name:
            case "documents":
                retold = _rows(columns, "id", "reprint_of", "similarity")
                made["reprints"] = tuple(Reprint(id_, of, similarity) for id_, of, similarity in retold if of)
            case "entities":
                columns["aliases"] = _gather_aliases(columns["id"], tables.get("aliases"))
            case "measures":
                columns["value"] = list(map(Decimal, columns["digits"]))
        kind, record = _RECORDS[name]
        made[kind] = tuple(_families(columns)) if name == "families" else _records(record, columns)
    return Graph(**made)


def _read_columns(table: pa.Table) -> dict[str, list[Any]]:
    return {name: table[name].to_pylist() for name in table.column_names}


def _gather_aliases(ids: Sequence[str], table: pa.Table | None) -> list[tuple[str, ...]]:
    """The aliases of each node."""
    aliases: defaultdict[str, list[str]] = defaultdict(list)
    for entity, alias in _rows(_read_columns(table), "entity", "alias") if table else ():
        aliases[entity].append(alias)
    return [tuple(aliases[id_]) for id_ in ids]


def read_info(folder: Path) -> BuildInfo:
    """The program and words that made the build in ``folder``; today's where no report tells.

    Raises:
        SetupError: the report cannot be read.
    """
    path = folder / "report.json"
    if not path.exists():
        return BuildInfo()
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
        versions, masked = report["versions"], report.get("masked_names") is not None
        version = name_program(versions["govgraph"], versions.get("extractors", ()))
        return BuildInfo(version=version, lexicon_digest=versions["lexicon"], masked=masked)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise unusable(folder, "report.json cannot be read") from error


def _rows(columns: _Columns, *names: str) -> Iterator[tuple[Any, ...]]:
    """The values of some columns, row by row."""
    return zip(*(columns[name] for name in names), strict=True)


def _records(record: type[T], columns: _Columns) -> tuple[T, ...]:
    """A record a row; columns that it has no field for are let be, fields without a column have their defaults."""
    values = [
        columns[field.name] if field.name in columns else repeat(field.default)
        for field in fields(record)  # type: ignore[arg-type]
    ]
    return tuple(map(record, *values))


def _families(columns: _Columns) -> Iterator[Family]:
    """A family for each run of rows of one."""
    rows = [dict(zip(columns, row, strict=True)) for row in _rows(columns, *columns)]
    for id_, group in groupby(rows, key=itemgetter("family")):
        own = list(group)
        told = {field.name: own[0][field.name] for field in fields(Family) if field.name in own[0]}
        members = tuple(row["program"] for row in own)
        yield Family(**told | {"id": id_, "variants": tuple(own[0]["variants"]), "members": members})


def _open_table(folder: Path, name: str, columns: Sequence[str]) -> pq.ParquetFile:
    with _readable(folder, name):
        file = pq.ParquetFile(folder / "tables" / f"{name}.parquet", page_checksum_verification=True)
    if missing := set(columns) - set(file.schema_arrow.names):
        raise unusable(folder, f"tables/{name}.parquet has no column {', '.join(sorted(missing))}")
    return file


def _cast(name: str, columns: Sequence[str], table: pa.Table) -> pa.Table:
    return table.select(list(columns)).cast(pa.schema([SCHEMAS[name].field(column) for column in columns]))


@contextmanager
def _readable(folder: Path, name: str) -> Iterator[None]:
    """Say what to do where a table cannot be read."""
    try:
        yield
    except FileNotFoundError as error:
        raise unusable(folder, f"tables/{name}.parquet is missing") from error
    except (pa.ArrowException, OSError, ValueError) as error:  # ValueError: a name in it is no UTF-8
        if getattr(error, "errno", None):  # a fault of the disk or of permissions, not of the file
            raise
        raise unusable(folder, f"tables/{name}.parquet cannot be read") from error


def _check_counts(folder: Path, rows: Mapping[str, int]) -> None:
    """A build that was killed while its files were renamed leaves tables of two builds; its report tells."""
    path = folder / "report.json"
    if not path.exists():  # tables that were copied without it are as good
        return
    try:
        counts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["counts"]
        wrong = [name for name in _COUNTED if name in rows and counts[name] != rows[name]]
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise unusable(folder, "report.json cannot be read") from error
    if wrong:
        raise unusable(folder, f"report.json counts other rows than tables/{wrong[0]}.parquet has")


def unusable(folder: Path, reason: str) -> SetupError:
    """The error that says why a build cannot be used, and to build again."""
    return SetupError(
        f"The build in {folder} is not whole, or another version of govgraph made it: {reason}. "
        f"Build it again: govgraph build … -o {folder}"
    )

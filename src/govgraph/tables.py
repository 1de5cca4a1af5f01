"""Reads the tables of a build back, for the commands that work on finished builds."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from decimal import Decimal
from itertools import groupby
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
#: Values by column.
Row = dict[str, Any]

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
    tables = read_build(folder)
    return make_graph({name: tables[name].to_pylist() for name in track("Reading", list(tables))})


def make_graph(tables: Mapping[str, Sequence[Row]]) -> Graph:
    """The graph that these rows, by table, are of."""
    aliases: defaultdict[str, list[str]] = defaultdict(list)
    for row in tables["aliases"]:
        aliases[row["entity"]].append(row["alias"])
    return Graph(
        documents=_records(SourceInfo, tables["documents"]),
        nodes=_records(Node, [row | {"aliases": tuple(aliases[row["id"]])} for row in tables["entities"]]),
        relations=_records(GraphRelation, tables["relations"]),
        posts=_records(GraphPost, tables["posts"]),
        measures=_records(GraphMeasure, [row | {"value": Decimal(row["digits"])} for row in tables["measures"]]),
        evidence=_records(GraphEvidence, tables["evidence"]),
        identities=_records(Identity, tables["identities"]),
        families=tuple(_family(id_, list(rows)) for id_, rows in groupby(tables["families"], key=itemgetter("family"))),
        reprints=tuple(
            Reprint(row["id"], row["reprint_of"], row["similarity"]) for row in tables["documents"] if row["reprint_of"]
        ),
    )


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


def _records(record: type[T], rows: Sequence[Mapping[str, Any]]) -> tuple[T, ...]:
    """A record a row; columns that it has no field for are let be."""
    names = [field.name for field in fields(record) if rows and field.name in rows[0]]  # type: ignore[arg-type]
    return tuple(record(**{name: row[name] for name in names}) for row in rows)


def _family(id_: str, rows: Sequence[Mapping[str, Any]]) -> Family:
    members = tuple(row["program"] for row in rows)
    (family,) = _records(Family, [{**rows[0], "id": id_, "variants": tuple(rows[0]["variants"]), "members": members}])
    return family


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

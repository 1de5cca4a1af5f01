"""CSV and Parquet, opened by pandas and DuckDB: every row and value of the tables, and no formula among them."""

import csv
import json
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from govgraph.exports import BuildReader, parquet_files
from govgraph.exports.csv_files import write_csv
from govgraph.exports.parquet_files import write_parquet
from govgraph.exports.texts import fit_text
from govgraph.graph import merge
from govgraph.model import Graph
from govgraph.tables import read_build
from govgraph.write import write_tables
from govgraph.write.tables import SCHEMAS
from tests.exports.conftest import extractions
from tests.graph.articles import example

_FORMULA = "=+-@＝＋－＠"


def _spell(value: object) -> str:
    """What a cell of CSV is expected to be, its apostrophe aside."""
    if isinstance(value, list):
        return " | ".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def _same(cell: str, value: object) -> bool:
    if isinstance(value, Decimal):
        return Decimal(cell) == value
    return cell.removeprefix("'") == fit_text(_spell(value)).removeprefix("'")


def _rows(table: pa.Table) -> list[list[Any]]:
    return [list(row.values()) for row in table.to_pylist()]


def test_pandas_and_duckdb_read_csv(build: BuildReader, folder: Path, tmp_path: Path) -> None:
    write_csv(build, tmp_path / "csv")
    for name, table in read_build(folder).items():
        path = tmp_path / "csv" / f"{name}.csv"
        frame = pd.read_csv(path, dtype=str, keep_default_na=False)
        asked = duckdb.read_csv(str(path), header=True, all_varchar=True)
        rows = [[cell or "" for cell in row] for row in asked.fetchall()]
        assert list(frame.columns) == table.column_names == [column.name for column in SCHEMAS[name]]
        for found in (frame.to_numpy().tolist(), rows):
            assert len(found) == table.num_rows
            for cells, values in zip(found, _rows(table), strict=True):
                assert all(map(_same, cells, values)), (cells, values)


def test_excel_knows_the_characters_and_runs_nothing(build: BuildReader, tmp_path: Path) -> None:
    write_csv(build, tmp_path)
    for name, schema in SCHEMAS.items():
        data = (tmp_path / f"{name}.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbf" + schema.names[0].encode())
        for row in csv.reader(data.decode("utf-8-sig").splitlines(keepends=True)):
            for cell in row:
                assert not cell.startswith(("\t", "\r", "\n"))
                assert not cell.strip().startswith(tuple(_FORMULA)) or float(cell) < 0


def test_formulas_are_counted(tmp_path: Path) -> None:
    write_tables(merge(example()), tmp_path / "plain" / "tables")
    assert write_csv(BuildReader(tmp_path / "plain"), tmp_path / "one") == ()
    write_tables(merge(extractions()), tmp_path / "bad" / "tables")
    (note,) = write_csv(BuildReader(tmp_path / "bad"), tmp_path / "two")
    texts = [path.read_text("utf-8-sig") for path in (tmp_path / "two").iterdir()]
    cells = [cell for text in texts for row in csv.reader(text.splitlines(keepends=True)) for cell in row]
    neutral = sum(cell.startswith("'") for cell in cells)
    assert note.startswith(f"Texts that begin like a formula: {neutral}. They have an apostrophe")


def test_a_zip_holds_the_same_and_no_clock(build: BuildReader, tmp_path: Path) -> None:
    write_csv(build, tmp_path / "csv")
    for name in ("one.zip", "two.ZIP"):
        write_csv(build, tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.ZIP").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert archive.namelist() == [f"{name}.csv" for name in SCHEMAS]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for path in (tmp_path / "csv").iterdir():
            assert archive.read(path.name) == path.read_bytes()


def test_pandas_and_duckdb_read_parquet(
    build: BuildReader, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_files, "_GROUP", 100)
    write_parquet(build, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(f"{name}.parquet" for name in SCHEMAS)
    for name, table in read_build(folder).items():
        path = tmp_path / f"{name}.parquet"
        assert pq.read_table(path).equals(table)
        described = pq.ParquetFile(path)
        assert described.schema_arrow == SCHEMAS[name]
        assert described.num_row_groups == -(-table.num_rows // 100)
        assert pd.read_parquet(path).shape == table.shape
        rows = duckdb.read_parquet(str(path)).fetchall()
        assert [list(row) for row in rows] == _rows(table)


def test_other_files_of_the_folder_stay(tmp_path: Path) -> None:
    write_tables(merge(example()), tmp_path / "tables")
    target = tmp_path / "shared"
    target.mkdir()
    (target / "notes.txt").write_text("mine", encoding="utf-8")
    for graph in (merge(example()), Graph()):
        write_tables(graph, tmp_path / "tables")
        write_parquet(BuildReader(tmp_path), target)
        write_csv(BuildReader(tmp_path), target)
    assert (target / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert pq.read_table(target / "entities.parquet").num_rows == 0
    assert (target / "entities.csv").read_text("utf-8-sig").splitlines() == [",".join(SCHEMAS["entities"].names)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["shared", "tables"]


def test_counts_are_those_of_the_report(seed_build: Path, tmp_path: Path) -> None:
    write_parquet(BuildReader(seed_build), tmp_path)
    counts = json.loads((seed_build / "report.json").read_text(encoding="utf-8"))["counts"]
    for name in ("documents", "entities", "relations", "posts", "measures", "evidence"):
        assert pq.read_metadata(tmp_path / f"{name}.parquet").num_rows == counts[name] > 0

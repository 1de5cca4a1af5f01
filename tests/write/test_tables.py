from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from govgraph.graph import merge
from govgraph.model import Graph
from govgraph.write import write_tables
from govgraph.write.tables import SCHEMAS
from tests.graph.articles import example


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    write_tables(merge(example()), folder)
    return folder


def test_every_table_has_its_columns(tables: Path) -> None:
    assert {path.stem for path in tables.iterdir()} == set(SCHEMAS)
    for name, schema in SCHEMAS.items():
        assert pq.read_table(tables / f"{name}.parquet").schema.equals(schema)


def test_rows_are_those_of_the_graph_in_its_order(tables: Path) -> None:
    graph = merge(example())
    found = {name: pq.read_table(tables / f"{name}.parquet").to_pylist() for name in SCHEMAS}
    assert [row["id"] for row in found["entities"]] == [node.id for node in graph.nodes]
    assert [row["id"] for row in found["relations"]] == [relation.id for relation in graph.relations]
    assert [row["statement"] for row in found["evidence"]] == [row.statement for row in graph.evidence]
    assert [(row["entity"], row["alias"]) for row in found["aliases"]] == [
        (node.id, alias) for node in graph.nodes for alias in node.aliases
    ]
    assert [row["published"] for row in found["documents"]] == [document.published for document in graph.documents]


def test_keys_join(tables: Path) -> None:
    columns = {name: pq.read_table(tables / f"{name}.parquet").to_pydict() for name in SCHEMAS}
    entities, documents = set(columns["entities"]["id"]), set(columns["documents"]["id"])
    assert set(columns["relations"]["subject"] + columns["relations"]["object"]) <= entities
    assert set(columns["evidence"]["document"]) <= documents
    said = {name for table in ("entities", "relations", "posts", "measures") for name in columns[table]["id"]}
    assert set(columns["evidence"]["statement"]) == said


def test_figures_are_decimals(tables: Path) -> None:
    rows = {row["indicator"]: row for row in pq.read_table(tables / "measures.parquet").to_pylist()}
    assert (rows["总投资"]["value"], rows["总投资"]["unit"]) == (Decimal("12.5"), "亿元")
    assert (rows["总投资"]["normalised_value"], rows["总投资"]["normalised_unit"]) == (
        Decimal(1_250_000_000),
        "CCY_CNY",
    )
    assert rows["提速"]["normalised_unit"] is None


@pytest.mark.parametrize(("value", "kept"), [("1E+40", None), ("0.12345678", Decimal("0.123457")), ("-7", Decimal(-7))])
def test_figures_out_of_range_are_null_and_fine_ones_rounded(value: str, kept: Decimal | None, tmp_path: Path) -> None:
    graph = merge(example())
    measure = replace(graph.measures[0], value=Decimal(value), unit="亿元")
    write_tables(Graph(measures=(measure,)), tmp_path)
    assert pq.read_table(tmp_path / "measures.parquet").to_pylist()[0]["value"] == kept


def test_lone_surrogates_are_replaced(tmp_path: Path) -> None:
    graph = merge(example())
    document = replace(graph.documents[0], path="新闻\udcff.txt")
    write_tables(Graph(documents=(document,)), tmp_path)
    assert pq.read_table(tmp_path / "documents.parquet").to_pylist()[0]["path"] == "新闻�.txt"


def test_equal_graphs_give_equal_bytes_and_empty_ones_empty_tables(tables: Path, tmp_path: Path) -> None:
    write_tables(merge(example()[::-1]), tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in tables.iterdir()
    }
    write_tables(Graph(), tmp_path)
    assert all(pq.read_table(path).num_rows == 0 for path in tmp_path.iterdir())

"""Reading a build back: whole ones as they were written, all others with what to do."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from govgraph.errors import SetupError
from govgraph.graph import merge
from govgraph.model import Extraction, Graph
from govgraph.pipeline import build as build_graph
from govgraph.pipeline import extract
from govgraph.tables import read_build, read_graph, read_info
from govgraph.write import BuildInfo, write_tables
from govgraph.write.tables import SCHEMAS
from tests.graph.articles import example


@pytest.fixture
def build(seed_build: Path, tmp_path: Path) -> Path:
    """A build that a test may break."""
    return Path(shutil.copytree(seed_build, tmp_path / "build"))


def test_everything_is_read_by_default(seed_build: Path) -> None:
    tables = read_build(seed_build)
    assert {name: table.schema for name, table in tables.items()} == SCHEMAS
    counts = json.loads((seed_build / "report.json").read_text(encoding="utf-8"))["counts"]
    assert tables["relations"].num_rows == counts["relations"] > 0


def _without_reading(graph: Graph) -> Graph:
    """The graph without what only reading and merging need, which the tables leave out."""
    documents = tuple(replace(document, sections=(), fingerprint="") for document in graph.documents)
    return replace(graph, documents=documents)


def test_the_graph_of_the_seeds_is_read_as_it_was(seeds: Path, tmp_path: Path) -> None:
    build_graph([seeds], tmp_path)
    graph = merge(one for one in extract([seeds]) if isinstance(one, Extraction))
    assert graph.evidence
    assert graph.measures
    assert read_graph(tmp_path) == _without_reading(graph)


def test_every_table_of_a_graph_is_read_as_it_was(tmp_path: Path) -> None:
    twice = [
        replace(one, document=replace(one.document, id=f"{number}_{one.document.id}", sha256=one.document.sha256))
        for number in range(2)
        for one in example()
    ]
    graph = merge(twice)
    measures = tuple(
        replace(measure, value=Decimal(value))
        for measure, value in zip(graph.measures, ("1E+40", "0.12345678", "-7.50", "3"), strict=True)
    )
    families = tuple(replace(family, variants=("红帆", "领航")) for family in graph.families)
    graph = replace(graph, measures=measures, families=families)
    assert all((graph.reprints, graph.families, graph.posts, graph.identities))
    write_tables(graph, tmp_path / "tables")
    assert read_graph(tmp_path) == _without_reading(graph)
    assert read_info(tmp_path) == BuildInfo()


def test_an_empty_graph_is_read(tmp_path: Path) -> None:
    write_tables(Graph(), tmp_path / "tables")
    assert read_graph(tmp_path) == Graph()


def test_the_report_tells_who_made_the_build(build: Path) -> None:
    assert read_info(build) == BuildInfo()
    report = json.loads((build / "report.json").read_text(encoding="utf-8"))
    report["versions"] |= {"govgraph": "0.0.1", "lexicon": "other"}
    (build / "report.json").write_text(json.dumps(report), encoding="utf-8")
    assert read_info(build) == BuildInfo(version="0.0.1", lexicon_digest="other")


def test_only_what_is_asked_for_is_opened(build: Path) -> None:
    (build / "tables" / "evidence.parquet").unlink()
    tables = read_build(build, {"entities": ["name", "id"]})
    assert {name: table.column_names for name, table in tables.items()} == {"entities": ["name", "id"]}


def test_further_tables_and_columns_are_let_be_and_types_are_ours(build: Path) -> None:
    path = build / "tables" / "aliases.parquet"
    table = pq.read_table(path)
    alias = table["alias"].dictionary_encode()
    more = pa.table({"source": pa.nulls(len(table)), "alias": alias, "entity": table["entity"]})
    pq.write_table(more, path)
    pq.write_table(more, build / "tables" / "further.parquet")
    assert read_build(build)["aliases"].equals(table)


def test_tables_without_their_report_are_read(build: Path) -> None:
    (build / "report.json").unlink()
    assert read_build(build)["documents"].num_rows == 5


def test_a_folder_without_a_build_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=rf"holds no build\. Build one first: govgraph build … -o {tmp_path}"):
        read_build(tmp_path)


def _remove(build: Path) -> None:
    (build / "tables" / "posts.parquet").unlink()


def _cut(build: Path) -> None:
    path = build / "tables" / "posts.parquet"
    path.write_bytes(path.read_bytes()[:-20])


def _spoil(build: Path) -> None:
    path = build / "tables" / "posts.parquet"
    content = path.read_bytes()
    path.write_bytes(content[:4] + bytes(len(content) // 3) + content[4 + len(content) // 3 :])


def _narrow(build: Path) -> None:
    path = build / "tables" / "posts.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["role"]), path)


def _retype(build: Path) -> None:
    path = build / "tables" / "posts.parquet"
    table = pq.read_table(path)
    support = table.schema.get_field_index("support")
    pq.write_table(table.set_column(support, "support", pa.array(["many"] * len(table))), path)


def _mix(build: Path) -> None:
    path = build / "tables" / "posts.parquet"
    pq.write_table(pq.read_table(path).slice(1), path)


def _scribble(build: Path) -> None:
    (build / "report.json").write_text("[]", encoding="utf-8")


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (_remove, "tables/posts.parquet is missing"),
        (_cut, "tables/posts.parquet cannot be read"),
        (_spoil, "tables/posts.parquet cannot be read"),
        (_retype, "tables/posts.parquet cannot be read"),
        (_narrow, "tables/posts.parquet has no column role"),
        (_mix, "report.json counts other rows than tables/posts.parquet has"),
        (_scribble, "report.json cannot be read"),
    ],
)
def test_a_build_that_is_not_whole_says_what_is_wrong_and_what_to_do(
    harm: Callable[[Path], None], reason: str, build: Path
) -> None:
    harm(build)
    with pytest.raises(SetupError) as caught:
        read_graph(build)
    assert reason in str(caught.value)
    assert str(caught.value).endswith(f"Build it again: govgraph build … -o {build}")

"""Builds read in parts: all that they hold, whatever the size of the parts, and an error where they are not whole."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import pyarrow.parquet as pq
import pytest

from govgraph.errors import SetupError
from govgraph.exports import FILES, FORMATS, BuildReader, reading, write_files, write_text
from govgraph.graph import merge
from govgraph.model import Graph
from govgraph.write import BuildInfo, write_tables
from govgraph.write.formats import SERIALISERS
from tests.exports.conftest import extractions
from tests.graph.articles import example

T = TypeVar("T")


@pytest.mark.parametrize("size", [1, 3, 5_000])
def test_parts_are_the_whole(size: int, build: BuildReader, graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_NODES", size)
    parts = list(build.parts())
    assert len(parts) == -(-len(graph.nodes) // size)
    for name in ("nodes", "relations", "posts", "measures"):
        assert [row for part in parts for row in getattr(part, name)] == list(getattr(graph, name))
    said = [row for row in graph.evidence if row.rule != "mention"]
    assert [row for part in parts for row in part.evidence] == said
    assert tuple(build.nodes()) == graph.nodes
    assert tuple(build.posts()) == graph.posts
    for part in parts:
        own = {row.id for rows in (part.relations, part.posts, part.measures) for row in rows}
        assert {row.statement for row in part.evidence} <= own


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in SERIALISERS])
def test_progress_comes_to_its_end(name: str, seed_build: Path, tmp_path: Path) -> None:
    shown: list[str] = []
    ended: list[str] = []

    def track(stage: str, items: Sequence[T]) -> Iterator[T]:
        shown.append(stage)
        yield from items
        ended.append(stage)

    if name in FILES:
        write_files(seed_build, name, tmp_path / name, track)
    else:
        assert list(write_text(seed_build, name, BuildInfo(), track))
    assert shown == ended == ["Writing"]


def test_what_is_no_part_of_a_node_is_read_beside(build: BuildReader, graph: Graph) -> None:
    assert tuple(build.documents()) == graph.documents
    assert tuple(build.reprints()) == graph.reprints
    assert tuple(build.families()) == graph.families
    named = list(build.mentions())
    assert len({(node, document) for node, document, _ in named}) == len(named)
    assert sum(count for *_, count in named) == sum(row.rule == "mention" for row in graph.evidence)


def test_a_table_out_of_order_is_no_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_NODES", 1)
    write_tables(merge(example()), tmp_path / "tables")
    path = tmp_path / "tables" / "relations.parquet"
    table = pq.read_table(path)
    pq.write_table(table.take(list(range(table.num_rows))[::-1]), path)
    with pytest.raises(SetupError, match=r"\w+\.parquet is not in the order .*\. Build it again"):
        list(BuildReader(tmp_path).parts())


def test_a_table_broken_in_its_middle_is_no_build(tmp_path: Path) -> None:
    write_tables(merge(extractions()), tmp_path / "tables")
    path = tmp_path / "tables" / "evidence.parquet"
    data = bytearray(path.read_bytes())
    data[200:4000] = b"\xff" * 3800
    path.write_bytes(data)
    with pytest.raises(SetupError, match=r"evidence\.parquet cannot be read\. Build it again"):
        list(BuildReader(tmp_path).parts())

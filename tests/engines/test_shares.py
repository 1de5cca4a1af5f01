"""However a build is divided, its files are those of the graph merged in memory."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from govgraph import pipeline
from govgraph.engines.packs import restrict
from govgraph.errors import SetupError
from govgraph.graph import make_plan, merge
from govgraph.graph.corrections import Corrections, read_corrections
from govgraph.graph.merge import merge_corrected
from govgraph.graph.portions import assign
from govgraph.graph.summaries import document_key, summarise
from govgraph.model import Extraction, Graph
from govgraph.tables import read_graph
from govgraph.write import write_tables, write_turtle
from tests.test_cache import outputs


def in_memory(folder: Path, corrections: Corrections | None = None) -> Graph:
    read = [one for one in pipeline.extract([folder]) if isinstance(one, Extraction)]
    return merge_corrected(read, corrections)[0] if corrections else merge(read)


def divide(monkeypatch: pytest.MonkeyPatch, namings: int, articles: int) -> None:
    """Let builds have shares of so many namings and runs of so many articles."""
    monkeypatch.setattr("govgraph.engines.planning.make_plan", partial(make_plan, size=namings))
    monkeypatch.setattr("govgraph.engines.division.RUN", articles)
    monkeypatch.setattr(pipeline, "_TOGETHER", 2)


@pytest.mark.parametrize(("namings", "articles"), [(1, 1), (7, 2), (60, 100)])
def test_shares_of_any_size_give_the_same_files(
    seeds: Path, seed_build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, namings: int, articles: int
) -> None:
    divide(monkeypatch, namings, articles)
    pipeline.build([seeds], tmp_path)
    divided, whole = outputs(tmp_path), outputs(seed_build)
    assert divided["graph.ttl"] == whole["graph.ttl"]
    assert divided["graph.html"] == whole["graph.html"]
    assert read_graph(tmp_path) == read_graph(seed_build)


def test_the_files_are_those_of_the_graph_in_memory(seeds: Path, seed_build: Path, tmp_path: Path) -> None:
    graph = in_memory(seeds)
    write_turtle(graph, tmp_path / "graph.ttl")
    assert (tmp_path / "graph.ttl").read_bytes() == (seed_build / "graph.ttl").read_bytes()
    write_tables(graph, tmp_path / "tables")
    for path in sorted((tmp_path / "tables").iterdir()):
        assert path.read_bytes() == (seed_build / "tables" / path.name).read_bytes()


def correct(graph: Graph) -> str:
    """Corrections of every kind that changes which statements there are, for things of this graph."""
    enterprise, served = [node.id for node in graph.nodes if node.type == "Enterprise"][:2]
    body = next(row.subject for row in graph.relations if row.subject.startswith("body:"))
    program = next(node.id for node in graph.nodes if node.type == "Program")
    region = next(node for node in graph.nodes if node.type == "Region" and node.documents > 1)
    document = next(row.document for row in graph.evidence if row.statement == region.id)
    return f"""
[[rename]]
entity = "{region.id}"
name = "别称"

[[drop_entity]]
entity = "{enterprise}"

[[retype]]
entity = "{body}"
type = "PartyOrganisation"

[[drop_statement]]
id = "{graph.relations[-1].id}"

[[drop_statement]]
id = "{graph.measures[0].id}"

[[add_statement]]
subject = "{program}"
predicate = "serves"
object = "{served}"
source = "a test"

[[keep_apart]]
entity = "{region.id}"
documents = ["{document}"]
"""


@pytest.mark.parametrize("namings", [3, 10_000])
def test_corrections_reach_every_share(
    seeds: Path, seed_build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, namings: int
) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text(correct(read_graph(seed_build)), encoding="utf-8")
    corrected = in_memory(seeds, read_corrections(path))
    divide(monkeypatch, namings, 2)
    result = pipeline.build([seeds], tmp_path / "out", corrections=path)
    assert result.corrections
    assert (result.corrections.applied, result.corrections.unmatched) == (7, ())
    write_turtle(corrected, tmp_path / "graph.ttl")
    assert (tmp_path / "out" / "graph.ttl").read_bytes() == (tmp_path / "graph.ttl").read_bytes()
    assert (tmp_path / "out" / "graph.ttl").read_bytes() != (seed_build / "graph.ttl").read_bytes()


@pytest.mark.parametrize("least", [0.0, 0.85])
def test_unsure_statements_are_left_out_of_every_file(
    seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, least: float
) -> None:
    divide(monkeypatch, 20, 1)
    result = pipeline.build([seeds], tmp_path, min_confidence=least)
    graph = read_graph(tmp_path)
    sure = [row.confidence for row in graph.relations] + [row.confidence for row in graph.measures]
    assert min(sure + [row.confidence for row in graph.posts]) >= least
    assert result.tally.counts["evidence"] == len(graph.evidence)
    write_turtle(graph, tmp_path / "again.ttl")
    assert (tmp_path / "again.ttl").read_bytes() == (tmp_path / "graph.ttl").read_bytes()


def while_planning(monkeypatch: pytest.MonkeyPatch, event: Callable[[], object]) -> None:
    """Let something happen between the reading and the merging of articles."""

    def plan(*args: object, **options: object) -> object:
        event()
        return _make_plan(*args, **options)

    _make_plan: Callable[..., object] = make_plan
    monkeypatch.setattr("govgraph.engines.planning.make_plan", plan)


def test_an_extraction_lost_meanwhile_is_read_again(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline.build([articles], tmp_path / "whole")
    while_planning(monkeypatch, pipeline.open_cache(tmp_path / "out").clear)
    pipeline.build([articles], tmp_path / "out")
    assert outputs(tmp_path / "out") == outputs(tmp_path / "whole")


def test_an_article_that_changes_meanwhile_is_said(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    news = Path(shutil.copytree(articles, tmp_path / "news"))
    changed = min(news.glob("*.txt"))

    def change() -> None:
        pipeline.open_cache(tmp_path / "out").clear()
        changed.write_text("南通市成立“红石驿站”。", encoding="utf-8")

    while_planning(monkeypatch, change)
    with pytest.raises(SetupError, match=f"{changed.name}, or what is kept of it, changed .* Run the command again"):
        pipeline.build([news], tmp_path / "out")


def test_a_part_of_an_assignment_places_its_documents_alike(
    seeds: Path, seed_build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text(correct(read_graph(seed_build)), encoding="utf-8")
    corrections = read_corrections(path)
    read = [one for one in pipeline.extract([seeds]) if isinstance(one, Extraction)]
    whole = make_plan((summarise(one, claims=True) for one in read), corrections, size=7).assignment
    assert whole.parts
    assert whole.lost
    for one in read:
        part = restrict(whole, {document_key(one.document): [entity.key for entity in one.entities]})
        placed, alike = assign(one, whole), assign(one, part)
        assert {part.firsts[share]: portion for share, portion in alike.items()} == {
            whole.firsts[share]: portion for share, portion in placed.items()
        }
        assert len(part.ids) < len(whole.ids)

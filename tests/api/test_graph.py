"""The library gives what the command line builds, as records that lead to each other and to their sentences."""

import sys
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TypeVar, assert_type

import pandas as pd
import pyoxigraph as ox
import pytest
from click.testing import CliRunner

import govgraph
from govgraph.cli import main

T = TypeVar("T")

RECORDS = ("documents", "entities", "relations", "posts", "measures", "evidence", "families")


@pytest.fixture(scope="module")
def graph(seeds: Path) -> govgraph.Graph:
    return govgraph.build(seeds)


@pytest.fixture(scope="module")
def opened(seed_build: Path) -> govgraph.Graph:
    return govgraph.open(seed_build)


def test_it_is_the_graph_that_the_command_line_builds(graph: govgraph.Graph, opened: govgraph.Graph) -> None:
    for name in RECORDS:
        assert getattr(graph, name) == getattr(opened, name), name
        assert len(getattr(graph, name)) > 0 or name == "families"
    assert graph.warnings == ()


def test_it_writes_the_bytes_that_the_command_line_writes(
    graph: govgraph.Graph, opened: govgraph.Graph, seed_build: Path, tmp_path: Path
) -> None:
    graph.write_turtle(tmp_path / "built.ttl")
    opened.write_turtle(str(tmp_path / "opened.ttl"))
    assert (tmp_path / "built.ttl").read_bytes() == (seed_build / "graph.ttl").read_bytes()
    assert (tmp_path / "opened.ttl").read_bytes() == (seed_build / "graph.ttl").read_bytes()
    graph.write_page(tmp_path / "built.html")
    assert (tmp_path / "built.html").read_bytes() == (seed_build / "graph.html").read_bytes()


def test_every_piece_of_evidence_stands_in_its_article(graph: govgraph.Graph, seeds: Path) -> None:
    texts = {one.id: (seeds / one.path).read_text(encoding="utf-8") for one in graph.documents}
    assert [one for one in graph.evidence if texts[one.document.id][one.start : one.end] != one.text] == []


def test_records_lead_to_each_other_and_to_their_sentences(graph: govgraph.Graph) -> None:
    (town,) = graph.find("张芝山镇")
    assert (town.id, town.type, town.code) == ("region:320612119", "Region", "320612119")
    assert town is graph["region:320612119"]
    (run,) = (one for one in town.relations if one.predicate == "runs" and "书记项目" in one.object.name)
    assert run.subject is town
    assert run in run.object.relations
    assert any("張芝山鎮" in one.text for one in run.evidence)
    assert {one.text for one in town.evidence} >= {"張芝山鎮"}
    assert len(town.evidence) == town.mentions
    assert {one.document.id for one in town.evidence} <= {one.id for one in graph.documents}
    for post in graph.posts:
        assert post in post.of.posts
        assert post.evidence
    for measure in graph.measures:
        assert measure in measure.subject.measures
        assert measure.evidence


def test_what_rests_on_no_article_has_no_sentence(graph: govgraph.Graph) -> None:
    told = [one for one in graph.relations if one.basis == "gazetteer" and not one.support]
    assert told
    assert all(one.evidence == () and one.source for one in told)


def test_finding(graph: govgraph.Graph) -> None:
    assert graph.find() == tuple(sorted(graph.entities, key=lambda one: (True, -one.documents, -one.mentions, one.id)))
    programs = graph.find(type="Program")
    assert {one.type for one in programs} == {"Program"}
    assert len(programs) == sum(one.type == "Program" for one in graph.entities)
    found = graph.find("南通")
    assert found[0].name == "南通市"  # also called 南通
    assert len(found) > 1
    assert all("南通" in " ".join((one.name, *one.aliases)) for one in found)
    alias = next(one for one in graph.entities if one.aliases)
    assert alias in graph.find(alias.aliases[0], type=alias.type)
    assert graph.find("没有这个名称") == ()
    with pytest.raises(ValueError, match=r"'Programme' is no type of entity\. There are Region, "):
        graph.find(type="Programme")  # type: ignore[arg-type]
    with pytest.raises(KeyError, match="region:0"):
        graph["region:0"]


def test_networkx(graph: govgraph.Graph) -> None:
    network = graph.to_networkx()
    assert network.nodes["region:320612119"]["name"] == "张芝山镇"
    assert network.number_of_edges() == len(graph.relations) + len(graph.posts)
    figures = graph.to_networkx(measures=True)
    assert figures.number_of_nodes() == network.number_of_nodes() + len(graph.measures)


def test_rdflib_has_the_triples_and_the_prefixes_of_the_turtle(graph: govgraph.Graph, seed_build: Path) -> None:
    triples = graph.to_rdflib()
    expected = {str(one) for one in ox.parse(path=seed_build / "graph.ttl", format=ox.RdfFormat.TURTLE)}
    assert len(triples) == len(expected)
    rows = triples.query("SELECT ?who WHERE { ?who gg:runs/skos:prefLabel '书记项目'@zh-Hans }")
    assert str(triples.namespace_manager.expand_curie("region:320612119")) in {str(one[0]) for one in rows}  # type: ignore[index]


def test_frames_are_the_tables_of_the_build(graph: govgraph.Graph, seed_build: Path) -> None:
    frames = graph.to_frames()
    paths = {path.stem: path for path in (seed_build / "tables").iterdir()}
    assert set(frames) == set(paths)
    for name, frame in frames.items():
        pd.testing.assert_frame_equal(frame, pd.read_parquet(paths[name]))
    assert len(frames["entities"]) == len(graph.entities)


def test_without_pandas_only_the_frames_are_missing(graph: govgraph.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(govgraph.SetupError, match=r"pip install 'govgraph\[pandas\]'"):
        graph.to_frames()
    assert graph.to_networkx().number_of_nodes() > 0


def test_options_are_those_of_the_command_line(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "corrections.toml").write_text(
        '[[rename]]\nentity = {type = "Region", name = "没有"}\nname = "无"\n', encoding="utf-8"
    )
    (tmp_path / "news").mkdir()
    for path in articles.glob("*.txt"):
        (tmp_path / "news" / path.name).write_bytes(path.read_bytes())
    (tmp_path / "news" / "broken.txt").write_bytes(bytes(range(30)) * 30)
    given = ("--min-confidence", "0.85", "--corrections", tmp_path / "corrections.toml")
    done = CliRunner().invoke(main, list(map(str, ["build", tmp_path / "news", "-o", tmp_path / "out", *given])))
    seen: list[str] = []

    def track(stage: str, items: Sequence[T]) -> Iterable[T]:
        for item in items:
            seen.append(stage)
            yield item

    graph = govgraph.build(
        str(tmp_path / "news"), corrections=tmp_path / "corrections.toml", min_confidence=0.85, track=track
    )
    assert [*graph.warnings] == done.stderr.splitlines()
    assert [one.split()[0] for one in graph.warnings] == ["Skipped", f"{tmp_path}/corrections.toml,"]
    graph.write_turtle(tmp_path / "graph.ttl")
    assert (tmp_path / "graph.ttl").read_bytes() == (tmp_path / "out" / "graph.ttl").read_bytes()
    assert min(one.confidence for one in graph.relations) >= 0.85
    assert seen == ["Reading"] * len(list((tmp_path / "news").iterdir()))


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"min_confidence": 1.5}, r"min_confidence is 1\.5\. Give a number from 0"),
        ({"min_confidence": float("nan")}, "min_confidence is nan"),
        ({"workers": 0}, r"workers is 0\. Give 1 or more"),
        ({"corrections": "missing.toml"}, r"missing\.toml is no file\. Name a corrections file"),
        ({"paths": ["missing"]}, "missing does not exist"),
        ({"paths": []}, "Nothing to build a graph from"),
    ],
)
def test_what_cannot_be_built_says_what_to_do(articles: Path, options: dict[str, object], told: str) -> None:
    with pytest.raises(govgraph.GovgraphError, match=told):
        govgraph.build(**({"paths": articles} | options))  # type: ignore[arg-type]


def test_what_cannot_be_opened_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(govgraph.SetupError, match=rf"holds no build\. Build one first: govgraph build … -o {tmp_path}"):
        govgraph.open(tmp_path)


def test_without_paths_it_reads_the_articles_that_come_with_govgraph(graph: govgraph.Graph) -> None:
    assert govgraph.build().documents == graph.documents


def test_records_have_types(graph: govgraph.Graph) -> None:
    """mypy checks these for what a user's own code is told."""
    assert_type(graph.entities[0].relations[0].evidence[0].document.title, str | None)
    assert_type(graph.measures[0].value, Decimal)
    assert_type(graph["region:320600"], govgraph.Entity)
    assert_type(govgraph.extract_text("南通市。"), govgraph.Graph)
    assert_type(graph.find("南通市", type="Region"), tuple[govgraph.Entity, ...])

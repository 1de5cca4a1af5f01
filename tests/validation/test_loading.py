"""Graphs from files: every serialisation gives the same triples, and what is no graph says so."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib.compare import isomorphic

from govgraph.errors import SetupError
from govgraph.graph import merge
from govgraph.validation import load_graph
from govgraph.write import write_turtle
from tests.graph.articles import example


@pytest.fixture(scope="module")
def turtle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("build") / "graph.ttl"
    write_turtle(merge(example()), path)
    return path


@pytest.mark.parametrize("ending", ["nt", "nq", "trig", "jsonld", "rdf"])
def test_every_serialisation_gives_the_same_triples(ending: str, turtle: Path, tmp_path: Path) -> None:
    format_ = ox.RdfFormat.from_extension(ending)
    assert format_
    quads = ox.parse(path=turtle, format=ox.RdfFormat.TURTLE)
    graph = ox.NamedNode("https://example.org/graph") if format_.supports_datasets else ox.DefaultGraph()
    path = tmp_path / f"graph.{ending}"
    moved = (ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads)
    ox.serialize(moved, output=path, format=format_)
    assert isomorphic(load_graph(path).triples, load_graph(turtle).triples)


def test_a_build_is_its_graph(turtle: Path) -> None:
    loaded = load_graph(turtle.parent)
    assert loaded.path == turtle
    assert loaded.prefixes["gg"] == "https://w3id.org/govgraph/ontology#"
    assert len(loaded.triples) == len(set(ox.parse(path=turtle, format=ox.RdfFormat.TURTLE)))


@pytest.mark.parametrize(
    ("name", "text", "remedy"),
    [
        ("graph.ttl", "gg:a gg:b ", "line 1"),
        ("graph.ttl", "<urn:a> <urn:b> <<( <urn:c> <urn:d> <urn:e> )>> .", "RDF 1.2"),
        ("graph.csv", "a,b", "named like no RDF"),
    ],
)
def test_what_is_no_graph_says_so(name: str, text: str, remedy: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SetupError, match=remedy):
        load_graph(path)


def test_bytes_that_are_no_text_say_so(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_bytes(b'<urn:a> <urn:b> "\xff\xfe" .')
    with pytest.raises(SetupError, match="cannot be read"):
        load_graph(path)


def test_a_folder_without_a_build_says_so(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"graph\.ttl.*govgraph build"):
        load_graph(tmp_path)

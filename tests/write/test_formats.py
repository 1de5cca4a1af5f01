"""Every export format: the triples of the Turtle, the same bytes for the same graph, and goldens to read."""

import os
import random
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner

from govgraph.cli import main
from govgraph.exports import FORMATS
from govgraph.graph import merge
from govgraph.model import Graph
from govgraph.write import BuildInfo
from govgraph.write.formats import SERIALISERS
from tests.graph.articles import example
from tests.write.test_turtle import HOSTILE, hostile_extraction

#: To renew after a wanted change: GOVGRAPH_RENEW=1 pytest tests/write/test_formats.py, then read the difference.
GOLDEN = Path(__file__).parent / "golden"
INFO = BuildInfo(version="0.0.0", lexicon_digest="digest")
RDF = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "ttl12": ox.RdfFormat.TURTLE,
}
#: Those that say the very triples of the Turtle.
SAME = ("nt", "nq", "trig", "jsonld")
RDF_IRI = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def render(name: str, graph: Graph, info: BuildInfo = INFO) -> str:
    return "".join(SERIALISERS[name](graph, info))


def parse(name: str, text: str) -> list[ox.Quad]:
    return list(ox.parse(text.encode(), format=RDF[name]))


def triples(name: str, text: str) -> set[ox.Triple]:
    return {quad.triple for quad in parse(name, text)}


def test_the_command_line_offers_every_format() -> None:
    listed = re.findall(r"^  ([a-z0-9]+)  +[A-Z]", CliRunner().invoke(main, ["export", "--help"]).output, re.MULTILINE)
    assert listed == list(FORMATS)
    assert set(SERIALISERS) == set(RDF)


@pytest.mark.parametrize("name", SERIALISERS)
def test_golden(name: str) -> None:
    path, text = GOLDEN / f"example.{name}", render(name, merge(example()))
    if os.environ.get("GOVGRAPH_RENEW"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("base_iri", ["https://w3id.org/govgraph/id/", "https://example.org/kg#"])
@pytest.mark.parametrize("name", SAME)
def test_triples_are_those_of_the_turtle(name: str, base_iri: str) -> None:
    graph, info = merge(example()), replace(INFO, base_iri=base_iri)
    quads = parse(name, render(name, graph, info))
    assert {quad.triple for quad in quads} == triples("ttl", render("ttl", graph, info))
    assert len(quads) == len(set(quads))
    assert not any(isinstance(term, ox.BlankNode) for quad in quads for term in (*quad.triple, quad.graph_name))


@pytest.mark.parametrize(("name", "format_"), [("nt", "nt"), ("nq", "nquads"), ("trig", "trig"), ("jsonld", "json-ld")])
def test_rdflib_reads_the_same(name: str, format_: str) -> None:
    graph = merge(example())
    data = rdflib.Dataset(default_union=True).parse(data=render(name, graph), format=format_)
    own = ox.parse(rdflib.Graph().parse(data=render("ttl", graph)).serialize(format="nt"), format=RDF["nt"])
    read = rdflib.Graph()
    for subject, predicate, object_, *_ in data:
        read.add((subject, predicate, object_))
    assert triples("nt", read.serialize(format="nt")) == {quad.triple for quad in own}


def test_quads_of_both_forms_are_the_same() -> None:
    graph = merge(example())
    assert set(parse("nq", render("nq", graph))) == set(parse("trig", render("trig", graph)))


def test_statements_of_rdf_12_reify_the_direct_triple() -> None:
    graph = merge(example())
    new, plain = (triples(name, render(name, graph)) for name in ("ttl12", "ttl"))
    reified = {triple for triple in new if triple.predicate.value == f"{RDF_IRI}reifies"}
    assert len(reified) == len(graph.relations)
    spelt = set()
    for triple in reified:
        assert isinstance(triple.object, ox.Triple)
        assert triple.object in new
        parts = zip(("subject", "predicate", "object"), triple.object, strict=True)
        spelt |= {ox.Triple(triple.subject, ox.NamedNode(RDF_IRI + part), term) for part, term in parts}
        spelt.add(ox.Triple(triple.subject, ox.NamedNode(f"{RDF_IRI}type"), ox.NamedNode(f"{RDF_IRI}Statement")))
    assert (new - reified) | spelt == plain


@pytest.mark.parametrize("name", SERIALISERS)
def test_order_of_documents_changes_no_byte(name: str) -> None:
    extractions = list(example())
    expected = render(name, merge(extractions))
    for seed in range(3):
        random.Random(seed).shuffle(extractions)  # noqa: S311 - no secret
        assert render(name, merge(extractions)) == expected


def test_hash_seed_changes_no_byte() -> None:
    script = (
        "from govgraph.graph import merge; from govgraph.write import *;"
        "from govgraph.write.formats import SERIALISERS;"
        "from tests.graph.articles import example; import sys; sys.stdout.reconfigure(encoding='utf-8');"
        "info = BuildInfo(version='0.0.0', lexicon_digest='digest');"
        "[sys.stdout.writelines(write(merge(example()), info)) for write in SERIALISERS.values()]"
    )
    root = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(root / "src"), str(root)])}
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script], check=True, capture_output=True, env=environment | {"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("0", "1", "12345")
    }
    assert len(outputs) == 1
    assert outputs.pop()


@pytest.mark.parametrize("name", SAME)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(name: str, text: str) -> None:
    graph = merge([hostile_extraction(text)])
    assert triples(name, render(name, graph)) == triples("ttl", render("ttl", graph))


@pytest.mark.parametrize("name", SERIALISERS)
def test_an_empty_graph_can_be_read(name: str) -> None:
    assert parse(name, render(name, Graph()))

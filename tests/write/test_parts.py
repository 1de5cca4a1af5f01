"""A graph for each article: to drop one is to drop what only that article says."""

from collections.abc import Sequence
from dataclasses import replace

import pyoxigraph as ox
import pytest

from govgraph.graph import merge
from govgraph.model import Graph, GraphRelation
from govgraph.write import BuildInfo
from govgraph.write.descriptions import name_build
from govgraph.write.formats import SERIALISERS
from govgraph.write.parts import split_graph
from tests.graph.articles import example

INFO = BuildInfo(version="0.0.0", lexicon_digest="digest")
ID = INFO.base_iri
PREFIXES = """
    PREFIX gg: <https://w3id.org/govgraph/ontology#>
    PREFIX prov: <http://www.w3.org/ns/prov#>
    PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
"""
#: One link that no article gives, as the gazetteer does.
LINK = GraphRelation("statement:partof_told", "region:990102", "partOf", "region:99", "gazetteer", 0.99, 0, "the table")
MERGED = merge(example())
GRAPH = replace(
    MERGED,
    relations=tuple(sorted([*MERGED.relations, LINK], key=lambda row: (row.subject, row.predicate, row.object))),
)
ARTICLES = [document.id for document in GRAPH.documents]


def load() -> ox.Store:
    store = ox.Store()
    store.load("".join(SERIALISERS["nq"](GRAPH, INFO)).encode(), format=ox.RdfFormat.N_QUADS)
    return store


def iri(name: str) -> ox.NamedNode:
    return ox.NamedNode(ID + name.replace(":", "/"))


def ask(store: ox.Store, pattern: str) -> bool:
    return bool(store.query(f"{PREFIXES} ASK {{ {pattern} }}", use_default_graph_as_union=True))


def ids(graphs: Sequence[Graph]) -> set[str]:
    tables = ("documents", "nodes", "relations", "posts", "measures", "families")
    return {row.id for graph in graphs for table in tables for row in getattr(graph, table)}


def test_there_is_a_graph_for_each_article_and_one_for_the_rest() -> None:
    names = {graph.value for graph in load().named_graphs() if isinstance(graph, ox.NamedNode)}
    assert names == {iri(name).value for name in [name_build(INFO), *ARTICLES]}
    assert not list(load().quads_for_pattern(None, None, None, ox.DefaultGraph()))


def test_parts_together_are_the_graph() -> None:
    parts = [part.graph for part in split_graph(GRAPH, "build:x")]
    assert ids(parts) == ids([GRAPH])
    assert sorted((row for part in parts for row in part.evidence), key=repr) == sorted(GRAPH.evidence, key=repr)


def test_what_no_article_says_is_in_the_graph_of_the_build() -> None:
    rest, *articles = split_graph(GRAPH, "build:x")
    assert rest.name == "build:x"
    assert rest.graph.relations == (LINK,)
    assert {node.id for node in rest.graph.nodes} == {LINK.subject, LINK.object}
    assert not rest.graph.evidence
    assert {row.id for row in rest.graph.relations}.isdisjoint(ids([part.graph for part in articles]))


@pytest.mark.parametrize("article", ARTICLES)
def test_dropping_a_graph_drops_its_article(article: str) -> None:
    store = load()
    store.remove_graph(iri(article))
    left = {term for quad in store for term in (quad.subject, quad.object)}
    assert iri(article) not in left
    assert not any(f"/evidence/{article.removeprefix('article:')}" in str(term) for term in left)
    said = "?one gg:basis gg:basisText FILTER NOT EXISTS { ?one prov:wasDerivedFrom ?a . ?one gg:evidence ?e }"
    assert not ask(store, said)
    assert not ask(store, "?one a gg:Measure FILTER NOT EXISTS { ?one gg:evidence ?e }")


@pytest.mark.parametrize("article", ARTICLES)
def test_dropping_a_graph_leaves_what_others_say(article: str) -> None:
    store = load()
    store.remove_graph(iri(article))
    others = {row.statement for row in GRAPH.evidence if row.document != article}
    alone = {row.statement for row in GRAPH.evidence} - others
    kept = {quad.subject for quad in store}
    assert {iri(name) for name in others} <= kept
    assert {iri(name) for name in alone - {LINK.subject, LINK.object}}.isdisjoint(kept)
    for row in GRAPH.relations:
        direct = f"<{iri(row.subject).value}> gg:{row.predicate} <{iri(row.object).value}>"
        assert ask(store, direct) == (row.id not in alone)


def test_every_part_names_what_it_speaks_of() -> None:
    for part in split_graph(GRAPH, "build:x"):
        named = {node.id for node in part.graph.nodes}
        assert {end for row in part.graph.relations for end in (row.subject, row.object)} <= named
        assert {row.of for row in part.graph.posts} | {row.subject for row in part.graph.measures} <= named

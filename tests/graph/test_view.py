from pathlib import Path

import networkx as nx

from govgraph.graph import merge, to_networkx
from govgraph.graph.view import quote_statements
from govgraph.model import GraphEvidence
from tests.graph.articles import example


def test_nodes_and_edges_carry_what_the_tables_say() -> None:
    graph = merge(example())
    view = to_networkx(graph)
    assert isinstance(view, nx.MultiDiGraph)
    assert view.number_of_nodes() == len(graph.nodes) + len({post.person for post in graph.posts})
    assert view.number_of_edges() == len(graph.relations) + len(graph.posts)
    assert view.nodes["region:9901"] == {
        "type": "Region",
        "name": "青渡市",
        "kind": "AdministrativeDivision",
        "code": "9901",
        "aliases": "青渡",
        "documents": 2,
        "mentions": graph.nodes[[n.id for n in graph.nodes].index("region:9901")].mentions,
    }
    assert {view.nodes[post.person]["type"] for post in graph.posts} == {"Person"}
    (edge,) = view.get_edge_data("region:9901", "region:99").values()
    assert edge == {
        "predicate": "partOf",
        "basis": "text",
        "confidence": 0.99,
        "support": 2,
        "sentence": "青渡市……云岭省",
        "article": "article:001_made_up",
        "title": "红帆领航出实招",
        "published": "2021-11-19",
    }


def test_the_surest_sentence_is_quoted() -> None:
    rows = [
        GraphEvidence("statement:a", "article:2", 0, 1, "次", "rule", 0.8),
        GraphEvidence("statement:a", "article:3", 0, 1, "最", "rule", 0.9),
        GraphEvidence("statement:a", "article:1", 5, 6, "先", "rule", 0.9),
        GraphEvidence("statement:b", "article:9", 0, 1, "独", "rule", 0.1),
    ]
    for order in (rows, rows[::-1]):
        assert {id_: quote.sentence for id_, quote in quote_statements(order, {}).items()} == {
            "statement:a": "先",
            "statement:b": "独",
        }


def test_measures_on_request() -> None:
    graph = merge(example())
    view = to_networkx(graph, measures=True)
    assert {view.nodes[measure.id]["value"] for measure in graph.measures} == {83.0, 12.5, 300.0, 45.0}


def test_networkx_can_write_it(tmp_path: Path) -> None:
    view = to_networkx(merge(example()), measures=True)
    nx.write_graphml(view, tmp_path / "graph.graphml")
    nx.write_gexf(view, tmp_path / "graph.gexf")
    assert nx.read_graphml(tmp_path / "graph.graphml").number_of_nodes() == view.number_of_nodes()

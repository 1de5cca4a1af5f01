"""The merged graph as a networkx graph, for analysis and for the formats networkx writes."""

import networkx as nx

from govgraph.model import Graph, Node


def to_networkx(graph: Graph, *, measures: bool = False) -> "nx.MultiDiGraph[str]":
    """Entities and office-holders as nodes, relations and posts as edges; figures too if ``measures``.

    Nodes have ``type`` (an entity type, ``Person`` or ``Measure``) and ``name``; entities also ``kind`` and ``code``
    where they have them, ``aliases`` (one text, joined by " | "), ``corrected`` where a user put them right,
    ``documents`` and ``mentions``. Edges are keyed by the id of their statement and have ``predicate``,
    ``confidence``, ``support``; relations also ``basis``, and ``source`` where they rest on no document. A post is
    an edge ``holdsPost`` from person to organisation with ``role``, a figure an edge ``about`` to its entity. All
    attributes are texts and numbers, as GraphML and GEXF want them.
    """
    view: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in graph.nodes:
        view.add_node(node.id, **_describe(node))
    for relation in graph.relations:
        view.add_edge(
            relation.subject,
            relation.object,
            key=relation.id,
            predicate=relation.predicate,
            basis=relation.basis,
            confidence=relation.confidence,
            support=relation.support,
            **({"source": relation.source} if relation.source else {}),
        )
    _add_posts(view, graph)
    if measures:
        _add_measures(view, graph)
    return view


def _describe(node: Node) -> dict[str, str | int]:
    described: dict[str, str | int] = {"type": node.type, "name": node.name}
    described |= {name: value for name, value in (("kind", node.kind), ("code", node.code)) if value}
    described |= {"corrected": "yes"} if node.corrected else {}
    if node.aliases:
        described["aliases"] = " | ".join(node.aliases)
    return described | {"documents": node.documents, "mentions": node.mentions}


def _add_posts(view: "nx.MultiDiGraph[str]", graph: Graph) -> None:
    for post in graph.posts:
        view.add_node(post.person, type="Person", name=post.name)
        view.add_edge(
            post.person,
            post.of,
            key=post.id,
            predicate="holdsPost",
            role=post.role,
            confidence=post.confidence,
            support=post.support,
        )


def _add_measures(view: "nx.MultiDiGraph[str]", graph: Graph) -> None:
    for measure in graph.measures:
        name = f"{measure.indicator} {measure.value:f} {measure.unit}"
        details = {
            "indicator": measure.indicator,
            "value": float(measure.value),
            "unit": measure.unit,
            "bound": measure.bound,
        }
        if measure.period:
            details["period"] = measure.period
        view.add_node(measure.id, type="Measure", name=name, **details)
        view.add_edge(
            measure.id,
            measure.subject,
            key=measure.id,
            predicate="about",
            confidence=measure.confidence,
            support=measure.support,
        )

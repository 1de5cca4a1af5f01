"""The merged graph as a network: for networkx, and for the formats of programs that draw and measure networks."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from govgraph.model import Graph, GraphEvidence, GraphPost, GraphRelation, Node, SourceInfo

if TYPE_CHECKING:
    import networkx as nx

#: Texts and numbers by name, as GraphML and GEXF want them.
Attributes = dict[str, str | int | float]


class Vertex(NamedTuple):
    """A node of the network."""

    id: str
    attributes: Attributes


class Quote(NamedTuple):
    """A sentence and the article that it stands in: its id, and title and day where these are known."""

    sentence: str
    article: str
    title: str | None
    published: date | None


#: What stands in the place of a quote where no article says it.
NOWHERE = (None, None, None, None)


class Edge(NamedTuple):
    """An edge of the network, from ``source`` to ``target``; ``id`` is that of its statement."""

    id: str
    source: str
    target: str
    attributes: Attributes


def to_networkx(graph: Graph, *, measures: bool = False) -> "nx.MultiDiGraph[str]":
    """Entities and office-holders as nodes, relations and posts as edges; figures too if ``measures``.

    Nodes have ``type`` (an entity type, ``Person`` or ``Measure``) and ``name``; entities also ``kind`` and ``code``
    where they have them, ``aliases`` (one text, joined by " | "), ``corrected`` where a user put them right,
    ``documents`` and ``mentions``. Edges are keyed by the id of their statement and have ``predicate``,
    ``confidence``, ``support``; relations also ``basis``, and ``source`` where they rest on no document. Those that an
    article says have the surest ``sentence``, and ``article``, ``title`` and ``published`` of where it stands. A post
    is an edge ``holdsPost`` from person to organisation with ``role``, a figure an edge ``about`` to its entity. All
    attributes are texts and numbers, as GraphML and GEXF want them.
    """
    import networkx as nx  # takes 0.2 s, which commands that make no network need not wait

    view: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    documents = {document.id: document for document in graph.documents}
    for vertex in (*describe_nodes(graph.nodes), *describe_people(graph.posts)):
        view.add_node(vertex.id, **vertex.attributes)
    for edge in describe_edges(graph, documents):
        view.add_edge(edge.source, edge.target, key=edge.id, **edge.attributes)
    if measures:
        _add_measures(view, graph)
    return view


def describe_nodes(nodes: Iterable[Node]) -> Iterator[Vertex]:
    """These entities."""
    return (Vertex(node.id, _describe(node)) for node in nodes)


def describe_people(posts: Iterable[GraphPost]) -> Iterator[Vertex]:
    """The office-holders of these posts."""
    return (Vertex(post.person, {"type": "Person", "name": post.name}) for post in posts)


def describe_edges(graph: Graph, documents: Mapping[str, SourceInfo]) -> Iterator[Edge]:
    """The relations and posts of a graph, which may be part of one; ``documents`` has what its evidence stands in."""
    quotes = quote_statements(graph.evidence, documents)
    for relation in graph.relations:
        attributes: Attributes = {"predicate": relation.predicate, "basis": relation.basis, **_weigh(relation)}
        attributes |= {"source": relation.source} if relation.source else {}
        yield Edge(relation.id, relation.subject, relation.object, attributes | _spell(quotes.get(relation.id)))
    for post in graph.posts:
        attributes = {"predicate": "holdsPost", "role": post.role, **_weigh(post)}
        yield Edge(post.id, post.person, post.of, attributes | _spell(quotes.get(post.id)))


def quote_statements(evidence: Iterable[GraphEvidence], documents: Mapping[str, SourceInfo]) -> dict[str, Quote]:
    """The surest place that says it by statement; of equally sure ones the first."""
    chosen: dict[str, GraphEvidence] = {}
    for row in evidence:
        known = chosen.get(row.statement)
        if known is None or _surest(row) < _surest(known):
            chosen[row.statement] = row
    return {statement: _quote(row, documents.get(row.document)) for statement, row in chosen.items()}


def _quote(row: GraphEvidence, document: SourceInfo | None) -> Quote:
    title, published = (document.title, document.published) if document else (None, None)
    return Quote(row.text, row.document, title, published)


def _surest(row: GraphEvidence) -> tuple[float, str, int, int, str]:
    return -row.confidence, row.document, row.start, row.end, row.rule


def _describe(node: Node) -> Attributes:
    described: Attributes = {"type": node.type, "name": node.name}
    described |= {name: value for name, value in (("kind", node.kind), ("code", node.code)) if value}
    described |= {"corrected": "yes"} if node.corrected else {}
    if node.aliases:
        described["aliases"] = " | ".join(node.aliases)
    return described | {"documents": node.documents, "mentions": node.mentions}


def _weigh(statement: GraphRelation | GraphPost) -> Attributes:
    return {"confidence": statement.confidence, "support": statement.support}


def _spell(quote: Quote | None) -> Attributes:
    said = quote._asdict() if quote else {}
    return {name: str(value) for name, value in said.items() if value is not None}


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

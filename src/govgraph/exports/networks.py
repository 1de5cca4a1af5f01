"""GraphML and GEXF, for programs that draw and measure networks: entities, office-holders and what joins them."""

from collections.abc import Iterator, Mapping
from itertools import chain

from govgraph.exports.reading import BuildReader
from govgraph.exports.texts import escape_xml
from govgraph.graph.view import Attributes, Edge, Vertex, describe_edges, describe_nodes, describe_people

#: The attributes of ``to_networkx`` and their types, which both formats spell alike.
_OF_NODES: Mapping[str, str] = {
    "type": "string",
    "name": "string",
    "kind": "string",
    "code": "string",
    "aliases": "string",
    "corrected": "string",
    "documents": "long",
    "mentions": "long",
}
_OF_EDGES: Mapping[str, str] = {
    "predicate": "string",
    "role": "string",
    "basis": "string",
    "confidence": "double",
    "support": "long",
    "source": "string",
    "sentence": "string",
    "article": "string",
    "title": "string",
    "published": "string",
}
_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'


def write_graphml(build: BuildReader) -> Iterator[str]:
    """GraphML, attributes as ``to_networkx`` has them."""
    yield _DECLARATION
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for side, attributes in (("node", _OF_NODES), ("edge", _OF_EDGES)):
        for name, kind in attributes.items():
            yield f'<key id="{name}" for="{side}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '<graph edgedefault="directed">\n'
    for node in _read_nodes(build):
        yield f'<node id="{escape_xml(node.id)}">{_spell_data(node.attributes)}</node>\n'
    for edge in _read_edges(build):
        yield f'<edge id="{escape_xml(edge.id)}" source="{escape_xml(edge.source)}" target="{escape_xml(edge.target)}">'
        yield f"{_spell_data(edge.attributes)}</edge>\n"
    yield "</graph>\n</graphml>\n"


def write_gexf(build: BuildReader) -> Iterator[str]:
    """GEXF 1.3: names as labels, ``support`` as weight; edges of other predicates are of another kind.

    By their kind Gephi keeps edges apart that join the same two nodes.
    """
    yield _DECLARATION
    yield '<gexf xmlns="http://gexf.net/1.3" version="1.3">\n<meta><creator>govgraph</creator></meta>\n'
    yield '<graph defaultedgetype="directed" mode="static">\n'
    for side, attributes in (("node", _OF_NODES), ("edge", _OF_EDGES)):
        yield f'<attributes class="{side}">\n'
        for name, kind in attributes.items():
            yield f'<attribute id="{name}" title="{name}" type="{kind}"/>\n'
        yield "</attributes>\n"
    yield "<nodes>\n"
    for node in _read_nodes(build):
        label = escape_xml(node.attributes["name"])
        yield f'<node id="{escape_xml(node.id)}" label="{label}">{_spell_values(node.attributes)}</node>\n'
    yield "</nodes>\n<edges>\n"
    for edge in _read_edges(build):
        predicate = escape_xml(edge.attributes["predicate"])
        # What the gazetteer says no article supports; but layouts would let go of an edge without weight.
        weight = max(1, int(edge.attributes["support"]))
        yield f'<edge id="{escape_xml(edge.id)}" source="{escape_xml(edge.source)}" target="{escape_xml(edge.target)}" '
        yield f'label="{predicate}" kind="{predicate}" weight="{weight}">{_spell_values(edge.attributes)}</edge>\n'
    yield "</edges>\n</graph>\n</gexf>\n"


def _read_nodes(build: BuildReader) -> Iterator[Vertex]:
    return chain(describe_nodes(build.nodes()), describe_people(build.posts()))


def _read_edges(build: BuildReader) -> Iterator[Edge]:
    documents = {document.id: document for document in build.documents()}
    for part in build.parts():
        yield from describe_edges(part, documents)


def _spell_data(attributes: Attributes) -> str:
    return "".join(f'<data key="{name}">{escape_xml(value)}</data>' for name, value in attributes.items())


def _spell_values(attributes: Attributes) -> str:
    values = "".join(f'<attvalue for="{name}" value="{escape_xml(value)}"/>' for name, value in attributes.items())
    return f"<attvalues>{values}</attvalues>"

"""Turtle of RDF 1.2: a statement reifies its triple instead of naming subject, predicate and object one by one."""

from collections.abc import Iterable, Iterator

from govgraph.graph.tally import tally
from govgraph.model import Graph
from govgraph.write.builds import BuildInfo
from govgraph.write.descriptions import Chapter, Description, describe
from govgraph.write.turtle import write_chapters, write_header, write_prefixes

_PARTS = ("rdf:subject", "rdf:predicate", "rdf:object")


def serialise(graph: Graph, info: BuildInfo) -> Iterator[str]:
    """As Turtle, but for the version on top and the statements."""
    yield write_header(tally(graph), info)
    yield '\n@version "1.2" .\n'
    yield from write_prefixes(info.base_iri)
    yield from write_chapters(Chapter(title, _reify(descriptions)) for title, descriptions in describe(graph, info))


def _reify(descriptions: Iterable[Description]) -> Iterator[Description]:
    """The descriptions; ``rdf:Statement``, which belongs to the parts, goes with them."""
    for description in descriptions:
        parts = [value for property_, value in description.properties if property_ in _PARTS]
        if not parts:
            yield description
            continue
        rest = [pair for pair in description.properties if pair[0] not in _PARTS and pair[1] != "rdf:Statement"]
        yield Description(description.subject, [rest[0], ("rdf:reifies", f"<<( {' '.join(parts)} )>>"), *rest[1:]])

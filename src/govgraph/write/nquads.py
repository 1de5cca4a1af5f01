"""N-Quads: the triples of N-Triples, each with the name of its graph: one graph an article."""

from collections.abc import Iterator

from govgraph.graph.tally import tally
from govgraph.model import Graph
from govgraph.write.builds import BuildInfo
from govgraph.write.descriptions import describe, name_build
from govgraph.write.ntriples import Speller
from govgraph.write.parts import split_graph
from govgraph.write.trig import GRAPHS
from govgraph.write.turtle import write_header


def serialise(graph: Graph, info: BuildInfo) -> Iterator[str]:
    """The header, then one graph after the other."""
    yield write_header(tally(graph), info) + GRAPHS
    speller = Speller(info.base_iri)
    for part in split_graph(graph, name_build(info)):
        name = speller.name(part.name)
        for _, descriptions in describe(part.graph, info):
            for description in descriptions:
                yield "".join(f"{triple} {name} .\n" for triple in speller.triples(description))

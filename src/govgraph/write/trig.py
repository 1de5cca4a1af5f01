"""TriG: Turtle in named graphs, one an article; inside a graph all is as in the Turtle."""

from collections.abc import Iterator

from govgraph.graph.tally import tally
from govgraph.model import Graph
from govgraph.write.builds import BuildInfo
from govgraph.write.descriptions import describe, name_build
from govgraph.write.parts import split_graph
from govgraph.write.terms import name
from govgraph.write.turtle import write_chapters, write_header, write_prefixes

#: What a reader must know of the graphs, as comments.
GRAPHS = """\
# Every article has a graph of its own, named like it, with all that its evidence supports; to drop it drops that.
# What no article says (links of the gazetteer, a user's additions) stands in the graph named like the build.
# What several articles say stands in the graph of each; confidence, support and counts are those of the whole build.
"""


def serialise(graph: Graph, info: BuildInfo) -> Iterator[str]:
    """The header, the prefixes, then one graph after the other."""
    yield write_header(tally(graph), info) + GRAPHS
    yield "\n"
    yield from write_prefixes(info.base_iri)
    for part in split_graph(graph, name_build(info)):
        yield f"\n{name(part.name)} {{\n"
        yield from write_chapters(describe(part.graph, info))
        yield "}\n"

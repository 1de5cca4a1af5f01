"""The formats of RDF."""

from collections.abc import Iterator
from typing import Protocol

from govgraph.model import Graph
from govgraph.write import jsonld, nquads, ntriples, trig, turtle, turtle12
from govgraph.write.builds import BuildInfo


class Serialiser(Protocol):
    """The graph in pieces of text."""

    def __call__(self, graph: Graph, info: BuildInfo) -> Iterator[str]: ...


#: Every format of RDF by the name that `govgraph export --to` takes. A new one is one file here and one line.
SERIALISERS: dict[str, Serialiser] = {
    "ttl": turtle.serialise,
    "nt": ntriples.serialise,
    "nq": nquads.serialise,
    "trig": trig.serialise,
    "jsonld": jsonld.serialise,
    "ttl12": turtle12.serialise,
}

"""GraphML and GEXF, for programs that draw and measure networks: entities, office-holders and what joins them."""

import io
import re
from collections.abc import Iterator

import networkx as nx

from govgraph.graph import to_networkx
from govgraph.model import Graph
from govgraph.write.builds import BuildInfo

# Characters that XML has not, or that readers take for line ends.
_UNFIT = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CLOCK = re.compile(' lastmodifieddate="[^"]*"')


def serialise_graphml(graph: Graph, info: BuildInfo) -> Iterator[str]:
    """GraphML, attributes as ``to_networkx`` has them; ``info`` is not needed."""
    file = io.BytesIO()
    # Not write_graphml, which writes other bytes where lxml is installed.
    nx.write_graphml_xml(_fit(graph), file, named_key_ids=True)
    yield file.getvalue().decode()


def serialise_gexf(graph: Graph, info: BuildInfo) -> Iterator[str]:
    """GEXF as Gephi reads it, names as labels; without the day on which it was written."""
    view = _fit(graph)
    for _, data in view.nodes(data=True):
        data["label"] = data["name"]
    for _, _, key, data in view.edges(keys=True, data=True):
        data |= {"id": key, "label": data["predicate"]}
    file = io.BytesIO()
    nx.write_gexf(view, file)
    yield _CLOCK.sub("", file.getvalue().decode(), count=1)


def _fit(graph: Graph) -> "nx.MultiDiGraph[str]":
    """The network with texts that XML can hold."""
    view = to_networkx(graph)
    attributes = [data for _, data in view.nodes(data=True)] + [data for *_, data in view.edges(data=True)]
    for data in attributes:
        data |= {name: _UNFIT.sub("�", value) for name, value in data.items() if isinstance(value, str)}
    return view

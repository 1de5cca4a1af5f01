"""GraphML and GEXF, opened by networkx and igraph and held against what Gephi's format asks for."""

import io
import os
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any, cast

import networkx as nx
import pytest

from govgraph.exports import NETWORKS, BuildReader
from govgraph.exports.texts import fit_text
from govgraph.graph import merge, to_networkx
from govgraph.model import Graph
from govgraph.write import write_tables
from tests.graph.articles import example

#: To renew after a wanted change: GOVGRAPH_RENEW=1 pytest tests/exports/test_networks.py, then read the difference.
GOLDEN = Path(__file__).parent / "golden"
_GEXF = "{http://gexf.net/1.3}"


def render(name: str, build: BuildReader) -> bytes:
    return "".join(NETWORKS[name](build)).encode()


@pytest.mark.parametrize("name", NETWORKS)
def test_golden(name: str, tmp_path: Path) -> None:
    write_tables(merge(example()), tmp_path / "tables")
    path, data = GOLDEN / f"example.{name}", render(name, BuildReader(tmp_path))
    if os.environ.get("GOVGRAPH_RENEW"):
        path.write_bytes(data)
    assert data.decode() == path.read_text(encoding="utf-8")


def expect(graph: Graph) -> "tuple[dict[str, Any], dict[str, Any]]":
    """Attributes of nodes by id and of edges by id, with their ends, as XML can hold them."""
    view = to_networkx(graph)

    def fit(attributes: dict[str, Any]) -> dict[str, Any]:
        return {name: fit_text(value) if isinstance(value, str) else value for name, value in attributes.items()}

    nodes = {id_: fit(data) for id_, data in view.nodes(data=True)}
    return nodes, {key: (begin, end, fit(data)) for begin, end, key, data in view.edges(keys=True, data=True)}


def test_networkx_reads_graphml_as_it_was(build: BuildReader, graph: Graph) -> None:
    read = cast("nx.MultiDiGraph[str]", nx.parse_graphml(render("graphml", build).decode(), force_multigraph=True))
    nodes, edges = expect(graph)
    assert {**read.nodes} == nodes
    assert {key: (begin, end, data) for begin, end, key, data in read.edges(keys=True, data=True)} == edges


def test_networkx_reads_gexf_as_it_was(build: BuildReader, graph: Graph) -> None:
    read = cast("nx.MultiDiGraph[str]", nx.read_gexf(io.BytesIO(render("gexf", build)), version="1.3"))
    nodes, edges = expect(graph)
    assert {id_: data | {"label": data["name"]} for id_, data in nodes.items()} == {**read.nodes}
    found = {data.pop("id"): (begin, end, data) for begin, end, data in read.edges(data=True)}
    assert found.keys() == edges.keys()
    for id_, (begin, end, data) in edges.items():
        added = {"label": data["predicate"], "kind": data["predicate"], "weight": float(max(1, data["support"]))}
        assert found[id_][:2] == (begin, end)
        assert {name: value for name, value in (data | added).items() if found[id_][2].get(name) != value} in (
            {},
            {"kind": data["predicate"]},  # which networkx does not read
        )


def test_igraph_reads_graphml_as_it_was(build: BuildReader, graph: Graph, tmp_path: Path) -> None:
    igraph = pytest.importorskip("igraph", reason="igraph is under the GPL: install it to have this tested")
    path = tmp_path / "graph.graphml"
    path.write_bytes(render("graphml", build))
    read = igraph.Graph.Read_GraphML(str(path))
    nodes, edges = expect(graph)
    edges = {row.id: edges[row.id] for rows in (graph.relations, graph.posts) for row in rows}
    assert read.is_directed()
    assert (read.vcount(), read.ecount()) == (len(nodes), len(edges))
    for vertex in read.vs:
        said = {name: value for name, value in vertex.attributes().items() if _is_said(name, value)}
        assert said == {name: value for name, value in nodes[vertex["id"]].items() if value != ""}
    # By order and not by id, for which igraph 1.0 takes that of the source.
    for edge, (begin, end, data) in zip(read.es, edges.values(), strict=True):
        assert (read.vs[edge.source]["id"], read.vs[edge.target]["id"]) == (begin, end)
        said = {name: value for name, value in edge.attributes().items() if _is_said(name, value)}
        assert said == {name: value for name, value in data.items() if value != ""}


def _is_said(name: str, value: object) -> bool:
    """igraph gives every node every attribute: an empty text or no number where there is none."""
    return name != "id" and value != "" and value == value


def test_gexf_is_as_the_schema_says(build: BuildReader, graph: Graph) -> None:
    """The rules of GEXF 1.3: order and names of elements, references that lead somewhere, values of their types."""
    root = ET.fromstring(render("gexf", build))  # noqa: S314 - our own
    assert (root.tag, root.attrib) == (f"{_GEXF}gexf", {"version": "1.3"})
    assert [child.tag for child in root] == [f"{_GEXF}meta", f"{_GEXF}graph"]
    network = root[1]
    assert network.attrib == {"defaultedgetype": "directed", "mode": "static"}
    assert [child.tag.removeprefix(_GEXF) for child in network] == ["attributes", "attributes", "nodes", "edges"]
    assert [child.attrib for child in network[:2]] == [{"class": "node"}, {"class": "edge"}]
    types = [{one.attrib["id"]: one.attrib["type"] for one in declared} for declared in network[:2]]
    assert all(set(one.attrib) == {"id", "title", "type"} for declared in network[:2] for one in declared)
    values = {"string": ".*", "long": r"-?\d+", "double": r"-?\d+(\.\d+)?(e-?\d+)?"}
    assert {kind for declared in types for kind in declared.values()} <= set(values)
    ids = [node.attrib["id"] for node in network[2]]
    assert len(set(ids)) == len(ids) == len(to_networkx(graph))
    edges = [edge.attrib for edge in network[3]]
    assert len({edge["id"] for edge in edges}) == len(edges) == len(graph.relations) + len(graph.posts)
    # Gephi joins edges of one kind between the same two nodes, and takes the ends for ids of nodes.
    assert len({(edge["source"], edge["target"], edge["kind"]) for edge in edges}) == len(
        {(row.subject, row.object, row.predicate) for row in graph.relations} | {(p.person, p.of) for p in graph.posts}
    )
    assert {edge[end] for edge in edges for end in ("source", "target")} <= set(ids)
    for part, declared, wanted in (
        (network[2], types[0], {"id", "label"}),
        (network[3], types[1], {"id", "label", "source", "target", "kind", "weight"}),
    ):
        for element in part:
            assert set(element.attrib) == wanted
            (told,) = element
            assert told.tag == f"{_GEXF}attvalues"
            names = [value.attrib["for"] for value in told]
            assert len(set(names)) == len(names)
            for value in told:
                assert re.fullmatch(values[declared[value.attrib["for"]]], value.attrib["value"], re.DOTALL)

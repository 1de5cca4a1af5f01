"""The gazetteer's own parents: every division with a code stands in the graph under its county, prefecture, province.

No article needs to say so; what one says goes before (``merge``).
"""

from collections.abc import Iterable, Iterator

from govgraph.lexicon.regions import Division, gazetteer
from govgraph.model import Node


def add_parents(nodes: dict[str, Node]) -> dict[str, Node]:
    """The nodes by key, and those of the divisions above them that no document names, still without ids."""
    return nodes | {key: _node(division) for _, key, division in _links(nodes.values()) if key not in nodes}


def find_links(nodes: Iterable[Node]) -> set[tuple[str, str]]:
    """Keys of divisions and of the divisions right above them."""
    return {(below, above) for below, above, _ in _links(nodes)}


def _links(nodes: Iterable[Node]) -> Iterator[tuple[str, str, Division]]:
    for node in nodes:
        division = gazetteer().at(node.code or "") if node.type == "Region" else None
        if division is None:
            continue
        inside = (division,) if division.code != node.code else ()  # a village's township
        below = node.key
        for above in (*inside, *gazetteer().ancestors(division)):
            yield below, f"Region:{above.code}", above
            below = f"Region:{above.code}"


def _node(division: Division) -> Node:
    kind = "FunctionalZone" if division.is_zone else "AdministrativeDivision"
    return Node(
        id="", type="Region", name=division.name, aliases=(), key=f"Region:{division.code}",
        kind=kind, code=division.code, documents=0, mentions=0,
    )  # fmt: skip

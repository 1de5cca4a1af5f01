"""Programs of one name that several places run: joined by a family, never merged."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from govgraph.graph.identifiers import Naming, assign_identifiers
from govgraph.model import Node


@dataclass(frozen=True, slots=True)
class Family:
    """The programs named ``name``; ``members`` are their node ids, sorted."""

    id: str
    name: str
    members: tuple[str, ...]


def find_families(nodes: Iterable[Node]) -> tuple[Family, ...]:
    """Every name that two or more programs bear, sorted by id."""
    bearers: defaultdict[str, list[str]] = defaultdict(list)
    for node in nodes:
        if node.type == "Program":
            bearers[node.name].append(node.id)
    shared = {name: tuple(sorted(ids)) for name, ids in bearers.items() if len(ids) > 1}
    ids = assign_identifiers(Naming("family", name, name) for name in shared)
    families = (Family(ids["family", name], name, members) for name, members in shared.items())
    return tuple(sorted(families, key=lambda family: family.id))

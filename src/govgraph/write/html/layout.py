"""Where each node stands on the page: regions are the frame.

Every node belongs to its nearest region; a region's own things stand on rings around it, the grounds of its
sub-regions are packed beside them, and the whole lies inside the ground of the region above. Nothing is random and
nothing is iterated over all pairs: 5,000 nodes take well under a second.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from math import cos, floor, pi, sin

from govgraph.model import Graph, Node
from govgraph.write.html.packing import pack_boxes

# How far a statement carries a thing from a region: being there says more than serving something there.
STEPS = {
    "locatedIn": 1,
    "jurisdiction": 1,
    "runs": 2,
    "subOrganisationOf": 2,
    "partOfProgram": 2,
    "partOf": 2,
    "undertakes": 3,
    "serves": 4,
}
RING = 92.0  # between two rings: a glyph, its label below, air
ARC = 124.0  # between two nodes of a ring: a label of nine characters at 13 px
ASIDE, ABOVE, UNDER = 64.0, 34.0, 46.0  # room around a node for its label
GAP = 20.0  # between two grounds
MARGIN = 16.0  # between a ground and those inside it
TITLE = 46.0  # the band at the top of a ground that holds its name
ASPECT = 1.45  # of the whole: a screen beside its legend


@dataclass(frozen=True, slots=True)
class Territory:
    """A box on the canvas (upper left corner and size): the ground of a region, or of a document."""

    id: str
    name: str
    x: int
    y: int
    width: int
    height: int
    depth: int
    located: bool
    size: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands, in canvas units, and to which territory each node belongs."""

    places: Mapping[str, tuple[int, int]]
    homes: Mapping[str, str]
    territories: tuple[Territory, ...]


@dataclass(slots=True)
class _Ground:
    """A territory being laid out; positions are relative to its own upper left corner until all are known."""

    id: str
    name: str
    located: bool
    members: list[str]
    below: list["_Ground"]
    inner: dict[str, tuple[float, float]]
    width: float = 0.0
    height: float = 0.0
    x: float = 0.0
    y: float = 0.0


def lay_out(graph: Graph) -> Layout:
    """Place every node of the graph."""
    nodes = {node.id: node for node in graph.nodes}
    parents = find_parents(graph)
    homes = find_homes(graph, parents)
    near = _neighbours(graph)
    grounds = _found_grounds(graph, nodes, homes)
    roots = _hang_below(grounds, parents)
    for root in roots:
        _settle(root, near)
    roots.sort(key=lambda ground: (not ground.located, ground.id))
    packing = pack_boxes([(root.width, root.height) for root in roots], gap=3 * GAP, aspect=ASPECT)
    for root, (x, y) in zip(roots, packing.corners, strict=True):
        root.x, root.y = x, y
    return _survey(roots)


def find_parents(graph: Graph) -> dict[str, str]:
    """The region directly above each region; of several, the one that itself lies deepest. Cycles are cut."""
    regions = {node.id for node in graph.nodes if node.type == "Region"}
    above: dict[str, list[str]] = defaultdict(list)
    for relation in graph.relations:
        if relation.predicate == "partOf" and relation.subject != relation.object:
            above[relation.subject].append(relation.object)
    chosen: dict[str, str] = {}
    for region in sorted(regions):
        options = [option for option in above[region] if option in regions]
        for option in sorted(options, key=lambda option: (-_count_above(option, above), option)):
            if region not in _chain(option, chosen):
                chosen[region] = option
                break
    return chosen


def find_homes(graph: Graph, parents: Mapping[str, str]) -> dict[str, str]:
    """The id of the nearest region of every node that any chain of statements connects to one."""
    near: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for relation in graph.relations:
        near[relation.subject].append((STEPS[relation.predicate], relation.object))
        near[relation.object].append((STEPS[relation.predicate], relation.subject))
    regions = [node.id for node in graph.nodes if node.type == "Region"]
    homes: dict[str, str] = {}
    # At equal distance the smaller place wins: a firm in 京口区, 镇江市, stands in 京口区.
    queue = [(0, -len(_chain(region, parents)), region, region) for region in sorted(regions)]
    while queue:
        distance, depth, home, node = heappop(queue)
        if node in homes:
            continue
        homes[node] = home
        for step, other in near[node]:
            if other not in homes:
                heappush(queue, (distance + step, depth, home, other))
    return homes


def _count_above(region: str, above: Mapping[str, Sequence[str]]) -> int:
    seen: set[str] = set()
    stack = [region]
    while stack:
        for other in above.get(stack.pop(), ()):
            if other not in seen:
                seen.add(other)
                stack.append(other)
    return len(seen)


def _chain(region: str, parents: Mapping[str, str]) -> list[str]:
    chain = [region]
    while chain[-1] in parents:
        chain.append(parents[chain[-1]])
    return chain


def _neighbours(graph: Graph) -> dict[str, list[str]]:
    near: dict[str, list[str]] = defaultdict(list)
    for relation in graph.relations:
        near[relation.subject].append(relation.object)
        near[relation.object].append(relation.subject)
    return {node: sorted(set(others)) for node, others in near.items()}


def _found_grounds(graph: Graph, nodes: Mapping[str, Node], homes: Mapping[str, str]) -> dict[str, _Ground]:
    grounds: dict[str, _Ground] = {}
    documents = _first_documents(graph)
    titles = {document.id: document.title or document.path for document in graph.documents}
    for node in graph.nodes:
        home = homes.get(node.id)
        key = home or f"document:{documents.get(node.id, '')}"
        if key not in grounds:
            name = nodes[home].name if home else titles.get(documents.get(node.id, ""), "")
            grounds[key] = _Ground(key, name, home is not None, [], [], {})
        grounds[key].members.append(node.id)
    return grounds


def _first_documents(graph: Graph) -> dict[str, str]:
    """A document for every node: the first that mentions it, or makes a statement of it."""
    told = {evidence.statement: evidence.document for evidence in reversed(graph.evidence)}
    documents = dict(told)
    for relation in reversed(graph.relations):
        for end in (relation.subject, relation.object):
            if end not in told and relation.id in told:
                documents[end] = told[relation.id]
    return documents


def _hang_below(grounds: Mapping[str, _Ground], parents: Mapping[str, str]) -> list[_Ground]:
    roots: list[_Ground] = []
    for ground in grounds.values():
        parent = grounds.get(parents.get(ground.id, ""))
        (parent.below if parent else roots).append(ground)
    return roots


def _settle(root: _Ground, near: Mapping[str, Sequence[str]]) -> None:
    """Lay out a ground and all below it, the deepest first (a loop: user data may nest deeper than Python's stack)."""
    order = [root]
    for ground in order:
        order.extend(ground.below)
    for ground in reversed(order):
        ground.below.sort(key=lambda below: below.id)
        boxes = [(below.width, below.height) for below in ground.below]
        in_title = ground.located and len(ground.members) == 1 and bool(boxes)
        if not in_title:
            boxes.append(_ring_around(ground, near))
        packing = pack_boxes(boxes, gap=GAP, aspect=ASPECT)
        margin, title = (MARGIN, TITLE) if len(ground.members) + len(ground.below) > 1 else (0.0, 0.0)
        ground.width, ground.height = packing.width + 2 * margin, packing.height + title + margin
        corners = [(x + margin, y + title) for x, y in packing.corners]
        if in_title:
            ground.inner = {ground.id: (2 * margin, title / 2)}
        else:
            left, top = corners.pop()
            ground.inner = {node: (x + left, y + top) for node, (x, y) in ground.inner.items()}
        for below, (x, y) in zip(ground.below, corners, strict=True):
            below.x, below.y = x, y


def _ring_around(ground: _Ground, near: Mapping[str, Sequence[str]]) -> tuple[float, float]:
    """Place the ground's own nodes on rings; returns the width and height they need."""
    centre = ground.id if ground.located else _busiest(ground.members, near)
    levels, wishes = _fan_out(centre, ground.members, near)
    placed = {centre: (0.0, 0.0)}
    ring = 0
    for level in levels:
        waiting = level
        while waiting:
            ring += 1
            seats = max(1, floor(2 * pi * ring * RING / ARC))
            # Leaves stand inside, those with others behind them outside, next to these.
            seated, waiting = waiting[:seats], waiting[seats:]
            for node, angle in _spread({node: wishes[node] for node in seated}, ARC / (ring * RING)):
                placed[node] = (ring * RING * cos(angle), ring * RING * sin(angle))
    left, top = (min(place[axis] for place in placed.values()) for axis in (0, 1))
    right, bottom = (max(place[axis] for place in placed.values()) for axis in (0, 1))
    ground.inner = {node: (x - left + ASIDE, y - top + ABOVE) for node, (x, y) in placed.items()}
    return right - left + 2 * ASIDE, bottom - top + ABOVE + UNDER


def _busiest(members: Sequence[str], near: Mapping[str, Sequence[str]]) -> str:
    return min(members, key=lambda node: (-len(near.get(node, ())), node))


def _fan_out(
    centre: str, members: Sequence[str], near: Mapping[str, Sequence[str]]
) -> tuple[list[list[str]], dict[str, float]]:
    """The members by distance from the centre, and the angle at which each would stand with its kin."""
    inside, parent = set(members), {centre: ""}
    order = _walk(centre, parent, inside, near)
    for node in members:
        if node not in parent:
            parent[node] = centre
            order += _walk(node, parent, inside, near)
    children: dict[str, list[str]] = defaultdict(list)
    for node in order[1:]:
        children[parent[node]].append(node)
    weight = dict.fromkeys(order, 1)
    for node in reversed(order[1:]):
        if children[node]:
            weight[node] = sum(weight[child] for child in children[node])
    return _sectors(centre, children, weight)


def _walk(start: str, parent: dict[str, str], inside: set[str], near: Mapping[str, Sequence[str]]) -> list[str]:
    """The nodes inside that are reached from ``start``, breadth first; each is entered under its parent."""
    queue = [start]
    for current in queue:
        fresh = [other for other in near.get(current, ()) if other in inside and other not in parent]
        parent.update(dict.fromkeys(fresh, current))
        queue.extend(fresh)
    return queue


def _sectors(
    centre: str, children: Mapping[str, Sequence[str]], weight: Mapping[str, int]
) -> tuple[list[list[str]], dict[str, float]]:
    levels: list[list[str]] = []
    wishes: dict[str, float] = {}
    here: list[tuple[str, float, float]] = [(centre, -pi / 2, 3 * pi / 2)]
    while here:
        below = []
        for node, start, end in here:
            total = sum(weight[child] for child in children.get(node, ())) or 1
            for child in children.get(node, ()):
                stop = start + (end - start) * weight[child] / total
                wishes[child] = (start + stop) / 2
                below.append((child, start, stop))
                start, total, end = stop, total - weight[child], end
        if below:
            levels.append(sorted((child for child, _, _ in below), key=lambda child: (weight[child] > 1, child)))
        here = below
    return levels, wishes


def _spread(wishes: Mapping[str, float], apart: float) -> Iterable[tuple[str, float]]:
    """Angles near the wished ones and at least ``apart`` from each other, in the same order around the circle."""
    names = sorted(wishes, key=lambda name: (wishes[name], name))
    if len(names) * apart > 1.9 * pi:
        return _space_evenly(names, wishes)
    angles = [wishes[names[0]]]
    for name in names[1:]:
        angles.append(max(wishes[name], angles[-1] + apart))
    if angles[-1] - angles[0] > 2 * pi - apart:
        return _space_evenly(names, wishes)
    back = sum(angle - wishes[name] for name, angle in zip(names, angles, strict=True)) / len(names)
    return [(name, angle - back) for name, angle in zip(names, angles, strict=True)]


def _space_evenly(names: Sequence[str], wishes: Mapping[str, float]) -> Iterable[tuple[str, float]]:
    step = 2 * pi / len(names)
    turn = sum(wishes[name] - i * step for i, name in enumerate(names)) / len(names)
    return [(name, turn + i * step) for i, name in enumerate(names)]


def _survey(roots: Sequence[_Ground]) -> Layout:
    """Turn the nested grounds into places on one canvas, rounded so that no platform's arithmetic shows."""
    places: dict[str, tuple[int, int]] = {}
    homes: dict[str, str] = {}
    territories: list[Territory] = []
    here = [(root, 0) for root in roots]
    for ground, depth in here:
        for node, (x, y) in ground.inner.items():
            places[node] = (round(ground.x + x), round(ground.y + y))
            homes[node] = ground.id
        territories.append(
            Territory(
                ground.id,
                ground.name,
                round(ground.x),
                round(ground.y),
                round(ground.width),
                round(ground.height),
                depth,
                ground.located,
                len(ground.members) + len(ground.below),
            )
        )
        for below in ground.below:
            below.x, below.y = below.x + ground.x, below.y + ground.y
            here.append((below, depth + 1))
    return Layout(places, homes, tuple(territories))

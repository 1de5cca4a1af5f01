"""Where each node stands on the page: regions are the frame.

Every node belongs to its nearest region; a region's own things stand around it, the grounds of its sub-regions are
packed beside them, and the whole lies inside the ground of the region above. Nothing is random and nothing is iterated
over all pairs: 5,000 nodes take about 0.7 s.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from govgraph.model import Graph, Node
from govgraph.write.html.lattice import seat_members
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
RAISED = 20.0  # a sign stands that much above the middle of its cell; its label is below
GAP = 20.0  # between two grounds
MARGIN = 16.0  # between a ground and those inside it
TITLE = 46.0  # the band at the top of a ground that holds its name
DOCUMENT_TITLE = 80.0  # the same with two lines, for the title of an article
TITLE_CHARACTER = 24.0  # wide; 12 px where a screen shows two hundred nodes
WIDE, TALL = 1.45, 0.55  # of the whole: a screen beside its legend, and a phone


@dataclass(frozen=True, slots=True)
class Territory:
    """A box on the canvas (upper left corner and size): the ground of a region, or of a document.

    ``above`` is the place of the one around it in the list of all.
    """

    id: str
    name: str
    x: int
    y: int
    width: int
    height: int
    depth: int
    located: bool
    size: int
    titled: bool
    above: int | None


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
    titled: bool = False  # its region stands in the band of its name, its own things being the grounds below
    width: float = 0.0
    height: float = 0.0
    x: float = 0.0
    y: float = 0.0


def lay_out(graph: Graph) -> Layout:
    """Place every node of the graph, the whole wider than high."""
    return next(lay_out_each(graph, [WIDE]))


def lay_out_each(graph: Graph, aspects: Iterable[float]) -> Iterator[Layout]:
    """The same with the whole about so many times as wide as high, each time."""
    roots, near = _divide(graph), _neighbours(graph)
    for aspect in aspects:
        for root in roots:
            _settle(root, near, aspect)
        packing = pack_boxes([(root.width, root.height) for root in roots], gap=2 * GAP, aspect=aspect)
        for root, (x, y) in zip(roots, packing.corners, strict=True):
            root.x, root.y = x, y
        yield _survey(roots)


def outline(graph: Graph) -> Layout:
    """The same while nothing is placed: all at 0, the territories of no size. It takes a fifth of the time."""
    return _survey(_divide(graph))


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


def find_homeless(graph: Graph) -> set[str]:
    """The ids of the nodes that no chain of statements connects to a region: they stand with their documents."""
    return {node.id for node in graph.nodes} - find_homes(graph, find_parents(graph)).keys()


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


def _divide(graph: Graph) -> list[_Ground]:
    """The outermost grounds, with those below them and all that belongs to each, in their order."""
    parents = find_parents(graph)
    grounds = _found_grounds(graph, {node.id: node for node in graph.nodes}, find_homes(graph, parents))
    roots: list[_Ground] = []
    for ground in sorted(grounds.values(), key=lambda ground: ground.id):
        parent = grounds.get(parents.get(ground.id, ""))
        (parent.below if parent else roots).append(ground)
    for ground in grounds.values():
        ground.titled = ground.located and len(ground.members) == 1 and bool(ground.below)
        ground.inner = dict.fromkeys(ground.members, (0.0, 0.0))
    return sorted(roots, key=lambda ground: not ground.located)


def _settle(root: _Ground, near: Mapping[str, Sequence[str]], aspect: float) -> None:
    """Lay out a ground and all below it, the deepest first (a loop: user data may nest deeper than Python's stack)."""
    order = [root]
    for ground in order:
        order.extend(ground.below)
    for ground in reversed(order):
        boxes = [(below.width, below.height) for below in ground.below]
        if not ground.titled:
            boxes.append(_seat_own(ground, near, aspect))
        packing = pack_boxes(boxes, gap=GAP, aspect=aspect)
        alone = len(ground.members) + len(ground.below) == 1
        margin = 0.0 if alone else MARGIN
        title = 0.0 if alone else TITLE if ground.located else DOCUMENT_TITLE
        ground.width = max(packing.width + 2 * margin, 0.0 if alone else _title_width(ground))
        ground.height = packing.height + title + margin
        aside = (ground.width - packing.width) / 2
        corners = [(x + aside, y + title) for x, y in packing.corners]
        if ground.titled:
            ground.inner = {ground.id: (2 * margin, title / 2)}
        else:
            left, top = corners.pop()
            ground.inner = {node: (x + left, y + top) for node, (x, y) in ground.inner.items()}
        for below, (x, y) in zip(ground.below, corners, strict=True):
            below.x, below.y = x, y


def _title_width(ground: _Ground) -> float:
    """The room that the name of the ground takes; that of a document runs over two lines."""
    sign = 40.0 if ground.titled else 0.0
    return sign + 2 * MARGIN + min(len(ground.name) / (1 if ground.located else 2), 12) * TITLE_CHARACTER


def _seat_own(ground: _Ground, near: Mapping[str, Sequence[str]], aspect: float) -> tuple[float, float]:
    """Place the ground's own nodes; returns the width and height they need."""
    centre = ground.id if ground.located else _busiest(ground.members, near)
    ground.inner, width, height = seat_members(centre, ground.members, near, aspect)
    ground.inner = {node: (x, y - RAISED) for node, (x, y) in ground.inner.items()}
    return width, height


def _busiest(members: Sequence[str], near: Mapping[str, Sequence[str]]) -> str:
    return min(members, key=lambda node: (-len(near.get(node, ())), node))


def _survey(roots: Sequence[_Ground]) -> Layout:
    """Turn the nested grounds into places on one canvas, rounded so that no platform's arithmetic shows."""
    places: dict[str, tuple[int, int]] = {}
    homes: dict[str, str] = {}
    territories: list[Territory] = []
    here: list[tuple[_Ground, int, int | None]] = [(root, 0, None) for root in roots]
    for number, (ground, depth, above) in enumerate(here):
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
                ground.titled,
                above,
            )
        )
        for below in ground.below:
            below.x, below.y = below.x + ground.x, below.y + ground.y
            here.append((below, depth + 1, number))
    return Layout(places, homes, tuple(territories))

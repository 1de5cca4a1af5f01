"""The page: what it shows of a graph, as JSON in a template that runs nothing but its own two scripts.

pyvis holds the nodes and edges as vis-network reads them. Its own template is not used: it fetches Bootstrap from a
CDN, renders popups as HTML once one contains ``href``, and lets the browser compute the layout (83 s for 1,000 nodes).

What every view needs stands in one element, as columns; what is looked up (the articles, what is typed in a search)
stands in elements of its own, which the script parses when it needs them.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import sqrt
from typing import TYPE_CHECKING, Literal

from markupsafe import Markup

from govgraph.graph.pinyin import spell
from govgraph.graph.tally import Tally, tally
from govgraph.model import Graph, GraphMeasure, GraphPost, GraphRelation, Node
from govgraph.write.html.columns import Block, Json, columns, divide
from govgraph.write.html.layout import TALL, WIDE, Layout, find_parents, lay_out_each, outline
from govgraph.write.html.reader import KINDS, Articles, Texts
from govgraph.write.html.shell import embed_json, read_glyphs, render_shell

if TYPE_CHECKING:
    from pyvis.network import Network

# The script draws only what is in view: with 50,000 nodes a frame stays under 100 ms.
MOST_NODES = 50_000
# Relations, posts and figures, each.
MOST_STATEMENTS = 100_000
# Rows of evidence that are looked up in the page, some 100 bytes each.
MOST_EVIDENCE = 300_000
# Shape as well as colour tells the type; the factor makes the shapes look equally large.
SHAPES = {
    "Region": ("dot", 1.0),
    "PartyOrganisation": ("star", 1.25),
    "PublicOrganisation": ("square", 0.85),
    "Program": ("diamond", 1.15),
    "Enterprise": ("triangle", 1.0),
    "Project": ("hexagon", 1.0),
}
SCRIPTS = (
    "words.js",
    "theme.js",
    "elements.js",
    "data.js",
    "state.js",
    "scene.js",
    "grounds.js",
    "paths.js",
    "canvas.js",
    "labels.js",
    "focus.js",
    "picture.js",
    "save.js",
    "search.js",
    "controls.js",
    "panel.js",
    "around.js",
    "families.js",
    "filters.js",
    "windowed.js",
    "csv.js",
    "sheet.js",
    "table.js",
    "export.js",
    "timeline.js",
    "regions.js",
    "articles.js",
    "paragraphs.js",
    "reader.js",
    "keys.js",
    "page.js",
)
#: The tabs, in their order; ``VIEWS`` of page.js has what each does.
VIEWS = ("network", "table", "timeline", "regions", "articles")
OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"randomSeed": 1, "improvedLayout": False},
    "interaction": {"hover": True, "multiselect": False, "selectConnectedEdges": False, "tooltipDelay": 0},
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 1.5, "chosen": False, "labelHighlightBold": False},
    "edges": {
        "smooth": False,
        "chosen": False,
        "width": 1,
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.35}},
        "selectionWidth": 0,
        "hoverWidth": 0,
    },
}
#: Of the articles that one element holds, some twenty; it takes the script a millisecond to parse.
BLOCK_CHARACTERS = 64_000
#: The elements of a page, in parts that two processes can make, and what stands in the page where they go.
Part = Literal["network", "lookups"]
PARTS: tuple[Part, ...] = ("network", "lookups")
_ELEMENTS = b"<elements>"


def render_page(graph: Graph, texts: Texts | None = None, whole: Tally | None = None, *, masked: bool = False) -> bytes:
    """The page in UTF-8: one file, no time and no chance in it.

    ``graph`` may be an excerpt of what ``whole`` counts.

    ``texts`` gives the text of a document as it was read. Without it the page has of each article the sentences that
    say something. ``masked`` tells the reader that names of private persons are hidden.
    """
    shown, counted = best_supported(graph, MOST_NODES), whole or tally(graph)
    before, after = render_frame(masked=masked)
    elements = (element for part in PARTS for element in render_part(part, shown, texts, counted))
    return b"".join([before, *elements, after])


def render_frame(*, masked: bool = False) -> tuple[bytes, bytes]:
    """What of a page stands before its elements, and behind them."""
    page = render_shell(
        "page.html.j2",
        styles=("base.css", "page.css", "tools.css", "reading.css", "views.css", "print.css"),
        scripts=(("vis-network/vis-network.min.js",), SCRIPTS),
        views=VIEWS,
        masked=masked,
        elements=Markup(_ELEMENTS.decode()),  # noqa: S704
    )
    before, _, after = page.partition(_ELEMENTS)
    return before, after


def render_part(part: Part, shown: Graph, texts: Texts | None, whole: Tally) -> Iterator[bytes]:
    """The elements of a part: what every view needs and the articles, or what is looked up for each node.

    ``lookups`` need no evidence but that of things without a home (``find_homeless``).
    """
    if part == "network":
        data, blocks = network_data(shown, texts, whole)
        yield _element("graph-data", data)
    else:
        blocks = lookups(shown)
    yield from (_element(f"block-{block.name}", block.value) for block in blocks)


def _element(name: str, value: object) -> bytes:
    return f'<script type="application/json" id="{name}">{embed_json(value)}</script>\n'.encode(errors="replace")


def network_data(shown: Graph, texts: Texts | None, whole: Tally) -> tuple[Json, list[Block]]:
    """What all views of the page need, and the blocks of its articles."""
    counts = whole.counts
    index = {node.id: i for i, node in enumerate(shown.nodes)}
    layout = outline(shown)
    articles = Articles(shown, texts)
    network = _network(shown, index)
    grounds = {territory.id: number for number, territory in enumerate(layout.territories)}
    members = {node: i for i, family in enumerate(shown.families) for node in family.members}
    kinds, predicates = list(SHAPES), sorted({relation.predicate for relation in shown.relations})
    nodes, edges, _, _, _, options = network.get_network_data()
    data = {
        "counts": {
            "entities": counts["entities"],
            "shown": len(shown.nodes),
            "statements": counts["relations"] + counts["posts"] + counts["measures"],
            "told": len(shown.relations) + len(shown.posts) + len(shown.measures),
            "articles": counts["documents"],
        },
        "glyphs": read_glyphs(),
        "shapes": {kind: shape for kind, (shape, _) in SHAPES.items()},
        "types": kinds,
        "predicates": predicates,
        "options": json.loads(options),
        "entities": columns(
            _entity(node, dot, kinds, grounds[layout.homes[node.id]], members.get(node.id))
            for node, dot in zip(shown.nodes, nodes, strict=True)
        ),
        "relations": columns(
            _relation(relation, edge, predicates, articles)
            for relation, edge in zip(shown.relations, edges, strict=True)
        ),
        "posts": columns(_post(post, index, articles) for post in shown.posts),
        "measures": columns(_measure(measure, index, articles) for measure in shown.measures),
        "families": columns(
            {"name": family.name, "variants": family.variants, "places": family.places, "provinces": family.provinces}
            | {"articles": family.articles, "first": _day(family.first), "last": _day(family.last)}
            | {"members": [index[node] for node in family.members if node in index]}
            for family in shown.families
        ),
        "articles": columns(articles.rows),
        "rules": articles.rules,
        "kinds": KINDS,
        "territories": columns(
            {"node": index.get(t.id), "name": t.name, "depth": t.depth, "size": t.size, "titled": t.titled}
            | {"above": t.above}
            for t in layout.territories
        ),
    }
    texts_at, readings = divide("reading", articles.readings(), BLOCK_CHARACTERS)
    data["blocks"] = {"reading": texts_at}
    return data, [Block("named", [articles.naming(node.id) for node in shown.nodes]), *readings]


def lookups(shown: Graph) -> list[Block]:
    """What is typed for each node, and where it stands on a screen wider than high, and on one higher than wide."""
    persons: dict[str, list[str]] = defaultdict(list)
    for post in shown.posts:
        persons[post.of].append(post.name)
    typed = [_typed((node.name, *node.aliases, *persons.get(node.id, ()))) for node in shown.nodes]
    layouts = zip(("wide", "tall"), lay_out_each(shown, (WIDE, TALL)), strict=True)
    return [Block("typed", typed), *(Block(name, _places(layout, shown.nodes)) for name, layout in layouts)]


def best_supported(graph: Graph, most: int) -> Graph:
    """The graph itself, or where it has more than ``most`` nodes, those that the most documents speak of.

    The regions above a region that is kept are kept too: they are the frame of the page.
    """
    if len(graph.nodes) <= most:
        return graph
    support: Counter[str] = Counter({node.id: node.documents for node in graph.nodes})
    for relation in graph.relations:
        support[relation.subject] += relation.support
        support[relation.object] += relation.support
    for post in graph.posts:
        support[post.of] += post.support
    for measure in graph.measures:
        support[measure.subject] += measure.support
    kept = choose_nodes(support, find_parents(graph), most)
    return Graph(
        documents=graph.documents,
        nodes=tuple(node for node in graph.nodes if node.id in kept),
        relations=tuple(r for r in graph.relations if r.subject in kept and r.object in kept),
        posts=tuple(post for post in graph.posts if post.of in kept),
        measures=tuple(measure for measure in graph.measures if measure.subject in kept),
        evidence=graph.evidence,
        families=tuple(family for family in graph.families if kept.intersection(family.members)),
        reprints=graph.reprints,
    )


def choose_nodes(support: Mapping[str, int], parents: Mapping[str, str], most: int) -> set[str]:
    """The ids of the nodes that the most documents speak of, each with the regions above it."""
    kept: set[str] = set()
    for node in sorted(support, key=lambda node: (-support[node], node)):
        chain = [node]
        while (above := parents.get(chain[-1])) and above not in kept:
            chain.append(above)
        if len(kept) + len(chain) <= most:
            kept.update(chain)
    return kept


def pinyin_of(name: str) -> str:
    """A name as it is typed: in full and by initials.

    >>> pinyin_of("红色帮办")
    'hongsebangban hsbb'
    """
    # Latin letters and digits go in one by one, so that their initials are themselves: 5G产业园 is 5gcyy.
    syllables = spell(name, apart=True)
    return f"{''.join(syllables)} {''.join(syllable[:1] for syllable in syllables)}".lower()


def _network(graph: Graph, index: Mapping[str, int]) -> "Network":
    """Nodes, edges and options as vis-network takes them, but for the places (``lookups``).

    The lists are filled directly: ``add_node`` and ``add_edge`` search all that is there (13 s for 20,000 nodes).
    Labels are empty because the page draws them itself, where there is room for them.
    """
    from pyvis.edge import Edge  # brings IPython along: 0.3 s that only builds need
    from pyvis.network import Network
    from pyvis.node import Node as Dot

    degree: Counter[str] = Counter()
    for relation in graph.relations:
        degree.update((relation.subject, relation.object))
    network = Network(directed=True)
    network.options = OPTIONS
    for node in graph.nodes:
        shape, factor = SHAPES[node.type]
        size = round(min(24.0, 9.0 + 2.6 * sqrt(degree[node.id])) * factor, 1)
        network.nodes.append(Dot(index[node.id], shape, "", size=size).options)
    for relation in graph.relations:
        network.edges.append(Edge(index[relation.subject], index[relation.object], directed=False).options)
    return network


def _places(layout: Layout, nodes: Iterable[Node]) -> Json:
    """Nodes and territories, in the order in which the network has them."""
    return {
        "nodes": columns({"x": x, "y": y} for x, y in (layout.places[node.id] for node in nodes)),
        "territories": columns({"x": t.x, "y": t.y, "w": t.width, "h": t.height} for t in layout.territories),
    }


def _entity(node: Node, dot: Json, kinds: Sequence[str], ground: int, family: int | None) -> Json:
    return {
        "id": node.id,
        "type": kinds.index(node.type),
        "kind": node.kind,
        "name": node.name,
        "aliases": node.aliases,
        "code": node.code,
        "ground": ground,
        "family": family,
        "docs": node.documents,
        "mentions": node.mentions,
        "size": dot["size"],
    }


def _typed(names: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(word for name in names for word in pinyin_of(name.replace(" ", "")).split()))


def _relation(relation: GraphRelation, edge: Json, predicates: Sequence[str], articles: Articles) -> Json:
    return {
        "s": edge["from"],
        "p": predicates.index(relation.predicate),
        "o": edge["to"],
        "basis": None if relation.basis == "text" else relation.basis,
        "source": relation.source if relation.basis == "correction" else None,
        "conf": relation.confidence,
        "support": relation.support,
        "in": articles.naming(relation.id),
    }


def _post(post: GraphPost, index: Mapping[str, int], articles: Articles) -> Json:
    return {
        "s": index[post.of],
        "name": post.name,
        "role": post.role,
        "basis": None if post.basis == "text" else post.basis,
        "conf": post.confidence,
        "support": post.support,
        "in": articles.naming(post.id),
    }


def _measure(measure: GraphMeasure, index: Mapping[str, int], articles: Articles) -> Json:
    return {
        "s": index[measure.subject],
        "indicator": measure.indicator,
        "value": format(measure.value, "f"),
        "unit": measure.unit,
        "bound": measure.bound,
        "period": measure.period,
        "start": _day(measure.period_start),
        "end": _day(measure.period_end),
        "conf": measure.confidence,
        "support": measure.support,
        "in": articles.naming(measure.id),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None

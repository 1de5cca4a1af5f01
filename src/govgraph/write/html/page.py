"""The page: what it shows of a graph, as JSON in a template that runs nothing but its own two scripts.

pyvis holds the nodes and edges as vis-network reads them. Its own template is not used: it fetches Bootstrap from a
CDN, renders popups as HTML once one contains ``href``, and lets the browser compute the layout (83 s for 1,000 nodes).
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import dist, sqrt
from typing import Any

from pypinyin import lazy_pinyin
from pyvis.edge import Edge
from pyvis.network import Network
from pyvis.node import Node as Dot

from govgraph.model import Graph, GraphEvidence, GraphMeasure, GraphPost, GraphRelation, Node, Section, SourceInfo
from govgraph.write.html.layout import TALL, Layout, lay_out
from govgraph.write.html.shell import embed_json, read_asset, render_shell

# Panning stays at 160 to 190 ms a frame with 5,000 nodes and reaches 800 ms with 20,000 (shared/LIBRARIES.md, 5).
MOST_NODES = 5_000
# The sentences kept for a statement, the surest first; the RDF has them all.
MOST_SENTENCES = 3
MOST_SOURCES = 5
# Shape as well as colour tells the type; the factor makes the shapes look equally large.
SHAPES = {
    "Region": ("dot", 1.0),
    "PartyOrganisation": ("star", 1.25),
    "PublicOrganisation": ("square", 0.85),
    "Program": ("diamond", 1.15),
    "Enterprise": ("triangle", 1.0),
    "Project": ("hexagon", 1.0),
}
SCRIPTS = ("words.js", "elements.js", "canvas.js", "labels.js", "panel.js", "search.js", "page.js")
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
# A line to another ground swings aside, so that it does not run through all that lies between; straight ones draw
# quicker where there are thousands.
CURVE = {"enabled": True, "type": "curvedCW", "roundness": 0.14}
MOST_CURVES = 2_000
FAR = 420

Json = dict[str, Any]


def render_page(graph: Graph) -> bytes:
    """The page in UTF-8: one file, no time and no chance in it."""
    return render_shell(
        "page.html.j2",
        styles=("base.css", "page.css"),
        scripts=(("vis-network/vis-network.min.js",), SCRIPTS),
        data=embed_json(page_data(graph)),
    )


def page_data(graph: Graph) -> Json:
    """What the page knows: the network for the canvas, and entities, statements and sentences for the panel."""
    shown = best_supported(graph, MOST_NODES)
    index = {node.id: i for i, node in enumerate(shown.nodes)}
    layout = lay_out(shown)
    cited = _Citations(shown)
    nodes, edges, options = _network(shown, index, layout)
    persons: dict[str, list[str]] = defaultdict(list)
    for post in shown.posts:
        persons[post.of].append(post.name)
    return {
        "counts": {
            "entities": len(graph.nodes),
            "shown": len(shown.nodes),
            "statements": len(graph.relations) + len(graph.posts) + len(graph.measures),
            "articles": len(graph.documents),
        },
        "glyphs": json.loads(read_asset("glyphs.json")),
        "network": {"nodes": nodes, "edges": edges, "options": options},
        "territories": [
            {"node": index.get(t.id), "name": t.name, "depth": t.depth, "size": t.size, "titled": t.titled}
            | {"x": t.x, "y": t.y, "w": t.width, "h": t.height}
            for t in layout.territories
        ],
        "tall": _places(lay_out(shown, TALL), index),
        "entities": [
            _entity(node, index.get(layout.homes[node.id]), persons.get(node.id, ()), cited) for node in shown.nodes
        ],
        "relations": [_relation(relation, index, cited) for relation in shown.relations],
        "posts": [_post(post, index, cited) for post in shown.posts],
        "measures": [_measure(measure, index, cited) for measure in shown.measures],
        "documents": cited.documents,
    }


def best_supported(graph: Graph, most: int) -> Graph:
    """The graph itself, or where it has more than ``most`` nodes, those that the most documents speak of."""
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
    kept = {node.id for node in sorted(graph.nodes, key=lambda node: (-support[node.id], node.id))[:most]}
    return Graph(
        documents=graph.documents,
        nodes=tuple(node for node in graph.nodes if node.id in kept),
        relations=tuple(r for r in graph.relations if r.subject in kept and r.object in kept),
        posts=tuple(post for post in graph.posts if post.of in kept),
        measures=tuple(measure for measure in graph.measures if measure.subject in kept),
        evidence=graph.evidence,
        reprints=graph.reprints,
    )


def pinyin_of(name: str) -> str:
    """A name as it is typed: in full and by initials.

    >>> pinyin_of("红色帮办")
    'hongsebangban hsbb'
    """
    # Latin letters and digits go in one by one, so that their initials are themselves: 5G产业园 is 5gcyy.
    syllables = lazy_pinyin(name, errors=lambda latin: list(latin))  # type: ignore[arg-type, return-value]
    return f"{''.join(syllables)} {''.join(syllable[:1] for syllable in syllables)}".lower()


class _Citations:
    """The sentences behind each statement, and of the documents those that are cited, numbered as the page does."""

    def __init__(self, graph: Graph) -> None:
        self._sources = {document.id: document for document in graph.documents}
        self._reprinted: dict[str, list[str]] = defaultdict(list)
        for reprint in graph.reprints:
            self._reprinted[reprint.of].append(_publisher(self._sources[reprint.document]))
        self._numbers: dict[tuple[str, int], int] = {}
        self._rows: dict[str, list[GraphEvidence]] = defaultdict(list)
        self._places: dict[tuple[str, str], list[GraphEvidence]] = defaultdict(list)
        self.documents: list[Json] = []
        for row in graph.evidence:
            self._rows[row.statement].append(row)
            self._places[row.statement, row.document].append(row)

    def sentences(self, statement: str, about: Sequence[str]) -> Json:
        """``{"quotes": […], "more": n}`` with at most three quotes, each text once.

        In each, the mentions of the nodes ``about`` are marked where they stand in the original, whatever its script.
        """
        rows = sorted(self._rows.get(statement, ()), key=lambda row: (-row.confidence, row.document, row.start))
        first = list({row.text: row for row in reversed(rows)}.values())[::-1]
        quotes = [
            {"d": self.number(row.document, row.start), "text": row.text, "rule": row.rule, "conf": row.confidence}
            | {"marks": self._marks(row, about)}
            for row in first[:MOST_SENTENCES]
        ]
        return {"quotes": quotes, "more": len(rows) - len(quotes)}

    def _marks(self, row: GraphEvidence, about: Sequence[str]) -> list[tuple[int, int]]:
        """The mentions inside the passage, in code points from its start; of overlapping ones the longest."""
        inside = {
            (mention.start - row.start, mention.end - row.start)
            for node in about
            for mention in self._places.get((node, row.document), ())
            if row.start <= mention.start and mention.end <= row.end
        }
        marks: list[tuple[int, int]] = []
        for start, end in sorted(inside, key=lambda mark: (mark[0] - mark[1], mark)):
            if all(end <= other[0] or other[1] <= start for other in marks):
                marks.append((start, end))
        return sorted(marks)

    def sources(self, node: str) -> list[int]:
        """The first documents that name the node."""
        rows = sorted(self._rows.get(node, ()), key=lambda row: (row.document, row.start))
        return list(dict.fromkeys(self.number(row.document, row.start) for row in rows))[:MOST_SOURCES]

    def number(self, document: str, place: int) -> int:
        """The number of the article that holds a place: a file may hold several, each with its own title and day."""
        source = self._sources.get(document)
        sections = source.sections if source else ()
        section = max((i for i, part in enumerate(sections) if part.start <= place), default=0)
        if (document, section) not in self._numbers:
            self._numbers[document, section] = len(self.documents)
            cited = _cite(document, source, sections[section] if sections else None)
            also = sorted(set(self._reprinted[document]) - {cited["source"]}) if source else []
            self.documents.append(cited | {"also": also})
        return self._numbers[document, section]


def _publisher(document: SourceInfo) -> str:
    """Who printed an article: its source, or where that is not told its file."""
    return document.source or document.path


def _cite(document: str, source: SourceInfo | None, section: Section | None) -> Json:
    if source is None:
        return {"title": document, "date": None, "source": None}
    published = (section.published if section else None) or source.published
    return {
        "title": (section.title if section else None) or source.title or source.path,
        "date": published.isoformat() if published else None,
        "source": (section.source if section else None) or source.source,
    }


def _network(graph: Graph, index: Mapping[str, int], layout: Layout) -> tuple[list[Json], list[Json], Json]:
    """Nodes, edges and options as vis-network takes them, held by pyvis.

    The lists are filled directly: ``add_node`` and ``add_edge`` search all that is there (13 s for 20,000 nodes).
    Labels are empty because the page draws them itself, where there is room for them.
    """
    degree: Counter[str] = Counter()
    for relation in graph.relations:
        degree.update((relation.subject, relation.object))
    network = Network(directed=True)
    network.options = OPTIONS
    for node in graph.nodes:
        shape, factor = SHAPES[node.type]
        x, y = layout.places[node.id]
        size = round(min(24.0, 9.0 + 2.6 * sqrt(degree[node.id])) * factor, 1)
        network.nodes.append(Dot(index[node.id], shape, "", x=x, y=y, size=size).options)
    for i, relation in enumerate(graph.relations):
        edge = Edge(index[relation.subject], index[relation.object], directed=False, id=i)
        if len(graph.relations) <= MOST_CURVES and _is_far(relation, layout):
            edge.options["smooth"] = CURVE
        network.edges.append(edge.options)
    nodes, edges, _, _, _, options = network.get_network_data()
    return nodes, edges, json.loads(options)


def _places(layout: Layout, index: Mapping[str, int]) -> Json:
    """The same nodes and territories, in the same order, as a screen higher than wide has them."""
    return {
        "nodes": [layout.places[node] for node in index],
        "territories": [(t.x, t.y, t.width, t.height) for t in layout.territories],
    }


def _is_far(relation: GraphRelation, layout: Layout) -> bool:
    """Whether the line leaves its ground and crosses others."""
    homes = layout.homes[relation.subject], layout.homes[relation.object]
    return homes[0] != homes[1] and dist(layout.places[relation.subject], layout.places[relation.object]) > FAR


def _entity(node: Node, home: int | None, persons: Sequence[str], cited: _Citations) -> Json:
    return {
        "id": node.id,
        "type": node.type,
        "kind": node.kind,
        "name": node.name,
        "aliases": node.aliases,
        "code": node.code,
        "home": home,
        "docs": node.documents,
        "mentions": node.mentions,
        "sources": cited.sources(node.id),
        "typed": _typed((node.name, *node.aliases, *persons)),
    }


def _typed(names: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(word for name in names for word in pinyin_of(name.replace(" ", "")).split()))


def _relation(relation: GraphRelation, index: Mapping[str, int], cited: _Citations) -> Json:
    return {
        "s": index[relation.subject],
        "p": relation.predicate,
        "o": index[relation.object],
        "basis": relation.basis,
        **({"source": relation.source} if relation.source and relation.basis == "correction" else {}),
        "conf": relation.confidence,
        "support": relation.support,
        **cited.sentences(relation.id, (relation.subject, relation.object)),
    }


def _post(post: GraphPost, index: Mapping[str, int], cited: _Citations) -> Json:
    return {
        "of": index[post.of],
        "name": post.name,
        "role": post.role,
        "conf": post.confidence,
        "support": post.support,
        **cited.sentences(post.id, (post.of,)),
    }


def _measure(measure: GraphMeasure, index: Mapping[str, int], cited: _Citations) -> Json:
    days = [day.isoformat() for day in (measure.period_start, measure.period_end) if day]
    return {
        "s": index[measure.subject],
        "indicator": measure.indicator,
        "value": format(measure.value, "f"),
        "unit": measure.unit,
        "bound": measure.bound,
        "period": measure.period or "–".join(dict.fromkeys(days)),
        "conf": measure.confidence,
        "support": measure.support,
        **cited.sentences(measure.id, (measure.subject,)),
    }

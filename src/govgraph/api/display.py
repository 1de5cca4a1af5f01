"""Graphs and entities as notebooks show them: pieces of HTML of bounded size, every name in them as text.

Labels are Chinese and English: a notebook has no switch, and is passed on.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from govgraph.graph.tally import tally
from govgraph.model import Graph, Node
from govgraph.write.html.layout import lay_out
from govgraph.write.html.page import SHAPES, best_supported
from govgraph.write.html.shell import read_glyphs, render_fragment

if TYPE_CHECKING:
    from govgraph.api.records import Entity, Evidence, Measure, Post, Relation

    _Stated: TypeAlias = Relation | Post | Measure

#: Entities in the picture, and how many of each type are named beside it.
_DRAWN, _NAMED = 40, 3
#: Statements that are shown of an entity, and warnings of a graph.
_STATEMENTS, _WARNINGS = 12, 5


def show_graph(graph: Graph, warnings: Sequence[str]) -> str:
    """What a graph holds: counts, the entities of each type that most articles name, and a picture of the best told."""
    held = tally(graph)
    return render_fragment(
        "graph.html.j2",
        glyphs=read_glyphs(),
        counts=held.counts,
        rows=[(kind, held.entities[kind], names) for kind, names in _name_best(graph.nodes).items()],
        warnings=warnings[:_WARNINGS],
        further=len(warnings) - _WARNINGS,
        **_draw(best_supported(graph, _DRAWN)),
    )


def show_entity(entity: "Entity") -> str:
    """An entity and what is said of it, the best supported first, each with the surest sentence that says so."""
    said: list[_Stated] = [*entity.relations, *entity.posts, *entity.measures]
    said.sort(key=lambda one: (-one.support, -one.confidence, one.id))
    return render_fragment(
        "entity.html.j2",
        glyphs=read_glyphs(),
        entity=entity,
        groups=_group_by_sentence(said[:_STATEMENTS]),
        further=len(said) - _STATEMENTS,
    )


def _name_best(nodes: Sequence[Node]) -> dict[str, list[str]]:
    """By type, in the order of the page's legend, the names of those that most articles name."""
    best: defaultdict[str, list[str]] = defaultdict(list)
    for node in sorted(nodes, key=lambda node: (-node.documents, -node.mentions, node.id)):
        if len(best[node.type]) < _NAMED:
            best[node.type].append(node.name)
    return {kind: best[kind] for kind in SHAPES if kind in best}


def _group_by_sentence(said: Sequence["_Stated"]) -> list[tuple["Evidence | None", list["_Stated"]]]:
    """The statements by the surest sentence that makes them, in the order of the first of each."""
    groups: dict[tuple[object, ...], tuple[Evidence | None, list[_Stated]]] = {}
    for one in said:
        surest = min(one.evidence, key=lambda place: (-place.confidence, place.document.id, place.start), default=None)
        place = (surest.document.id, surest.start, surest.end) if surest else ()
        groups.setdefault(place, (surest, []))[1].append(one)
    return list(groups.values())


def _draw(graph: Graph) -> dict[str, Any]:
    """The picture of a small graph, laid out like the page: its size, ``grounds``, ``edges`` and ``signs``.

    Regions have no edge to the one around them: they stand in it.
    """
    layout = lay_out(graph)
    places = layout.places
    titles = {ground.id for ground in layout.territories if ground.titled}
    return {
        "width": max((ground.x + ground.width for ground in layout.territories), default=0),
        "height": max((ground.y + ground.height for ground in layout.territories), default=0),
        "grounds": layout.territories,
        "edges": sorted(
            {(*places[one.subject], *places[one.object]) for one in graph.relations if one.predicate != "partOf"}
        ),
        "signs": [(node, *places[node.id], node.id in titles) for node in graph.nodes],
    }

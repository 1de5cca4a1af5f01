"""Programs of one name that several places run: joined by a family, never merged."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from govgraph.graph.identifiers import Naming, assign_identifiers
from govgraph.graph.identities import shorten_code, take_apart
from govgraph.model import Family, Node, SourceInfo


def find_families(
    programs: Iterable[tuple[Node, frozenset[str]]], documents: Iterable[SourceInfo]
) -> tuple[Family, ...]:
    """Every name that two or more programs bear, its listed variants included, sorted by id.

    Programs come with the articles that name them; dates are those of the articles that name a member.
    """
    bearers: defaultdict[str, list[Node]] = defaultdict(list)
    articles: dict[str, frozenset[str]] = {}
    for node, naming in programs:
        bearers[take_apart(node.key).head.partition(":")[2]].append(node)
        articles[node.id] = naming
    shared = {name: members for name, members in bearers.items() if len(members) > 1}
    days = {document.id: document.published for document in documents}
    ids = assign_identifiers(Naming("family", name, name) for name in shared)
    families = (_family(ids["family", name], name, members, articles, days) for name, members in shared.items())
    return tuple(sorted(families, key=lambda family: family.id))


def _family(
    id_: str,
    name: str,
    members: Iterable[Node],
    articles: Mapping[str, frozenset[str]],
    days: Mapping[str, date | None],
) -> Family:
    members = sorted(members, key=lambda node: node.id)
    naming = {article for node in members for article in articles[node.id]}
    dated = sorted(day for article in naming if (day := days.get(article)))
    places = {parts.rest for node in members if (parts := take_apart(node.key)).place}
    return Family(
        id=id_,
        name=name,
        variants=tuple(sorted({node.name for node in members} - {name})),
        members=tuple(node.id for node in members),
        places=len(places),
        provinces=len({shorten_code(place)[:2] for node in members if (place := take_apart(node.key).place)}),
        articles=len(naming),
        first=dated[0] if dated else None,
        last=dated[-1] if dated else None,
    )

"""Programs of one name that several places run: joined by a family, never merged."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from govgraph.graph.identifiers import Naming, assign_identifiers
from govgraph.graph.identities import shorten_code, take_apart
from govgraph.model import Family, GraphEvidence, Node, SourceInfo


def find_families(
    nodes: Iterable[Node], evidence: Iterable[GraphEvidence], documents: Iterable[SourceInfo]
) -> tuple[Family, ...]:
    """Every name that two or more programs bear, its listed variants included, sorted by id.

    Dates are those of the articles that name a member.
    """
    bearers: defaultdict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.type == "Program":
            bearers[take_apart(node.key).head.partition(":")[2]].append(node)
    shared = {name: members for name, members in bearers.items() if len(members) > 1}
    wanted = {node.id for members in shared.values() for node in members}
    articles: defaultdict[str, set[str]] = defaultdict(set)
    for row in evidence:
        if row.statement in wanted:
            articles[row.statement].add(row.document)
    days = {document.id: document.published for document in documents}
    ids = assign_identifiers(Naming("family", name, name) for name in shared)
    families = (_family(ids["family", name], name, members, articles, days) for name, members in shared.items())
    return tuple(sorted(families, key=lambda family: family.id))


def _family(
    id_: str,
    name: str,
    members: Iterable[Node],
    articles: Mapping[str, set[str]],
    days: Mapping[str, date | None],
) -> Family:
    members = sorted(members, key=lambda node: node.id)
    naming = {article for node in members for article in articles.get(node.id, ())}
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

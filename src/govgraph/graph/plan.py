"""Decides on all documents together what they call what, so that each may then be merged apart from most others.

A plan names the articles and the nodes, says which of the documents' keys are which node, and divides the nodes into
shares: runs of their ids. Every statement belongs to the share of its subject.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from types import MappingProxyType
from typing import TypeVar

from govgraph.graph.corrections import Corrected, Corrections, Decisions, NodeEdit, Outcome, correct, decide
from govgraph.graph.families import find_families
from govgraph.graph.identifiers import PREFIXES, assign_identifiers, naming_of
from govgraph.graph.identities import CONFIDENCE, Joined, find_identities
from govgraph.graph.parents import add_parents, find_links
from govgraph.graph.runs import cut
from govgraph.graph.summaries import Groups, Named, RelationKey, Summary, Told, group_summaries, most_common, rekey
from govgraph.model import Family, Identity, Node, Reprint, SourceInfo

#: Namings of nodes in a share, some 100 MB to merge. A node that more documents name has a share of its own.
SHARE = 20_000

#: Shares are no smaller than this to have more of them.
LEAST_SHARE = 1_000

_V = TypeVar("_V", bound=str)


@dataclass(frozen=True, slots=True)
class Assignment:
    """What places the sayings of one document.

    Args:
        names: the ``article:`` names by ``document_key``.
        copies: the names of those that are reprints and say nothing of their own.
        keys: the key of the node that a document's key means; one that is not there means itself.
        ids: the nodes' ids by their keys.
        firsts: the first id of each share.
        parts: the key that a key has in one file, by it and the file's hash, where a user has split them.
        dropped: statements that a user drops, by the documents' keys.
        lost: entities and statements that go with what he drops, by the nodes' keys.
    """

    names: dict[str, str] = field(default_factory=dict)
    copies: frozenset[str] = frozenset()
    keys: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    firsts: tuple[str, ...] = ()
    parts: dict[tuple[str, str], str] = field(default_factory=dict)
    dropped: frozenset[tuple[str, ...]] = frozenset()
    lost: frozenset[str | tuple[str, ...]] = frozenset()

    def share_of(self, key: str) -> int:
        """The number of the share in which the node of a key is merged."""
        return bisect_right(self.firsts, self.ids[key]) - 1


@dataclass(frozen=True, slots=True)
class Share:
    """A run of nodes that are merged together, their mentions not yet counted.

    ``links`` are the gazetteer's parents of divisions, which hold where no article says so; ``told`` is what a user
    adds. Both are keyed by nodes.
    """

    nodes: tuple[Node, ...]
    links: tuple[RelationKey, ...] = ()
    told: tuple[tuple[RelationKey, Told], ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is decided on the documents together."""

    documents: tuple[SourceInfo, ...]
    reprints: tuple[Reprint, ...]
    identities: tuple[Identity, ...]
    families: tuple[Family, ...]
    assignment: Assignment
    shares: tuple[Share, ...]
    outcome: Outcome


def make_plan(
    summaries: Iterable[Summary], corrections: Corrections | None = None, size: int = SHARE, pieces: int = 1
) -> Plan:
    """Decide on all documents, whatever their order. With corrections, summaries must have the keys of their claims.

    ``size`` is the most namings in a share, ``pieces`` how many shares there are to be at least, where they are not too
    small then; however a plan is divided, it leads to the same graph.

    Raises:
        SetupError: two corrections contradict each other, as the articles show.
    """
    read = group_summaries(summaries)
    read, joined, corrected, decisions = _correct(read, corrections or Corrections())
    nodes = _name_nodes(corrected.groups, corrected.edits)
    ids = {key: node.id for key, node in nodes.items()}
    shares = tuple(_divide(corrected, nodes, size, pieces))
    assignment = Assignment(
        names=dict(read.names),
        copies=frozenset(reprint.document for reprint in read.reprints),
        keys={key: kept for key, kept in corrected.keys.items() if key != kept},
        ids=ids,
        firsts=tuple(share.nodes[0].id for share in shares),
        parts=dict(decisions.parts),
        dropped=corrected.dropped,
        lost=corrected.lost,
    )
    return Plan(
        documents=tuple(read.documents),
        reprints=read.reprints,
        identities=tuple(sorted(_identities(read, joined, corrected.keys, nodes), key=lambda row: (row.node, row.key))),
        families=find_families(_articles(corrected.groups, nodes), read.documents),
        assignment=assignment,
        shares=shares,
        outcome=corrected.outcome,
    )


def _correct(read: Groups, corrections: Corrections) -> tuple[Groups, dict[str, Joined], Corrected, Decisions]:
    """What is read as corrections split it, what its keys are taken for then, and all else that is corrected."""
    joined = find_identities(read)
    same = {key: identity.key for key, identity in joined.items()}
    if not corrections.placed:
        outcome = Outcome(corrections.path)
        return read, joined, Corrected(rekey(read, same), same, outcome=outcome), Decisions()
    nodes = _name_nodes(read) | _name_nodes(rekey(read, same))
    read, decisions = decide(corrections, read, nodes, same)
    joined = find_identities(read, decisions.judgements)
    same = {key: identity.key for key, identity in joined.items()}
    return read, joined, correct(read, same, decisions), decisions


def _divide(corrected: Corrected, nodes: Mapping[str, Node], size: int, pieces: int) -> Iterator[Share]:
    """The nodes in the order of their ids, with what is known of them beside the articles."""
    links: defaultdict[str, list[RelationKey]] = defaultdict(list)
    keys = corrected.keys
    dropped = {(keys.get(at[0], at[0]), at[1], keys.get(at[2], at[2])) for at in corrected.dropped if len(at) == 3}
    for below, above in sorted(find_links(nodes.values())):
        if (link := (below, "partOf", above)) not in dropped:
            links[below].append(link)
    told: defaultdict[str, list[tuple[RelationKey, Told]]] = defaultdict(list)
    for relation, said in sorted(corrected.groups.relations.items()):
        told[relation[0]] += [(relation, one) for one in said.told]
    total = sum(map(_weigh, nodes.values()))
    fair = 1 << (total // pieces).bit_length()  # a power of two: one that follows the total moves every end
    most = min(size, max(fair, LEAST_SHARE))
    for own in cut(sorted(nodes.values(), key=attrgetter("id")), most, attrgetter("id"), _weigh):
        yield _share(own, links, told)


def _weigh(node: Node) -> int:
    return node.documents + 1


def _share(
    nodes: Sequence[Node],
    links: Mapping[str, Sequence[RelationKey]],
    told: Mapping[str, Sequence[tuple[RelationKey, Told]]],
) -> Share:
    return Share(
        nodes=tuple(nodes),
        links=tuple(link for node in nodes for link in links.get(node.key, ())),
        told=tuple(one for node in nodes for one in told.get(node.key, ())),
    )


def _identities(
    read: Groups, joined: dict[str, Joined], keys: Mapping[str, str], nodes: dict[str, Node]
) -> Iterator[Identity]:
    """What every key was taken for, and why."""
    for key, named in read.entities.items():
        if keys[key] in nodes:
            rule = joined[key].rule
            yield Identity(nodes[keys[key]].id, key, _name(named), rule, CONFIDENCE[rule], named.documents)


def _articles(groups: Groups, nodes: Mapping[str, Node]) -> Iterator[tuple[Node, frozenset[str]]]:
    """Every program with the articles that name it."""
    copies = {reprint.document for reprint in groups.reprints}
    names = {document.sha256: document.id for document in groups.documents if document.id not in copies}
    for key, node in nodes.items():
        if node.type == "Program":
            named = groups.entities.get(key, Named())
            yield node, frozenset(names[content] for content, _ in named.entities)


def _name_nodes(groups: Groups, edits: Mapping[str, NodeEdit] = MappingProxyType({})) -> dict[str, Node]:
    """The nodes by key."""
    merged = add_parents({key: _merge_entities(key, named) for key, named in groups.entities.items()})
    merged |= {key: edit.apply(merged[key]) for key, edit in edits.items() if key in merged}
    ids = assign_identifiers(naming_of(node) for node in merged.values())
    return {key: _identified(node, ids[PREFIXES[node.type], key]) for key, node in merged.items()}


def _identified(node: Node, id_: str) -> Node:
    """The node with its id; ``replace`` takes five times as long, and there are a million."""
    return Node(
        id_, node.type, node.name, node.aliases, node.key, node.kind, node.code, node.documents, node.mentions,
        node.corrected,
    )  # fmt: skip


def _merge_entities(key: str, named: Named) -> Node:
    """The node of one key, still without id. Its name is the one most documents give, then the longest."""
    entities, name = named.entities, _name(named)
    first = entities[0][1]
    if all(entity is first for _, entity in entities):  # most things are in one article, or named alike in all
        others = tuple(sorted({*first.aliases} - {name, ""}))
        return Node("", first.type, name, others, key, first.kind, first.code, named.documents, mentions=0)
    aliases = {alias for _, entity in entities for alias in (entity.name, *entity.aliases)} - {name, ""}
    return Node(
        id="",
        type=agreed((content, entity.type) for content, entity in entities),
        name=name,
        aliases=tuple(sorted(aliases)),
        key=key,
        kind=agreed_if_any((content, entity.kind) for content, entity in entities),
        code=agreed_if_any((content, entity.code) for content, entity in entities),
        documents=named.documents,
        mentions=0,
    )


def _name(named: Named) -> str:
    """The name that most documents give, of equals the longest."""
    if len(named.entities) == 1:
        return named.entities[0][1].name
    names = most_common((content, entity.name) for content, entity in named.entities)
    return min(names, key=lambda pair: (-pair[1], -len(pair[0]), pair[0]))[0]


def agreed(values: Iterable[tuple[str, _V]]) -> _V:
    """What most documents say, of equals the smallest."""
    return min(most_common(values), key=lambda pair: (-pair[1], pair[0]))[0]


def agreed_if_any(values: Iterable[tuple[str, str | None]]) -> str | None:
    """The same where some documents say nothing."""
    given = [(content, value) for content, value in values if value is not None]
    return agreed(given) if given else None

"""Merges extractions into one graph: a group-by on keys, whatever the order and however many processes made them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from govgraph.graph.families import find_families
from govgraph.graph.identifiers import PREFIXES, Naming, assign_identifiers, is_code
from govgraph.graph.identities import CONFIDENCE, Joined, find_identities
from govgraph.graph.parents import add_parents, find_links
from govgraph.graph.readings import Groups, Named, Reading, Said, group_readings, most_common, plain_number, rekey
from govgraph.lexicon.regions import revision
from govgraph.model import (
    Basis,
    Extraction,
    Graph,
    GraphEvidence,
    GraphMeasure,
    GraphPost,
    GraphRelation,
    Identity,
    Measure,
    Node,
    Post,
    Relation,
)

#: The basis of a statement that has several is the first of these.
BASES: tuple[Basis, ...] = ("correction", "text", "gazetteer")

#: Agreement of many articles is no proof: they copy each other.
MOST_CONFIDENCE = 0.99

#: Statement, post and measure names are never typed by hand: a longer hash makes a clash practically impossible.
_CLAIM_HASH = 10

_CORE = re.compile(r"[A-Za-z]+:([^@~?]+)")

_K = TypeVar("_K", bound=tuple[str, ...])
_V = TypeVar("_V", bound=str)


def merge(extractions: Iterable[Extraction]) -> Graph:
    """One graph of all that the extractions say. The tables are sorted; the order of the input changes nothing.

    Entities of one key are one node. A relation is one for each (subject, predicate, object), a post for each person's
    name and office, a measure for each figure (see ``readings.measure_key``). ``support`` counts documents, copies of
    a file once. Confidence is the noisy-or of each document's best reading, at most 0.99: two articles at 0.8 give
    0.96. Documents get ``article:`` names, by which evidence refers to them.

    Raises:
        ValueError: a record names an entity that its extraction does not have.
    """
    read = group_readings(extractions)
    joined = find_identities(read)
    groups = rekey(read, {key: identity.key for key, identity in joined.items()})
    nodes = _name_nodes(groups)
    relations, relation_evidence = _merge_relations(groups, nodes)
    posts, post_evidence = _merge_posts(groups, nodes)
    measures, measure_evidence = _merge_measures(groups, nodes)
    mentions = {row for key, named in groups.entities.items() for row in _evidence(nodes[key].id, named.mentions)}
    evidence = sorted(mentions | relation_evidence | post_evidence | measure_evidence, key=_evidence_order)
    return Graph(
        documents=tuple(groups.documents),
        nodes=tuple(sorted(nodes.values(), key=lambda node: node.id)),
        relations=tuple(sorted(relations, key=lambda row: (row.subject, row.predicate, row.object))),
        posts=tuple(sorted(posts, key=lambda row: row.id)),
        measures=tuple(sorted(measures, key=lambda row: (row.subject, row.indicator, row.id))),
        evidence=tuple(evidence),
        identities=tuple(sorted(_identities(read, joined, nodes), key=lambda row: (row.node, row.key))),
        families=find_families(nodes.values(), evidence, groups.documents),
    )


def _identities(read: Groups, joined: dict[str, Joined], nodes: dict[str, Node]) -> Iterator[Identity]:
    """What every key was taken for, and why."""
    for key, named in read.entities.items():
        identity = joined[key]
        confidence = CONFIDENCE[identity.rule]
        documents = len({content for content, _ in named.entities})
        yield Identity(nodes[identity.key].id, key, _name(named), identity.rule, confidence, documents)


def combine(readings: Iterable[Reading]) -> tuple[float, int]:
    """Confidence and support of what these readings say: noisy-or over documents, each by its best reading.

    Documents that read alike are taken in the order of their confidence, so that rounding cannot depend on theirs.
    """
    best: dict[str, float] = {}
    for reading in readings:
        best[reading.content] = max(best.get(reading.content, 0.0), reading.confidence)
    doubt = 1.0
    for confidence in sorted(best.values()):
        doubt *= 1.0 - confidence
    return round(min(1.0 - doubt, MOST_CONFIDENCE), 4), len(best)


def _name_nodes(groups: Groups) -> dict[str, Node]:
    """The nodes by key."""
    merged = add_parents({key: _merge_entities(key, named) for key, named in groups.entities.items()})
    ids = assign_identifiers(_naming(node) for node in merged.values())
    return {key: replace(node, id=ids[PREFIXES[node.type], key]) for key, node in merged.items()}


def _naming(node: Node) -> Naming:
    """What the node's identifier is made of.

    Its words are those of its key (行政审批局 of ``PublicOrganisation:行政审批局@Region:320800``): one more article may
    change which name is best supported, and must not change the IRI.
    """
    core = _CORE.match(node.key)
    official = node.code if node.type == "Region" and is_code(node.code) else None
    return Naming(PREFIXES[node.type], node.key, core[1] if core else node.name, official)


def _merge_entities(key: str, named: Named) -> Node:
    """The node of one key, still without id. Its name is the one most documents give, then the longest."""
    entities, name = named.entities, _name(named)
    aliases = {alias for _, entity in entities for alias in (entity.name, *entity.aliases)} - {name, ""}
    return Node(
        id="",
        type=_agreed((content, entity.type) for content, entity in entities),
        name=name,
        aliases=tuple(sorted(aliases)),
        key=key,
        kind=_agreed_if_any((content, entity.kind) for content, entity in entities),
        code=_agreed_if_any((content, entity.code) for content, entity in entities),
        documents=len({content for content, _ in entities}),
        mentions=len({(reading.document, reading.evidence) for reading in named.mentions}),
    )


def _name(named: Named) -> str:
    """The name that most documents give, of equals the longest."""
    names = most_common((content, entity.name) for content, entity in named.entities)
    return min(names, key=lambda pair: (-pair[1], -len(pair[0]), pair[0]))[0]


def _merge_relations(groups: Groups, nodes: dict[str, Node]) -> tuple[list[GraphRelation], set[GraphEvidence]]:
    links = {(below, "partOf", above) for below, above in find_links(nodes.values())} - set(groups.relations)
    ids = _name_claims("statement", ((key, key[1]) for key in {*groups.relations, *links}))
    rows, evidence = [], set[GraphEvidence]()
    for key in links:
        ends = nodes[key[0]].id, nodes[key[2]].id
        rows.append(
            GraphRelation(ids[key], ends[0], "partOf", ends[1], "gazetteer", MOST_CONFIDENCE, 0, revision().source)
        )
    for key, said in groups.relations.items():
        first = said.of(Relation)[0][1]
        found = {record.basis for _, record in said.of(Relation)}
        basis = next(basis for basis in BASES if basis in found)
        confidence, support = combine(said.readings)
        subject, object_ = nodes[key[0]].id, nodes[key[2]].id
        rows.append(GraphRelation(ids[key], subject, first.predicate, object_, basis, confidence, support))
        evidence.update(_evidence(ids[key], said.readings))
    return rows, evidence


def _merge_posts(groups: Groups, nodes: dict[str, Node]) -> tuple[list[GraphPost], set[GraphEvidence]]:
    posts = _name_claims("post", ((key, key[0]) for key in groups.posts))
    people = _name_claims("person", ((key, key[0]) for key in groups.posts))
    rows, evidence = [], set[GraphEvidence]()
    for key, said in groups.posts.items():
        role = _agreed((content, record.role) for content, record in said.of(Post))
        confidence, support = combine(said.readings)
        rows.append(GraphPost(posts[key], people[key], key[0], role, nodes[key[1]].id, confidence, support))
        evidence.update(_evidence(posts[key], said.readings))
    return rows, evidence


def _merge_measures(groups: Groups, nodes: dict[str, Node]) -> tuple[list[GraphMeasure], set[GraphEvidence]]:
    ids = _name_claims("measure", ((key, key[1]) for key in groups.measures))
    rows, evidence = [], set[GraphEvidence]()
    for key, said in groups.measures.items():
        rows.append(_merge_measure(ids[key], nodes[key[0]].id, said))
        evidence.update(_evidence(ids[key], said.readings))
    return rows, evidence


def _merge_measure(name: str, subject: str, said: Said) -> GraphMeasure:
    records = said.of(Measure)
    first = records[0][1]
    confidence, support = combine(said.readings)
    ends = [record.period_end for _, record in records if record.period_end]
    return GraphMeasure(
        id=name,
        subject=subject,
        indicator=first.indicator,
        value=Decimal(plain_number(first.value)),
        unit=first.unit,
        bound=_agreed((content, record.bound) for content, record in records),
        period=_agreed_if_any((content, record.period) for content, record in records),
        period_start=first.period_start,
        # Of an open period that several articles report, the first end: the figure was reached by then.
        period_end=min(ends, default=None),
        confidence=confidence,
        support=support,
    )


def _name_claims(prefix: str, keys: Iterable[tuple[_K, str]]) -> dict[_K, str]:
    """Identifiers for keys of several parts, each with the words to show."""
    labels = dict(keys)
    joined = {key: "\n".join(key) for key in labels}
    ids = assign_identifiers((Naming(prefix, joined[key], label) for key, label in labels.items()), length=_CLAIM_HASH)
    return {key: ids[prefix, text] for key, text in joined.items()}


def _evidence(statement: str, readings: Iterable[Reading]) -> Iterator[GraphEvidence]:
    for reading in readings:
        place = reading.evidence
        yield GraphEvidence(
            statement, reading.document, place.start, place.end, place.text, reading.rule, reading.confidence
        )


def _evidence_order(row: GraphEvidence) -> tuple[str, str, int, int, str, float, str]:
    return row.statement, row.document, row.start, row.end, row.rule, row.confidence, row.text


def _agreed(values: Iterable[tuple[str, _V]]) -> _V:
    """What most documents say, of equals the smallest."""
    return min(most_common(values), key=lambda pair: (-pair[1], pair[0]))[0]


def _agreed_if_any(values: Iterable[tuple[str, str | None]]) -> str | None:
    """The same where some documents say nothing."""
    given = [(content, value) for content, value in values if value is not None]
    return _agreed(given) if given else None

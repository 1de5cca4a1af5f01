"""Merges extractions into one graph: a group-by on keys, whatever the order and however many processes made them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import TypeVar, cast

from govgraph.graph.corrections import Corrected, Corrections, NodeEdit, Outcome, correct, decide
from govgraph.graph.families import find_families
from govgraph.graph.identifiers import PREFIXES, assign_identifiers, name_claims, naming_of
from govgraph.graph.identities import CONFIDENCE, Joined, find_identities
from govgraph.graph.parents import add_parents, find_links
from govgraph.graph.readings import Groups, Named, Reading, Said, Told, group_readings, most_common, plain_number, rekey
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
    Predicate,
    Relation,
)

#: The basis of a statement that has several is the first of these.
BASES: tuple[Basis, ...] = ("correction", "text", "gazetteer")

#: Agreement of many articles is no proof: they copy each other.
MOST_CONFIDENCE = 0.99

_V = TypeVar("_V", bound=str)


def merge(extractions: Iterable[Extraction], corrections: Corrections | None = None) -> Graph:
    """One graph of all that the extractions say. The tables are sorted; the order of the input changes nothing.

    Entities of one key are one node. A relation is one for each (subject, predicate, object), a post for each person's
    name and office, a measure for each figure (see ``readings.measure_key``). ``support`` counts documents, reprints
    and copies of one article once. Confidence is the noisy-or of each document's best reading, at most 0.99: two
    articles at 0.8 give 0.96. Documents get ``article:`` names, by which evidence refers to them.

    Raises:
        ValueError: a record names an entity that its extraction does not have.
        SetupError: two corrections contradict each other, as the articles show.
    """
    return merge_corrected(extractions, corrections or Corrections())[0]


def merge_corrected(extractions: Iterable[Extraction], corrections: Corrections) -> tuple[Graph, Outcome]:
    """The graph as ``merge`` makes it, and what became of each correction."""
    read = group_readings(extractions)
    read, joined, corrected = _correct(read, find_identities(read), corrections)
    groups = corrected.groups
    nodes = _name_nodes(groups, corrected.edits)
    _add_links(groups, nodes, corrected)
    relations, relation_evidence = _merge_relations(groups, nodes)
    posts, post_evidence = _merge_posts(groups, nodes)
    measures, measure_evidence = _merge_measures(groups, nodes)
    mentions = {row for key, named in groups.entities.items() for row in _evidence(nodes[key].id, named.mentions)}
    evidence = sorted(mentions | relation_evidence | post_evidence | measure_evidence, key=_evidence_order)
    graph = Graph(
        documents=tuple(groups.documents),
        nodes=tuple(sorted(nodes.values(), key=lambda node: node.id)),
        relations=tuple(sorted(relations, key=lambda row: (row.subject, row.predicate, row.object))),
        posts=tuple(sorted(posts, key=lambda row: row.id)),
        measures=tuple(sorted(measures, key=lambda row: (row.subject, row.indicator, row.id))),
        evidence=tuple(evidence),
        identities=tuple(sorted(_identities(read, joined, corrected.keys, nodes), key=lambda row: (row.node, row.key))),
        families=find_families(nodes.values(), evidence, groups.documents),
        reprints=groups.reprints,
    )
    return graph, corrected.outcome


def _correct(
    read: Groups, joined: dict[str, Joined], corrections: Corrections
) -> tuple[Groups, dict[str, Joined], Corrected]:
    """The readings as corrections split them, what their keys are taken for then, and all else that is corrected."""
    same = {key: identity.key for key, identity in joined.items()}
    if not corrections.placed:
        return read, joined, Corrected(rekey(read, same), same, outcome=Outcome(corrections.path))
    nodes = _name_nodes(read) | _name_nodes(rekey(read, same))
    read, decisions = decide(corrections, read, nodes, same)
    joined = find_identities(read, decisions.judgements)
    return read, joined, correct(read, {key: identity.key for key, identity in joined.items()}, decisions)


def _add_links(groups: Groups, nodes: dict[str, Node], corrected: Corrected) -> None:
    """The gazetteer's parents of divisions, where no article names them and no correction drops them."""
    for below, above in find_links(nodes.values()):
        place = (below, "partOf", above)
        if place not in groups.relations and place not in corrected.dropped:
            groups.relations[place].told.append(Told("gazetteer", revision().source, MOST_CONFIDENCE))


def _identities(
    read: Groups, joined: dict[str, Joined], keys: Mapping[str, str], nodes: dict[str, Node]
) -> Iterator[Identity]:
    """What every key was taken for, and why."""
    for key, named in read.entities.items():
        if keys[key] in nodes:
            rule, documents = joined[key].rule, len({content for content, _ in named.entities})
            yield Identity(nodes[keys[key]].id, key, _name(named), rule, CONFIDENCE[rule], documents)


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


def _name_nodes(groups: Groups, edits: Mapping[str, NodeEdit] = MappingProxyType({})) -> dict[str, Node]:
    """The nodes by key."""
    merged = add_parents({key: _merge_entities(key, named) for key, named in groups.entities.items()})
    merged |= {key: edit.apply(merged[key]) for key, edit in edits.items() if key in merged}
    ids = assign_identifiers(naming_of(node) for node in merged.values())
    return {key: replace(node, id=ids[PREFIXES[node.type], key]) for key, node in merged.items()}


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
    ids = name_claims("statement", ((key, key[1]) for key in groups.relations))
    rows, evidence = [], set[GraphEvidence]()
    for key, said in groups.relations.items():
        rows.append(_merge_relation(ids[key], key, said, nodes))
        evidence.update(_evidence(ids[key], said.readings))
    return rows, evidence


def _merge_relation(name: str, key: tuple[str, str, str], said: Said, nodes: dict[str, Node]) -> GraphRelation:
    found = {record.basis for _, record in said.of(Relation)} | {told.basis for told in said.told}
    basis = next(basis for basis in BASES if basis in found)
    confidence, support = combine(said.readings)
    return GraphRelation(
        id=name,
        subject=nodes[key[0]].id,
        predicate=cast(Predicate, key[1]),
        object=nodes[key[2]].id,
        basis=basis,
        confidence=max([confidence, *(told.confidence for told in said.told)]),
        support=support,
        source="; ".join(sorted({told.source for told in said.told if told.basis == basis})) or None,
    )


def _merge_posts(groups: Groups, nodes: dict[str, Node]) -> tuple[list[GraphPost], set[GraphEvidence]]:
    posts = name_claims("post", ((key, key[0]) for key in groups.posts))
    people = name_claims("person", ((key, key[0]) for key in groups.posts))
    rows, evidence = [], set[GraphEvidence]()
    for key, said in groups.posts.items():
        role = _agreed((content, record.role) for content, record in said.of(Post))
        confidence, support = combine(said.readings)
        rows.append(GraphPost(posts[key], people[key], key[0], role, nodes[key[1]].id, confidence, support))
        evidence.update(_evidence(posts[key], said.readings))
    return rows, evidence


def _merge_measures(groups: Groups, nodes: dict[str, Node]) -> tuple[list[GraphMeasure], set[GraphEvidence]]:
    ids = name_claims("measure", ((key, key[1]) for key in groups.measures))
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

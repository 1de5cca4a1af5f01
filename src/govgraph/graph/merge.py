"""Merges what documents say into one graph, whatever their order and however many processes read them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain
from typing import Generic, NamedTuple, TypeVar, cast

from govgraph.graph.corrections import Corrections, Outcome
from govgraph.graph.identifiers import name_claim
from govgraph.graph.plan import Share, agreed, agreed_if_any, make_plan
from govgraph.graph.portions import Portion, assign
from govgraph.graph.summaries import MeasureKey, PostKey, RelationKey, Told, plain_number, summarise
from govgraph.lexicon.regions import revision
from govgraph.model import (
    Basis,
    Extraction,
    Graph,
    GraphEvidence,
    GraphMeasure,
    GraphPost,
    GraphRelation,
    Measure,
    MentionEvidence,
    Node,
    Post,
    Predicate,
    Relation,
)

#: The basis of a statement that has several is the first of these.
BASES: tuple[Basis, ...] = ("correction", "text", "gazetteer", "model")

#: Agreement of many articles is no proof: they copy each other.
MOST_CONFIDENCE = 0.99

R = TypeVar("R", Relation, Post, Measure)

#: Rows of evidence with the node that the statement is about.
_Evidence = list[tuple[str, GraphEvidence]]


class _Said(NamedTuple, Generic[R]):
    """A record, the article that it comes from and the hash of its file."""

    document: str
    content: str
    record: R


def merge(extractions: Iterable[Extraction], corrections: Corrections | None = None) -> Graph:
    """One graph of all that the extractions say. The tables are sorted; the order of the input changes nothing.

    Entities of one key are one node. A relation is one for each (subject, predicate, object), a post for each person's
    name and office, a measure for each figure (see ``summaries.measure_key``). ``support`` counts documents, reprints
    and copies of one article once. Confidence is the noisy-or of each document's best reading, at most 0.99: two
    articles at 0.8 give 0.96. Documents get ``article:`` names, by which evidence refers to them.

    Raises:
        ValueError: a record names an entity that its extraction does not have.
        SetupError: two corrections contradict each other, as the articles show.
    """
    return merge_corrected(extractions, corrections or Corrections())[0]


def merge_corrected(extractions: Iterable[Extraction], corrections: Corrections) -> tuple[Graph, Outcome]:
    """The graph as ``merge`` makes it, and what became of each correction."""
    read = list(extractions)
    plan = make_plan((summarise(one, claims=bool(corrections.placed)) for one in read), corrections)
    portions: defaultdict[int, list[Portion]] = defaultdict(list)
    for extraction in read:
        for number, portion in assign(extraction, plan.assignment).items():
            portions[number].append(portion)
    parts = [merge_share(one, portions[i], plan.assignment.ids) for i, one in enumerate(plan.shares)]
    graph = Graph(
        documents=plan.documents,
        nodes=tuple(chain.from_iterable(part.nodes for part in parts)),
        relations=tuple(chain.from_iterable(part.relations for part in parts)),
        posts=tuple(chain.from_iterable(part.posts for part in parts)),
        measures=tuple(chain.from_iterable(part.measures for part in parts)),
        evidence=tuple(chain.from_iterable(part.evidence for part in parts)),
        identities=plan.identities,
        families=plan.families,
        reprints=plan.reprints,
    )
    return graph, plan.outcome


def merge_share(share: Share, portions: Iterable[Portion], ids: Mapping[str, str]) -> Graph:
    """The part of the graph that is about the nodes of one share.

    Relations are sorted by subject, predicate and object, posts and figures by what they are of, evidence by the node
    that its statement is about: the parts of all shares, one after the other, are sorted tables of the whole graph.

    Args:
        share: the nodes.
        portions: what documents say of them, in any order.
        ids: the ids of the nodes of all shares by their keys.
    """
    found = sorted(portions, key=lambda portion: portion.document)
    nodes, evidence = _count_mentions(share, found)
    relations, of_relations = _merge_relations(share, found, ids)
    posts, of_posts = _merge_posts(found, ids)
    measures, of_measures = _merge_measures(found, ids)
    evidence += of_relations + of_posts + of_measures
    return Graph(
        nodes=nodes,
        relations=tuple(sorted(relations, key=lambda row: (row.subject, row.predicate, row.object))),
        posts=tuple(sorted(posts, key=lambda row: (row.of, row.id))),
        measures=tuple(sorted(measures, key=lambda row: (row.subject, row.indicator, row.id))),
        evidence=tuple(row for _, row in sorted(set(evidence), key=_evidence_order)),
    )


def _count_mentions(share: Share, found: Iterable[Portion]) -> tuple[tuple[Node, ...], _Evidence]:
    """The nodes with the number of places that name them, and these places."""
    ids = {node.key: node.id for node in share.nodes}
    places: defaultdict[str, set[tuple[str, MentionEvidence]]] = defaultdict(set)
    for portion in found:
        for key, mentions in portion.mentions:
            places[key].update((portion.document, mention) for mention in mentions)
    evidence = [
        (ids[key], GraphEvidence(ids[key], document, one.start, one.end, one.text, "mention", 1.0))
        for key, named in places.items()
        for document, one in named
    ]
    return tuple(replace(node, mentions=len(places.get(node.key, ()))) for node in share.nodes), evidence


def _merge_relations(
    share: Share, found: Iterable[Portion], ids: Mapping[str, str]
) -> tuple[list[GraphRelation], _Evidence]:
    said: defaultdict[RelationKey, list[_Said[Relation]]] = defaultdict(list)
    for portion in found:
        for one in portion.relations:
            said[one.subject, one.predicate, one.object].append(_Said(portion.document, portion.content, one))
    told: defaultdict[RelationKey, list[Told]] = defaultdict(list)
    for place, source in share.told:
        told[place].append(source)
    for place in share.links:
        if not any(one.record.basis == "text" for one in said.get(place, ())) and place not in told:
            told[place].append(Told("gazetteer", revision().source, MOST_CONFIDENCE))
    places = {**said, **told}
    rows = [_merge_relation(place, said.get(place, ()), told.get(place, ()), ids) for place in places]
    stated = zip(rows, places, strict=True)
    return rows, _cite_all((row.id, row.subject, said.get(place, ())) for row, place in stated)


def _merge_relation(
    place: RelationKey, said: Sequence[_Said[Relation]], told: Sequence[Told], ids: Mapping[str, str]
) -> GraphRelation:
    found = {one.record.basis for one in said} | {one.basis for one in told}
    basis = next(basis for basis in BASES if basis in found)
    confidence, support = combine(said)
    return GraphRelation(
        id=name_claim("statement", place, place[1]),
        subject=ids[place[0]],
        predicate=cast(Predicate, place[1]),
        object=ids[place[2]],
        basis=basis,
        confidence=max([confidence, *(one.confidence for one in told)]),
        support=support,
        source="; ".join(sorted({one.source for one in told if one.basis == basis})) or None,
    )


def _merge_posts(found: Iterable[Portion], ids: Mapping[str, str]) -> tuple[list[GraphPost], _Evidence]:
    said: defaultdict[PostKey, list[_Said[Post]]] = defaultdict(list)
    for portion in found:
        for one in portion.posts:
            said[one.person, one.of].append(_Said(portion.document, portion.content, one))
    rows = [_merge_post(place, posts, ids) for place, posts in said.items()]
    return rows, _cite_all((row.id, row.of, posts) for row, posts in zip(rows, said.values(), strict=True))


def _merge_post(place: PostKey, said: Sequence[_Said[Post]], ids: Mapping[str, str]) -> GraphPost:
    role = agreed((one.content, one.record.role) for one in said)
    post, person = name_claim("post", place, place[0]), name_claim("person", place, place[0])
    basis = next(basis for basis in BASES if basis in {one.record.basis for one in said})
    return GraphPost(post, person, place[0], role, ids[place[1]], *combine(said), basis)


def _merge_measures(found: Iterable[Portion], ids: Mapping[str, str]) -> tuple[list[GraphMeasure], _Evidence]:
    said: defaultdict[MeasureKey, list[_Said[Measure]]] = defaultdict(list)
    for portion in found:
        for place, one in portion.measures:
            said[place].append(_Said(portion.document, portion.content, one))
    rows = [_merge_measure(place, figures, ids) for place, figures in said.items()]
    return rows, _cite_all((row.id, row.subject, figures) for row, figures in zip(rows, said.values(), strict=True))


def _merge_measure(place: MeasureKey, said: Sequence[_Said[Measure]], ids: Mapping[str, str]) -> GraphMeasure:
    first = said[0].record
    confidence, support = combine(said)
    ends = [one.record.period_end for one in said if one.record.period_end]
    return GraphMeasure(
        id=name_claim("measure", place, place[1]),
        subject=ids[place[0]],
        indicator=first.indicator,
        value=Decimal(plain_number(first.value)),
        unit=first.unit,
        bound=agreed((one.content, one.record.bound) for one in said),
        period=agreed_if_any((one.content, one.record.period) for one in said),
        period_start=first.period_start,
        # Of an open period that several articles report, the first end: the figure was reached by then.
        period_end=min(ends, default=None),
        confidence=confidence,
        support=support,
    )


def combine(said: Iterable[_Said[R]]) -> tuple[float, int]:
    """Confidence and support of these readings: noisy-or over documents, each by its best reading.

    Documents that read alike are taken in the order of their confidence, so that rounding cannot depend on theirs.
    """
    best: dict[str, float] = {}
    for one in said:
        best[one.content] = max(best.get(one.content, 0.0), one.record.confidence)
    doubt = 1.0
    for confidence in sorted(best.values()):
        doubt *= 1.0 - confidence
    return round(min(1.0 - doubt, MOST_CONFIDENCE), 4), len(best)


def _cite_all(rows: Iterable[tuple[str, str, Sequence[_Said[R]]]]) -> _Evidence:
    """The evidence of statements: their ids, what they are about, and the readings."""
    return [
        (of, GraphEvidence(statement, one.document, place.start, place.end, place.text, record.rule, record.confidence))
        for statement, of, said in rows
        for one in said
        if (record := one.record) and (place := record.evidence)
    ]


def _evidence_order(pair: tuple[str, GraphEvidence]) -> tuple[str, bool, str, str, int, int, str, float, str]:
    """A node's mentions, then what is said of it."""
    of, row = pair
    said = row.statement != of
    return of, said, row.statement, row.document, row.start, row.end, row.rule, row.confidence, row.text

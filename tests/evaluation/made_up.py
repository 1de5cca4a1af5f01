"""Comparisons of an invented text with what annotators and rules are made to say of it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import get_args

from govgraph.evaluation import Comparison, GoldDocument, compare
from govgraph.evaluation.gold import GoldEntity, GoldMeasure, GoldPost, GoldRelation
from govgraph.model import (
    Document,
    Entity,
    EntityType,
    Evidence,
    Extraction,
    Measure,
    MentionEvidence,
    Post,
    Predicate,
    Relation,
)
from govgraph.model import SourceInfo as Info

#: A statement is its fields and the words that say it; entities are named by their first name.
Statement = tuple[str, ...]


class Told:
    """What one side says: entities as ``Region:青渡市|青渡``, statements as tuples of words that end with a quote."""

    def __init__(
        self,
        *entities: str,
        relations: Sequence[Statement] = (),
        posts: Sequence[Statement] = (),
        measures: Sequence[Statement] = (),
    ) -> None:
        self.entities = [(kind, names.split("|")) for kind, _, names in (text.partition(":") for text in entities)]
        self.ids = {names[0]: f"e{number}" for number, (_, names) in enumerate(self.entities)}
        self.relations, self.posts, self.measures = relations, posts, measures


def compare_told(text: str, gold: Told, found: Told) -> Comparison:
    """Hold one side against the other, the text being both as read and cleaned."""
    document = Document("d1", "d1.txt", "0" * 64, text, text, range(len(text)), (), ())
    return compare(document, _annotate(gold), _extract(document, found))


def _annotate(told: Told) -> GoldDocument:
    ids = told.ids
    return GoldDocument(
        "d1",
        tuple(GoldEntity(ids[names[0]], _type(kind), tuple(names)) for kind, names in told.entities),
        tuple(GoldRelation(ids[s], _predicate(p), ids[o], quote) for s, p, o, quote in told.relations),
        tuple(GoldPost(person, role, ids[of], quote) for person, role, of, quote in told.posts),
        tuple(GoldMeasure(ids[s], what, float(n), unit, quote) for s, what, n, unit, quote in told.measures),
    )


def _extract(document: Document, told: Told) -> Extraction:
    text, ids = document.text, told.ids

    def at(words: str) -> Evidence:
        start = text.find(words)
        return Evidence(start, start + len(words), words)

    def named(words: str) -> MentionEvidence:
        place = at(words)
        return MentionEvidence(place.start, place.end, place.text, "mention.full", 0.9)

    return Extraction(
        Info("d1", "0" * 64, None, None, None, "d1.txt", len(text)),
        tuple(
            Entity(ids[names[0]], _type(kind), names[0], tuple(names[1:]), names[0], (named(names[-1]),))
            for kind, names in told.entities
        ),
        tuple(
            Relation(ids[s], _predicate(p), ids[o], "text", "runs.verb", 0.8, at(quote))
            for s, p, o, quote in told.relations
        ),
        tuple(
            Post(person, role, ids[of], "post.title", 0.9, at(quote)) for person, role, of, quote in told.posts
        ),
        tuple(
            Measure(ids[s], what, Decimal(n), unit, "exact", None, None, None, "measure.subject", 0.7, at(quote))
            for s, what, n, unit, quote in told.measures
        ),
    )  # fmt: skip


def _type(name: str) -> EntityType:
    return next(kind for kind in get_args(EntityType) if kind == name)


def _predicate(name: str) -> Predicate:
    return next(kind for kind in get_args(Predicate) if kind == name)

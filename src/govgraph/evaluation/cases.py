"""A case: one miss, one extra, or a miss with the extra that stands in its place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from govgraph.evaluation.gold import GoldEntity, GoldMeasure, GoldPost, GoldRelation
from govgraph.evaluation.matching import Pairs
from govgraph.model import Entity, Measure, Post, Relation

F = TypeVar("F")
G = TypeVar("G")

Kind = Literal["entity", "relation", "post", "measure"]


@dataclass(frozen=True, slots=True)
class Case:
    """``gold`` is what was missed and ``found`` what is too many, at least one of them; ``words`` are the text's.

    ``type`` is the entity's type, the relation's predicate, and empty for a post or a figure.
    """

    kind: Kind
    type: str
    cause: str
    document: str
    words: str
    gold: str | None
    found: str | None


def explain(
    pairs: Pairs[F, G],
    tests: Sequence[Callable[[G, F], str | None]],
    why_missed: Callable[[G], str],
    why_extra: Callable[[F], str],
) -> list[tuple[str, G | None, F | None]]:
    """Each miss and each extra once, with its cause.

    A miss is given the first extra that a test takes for it; all misses are tried with one test before the next.
    """
    missed, extra = list(pairs.missed), list(pairs.extra)
    explained: list[tuple[str, G | None, F | None]] = []
    for test in tests:
        for gold in list(missed):
            if taken := _first(gold, extra, test):
                cause, found = taken
                explained.append((cause, gold, found))
                missed.remove(gold)
                extra.remove(found)
    explained += [(why_missed(gold), gold, None) for gold in missed]
    explained += [(why_extra(found), None, found) for found in extra]
    return explained


def label(entity: Entity | GoldEntity) -> str:
    """An entity for a person to read."""
    return f"{entity.type}:{entity.names[0] if isinstance(entity, GoldEntity) else entity.name}"


def quote(gold: GoldRelation | GoldPost | GoldMeasure | None, found: Relation | Post | Measure | None) -> str:
    """The words of a statement: the annotators', else those that the rules read."""
    return (gold.quote if gold else "") or (found.evidence.text if found else "")


def _first(gold: G, extra: Sequence[F], test: Callable[[G, F], str | None]) -> tuple[str, F] | None:
    named = ((test(gold, found), found) for found in extra)
    return next(((cause, found) for cause, found in named if cause), None)

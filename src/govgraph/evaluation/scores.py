"""Counts and what follows from them: precision, recall, F1, over all documents together (micro)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from govgraph.evaluation.matching import Comparison, Pairs
from govgraph.model import EntityType, Predicate


@dataclass(frozen=True, slots=True)
class Score:
    """How many records gold has, how many were found, how many of these are right."""

    gold: int = 0
    found: int = 0
    right: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.gold + other.gold, self.found + other.found, self.right + other.right)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.gold + self.found) if self.right else 0.0


def score(comparisons: Sequence[Comparison]) -> dict[str, Score]:
    """The scores by name: entities and each type, relations and each predicate, posts, measures."""
    types = {name: _total(_only(c.entities, "type", name) for c in comparisons) for name in get_args(EntityType)}
    predicates = {
        name: _total(_only(c.relations, "predicate", name) for c in comparisons) for name in get_args(Predicate)
    }
    return {
        "entities": sum(types.values(), Score()),
        **types,
        "relations": sum(predicates.values(), Score()),
        **predicates,
        "posts": _total(c.posts for c in comparisons),
        "measures": _total(c.measures for c in comparisons),
    }


def _only(pairs: Pairs[Any, Any], field: str, value: str) -> Pairs[Any, Any]:
    """The pairs of one type or predicate; both sides of a right pair have the same."""
    return Pairs(
        tuple(pair for pair in pairs.right if getattr(pair[1], field) == value),
        tuple(one for one in pairs.extra if getattr(one, field) == value),
        tuple(one for one in pairs.missed if getattr(one, field) == value),
    )


def _total(parts: Iterable[Pairs[Any, Any]]) -> Score:
    return sum((_count(pairs) for pairs in parts), Score())


def _count(pairs: Pairs[Any, Any]) -> Score:
    right = len(pairs.right)
    return Score(right + len(pairs.missed), right + len(pairs.extra), right)

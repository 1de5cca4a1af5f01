"""How reasons for and against a reading are weighed: a sum of weights, and the probability that it stands for.

The weights were learned from annotated articles by ``benchmarks/learn_weights.py``; they stand, readable, in
``lexicon/*_weights.yaml``, in log odds: a positive one speaks for.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from govgraph import lexicon

C = TypeVar("C")
#: The reasons that hold, by name, and how strongly: mostly 1.0.
Observed = Mapping[str, float]

#: A reading this likely is believed.
THRESHOLD = 0.5
#: The values that reasons reach which do not only hold or fail.
_MOST = {"again": 2.0}
#: Sums of weights in another order differ by less.
_MARGIN = 1e-6
#: How sure a reading is that needs no weighing.
CERTAIN = 0.95


def observe(reasons: Iterable[Callable[[C], float]], candidate: C) -> Observed:
    """The reasons that hold for a candidate, by the name of their function."""
    return {reason.__name__: float(value) for reason in reasons if (value := reason(candidate))}


@cache
def weights(name: str, kind: str) -> Mapping[str, float]:
    """How much each reason counts for one kind of candidate of a lexicon, ``bias`` among them."""
    return {name: float(weight) for name, weight in lexicon.read(name)[kind].items()}


@cache
def rank(reasons: tuple[Callable[[C], float], ...], name: str, kind: str) -> "Ranking[C]":
    """The reasons of one kind of candidate: in front those that speak for it, which mostly fail, by what they count."""
    known = weights(name, kind)
    ranked = [
        (reason, weight, _MOST.get(reason.__name__, 1.0) if weight > 0 else 0.0)
        for reason in reasons if (weight := known.get(reason.__name__, 0.0))
    ]  # fmt: skip
    ranked.sort(key=lambda one: (one[1] < 0, -abs(one[1])))
    return Ranking(known["bias"] + sum(weight * most for _, weight, most in ranked), ranked)


class Ranking(NamedTuple, Generic[C]):
    """The highest score a candidate can have, and each reason with its weight and the value that speaks most for it."""

    highest: float
    reasons: list[tuple[Callable[[C], float], float, float]]

    def judge(self, candidate: C) -> float | None:
        """How likely a candidate is; None where more speaks against it, which mostly the first few reasons tell."""
        score = self.highest
        for reason, weight, most in self.reasons:
            score += weight * (reason(candidate) - most)
            if score < -_MARGIN:
                return None
        return _likelihood(score)


def probability(observed: Observed, known: Mapping[str, float]) -> float:
    """How likely a reading is, between 0 and 1.

    >>> probability({"strong_head": 1.0}, {"bias": -2.0, "strong_head": 2.0})
    0.5
    """
    return _likelihood(known["bias"] + sum(value * known.get(name, 0.0) for name, value in observed.items()))


def _likelihood(score: float) -> float:
    return 1 / (1 + math.exp(-score))

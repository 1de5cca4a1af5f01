"""How reasons for and against a reading are weighed: a sum of weights, and the probability that it stands for.

The weights were learned from annotated articles by ``benchmarks/learn_weights.py``; they stand, readable, in
``lexicon/*_weights.yaml``, in log odds: a positive one speaks for.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TypeVar

from govgraph import lexicon

C = TypeVar("C")
#: The reasons that hold, by name, and how strongly: mostly 1.0.
Observed = Mapping[str, float]

#: A reading this likely is believed.
THRESHOLD = 0.5
#: How sure a reading is that needs no weighing.
CERTAIN = 0.95


def observe(reasons: Iterable[Callable[[C], float]], candidate: C) -> Observed:
    """The reasons that hold for a candidate, by the name of their function."""
    return {reason.__name__: float(value) for reason in reasons if (value := reason(candidate))}


@cache
def weights(name: str, kind: str) -> Mapping[str, float]:
    """How much each reason counts for one kind of candidate of a lexicon, ``bias`` among them."""
    return {name: float(weight) for name, weight in lexicon.read(name)[kind].items()}


def probability(observed: Observed, known: Mapping[str, float]) -> float:
    """How likely a reading is, between 0 and 1.

    >>> probability({"strong_head": 1.0}, {"bias": -2.0, "strong_head": 2.0})
    0.5
    """
    score = known["bias"] + sum(value * known.get(name, 0.0) for name, value in observed.items())
    return 1 / (1 + math.exp(-score))

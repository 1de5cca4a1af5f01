"""What the rules leave unsaid: the passages that a model is asked about.

A sentence is in doubt where

1. it names two things that one of the relations in ``SOUGHT`` may join, and no statement of the document joins them, or
2. it names a person behind a title whose body or region the rules did not find.

Sentences in doubt that follow each other are asked about together. ``docs/assist.md`` has the figures, drawn up by
``benchmarks/assist.py``: how much is sent, and how much of what the rules miss stands in it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from typing import NamedTuple

from govgraph import ontology
from govgraph.assist.readings import Named, Reading, Titled
from govgraph.model import EntityType, Predicate
from govgraph.text.passages import Sentence

#: What clauses say; the other relations are mostly in the names (淮安市|行政审批局), which the rules read well. Over 56
#: annotated articles asking for all eight sends 44 % of the text and not 30 %, for 49 % of what is missed and not 41 %.
SOUGHT: tuple[Predicate, ...] = ("runs", "partOfProgram", "serves", "undertakes", "locatedIn")
#: Characters of sentences that are asked about together; one longer sentence is asked about alone.
LONGEST = 400


#: A longer sentence is a list or no sentence; it is not asked about.
MOST = 1500


class Doubt(NamedTuple):
    """A passage at ``start``..``end`` of the cleaned text, what it names, and the people in it without a seat."""

    start: int
    end: int
    named: tuple[Named, ...]
    titled: tuple[Titled, ...]


def find_doubts(reading: Reading) -> list[Doubt]:
    """The passages of a document to ask about, in the order of the text."""
    return [
        _doubt(reading, start, end)
        for passage in reading.scene.passages
        for start, end in _together(one for one in passage.sentences if _is_doubtful(reading, one))
    ]


def _together(sentences: Iterable[Sentence]) -> Iterator[tuple[int, int]]:
    """Runs of sentences that follow each other."""
    start = end = -1
    for sentence in sentences:
        if sentence.start == end and sentence.end - start <= LONGEST:
            end = sentence.end
            continue
        if end > start:
            yield start, end
        start, end = sentence.start, sentence.end
    if end > start:
        yield start, end


def _doubt(reading: Reading, start: int, end: int) -> Doubt:
    return Doubt(start, end, tuple(reading.named_in(start, end)), tuple(reading.unseated_in(start, end)))


def _is_doubtful(reading: Reading, sentence: Sentence) -> bool:
    place = sentence.start, sentence.end
    if sentence.end - sentence.start > MOST:
        return False
    named = reading.named_in(*place)
    if named and reading.unseated_in(*place):
        return True
    by_type: defaultdict[EntityType, set[str]] = defaultdict(set)
    for one in named:
        by_type[one.entity.type].add(one.entity.id)
    return any(
        one != other and frozenset((one, other)) not in reading.joined
        for kind, further in product(by_type, repeat=2)
        if _may_join(kind, further)
        for one, other in product(by_type[kind], by_type[further])
    )


@cache
def _may_join(subject: EntityType, object_: EntityType) -> bool:
    ends = (ontology.ends(predicate) for predicate in SOUGHT)
    return any(subject in starts and object_ in targets for starts, targets in ends)

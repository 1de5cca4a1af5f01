"""What the rules leave unsaid: the passages that a model is asked about.

A sentence is in doubt where

1. it has a word that tells of a relation (打造, 服务, 位于) and names two things which such a relation may join and
   nothing joins yet, or
2. it names a person behind a title whose body or region the rules did not find.

Sentences in doubt that follow each other are asked about together. `benchmarks/assist.py` counts what is sent, and how
much of what the rules miss stands in it.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from typing import NamedTuple

from govgraph import lexicon, ontology
from govgraph.assist.readings import Named, Reading, Titled
from govgraph.extract.mentions import words
from govgraph.lexicon.patterns import any_of
from govgraph.model import Predicate
from govgraph.text.passages import Passage, Sentence

#: Relations that the words of ``lexicon/relations.yaml`` tell of, and that names alone seldom do.
SOUGHT: tuple[Predicate, ...] = ("runs", "partOfProgram", "serves", "undertakes", "locatedIn")
#: Characters of sentences that are asked about together; one longer sentence is asked about alone.
LONGEST = 400


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
        for start, end in _together(one for one in passage.sentences if _is_doubtful(reading, passage, one))
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
    titled = tuple(one for one in reading.unseated if start <= one.start and one.end <= end)
    return Doubt(start, end, tuple(reading.named_in(start, end)), titled)


def _is_doubtful(reading: Reading, passage: Passage, sentence: Sentence) -> bool:
    named = reading.named_in(sentence.start, sentence.end)
    if not named:
        return False
    if any(sentence.start <= one.start and one.end <= sentence.end for one in reading.unseated):
        return True
    told = _cues().search(reading.document.text, sentence.start, sentence.end)
    return told is not None and _leaves_open(reading, named)


def _leaves_open(reading: Reading, named: Iterable[Named]) -> bool:
    """Whether two of these things may be related and are not."""
    entities = {one.entity.id: one.entity for one in named}.values()
    joined = reading.joined
    return any(
        one is not other and frozenset((one.id, other.id)) not in joined and _may_join(one.type, other.type)
        for one, other in product(entities, repeat=2)
    )


@cache
def _cues() -> re.Pattern[str]:
    """All words that tell of a relation."""
    return re.compile(any_of(sorted({word for group in lexicon.read("relations") for word in words("relations", group)})))


@cache
def _may_join(subject: str, object_: str) -> bool:
    ends = (ontology.ends(predicate) for predicate in SOUGHT)
    return any(subject in starts and object_ in targets for starts, targets in ends)

"""Stretches of a text that are drawn, nested the way brackets and elements have to be."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from typing import Literal

from govgraph.model import Document, Extraction

MarkKind = Literal["evidence", "mention", "person", "figure", "noise"]

#: Of two marks over the same characters the one that stands first here lies outside.
_OUTSIDE_FIRST: tuple[MarkKind, ...] = ("evidence", "mention", "person", "figure", "noise")


@dataclass(frozen=True, slots=True)
class Mark:
    """``raw[start:end]`` is of this kind.

    ``id`` names the mark; a mark that was cut in two keeps it. ``of`` is the id of the entity that a mention names, or
    of the statement whose office-holder or figure stands here.
    """

    start: int
    end: int
    kind: MarkKind
    id: str = ""
    of: str = ""
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Open:
    """A mark begins."""

    mark: Mark


@dataclass(frozen=True, slots=True)
class Close:
    """The mark that was opened last ends."""

    mark: Mark


@dataclass(frozen=True, slots=True)
class Run:
    """Characters between two steps."""

    start: int
    end: int


Step = Open | Close | Run


def mark_mentions(extraction: Extraction) -> list[Mark]:
    """Every mention of every entity, by place; the longer of two that begin together first."""
    places = sorted(
        ((mention.start, -mention.end, entity.id), mention)
        for entity in extraction.entities
        for mention in entity.mentions
    )
    return [
        Mark(mention.start, mention.end, "mention", f"m{number}", entity, mention.rule, mention.confidence)
        for number, ((_, _, entity), mention) in enumerate(places, start=1)
    ]


def mark_noise(document: Document) -> Iterator[Mark]:
    """What cleaning took out between two characters it kept: pinyin, stray spaces. Bare line ends are left alone."""
    last = -1
    for place in [*document.origin, len(document.raw)]:
        if place > last + 1 and document.raw[last + 1 : place].strip():
            yield Mark(last + 1, place, "noise")
        last = place


def divide_marks(marks: Iterable[Mark], stretches: Sequence[tuple[int, int]]) -> list[list[Mark]]:
    """The marks in each stretch of a text, the stretches in order; what runs out of one is cut."""
    ends = [end for _, end in stretches]
    parts: list[list[Mark]] = [[] for _ in stretches]
    for mark in marks:
        for at in range(bisect_right(ends, mark.start), len(stretches)):
            start, end = stretches[at]
            if start >= mark.end:
                break
            parts[at].append(replace(mark, start=max(mark.start, start), end=min(mark.end, end)))
    return parts


def nest(marks: Sequence[Mark], start: int, end: int) -> Iterator[Step]:
    """The steps that draw ``raw[start:end]``: properly nested, every character in exactly one run, in order.

    Of two marks that cross, the later one is cut where the earlier one ends.
    """
    waiting = [(mark.start, -mark.end, _OUTSIDE_FIRST.index(mark.kind), i) for i, mark in enumerate(marks)]
    heapify(waiting)
    opened: list[tuple[int, Mark]] = []
    at = start
    while waiting or opened:
        if opened and (not waiting or opened[-1][0] <= waiting[0][0]):
            stop, mark = opened.pop()
            if at < stop:
                yield Run(at, stop)
            at = stop
            yield Close(mark)
            continue
        first, minus_last, rank, i = heappop(waiting)
        last = -minus_last
        if opened and opened[-1][0] < last:
            last = opened[-1][0]
            heappush(waiting, (last, minus_last, rank, i))
        if at < first:
            yield Run(at, first)
        at = first
        yield Open(marks[i])
        opened.append((last, marks[i]))
    if at < end:
        yield Run(at, end)

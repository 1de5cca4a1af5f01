"""Figures: whose they are, what they count, when."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import TypeVar

from govgraph.extract.claims import MeasureClaim
from govgraph.extract.clauses.subjects import Subjects
from govgraph.extract.figures.holders import find_holder
from govgraph.extract.figures.indicators import Telling, is_counted_again
from govgraph.extract.figures.reported import is_planned, is_reported
from govgraph.extract.mentions import Scene
from govgraph.text.dates import DateSpan
from govgraph.text.numbers import Quantity
from govgraph.text.passages import Passage, Sentence

_start = attrgetter("start")
_Span = TypeVar("_Span", Quantity, DateSpan)


def find_measures(scene: Scene, subjects: Subjects) -> list[MeasureClaim]:
    """Every figure that reports what something is, did or got; one told twice counts once."""
    found: list[MeasureClaim] = []
    told: dict[tuple[str, str], list[MeasureClaim]] = {}
    for passage in scene.passages:
        if passage.kind != "body":
            continue
        for sentence in passage.sentences:
            for claim in _in_sentence(scene, subjects, passage, sentence):
                before = told.setdefault((str(claim.quantity.value), claim.quantity.unit), [])
                if not is_counted_again(claim, before):
                    before.append(claim)
                    found.append(claim)
    return found


def _in_sentence(scene: Scene, subjects: Subjects, passage: Passage, sentence: Sentence) -> Iterator[MeasureClaim]:
    told = _within(passage.quantities, sentence.start, sentence.end)
    if not told:
        return
    dated = _within(passage.dates, sentence.start, sentence.end)
    period: DateSpan | None = None
    telling, planned = Telling(scene), False
    for clause in sentence.clauses:
        dates = [date for date in dated if clause.start <= date.start < clause.end]
        period = dates[-1] if dates else period
        quantities = [q for q in told if clause.start <= q.start < clause.end and not q.threshold]
        planned = is_planned(scene, sentence, clause, planned=planned)
        subject = subjects.of(clause)
        if planned or subject is None or (clause.speech and not subject.speaker):
            continue
        for index, quantity in enumerate(quantities):
            following = quantities[index + 1] if index + 1 < len(quantities) else None
            if quantity.kind == "duration" and following is not None and following.kind != "duration":
                continue  # 3天办结12件: within that time
            if is_reported(scene, passage, clause, quantity):
                holder, rule = find_holder(scene, subjects, sentence, clause, quantity)
                for indicator in telling.of(clause, quantities, index, holder):
                    yield MeasureClaim(holder, indicator, quantity, period, rule, clause.start, clause.end)


def _within(spans: Sequence[_Span], start: int, end: int) -> Sequence[_Span]:
    """The spans, sorted by place, that start between two places."""
    return spans[bisect_left(spans, start, key=_start) : bisect_left(spans, end, key=_start)]

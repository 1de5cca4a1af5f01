"""The relations, posts and figures of a document, each with the marks that a reader has to see to judge it."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from govgraph.model import Document, Evidence, Extraction, Measure, Post, Relation
from govgraph.text.numbers import Quantity
from govgraph.write.article.marks import Mark

Record = Relation | Post | Measure


@dataclass(frozen=True, slots=True)
class Statement:
    """A record and where to look: ``evidence`` is the id of the mark around its words.

    ``ends`` are the mentions of its entities there; of one that is not named there, the last mention before.
    ``focus`` is the name of the office-holder, or the figure, where the words have it.
    """

    id: str
    record: Record
    evidence: Mark
    ends: tuple[Mark, ...]
    focus: Mark | None

    @property
    def kind(self) -> str:
        """``relation``, ``post`` or ``measure``."""
        return type(self.record).__name__.lower()


def list_statements(
    document: Document, extraction: Extraction, mentions: Sequence[Mark], quantities: Sequence[Quantity]
) -> tuple[Statement, ...]:
    """Everything the extraction says, in the order in which the text has said it.

    Args:
        document: the document that was read.
        extraction: what was read in it.
        mentions: the marks of its mentions, by place.
        quantities: all quantities of its text, by place in the cleaned text.
    """
    records: list[Record] = [*extraction.relations, *extraction.posts, *extraction.measures]
    records.sort(key=lambda record: (record.evidence.end, record.evidence.start))
    places = sorted({(record.evidence.start, record.evidence.end) for record in records})
    evidence = {place: Mark(*place, "evidence", f"v{i}") for i, place in enumerate(places, start=1)}
    named = _Named(mentions)
    finder = _Finder(document, quantities)
    statements = []
    for number, record in enumerate(records, start=1):
        around = evidence[record.evidence.start, record.evidence.end]
        ends = tuple(chain.from_iterable(named.near(entity, around) for entity in entities_of(record)))
        statements.append(Statement(f"s{number}", record, around, ends, finder.find(record, f"s{number}")))
    return tuple(statements)


def entities_of(record: Record) -> tuple[str, ...]:
    """The ids of the entities that a record is about."""
    match record:
        case Relation():
            return record.subject, record.object
        case Post():
            return (record.of,)
        case Measure():
            return (record.subject,)


class _Named:
    """The mentions of each entity by place."""

    def __init__(self, mentions: Sequence[Mark]) -> None:
        self._marks: defaultdict[str, list[Mark]] = defaultdict(list)
        for mark in mentions:
            self._marks[mark.of].append(mark)

    def near(self, entity: str, evidence: Mark) -> list[Mark]:
        """The mentions that begin inside the evidence, or else the last before it, or the first of all."""
        marks = self._marks[entity]
        first = bisect_left(marks, evidence.start, key=lambda mark: mark.start)
        last = bisect_left(marks, evidence.end, key=lambda mark: mark.start)
        inside: list[Mark] = []
        for mark in marks[first:last]:
            if not inside or mark.end > inside[-1].end:  # 姜堰 in 姜堰区 shows nothing more
                inside.append(mark)
        return inside or marks[max(first - 1, 0) : max(first, 1)]


class _Finder:
    """Finds office-holders and figures in the words that name them, by way of the cleaned text."""

    def __init__(self, document: Document, quantities: Sequence[Quantity]) -> None:
        self._document = document
        self._quantities = quantities
        self._taken: defaultdict[tuple[int, int, Decimal, str], int] = defaultdict(int)

    def find(self, record: Record, statement: str) -> Mark | None:
        """The mark of what the statement adds to its entities, None where the words do not show it."""
        match record:
            case Post():
                place = self._find_name(record.person, record.evidence)
                return Mark(place.start, place.end, "person", f"{statement}f", statement) if place else None
            case Measure():
                place = self._find_figure(record)
                return Mark(place.start, place.end, "figure", f"{statement}f", statement) if place else None
        return None

    def _cleaned(self, evidence: Evidence) -> tuple[int, int]:
        origin = self._document.origin
        return bisect_left(origin, evidence.start), bisect_right(origin, evidence.end - 1)

    def _find_name(self, name: str, evidence: Evidence) -> Evidence | None:
        start = self._document.text.find(name, *self._cleaned(evidence))
        return self._document.evidence(start, start + len(name)) if name and start >= 0 else None

    def _find_figure(self, measure: Measure) -> Evidence | None:
        """Of several like figures in the same words each measure takes the next."""
        start, end = self._cleaned(measure.evidence)
        first, last = (
            bisect_left(self._quantities, place, key=lambda quantity: quantity.start) for place in (start, end)
        )
        inside = self._quantities[first:last]
        alike = [q for q in inside if (q.value, q.unit) == (measure.value, measure.unit)]
        key = (start, end, measure.value, measure.unit)
        number, self._taken[key] = self._taken[key], self._taken[key] + 1
        if not alike:
            return None
        figure = alike[min(number, len(alike) - 1)]
        return self._document.evidence(figure.start, figure.end)

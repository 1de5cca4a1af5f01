"""Paragraphs to passages: sentences, clauses, quotations and words, all by offset in the cleaned text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from govgraph.model import Block, BlockKind, Document
from govgraph.text.dates import DateSpan, find_dates
from govgraph.text.numbers import Quantity, find_quantities
from govgraph.text.quotes import Quote, find_quotes
from govgraph.text.words import Word, recurring_names, recut, split_words

_SENTENCE_END = re.compile(r"[。！？]+[”’）]*|…{2,}[”’）]*(?=$|[^，、；：“‘《（])")
_CLAUSE_END = re.compile(
    r"(?:[，；。！？：…\n]|——)+[”’）]*|(?<=[”’])(?=[^”’、，；。！？：的]{0,12}(?:说|表示|介绍|告诉))"
)

#: 围绕“将洋浦打造成为…增长极”*总体目标*: a long quotation that a noun follows is part of the sentence around it.
_INSIDE_A_PHRASE = re.compile(
    "[的\\s]?(?:总体|总|奋斗|发展|工作|战略|目标|要求|理念|思路|定位|原则|精神|宗旨|口号|主线|主题)"
)
_BRACKETS = re.compile("（[^（）]{1,60}）")

#: A quotation longer than this, or with a full stop in it, is somebody speaking; names stay under it.
LONGEST_NAME = 26


@dataclass(frozen=True, slots=True)
class Clause:
    """The words between two commas; ``speech`` is the quotation it stands in, where somebody speaks."""

    start: int
    end: int
    speech: Quote | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its clauses, which tile it."""

    start: int
    end: int
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph that is read: title, heading or body.

    All offsets, here and in what the passage holds, count code points of ``text``, the whole cleaned document.
    """

    start: int
    end: int
    kind: BlockKind
    section: int
    text: str
    sentences: tuple[Sentence, ...]
    quotes: tuple[Quote, ...]
    words: tuple[Word, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[DateSpan, ...]

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds a document offset."""
        index = bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1
        return self.sentences[max(index, 0)]

    def speech_at(self, offset: int) -> Quote | None:
        """The quoted speech that holds a document offset."""
        return next((q for q in self.quotes if q.start <= offset < q.end and is_speech(q, self)), None)


def is_speech(quote: Quote, passage: Passage) -> bool:
    """Whether an outermost quotation is somebody's speech rather than a name."""
    if quote.depth or quote.mark != "“" or _INSIDE_A_PHRASE.match(passage.text, quote.end + 1):
        return False
    inner = passage.text[quote.start : quote.end]
    if re.search("[。！？]", inner.rstrip("。！？")) or len(inner) > LONGEST_NAME or inner[-1] in "。！？，":
        return True
    return "，" in inner and passage.text[quote.end + 1 : quote.end + 2] in "，。；"


def read_passages(document: Document) -> tuple[Passage, ...]:
    """Every title, heading and body paragraph of a document, in order."""
    passages = [_read(document.text, block) for block in document.blocks if block.kind in ("title", "heading", "body")]
    names = recurring_names(passage.words for passage in passages)
    return tuple(replace(passage, words=recut(passage.words, names)) for passage in passages)


def _read(text: str, block: Block) -> Passage:
    start, end, inner = block.start, block.end, text[block.start : block.end]
    quotes = find_quotes(inner, start)
    bare = Passage(start, end, block.kind, block.section, text, (), quotes, (), (), ())
    speeches = [quote for quote in quotes if is_speech(quote, bare)]
    closed = [(quote.start, quote.end) for quote in quotes if quote not in speeches]
    closed += [match.span() for match in _BRACKETS.finditer(text, start, end)]
    closed.sort()
    starts = [span[0] for span in closed]
    sentences = tuple(
        Sentence(a, b, tuple(_clauses(text, a, b, closed[bisect_left(starts, a) : bisect_left(starts, b)], speeches)))
        for a, b in _split(_SENTENCE_END, text, start, end, closed)
    )
    dates = find_dates(inner)
    return replace(
        bare,
        sentences=sentences,
        words=split_words(inner, start),
        quantities=tuple(
            replace(q, start=q.start + start, end=q.end + start, number_start=q.number_start + start)
            for q in find_quantities(inner, dates)
        ),
        dates=tuple(replace(d, start=d.start + start, end=d.end + start) for d in dates),
    )


def _split(
    pattern: re.Pattern[str], text: str, start: int, end: int, closed: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Cut ``start``..``end`` behind every match that stands in none of the closed spans."""
    at, reach, waiting = start, start, iter([*closed, (end, end)])
    following = next(waiting)
    for match in pattern.finditer(text, start, end):
        while following[0] <= match.start() and following != (end, end):
            reach, following = max(reach, following[1]), next(waiting)
        if match.end() <= at or match.start() < reach:
            continue
        yield at, match.end()
        at = match.end()
    if at < end:
        yield at, end


def _clauses(text: str, start: int, end: int, closed: list[tuple[int, int]], speeches: list[Quote]) -> Iterator[Clause]:
    for a, b in _split(_CLAUSE_END, text, start, end, closed):
        index = bisect_right(speeches, a + 1, key=lambda quote: quote.start) - 1
        speech = speeches[index] if index >= 0 and b - 2 <= speeches[index].end else None
        yield Clause(a, b, speech)

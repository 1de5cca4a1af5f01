"""Paragraphs to passages: sentences, clauses, quotations and words, all by offset in the cleaned text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import attrgetter

import msgspec
from msgspec.structs import replace

from govgraph.model import Block, BlockKind, Document
from govgraph.text.dates import DateSpan, find_dates
from govgraph.text.numbers import Quantity, find_quantities
from govgraph.text.quotes import Quote, find_quotes
from govgraph.text.words import Word, cut_texts, place_words, recurring_names, recut

# Both begin with a set of characters, which the search skips to; their cases are told apart behind it.
_SENTENCE_END = re.compile(r"[。！？…](?:(?<!…)[。！？]*[”’）]*|(?<=…)…+[”’）]*(?=$|[^，、；：“‘《（]))")
_CLAUSE_END = re.compile(
    r"[，；。！？：…\n—”’](?:(?<![—”’])(?:[，；。！？：…\n]|——)*[”’）]*|(?<=—)—(?:[，；。！？：…\n]|——)*[”’）]*"
    r"|(?<=[”’])(?P<behind>)(?![…\n]|——)(?=[^”’、，；。！？：的]{0,12}(?:说|表示|介绍|告诉)))"
)

#: 围绕“将洋浦打造成为…增长极”*总体目标*: a long quotation that a noun follows is part of the sentence around it.
_INSIDE_A_PHRASE = re.compile(
    "[的\\s]?(?:总体|总|奋斗|发展|工作|战略|目标|要求|理念|思路|定位|原则|精神|宗旨|口号|主线|主题)"
)
_BRACKETS = re.compile("（[^（）]{1,60}）")

_STOP = re.compile("[。！？]")

#: Paragraphs longer than this are read in pieces: the rules relate what stands in one to all else in it, and a file
#: without line breaks would take the square of its length. The longest of 86 articles has 754.
LONGEST = 4_000
#: The same of clauses, which a text without marks or a list without end would make; the longest has 112.
LONGEST_CLAUSE = 600

#: A quotation longer than this, or with a full stop in it, is somebody speaking; names stay under it.
LONGEST_NAME = 26


class Clause(msgspec.Struct, frozen=True, gc=False):
    """The words between two commas; ``speech`` is the quotation it stands in, where somebody speaks."""

    start: int
    end: int
    speech: Quote | None


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """A sentence and its clauses, which tile it."""

    start: int
    end: int
    clauses: tuple[Clause, ...]


class Passage(msgspec.Struct, frozen=True, gc=False):
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
    speeches: tuple[Quote, ...]
    words: tuple[Word, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[DateSpan, ...]

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds a document offset."""
        index = bisect_right(self.sentences, offset, key=_start)
        return self.sentences[index - 1 if index else 0]

    def word_at(self, offset: int) -> Word | None:
        """The word that starts here."""
        index = bisect_left(self.words, offset, key=_start)
        return self.words[index] if index < len(self.words) and self.words[index].start == offset else None

    def speech_at(self, offset: int) -> Quote | None:
        """The quoted speech that holds a document offset."""
        index = bisect_right(self.speeches, offset, key=_start)
        return self.speeches[index - 1] if index and offset < self.speeches[index - 1].end else None


_start = attrgetter("start")


def is_speech(quote: Quote, passage: Passage) -> bool:
    """Whether a quotation of a passage is somebody's speech rather than a name."""
    index = bisect_left(passage.speeches, quote.start, key=_start)
    return index < len(passage.speeches) and passage.speeches[index] == quote


def _is_said(quote: Quote, text: str) -> bool:
    """Whether a quotation is outermost and reads as speech."""
    if quote.depth or quote.mark != "“" or _INSIDE_A_PHRASE.match(text, quote.end + 1):
        return False
    inner = text[quote.start : quote.end]
    if len(inner) > LONGEST_NAME or inner[-1] in "。！？，" or _STOP.search(inner):
        return True
    return "，" in inner and text[quote.end + 1 : quote.end + 2] in "，。；"


def read_passages(document: Document) -> tuple[Passage, ...]:
    """Every title, heading and body paragraph of a document, in order; a paragraph beyond ``LONGEST`` as several."""
    text = document.text
    read = [block for block in document.blocks if block.kind in ("title", "heading", "body")]
    blocks = [piece for block in read for piece in _pieces(text, block)]
    inner = [text[block.start : block.end] for block in blocks]
    # One kind of thing at a time in all paragraphs: its code and tables stay in the processor's cache.
    cuts = cut_texts(inner)
    names = recurring_names(cuts)
    words = [recut(place_words(cut, block.start), names) for cut, block in zip(cuts, blocks, strict=True)]
    dates = [find_dates(part) for part in inner]
    quantities = [find_quantities(part, found) for part, found in zip(inner, dates, strict=True)]
    quotes = [find_quotes(part, block.start) for part, block in zip(inner, blocks, strict=True)]
    rows = zip(blocks, quotes, words, quantities, dates, strict=True)
    return tuple([_passage(text, *row) for row in rows])


def _pieces(text: str, block: Block) -> Iterator[Block]:
    """A paragraph in pieces of at most ``LONGEST``, cut behind a sentence, else a clause, else anywhere."""
    start = block.start
    while block.end - start > LONGEST:
        middle, limit = start + LONGEST // 2, start + LONGEST
        cuts = (max(text.rfind(mark, middle, limit) for mark in marks) + 1 for marks in ("。！？", "；，、"))
        end = next((cut for cut in cuts if cut), limit)
        yield Block(start, end, block.kind, block.section)
        start = end
    yield Block(start, block.end, block.kind, block.section)


def _passage(
    text: str,
    block: Block,
    quotes: tuple[Quote, ...],
    words: tuple[Word, ...],
    quantities: list[Quantity],
    dates: list[DateSpan],
) -> Passage:
    start, end = block.start, block.end
    speeches = tuple([quote for quote in quotes if _is_said(quote, text)])
    spoken = {quote.start for quote in speeches}
    closed = [(quote.start, quote.end) for quote in quotes if quote.start not in spoken]
    closed += [match.span() for match in _BRACKETS.finditer(text, start, end)]
    closed.sort()
    return Passage(
        start, end, block.kind, block.section, text, tuple(_sentences(text, start, end, closed, speeches)),
        quotes, speeches, words, tuple([_moved(quantity, start) for quantity in quantities]),
        tuple([DateSpan(date.start + start, date.end + start, date.text, date.kind) for date in dates]),
    )  # fmt: skip


def _moved(q: Quantity, by: int) -> Quantity:
    return replace(q, start=q.start + by, end=q.end + by, number_start=q.number_start + by)


def _sentences(
    text: str, start: int, end: int, closed: list[tuple[int, int]], speeches: tuple[Quote, ...]
) -> Iterator[Sentence]:
    starts = [span[0] for span in closed]
    for a, b in _split(_SENTENCE_END, text, start, end, closed):
        inside = closed[bisect_left(starts, a) : bisect_left(starts, b)] if closed else closed
        yield Sentence(a, b, tuple(_clauses(text, a, b, inside, speeches)))


def _split(
    pattern: re.Pattern[str], text: str, start: int, end: int, closed: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Cut ``start``..``end`` behind every match that stands in none of the closed spans."""
    at = reach = start
    if not closed:
        for match in pattern.finditer(text, start, end):
            if match.end() > at:
                yield at, match.end()
                at = match.end()
        if at < end:
            yield at, end
        return
    waiting = iter([*closed, (end, end)])
    following = next(waiting)
    for match in pattern.finditer(text, start, end):
        place, stop = match.span()
        place = stop if match.lastgroup else place
        while following[0] <= place and following != (end, end):
            reach, following = max(reach, following[1]), next(waiting)
        if stop > at and place >= reach:
            yield at, stop
            at = stop
    if at < end:
        yield at, end


def _clauses(
    text: str, start: int, end: int, closed: list[tuple[int, int]], speeches: tuple[Quote, ...]
) -> Iterator[Clause]:
    for a, b in _split(_CLAUSE_END, text, start, end, closed):
        index = bisect_right(speeches, a + 1, key=_start) - 1 if speeches else -1
        speech = speeches[index] if index >= 0 and b - 2 <= speeches[index].end else None
        for at in range(a, b, LONGEST_CLAUSE):
            yield Clause(at, min(at + LONGEST_CLAUSE, b), speech)

"""Quotations, nested ones too: “…‘…’…”, and titles in 《…》."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

_MARKS = re.compile("[“”‘’《》]")
_CLOSING = {"“": "”", "‘": "’", "《": "》"}


class Quote(msgspec.Struct, frozen=True, gc=False):
    """``text[start:end]`` is what stands between the marks; ``depth`` is 0 for an outermost quotation."""

    start: int
    end: int
    mark: str
    depth: int


def find_quotes(text: str, offset: int = 0) -> tuple[Quote, ...]:
    """The quotations of one paragraph, by start; a mark without its partner is passed over.

    >>> [(q.start, q.end, q.depth) for q in find_quotes("创建“‘双像’岗”")]
    [(3, 8, 0), (4, 6, 1)]
    """
    quotes: list[Quote] = []
    open_marks: list[tuple[str, int]] = []
    waiting: Counter[str] = Counter()  # so that a closing mark without its partner is not looked for in all open ones
    for match in _MARKS.finditer(text):
        mark = match[0]
        if mark in _CLOSING:
            open_marks.append((mark, match.end()))
            waiting[_CLOSING[mark]] += 1
            continue
        if not waiting[mark]:
            continue
        opening, start = open_marks.pop()
        waiting[_CLOSING[opening]] -= 1
        while _CLOSING[opening] != mark:
            opening, start = open_marks.pop()
            waiting[_CLOSING[opening]] -= 1
        depth = len(open_marks)
        if start < match.start():
            quotes.append(Quote(offset + start, offset + match.start(), opening, depth))
    return tuple(sorted(quotes, key=lambda quote: (quote.start, -quote.end)))


class Nesting:
    """The quotations of a paragraph, to be asked for the innermost around a place."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self._quotes = quotes
        #: For each quotation the index of the one around it, -1 for none.
        self._outer: list[int] = []
        #: Where quotations start and end, in order, and the innermost behind each of these places.
        self._edges: list[int] = []
        self._innermost: list[int] = []
        around = [-1]
        for index, quote in enumerate(quotes):
            self._close(around, quote.start)
            self._outer.append(around[-1])
            around.append(index)
            self._edges.append(quote.start)
            self._innermost.append(index)
        self._close(around, None)

    def _close(self, around: list[int], until: int | None) -> None:
        while (last := around[-1]) >= 0 and (until is None or self._quotes[last].end <= until):
            around.pop()
            self._edges.append(self._quotes[last].end)
            self._innermost.append(around[-1])

    def around(self, start: int, end: int) -> Quote | None:
        """The innermost quotation that holds the characters between two places.

        >>> Nesting(find_quotes("创建“‘双像’岗”")).around(4, 6)
        Quote(start=4, end=6, mark='‘', depth=1)
        """
        edge = bisect_right(self._edges, start) - 1
        index = self._innermost[edge] if edge >= 0 else -1
        while index >= 0 and self._quotes[index].end < end:
            index = self._outer[index]
        return self._quotes[index] if index >= 0 else None


_BETWEEN = re.compile("[”’》](?:、|和|及|以及|与)?[“‘《]")


def find_rows(text: str, quotes: Iterable[Quote]) -> dict[Quote, tuple[int, int]]:
    """For each quotation the span, marks left out, of the row it stands in: “A”“B”、“C”."""
    rows: dict[Quote, tuple[int, int]] = {}
    for depth_quotes in _by_depth(quotes).values():
        row: list[Quote] = []
        for quote in [*depth_quotes, None]:
            if quote is not None and (not row or _BETWEEN.fullmatch(text, row[-1].end, quote.start)):
                row.append(quote)
                continue
            rows |= dict.fromkeys(row, (row[0].start, row[-1].end))
            row = [quote] if quote is not None else []
    return rows


def _by_depth(quotes: Iterable[Quote]) -> dict[int, list[Quote]]:
    grouped: dict[int, list[Quote]] = {}
    for quote in quotes:
        grouped.setdefault(quote.depth, []).append(quote)
    return grouped

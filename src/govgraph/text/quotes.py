"""Quotations, nested ones too: “…‘…’…”, and titles in 《…》."""

import re
from collections.abc import Iterable

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
    for match in _MARKS.finditer(text):
        mark = match[0]
        if mark in _CLOSING:
            open_marks.append((mark, match.end()))
            continue
        depth = next((i for i in range(len(open_marks) - 1, -1, -1) if _CLOSING[open_marks[i][0]] == mark), None)
        if depth is None:
            continue
        opening, start = open_marks[depth]
        del open_marks[depth:]
        if start < match.start():
            quotes.append(Quote(offset + start, offset + match.start(), opening, depth))
    return tuple(sorted(quotes, key=lambda quote: (quote.start, -quote.end)))


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

"""Quotations, nested ones too: “…‘…’…”, and titles in 《…》."""

import re
from dataclasses import dataclass

_MARKS = re.compile("[“”‘’《》]")
_CLOSING = {"“": "”", "‘": "’", "《": "》"}


@dataclass(frozen=True, slots=True)
class Quote:
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

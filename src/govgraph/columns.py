"""Text in the columns of a terminal, where a Chinese character takes two."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

#: A word of Latin letters or one character, and the closing marks that may not begin a line.
_TOKEN = re.compile("(?:[!-~]+|.)[，。；：！？、”’）》】］]*", re.DOTALL)

_OPENING = frozenset("［“‘（《【")

#: Text and the name of its style; a piece of style ``WHOLE`` is not divided.
Piece = tuple[str, str]
WHOLE = "tag"

#: Control characters could steer the terminal, and marks of direction reorder what it shows.
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def make_printable(text: str) -> str:
    r"""The text, character by character, with blanks for white space and U+FFFD for what could steer a terminal.

    >>> make_printable("a\x1b[31m\u202eb\tc\n")
    'a�[31m�b c '
    """
    return "".join(" " if c in "\t\n\r" else "�" if unicodedata.category(c) in _UNSAFE else c for c in text)


def width_of(text: str) -> int:
    """Columns that the text takes.

    >>> width_of("书记e3"), width_of("e\u0301")
    (6, 1)
    """
    return sum(map(_columns, text))


def pad(text: str, width: int) -> str:
    """The text with blanks up to a width in columns."""
    return text + " " * (width - width_of(text))


def shorten(text: str, width: int) -> str:
    """The beginning of the text that fits, with an ellipsis where it is not all of it.

    >>> shorten("红色帮办服务", 7)
    '红色帮…'
    """
    if width_of(text) <= width:
        return text
    used, kept = 1, []
    for character in text:
        used += _columns(character)
        if used > width:
            break
        kept.append(character)
    return "".join(kept) + "…"


def begin_tail(text: str, width: int) -> int:
    """Where the end of the text begins that fits.

    >>> begin_tail("红色帮办服务", 5)
    4
    """
    at = len(text)
    while at > 0 and width >= _columns(text[at - 1]):
        at -= 1
        width -= _columns(text[at])
    return at


def wrap(pieces: Iterable[Piece], width: int) -> Iterator[list[Piece]]:
    """Lines of pieces, each no wider than ``width`` columns unless one word is; an opening mark ends no line."""
    line: list[Piece] = []
    waiting: list[Piece] = []
    used = 0
    for token, style in _tokens(pieces):
        waiting.append((token, style))
        if token in _OPENING:
            continue
        needed = sum(width_of(text) for text, _ in waiting)
        if line and used + needed > width:
            yield line
            line, used = [], 0
        line += waiting
        used += needed
        waiting = []
    if line or waiting:
        yield line + waiting


def _tokens(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for text, style in pieces:
        yield from ((token, style) for token in ([text] if style == WHOLE else _TOKEN.findall(text)))


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1

"""Terms of Turtle: literals as text, prefixed names checked."""

import re
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from govgraph.graph.summaries import plain_number
from govgraph.write.files import well_formed

_PREFIXED = re.compile(r"[A-Za-z]+:[A-Za-z0-9_]+", re.ASCII)

#: Names and labels are in simplified Chinese.
LANGUAGE = "zh-Hans"

# Turtle forbids only the quote, the backslash and line ends in a literal; the rest would be invisible or upset readers.
_ESCAPES = {code: f"\\u{code:04X}" for code in (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, 0xFEFF)}
_ESCAPES |= {ord("\\"): "\\\\", ord('"'): '\\"', ord("\n"): "\\n", ord("\r"): "\\r", ord("\t"): "\\t"}


def text(value: str, language: str | None = None) -> str:
    r"""A string literal.

    >>> text('“小”\n"大"\\', "zh-Hans")
    '"“小”\\n\\"大\\"\\\\"@zh-Hans'
    """
    plain = value.isprintable() and '"' not in value and "\\" not in value
    literal = f'"{value}"' if plain else f'"{well_formed(value).translate(_ESCAPES)}"'
    return f"{literal}@{language}" if language else literal


def label(value: str) -> str:
    """A name in simplified Chinese."""
    return text(value, LANGUAGE)


def typed(value: str, datatype: str) -> str:
    """A literal of a datatype that is given as a prefixed name."""
    return f"{text(value)}^^{datatype}"


def day(value: date) -> str:
    """An xsd:date."""
    return typed(value.isoformat(), "xsd:date")


def calendar(start: date, end: date) -> list[str]:
    """What the calendar calls these days, if it has a word for them: a year, a month or a day.

    >>> calendar(date(2021, 1, 1), date(2021, 12, 31)), calendar(date(2020, 2, 1), date(2020, 2, 29))
    (['"2021"^^xsd:gYear'], ['"2020-02"^^xsd:gYearMonth'])
    >>> calendar(date(2021, 3, 4), date(2021, 3, 4)), calendar(date(2021, 1, 1), date(2021, 3, 4))
    (['"2021-03-04"^^xsd:date'], [])
    """
    if start == end:
        return [day(start)]
    if start.day != 1 or start.year != end.year or (end + timedelta(days=1)).day != 1:
        return []
    if start.month == end.month:
        return [typed(f"{start:%Y-%m}", "xsd:gYearMonth")]
    return [typed(f"{start:%Y}", "xsd:gYear")] if (start.month, end.month) == (1, 12) else []


@lru_cache(maxsize=4096)
def decimal(value: Decimal | float) -> str:
    """An xsd:decimal in Turtle's short form; a float is taken as it prints, so 0.93 is 0.93.

    >>> decimal(Decimal("83.000000")), decimal(0.93), decimal(Decimal("1E+3"))
    ('83.0', '0.93', '1000.0')
    """
    digits = plain_number(value if isinstance(value, Decimal) else Decimal(repr(value)))
    return digits if "." in digits else f"{digits}.0"


def integer(value: int) -> str:
    """An xsd:integer in Turtle's short form."""
    return str(value)


def offset(value: int) -> str:
    """An xsd:nonNegativeInteger, as the annotation vocabulary wants its positions."""
    return typed(str(value), "xsd:nonNegativeInteger")


def name(prefixed: str) -> str:
    """An identifier of the graph as it is, once it is sure that every store keeps it.

    Raises:
        ValueError: it is no prefix with a local name of ``[A-Za-z0-9_]``.
    """
    if not _PREFIXED.fullmatch(prefixed):
        raise ValueError(f"{prefixed!r} is no prefixed name of ASCII letters, digits and _")
    return prefixed

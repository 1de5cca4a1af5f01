"""Finds SERVICE clauses: Oxigraph would send what they hold to any address that they name."""

import re

# Strings and comments are not told apart from clauses: a reading that differs from Oxigraph's by one quote could hide a
# clause, as in FILTER(1<'> ') SERVICE …, where <'> is no IRI. So whatever looks like a clause is taken for one.
_BLANK = r"(?:\s|\#[^\n\r]*[\n\r])*+"
_SERVICE = re.compile(rf"service{_BLANK}(?:silent{_BLANK})?(?:<[^>]*>|[^\s<{{}}]+){_BLANK}\{{", re.IGNORECASE)
#: Variables and local names, which may hold the word.
_NAME = re.compile(r"[?$:]\w+")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})")


def calls_service(query: str) -> bool:
    r"""Whether a query may hold a SERVICE clause: surely if it does, and seldom if it does not.

    >>> calls_service("ASK { SERVICE # any\n silent <http://example.org/> { } }")
    True
    >>> calls_service("ASK { ?service a gg:ServiceChannel }")
    False
    """
    unescaped = _ESCAPE.sub(lambda found: _character(found[1] or found[2]), query)
    return any(_SERVICE.search(_NAME.sub(":", text)) for text in (query, unescaped))


def _character(digits: str) -> str:
    code = int(digits, 16)
    return chr(code) if code < 0x110000 else " "

"""Puts SPARQL to the graph of a build: what would change it or reach another server is refused."""

import re
from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from govgraph.errors import GovgraphError
from govgraph.serve.services import calls_service

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

#: What a word of SPARQL cannot be part of, then words. Where a text is neither, the next character is tried: a word too
#: many refuses a query that could run, one too few runs a query that must not.
_TOKEN = re.compile(
    r"""
    \#[^\n\r]*                                          # a comment
    | <[^<>\s"{}|^`]*>                                  # an IRI
    | \"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
    | [?$]\w+                                           # a variable
    | (?:[\w-]*):(?:[\w:%-]|\\.)*                       # a prefixed name
    | (?P<word>[^\W\d]\w*)
    """,
    re.VERBOSE | re.DOTALL,
)
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
_POSITION = re.compile(r"error at (\d+):(\d+)")
#: Among the characters that it expects, Oxigraph says in words what is wrong: "Prefix not found".
_REASON = re.compile(r"[A-Z][A-Za-z]+(?: [A-Za-z]+)+")


class QueryError(GovgraphError):
    """A query that cannot be answered; its text says where it fails, or why it is refused."""


def ask(store: ox.Store, query: str, prefixes: Mapping[str, str] | None = None) -> Answer:
    """The answer to a SPARQL query.

    Args:
        store: what ``open_store`` has opened.
        query: SPARQL 1.1; ``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``.
        prefixes: those that the query may use without declaring them, with their namespaces.

    Raises:
        QueryError: it is no SPARQL, an update, or asks another server (``SERVICE``).
    """
    if calls_service(query):
        raise QueryError("SERVICE is refused: a build is asked alone, and no other server. Leave it out.")
    try:
        return store.query(query, prefixes=dict(prefixes or {}))
    except SyntaxError as error:
        update = next((word for word in _words(query) if word not in ("BASE", "PREFIX")), "")
        if update in _UPDATES:
            raise QueryError(
                f"{update} is refused: a build is only read. What it gets wrong, corrections.toml puts right."
            ) from error
        raise QueryError(_explain(str(error), query)) from error
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"The query cannot be answered: {error}.") from error


def _words(query: str) -> Iterator[str]:
    """Keywords and names of functions, in capitals."""
    return (found["word"].upper() for found in _TOKEN.finditer(query) if found["word"])


def _explain(message: str, query: str) -> str:
    r"""Where and why a query cannot be read.

    >>> _explain("error at 2:8: expected one of Prefix not found, ['%'], ['-']", "ASK {\n ?x f:y ?z }")
    'The query cannot be read at line 2, column 8, before "?z }": prefix not found.'
    """
    found = _POSITION.search(message)
    if not found:
        return f"The query cannot be read: {message}."
    line, column = int(found[1]), int(found[2])
    rest = "\n".join(query.split("\n")[line - 1 :])[column - 1 :].split()
    near = f'before "{" ".join(rest)[:40]}"' if rest else "at its end"
    reason = _REASON.search(message, found.end())
    return f"The query cannot be read at line {line}, column {column}, {near}" + (
        f": {reason[0][0].lower()}{reason[0][1:]}." if reason else "."
    )

"""Answers of any store in one form, so that they can be compared: SPARQL JSON for SELECT, N-Triples for CONSTRUCT."""

import json
import re
from collections import Counter
from decimal import Decimal, InvalidOperation
from typing import Any

import pyoxigraph as ox

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = {f"{_XSD}{name}" for name in ("integer", "int", "long", "nonNegativeInteger", "decimal")}

Answer = Counter[tuple[str, ...]]


def wants_triples(query: str) -> bool:
    """Whether it is a CONSTRUCT or DESCRIBE."""
    return re.search(r"^\s*(CONSTRUCT|DESCRIBE)\b", query, re.MULTILINE | re.IGNORECASE) is not None


def read_answer(content: bytes) -> Answer:
    """Each row of a SELECT with how often it comes; each triple of a CONSTRUCT once.

    What stores may write differently is levelled: numbers (``2.0``, ``2``), the case of language tags (Virtuoso lowers
    it), the order of rows, and ``xsd:string`` said or implied.

    Raises:
        ValueError: the store answered neither SPARQL JSON nor N-Triples, such as with a message.
    """
    if not content.lstrip().startswith(b"{"):
        return _read_triples(content)
    answer = json.loads(content)
    if "boolean" in answer:
        return Counter([(str(answer["boolean"]),)])
    rows = answer["results"]["bindings"]
    return Counter(tuple(f"{name}={_level(row[name])}" for name in sorted(row)) for row in rows)


def _level(term: dict[str, Any]) -> str:
    value, datatype = term["value"], term.get("datatype", f"{_XSD}string")
    if term["type"] in ("uri", "bnode"):
        return f"<{value}>"
    if "xml:lang" in term:
        return f"{value}@{term['xml:lang'].lower()}"
    if datatype in _NUMBERS:
        return _level_number(value)
    return f"{value}^^{datatype}"


def _level_number(value: str) -> str:
    try:
        return f"{Decimal(value).normalize():f}"
    except InvalidOperation:
        return value


def _read_triples(content: bytes) -> Answer:
    try:
        return Counter(
            {
                (_level_term(triple.subject), _level_term(triple.predicate), _level_term(triple.object))
                for triple in ox.parse(content, format=ox.RdfFormat.N_TRIPLES)
            }
        )
    except SyntaxError as error:
        raise ValueError(f"no answer but {content[:200]!r}") from error


def _level_term(term: object) -> str:
    if isinstance(term, ox.Literal):
        language = {"xml:lang": term.language} if term.language else {}
        return _level({"type": "literal", "value": term.value, "datatype": term.datatype.value, **language})
    return f"<{term.value}>" if isinstance(term, ox.NamedNode) else str(term)

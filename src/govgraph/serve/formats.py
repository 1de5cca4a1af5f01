"""The media types of answers, and the choice among them that a request leaves."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pyoxigraph as ox

#: Of SELECT and ASK; the first serves a client that has no preference.
RESULTS: Mapping[str, ox.QueryResultsFormat] = MappingProxyType(
    {
        "application/sparql-results+json": ox.QueryResultsFormat.JSON,
        "application/json": ox.QueryResultsFormat.JSON,
        "application/sparql-results+xml": ox.QueryResultsFormat.XML,
        "application/xml": ox.QueryResultsFormat.XML,
        "text/csv": ox.QueryResultsFormat.CSV,
        "text/tab-separated-values": ox.QueryResultsFormat.TSV,
    }
)

#: Of CONSTRUCT and DESCRIBE.
GRAPHS: Mapping[str, ox.RdfFormat] = MappingProxyType(
    {
        "text/turtle": ox.RdfFormat.TURTLE,
        "application/n-triples": ox.RdfFormat.N_TRIPLES,
        "application/ld+json": ox.RdfFormat.JSON_LD,
        "application/rdf+xml": ox.RdfFormat.RDF_XML,
    }
)


def choose_type(accept: str, offered: Sequence[str]) -> str | None:
    """The offered media type that an Accept header ranks highest, the first offered among equals; None if it has none.

    >>> choose_type("text/csv;q=0.5, application/xml", list(RESULTS))
    'application/xml'
    >>> choose_type("*/*", list(RESULTS))
    'application/sparql-results+json'
    >>> choose_type("image/png", list(RESULTS))
    """
    ranges = dict(map(_read_range, (accept.strip() or "*/*").lower().split(",")))

    def rank(media_type: str) -> float:
        wider = (media_type, f"{media_type.partition('/')[0]}/*", "*/*")
        return next((ranges[one] for one in wider if one in ranges), 0)

    best = max(offered, key=rank)  # the first of the best
    return best if rank(best) > 0 else None


def _read_range(text: str) -> tuple[str, float]:
    media_type, *parameters = (part.strip() for part in text.split(";"))
    quality = next((one[2:] for one in parameters if one.startswith("q=")), "1")
    try:
        return media_type, float(quality)
    except ValueError:
        return media_type, 0

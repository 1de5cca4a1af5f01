"""One query to one answer, within limits: what a worker does, and what it refuses."""

import csv
import io
import re
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from govgraph.serve.formats import GRAPHS, RESULTS

# Oxigraph fetches what a SERVICE clause names. Strings and comments are not told apart from clauses here: a reading
# that differs from Oxigraph's by one quote could hide a clause, so whatever looks like one is taken for one.
_BLANK = r"(?:\s|\#[^\n\r]*[\n\r])*+"
_SERVICE = re.compile(rf"service{_BLANK}(?:silent{_BLANK})?(?:<[^>]*>|[^\s<{{}}]+){_BLANK}\{{", re.IGNORECASE)
#: Variables and local names, which may hold the word.
_NAME = re.compile(r"[?$:]\w+")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})")
_UPDATE = re.compile(r"\b(?:insert|delete|load|clear|drop|create|add|move|copy)\b", re.IGNORECASE)

_READ_ONLY = "This endpoint only reads: updates are refused."


@dataclass(frozen=True, slots=True)
class Job:
    """A query, and the media types for its answer; ``None`` where the client takes none that there is.

    Args:
        query: SPARQL 1.1.
        results_type: a key of ``RESULTS``, should it be a SELECT or ASK.
        graph_type: a key of ``GRAPHS``, should it be a CONSTRUCT or DESCRIBE.
        most_rows: rows or triples that are still an answer.
        most_bytes: bytes that are.
    """

    query: str
    results_type: str | None
    graph_type: str | None
    most_rows: int
    most_bytes: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back over HTTP; of a status other than 200, one sentence that says what to do."""

    status: int
    media_type: str
    body: bytes


class _TooLargeError(Exception):
    pass


class _Bounded(io.BytesIO):
    def __init__(self, most: int) -> None:
        super().__init__()
        self._left = most

    def write(self, data: bytes, /) -> int:  # type: ignore[override]  # Oxigraph writes bytes
        self._left -= len(data)
        if self._left < 0:
            raise _TooLargeError
        return super().write(data)


def refuse(status: int, message: str) -> Answer:
    """An answer that is none, with its reason."""
    return Answer(status, "text/plain", f"{message}\n".encode())


def answer_query(store: ox.Store, job: Job) -> Answer:
    """Run a query; whatever is wrong with it becomes a refusal."""
    if calls_service(job.query):
        return refuse(403, "SERVICE is refused: this endpoint asks no other. Leave the clause out.")
    try:
        found = store.query(job.query)
        if isinstance(found, ox.QueryTriples):
            return _write_triples(found, job)
        return _write_results(found, job)
    except SyntaxError as error:
        hint = f" {_READ_ONLY}" if _UPDATE.search(job.query) else ""
        return refuse(400, f"The query is no SPARQL 1.1: {error}.{hint}")
    except _TooLargeError:
        return refuse(422, f"The answer is larger than {job.most_bytes:,} bytes. Ask for less, with LIMIT or FILTER.")
    except (OSError, ValueError, RuntimeError) as error:
        return refuse(400, f"The query cannot be answered: {error}.")


def calls_service(query: str) -> bool:
    r"""Whether a query may hold a SERVICE clause: surely if it does, and seldom if it does not.

    >>> calls_service("ASK { SERVICE # any\n silent <http://example.org/> { } }"), calls_service("ASK { ?service ?p 1 }")
    (True, False)
    """
    unescaped = _ESCAPE.sub(lambda found: _character(found[1] or found[2]), query)
    return any(_SERVICE.search(_NAME.sub(":", text)) for text in (query, unescaped))


def _character(digits: str) -> str:
    code = int(digits, 16)
    return chr(code) if code < 0x110000 else " "


def _write_triples(found: ox.QueryTriples, job: Job) -> Answer:
    if job.graph_type is None:
        return _refuse_type("CONSTRUCT and DESCRIBE", list(GRAPHS))
    triples = list(islice(found, job.most_rows + 1))
    if len(triples) > job.most_rows:
        return _refuse_rows(job)
    written = _Bounded(job.most_bytes)
    ox.serialize(triples, written, format=GRAPHS[job.graph_type])
    return Answer(200, job.graph_type, written.getvalue())


def _write_results(found: ox.QuerySolutions | ox.QueryBoolean, job: Job) -> Answer:
    if job.results_type is None:
        return _refuse_type("SELECT and ASK", list(RESULTS))
    written = _Bounded(job.most_bytes)
    results_format = RESULTS[job.results_type]
    found.serialize(written, format=results_format)
    if isinstance(found, ox.QuerySolutions) and _count_rows(written.getvalue(), results_format) > job.most_rows:
        return _refuse_rows(job)
    return Answer(200, job.results_type, written.getvalue())


def _count_rows(body: bytes, results_format: ox.QueryResultsFormat) -> int:
    if results_format == ox.QueryResultsFormat.CSV:  # Oxigraph writes it, but does not read it
        return sum(1 for _ in csv.reader(io.StringIO(body.decode(), newline=""))) - 1
    if results_format == ox.QueryResultsFormat.TSV:
        return body.count(b"\n") - 1
    rows = ox.parse_query_results(body, format=results_format)
    return 0 if isinstance(rows, ox.QueryBoolean) else sum(1 for _ in rows)


def _refuse_rows(job: Job) -> Answer:
    return refuse(422, f"The answer has more than {job.most_rows:,} rows. Ask for less, with LIMIT or FILTER.")


def _refuse_type(forms: str, offered: list[str]) -> Answer:
    return refuse(406, f"{forms} are answered as {', '.join(offered)}. Name one of them in Accept.")

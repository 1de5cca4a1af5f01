"""One query to one reply, within limits: what a worker does."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from govgraph.serve.answers import QueryError, ask
from govgraph.serve.formats import GRAPHS, RESULTS


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
class Reply:
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


def refuse(status: int, message: str) -> Reply:
    """An answer that is none, with its reason."""
    return Reply(status, "text/plain", f"{message}\n".encode())


def answer_job(store: ox.Store, prefixes: Mapping[str, str], job: Job) -> Reply:
    """Run a query, which may use the prefixes; whatever is wrong with it becomes a refusal."""
    try:
        found = ask(store, job.query, prefixes)
        if isinstance(found, ox.QueryTriples):
            return _write_triples(found, prefixes, job)
        return _write_results(found, job)
    except QueryError as error:
        return refuse(400, str(error))
    except _TooLargeError:
        return refuse(422, f"The answer is larger than {job.most_bytes:,} bytes. Ask for less, with LIMIT or FILTER.")
    except (OSError, ValueError, RuntimeError) as error:
        return refuse(400, f"The query cannot be answered: {error}.")


def _write_triples(found: ox.QueryTriples, prefixes: Mapping[str, str], job: Job) -> Reply:
    if job.graph_type is None:
        return _refuse_type("CONSTRUCT and DESCRIBE", list(GRAPHS))
    triples = list(islice(found, job.most_rows + 1))
    if len(triples) > job.most_rows:
        return _refuse_rows(job)
    written = _Bounded(job.most_bytes)
    ox.serialize(triples, written, format=GRAPHS[job.graph_type], prefixes=dict(prefixes))
    return Reply(200, job.graph_type, written.getvalue())


def _write_results(found: ox.QuerySolutions | ox.QueryBoolean, job: Job) -> Reply:
    if job.results_type is None:
        return _refuse_type("SELECT and ASK", list(RESULTS))
    written = _Bounded(job.most_bytes)
    results_format = RESULTS[job.results_type]
    found.serialize(written, format=results_format)
    if isinstance(found, ox.QuerySolutions) and _count_rows(written.getvalue(), results_format) > job.most_rows:
        return _refuse_rows(job)
    return Reply(200, job.results_type, written.getvalue())


def _count_rows(body: bytes, results_format: ox.QueryResultsFormat) -> int:
    if results_format == ox.QueryResultsFormat.CSV:  # Oxigraph writes it, but does not read it
        return sum(1 for _ in csv.reader(io.StringIO(body.decode(), newline=""))) - 1
    if results_format == ox.QueryResultsFormat.TSV:
        return body.count(b"\n") - 1
    rows = ox.parse_query_results(body, format=results_format)
    return 0 if isinstance(rows, ox.QueryBoolean) else sum(1 for _ in rows)


def _refuse_rows(job: Job) -> Reply:
    return refuse(422, f"The answer has more than {job.most_rows:,} rows. Ask for less, with LIMIT or FILTER.")


def _refuse_type(forms: str, offered: list[str]) -> Reply:
    return refuse(406, f"{forms} are answered as {', '.join(offered)}. Name one of them in Accept.")

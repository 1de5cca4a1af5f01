"""The query half of the SPARQL 1.1 Protocol; there is no update half."""

import asyncio
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response

from govgraph.serve.connections import PATIENCE
from govgraph.serve.formats import GRAPHS, RESULTS, choose_type
from govgraph.serve.replies import Job, Reply, refuse
from govgraph.serve.workers import Pool

#: A query of so many bytes is a mistake or an attack.
MOST_QUERY = 1 << 20
MOST_ANSWER = 64 << 20
_FORM, _DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
_DATASET = {"default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri"}


class RefusedError(Exception):
    """A request that holds no query to be answered here."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.answer = refuse(status, message)


class Endpoint:
    """Answers queries by GET, by POST of a form, and by POST of the query itself."""

    def __init__(self, pool: Pool, most_rows: int) -> None:
        self._pool = pool
        self._most_rows = most_rows

    async def respond(self, request: Request) -> Response:
        accept = request.headers.get("accept", "")
        if request.method == "GET" and not request.url.query and "text/html" in accept:
            return RedirectResponse("/query", 303)
        try:
            query = await _read_query(request)
        except RefusedError as refused:
            return _respond(refused.answer)
        except ClientDisconnect:  # nobody is there to be told
            return Response(status_code=400)
        results_type, graph_type = choose_type(accept, list(RESULTS)), choose_type(accept, list(GRAPHS))
        return _respond(await self._ask(request, Job(query, results_type, graph_type, self._most_rows, MOST_ANSWER)))

    async def _ask(self, request: Request, job: Job) -> Reply:
        """The answer; the query ends when the client leaves before."""
        asking = asyncio.ensure_future(self._pool.answer(job))
        leaving = asyncio.ensure_future(_wait_until_left(request))
        try:
            await asyncio.wait({asking, leaving}, return_when=asyncio.FIRST_COMPLETED)
            return asking.result() if asking.done() else refuse(503, "The client has left.")
        finally:
            asking.cancel()
            leaving.cancel()


async def _wait_until_left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _respond(answer: Reply) -> Response:
    return Response(answer.body, answer.status, {"Vary": "Accept"}, answer.media_type)


async def _read_query(request: Request) -> str:
    fields = list(request.query_params.multi_items())
    if request.method == "POST":
        media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type == "application/sparql-update":
            raise RefusedError(403, "This endpoint only reads: updates are refused.")
        if media_type not in (_FORM, _DIRECT):
            raise RefusedError(415, f"A query is posted as {_FORM} or {_DIRECT}.")
        body = await _read_body(request)
        fields += [("query", body)] if media_type == _DIRECT else _read_form(body)
    names = {name for name, _ in fields}
    if "update" in names:
        raise RefusedError(403, "This endpoint only reads: updates are refused.")
    if asked := sorted(names & _DATASET):
        raise RefusedError(400, f"The build is one graph, the default one. Leave {', '.join(asked)} out.")
    queries = [value for name, value in fields if name == "query"]
    if len(queries) != 1:
        raise RefusedError(400, "Send one query, as the parameter query. A page to write it in is at /query.")
    return queries[0]


def _read_form(body: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(body, keep_blank_values=True, max_num_fields=100, errors="strict")
    except ValueError as error:
        raise RefusedError(400, "The form cannot be read: it needs UTF-8 and at most 100 fields.") from error


async def _read_body(request: Request) -> str:
    body = bytearray()
    try:
        async with asyncio.timeout(PATIENCE):
            async for chunk in request.stream():
                body += chunk
                if len(body) > MOST_QUERY:
                    raise RefusedError(413, f"A query may have {MOST_QUERY:,} bytes.")
    except TimeoutError as error:
        raise RefusedError(408, f"The query did not come within {PATIENCE:g} seconds. Send it again.") from error
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise RefusedError(400, "The query is no UTF-8.") from error

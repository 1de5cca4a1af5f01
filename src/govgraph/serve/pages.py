"""What a browser sees: the build's graph, and a page to ask it questions."""

from dataclasses import asdict
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from govgraph import ontology
from govgraph.errors import SetupError
from govgraph.serve.guards import FRAMES
from govgraph.serve.questions import fill, read_questions
from govgraph.write import BASE_IRI
from govgraph.write.html.shell import embed_json, read_glyphs, render_shell

_HTML = {"Content-Security-Policy": FRAMES}


class Pages:
    """The pages of one build."""

    def __init__(self, folder: Path) -> None:
        self._graph = folder / "graph.html"

    async def show_graph(self, request: Request) -> Response:
        if not self._graph.is_file():
            return PlainTextResponse(f"{self._graph} is missing. Build it with govgraph build; /query works.\n", 404)
        return FileResponse(self._graph, media_type="text/html", headers=_HTML)

    async def show_query(self, request: Request) -> Response:
        return Response(render_query_page(), media_type="text/html", headers=_HTML)


async def fill_question(request: Request) -> Response:
    """The SPARQL of a ready question, its parameters filled from the address."""
    for question in read_questions():
        if question.name == request.path_params["name"]:
            try:
                return PlainTextResponse(fill(question, dict(request.query_params)))
            except SetupError as error:
                return PlainTextResponse(f"{error}\n", 400)
    return PlainTextResponse("There is no such question. /query lists them.\n", 404)


@cache
def render_query_page() -> bytes:
    """The page of the editor, in UTF-8."""
    data = {
        "base": BASE_IRI,
        "prefixes": dict(ontology.prefixes()),
        "glyphs": read_glyphs(),
        "questions": [asdict(question) for question in read_questions()],
    }
    return render_shell(
        "query.html.j2",
        styles=("base.css", "query.css"),
        scripts=(("words.js", "theme.js", "elements.js", "csv.js", "query.js"),),
        connect="'self'",
        data=embed_json(data),
    )

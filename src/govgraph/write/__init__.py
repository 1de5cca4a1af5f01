"""Stage 6 of 7: Graph -> files."""

from pathlib import Path

from govgraph.graph.tally import Tally
from govgraph.model import Graph
from govgraph.write.builds import BASE_IRI, BuildInfo, name_program
from govgraph.write.files import replace_file
from govgraph.write.html import assemble_page, write_html
from govgraph.write.html.reader import Texts
from govgraph.write.tables import write_tables
from govgraph.write.turtle import write_turtle


def write_page(
    graph: Graph,
    path: Path,
    texts: Texts | None = None,
    whole: Tally | None = None,
    info: BuildInfo | None = None,
) -> None:
    """Write the explorer page of a graph, or of an excerpt of what ``whole`` counts.

    It has whole articles where ``texts`` gives them, and says it where ``info`` tells that names in them are masked.
    """
    with replace_file(path) as beside:
        write_html(graph, beside, texts, whole, masked=bool(info and info.masked))


__all__ = [
    "BASE_IRI",
    "BuildInfo",
    "Texts",
    "assemble_page",
    "name_program",
    "write_page",
    "write_tables",
    "write_turtle",
]

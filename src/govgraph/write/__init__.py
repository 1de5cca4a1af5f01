"""Stage 6 of 7: Graph -> files."""

from pathlib import Path
from typing import Protocol

from govgraph.model import Graph
from govgraph.write.builds import BASE_IRI, BuildInfo
from govgraph.write.files import replace_file
from govgraph.write.html import write_html
from govgraph.write.html.reader import Texts
from govgraph.write.tables import write_tables
from govgraph.write.turtle import write_turtle


class Writer(Protocol):
    """Writes the graph to a file or folder of its own; ``info`` is today's program and lexicon unless given."""

    def __call__(self, graph: Graph, path: Path, info: BuildInfo | None = None) -> None: ...


def write_page(graph: Graph, path: Path, info: BuildInfo | None = None, texts: Texts | None = None) -> None:
    """Write the explorer page, with whole articles where ``texts`` gives them.

    ``info`` is not needed and is there because every writer takes it.
    """
    with replace_file(path) as beside:
        write_html(graph, beside, texts)


#: Every output of a build by the name of its file or folder. A new format is one file here and one line.
WRITERS: dict[str, Writer] = {
    "graph.ttl": write_turtle,
    "graph.html": write_page,
    "tables": write_tables,
}

__all__ = ["BASE_IRI", "WRITERS", "BuildInfo", "Texts", "Writer", "write_page", "write_tables", "write_turtle"]

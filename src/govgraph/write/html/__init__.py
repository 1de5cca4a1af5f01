"""Graph -> one HTML page that needs nothing but a browser: no server, no network, no other file."""

from pathlib import Path

from govgraph.model import Graph
from govgraph.write.html.page import render_page


def write_html(graph: Graph, path: Path) -> None:
    """Write the explorer page of the graph: the same bytes for the same graph."""
    path.write_bytes(render_page(graph))

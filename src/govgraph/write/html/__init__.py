"""Graph -> one HTML page that needs nothing but a browser: no server, no network, no other file.

An article with what was read in it is a page of the same kind.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path

from govgraph.graph.tally import Tally
from govgraph.model import Graph
from govgraph.write.article import Article
from govgraph.write.files import replace_file
from govgraph.write.html.article import render_article
from govgraph.write.html.page import render_frame, render_page
from govgraph.write.html.reader import Texts


def write_html(
    graph: Graph, path: Path, texts: Texts | None = None, whole: Tally | None = None, *, masked: bool = False
) -> None:
    """Write the explorer page of the graph: the same bytes for the same graph and the same texts of its documents."""
    path.write_bytes(render_page(graph, texts, whole, masked=masked))


def assemble_page(parts: Sequence[Path], path: Path, *, masked: bool = False) -> None:
    """Write the same page from files of the elements of its ``PARTS``, in their order."""
    before, after = render_frame(masked=masked)
    with path.open("wb") as file:
        file.write(before)
        for part in parts:
            with part.open("rb") as elements:
                shutil.copyfileobj(elements, file)
        file.write(after)


def write_article_page(article: Article, path: Path) -> None:
    """Write the page of one article: the same bytes for the same article."""
    with replace_file(path) as beside:
        beside.write_bytes(render_article(article))

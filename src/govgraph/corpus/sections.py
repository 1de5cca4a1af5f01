"""A text to its articles: most files hold one, a newspaper page may hold several."""

from collections.abc import Sequence

from govgraph.corpus.blocks import make_blocks
from govgraph.corpus.metadata import describe_section
from govgraph.corpus.paragraphs import Line, split_lines
from govgraph.model import Block, Section

#: A title over an author line opens a new article only after this much of one, and before this much of the next.
_LEAST_ARTICLE = 200


def divide(text: str, stem: str = "") -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """The blocks and articles of a cleaned text; ``stem`` is its file's name, asked for a date last."""
    articles = _split_articles(split_lines(text))
    starts = [0, *(article[0].start for article in articles[1:]), len(text)]
    blocks: list[Block] = []
    sections: list[Section] = []
    for index, article in enumerate(articles):
        own = make_blocks(text, article, index)
        spell = {
            kind: [text[block.start : block.end] for block in own if block.kind == kind] for kind in ("title", "byline")
        }
        sections.append(describe_section(starts[index], starts[index + 1], spell["title"], spell["byline"], stem))
        blocks += own
    return tuple(blocks), tuple(sections)


def _split_articles(all_lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each article: a new one begins at a heading over an author or date line, with prose around it."""
    before = 0
    left = sum(line.prose for line in all_lines)
    articles: list[list[Line]] = [[]]
    for index, line in enumerate(all_lines):
        following = all_lines[index + 1].mark if index + 1 < len(all_lines) else None
        opens = line.may_be_title and following == "byline"
        if opens and before >= _LEAST_ARTICLE and left >= _LEAST_ARTICLE:
            articles.append([])
            before = 0
        articles[-1].append(line)
        before += line.prose
        left -= line.prose
    return [article for article in articles if article]

"""The lines of one article to blocks: title, heading, byline, body, boilerplate."""

import re
from collections.abc import Sequence

from govgraph.corpus.boilerplate import split_credits
from govgraph.corpus.paragraphs import Line
from govgraph.lexicon import words
from govgraph.model import Block, BlockKind

_ITEM = re.compile(
    "[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|第[一二三四五六七八九十]+[章节条]|[0-9]+[.、]"
)
_MOST_TITLES = 3
#: Lines over a title that are shorter are menu entries (首页, 要闻).
_SHORTEST_TITLE = 5


def make_blocks(text: str, article: Sequence[Line], section: int) -> list[Block]:
    """The blocks of ``article``, credits at the ends of its prose split off as bylines."""
    kinds = _sort_lines(article)
    last = max((index for index, kind in enumerate(kinds) if kind == "body"), default=-1)
    blocks = []
    for index, (line, kind) in enumerate(zip(article, kinds, strict=True)):
        pieces: list[tuple[int, int, BlockKind]] = [(line.start, line.end, kind)]
        if kind == "body":
            start, end = split_credits(text, line.start, line.end, last=index == last)
            pieces = [(line.start, start, "byline"), (start, end, "body"), (end, line.end, "byline")]
        blocks += [_trim(text, Block(*piece, section)) for piece in pieces if text[piece[0] : piece[1]].strip()]
    return blocks


def _trim(text: str, block: Block) -> Block:
    piece = text[block.start : block.end]
    start = block.start + len(piece) - len(piece.lstrip())
    return Block(start, start + len(piece.strip()), block.kind, block.section)


def _sort_lines(article: Sequence[Line]) -> list[BlockKind]:
    """The kind of each line of one article."""
    kinds: list[BlockKind] = [_kind(line) for line in article]
    lead = next((index for index, line in enumerate(article) if line.mark is None), None)
    if lead is not None and article[lead].may_be_title:
        kinds[lead] = "heading"
    prose = [index for index, kind in enumerate(kinds) if kind == "body"]
    first = prose[0] if prose else len(article)
    _find_title(article, kinds, first)
    over = _find_end(article)
    for index in range(over, len(article)):
        if kinds[index] != "byline":
            kinds[index] = "boilerplate"
    last = max((index for index in prose if index < over), default=len(article))
    for index in range(last, len(article)):
        if kinds[index] == "heading":  # a heading over nothing: menus, advertisements
            kinds[index] = "boilerplate"
    return kinds


def _kind(line: Line) -> BlockKind:
    if line.mark is not None:
        return "byline" if line.mark == "byline" else "boilerplate"
    return "heading" if line.is_heading else "body"


def _find_title(article: Sequence[Line], kinds: list[BlockKind], first: int) -> None:
    """Mark the title: the headings over the author line, or else those that open the file; menus above it go."""
    header = next((index for index in range(first) if kinds[index] == "byline"), None)
    headings = [index for index in range(first) if kinds[index] == "heading"]
    above = [index for index in headings if header is not None and index < header]
    if above:
        title = _run_up_to(article, above)
        for index in above:
            kinds[index] = "boilerplate"
    else:
        title = _opening_run(article, headings)
    for index in title:
        kinds[index] = "title"


def _run_up_to(article: Sequence[Line], above: Sequence[int]) -> list[int]:
    """The neighbouring headings that end with the last of ``above``."""
    run = [above[-1]]
    for index in reversed(above[:-1]):
        size = article[index].end - article[index].start
        if index != run[-1] - 1 or size < _SHORTEST_TITLE or len(run) == _MOST_TITLES:
            break
        run.append(index)
    return run[::-1]


def _opening_run(article: Sequence[Line], headings: Sequence[int]) -> list[int]:
    """The first headings as long as they are neighbours and no label or numbered item."""
    run: list[int] = []
    for index in headings:
        if len(run) == _MOST_TITLES or (run and index != run[-1] + 1) or _is_part(article[index].text):
            break
        run.append(index)
    return run


def _is_part(text: str) -> bool:
    return text in words("boilerplate", "labels") or _ITEM.match(text) is not None


def _find_end(article: Sequence[Line]) -> int:
    """Index of the line that closes the article; one with most of the prose below it closes nothing."""
    above = 0
    below = sum(line.prose for line in article)
    for index, line in enumerate(article):
        if line.mark == "end" and above > below:
            return index
        above += line.prose
        below -= line.prose
    return len(article)

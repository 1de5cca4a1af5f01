"""An article with what was read in it, for a terminal: every mention in brackets, every statement under its sentence.

The lines are styled throughout; what prints them takes the styles out where no terminal shows them.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import click

from govgraph.columns import WHOLE, Piece, begin_tail, make_printable, pad, shorten, width_of, wrap
from govgraph.model import Measure, Post, Relation
from govgraph.records import to_plain
from govgraph.write.article.articles import Article, Paragraph, Sentence
from govgraph.write.article.marks import Close, Mark, Open, Run, nest
from govgraph.write.article.statements import Statement, entities_of

_STYLES: dict[str, dict[str, Any]] = {
    "Region": {"underline": True},
    "PartyOrganisation": {"fg": "red", "underline": True},
    "PublicOrganisation": {"fg": "blue", "underline": True},
    "Program": {"fg": "yellow", "underline": True},
    "Enterprise": {"fg": "green", "underline": True},
    "Project": {"fg": "magenta", "underline": True},
    "person": {"fg": "cyan", "underline": True},
    "noise": {"dim": True},
    "strong": {"bold": True},
    WHOLE: {"dim": True},
}
_INDENT = "    "
#: Columns of the longest statement that rule and confidence stand beside; under longer ones they have their own line.
_WIDEST = 72
#: Columns of the evidence that are shown before what a statement joins.
_BEFORE = 30


def render_text(article: Article, width: int) -> Iterator[str]:
    """The lines: what the document is, its entities, and its paragraphs with the statements under each sentence.

    Args:
        article: the document with what was read in it.
        width: columns to fill.
    """
    yield from _head(article)
    yield from _entities(article, width)
    facts = {statement.id: _say(article, statement) for statement in article.statements.values()}
    column = min(max(map(width_of, facts.values()), default=0), _WIDEST, width - 40)
    for paragraph in article.paragraphs:
        yield ""
        yield from _paragraph(article, paragraph, facts, column, width)


def _head(article: Article) -> Iterator[str]:
    document, extraction = article.document, article.extraction
    if document.title:
        yield click.style(make_printable(document.title), bold=True)
    counts = [
        (len(document.raw), "characters"), (len(extraction.entities), "entities"),
        (len(extraction.relations), "relations"), (len(extraction.posts), "posts"),
        (len(extraction.measures), "measures"),
    ]  # fmt: skip
    known = [document.path, document.source, document.published.isoformat() if document.published else None]
    facts = [make_printable(fact) for fact in known if fact] + [f"{count:,} {name}" for count, name in counts]
    yield " · ".join(facts)


def _entities(article: Article, width: int) -> Iterator[str]:
    if not article.entities:
        return
    yield ""
    names = [make_printable(entity.name) for entity in article.entities.values()]
    column = min(max(map(width_of, names)), 40)
    ids = max(map(len, article.entities))
    for entity, name in zip(article.entities.values(), names, strict=True):
        surest = max(entity.mentions, key=lambda mention: mention.confidence, default=None)
        rule = f"{surest.rule:<22} {surest.confidence:.2f}" if surest else ""
        aliases = f"  also {make_printable('、'.join(entity.aliases))}" if entity.aliases else ""
        row = f"{entity.id:<{ids}}  {entity.type:<18}  {pad(shorten(name, column), column)}"
        yield shorten(f"{row}  ×{len(entity.mentions):<3} {rule}{aliases}", width).rstrip()


def _paragraph(article: Article, paragraph: Paragraph, facts: dict[str, str], column: int, width: int) -> Iterator[str]:
    if not paragraph.is_read:
        text = make_printable(article.document.raw[paragraph.start : paragraph.end])
        yield from _draw(wrap([(f"({paragraph.kind}, not read) {text}", "noise")], width))
        return
    waiting: list[Piece] = []
    for sentence in paragraph.sentences:
        waiting += _mark_up(article, sentence, "strong" if paragraph.kind in ("title", "heading") else "")
        if sentence.statements:
            yield from _draw(wrap(waiting, width))
            waiting = []
            yield from _statements(article, sentence, facts, column, width)
    yield from _draw(wrap(waiting, width))


def _draw(lines: Iterable[list[Piece]]) -> Iterator[str]:
    for line in lines:
        runs = ((style, "".join(text for text, _ in run)) for style, run in groupby(line, lambda piece: piece[1]))
        yield "".join(click.style(text, **_STYLES[style]) if style else text for style, text in runs)


def _mark_up(article: Article, sentence: Sentence, base: str) -> Iterator[Piece]:
    """The sentence's characters, mentions and office-holders in brackets with their type and id behind them."""
    raw = article.document.raw
    shown = [mark for mark in sentence.marks if mark.kind in ("mention", "person", "noise")]
    styles = [base]
    inside: list[Mark] = []
    for step in nest(shown, sentence.start, sentence.end):
        match step:
            case Run(start, end):
                yield make_printable(raw[start:end]), styles[-1]
            case Open(mark):
                styles.append(_style(article, mark))
                if _is_told(mark, inside):
                    yield "［", WHOLE
                inside.append(mark)
            case Close(mark):
                styles.pop()
                inside.pop()
                if _is_told(mark, inside):
                    yield f"|{_tag(article, mark)}］", WHOLE


def _is_told(mark: Mark, around: list[Mark]) -> bool:
    """Whether a mark gets brackets: not where the same thing is named by more characters around it."""
    return mark.kind != "noise" and all(other.of != mark.of for other in around)


def _style(article: Article, mark: Mark) -> str:
    return article.entities[mark.of].type if mark.kind == "mention" else mark.kind


def _tag(article: Article, mark: Mark) -> str:
    if mark.kind == "mention":
        return f"{article.entities[mark.of].type} {mark.of}"
    post = article.statements[mark.of].record
    return make_printable(f"{post.role} of {post.of}") if isinstance(post, Post) else mark.kind


def _say(article: Article, statement: Statement) -> str:
    """The statement in one line: 苏锡通园区 —runs→ 挂帅揭榜."""
    subject, *others = (article.entities[entity].name for entity in entities_of(statement.record))
    match statement.record:
        case Relation() as relation:
            said = f"{subject} —{relation.predicate}→ {others[0]}"
            said += "" if relation.basis == "text" else f" ({relation.basis})"
        case Post() as post:
            said = f"{post.person} · {post.role} · {subject}"
        case Measure() as measure:
            said = f"{subject} · {measure.indicator} = {to_plain(measure.value)} {measure.unit}"
            said += f" ({', '.join(filter(None, (measure.bound, measure.period)))})"
    return make_printable(said)


def _statements(article: Article, sentence: Sentence, facts: dict[str, str], column: int, width: int) -> Iterator[str]:
    """The statements of a sentence, rule and confidence beside them; the words under those that share them."""
    room = width - len(_INDENT) - 2
    for words, statements in groupby(sentence.statements, lambda one: _excerpt(article, one, room)):
        for statement in statements:
            fact, record = facts[statement.id], statement.record
            if width_of(fact) > column:
                yield f"{_INDENT}{fact}"
                fact = ""
            yield f"{_INDENT}{pad(fact, column)}  {record.rule:<26} {record.confidence:.2f}"
        yield _INDENT + click.style(f"| {words}", dim=True)


def _excerpt(article: Article, statement: Statement, width: int) -> str:
    """The evidence in one line; where it is longer, from a little before the first of what the statement joins."""
    evidence = statement.evidence
    text = make_printable(article.document.raw[evidence.start : evidence.end])
    if width_of(text) <= width:
        return text
    joined = [
        mark.start for mark in (*statement.ends, *filter(None, [statement.focus])) if mark.start >= evidence.start
    ]
    first = min(joined, default=evidence.start) - evidence.start
    first = min(begin_tail(text[:first], _BEFORE), begin_tail(text, width - 1))
    return ("…" if first else "") + shorten(text[first:], width - (1 if first else 0))

"""The page of one article: its text as it was read, what was found marked in it, what it says beside it."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup, escape

from govgraph.model import Entity, Measure, Post, Relation
from govgraph.records import to_plain
from govgraph.write.article.articles import Article, Paragraph
from govgraph.write.article.marks import Close, Mark, Open, Run, nest
from govgraph.write.article.statements import Statement
from govgraph.write.html.shell import embed_json, read_glyphs, read_words, render_shell

#: Widths of the bars that show confidence, in pixels.
_BAR = 32


def render_article(article: Article) -> bytes:
    """The page in UTF-8; without its script it still shows everything but the links between its parts."""
    counts = Counter(entity.type for entity in article.entities.values())
    glyphs = read_glyphs()
    return render_shell(
        "article.html.j2",
        styles=("base.css", "reading.css", "article.css"),
        scripts=(("words.js", "theme.js", "article.js"),),
        article=article,
        raw=article.document.raw,
        glyphs=glyphs,
        types=[(kind, counts[kind]) for kind in glyphs if counts[kind]],
        say=_Words(),
        mark_up=lambda paragraph: mark_up(article, paragraph),
        describe=lambda statement: _describe(article, statement),
        data=embed_json({key: _entity(entity) for key, entity in article.entities.items()}),
    )


def mark_up(article: Article, paragraph: Paragraph) -> Markup:
    """The paragraph's characters as they were read, in elements that add no character to them."""
    raw = article.document.raw
    drawn: list[Markup] = []
    around: list[Mark] = []
    for step in nest(paragraph.marks, paragraph.start, paragraph.end):
        match step:
            case Run(start, end):
                drawn.append(escape(raw[start:end]))
            case Open(mark):
                drawn.append(_open(article, mark, around))
                around.append(mark)
            case Close():
                drawn.append(Markup("</span>"))
                around.pop()
    return Markup("").join(drawn)


def _open(article: Article, mark: Mark, around: Sequence[Mark]) -> Markup:
    match mark.kind:
        case "mention":
            return _open_mention(mark, article.entities[mark.of], _is_signed(article, mark, around))
        case "person" | "figure":
            title = _title(article, mark.of)
            return Markup('<span class="{}" data-statement="{}" title="{}">').format(mark.kind, mark.of, title)
        case "evidence":
            return Markup('<span class="evidence" data-evidence="{}">').format(mark.id)
        case "noise":
            return Markup('<span class="noise">')


def _open_mention(mark: Mark, entity: Entity, signed: bool) -> Markup:
    title = f"{entity.name} · {entity.type} · {mark.rule} {mark.confidence:.2f}"
    classes = f"mention type-{entity.type}{' signed' if signed else ''}"
    sign = Markup('<svg class="glyph" aria-hidden="true"><use href="#sign-{}"/></svg>').format(entity.type)
    return Markup(
        '<span class="{}" data-mention="{}" data-entity="{}" data-rule="{}" data-confidence="{:.2f}" title="{}">{}'
    ).format(classes, mark.id, mark.of, mark.rule, mark.confidence, title, sign if signed else "")


def _is_signed(article: Article, mark: Mark, around: Sequence[Mark]) -> bool:
    """Whether a mention shows the sign of its type: not inside one that does."""
    types = [article.entities[other.of].type for other in around if other.kind == "mention"]
    return article.entities[mark.of].type not in types


def _title(article: Article, statement: str) -> str:
    match article.statements[statement].record:
        case Post() as post:
            return f"{post.person} · {post.role} · {article.entities[post.of].name}"
        case Measure() as measure:
            return f"{article.entities[measure.subject].name} · {measure.indicator}"
    return ""


def _describe(article: Article, statement: Statement) -> dict[str, Any]:
    """What the template shows of a statement, entities by their records."""
    record, entities = statement.record, article.entities
    focus = [statement.focus.of] if statement.focus else []
    shown: dict[str, Any] = {
        "id": statement.id,
        "kind": statement.kind,
        "rule": Markup(".<wbr>").join(record.rule.split(".")),
        "confidence": f"{record.confidence:.2f}",
        "bar": round(record.confidence * _BAR, 1),
        "evidence": statement.evidence.id,
        "ends": " ".join(dict.fromkeys(mark.id for mark in statement.ends)),
        "focus": " ".join(focus),
    }
    match record:
        case Relation():
            return (
                shown
                | {"subject": entities[record.subject], "object": entities[record.object]}
                | {"predicate": record.predicate, "basis": record.basis}
            )
        case Post():
            return shown | {"subject": entities[record.of], "person": record.person, "role": record.role}
        case Measure():
            return (
                shown
                | {"subject": entities[record.subject], "indicator": record.indicator, "unit": record.unit}
                | {"value": to_plain(record.value), "bound": record.bound, "period": record.period}
            )


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "type": entity.type,
        "kind": entity.kind,
        "name": entity.name,
        "aliases": entity.aliases,
        "code": entity.code,
    }


class _Words:
    """Words of the interface in Chinese, marked so that the script can put in the other language's."""

    def __init__(self) -> None:
        self._words: dict[str, Any] = read_words()["zh"]

    def __call__(self, path: str) -> Markup:
        word: Any = self._words
        for part in path.split("."):
            word = word[part]
        return Markup('<span data-word="{}">{}</span>').format(path, word)

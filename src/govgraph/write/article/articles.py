"""Paragraphs and sentences of a document as it was read, each with its marks and with what it says."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from govgraph.model import Block, BlockKind, Document, Entity, Extraction
from govgraph.text.passages import Passage, read_passages
from govgraph.write.article.marks import Mark, divide_marks, mark_mentions, mark_noise
from govgraph.write.article.statements import Statement, list_statements


@dataclass(frozen=True, slots=True)
class Sentence:
    """``raw[start:end]``, the marks in it by place, and the statements whose evidence ends in it."""

    start: int
    end: int
    marks: tuple[Mark, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that tile ``raw[start:end]``; up to ``until``, where the next begins, come line ends and noise."""

    kind: BlockKind
    sentences: tuple[Sentence, ...]
    until: int

    @property
    def start(self) -> int:
        return self.sentences[0].start

    @property
    def end(self) -> int:
        return self.sentences[-1].end

    @property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(mark for sentence in self.sentences for mark in sentence.marks)

    @property
    def statements(self) -> tuple[Statement, ...]:
        return tuple(statement for sentence in self.sentences for statement in sentence.statements)

    @property
    def is_read(self) -> bool:
        """Whether the rules read it."""
        return self.kind not in ("byline", "boilerplate")


@dataclass(frozen=True, slots=True)
class Article:
    """A document with what was read in it; ``lead`` characters come before its first paragraph."""

    document: Document
    extraction: Extraction
    entities: dict[str, Entity]
    statements: dict[str, Statement]
    paragraphs: tuple[Paragraph, ...]

    @property
    def lead(self) -> int:
        return self.paragraphs[0].start if self.paragraphs else len(self.document.raw)


def lay_out_article(document: Document, extraction: Extraction) -> Article:
    """The document as it was read, with everything its extraction says in its place."""
    passages = read_passages(document)
    mentions = mark_mentions(extraction)
    quantities = [quantity for passage in passages for quantity in passage.quantities]
    statements = list_statements(document, extraction, mentions, quantities)
    evidence = {statement.evidence.id: statement.evidence for statement in statements}
    focus = [statement.focus for statement in statements if statement.focus]
    marks = [*mentions, *evidence.values(), *focus, *mark_noise(document)]
    return Article(
        document=document,
        extraction=extraction,
        entities={entity.id: entity for entity in extraction.entities},
        statements={statement.id: statement for statement in statements},
        paragraphs=tuple(_fill(document, _cut(document, passages), marks, statements)),
    )


def _cut(document: Document, passages: Sequence[Passage]) -> list[tuple[Block, list[tuple[int, int]]]]:
    """Each block with its sentences as stretches of the text as it was read, without holes between them."""
    sentences = {passage.start: [sentence.start for sentence in passage.sentences] for passage in passages}
    found = []
    for block in document.blocks:
        starts = [document.origin[start] for start in sentences.get(block.start) or [block.start]]
        found.append((block, [*pairwise([*starts, document.origin[block.end - 1] + 1])]))
    return found


def _fill(
    document: Document,
    blocks: Sequence[tuple[Block, list[tuple[int, int]]]],
    marks: Sequence[Mark],
    statements: Sequence[Statement],
) -> Iterator[Paragraph]:
    """The paragraphs, each mark and statement in the sentence it belongs to."""
    stretches = [stretch for _, own in blocks for stretch in own]
    marks = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    starts = [start for start, _ in stretches]
    said: list[list[Statement]] = [[] for _ in stretches]
    for statement in statements:
        said[max(bisect_right(starts, statement.evidence.end - 1) - 1, 0)].append(statement)
    filled = (
        Sentence(*stretch, tuple(inside), tuple(says))
        for stretch, inside, says in zip(stretches, divide_marks(marks, stretches), said, strict=True)
    )
    untils = [*(own[0][0] for _, own in blocks[1:]), len(document.raw)]
    for (block, own), until in zip(blocks, untils, strict=True):
        yield Paragraph(block.kind, tuple(islice(filled, len(own))), until)

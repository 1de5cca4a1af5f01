"""What a document says with the names of private persons hidden: in its quotes, titles and the words of its figures."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from govgraph.extract.mentions import Names
from govgraph.extract.private import PrivateName
from govgraph.model import Document, Evidence, Extraction, SourceInfo
from govgraph.text.masking import mask_text

E = TypeVar("E", bound=Evidence)

#: Pinyin that scrapers leave behind a character.
_NOISE = re.compile(r"[(（][A-Za-zÀ-ɏ]{1,8}[)）]")


def mask_extraction(document: Document, extraction: Extraction, names: Sequence[PrivateName]) -> Extraction:
    """The extraction without these names; every place in it stays what it was.

    Names of entities and office-holders are left as they are.

    Args:
        document: what was read.
        extraction: what it says.
        names: where private persons are named in its cleaned text.
    """
    spans = tuple(_merge(sorted([*_in_text(document, names), *_in_noise(document, names)])))
    masker = _Masker(document, extraction, names, mask_text(document.raw, spans))
    return Extraction(
        masker.source(extraction.document, spans),
        tuple(replace(one, mentions=tuple(map(masker.quote, one.mentions))) for one in extraction.entities),
        tuple(replace(one, evidence=masker.quote(one.evidence)) for one in extraction.relations),
        tuple(replace(one, evidence=masker.quote(one.evidence)) for one in extraction.posts),
        tuple(
            replace(one, indicator=masker.words(one.indicator), evidence=masker.quote(one.evidence))
            for one in extraction.measures
        ),
    )


def mask_document(document: Document, spans: Sequence[tuple[int, int]] | None) -> Document:
    """The document with what stands between these places of its text as read hidden, there and in the cleaned text."""
    if not spans:
        return document
    origin = document.origin
    cleaned = [(bisect_left(origin, start), bisect_left(origin, end)) for start, end in spans]
    return replace(document, raw=mask_text(document.raw, spans), text=mask_text(document.text, cleaned))


class _Masker:
    """Hides the names in the quotes of a document and in words taken out of it."""

    def __init__(self, document: Document, extraction: Extraction, names: Sequence[PrivateName], masked: str) -> None:
        self._masked = masked
        text = document.text
        hidden = {text[one.start : one.end]: mask_text(text, [(one.hidden, one.hidden_end)])[one.start : one.end]
                  for one in names}  # fmt: skip
        kept = {name: name for one in extraction.entities for name in (one.name, *one.aliases)}
        self._instead = hidden | kept | {post.person: post.person for post in extraction.posts}
        self._names = Names(self._instead)

    def quote(self, evidence: E) -> E:
        """The evidence with what stands in its place now."""
        return replace(evidence, text=self._masked[evidence.start : evidence.end])

    def words(self, text: str) -> str:
        """Words of the rules' own making."""
        pieces, at = [], 0
        for start, end, name in self._names.search(text, 0, len(text)):
            pieces += [text[at:start], self._instead[name]]
            at = end
        return "".join([*pieces, text[at:]])

    def source(self, source: SourceInfo, spans: tuple[tuple[int, int], ...]) -> SourceInfo:
        """What is kept of the document itself."""
        sections = tuple(
            replace(one, title=self._told(one.title), source=self._told(one.source), byline=self._told(one.byline))
            for one in source.sections
        )
        return replace(
            source, title=self._told(source.title), source=self._told(source.source), sections=sections, masked=spans
        )

    def _told(self, text: str | None) -> str | None:
        return text and self.words(text)


def _in_text(document: Document, names: Sequence[PrivateName]) -> Iterator[tuple[int, int]]:
    """The hidden characters in the document as it was read, with the noise between and behind them: 兰(lan)."""
    origin, raw = document.origin, document.raw
    for one in names:
        end = origin[one.hidden_end - 1] + 1
        behind = origin[one.hidden_end] if one.hidden_end < len(origin) else len(raw)
        noise = _NOISE.match(raw, end, behind)
        yield origin[one.hidden], noise.end() if noise else end


def _in_noise(document: Document, names: Sequence[PrivateName]) -> Iterator[tuple[int, int]]:
    """The same names where cleaning has taken them out of the text."""
    known = {}
    for one in names:
        start, end = document.origin[one.start], document.origin[one.end - 1] + 1
        if end - start == one.end - one.start > 2:
            known[document.raw[start:end]] = (one.hidden - one.start, one.hidden_end - one.start)
    for start, end, name in Names(known).search(document.raw, 0, len(document.raw)):
        index = bisect_left(document.origin, start)
        if index == len(document.origin) or document.origin[index] >= end:
            first, last = known[name]
            yield start + first, start + last


def _merge(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sorted spans, those that overlap as one."""
    at = 0
    for start, end in spans:
        if end > at:
            yield max(start, at), end
            at = end

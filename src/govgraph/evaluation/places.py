"""Where the words of gold and found records stand in the cleaned text of their document."""

import re
from bisect import bisect_left
from collections import defaultdict
from functools import cached_property

from govgraph.corpus.cleaning import clean
from govgraph.evaluation.gold import GoldEntity
from govgraph.evaluation.matching import Comparison, fold, names_of
from govgraph.model import Entity, Evidence

#: Start and end in code points of the cleaned text.
Span = tuple[int, int]

#: One character stands for too much (市, 局) to say where its entity is named.
_SHORTEST_NAME = 2
#: Characters that a case shows on either side of what it is about.
_AROUND = 30

_END = re.compile("[。！？；\n]")
_OPENING, _CLOSING = "“‘《", "”’》"


class Places:
    """Finds names, quotes and evidence of one comparison in its text, marks and spaces disregarded."""

    def __init__(self, comparison: Comparison) -> None:
        self._document = comparison.document
        self._gold = comparison.gold
        folded = [(fold(char), at) for at, char in enumerate(self._document.text)]
        self._letters = "".join(letters for letters, _ in folded)
        self._offsets = [at for letters, at in folded for _ in letters]

    @cached_property
    def _named(self) -> dict[str, list[Span]]:
        """The places of each gold entity, by id; where one name holds another, only the longer one's."""
        owners: defaultdict[str, list[str]] = defaultdict(list)
        for entity in self._gold.entities:
            for name in sorted(names_of(entity)):
                if len(name) >= _SHORTEST_NAME:
                    owners[name].append(entity.id)
        spans: defaultdict[str, list[Span]] = defaultdict(list)
        longest_first = sorted(owners, key=lambda name: (-len(name), name))
        for match in re.finditer("|".join(map(re.escape, longest_first)) or r"(?!)", self._letters):
            for owner in owners[match[0]]:
                spans[owner].append(self._span(match.start(), match.end()))
        return dict(spans)

    def of_gold(self, entity: GoldEntity, *, inside: bool = False) -> list[Span]:
        """Where the text names a gold entity; if nowhere else, then also where a longer name holds its name."""
        spans = self._named.get(entity.id, [])
        return spans or [span for name in entity.names for span in self.of_quote(name)] if inside else spans

    def of_found(self, entity: Entity) -> list[Span]:
        """Where an extracted entity was read."""
        return [self.of_evidence(mention) for mention in entity.mentions]

    def of_evidence(self, evidence: Evidence) -> Span:
        """The place of words that are given by their offsets in the text as it was read."""
        origin = self._document.origin
        return bisect_left(origin, evidence.start), bisect_left(origin, evidence.end)

    def of_quote(self, quote: str) -> list[Span]:
        """The places of a quote's parts; a part that does not stand in the text has none."""
        parts = [fold(clean(part).text) for part in re.split("…+", quote)]
        starts = [(part, self._letters.find(part)) for part in parts if part]
        return [self._span(start, start + len(part)) for part, start in starts if start >= 0]

    def meet(self, quote: str, evidence: Evidence) -> bool:
        """Whether a quote and the evidence of a reading have words of the text in common."""
        return touch(self.of_quote(quote), [self.of_evidence(evidence)])

    def words(self, span: Span) -> str:
        """The sentence part around a place."""
        start, end = span
        text = self._document.text
        before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        stop = _END.search(after)
        shown = _END.split(before)[-1] + text[start:end] + (after[: stop.start()] if stop else after)
        return " ".join(shown.split())

    def is_quoted(self, span: Span) -> bool:
        """Whether the words, or their beginning, stand in quotation marks."""
        start, end = span
        inside = self._document.text[max(0, start - 1) : end + 1]
        return inside[:1] in _OPENING or inside[1:2] in _OPENING or inside[-1:] in _CLOSING

    def _span(self, start: int, end: int) -> Span:
        return self._offsets[start], self._offsets[end - 1] + 1


def touch(some: list[Span], others: list[Span]) -> bool:
    """Whether any of these places has a character in common with any of those."""
    return any(start < stop and begin < end for start, end in some for begin, stop in others)

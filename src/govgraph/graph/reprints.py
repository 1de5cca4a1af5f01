"""Articles that other sites tell again, whole or shortened: one article with several sources."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from operator import eq

from govgraph.corpus.fingerprints import SLOTS, Fingerprint, Sentence, read_fingerprint
from govgraph.model import Reprint, SourceInfo

#: Bytes of a sketch that texts must share to be compared: two slots. A text that shares 0.2 of all shingles with
#: another is compared with it 93 times in 100, one that shares 0.38 (the worst reprint measured) always.
_BAND = 4
#: Of the texts that share a band, only so many, the fullest, are compared with the others: a formula that half of a
#: corpus repeats costs no more. What this passes over has 63 other bands.
_MOST_NEIGHBOURS = 16

#: Measured by `benchmarks/reprints.py`: 15 reprints of each of five seeds, 3,403 pairs of different articles, and
#: templates, 83 articles in which other names, other figures, or both were put.
#: Reprints share 0.77 and more, different articles 0.03 and less; a reprint that adds two fifths of its own is kept.
LEAST_SHARED = 0.6
#: Reprints keep 0.68 and more, different articles 0.10 and less. This is counted, where the share of shingles is an
#: estimate that is poor for texts of very different length.
LEAST_KEPT = 0.5
#: Reprints retell 0.08 and less, templates with other names 0.29 and more, though they share up to 0.90.
MOST_RETOLD = 0.18
#: Reprints none, templates with other figures two and more, though they share up to 0.97. One may be a correction.
MOST_REFIGURED = 1


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a text is told again in a fuller one.

    ``shared`` estimates the part of its shingles that the fuller one has, ``kept`` is the part of its sentences. Of the
    sentences that stand in the same place in both, ``retold`` is the share with other words or figures, ``refigured``
    the number with other figures only.
    """

    shared: float
    kept: float
    retold: float
    refigured: int

    @property
    def is_reprint(self) -> bool:
        """Whether it is the same article: alike, and not in the way of a template filled in anew."""
        alike = self.shared >= LEAST_SHARED and self.kept >= LEAST_KEPT
        return alike and self.retold <= MOST_RETOLD and self.refigured <= MOST_REFIGURED


def find_reprints(documents: Iterable[SourceInfo]) -> tuple[Reprint, ...]:
    """Which documents tell again what another tells, sorted by id; their order changes nothing.

    The original is the fullest text, the first published of equals; every reprint was compared with its original
    itself. Copies of a file are reprints too. Ids must differ.
    """
    copies: defaultdict[str, list[SourceInfo]] = defaultdict(list)
    for document in documents:
        copies[document.sha256].append(document)
    firsts = {content: min(same, key=_publication) for content, same in copies.items()}
    reprints = {
        reprint.document: reprint for reprint in _find_retold([one for one in firsts.values() if one.fingerprint])
    }
    for content, same in copies.items():
        first = firsts[content]
        told = reprints.get(first.id, Reprint(first.id, first.id, 1.0))
        reprints |= {copy.id: Reprint(copy.id, told.of, told.similarity) for copy in same if copy.id != first.id}
    return tuple(sorted(reprints.values(), key=lambda reprint: reprint.document))


def compare(one: Fingerprint, another: Fingerprint) -> Likeness:
    """How the shorter of two texts is told again in the fuller."""
    text, fuller = sorted((one, another), key=lambda given: given.shingles)
    return Likeness(_estimate_shared(text, fuller), *_compare_sentences(text.sentences, fuller.sentences))


def _estimate_shared(text: Fingerprint, fuller: Fingerprint) -> float:
    agreeing: float = sum(map(eq, memoryview(text.slots).cast("H"), memoryview(fuller.slots).cast("H"))) / SLOTS
    common = agreeing * (text.shingles + fuller.shingles) / (1 + agreeing)
    return round(min(1.0, common / text.shingles), 4)


def _compare_sentences(text: Sequence[Sentence], fuller: Sequence[Sentence]) -> tuple[float, float, int]:
    """What ``text`` keeps, retells and refigures (see Likeness).

    Sentences left out, inserted or moved are no difference, since sites shorten articles and put advertisements into
    them. Where one place has fewer sentences than the other, one of them was cut or joined with what was inserted.
    """
    common = {*text} & {*fuller}
    kept = sum(sentence in common for sentence in text)
    retold = refigured = 0
    for how, start, end, other, other_end in SequenceMatcher(None, text, fuller, autojunk=False).get_opcodes():
        if how == "replace":
            here = [sentence for sentence in text[start:end] if sentence not in common]
            there = [sentence for sentence in fuller[other:other_end] if sentence not in common]
            retold += max(0, min(len(here), len(there)) - (len(here) != len(there)))
            refigured += sum(words == others for (words, _), (others, _) in zip(here, there, strict=False))
    return kept / len(text), retold / (kept + retold) if kept else 1.0, refigured


def _publication(document: SourceInfo) -> tuple[date, str]:
    return document.published or date.max, document.id


def _find_retold(documents: Iterable[SourceInfo]) -> Iterator[Reprint]:
    """Fullest first, each document is a reprint of the original most like it, or an original itself."""
    read = [(document, read_fingerprint(document.fingerprint)) for document in documents]
    read.sort(key=lambda one: (-one[1].shingles, *_publication(one[0])))
    texts = [text for _, text in read]
    original = list(range(len(texts)))
    for place, fuller in sorted(_find_neighbours(texts).items()):
        likest, found = 0.0, place
        for candidate in sorted({original[one] for one in fuller}):
            pair = texts[place], texts[candidate]
            shared = _estimate_shared(*pair)
            if shared > likest and shared >= LEAST_SHARED and compare(*pair).is_reprint:  # sentences cost more
                likest, found = shared, candidate
        original[place] = found
        if found != place:
            yield Reprint(read[place][0].id, read[found][0].id, likest)


def _find_neighbours(texts: Sequence[Fingerprint]) -> dict[int, set[int]]:
    """The places of fuller texts that share a band with each, one band after the other to spare memory."""
    neighbours: defaultdict[int, set[int]] = defaultdict(set)
    for start in range(0, 2 * SLOTS, _BAND):
        first: dict[bytes, int] = {}
        sharing: dict[bytes, list[int]] = {}  # few bands are shared, and a million lists are slow
        for place, text in enumerate(texts):
            band = text.slots[start : start + _BAND]
            if (fullest := first.setdefault(band, place)) == place:
                continue
            fuller = sharing.setdefault(band, [fullest])
            neighbours[place].update(fuller)
            if len(fuller) < _MOST_NEIGHBOURS:
                fuller.append(place)
    return neighbours

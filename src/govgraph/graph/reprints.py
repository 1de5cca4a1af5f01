"""Articles that other sites tell again, whole or shortened: one article with several sources."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from operator import eq

from govgraph.corpus.fingerprints import SLOTS, Fingerprint, read_fingerprint
from govgraph.model import Reprint, SourceInfo

#: Bytes of a sketch that texts must share to be compared: two slots. A text that shares 0.2 of all shingles with
#: another is compared with it 93 times in 100, one that shares 0.38 (the worst reprint measured) always.
_BAND = 4
#: Of the texts that share a band, only so many, the fullest, are compared with the others: a formula that half of a
#: corpus repeats costs no more. What this passes over has 63 other bands.
_MOST_NEIGHBOURS = 16

LEAST_SHARED = 0.6
MOST_RETOLD = 0.2
MOST_REFIGURED = 1


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a text is told again in a fuller one.

    ``shared`` estimates the part of its shingles that the fuller one has. Of the sentences that stand in the same
    place in both, ``retold`` is the share with other words or figures, ``refigured`` the number with other figures
    only.
    """

    shared: float
    retold: float
    refigured: int

    @property
    def is_reprint(self) -> bool:
        return self.shared >= LEAST_SHARED and self.retold <= MOST_RETOLD and self.refigured <= MOST_REFIGURED


def find_reprints(documents: Iterable[SourceInfo]) -> tuple[Reprint, ...]:
    """Which documents tell again what another tells, sorted by id; their order changes nothing.

    The original is the fullest text, the first published of equals; every reprint was compared with its original
    itself. Copies of a file are reprints too. Ids must differ.
    """
    copies: defaultdict[str, list[SourceInfo]] = defaultdict(list)
    for document in documents:
        copies[document.sha256].append(document)
    firsts = {content: min(same, key=_publication) for content, same in copies.items()}
    reprints = {reprint.document: reprint for reprint in _find_retold([one for one in firsts.values() if one.fingerprint])}
    for content, same in copies.items():
        first = firsts[content]
        told = reprints.get(first.id, Reprint(first.id, first.id, 1.0))
        reprints |= {copy.id: Reprint(copy.id, told.of, told.similarity) for copy in same if copy.id != first.id}
    return tuple(sorted(reprints.values(), key=lambda reprint: reprint.document))


def compare(text: Fingerprint, fuller: Fingerprint) -> Likeness:
    """How ``text`` is told again in ``fuller``."""
    agreeing = sum(map(eq, memoryview(text.slots).cast("H"), memoryview(fuller.slots).cast("H"))) / SLOTS
    common = agreeing * (text.shingles + fuller.shingles) / (1 + agreeing)
    shared = min(1.0, round(common / min(text.shingles, fuller.shingles), 4))
    if shared < LEAST_SHARED:  # what follows costs more
        return Likeness(shared, 1.0, 0)
    return Likeness(shared, *_compare_sentences(text, fuller))


def _compare_sentences(text: Fingerprint, fuller: Fingerprint) -> tuple[float, int]:
    """Sentences left out or inserted are no difference: sites shorten articles and put advertisements into them."""
    matcher = SequenceMatcher(None, text.sentences, fuller.sentences, autojunk=False)
    kept = retold = refigured = 0
    for how, start, end, other, other_end in matcher.get_opcodes():
        if how == "equal":
            kept += end - start
        elif how == "replace":
            retold += min(end - start, other_end - other)
            pairs = zip(text.sentences[start:end], fuller.sentences[other:other_end], strict=False)
            refigured += sum(one[0] == another[0] for one, another in pairs)
    return retold / (kept + retold) if kept else 1.0, refigured


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
            likeness = compare(texts[place], texts[candidate])
            if likeness.is_reprint and likeness.shared > likest:
                likest, found = likeness.shared, candidate
        original[place] = found
        if found != place:
            yield Reprint(read[place][0].id, read[found][0].id, likest)


def _find_neighbours(texts: Sequence[Fingerprint]) -> dict[int, set[int]]:
    """The places of fuller texts that share a band with each, one band after the other to spare memory."""
    neighbours: defaultdict[int, set[int]] = defaultdict(set)
    for start in range(0, 2 * SLOTS, _BAND):
        sharing: dict[bytes, list[int]] = {}
        for place, text in enumerate(texts):
            fuller = sharing.setdefault(text.slots[start : start + _BAND], [])
            if fuller:
                neighbours[place].update(fuller)
            if len(fuller) < _MOST_NEIGHBOURS:
                fuller.append(place)
    return neighbours

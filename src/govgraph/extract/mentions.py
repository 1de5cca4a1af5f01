"""What a finder finds, and the scene in which it looks: passages, word boundaries, what was found before."""

import re
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache, lru_cache
from itertools import pairwise
from operator import attrgetter

import msgspec
from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from govgraph import lexicon
from govgraph.lexicon.patterns import any_of
from govgraph.model import EntityType
from govgraph.text.passages import Passage
from govgraph.text.quotes import Nesting, Quote
from govgraph.text.words import Word, tag_of

_NAME_CHARACTER = re.compile(r"[\w·．.+&-]")
#: Tags of names in jieba's dictionary; ``x`` is a word it lacks.
PROPER = frozenset({"x", "ns", "nz", "nr", "nrt", "nrfg", "nt", "j"})
#: A mention this sure redraws the word boundaries around it.
FIRM = 0.85
_MARK = re.compile("[“”‘’《》]")
#: Longer mentions are none: 局局局… without end would be the body of a body of a body. The longest of 4,467 has 33.
LONGEST = 100
#: How far behind the text a finder may ask what stands there, and one place more for -1.
_BEHIND = 4
_DROPPED = re.compile(r"[“”‘’《》\s]+")


_start = attrgetter("start")


class Mention(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A name in the text, or a short form that stands for one (``deictic``: 园区, 该镇, 我们),
    and ``otherwise`` what the sentence is about where that cannot be told.

    ``owner`` is the region, body, company or program whose name stands in front, ``stem`` what follows it: 行政审批局
    of 淮安市行政审批局. Offsets count code points of the cleaned document.
    """

    start: int
    end: int
    type: EntityType
    name: str
    rule: str
    confidence: float
    owner: "Mention | None" = None
    stem: str = ""
    kind: str | None = None
    deictic: bool = False
    aliases: tuple[str, ...] = ()
    otherwise: "Mention | None" = None


def plain(name: str) -> str:
    """A name without quotation marks and white space at its ends or between Chinese characters.

    >>> plain("“双像”党建e平台")
    '双像党建e平台'
    """
    return _DROPPED.sub("", name) if _MARK.search(name) else name.strip()


@cache
def words(name: str, group: str) -> frozenset[str]:
    """A group of a lexicon as a set."""
    return frozenset(lexicon.words(name, group))


@cache
def endings(name: str, group: str) -> tuple[str, ...]:
    """A group of a lexicon as ``str.endswith`` and ``str.startswith`` ask for it."""
    return lexicon.words(name, group)


@cache
def alternation(name: str, group: str) -> str:
    """A group of a lexicon as a regular expression, of words that start alike the longer first."""
    return any_of(lexicon.words(name, group))


@cache
def pattern(name: str, group: str, shape: str = "WORDS") -> re.Pattern[str]:
    """A regular expression in which ``WORDS`` stands for any word of a lexicon's group."""
    return re.compile(shape.replace("WORDS", f"(?:{alternation(name, group)})"))


def starting_with(words: Iterable[str], shape: str) -> re.Pattern[str]:
    """A regular expression whose matches start with one of these words.

    The look at the first character spares the search most places: it is three to eight times as fast.
    """
    firsts = "".join(sorted({word[0] for word in words}))
    return re.compile(f"(?=[{re.escape(firsts)}])(?:{shape})")


class Names:
    """Names to be found in a text, of two that start at one place the longer.

    Built for each document: an automaton takes a hundredth of the time that a regular expression takes to compile.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted(names)
        self._matcher = _matcher(self._names) if self._names else None

    def find(self, scene: "Scene") -> Iterator[tuple[Passage, int, int, str]]:
        """Passage, start, end and name of each that stands in a passage of a scene, none overlapping another."""
        if self._matcher is not None:
            for passage, index, start, end in scene.hits(self._matcher):
                yield passage, start, end, self._names[index]

    def search(self, text: str, at: int, until: int) -> Iterator[tuple[int, int, str]]:
        """Start, end and name of each between two places of a text."""
        if self._matcher is not None:
            for index, start, end in self._matcher.find_matches_as_indexes(text[at:until]):
                yield at + start, at + end, self._names[index]


@cache
def group_names(name: str, group: str) -> Names:
    """A group of a lexicon as names to be found."""
    return Names(lexicon.words(name, group))


def _matcher(names: Sequence[str]) -> AhoCorasick:
    """The automaton that is built fastest: it searches one document only."""
    return AhoCorasick(
        names, matchkind=MatchKind.LeftmostLongest, store_patterns=False,
        implementation=Implementation.NoncontiguousNFA,
    )  # fmt: skip


class Scene:
    """One document as the finders see it."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self.passages = tuple(passages)
        self.text = self.passages[0].text if self.passages else ""
        self.mentions: list[Mention] = []
        #: Short forms that the text gives in brackets, each with the mention it stands for.
        self.short_forms: dict[str, Mention] = {}
        self._word_starting: dict[int, Word] = {}
        #: A byte for each character: 1 where a word runs across the place in front of it.
        self._across = bytearray(len(self.text) + 1)
        self._ending: defaultdict[int, list[Mention]] = defaultdict(list)
        self._starting: defaultdict[int, list[Mention]] = defaultdict(list)
        #: The mentions that hold each character; no index behind the text, nor -1, holds any.
        self._over: list[tuple[Mention, ...]] = [()] * (len(self.text) + _BEHIND)
        #: Where mentions start, in order, and where those of each type end.
        self._starts: list[int] = []
        self._ends: defaultdict[EntityType, set[int]] = defaultdict(set)
        self._quote_edges: dict[int, Quote] = {}
        self._nesting: dict[int, Nesting] = {}
        self._passage_starts = [passage.start for passage in self.passages]
        #: Whether every passage fills its line, so that no look at the text around tells it from a text of its own.
        self._fills_lines = all(self._fills_line(passage) for passage in self.passages)
        for passage in self.passages:
            self._index(passage)

    def _fills_line(self, passage: Passage) -> bool:
        edges = self.text[max(passage.start - 1, 0) : passage.start], self.text[passage.end : passage.end + 1]
        return all(edge in ("", "\n") for edge in edges)

    def matches(self, pattern: re.Pattern[str]) -> list[tuple[Passage, re.Match[str]]]:
        """The matches of a pattern in every passage, in the order of the text.

        Most patterns match in few passages, so that all are searched at once. A pattern may look at what stands
        around a passage, but not for the end of a text (``$``).
        """
        if self._fills_lines:
            found = list(pattern.finditer(self.text))
            if not any("\n" in match[0] for match in found):
                placed = [(self.passage_of(match.start()), match) for match in found]
                return [(passage, match) for passage, match in placed if passage.start <= match.start() < passage.end]
        text = self.text
        return [(one, match) for one in self.passages for match in pattern.finditer(text, one.start, one.end)]

    def hits(self, matcher: AhoCorasick, *, overlapping: bool = False) -> list[tuple[Passage, int, int, int]]:
        """Passage, index, start and end of each name of an automaton that stands in a passage."""
        if self._fills_lines:
            found = matcher.find_matches_as_indexes(self.text, overlapping=overlapping)
            placed = [(self.passage_of(start), index, start, end) for index, start, end in found]
            return [hit for hit in placed if hit[0].start <= hit[2] and hit[3] <= hit[0].end]
        texts = ((one, self.text[one.start : one.end]) for one in self.passages)
        return [
            (one, index, one.start + start, one.start + end)
            for one, text in texts
            for index, start, end in matcher.find_matches_as_indexes(text, overlapping=overlapping)
        ]

    def quotes(self) -> Iterator[tuple[Passage, Quote]]:
        """Every quotation and its passage, in the order of the text."""
        return ((passage, quote) for passage in self.passages for quote in passage.quotes)

    def _index(self, passage: Passage) -> None:
        across, starts = self._across, list(map(_start, passage.words))
        self._word_starting.update(zip(starts, passage.words, strict=True))
        across[passage.start : passage.end] = b"\1" * (passage.end - passage.start)
        for start in starts:
            across[start] = 0
        self._quote_edges.update((quote.end + 1, quote) for quote in passage.quotes)

    def add(self, mentions: Iterable[Mention]) -> None:
        """Take what a finder found, up to ``LONGEST`` characters long; later finders see it."""
        over = self._over
        for mention in mentions:
            start, end = mention.start, mention.end
            if end - start > LONGEST:
                continue
            self.mentions.append(mention)
            self._ending[end].append(mention)
            self._ends[mention.type].add(end)
            if start not in self._starting:
                insort(self._starts, start)
            self._starting[start].append(mention)
            alone = (mention,)
            over[start:end] = [(*others, mention) if others else alone for others in over[start:end]]
            if mention.confidence >= FIRM:
                self._cut(start)
                self._cut(end)

    def _cut(self, offset: int) -> None:
        """Divide the word that runs across a name's edge: 区天鹏 behind 清江浦."""
        word = self._word_across(offset)
        if word is None:
            return
        for start, end in ((word.start, offset), (offset, word.end)):
            part = self.text[start:end]
            self._word_starting[start] = Word(start, end, part, tag_of(part))
        self._across[offset] = 0

    def _word_across(self, offset: int) -> Word | None:
        """The word that runs across this place."""
        return self._word_starting[self._across.rfind(0, 0, offset)] if self._across[offset] else None

    def ending_at(self, offset: int, *types: EntityType) -> Mention | None:
        """The longest mention that ends here, of one of these types."""
        if offset not in self._ending:
            return None
        found = [m for m in self._ending[offset] if m.type in types]
        return min(found, key=_start) if found else None

    def ends_of(self, kind: EntityType) -> Set[int]:
        """Where mentions of a type end."""
        return self._ends[kind]

    def starting_at(self, offset: int, *types: EntityType) -> Mention | None:
        """The longest mention that starts here, of one of these types."""
        if offset not in self._starting:
            return None
        found = [m for m in self._starting[offset] if m.type in types]
        return max(found, key=_end) if found else None

    def over(self, offset: int, *types: EntityType) -> Mention | None:
        """The longest mention that holds this character, of one of these types."""
        over = self._over[offset]
        if not over:
            return None
        found = [m for m in over if m.type in types]
        return max(found, key=_length) if found else None

    def starts_name(self, offset: int) -> bool:
        """Whether a mention starts here, or behind a mark that stands here."""
        at = offset + (self.text[offset : offset + 1] in ("“", "‘", "《"))
        return at in self._starting or offset in self._starting

    def within(self, start: int, end: int) -> Iterator[Mention]:
        """The mentions that start between two places, in the order of the text."""
        for offset in self._starts[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            yield from self._starting[offset]

    def is_boundary(self, offset: int) -> bool:
        """Whether no word runs across this place."""
        return not self._across[offset]

    def cuts(self, start: int, end: int) -> bool:
        """Whether no word runs across either end."""
        return not (self._across[start] or self._across[end])

    def find_words(self, texts: Iterable[str]) -> list[Word]:
        """The words of these texts in the order of the document, as they were cut before names redrew them."""
        found = []
        for text in texts:
            place = self.text.find(text)
            while place >= 0:
                word = self.passage_of(place).word_at(place)
                if word is not None and word.text == text:
                    found.append(word)
                place = self.text.find(text, place + 1)
        return sorted(found, key=_start)

    def word_before(self, offset: int) -> Word | None:
        """The word that ends here or, where one runs across, its part up to here."""
        start = self._across.rfind(0, 0, offset) if offset > 0 else -1
        word = self._word_starting.get(start)
        if word is None or word.end <= offset:
            return word
        part = self.text[start:offset]
        return Word(start, offset, part, tag_of(part))

    def word_after(self, offset: int) -> Word | None:
        """The word that starts here."""
        return self._word_starting.get(offset)

    def quote_before(self, offset: int) -> Quote | None:
        """The quotation whose closing mark ends here."""
        return self._quote_edges.get(offset)

    def walk_back(
        self,
        passage: Passage,
        end: int,
        limit: int,
        *,
        stop_at: tuple[EntityType, ...] = ("Region",),
        far: bool = False,
    ) -> int:
        """Where a name that ends at ``end`` starts: word by word to the left, up to a word no name holds.

        A mention of one of the ``stop_at`` types ends the walk: it is the owner. ``limit`` counts characters. ``far``
        goes over verbs too, for names made of whole phrases (街道管理体制深化改革).
        """
        at = end
        while at > passage.start and not self.ending_at(at, *stop_at):
            word = self.word_before(at)
            if word is None or end - word.start > limit or ends_name(word, far=far):
                break
            at = word.start
        return at

    def words_between(self, start: int, end: int) -> list[Word]:
        """The words that start between two places."""
        found = []
        while start < end and (word := self._word_starting.get(start)):
            found.append(word)
            start = word.end
        return found

    def looks_proper(self, start: int, end: int) -> bool:
        """Whether the characters read as a name rather than as common words.

        A name leaves traces in the segmentation: a word that the dictionary lacks or knows as a name, or two single
        characters in a row (恋尚你食品 falls apart into 恋, 尚, 你, 食品).
        """
        found = self.words_between(start, end)
        if any(w.tag in PROPER and not (w.tag == "x" and len(w.text) == 1) for w in found):
            return True
        return any(len(a.text) == len(b.text) == 1 for a, b in pairwise(found))

    def passage_of(self, offset: int) -> Passage:
        """The passage that holds this place."""
        index = bisect_right(self._passage_starts, offset)
        return self.passages[index - 1 if index else 0]

    def passage_before(self, passage: Passage) -> Passage | None:
        """The body paragraph before another in the same section."""
        index = bisect_right(self._passage_starts, passage.start) - 2
        before = self.passages[index] if index >= 0 else None
        return before if before and before.section == passage.section and before.kind == "body" else None

    def before_bracket(self, offset: int, limit: int) -> int:
        """Where a bracket of at most ``limit`` characters that ends here opens; the place itself where none does."""
        if self.text[offset - 1 : offset] != "）":
            return offset
        opening = self.text.rfind("（", max(0, offset - limit), offset)
        return opening if opening > 0 else offset

    def inside_quote(self, start: int, end: int, passage: Passage) -> Quote | None:
        """The innermost quotation around these characters."""
        if not passage.quotes:
            return None
        nesting = self._nesting.get(passage.start)
        if nesting is None:
            nesting = self._nesting[passage.start] = Nesting(passage.quotes)
        return nesting.around(start, end)


_end = attrgetter("end")


def _length(mention: Mention) -> int:
    return mention.end - mention.start


def ends_name(word: Word, *, far: bool = False) -> bool:
    """Whether no name reaches over this word."""
    return _ends_name(word.text, word.tag, far)


@lru_cache(maxsize=1 << 14)
def _ends_name(text: str, tag: str, far: bool) -> bool:
    if not _NAME_CHARACTER.match(text) or text in words("names", "stop_words"):
        return True
    if text in words("names", "name_words"):
        return False
    if not far and text[0].isdigit():
        return True
    return tag in words("names", "hard_tags" if far else "boundary_tags")


def outermost(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions that stand in no longer one, by place; of two over the same characters the surer one."""
    reach = -1
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end, -m.confidence)):
        if mention.end > reach:
            yield mention
            reach = mention.end

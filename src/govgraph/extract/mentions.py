"""What a finder finds, and the scene in which it looks: passages, word boundaries, what was found before."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from govgraph import lexicon
from govgraph.model import EntityType
from govgraph.text.passages import Passage
from govgraph.text.quotes import Quote
from govgraph.text.words import Word, tag_of

_NAME_CHARACTER = re.compile(r"[\w·．.+&-]")
#: Tags of names in jieba's dictionary; ``x`` is a word it lacks.
PROPER = frozenset({"x", "ns", "nz", "nr", "nrt", "nrfg", "nt", "j"})
#: A mention this sure redraws the word boundaries around it.
FIRM = 0.85
_DROPPED = re.compile(r"[“”‘’《》\s]+")


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
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
    return _DROPPED.sub("", name) if re.search("[“”‘’《》]", name) else name.strip()


@cache
def words(name: str, group: str) -> frozenset[str]:
    """A group of a lexicon as a set."""
    return frozenset(lexicon.words(name, group))


@cache
def alternation(name: str, group: str) -> str:
    """A group of a lexicon as a regular expression, longest word first."""
    return "|".join(re.escape(word) for word in lexicon.words(name, group))


@cache
def pattern(name: str, group: str, shape: str = "WORDS") -> re.Pattern[str]:
    """A regular expression in which ``WORDS`` stands for any word of a lexicon's group."""
    return re.compile(shape.replace("WORDS", f"(?:{alternation(name, group)})"))


class Scene:
    """One document as the finders see it."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self.passages = tuple(passages)
        self.text = self.passages[0].text if self.passages else ""
        self.mentions: list[Mention] = []
        #: Short forms that the text gives in brackets, each with the mention it stands for.
        self.short_forms: dict[str, Mention] = {}
        self._word_starting: dict[int, Word] = {}
        self._word_ending: dict[int, Word] = {}
        self._word_over: dict[int, Word] = {}
        self._ending: defaultdict[int, list[Mention]] = defaultdict(list)
        self._starting: defaultdict[int, list[Mention]] = defaultdict(list)
        self._over: defaultdict[int, list[Mention]] = defaultdict(list)
        self._quote_edges: dict[int, Quote] = {}
        for passage in self.passages:
            self._index(passage)

    def _index(self, passage: Passage) -> None:
        for word in passage.words:
            self._word_starting[word.start] = word
            self._word_ending[word.end] = word
            for inside in range(word.start + 1, word.end):
                self._word_over[inside] = word
        for quote in passage.quotes:
            self._quote_edges[quote.end + 1] = quote

    def add(self, mentions: Iterable[Mention]) -> None:
        """Take what a finder found; later finders see it."""
        for mention in mentions:
            self.mentions.append(mention)
            self._ending[mention.end].append(mention)
            self._starting[mention.start].append(mention)
            for offset in range(mention.start, mention.end):
                self._over[offset].append(mention)
            if mention.confidence >= FIRM:
                self._cut(mention.start)
                self._cut(mention.end)

    def _cut(self, offset: int) -> None:
        """Divide the word that runs across a name's edge: 区天鹏 behind 清江浦."""
        word = self._word_over.pop(offset, None)
        if word is None:
            return
        for start, end in ((word.start, offset), (offset, word.end)):
            part = self.text[start:end]
            piece = Word(start, end, part, tag_of(part))
            self._word_starting[start] = self._word_ending[end] = piece
            self._word_over.update(dict.fromkeys(range(start + 1, end), piece))

    def ending_at(self, offset: int, *types: EntityType) -> Mention | None:
        """The longest mention that ends here, of one of these types."""
        found = [m for m in self._ending.get(offset, ()) if m.type in types]
        return min(found, key=lambda m: m.start, default=None)

    def starting_at(self, offset: int, *types: EntityType) -> Mention | None:
        """The longest mention that starts here, of one of these types."""
        found = [m for m in self._starting.get(offset, ()) if m.type in types]
        return max(found, key=lambda m: m.end, default=None)

    def over(self, offset: int, *types: EntityType) -> Mention | None:
        """The longest mention that holds this character, of one of these types."""
        found = [m for m in self._over.get(offset, ()) if m.type in types]
        return max(found, key=lambda m: m.end - m.start, default=None)

    def starts_name(self, offset: int) -> bool:
        """Whether a mention starts here, or behind a mark that stands here."""
        at = offset + (self.text[offset : offset + 1] in ("“", "‘", "《"))
        return at in self._starting or offset in self._starting

    def within(self, start: int, end: int) -> Iterator[Mention]:
        """The mentions that start between two places, in the order of the text."""
        for offset in range(start, end):
            yield from self._starting.get(offset, ())

    def is_boundary(self, offset: int) -> bool:
        """Whether no word runs across this place."""
        return offset not in self._word_over

    def cuts(self, start: int, end: int) -> bool:
        """Whether no word runs across either end."""
        return self.is_boundary(start) and self.is_boundary(end)

    def word_before(self, offset: int) -> Word | None:
        """The word that ends here or, where one runs across, its part up to here."""
        if word := self._word_ending.get(offset):
            return word
        if over := self._word_over.get(offset):
            part = self.text[over.start : offset]
            return Word(over.start, offset, part, tag_of(part))
        return None

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
        return self.passages[max(bisect_right(self.passages, offset, key=lambda p: p.start) - 1, 0)]

    def passage_before(self, passage: Passage) -> Passage | None:
        """The body paragraph before another in the same section."""
        index = bisect_right(self.passages, passage.start, key=lambda p: p.start) - 2
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
        around = [q for q in passage.quotes if q.start <= start and end <= q.end]
        return max(around, key=lambda q: q.start, default=None)


def ends_name(word: Word, *, far: bool = False) -> bool:
    """Whether no name reaches over this word."""
    if not _NAME_CHARACTER.match(word.text) or word.text in words("names", "stop_words"):
        return True
    if word.text in words("names", "name_words"):
        return False
    if not far and word.text[0].isdigit():
        return True
    return word.tag in words("names", "hard_tags" if far else "boundary_tags") and word.text not in words(
        "names", "name_words"
    )


def outermost(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions that stand in no longer one, by place; of two over the same characters the surer one."""
    reach = -1
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end, -m.confidence)):
        if mention.end > reach:
            yield mention
            reach = mention.end

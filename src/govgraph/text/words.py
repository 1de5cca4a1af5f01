"""Words as jieba cuts them, each with the tag that jieba's dictionary gives it (``x`` for words the dictionary lacks).

rjieba cuts: the same dictionary and algorithm, 14 times as fast. Of 8,056 stretches of annotated articles it cut 10
otherwise than jieba, all of them dates and Latin letters with points.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib.metadata import distribution
from itertools import accumulate, chain, compress, islice, pairwise
from pathlib import Path

import msgspec
import rjieba


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word at ``start``..``end`` of the cleaned document."""

    start: int
    end: int
    text: str
    tag: str


@cache
def _tags() -> dict[str, str]:
    # The file alone: importing jieba loads its models for 0.3 s.
    with Path(str(distribution("jieba").locate_file("jieba/dict.txt"))).open(encoding="utf-8") as file:
        rows = (line.split(" ") for line in file)
        return {row[0]: row[-1].strip() for row in rows}


class _Recent(dict[str, str]):
    """The tags of the words met last: few enough to stay in the processor's cache, as the 350,000 of jieba do not."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_RECENT:
            self.clear()
        tag = self[word] = _tags().get(word, "x")
        return tag


_MOST_RECENT = 20_000
_recent = _Recent()


def tag_of(word: str) -> str:
    """The part of speech of a word in jieba's dictionary, ``x`` where it has none.

    >>> tag_of("淮安"), tag_of("苏锡通")
    ('ns', 'x')
    """
    return _recent[word]


def split_words(text: str, offset: int = 0) -> tuple[Word, ...]:
    """The words of ``text``; offsets count from ``offset``."""
    words, tags = _cut(text)
    ends = list(accumulate(map(len, words), initial=offset))
    return tuple(map(Word, ends, islice(ends, 1, None), words, tags))  # all of this loop runs in C


#: Its model for unknown words is quadratic in a run's length, so runs are bounded; it cuts at the marks anyway.
_LONGEST_RUN = 1000
_RUNS = re.compile(rf"[^，。；：、！？\s]{{1,{_LONGEST_RUN}}}[，。；：、！？\s]*|[，。；：、！？\s]+")
#: jieba's model for unknown words joins these to names: 由岚谷, 局为岚谷.
_JOINED = re.compile(
    "(?<=.)[与由为将把被](?=..)|^[与由为将把被和及在对向](?=..)|^与(?=.$)|^[与由将被](?=[省市区县镇]$)"
)


def _cut(text: str) -> tuple[list[str], list[str]]:
    """The words of a text and their tags; those that the dictionary lacks are cut at the function words inside them."""
    runs = [text] if len(text) <= _LONGEST_RUN else _RUNS.findall(text)
    words = list(chain.from_iterable(map(rjieba.cut, runs)))
    tags = list(map(_recent.__getitem__, words))
    unknown = set(compress(words, map("x".__eq__, tags)))
    joined = {word: parts for word in unknown if len(parts := _parts(word)) > 1}
    if joined:
        words = [part for word in words for part in joined.get(word, (word,))]
        tags = list(map(_recent.__getitem__, words))
    return words, tags


@lru_cache(maxsize=1 << 14)
def _parts(word: str) -> tuple[str, ...]:
    """A word cut at the function words inside it, where the dictionary lacks it.

    >>> _parts("局为岚谷"), _parts("华为")
    (('局', '为', '岚谷'), ('华为',))
    """
    if word in _tags():
        return (word,)
    cuts = [0, *(i for match in _JOINED.finditer(word) for i in match.span()), len(word)]
    return tuple([word[a:b] for a, b in pairwise(cuts) if a < b])


#: A pair of single characters that stands this often in a document, and seldom apart, is a name: 前|海.
_OFTEN, _TOGETHER = 4, 0.7
#: Tags of single characters that join no name.
_LOOSE = frozenset(
    {"c", "d", "e", "m", "o", "p", "q", "r", "t", "u", "y", "uj", "ul", "uv", "uz", "ud", "ug", "k", "h", "zg", "vg"}
)


def recurring_names(texts: Iterable[Sequence[Word]]) -> frozenset[str]:
    """Names of two characters that the dictionary lacks and that the whole document tells by repeating them.

    >>> recurring_names([split_words("，前海合作区") * 4])
    frozenset({'前海'})
    """
    documents = list(texts)
    pairs = Counter(chain.from_iterable(map(_pairs, documents)))
    often = {pair: count for pair, count in pairs.items() if count >= _OFTEN}
    if not often:
        return frozenset()
    singles = Counter(word.text for words in documents for word in words if len(word.text) == 1)
    return frozenset(
        pair for pair, count in often.items() if count >= _TOGETHER * max(singles[pair[0]], singles[pair[1]])
    )


def _pairs(words: Sequence[Word]) -> list[str]:
    """What two single characters in a row make, where neither is a mark or a word that joins no name."""
    pieces = [
        word.text if len(word.text) == 1 and word.tag not in _LOOSE and "\u4e00" <= word.text <= "\u9fff" else ""
        for word in words
    ]
    return [one + other for one, other in pairwise(pieces) if one and other]


def recut(words: Sequence[Word], names: frozenset[str]) -> tuple[Word, ...]:
    """The words with every such name as a word of its own: 前|海湾 becomes 前海|湾."""
    if not names:
        return tuple(words)
    found: list[Word] = []
    firsts = {name[0] for name in names}
    for word in words:
        last = found[-1] if found else None
        if last is None or last.text not in firsts or last.text + word.text[0] not in names or last.end != word.start:
            found.append(word)
            continue
        name = last.text + word.text[0]
        found[-1] = Word(last.start, last.end + 1, name, "x")  # the dictionary may have it as 前海/f
        if rest := word.text[1:]:
            found.append(Word(word.start + 1, word.end, rest, tag_of(rest)))
    return tuple(found)

"""Words as jieba cuts them, each with the tag that jieba's dictionary gives it (``x`` for words the dictionary lacks).

rjieba cuts: the same dictionary and algorithm, 14 times as fast. Of 8,056 stretches of annotated articles it cut 10
otherwise than jieba, all of them dates and Latin letters with points.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
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
    """What is known of the words met last: few enough to stay in the processor's cache, as jieba's 350,000 do not."""

    def __init__(self, look_up: Callable[[str], str]) -> None:
        self._look_up = look_up

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_RECENT:
            self.clear()
        found = self[word] = self._look_up(word)
        return found


_MOST_RECENT = 20_000
_recent_tags = _Recent(lambda word: _tags().get(word, "x"))


def tag_of(word: str) -> str:
    """The part of speech of a word in jieba's dictionary, ``x`` where it has none.

    >>> tag_of("淮安"), tag_of("苏锡通")
    ('ns', 'x')
    """
    return _recent_tags[word]


def split_words(text: str, offset: int = 0) -> tuple[Word, ...]:
    """The words of ``text``; offsets count from ``offset``."""
    (words,) = cut_texts([text])
    return place_words(words, offset)


def place_words(words: Sequence[str], offset: int) -> tuple[Word, ...]:
    """Words that follow each other, the first at ``offset``, with their tags."""
    ends = list(accumulate(map(len, words), initial=offset))
    return tuple(map(Word, ends, islice(ends, 1, None), words, map(_recent_tags.__getitem__, words)))  # a loop in C


#: Its model for unknown words is quadratic in a run's length, so runs are bounded; it cuts at the marks anyway.
_LONGEST_RUN = 1000
_RUNS = re.compile(rf"[^，。；：、！？\s]{{1,{_LONGEST_RUN}}}[，。；：、！？\s]*|[，。；：、！？\s]+")
#: jieba's model for unknown words joins these to names: 由岚谷, 局为岚谷.
_JOINED = re.compile(
    "(?<=.)[与由为将把被](?=..)|^[与由为将把被和及在对向](?=..)|^与(?=.$)|^[与由将被](?=[省市区县镇]$)"
)


def cut_texts(texts: Iterable[str]) -> list[list[str]]:
    """The words of each text; those that the dictionary lacks are cut at the function words inside them."""
    cuts = [_cut(text) for text in texts]
    words = list(chain.from_iterable(cuts))
    unknown = set(compress(words, map("x".__eq__, map(_recent_tags.__getitem__, words))))
    joined = {word: parts for word in unknown if len(parts := _parts(word)) > 1}
    return [
        words if joined.keys().isdisjoint(words) else [part for word in words for part in joined.get(word, (word,))]
        for words in cuts
    ]


def _cut(text: str) -> list[str]:
    if len(text) <= _LONGEST_RUN:
        return rjieba.cut(text)
    return list(chain.from_iterable(map(rjieba.cut, _RUNS.findall(text))))


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


def recurring_names(texts: Sequence[Sequence[str]]) -> frozenset[str]:
    """Names of two characters that the dictionary lacks and that the whole document tells by repeating them.

    >>> recurring_names(cut_texts(["，前海合作区"] * 4))
    frozenset({'前海'})
    """
    # Each word as one character, its own where it may be half of a name: pairs are then counted by loops in C.
    halves = "\n".join(["".join(map(_halves.__getitem__, words)) for words in texts])
    often = {pair: count for pair, count in Counter(_PAIR.findall(halves)).items() if count >= _OFTEN}
    if not often:
        return frozenset()
    alone = Counter(chain.from_iterable(texts))
    return frozenset(pair for pair, count in often.items() if count >= _TOGETHER * max(alone[pair[0]], alone[pair[1]]))


_PAIR = re.compile("(?=(..))")


def _half(word: str) -> str:
    """A single character as it is, unless it is a mark or joins no name; a line break for every other word."""
    return word if len(word) == 1 and "\u4e00" <= word <= "\u9fff" and tag_of(word) not in _LOOSE else "\n"


_halves = _Recent(_half)


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

"""Words by jieba, each with the tag that jieba's dictionary gives it (``x`` for words the dictionary lacks)."""

import logging
import re
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise

import jieba

jieba.setLogLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class Word:
    """A word at ``start``..``end`` of the cleaned document."""

    start: int
    end: int
    text: str
    tag: str


@cache
def _tags() -> dict[str, str]:
    with jieba.get_dict_file() as file:
        rows = (line.decode("utf-8").split(" ") for line in file)
        return {row[0]: row[-1].strip() for row in rows}


def tag_of(word: str) -> str:
    """The part of speech of a word in jieba's dictionary, ``x`` where it has none.

    >>> tag_of("淮安"), tag_of("苏锡通")
    ('ns', 'x')
    """
    return _tags().get(word, "x")


def split_words(text: str, offset: int = 0) -> tuple[Word, ...]:
    """The words of ``text``; offsets count from ``offset``."""
    tags = _tags()
    words = []
    for word in chain.from_iterable(jieba.cut(run[0]) for run in _RUNS.finditer(text)):
        for part in (word,) if word in tags else _parts(word):
            end = offset + len(part)
            words.append(Word(offset, end, part, tags.get(part, "x")))
            offset = end
    return tuple(words)


#: jieba cuts at these marks anyway. Its model for unknown words is quadratic in a run's length, so runs are bounded.
_RUNS = re.compile(r"[^，。；：、！？\s]{1,1000}[，。；：、！？\s]*|[，。；：、！？\s]+")
#: jieba's model for unknown words joins these to names: 由岚谷, 局为岚谷.
_JOINED = re.compile("(?<=.)[与由为将把被](?=..)|^[与由为将把被和及在对向](?=..)")


def _parts(word: str) -> list[str]:
    """A word that the dictionary lacks, cut at the function words inside it.

    >>> _parts("局为岚谷"), _parts("华为")
    (['局', '为', '岚谷'], ['华为'])
    """
    cuts = [0, *(i for match in _JOINED.finditer(word) for i in match.span()), len(word)]
    return [word[a:b] for a, b in pairwise(cuts) if a < b]

"""Words by jieba, each with the tag that jieba's dictionary gives it (``x`` for words the dictionary lacks)."""

import logging
from dataclasses import dataclass
from functools import cache

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
    for word in jieba.cut(text):
        end = offset + len(word)
        words.append(Word(offset, end, word, tags.get(word, "x")))
        offset = end
    return tuple(words)

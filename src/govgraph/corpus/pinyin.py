"""Pinyin that scrapers leave behind a character, ``產(chan) 業(ye)``, taken out again."""

import re
import unicodedata
from functools import cache

from govgraph.corpus.tracking import Tracked

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹê"
_OPENED = re.compile(f"[(（] ?[a-z{_TONED}]")
_BRACKET = re.compile(f"([\u3400-\u9fff\U00020000-\U000323af]) ?[(（] ?([a-z{_TONED}]{{1,6}}) ?[)）] ?")


def remove_pinyin(text: Tracked) -> Tracked:
    """Drop a bracket that holds the reading of the character before it, and the space that follows.

    ``人工智能(AI)``, ``氨（NH3）`` and ``(以下简称…)`` stay: they are no reading of that character.
    """
    if _OPENED.search(text.text) is None:
        return text
    return text.substitute(_BRACKET, lambda match: match[1] if _is_reading(match[1], match[2]) else match[0])


def _is_reading(char: str, syllable: str) -> bool:
    return _plain(syllable) in _readings(char)


@cache
def _readings(char: str) -> frozenset[str]:
    import pypinyin  # its tables take 0.2 s, and few texts need them

    heteronyms = pypinyin.pinyin(char, style=pypinyin.Style.NORMAL, heteronym=True, errors="ignore")
    return frozenset(_plain(reading) for reading in (heteronyms[0] if heteronyms else ()))


def _plain(syllable: str) -> str:
    """Without tones and dots: ``lǜ``, ``lv`` and ``lu`` are one."""
    letters = unicodedata.normalize("NFD", syllable)
    return "".join(char for char in letters if not unicodedata.combining(char)).replace("v", "u")

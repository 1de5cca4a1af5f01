"""Articles as a scraper may hand them over: in traditional script, with pinyin behind characters, in ASCII marks."""

from collections.abc import Callable
from functools import cache

import pypinyin
from opencc import OpenCC

#: How a clean text is spoiled.
Spoil = Callable[[str], str]

_ASCII_MARKS = str.maketrans("，；：！？（）", ",;:!?()")


@cache
def _converter(variety: str) -> OpenCC:
    return OpenCC(variety)


def write_traditional(text: str, variety: str = "s2t") -> str:
    """The text in traditional script, phrase by phrase as people write it; as long as before."""
    written: str = _converter(variety).convert(text)
    return written


def write_singly(text: str) -> str:
    """The text in traditional script, character by character as a careless table gives it."""
    single = {char: write_traditional(char) for char in sorted(set(text))}
    return "".join(single[char] for char in text)


def add_pinyin(text: str, *, every: int, form: str = "({}) ", tones: bool = False) -> str:
    """The reading behind each ``every``-th Chinese character, as seed 000 has it: ``產(chan) 業(ye)``."""
    style = pypinyin.Style.TONE if tones else pypinyin.Style.NORMAL
    pieces: list[str] = []
    seen = 0
    for char in text:
        pieces.append(char)
        if "\u4e00" <= char <= "\u9fff":
            seen += 1
            if seen % every == 0:
                pieces.append(form.format(pypinyin.lazy_pinyin(char, style=style)[0]))
    return "".join(pieces)


SPOILS: dict[str, Spoil] = {
    "traditional": write_traditional,
    "traditional of Taiwan": lambda text: write_traditional(text, "s2tw"),
    "traditional of Hong Kong": lambda text: write_traditional(text, "s2hk"),
    "traditional by a table": write_singly,
    "pinyin": lambda text: add_pinyin(text, every=3),
    "traditional, pinyin": lambda text: add_pinyin(write_traditional(text), every=4),
    "traditional, pinyin behind all, ASCII marks": lambda text: add_pinyin(write_traditional(text), every=1).translate(
        _ASCII_MARKS
    ),
    "by a table, pinyin with tones": lambda text: add_pinyin(
        write_singly(text), every=2, form="（{}）", tones=True
    ).translate(_ASCII_MARKS),
}

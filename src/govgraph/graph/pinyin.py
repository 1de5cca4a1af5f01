"""Chinese names in Latin letters."""

from functools import lru_cache


def spell(text: str, *, apart: bool = False) -> list[str]:
    """A syllable for each Chinese character; what stands between them as it is or, ``apart``, by its characters.

    Whole names take pypinyin 0.2 ms each; their words come again and again.

    >>> spell("重庆5G服务区"), spell("5G", apart=True)
    (['chong', 'qing', '5G', 'fu', 'wu', 'qu'], ['5', 'G'])
    """
    from pypinyin.constants import RE_HANS  # its tables take 0.2 s, and most commands spell nothing
    from pypinyin.seg.simpleseg import seg

    return [
        syllable
        for word in seg(text)
        for syllable in (word if apart and not RE_HANS.match(word) else _spell_word(word))
    ]


@lru_cache(maxsize=65536)
def _spell_word(word: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(word))

"""Programs in quotation marks: their words replaced by others of the same length and part of speech."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

from govgraph.text.words import Word, split_words, tag_of
from tests.renaming.brands import invent
from tests.renaming.choices import shuffle
from tests.renaming.language import ends
from tests.renaming.substitutions import Substitutions

_QUOTED = re.compile("(?<!称)[“‘]([^“”]{1,40})[”’]")
_MARKS = re.compile(r"[\s\W_]+")

#: Words that language asks for where they stand: numerals, measure words, particles, pronouns, conjunctions.
_KEPT_TAGS = ("m", "mq", "q", "u", "uj", "ul", "p", "c", "d", "r", "f", "x", "eng")
_KEPT = (*ends("party"), *"一二三四五六七八九十百千万两")

#: Where new words come from: articles of the same kind.
_ROOT = Path(__file__).parents[2]
_LEXICON = _ROOT / "src" / "govgraph" / "lexicon"
_ARTICLES = (_ROOT / "seeds", _ROOT / "tests" / "data" / "gold" / "texts")


def rename_programs(names: Iterable[str], others: Iterable[str], text: str, substitutions: Substitutions) -> None:
    """Give the quoted names among ``names`` other words; heads and what the whole country knows stay.

    Args:
        names: programs, teams and bodies.
        others: places and companies, which may be quoted too (以下简称“…”) and have their new names.
        text: the article.
        substitutions: filled.
    """
    folded = {_MARKS.sub("", name) for name in names}
    done = {_MARKS.sub("", name) for name in ends("national")} | {_MARKS.sub("", name) for name in others}
    for quoted in dict.fromkeys(_QUOTED.findall(text)):
        name = _MARKS.sub("", quoted)
        if len(name) < 2 or name in done or not any(name in other for other in folded):
            continue
        parts = [part for part in _MARKS.split(quoted) if part]
        for part in parts:
            if len(part) >= 3 or len(parts) == 1:
                new = (_rename_part(piece, substitutions) for piece in substitutions.divide(part))
                substitutions.add(part, "".join(new))
        substitutions.add(name, "".join(map(substitutions.apply, parts)))


def _rename_part(piece: str, substitutions: Substitutions) -> str:
    """A piece of a quoted name: a place or company in it under its new name, else other words."""
    if piece in substitutions.new:
        return substitutions.new[piece]
    head = next((head for head in ends("program_heads") if piece.endswith(head)), "")
    return "".join(_rename_words(piece.removesuffix(head), substitutions)) + head


def _rename_words(name: str, substitutions: Substitutions) -> Iterator[str]:
    """The words of a name, each kept or replaced; a run of characters that no dictionary knows is a brand."""
    for unknown, run in groupby(split_words(name), _is_unknown):
        pieces = [word.text for word in run]
        if unknown:
            brand = "".join(pieces)
            yield invent(brand, substitutions.is_free) or brand
        else:
            yield from map(_rename_word, pieces)


def _is_unknown(word: Word) -> bool:
    return word.tag in ("x", "nr", "nz", "ns", "nt") and re.fullmatch("[\u4e00-\u9fff]+", word.text) is not None


def _rename_word(word: str) -> str:
    tag = tag_of(word)
    if tag in _KEPT_TAGS or word in ends("program_heads") or any(one in word for one in _KEPT):
        return word
    others = (new for new in _words_like(tag, len(word)) if new != word)
    return next(iter(shuffle(word, others)), word)


@cache
def _words_like(tag: str, size: int) -> tuple[str, ...]:
    """The words of the project's own articles with this tag and length that no rule knows."""
    alike = (word for word in _vocabulary() if len(word) == size and tag_of(word) == tag)
    return tuple(
        word for word in alike if word not in _lexicon() and not any(char in word for char in ends("official"))
    )


@cache
def _vocabulary() -> tuple[str, ...]:
    texts = (path.read_text(encoding="utf-8") for folder in _ARTICLES for path in sorted(folder.glob("*.txt")))
    return tuple(dict.fromkeys(word.text for text in texts for word in split_words(text)))


@cache
def _lexicon() -> frozenset[str]:
    """The words of the rules: a name among them would no longer be one."""
    files = sorted(_LEXICON.glob("*.yaml"))
    return frozenset(word for file in files for word in re.split(r"[\s,:]+", file.read_text(encoding="utf-8")))

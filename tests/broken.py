"""Articles as they may come out of a broken download: cut, out of order, doubled, with characters lost."""

import random
import re
from collections.abc import Callable
from pathlib import Path

from hypothesis import strategies as st

from govgraph.corpus import SourceFile, read_document
from tests.noise import SPOILS
from tests.renaming.articles import read_articles, rename

_ROOT = Path(__file__).parents[1]
_OWN = _ROOT / "tests" / "data" / "gold"
_SENTENCE = re.compile("[^。！？\n]*[。！？\n]?")

#: How chance breaks a text.
Break = Callable[[random.Random, str], str]


def _cut(chance: random.Random, text: str) -> str:
    start, end = sorted(chance.choices(range(len(text) + 1), k=2))
    return text[start:end]


def _shuffle(chance: random.Random, text: str) -> str:
    sentences = _SENTENCE.findall(text)
    chance.shuffle(sentences)
    return "".join(sentences)


def _shuffle_clauses(chance: random.Random, text: str) -> str:
    clauses = re.split("(?<=[，。；、：])", text)
    chance.shuffle(clauses)
    return "".join(clauses)


def _lose(chance: random.Random, text: str) -> str:
    return "".join(char for char in text if chance.random() > 0.1)


def _lose_marks(chance: random.Random, text: str) -> str:
    lost = chance.sample("，。；：、“”‘’（）《》\n", 4)
    return "".join(char for char in text if char not in lost)


def _double(chance: random.Random, text: str) -> str:
    return text + _cut(chance, text) + _cut(chance, text)


def _spoil(chance: random.Random, text: str) -> str:
    return SPOILS[chance.choice(sorted(SPOILS))](text)


BREAKS: tuple[Break, ...] = (_cut, _shuffle, _shuffle_clauses, _lose, _lose_marks, _double, _spoil)


def read_all() -> list[str]:
    """The seeds and the articles written for the tests, these also under other names."""
    own = read_articles(_OWN, [_OWN / "texts"])
    seeds = [read_document(SourceFile(path.name, path)).text for path in sorted((_ROOT / "seeds").glob("*.txt"))]
    return [*seeds, *(article.text for article in own), *(rename(article).text for article in own)]


@st.composite
def broken_articles(draw: st.DrawFn, texts: list[str]) -> str:
    """One of ``texts``, broken once to three times."""
    text = draw(st.sampled_from(texts))
    chance = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311 - a test
    for break_text in draw(st.lists(st.sampled_from(BREAKS), min_size=1, max_size=3)):
        text = break_text(chance, text)
    return text

"""Words by jieba, and the tags of its dictionary."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.text.words import split_words, tag_of


@pytest.mark.parametrize(
    ("word", "tag"), [("泰州", "ns"), ("推行", "v"), ("的", "uj"), ("和", "c"), ("岚谷", "x"), ("", "x"), ("😀", "x")]
)
def test_tags_are_the_dictionarys(word: str, tag: str) -> None:
    assert tag_of(word) == tag


def test_words_carry_place_and_tag() -> None:
    words = split_words("今年姜堰区推行改革", 10)
    assert (words[0].start, words[0].end, words[0].text) == (10, 12, "今年")
    assert all(word.tag == tag_of(word.text) for word in words)
    assert "改革" in [word.text for word in words]


def test_no_text_no_words() -> None:
    assert split_words("") == ()


@given(st.text(st.characters(codec="utf-8"), max_size=80), st.integers(0, 99))
def test_words_tile_the_text(text: str, offset: int) -> None:
    words = split_words(text, offset)
    assert "".join(word.text for word in words) == text
    at = offset
    for word in words:
        assert (word.start, word.end) == (at, at + len(word.text))
        assert word.text
        at = word.end
    assert at == offset + len(text)


@given(st.text(st.sampled_from("姜堰区推行改革“”，。 a1"), max_size=40))
def test_splitting_again_gives_the_same(text: str) -> None:
    assert split_words(text) == split_words(text)

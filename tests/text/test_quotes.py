"""Quotations: nested, listed, unbalanced."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.text.quotes import Nesting, Quote, find_quotes

MARKS = "“”‘’《》"
_CLOSING = {"“": "”", "‘": "’", "《": "》"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("推行“红石驿站”服务", ["红石驿站"]),
        ("“甲”“乙”、‘丙’", ["甲", "乙", "丙"]),
        ("出台《关于“堰十条”的意见》", ["关于“堰十条”的意见", "堰十条"]),
        ("“他说‘好’”", ["他说‘好’", "好"]),
        ("没有引号", []),
        ("“”", []),
        ("“红石驿站", []),
        ("红石驿站”", []),
        ("“红石‘驿站”", ["红石‘驿站"]),
        ("“红石”驿站”", ["红石"]),
        ("”“", []),
        ("‘甲“乙’丙”", ["甲“乙"]),
    ],
)
def test_what_stands_between_the_marks(text: str, found: list[str]) -> None:
    assert [text[quote.start : quote.end] for quote in find_quotes(text)] == found


def test_depth_counts_the_quotations_around() -> None:
    text = "“外‘中《内》中’外”"
    assert [(text[quote.start], quote.mark, quote.depth) for quote in find_quotes(text)] == [
        ("外", "“", 0),
        ("中", "‘", 1),
        ("内", "《", 2),
    ]


def test_the_offset_is_added() -> None:
    assert find_quotes("“甲”", 40) == (Quote(41, 42, "“", 0),)


@given(st.text(st.sampled_from(MARKS + "甲乙，"), max_size=60), st.integers(0, 9))
def test_spans_are_well_formed(text: str, offset: int) -> None:
    quotes = find_quotes(text, offset)
    assert list(quotes) == sorted(quotes, key=lambda quote: (quote.start, -quote.end))
    for quote in quotes:
        start, end = quote.start - offset, quote.end - offset
        assert 0 < start < end < len(text)
        assert (text[start - 1], text[end]) == (quote.mark, _CLOSING[quote.mark])
    for one in quotes:
        for other in quotes:
            apart = one.end < other.start or other.end < one.start
            inside = (one.start <= other.start and other.end <= one.end) or (
                other.start <= one.start and one.end <= other.end
            )
            assert apart or inside


@given(st.text(st.sampled_from(MARKS + "甲乙，"), max_size=60))
def test_a_deeper_quotation_lies_in_one_less_deep(text: str) -> None:
    quotes = find_quotes(text)
    for quote in quotes:
        around = [q for q in quotes if q is not quote and q.start <= quote.start and quote.end <= q.end]
        assert all(q.depth < quote.depth for q in around)


@given(st.text(st.characters(exclude_characters=MARKS), max_size=60))
def test_no_mark_no_quotation(text: str) -> None:
    assert find_quotes(text) == ()


@given(st.text(st.sampled_from(MARKS + "甲"), max_size=24))
def test_the_innermost_around_a_place(text: str) -> None:
    quotes = find_quotes(text)
    nesting = Nesting(quotes)
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            around = [quote for quote in quotes if quote.start <= start and end <= quote.end]
            assert nesting.around(start, end) == max(around, key=lambda quote: quote.start, default=None)

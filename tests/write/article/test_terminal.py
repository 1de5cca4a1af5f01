"""The article on a terminal: marks that need no colour, columns that stand, nothing that steers the terminal."""

import re

import click
import pytest

from govgraph.columns import make_printable, shorten, width_of, wrap
from govgraph.write.article import render_text
from tests.write.article.example_article import HOSTILE, TEXT, read_article


def render(text: str = TEXT, width: int = 100) -> list[str]:
    return [click.unstyle(line) for line in render_text(read_article(text), width)]


def test_mentions_statements_and_reasons_are_shown() -> None:
    shown = "\n".join(render())
    assert re.search(r"［“書\(shu\) 記項目”\|Program e\d+］", shown)
    assert re.search(r"［陳望舒\|区委书记 of e\d+］", shown)
    assert re.search(r"姜堰区 —runs→ 书记项目 +runs\.\w+ +0\.\d\d", shown)
    assert re.search(r" = 128 件 \(exact, 今年以来\) +measure\.\w+ +0\.\d\d", shown)
    assert re.search(r"陈望舒 · 区委书记 · 姜堰区 +post\.\w+ +0\.\d\d", shown)
    assert "(boilerplate, not read) 版权声明" in shown
    assert HOSTILE in shown


def test_statements_stand_under_their_sentence() -> None:
    lines = render()
    sentence = next(i for i, line in enumerate(lines) if "解決(jue)" in line and not line.startswith(" "))
    figure = next(i for i, line in enumerate(lines) if "= 128 件" in line)
    following = next(i for i, line in enumerate(lines) if "行政审批局|" in line)
    assert sentence < figure < following


def test_the_reasons_stand_in_one_column() -> None:
    rows = [line for line in render(width=140) if re.search(r"  \w+(\.\w+)+ +0\.\d\d$", line) and line.startswith(" ")]
    assert len(rows) > 4
    assert len({width_of(re.sub(r"\S+ +0\.\d\d$", "", row)) for row in rows}) == 1


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_no_line_of_prose_is_wider_than_the_terminal(width: int) -> None:
    text = "今天天气很好，大家都很高兴，孩子们在外面玩，老人们在树下下棋。" * 5
    assert all(width_of(line) <= width for line in render(text, width)[3:])


def test_what_could_steer_the_terminal_is_replaced() -> None:
    shown = "".join(render("江苏省泰州市姜堰区推行“红\x1b[31m石\u202e驿站”服务，\x9b2J解决难题12件。\n"))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "\x9b" not in shown
    assert len(make_printable("a\x1bb\n\U0001f600")) == 5


def test_colours_are_styles_only() -> None:
    lines = list(render_text(read_article(), 100))
    assert "\x1b[" in "".join(lines)
    assert "\n".join(map(click.unstyle, lines)) == "\n".join(render())


def test_wrapping_loses_nothing_and_starts_no_line_with_a_stop() -> None:
    pieces = [
        ("他说：“今天天气很好，大家都很高兴。”", ""),
        ("［", "tag"),
        ("红色帮办e", "Program"),
        ("|Program e3］", "tag"),
    ] * 4
    lines = list(wrap(pieces, 21))
    assert "".join(text for line in lines for text, _ in line) == "".join(text for text, _ in pieces)
    assert not any(line[0][0].startswith(("，", "。", "”")) for line in lines)
    assert not any(line[-1][0].endswith(("“", "［")) for line in lines)


def test_a_text_without_an_entity_is_shown_too() -> None:
    assert any("今天天气很好" in line for line in render("今天天气很好，大家都很高兴。\n"))


def test_shortening_keeps_to_the_columns() -> None:
    assert [width_of(shorten("红色帮办abc", width)) <= width for width in range(1, 14)] == [True] * 13

from typing import Any

import pytest

from tests.write.article.example_article import BREAKOUT, HOSTILE, TEXT, read_article

STATEMENT = ".statement:has-text('{}')"
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def lit(page: Any, selector: str) -> list[str]:
    return page.locator(f"{selector}.lit").all_text_contents()  # type: ignore[no-any-return]


def test_the_text_is_the_document_to_the_character(open_page: Any) -> None:
    page = open_page(read_article())
    shown = "[...document.querySelectorAll('#article .text')].map((one) => one.textContent).join('')"
    assert page.evaluate(shown) == TEXT
    assert HOSTILE in page.inner_text("#article")
    assert BREAKOUT in page.inner_text("#article")
    assert page.locator("#article img, #article a, #article script").count() == 0


def test_a_mention_shows_all_mentions_of_its_entity(open_page: Any) -> None:
    page = open_page(read_article())
    page.hover(".mention:has-text('記項目') >> nth=0")
    assert lit(page, ".mention") == ["“書(shu) 記項目”"] * 2
    page.mouse.move(5, 5)
    assert lit(page, ".mention") == []
    page.click(".mention:has-text('記項目') >> nth=1")
    page.mouse.move(5, 5)
    assert lit(page, ".mention") == ["“書(shu) 記項目”"] * 2
    assert page.inner_text("#card-name") == "书记项目"
    assert "2 / 2" in page.inner_text("#card-place")
    assert page.inner_text("#card-rule").startswith("program.")
    page.keyboard.press("Escape")
    assert lit(page, ".mention") == []
    assert page.is_hidden("#card")


def test_a_statement_marks_its_words_and_its_two_ends(open_page: Any) -> None:
    page = open_page(read_article())
    page.click(STATEMENT.format("书记项目") + " >> nth=0")
    page.mouse.move(5, 5)
    assert lit(page, ".evidence") == ["姜堰區推行“書(shu) 記項目”"]
    assert lit(page, ".mention") == ["姜堰區", "“書(shu) 記項目”"]
    assert page.get_attribute(".statement.lit, .statement[aria-pressed=true]", "id")
    page.click(STATEMENT.format("128"))
    assert lit(page, ".figure") == ["128件"]
    page.click(STATEMENT.format("128"))
    page.mouse.move(5, 5)
    assert page.locator(".lit").count() == 0


def test_an_office_holder_leads_to_the_post(open_page: Any) -> None:
    page = open_page(read_article())
    assert page.get_attribute("#article .person", "title") == "陈望舒 · 区委书记 · 姜堰区"
    page.click("#article .person")
    assert "陈望舒" in page.inner_text(".statement[aria-pressed=true]")
    assert lit(page, ".person") == ["陳望舒"]


def test_everything_is_reached_by_keyboard(open_page: Any) -> None:
    page = open_page(read_article())
    page.focus(".named:has-text('书记项目')")
    page.keyboard.press("Enter")
    assert "1 / 2" in page.inner_text("#card-place")
    page.keyboard.press("n")
    assert "2 / 2" in page.inner_text("#card-place")
    page.keyboard.press("n")
    page.keyboard.press("p")
    assert "2 / 2" in page.inner_text("#card-place")
    page.focus(STATEMENT.format("书记项目") + " >> nth=0")
    page.keyboard.press("Space")
    assert lit(page, ".evidence")
    page.keyboard.press("Escape")
    assert lit(page, ".evidence") == []


def test_the_legend_hides_a_type(open_page: Any) -> None:
    page = open_page(read_article())
    page.click(".filter[data-type=Program]")
    assert page.locator(".mention.off").all_text_contents() == ["“書(shu) 記項目”"] * 2
    page.hover(".mention.off >> nth=0")
    assert lit(page, ".mention") == []
    page.click(".filter[data-type=Program]")
    assert page.locator(".mention.off").count() == 0


def test_english_and_back(open_page: Any) -> None:
    page = open_page(read_article())
    page.click("#language")
    assert "—runs→" in page.inner_text("#article")
    assert "byline, not read" in page.inner_text("#article")
    page.click("#language")
    assert "—运行→" in page.inner_text("#article")


@pytest.mark.parametrize("settings", [{}, {"color_scheme": "dark"}], ids=["light", "dark"])
def test_what_was_cleaned_away_is_dimmed_and_types_are_coloured(open_page: Any, settings: dict[str, Any]) -> None:
    page = open_page(read_article(), **settings)
    colour = "(selector) => getComputedStyle(document.querySelector(selector)).color"
    assert page.evaluate(colour, "#article .noise") != page.evaluate(colour, "#article")
    assert page.evaluate(colour, ".boilerplate .text") != page.evaluate(colour, "#article")
    line = "(type) => getComputedStyle(document.querySelector(`.mention.type-${type}`)).borderBottomColor"
    types = ("Region", "PublicOrganisation", "Program", "Enterprise")
    assert len({page.evaluate(line, one) for one in types}) == len(types)


def test_a_phone_reads_it_without_scrolling_sideways(open_page: Any) -> None:
    page = open_page(read_article(), **PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    text, beside = (page.locator(f".row.body {part} >> nth=0").bounding_box() for part in (".text", ".beside"))
    assert beside["y"] >= text["y"] + text["height"]
    page.tap(".mention >> nth=0")
    assert page.locator("#card").bounding_box()["width"] <= 390


def test_an_article_without_an_entity_is_a_page_too(open_page: Any) -> None:
    page = open_page(read_article("今天天气很好，大家都很高兴。\n"))
    assert "没有找到可以收录的实体" in page.inner_text("main")
    page.keyboard.press("n")
    page.click("#article .text")

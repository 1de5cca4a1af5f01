"""The page of an article: its text to the character, no markup but its own, nothing fetched."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

from hypothesis import assume, example, given

from govgraph.errors import DocumentError
from govgraph.model import BlockKind
from govgraph.write.html import write_article_page
from govgraph.write.html.article import render_article
from govgraph.write.html.shell import read_words
from tests.extract.fragments import TEXTS
from tests.properties import cases
from tests.write.article.example_article import BREAKOUT, HOSTILE, TEXT, read_article

_PATIENT = cases(60)


class Page(HTMLParser):
    """The text of the article's paragraphs, the tags of the page, and the values of attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._depth = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "p" and "text" in (dict(attrs).get("class") or "").split():
            self._depth = 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._depth = 0

    def handle_data(self, data: str) -> None:
        self.text += data if self._depth else ""


def read_page(text: str = TEXT) -> Page:
    return Page(render_article(read_article(text)).decode())


@_PATIENT
@given(TEXTS)
@example("\n\n\u3000甲\x00乙\n")
@example("<b>&amp;</p><!-- “红石驿站” -->")
def test_the_page_holds_the_text_to_the_character(text: str) -> None:
    try:
        article = read_article(text)
    except DocumentError:
        assume(False)
    assert Page(render_article(article).decode()).text == article.document.raw.replace("\0", "�")


def test_markup_in_the_article_stays_text() -> None:
    page = read_page()
    assert HOSTILE in page.text
    assert BREAKOUT in page.text
    assert not {tag for tag, _ in page.tags} & {"img", "a", "iframe", "form", "object", "embed", "base"}
    assert [tag for tag, _ in page.tags].count("script") == 3
    assert not any(name.startswith("on") or name == "style" for _, values in page.tags for name in values)


def test_nothing_outside_is_referred_to() -> None:
    page = read_page()
    links = [value for _, values in page.tags for name, value in values.items() if name in ("src", "href", "srcset")]
    assert all(link and link.startswith(("#", "data:,")) for link in links)
    policy = next(values["content"] for _, values in page.tags if values.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_every_mention_and_statement_says_its_rule() -> None:
    article = read_article()
    page = render_article(article).decode()
    mentions = [values for _, values in Page(page).tags if (values.get("class") or "").startswith("mention")]
    assert {values["data-entity"] for values in mentions} == set(article.entities)
    assert all(values["data-rule"] and values["data-confidence"] for values in mentions)
    for statement in article.statements.values():
        assert f"<code>{statement.record.rule.replace('.', '.<wbr>')}</code>" in page


def test_what_a_statement_points_to_is_there() -> None:
    tags = read_page().tags
    mentions = {values["data-mention"] for _, values in tags if values.get("data-mention")}
    cited = {values["data-evidence"] for _, values in tags if values.get("class") == "evidence"}
    statements = [values for _, values in tags if values.get("class") == "statement"]
    assert statements
    for statement in statements:
        assert statement["data-evidence"] in cited
        assert statement["data-ends"]
        assert set(statement["data-ends"].split()) <= mentions


def test_the_entities_are_data_that_is_no_markup() -> None:
    page = render_article(read_article()).decode()
    data = re.search(r'id="article-entities">(.*?)</script>', page)
    assert data
    assert "<" not in data[1]
    assert {"书记项目", "姜堰区"} <= {entity["name"] for entity in json.loads(data[1]).values()}


def test_the_interface_names_every_kind_of_paragraph() -> None:
    for words in read_words().values():
        assert set(words["article"]["kinds"]) == set(get_args(BlockKind))


def test_same_article_same_bytes(tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        write_article_page(read_article(), tmp_path / name)
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_an_article_without_an_entity_says_so() -> None:
    assert "没有找到可以收录的实体" in render_article(read_article("今天天气很好，大家都很高兴。\n")).decode()

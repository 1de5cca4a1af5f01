"""Names that would break a page: as text in every place, and the page stays as it is."""

from dataclasses import replace
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest

from govgraph.model import Graph
from tests.write.example_graph import example_graph

NAMES = {
    "markup": "<img src=x onerror=alert(1)>",
    "script": "</script><script>alert(2)</script>",
    "quotes": "'\"\u2028\u2029`${alert(3)}",
    "long": "很长的名字" * 2_000,
    "long word": "a" * 10_000,
    "turned": "\u202e反写的名字\u202d\u2067",
    "joined": "👩‍👩‍👧‍👦👨🏽‍🚒🏳️‍🌈项目",
    "control": "控\x01制\x0b符\ufffe",
}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LABELS = "placed.labels.flatMap((label) => label.lines).join('')"
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def named(name: str) -> Graph:
    """The program bears the name, as its alias, in its id, and its article as its title and publisher do."""
    graph = example_graph()
    old, new = "program:hongse_bangban", f"program:{name[:60]}"
    nodes = tuple(
        replace(node, id=new, name=name, aliases=(name[::-1], name)) if node.id == old else node for node in graph.nodes
    )
    rename = {old: new}
    return replace(
        graph,
        nodes=nodes,
        documents=tuple(replace(one, title=name, source=name) for one in graph.documents),
        relations=tuple(
            replace(one, subject=rename.get(one.subject, one.subject), object=rename.get(one.object, one.object))
            for one in graph.relations
        ),
        measures=tuple(replace(one, subject=rename.get(one.subject, one.subject)) for one in graph.measures),
        evidence=tuple(replace(one, statement=rename.get(one.statement, one.statement)) for one in graph.evidence),
    )


def is_calm(page: Any) -> bool:
    """Whether nothing is wider than the window, or than the panel it stands in, and nothing of a name became markup."""
    return page.evaluate(  # type: ignore[no-any-return]
        """() => {
          const { panel, results } = { panel: document.getElementById("panel"), results: document.getElementById("results") };
          return document.documentElement.scrollWidth <= innerWidth && panel.scrollWidth <= panel.clientWidth + 1 &&
            results.scrollWidth <= results.clientWidth + 1 && !document.querySelector("main img, main a, main script");
        }"""
    )


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return NAMES[request.param]


@pytest.mark.parametrize("settings", [{}, PHONE], ids=["wide", "phone"])
def test_a_name_is_text_in_the_panel_and_the_address(open_page: Any, name: str, settings: dict[str, Any]) -> None:
    page = open_page(named(name), f"#node={quote('program:' + name[:60])}", **settings)
    whole = "document.querySelector('#panel-name bdi').textContent"
    if page.evaluate(whole) != name:
        assert page.evaluate(whole) == name[:120] + "…"
        assert is_calm(page)
        page.click("#panel-name + .more")
    assert page.evaluate(whole) == name
    assert is_calm(page)
    assert page.locator("#facts .fact").count() > 3
    box = page.locator("#facts .fact .entity >> nth=0").bounding_box()
    assert box["width"] <= 440


def test_a_name_is_text_in_results_and_filters(open_page: Any, name: str) -> None:
    page = open_page(named(name))
    page.fill("#search", "hongse")  # the pinyin is that of the other names
    page.fill("#search", name[:6].strip())
    shown = page.locator("#results .result-name bdi").all_text_contents()
    assert any(one in (name, name[:120] + "…") for one in shown)
    assert is_calm(page)
    assert page.locator("#results li >> nth=0").bounding_box()["height"] < 60
    page.keyboard.press("Escape")
    page.click("#documents summary")
    assert page.locator("#docs bdi").first.text_content() in (name, name[:60] + "…")
    assert page.evaluate("legend.scrollWidth <= legend.clientWidth")
    assert is_calm(page)


def test_a_name_is_text_in_the_picture(open_page: Any, name: str) -> None:
    page = open_page(named(name), f"#node={quote('program:' + name[:60])}")
    page.evaluate(DRAWN)
    beginning = page.evaluate("(name) => Array.from(name).slice(0, 4).join('')", name)
    assert beginning in page.evaluate(LABELS)
    root = ElementTree.fromstring(page.evaluate("pictureText()").split("?>", 1)[1])  # noqa: S314 - ours
    written = "".join("".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text"))
    kept = "".join("�" if one in "\x01\x0b\ufffe" else one for one in beginning)
    assert kept in written
    assert {one.tag.split("}")[1] for one in root.iter()} == {"svg", "title", "rect", "g", "path", "text"}


def test_a_name_does_not_turn_what_stands_beside_it(open_page: Any) -> None:
    """The count of articles stays right of the name, its characters in order."""
    page = open_page(named(NAMES["turned"]), "#node=party:lj_org")
    place = """(text) => {
      const walker = document.createTreeWalker(document.querySelector("#panel"), NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(text);
        if (at < 0) continue;
        const left = (i) => { const range = document.createRange(); range.setStart(node, i); range.setEnd(node, i + 1);
          return range.getBoundingClientRect().left; };
        return Array.from(text, (_, i) => left(at + i));
      }
    }"""
    for text in ("置信度 0.93", "2 篇文章", "2021-11-19"):
        lefts = page.evaluate(place, text)
        assert lefts == sorted(lefts), text
    title = page.locator("#facts cite >> nth=0")
    assert title.evaluate("(cite) => getComputedStyle(cite.querySelector('bdi')).unicodeBidi") == "isolate"

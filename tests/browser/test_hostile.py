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
    "turned": "\u202e反写的名字\u202d",
    "left open": "\u202e反写的名字\u202d\u2067",
    "closed twice": "反写的名字\u2069\u2069\u202e",
    "joined": "👩‍👩‍👧‍👦👨🏽‍🚒🏳️‍🌈项目",
    "control": "控\x01制\x0b符\ufffe",
}
BARE = ".replace(/[\\u2066-\\u2069]/g, '')"  # the page balances isolates
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LABELS = "placed.labels.flatMap((label) => label.lines).join('')"
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def bare(name: str) -> str:
    return "".join(one for one in name if not "\u2066" <= one <= "\u2069")


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
          const [panel, results] = ["panel", "results"].map((id) => document.getElementById(id));
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
    whole = f"document.querySelector('#panel-name bdi').textContent{BARE}"
    if len(name) > 120:
        assert page.evaluate(whole) == name[:120] + "…"
        assert is_calm(page)
        page.click("#panel-name + .more")
    assert page.evaluate(whole) == bare(name)
    assert is_calm(page)
    assert page.locator("#facts .fact").count() > 3
    box = page.locator("#facts .fact .entity >> nth=0").bounding_box()
    assert box["width"] <= 440


def test_a_name_is_text_in_results_and_filters(open_page: Any, name: str) -> None:
    page = open_page(named(name))
    page.fill("#search", "hongse")  # the pinyin is that of the other names
    page.fill("#search", name[:6].strip())
    shown = page.locator("#results .result-name bdi").all_text_contents()
    assert any(bare(one) in (bare(name), name[:120] + "…") for one in shown)
    assert is_calm(page)
    assert page.locator("#results li >> nth=0").bounding_box()["height"] < 60
    page.keyboard.press("Escape")
    page.click("#documents summary")
    assert bare(page.locator("#docs bdi").first.text_content()) in (bare(name), name[:60] + "…")
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


@pytest.mark.parametrize("key", ["turned", "left open", "closed twice"])
def test_a_name_does_not_turn_what_stands_beside_it(open_page: Any, key: str) -> None:
    """Every character of the line under a quotation stands where it stands with a tame name of the same characters."""
    places = """() => {
      const walker = document.createTreeWalker(document.querySelector("#facts figcaption"), NodeFilter.SHOW_TEXT);
      const found = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.parentElement.closest("bdi")) continue;
        for (let i = 0; i < node.length; i += 1) {
          const range = document.createRange();
          range.setStart(node, i);
          range.setEnd(node, i + 1);
          const { left, top } = range.getBoundingClientRect();
          found.push([node.data[i], Math.round(left), Math.round(top)]);
        }
      }
      return found;
    }"""
    tame = open_page(named("反写的名字"), "#node=party:lj_org").evaluate(places)
    assert len(tame) > 20
    assert open_page(named(NAMES[key]), "#node=party:lj_org").evaluate(places) == tame

from dataclasses import replace
from itertools import combinations, product
from typing import Any

import pytest

from govgraph.model import Graph
from tests.write.example_graph import BREAKOUT, HOSTILE, LINK, big_graph, example_graph

PROGRAM = "#node=program:hongse_bangban"
COLOURS = """() => {
  const canvas = document.querySelector("#canvas canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const seen = new Map();
  for (const pixel of new Uint32Array(data.buffer)) seen.set(pixel, (seen.get(pixel) || 0) + 1);
  const hex = (pixel) => "#" + [0, 8, 16].map((bits) => ((pixel >> bits) & 255).toString(16).padStart(2, "0")).join("");
  return Object.fromEntries([...seen].filter(([, n]) => n > 30).map(([pixel, n]) => [hex(pixel), n]));
}"""
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
VERMILION = "#c8401f"  # --PartyOrganisation


def colours(page: Any) -> dict[str, int]:
    page.evaluate(DRAWN)
    return page.evaluate(COLOURS)  # type: ignore[no-any-return]


def test_the_graph_is_drawn_and_nothing_is_fetched(open_page: Any) -> None:
    page = open_page(example_graph())
    seen = colours(page)
    assert {VERMILION, "#c98a00", "#0b8a67", "#1f6fb2", "#a8588a", "#5b6472"} <= set(seen)
    assert page.inner_text("#counts") == "62 个实体 · 92 条陈述 · 5 篇文章"
    assert page.is_hidden("#panel")


@pytest.mark.parametrize("typed", ["红色帮", "hongsebang", "hsbb", "帮办队"])
def test_search_selects_the_node_and_shows_the_sentence(open_page: Any, typed: str) -> None:
    page = open_page(example_graph())
    page.keyboard.press("/")
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == "红色帮办"
    assert "把“红色帮办”列为重点任务" in page.inner_text("#panel")
    assert "《澜江：把支部建在项目上，红色帮办跑出加速度》" in page.inner_text("#panel")
    assert "2021-11-19" in page.inner_text("#panel")
    assert page.evaluate("network.getSelectedNodes().map((id) => DATA.entities[id].name)") == ["红色帮办"]
    assert page.url.endswith(PROGRAM.replace(":", "%3A"))


def test_arrows_move_in_the_results(open_page: Any) -> None:
    page = open_page(example_graph())
    page.fill("#search", "hongse")
    first = page.inner_text("#results [aria-selected=true] .result-name")
    page.press("#search", "ArrowDown")
    second = page.inner_text("#results [aria-selected=true] .result-name")
    assert {first, second} == {"红色帮办", "红色管家"}
    page.press("#search", "ArrowUp")
    assert page.inner_text("#results [aria-selected=true] .result-name") == first
    page.fill("#search", "没有这个")
    assert "没有找到" in page.inner_text("#results")
    page.press("#search", "ArrowDown")
    page.press("#search", "Enter")
    assert page.is_hidden("#panel")


def test_a_link_opens_its_node_and_history_works(open_page: Any) -> None:
    page = open_page(example_graph(), PROGRAM)
    assert page.inner_text("#panel h2") == "红色帮办"
    page.click("#panel .facts .entity >> nth=0")
    assert page.inner_text("#panel h2") == "澜江市委组织部"
    page.go_back()
    assert page.inner_text("#panel h2") == "红色帮办"
    page.go_forward()
    assert page.inner_text("#panel h2") == "澜江市委组织部"
    page.keyboard.press("Escape")
    assert page.is_hidden("#panel")
    assert "#" not in page.url


@pytest.mark.parametrize("fragment", ["#node=nobody", "#node=%E0%A4%A", "#", "#other"])
def test_a_damaged_link_opens_the_page(open_page: Any, fragment: str) -> None:
    assert open_page(example_graph(), fragment).is_hidden("#panel")


def test_a_click_on_a_node_opens_it(open_page: Any) -> None:
    page = open_page(example_graph())
    at = page.evaluate("network.canvasToDOM(places[byId.get('party:lj_org')])")
    page.locator("#canvas canvas").click(position=at)
    page.wait_for_selector("#panel h2")
    assert page.inner_text("#panel h2") == "澜江市委组织部"


def test_figures_posts_and_other_passages(open_page: Any) -> None:
    page = open_page(example_graph(), PROGRAM)
    rows = [row.split() for row in page.locator("#panel tbody tr:not(.source)").all_inner_texts()]
    assert ["解决重难点问题", "约", "83", "个", "今年以来"] in rows
    assert ["帮办项目总投资", "超", "402.5", "亿元", "截至", "10", "月"] in rows
    page.click("#panel table button >> nth=0")
    assert "已累计解决重难点问题83个" in page.inner_text("#panel tr.source >> nth=0")
    page.goto(page.url.split("#")[0] + "#node=party:zone_committee")
    assert "闻一舟" in page.inner_text("#panel")


def test_an_office_holder_leads_to_the_office(open_page: Any) -> None:
    page = open_page(example_graph())
    page.fill("#search", "wenyizhou")
    page.press("#search", "Enter")
    assert page.inner_text("#panel h2") == "高新区党工委"


def test_marks_count_code_points(open_page: Any) -> None:
    page = open_page(example_graph())
    marked = "marked('𠮷鎮黨(dang)委與红色帮办', [[0, 2]], ['红色帮办']).map((part) => part.textContent ?? part)"
    assert page.evaluate(marked) == ["", "𠮷鎮", "黨(dang)委與", "红色帮办", ""]


def test_no_label_lies_over_another_or_over_a_sign(open_page: Any) -> None:
    page = open_page(example_graph())
    page.evaluate(DRAWN)
    boxes = page.evaluate("placed.labels.map(boxOf)")
    signs = page.evaluate("DATA.entities.map((_, id) => glyphBox(id, network.getScale()))")
    assert len(boxes) > 50
    for a, b in [*combinations(boxes, 2), *product(boxes, signs)]:
        assert a["right"] <= b["left"] or b["right"] <= a["left"] or a["bottom"] <= b["top"] or b["bottom"] <= a["top"]


def test_hostile_text_is_shown_as_text(open_page: Any) -> None:
    page = open_page(example_graph(), "#node=firm:evil")
    assert page.inner_text("#panel h2") == HOSTILE
    assert BREAKOUT in page.inner_text("#panel")
    assert LINK in page.inner_text("#panel")
    page.fill("#search", "<img")
    assert HOSTILE in page.inner_text("#results")
    assert page.locator("#panel img, #panel a, #panel script, #results img").count() == 0
    at = page.evaluate("network.canvasToDOM(places[byId.get('firm:evil')])")
    page.locator("#canvas canvas").hover(position=at, force=True)
    page.evaluate(DRAWN)


def test_the_legend_hides_types_and_relations(open_page: Any) -> None:
    page = open_page(example_graph())
    assert VERMILION in colours(page)
    page.click(".filter[data-name=PartyOrganisation]")
    assert VERMILION not in colours(page)
    assert page.get_attribute(".filter[data-name=PartyOrganisation]", "aria-pressed") == "false"
    page.click(".filter[data-name=serves]")
    drawn = page.evaluate("edges.getIds().map((id) => DATA.relations[id].p)")
    assert "serves" not in drawn
    assert "undertakes" in drawn
    page.click(".filter[data-name=PartyOrganisation]")
    assert VERMILION in colours(page)


def test_a_selection_dims_the_rest(open_page: Any) -> None:
    page = open_page(example_graph(), PROGRAM)
    bright = page.evaluate("[...state.lit].map((id) => DATA.entities[id].name)")
    veiled = colours(page)
    assert VERMILION in veiled
    page.keyboard.press("Escape")
    assert colours(page)[VERMILION] > 2 * veiled[VERMILION]
    assert sorted(bright) == sorted(
        [
            "红色帮办",
            "澜江市委组织部",
            "书记项目",
            "新型应用材料研发生产基地项目",
            "智能电网装备二期项目",
            "精密光学镜头项目",
            "澜江晴峰新材料股份有限公司",
            "深岚电力科技有限公司",
        ]
    )


def test_english_and_back(open_page: Any) -> None:
    page = open_page(example_graph(), PROGRAM)
    page.click("#language")
    assert "62 entities" in page.inner_text("#counts")
    assert "Run by" in page.inner_text("#panel")
    assert page.get_attribute("html", "lang") == "en"
    page.click("#language")
    assert "由以下主体运行" in page.inner_text("#panel")


def test_dark_colours(open_page: Any) -> None:
    assert "#ee7350" in colours(open_page(example_graph(), color_scheme="dark"))


def test_a_phone_gets_a_bottom_sheet(open_page: Any) -> None:
    page = open_page(example_graph(), PROGRAM, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    box = page.locator("#panel").bounding_box()
    assert box["width"] == 390
    assert box["y"] > 300
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_an_empty_graph_says_so(open_page: Any) -> None:
    page = open_page(Graph())
    assert "图谱里还没有实体" in page.inner_text("#empty")
    page.click("#search")


def test_a_graph_without_statements_says_so(open_page: Any) -> None:
    graph = replace(example_graph(), relations=(), posts=(), measures=())
    assert "没有任何陈述" in open_page(graph).inner_text("#notice")


def test_a_graph_too_large_says_what_it_shows(open_page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govgraph.write.html.page.MOST_NODES", 1_000)
    page = open_page(big_graph(1_200))
    assert "1,000 个实体（共 1,200 个）" in page.inner_text("#notice")
    page.fill("#search", "第7县")
    page.press("#search", "Enter")
    assert page.inner_text("#panel h2") == "第7县"


def test_what_a_model_read_says_so(open_page: Any) -> None:
    graph = example_graph()
    program = PROGRAM.removeprefix("#node=")
    of = graph.posts[0].of
    relations = tuple(
        replace(one, basis="model") if program in (one.subject, one.object) else one for one in graph.relations
    )
    page = open_page(replace(graph, relations=relations, posts=(replace(graph.posts[0], basis="model"),)), PROGRAM)
    facts = page.locator("#panel .fact:has-text('由语言模型给出')")
    assert facts.count() == sum(one.basis == "model" for one in relations) > 1
    page.evaluate("(id) => { location.hash = `#node=${id}`; }", of)
    assert page.locator("#panel .fact:has-text('由语言模型给出')", has_text=graph.posts[0].name).count() == 1

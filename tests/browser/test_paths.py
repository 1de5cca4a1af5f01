"""Neighbourhoods, paths and families, the keys and the colours by choice."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from govgraph.model import Family, Graph
from tests.write.example_graph import big_graph, example_graph

FIRM = "#node=firm:shenlan"
LIT = "[...state.lit].map((id) => DATA.entities[id].name)"
LINKS = """const links = [[3, 1, 2], [0, 4], [0, 4], [0], [1, 2, 5], [4], []];
  const linksOf = (node) => links[node].toSorted().map((other, i) => [other, node * 10 + i]);"""


def run(page: Any, expression: str) -> Any:
    return page.evaluate(f"() => {{ {LINKS} return {expression}; }}")


def press_to_the_end(page: Any) -> None:
    for _ in range(9):
        if page.get_attribute("#grow", "aria-disabled") == "false":
            page.click("#grow")


def family_graph() -> Graph:
    graph = example_graph()
    members = ("program:hy_secretary", "program:secretary")
    family = Family("family:x", "书记项目", ("书记工程",), members, 2, 1, 2, date(2020, 6, 30), date(2021, 11, 19))
    evidence = tuple(
        replace(row, document="002_a2") if row.statement == "program:hy_secretary" else row for row in graph.evidence
    )
    return replace(graph, evidence=evidence, families=(family,))


def test_paths_are_shortest_and_always_the_same(open_page: Any) -> None:
    page = open_page(example_graph())
    assert run(page, "shortestPath(0, 5, linksOf)") == [0, 1, 4, 5]
    assert run(page, "shortestPath(5, 0, linksOf)") == [5, 4, 1, 0]
    assert run(page, "shortestPath(0, 6, linksOf)") is None
    assert run(page, "shortestPath(2, 2, linksOf)") == [2]
    assert run(page, "linksAlong([0, 1, 4], linksOf)") == [[0], [11]]


@pytest.mark.parametrize(
    ("steps", "most", "nodes", "cut"),
    [(0, 9, [0], False), (1, 9, [0, 1, 2, 3], False), (2, 9, [0, 1, 2, 3, 4], False), (9, 9, [0, 1, 2, 3, 4, 5], False),
     (2, 3, [0, 1, 2], True), (2, 5, [0, 1, 2, 3, 4], False)],
)  # fmt: skip
def test_neighbourhoods_grow_step_by_step(open_page: Any, steps: int, most: int, nodes: list[int], cut: bool) -> None:
    page = open_page(example_graph())
    found = run(page, f"(({{ nodes, isCut }}) => [[...nodes], isCut])(nodesWithin(0, {steps}, {most}, linksOf))")
    assert found == [nodes, cut]


def test_neighbours_are_expanded_and_taken_back(open_page: Any) -> None:
    page = open_page(example_graph(), FIRM)
    near = set(page.evaluate(LIT))
    assert page.get_attribute("#shrink", "aria-disabled") == "true"
    page.click("#grow")
    assert page.url.endswith("&steps=2")
    further = set(page.evaluate(LIT))
    assert further > near
    assert f"2 步之内，{len(further)} 个实体" in page.inner_text("#lit")
    assert page.evaluate(
        "[...state.litEdges].every((i) => state.lit.has(DATA.relations[i].s) && state.lit.has(DATA.relations[i].o))"
    )
    page.click("#shrink")
    assert set(page.evaluate(LIT)) == near
    assert "steps" not in page.url
    page.go_back()
    assert set(page.evaluate(LIT)) == further
    press_to_the_end(page)
    assert "已是全部" in page.inner_text("#lit")
    assert page.get_attribute("#grow", "aria-disabled") == "true"


def test_no_more_than_four_hundred_are_lit(open_page: Any) -> None:
    page = open_page(big_graph(2_000), "#node=thing:000060")
    press_to_the_end(page)
    assert page.evaluate("state.lit.size") == 400
    assert "至多点亮 400 个" in page.inner_text("#lit")


def test_a_path_is_found_and_told(open_page: Any) -> None:
    page = open_page(example_graph(), FIRM)
    page.fill("#path-search", "xingzhengshenpi")
    page.press("#path-search", "Enter")
    assert "&to=body%3A" in page.url
    page.goto(page.url.split("#")[0] + FIRM + "&to=body:lj_bureau")
    named = [name.strip() for name in page.locator(".path > li > .entity, .path > li > strong").all_inner_texts()]
    assert named == ["深岚电力科技有限公司", "澜江高新技术产业开发区", "澜江市", "澜江市行政审批局"]
    assert set(page.evaluate(LIT)) == set(named)
    assert "澜江市行政审批局在澜江市召开现场推进会" in page.inner_text(".path")
    assert "依据行政区划" in page.inner_text(".path")
    assert page.evaluate("state.litEdges.size") == 3
    page.click("#path .more")
    assert "to=" not in page.url
    assert page.locator(".path").count() == 0


def test_a_path_keeps_to_what_is_not_filtered_out(open_page: Any) -> None:
    page = open_page(example_graph(), f"{FIRM}&to=body:lj_bureau")
    page.click(".filter[data-name=partOf]")
    longer = page.locator(".path > li").count()
    assert longer > 4
    page.evaluate("go({ conf: '95' })")
    assert "没有路径：筛选之后" in page.inner_text("#path")


def test_no_path_is_said(open_page: Any) -> None:
    page = open_page(example_graph(), f"{FIRM}&to=firm:evil")
    assert "没有路径：没有关系" in page.inner_text("#path")
    assert page.inner_text("#panel h2") == "深岚电力科技有限公司"


@pytest.mark.parametrize("wrong", ["to=nobody", "to=firm:shenlan", "steps=-3", "steps=x", "family=1"])
def test_what_an_address_names_wrongly_is_not_named(open_page: Any, wrong: str) -> None:
    page = open_page(example_graph(), FIRM)
    near = page.evaluate(LIT)
    assert open_page(example_graph(), f"{FIRM}&{wrong}").evaluate(LIT) == near


def test_another_entity_begins_anew(open_page: Any) -> None:
    page = open_page(example_graph(), f"{FIRM}&steps=3")
    page.click("#facts .entity >> nth=0")
    assert "steps" not in page.url
    assert page.evaluate("state.steps") == 1


def test_a_family_is_listed_by_day_and_lit(open_page: Any) -> None:
    page = open_page(family_graph(), "#node=program:secretary")
    rows = [row.split("\t") for row in page.locator(".family tbody tr").all_inner_texts()]
    assert [[cell.strip() for cell in row] for row in rows] == [
        ["禾阳市", "书记项目", "2020-06-30", "1"],
        ["澜江市", "书记项目", "2021-11-19", "1"],
    ]
    assert "2 个地方、1 个省份" in page.inner_text("#family")
    assert "书记工程" in page.inner_text("#family")
    page.click("#family .tool")
    assert page.url.endswith("&family=1")
    assert page.evaluate("[...state.lit].map((id) => DATA.entities[id].id)") == [
        "program:hy_secretary",
        "program:secretary",
    ]
    assert page.get_attribute("#family .tool", "aria-pressed") == "true"
    page.click("#family .tool")
    assert "family" not in page.url


def test_a_program_alone_has_no_family(open_page: Any) -> None:
    page = open_page(family_graph(), "#node=program:hongse_bangban")
    assert page.inner_text("#family") == ""


def test_the_old_selection_loses_its_look(open_page: Any) -> None:
    page = open_page(example_graph(), FIRM)
    page.click("#facts .entity >> nth=0")
    page.keyboard.press("Escape")
    assert page.evaluate("nodes.get({ filter: (one) => one.borderWidth === 3 }).length") == 0
    assert page.evaluate("edges.get({ filter: (one) => one.width > 1 }).length") == 0


def test_keys_step_through_the_neighbours(open_page: Any) -> None:
    page = open_page(example_graph(), FIRM)
    names = page.locator("#facts .fact > .entity").all_inner_texts()
    focused = "document.activeElement.textContent"
    page.keyboard.press("n")
    assert page.evaluate(focused) == names[0].strip()
    assert page.evaluate("DATA.entities[hovered].name") == names[0].strip()
    page.keyboard.press("n")
    page.keyboard.press("p")
    page.keyboard.press("p")
    assert page.evaluate(focused) == names[-1].strip()
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == names[-1].strip()


def test_keys_move_the_network(open_page: Any) -> None:
    page = open_page(example_graph())
    page.focus("#canvas")
    x, scale = page.evaluate("[network.getViewPosition().x, network.getScale()]")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("network.getViewPosition().x") == pytest.approx(x + 80 / scale)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("+")
    zoomed = "(wanted) => Math.abs(network.getScale() / wanted - 1) < 0.001"
    page.wait_for_function(zoomed, arg=scale * 1.5)
    page.keyboard.press("-")
    page.wait_for_function(zoomed, arg=scale)


def test_the_help_opens_and_closes(open_page: Any) -> None:
    page = open_page(example_graph(), FIRM)
    page.keyboard.press("?")
    assert page.locator("#help p").count() == 5
    assert page.locator("#help dt").count() == 7
    page.keyboard.press("Escape")
    assert not page.is_visible("#help")
    assert page.is_visible("#panel")  # the help alone was closed
    page.click("#help-open")
    page.click("#help .close")
    assert not page.is_visible("#help")


def test_colours_by_choice(open_page: Any) -> None:
    page = open_page(example_graph(), color_scheme="light")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.click("#theme")
    assert page.inner_text("#theme") == "浅色"
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(paper) == light
    page.click("#theme")
    page.emulate_media(color_scheme="light")
    assert page.inner_text("#theme") == "深色"
    assert page.evaluate(paper) == "rgb(21, 24, 29)"
    assert page.evaluate("theme.paper") == "#15181d"
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    assert page.evaluate(paper) == "rgb(21, 24, 29)"
    page.click("#theme")
    assert page.evaluate(paper) == light

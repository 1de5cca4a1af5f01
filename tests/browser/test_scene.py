"""Of a large graph only what is in view is drawn, and from afar its grounds with what stands on them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from govgraph.model import Family, Graph
from govgraph.write.html.page import best_supported
from tests.write.example_graph import big_graph

DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
STAGED = "() => scene.timer === 0"


@pytest.fixture(scope="module")
def large() -> Graph:
    return big_graph(4_000)


def zoom_to(page: Any, name: str, scale: float) -> int:
    """Centre an entity at a scale; its number."""
    go = """([name, scale]) => {
      const id = DATA.entities.findIndex((entity) => entity.name === name);
      network.moveTo({ position: places[id], scale });
      return id;
    }"""
    number: int = page.evaluate(go, [name, scale])
    page.evaluate(DRAWN)
    page.wait_for_function(STAGED)
    page.evaluate(DRAWN)
    return number


def test_the_overview_shows_grounds_with_numbers(open_page: Any, large: Graph) -> None:
    page = open_page(large)
    page.evaluate(DRAWN)
    assert page.evaluate("[scene.nodes.size, isFarAway()]") == [0, True]
    labels = page.evaluate("placed.labels.map((label) => label.lines)")
    assert labels
    everything = page.evaluate("""() => DATA.territories.filter((ground) => ground.above === null)
      .reduce((sum, ground) => sum + totals[ground.number].reduce((a, b) => a + b), 0)""")
    assert everything == 4_000
    assert all(number.replace(",", "").isdigit() for lines in labels for number in lines[1:])


def test_close_by_only_what_is_in_view_is_drawn(open_page: Any, large: Graph) -> None:
    page = open_page(large)
    number = zoom_to(page, "第7县", 0.6)
    assert 0 < page.evaluate("scene.nodes.size") <= page.evaluate("MOST")
    assert page.evaluate("network.body.nodeIndices.length") == page.evaluate("scene.nodes.size")
    assert page.evaluate("(id) => scene.nodes.has(id)", number)
    inside = page.evaluate("""() => {
      const { left, right, top, bottom } = scene.rect;
      return [...scene.nodes].every((id) => {
        const { x, y } = places[id];
        return x > left - LOT && x < right + LOT && y > top - LOT && y < bottom + LOT;
      });
    }""")
    assert inside
    far = zoom_to(page, "第90县", 0.6)
    assert page.evaluate("([id, other]) => [scene.nodes.has(id), scene.nodes.has(other)]", [number, far]) == [
        False,
        True,
    ]


def test_search_finds_what_is_not_drawn(open_page: Any, large: Graph) -> None:
    page = open_page(large)
    page.fill("#search", "第3999号治理")
    page.press("#search", "Enter")
    assert page.inner_text("#panel h2") == "第3999号治理服务项目"
    assert page.evaluate("network.getSelectedNodes().map((id) => DATA.entities[id].name)") == ["第3999号治理服务项目"]
    page.keyboard.press("Escape")
    assert page.is_hidden("#panel")


def test_a_click_from_afar_enters_a_ground(open_page: Any, large: Graph) -> None:
    page = open_page(large)
    zoom_to(page, "第7县", 0.05)
    before = page.evaluate("network.getScale()")
    page.mouse.click(720, 480)
    page.wait_for_function("(before) => network.getScale() > before * 1.2", arg=before)
    assert page.is_hidden("#panel")


def test_a_click_on_a_dot_opens_it(open_page: Any, large: Graph) -> None:
    page = open_page(large)
    number = zoom_to(page, "第7县", 0.1)
    assert page.evaluate("scene.nodes.size") == 0
    at = page.evaluate("(id) => network.canvasToDOM(places[id])", number)
    page.locator("#canvas canvas").click(position=at)
    page.wait_for_selector("#panel h2")
    assert page.inner_text("#panel h2") == "第7县"


def test_a_dragged_node_stays_where_it_was_put(open_page: Any, large: Graph) -> None:
    page = open_page(large)
    number = zoom_to(page, "第7县", 1.0)
    box = page.locator("#canvas").bounding_box()
    at = page.evaluate("(id) => network.canvasToDOM(places[id])", number)
    page.mouse.move(box["x"] + at["x"], box["y"] + at["y"])
    page.mouse.down()
    page.mouse.move(box["x"] + at["x"] + 120, box["y"] + at["y"] + 60, steps=4)
    page.mouse.up()
    put = page.evaluate("(id) => places[id]", number)
    zoom_to(page, "第90县", 1.0)
    zoom_to(page, "第7县", 1.0)
    assert page.evaluate("(id) => network.getPosition(id)", number) == put
    assert page.evaluate("(id) => nodeAt(places[id])", number) == number


def test_a_hidden_type_is_not_drawn_close_by(open_page: Any, large: Graph) -> None:
    page = open_page(large)
    zoom_to(page, "第7县", 0.6)
    types = "() => [...new Set([...scene.nodes].map((id) => DATA.entities[id].type))]"
    assert "Program" in page.evaluate(types)
    page.click(".filter[data-name=Program]")
    assert "Program" not in page.evaluate(types)


def test_the_numbers_of_the_overview_follow_the_filters(open_page: Any, large: Graph) -> None:
    page = open_page(large)
    summed = "() => totals.reduce((sum, one) => sum + one[TYPES.indexOf('Program')], 0)"
    assert page.evaluate(summed) > 900
    page.click(".filter[data-name=Program]")
    assert page.evaluate(summed) == 0


def test_the_regions_above_are_kept() -> None:
    kept = best_supported(big_graph(2_000), 300)
    assert len(kept.nodes) == 300
    ids = {node.id for node in kept.nodes}
    regions = [node.id for node in kept.nodes if node.type == "Region"]
    above = {relation.subject: relation.object for relation in kept.relations if relation.predicate == "partOf"}
    assert all(region in above for region in regions if region != "region:000000")
    assert {"region:000000"} <= ids


def test_a_family_is_lit_all_over_the_overview(open_page: Any, large: Graph) -> None:
    programs = [node for node in large.nodes if node.type == "Program"]
    programs = programs[:: len(programs) // 6][:6]  # from one end of the overview to the other
    members = tuple(node.id for node in programs)
    family = Family("family:x", "最多跑一次", ("最多跑一次",), members, 6, 2, 1, date(2020, 1, 1), date(2024, 1, 1))
    page = open_page(replace(large, families=(family,)))
    assert page.inner_text("#families") == "最多跑一次\n6 处"
    page.click("#families button")
    page.wait_for_function("() => state.lit !== null")
    page.evaluate(DRAWN)
    page.wait_for_function(STAGED)
    page.evaluate(DRAWN)
    assert page.evaluate("isFarAway()")
    assert page.inner_text("#panel h2") == programs[0].name
    assert page.evaluate("[...scene.nodes].map((id) => DATA.entities[id].id).sort()") == sorted(members)
    assert page.get_attribute("#families button", "aria-pressed") == "true"
    at = page.evaluate("[...state.lit].map((id) => network.canvasToDOM(places[id]))")
    pixel = """({ x, y }) => [...document.querySelector("#canvas canvas").getContext("2d")
      .getImageData(Math.round(x), Math.round(y), 1, 1).data].slice(0, 3)"""
    assert [page.evaluate(pixel, one) for one in at] == [[0xC9, 0x8A, 0x00]] * 6

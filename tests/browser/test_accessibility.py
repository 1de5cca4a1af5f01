"""Every page in every state by axe-core: nothing that keeps a reader out."""

from typing import Any

import pytest

from tests.write.article.example_article import read_article
from tests.write.example_graph import example_graph

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SETTINGS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {**PHONE, "color_scheme": "light"},
    "dark phone": {**PHONE, "color_scheme": "dark"},
}
PATH = "#node=firm:shenlan&to=body:lj_bureau"


def barriers(page: Any) -> list[str]:
    """What axe finds that is serious or worse: the rule, and where."""
    found = axe.Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.fixture(params=SETTINGS)
def settings(request: pytest.FixtureRequest) -> dict[str, Any]:
    return SETTINGS[request.param]


def test_the_network_with_legend_filters_and_menu(open_page: Any, settings: dict[str, Any]) -> None:
    page = open_page(example_graph(), "#from=2021-01-01&conf=50&hide=Region,serves", **settings)
    page.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
    assert barriers(page) == []


def test_the_panel_with_a_path_and_with_filters(open_page: Any, settings: dict[str, Any]) -> None:
    page = open_page(example_graph(), PATH, **settings)
    assert barriers(page) == []
    page.evaluate("go({ to: null, conf: '95' })")
    assert barriers(page) == []


def test_the_search_and_the_help(open_page: Any, settings: dict[str, Any]) -> None:
    page = open_page(example_graph(), **settings)
    page.fill("#search", "红色")
    assert barriers(page) == []
    page.keyboard.press("Escape")
    page.click("#help-open")
    assert barriers(page) == []


def test_the_article_page(open_page: Any, settings: dict[str, Any]) -> None:
    page = open_page(read_article(), **settings)
    page.click(".mention >> nth=0")
    assert barriers(page) == []


def test_the_query_page(open_site: Any, settings: dict[str, Any]) -> None:
    page = open_site("/query", **settings)
    page.fill("#text", "SELECT ?a ?b WHERE { ?a ?p ?b } LIMIT 200")
    page.press("#text", "Control+Enter")
    page.wait_for_selector("#results table")
    assert barriers(page) == []


def test_axe_sees_what_is_wrong(open_page: Any) -> None:
    page = open_page(example_graph(), color_scheme="light")
    page.evaluate("document.getElementById('zoom-in').removeAttribute('aria-label')")
    page.evaluate("document.getElementById('zoom-in').textContent = ''")
    assert any(one.startswith("button-name") for one in barriers(page))


def test_on_a_phone_no_count_runs_under_a_button(open_page: Any) -> None:
    page = open_page(example_graph(), **PHONE)
    page.evaluate("document.getElementById('counts').textContent = '124,510 个实体 · 274,814 条陈述 · 100,000 篇文章'")
    counts, choices = (page.locator(place).bounding_box() for place in ("#counts", ".choices"))
    assert counts["x"] + counts["width"] <= choices["x"]
    assert page.evaluate("((all) => all.scrollWidth <= all.clientWidth)(document.getElementById('counts'))")

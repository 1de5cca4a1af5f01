"""What the filters hide, that they stand in the address, and that they are quick."""

from dataclasses import replace
from typing import Any

from govgraph.model import Graph
from tests.write.example_graph import big_graph, example_graph

PROGRAM = "node=program:hongse_bangban"
SHOWN = """() => ({
  entities: DATA.entities.filter((_, id) => !isHidden(id)).map(({ id }) => id),
  drawn: DATA.relations.filter((one) => !isEdgeHidden(one)).length,
  lines: edges.length,
})"""


def dated_graph() -> Graph:
    """Half of the things are named by an article of 2020 alone, the unnamed province by none."""
    graph = example_graph()
    moved = {"firm:heli", "project:tractor", "program:hy_express", "region:hy_linhe", "region:heyang"}
    undated = {"program:wl_grid"}
    places = {**dict.fromkeys(moved, "002_a2"), **dict.fromkeys(undated, "003_a3")}
    evidence = [
        replace(row, document=places.get(row.statement, row.document))
        for row in graph.evidence
        if row.statement != "region:province"
    ]
    return replace(graph, evidence=tuple(evidence))


def test_a_day_hides_what_only_other_articles_say(open_page: Any) -> None:
    page = open_page(dated_graph())
    page.fill("#until", "2020-12-31")
    page.click("#undated")
    shown = page.evaluate(SHOWN)
    # The province is named nowhere; it stays above the city that is.
    assert set(shown["entities"]) == {
        "firm:heli", "program:hy_express", "project:tractor", "region:heyang", "region:hy_linhe", "region:province",
    }  # fmt: skip
    assert shown["lines"] == shown["drawn"] < page.evaluate("DATA.relations.length")
    assert page.url.endswith("#until=2020-12-31&undated=no")
    assert "余 6 / 62 个实体" in page.inner_text("#left")
    page.click("#undated")
    assert "program:wl_grid" in page.evaluate(SHOWN)["entities"]
    page.fill("#from", "2020-12-31")
    assert page.evaluate(SHOWN)["entities"] == ["program:wl_grid"]


def test_statements_without_articles_stay_while_an_end_does(open_page: Any) -> None:
    page = open_page(dated_graph(), "#until=2020-12-31&undated=no")
    kept = page.evaluate(
        "DATA.relations.filter((one) => one.basis === 'gazetteer' && !isEdgeHidden(one))"
        ".map((one) => [DATA.entities[one.s].id, DATA.entities[one.o].id])"
    )
    assert sorted(kept) == [["region:heyang", "region:province"], ["region:hy_linhe", "region:heyang"]]
    halves = page.evaluate(
        "DATA.relations.filter((one) => one.basis === 'gazetteer' && filteredOut.statements[RELATION][one.number])"
        ".every((one) => isHidden(one.s) && isHidden(one.o))"
    )
    assert halves
    assert page.evaluate(
        "DATA.relations.some((one) => !filteredOut.statements[RELATION][one.number] && isHidden(one.s))"
    )


def test_the_least_confidence_hides_statements_but_no_entities(open_page: Any) -> None:
    page = open_page(example_graph())
    page.focus("#conf")
    for _ in range(19):
        page.keyboard.press("ArrowRight")
    assert page.inner_text("#conf-value") == "0.95"
    assert page.url.endswith("#conf=95")
    shown = page.evaluate(SHOWN)
    assert len(shown["entities"]) == 62
    assert shown["drawn"] == 13  # those of the gazetteer, which are sure
    page.go_back()
    assert "#" not in page.url  # one way of the slider is one step
    assert page.evaluate(SHOWN)["drawn"] == 84


def test_articles_are_searched_and_chosen(open_page: Any) -> None:
    page = open_page(dated_graph())
    page.click("#documents summary")
    page.fill("#doc-search", "禾阳")
    assert page.locator("#docs label").count() == 1
    page.check("#docs input")
    assert "docs=2" in page.url
    assert page.inner_text("#docs-chosen") == "1"
    assert "firm:heli" in page.evaluate(SHOWN)["entities"]
    assert "party:lj_org" not in page.evaluate(SHOWN)["entities"]
    page.fill("#doc-search", "烟火")
    page.check("#docs input >> nth=1")
    assert page.url.endswith("#docs=2,3")
    assert "program:wl_grid" in page.evaluate(SHOWN)["entities"]
    page.fill("#doc-search", "没有这篇")
    assert page.locator("#docs label").count() == 2  # the chosen stay in sight
    page.click("#docs [data-article='2']")
    assert page.url.endswith("#docs=3")


def test_a_link_reopens_all_that_was_chosen(open_page: Any) -> None:
    page = open_page(
        dated_graph(), f"#from=2019-01-01&until=2021-12-31&undated=no&conf=80&docs=0,2&hide=Region,serves&{PROGRAM}"
    )
    fields = [page.input_value(f"#{name}") for name in ("from", "until", "conf")]
    assert fields == ["2019-01-01", "2021-12-31", "80"]
    assert not page.is_checked("#undated")
    pressed = page.locator(".filter[aria-pressed=false]").evaluate_all("all => all.map((one) => one.dataset.name)")
    assert pressed == ["Region", "serves"]
    assert page.inner_text("#docs-chosen") == "2"
    page.click("#clear")
    assert page.url.endswith("#" + PROGRAM.replace(":", "%3A"))
    assert page.is_hidden("#filtered")
    assert page.is_checked("#undated")
    page.go_back()
    assert page.input_value("#from") == "2019-01-01"
    assert "hide=Region,serves" in page.url


def test_a_damaged_filter_is_none(open_page: Any) -> None:
    page = open_page(
        example_graph(), "#from=yesterday&until=2020&conf=-5&docs=99,x&hide=Nobody,constructor&undated=maybe"
    )
    assert len(page.evaluate(SHOWN)["entities"]) == 62
    assert page.evaluate(SHOWN)["drawn"] == 84


def test_the_panel_tells_what_is_filtered_out(open_page: Any) -> None:
    page = open_page(example_graph(), f"#{PROGRAM}")
    whole = page.locator("#facts .fact").count()
    assert page.locator(".filtered-facts").count() == 0
    page.click(".filter[data-name=serves]")
    assert page.locator("#facts .fact").count() == whole - 5
    assert "隐去了 5 条陈述" in page.inner_text(".filtered-facts")
    page.click(".filtered-facts button")
    assert page.locator("#facts .fact").count() == whole
    page.evaluate("go({ docs: '1' })")
    assert "隐去了这个实体" in page.inner_text(".filtered-facts")


def test_sentences_of_other_articles_are_not_quoted(open_page: Any) -> None:
    page = open_page(example_graph(), f"#{PROGRAM}")
    assert "另有 1 处原文" in page.inner_text("#facts")
    page.evaluate("go({ docs: '0' })")
    assert "另有 1 处原文" not in page.inner_text("#facts")
    assert "把“红色帮办”列为重点任务" in page.inner_text("#facts")


def test_opening_a_hidden_type_shows_it_again(open_page: Any) -> None:
    page = open_page(example_graph(), "#hide=Program,serves")
    page.fill("#search", "hsbb")
    page.press("#search", "Enter")
    assert page.inner_text("#panel h2") == "红色帮办"
    assert "hide=serves" in page.url
    assert page.get_attribute(".filter[data-name=Program]", "aria-pressed") == "true"


def test_filters_are_quick_with_thousands(open_page: Any) -> None:
    page = open_page(big_graph(8_000))
    took = page.evaluate(
        "() => { state.from = '2025-01-01'; articlesOf(0); const begun = performance.now();"
        " applyFilters(); countShown(); return performance.now() - begun; }"
    )
    assert page.evaluate("filteredOut.edges.every((one) => one === 1)")
    assert took < 150  # some 5 ms


def test_filters_speak_english(open_page: Any) -> None:
    page = open_page(example_graph(), "#conf=95")
    page.click("#language")
    assert "62 of 62 entities" in page.inner_text("#left")
    assert page.inner_text("label[for=from]") == "from"
    assert page.inner_text("#conf-value") == "0.95"
    page.click("#language")

"""The page to ask questions at, in a browser, on a real server."""

from pathlib import Path
from typing import Any

GG = "https://w3id.org/govgraph/ontology#"
CARTESIAN = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def run(page: Any, query: str) -> None:
    page.fill("#text", query)
    page.press("#text", "Control+Enter")
    page.wait_for_selector("#stop", state="hidden")


def cells(page: Any, column: int) -> list[str]:
    return page.locator(f"#results td:nth-child({column})").all_text_contents()  # type: ignore[no-any-return]


def test_a_ready_question_is_asked_with_the_keyboard(open_site: Any) -> None:
    page = open_site("/query")
    page.focus(".question:has-text('谁在哪里')")
    page.keyboard.press("Enter")
    page.keyboard.type("书记项目")
    page.keyboard.press("Enter")
    page.wait_for_selector("#results table")
    assert '{ "书记项目" }' in page.input_value("#text")
    assert any("书记项目" in text for text in page.locator("#results tbody tr").all_text_contents())
    assert "行" in page.inner_text("#status")


def test_an_entity_opens_in_the_graph(open_site: Any) -> None:
    page = open_site("/query")
    run(page, f'SELECT ?r WHERE {{ ?r a <{GG}Region> FILTER(STRENDS(STR(?r), "/320612119")) }}')
    page.click("#results .entity")
    page.wait_for_selector("#panel-name")
    assert page.inner_text("#panel-name") == "张芝山镇"


def test_numbers_stand_right_and_text_stays_text(open_site: Any) -> None:
    page = open_site("/query")
    markup = "<img src=x onerror=alert(1)>"
    run(
        page,
        f'SELECT * WHERE {{ VALUES (?n ?t ?u) {{ (51300.5 "{markup}" <javascript:alert(1)>) (-7 "b"@en UNDEF) }} }}',
    )
    assert cells(page, 1) == ["51,300.5", "-7"]
    assert page.locator("#results th.value, #results td.value").count() == 3
    assert page.evaluate("getComputedStyle(document.querySelector('#results td')).textAlign") == "end"
    assert cells(page, 2) == [markup, "b"]
    assert cells(page, 3) == ["javascript:alert(1)", ""]
    assert page.locator("#results img, #results a").count() == 0


def test_errors_are_read_and_gone_with_the_next_answer(open_site: Any) -> None:
    page = open_site("/query")
    run(page, "SELECT WHERE {")
    assert "line 1" in page.inner_text("#error")
    run(page, "DROP ALL")
    assert "refused" in page.inner_text("#error")
    run(page, "ASK { ?s ?p ?o }")
    assert page.is_hidden("#error")
    assert page.inner_text("#status") == "是"
    run(page, "SELECT ?s WHERE { ?s <a:nothing> ?o }")
    assert page.inner_text("#status") == "没有结果。"


def test_a_long_query_is_stopped_or_ends(open_site: Any) -> None:
    page = open_site("/query")
    page.fill("#text", CARTESIAN)
    page.click("#run")
    page.click("#stop")
    assert page.inner_text("#status") == "已停止。"
    run(page, CARTESIAN)
    assert "seconds" in page.inner_text("#error")


def test_triples_are_shown_and_tables_saved(open_site: Any) -> None:
    page = open_site("/query")
    run(page, f"CONSTRUCT {{ ?s a <{GG}Program> }} WHERE {{ ?s a <{GG}Program> }}")
    assert GG in page.inner_text("#results pre")
    assert page.is_hidden("#download")
    run(page, f"SELECT ?s WHERE {{ ?s a <{GG}Program> }} ORDER BY ?s")
    with page.expect_download() as saved:
        page.click("#download")
    rows = Path(saved.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == page.locator("#results tbody tr").count() + 1


def test_the_address_holds_the_query(open_site: Any) -> None:
    page = open_site("/query")
    run(page, "ASK { ?s ?p '百分号%与#' }")
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    assert page.input_value("#text") == "ASK { ?s ?p '百分号%与#' }"
    assert open_site("/query#query=%E0").input_value("#text").startswith("PREFIX")


def test_the_page_speaks_both_languages_and_fits_a_phone(open_site: Any) -> None:
    page = open_site("/query", viewport={"width": 390, "height": 844})
    run(page, "SELECT * WHERE { ?s ?p ?o } LIMIT 3")
    assert page.inner_text("#status") == "3 行"
    page.click("#language")
    assert page.inner_text("#status") == "3 rows"
    assert "Who" in page.inner_text("#questions")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

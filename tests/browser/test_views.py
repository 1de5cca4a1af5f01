"""The views beside the network: the table, the timeline, the regions, the articles and the reader."""

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from govgraph.model import Family, Graph, GraphEvidence, GraphMeasure, GraphRelation, Node, SourceInfo
from tests.write.example_graph import BREAKOUT, HOSTILE, LINK, big_graph, example_graph

PROGRAM = "node=program:hongse_bangban"
RIGHT_TO_LEFT = "שלום <b>עולם</b>"
EMOJI = "👩‍👩‍👧便民\U00020bb7"
FORMULA = '=cmd|"/c calc"!A1'
LONG = "长" * 10_000
NAMES = (HOSTILE, BREAKOUT, LINK, RIGHT_TO_LEFT, EMOJI, FORMULA, LONG)
VIEWS = ("table", "timeline", "regions", "articles")

LINES = ("首页", "新闻", "\U00020bb7桥镇党委推进“书记项目”，全年\n办成三件实事。", "高新区没有别的话。")
TEXT = "\n".join(LINES)
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def hostile_graph() -> Graph:
    """Programs and a region with names made to break a page, named in an article whose title and source are too."""
    region = Node("region:evil", "Region", HOSTILE, (BREAKOUT,), "evil", None, None, 1, 1)
    programs = tuple(
        Node(f"program:{i}", "Program", name, (name,), str(i), None, None, 1, 1) for i, name in enumerate(NAMES)
    )
    source = SourceInfo("d", "0" * 64, f"{HOSTILE}{RIGHT_TO_LEFT}", date(2024, 5, 1), BREAKOUT, "d.txt", 999)
    relations = tuple(
        GraphRelation(f"statement:{i}", region.id, "runs", node.id, "text", 0.9, 1) for i, node in enumerate(programs)
    )
    text = "；".join(NAMES[:-1])
    evidence = [GraphEvidence(relation.id, "d", 0, len(text), text, "rule", 0.9) for relation in relations]
    for node in programs[:-1]:
        at = text.index(node.name)
        evidence.append(GraphEvidence(node.id, "d", at, at + len(node.name), node.name, "mention", 1.0))
    return Graph(documents=(source,), nodes=(*programs, region), relations=relations, evidence=tuple(evidence))


def nested_graph() -> Graph:
    """One article of ``TEXT``: a town inside its committee's name, behind a character beyond the first plane."""

    def mark(of: str, text: str) -> GraphEvidence:
        start = TEXT.index(text)
        return GraphEvidence(of, "d", start, start + len(text), text, "mention" if ":r" not in of else "runs.verb", 0.9)

    nodes = (
        Node("party:c", "PartyOrganisation", "𠮷桥镇党委", (), "c", None, None, 1, 1),
        Node("program:s", "Program", "书记项目", (), "s", None, None, 1, 1),
        Node("region:t", "Region", "𠮷桥镇", (), "t", None, None, 1, 1),
        Node("region:z", "Region", "高新区", (), "z", None, None, 1, 1),
    )
    relation = GraphRelation("statement:r", "party:c", "runs", "program:s", "text", 0.9, 1)
    marks = (
        mark("party:c", "𠮷桥镇党委"),
        mark("region:t", "𠮷桥镇"),
        mark("program:s", "“书记项目”"),
        mark("statement:r", LINES[2]),
        mark("region:z", "高新区"),
    )
    source = SourceInfo("d", "0" * 64, "桥镇", date(2024, 5, 1), "甲报", "d.txt", len(TEXT))
    return Graph(documents=(source,), nodes=nodes, relations=(relation,), evidence=marks)


def whole(_: SourceInfo) -> str:
    return TEXT


def dated_graph() -> Graph:
    """The example with two figures that have days, and all five of its articles naming something."""
    graph = example_graph()
    days = (
        ("a", "建成服务站", "12", date(2020, 1, 1), date(2020, 12, 31)),
        ("b", "办理事项", "-7", date(2022, 1, 1), date(2022, 3, 31)),
    )
    measures = tuple(
        GraphMeasure(f"measure:{key}", "party:lj_org", what, Decimal(value), "个", "exact", None, start, end, 0.9, 1)
        for key, what, value, start, end in days
    )
    named = zip(graph.documents[2:], ("program:hy_express", "program:wl_grid", "program:evil_program"), strict=True)
    further = [GraphEvidence(program, document.id, 0, 2, "项目", "mention", 1.0) for document, program in named]
    return replace(graph, measures=measures, evidence=(*graph.evidence, *further))


def column(page: Any, number: int, view: str = "table") -> list[str]:
    cells = page.locator(f"#view-{view} tbody tr:not(.spacer) td:nth-child({number})")
    return [text.strip() for text in cells.all_text_contents()]


def type_filter(page: Any, selector: str, text: str) -> None:
    """Type, and wait until the list has been filtered."""
    page.fill(selector, text)
    page.wait_for_timeout(150)


def download(page: Any) -> list[list[str]]:
    with page.expect_download() as caught:
        page.click("#table-csv")
    raw = caught.value.path().read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\r\n")
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


# The table


def test_a_click_on_a_head_sorts_numbers_as_numbers(open_page: Any) -> None:
    page = open_page(example_graph(), "#view=table")
    assert page.get_attribute("th[data-column=statements]", "aria-sort") == "descending"
    page.click("th[data-column=mentions] button")
    found = [int(text) for text in column(page, 8)]
    assert found == sorted(found, reverse=True)
    page.click("th[data-column=mentions] button")
    found = [int(text) for text in column(page, 8)]
    assert found == sorted(found)
    assert page.get_attribute("th[data-column=mentions]", "aria-sort") == "ascending"
    assert page.get_attribute("th[data-column=statements]", "aria-sort") == "none"


def test_names_sort_by_pinyin_and_numbers_in_them_as_numbers(open_page: Any) -> None:
    names = ("张家村", "第10村", "安丰镇", "第2村", "重庆市", "波阳县")
    nodes = tuple(Node(f"region:{i}", "Region", name, (), str(i), None, None, 1, 1) for i, name in enumerate(names))
    page = open_page(Graph(nodes=nodes), "#view=table")
    page.click("th[data-column=name] button")
    assert column(page, 1) == ["安丰镇", "波阳县", "重庆市", "第2村", "第10村", "张家村"]


def test_rows_without_a_value_come_last_either_way(open_page: Any) -> None:
    page = open_page(example_graph(), "#view=table")
    for _ in range(2):
        page.click("th[data-column=code] button")
        codes = column(page, 6)
        assert codes[0] == "999900"
        assert set(codes[1:]) == {""}


@pytest.mark.parametrize("typed", ["红色帮办", "hsbb", "帮办队", "红色 hsbb"])
def test_the_table_is_filtered_by_name_alias_and_pinyin(open_page: Any, typed: str) -> None:
    page = open_page(example_graph(), "#view=table")
    type_filter(page, "#table-filter", typed)
    assert column(page, 1) == ["红色帮办"]
    assert page.inner_text("#table-count").startswith("1 / 62")


def test_statements_are_relations_posts_and_figures(open_page: Any) -> None:
    page = open_page(example_graph(), "#view=table")
    page.click("#table-kind [data-choice=statements]")
    assert "list=statements" in page.url
    assert page.evaluate("document.activeElement.dataset.choice") == "statements"
    assert page.inner_text("#table-count").startswith("92 / 92")
    type_filter(page, "#table-filter", "闻一舟")
    assert ("高新区党工委", "党工委书记", "闻一舟") in list(
        zip(column(page, 1), column(page, 2), column(page, 3), strict=True)
    )
    type_filter(page, "#table-filter", "红色帮办 总投资")
    assert [column(page, i) for i in (1, 2, 3, 4)] == [
        ["红色帮办"],
        ["帮办项目总投资"],
        ["超 402.5 亿元"],
        ["截至 10 月"],
    ]


def test_filters_of_the_page_count_in_the_table(open_page: Any) -> None:
    page = open_page(example_graph(), "#view=table&list=statements")
    rows = "Array.from(table.sheet.rows(), statementOf)"
    page.evaluate("toggle(state.hiddenTypes, 'Program')")
    assert "运行" not in column(page, 2)
    assert page.evaluate(f"{rows}.some((statement) => DATA.entities[statement.s].type === 'Program')") is False
    page.evaluate("toggle(state.hiddenPredicates, 'partOf')")
    assert page.evaluate(f"{rows}.some((statement) => statement.p === 'partOf')") is False
    page.click("#table-kind [data-choice=entities]")
    assert page.inner_text("#table-count").startswith("47 / 62")


def test_only_what_concerns_the_selection(open_page: Any) -> None:
    page = open_page(example_graph(), "#view=table")
    assert page.is_disabled("#table-near")
    page.evaluate("openEntity(byId.get('program:hongse_bangban'))")
    page.click("#table-near")
    assert page.get_attribute("#table-near", "aria-pressed") == "true"
    assert len(column(page, 1)) == 8
    page.click("#table-kind [data-choice=statements]")
    assert all("红色帮办" in pair for pair in zip(column(page, 1), column(page, 3), strict=True) if "个" not in pair[1])
    assert page.inner_text("#table-count").startswith("10 / 92")


def test_few_rows_of_a_large_table_are_in_the_page(open_page: Any) -> None:
    page = open_page(big_graph(3_000), "#view=table")
    assert page.locator("#view-table tbody tr").count() < 100
    page.evaluate("openEntity(2700)")
    row = page.locator("#view-table tr.selected")
    assert row.get_attribute("aria-current") == "true"
    box, outer = row.bounding_box(), page.locator("#view-table .scroller").bounding_box()
    assert outer["y"] < box["y"] < outer["y"] + outer["height"]
    page.locator("#view-table .scroller").evaluate("(one) => (one.scrollTop = one.scrollHeight)")
    page.wait_for_function("() => document.querySelector(`#view-table tr[aria-rowindex='3001']`)")
    assert page.locator("#view-table tbody tr").count() < 100


def test_arrows_move_down_the_rows(open_page: Any) -> None:
    page = open_page(big_graph(400), "#view=table")
    page.focus("#view-table tbody .entity >> nth=0")
    for _ in range(60):
        page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('tr').getAttribute('aria-rowindex')") == "62"
    name = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == name


def test_the_csv_has_all_filtered_rows_and_no_formula(open_page: Any) -> None:
    graph = hostile_graph()
    page = open_page(graph, "#view=table")
    rows = download(page)
    assert rows[0][:3] == ["id", "名称", "类型"]
    names = {row[0]: row[1] for row in rows[1:]}
    assert names == {node.id: node.name for node in graph.nodes} | {"program:5": f"'{FORMULA}"}
    type_filter(page, "#table-filter", "עולם")
    assert [row[1] for row in download(page)[1:]] == [RIGHT_TO_LEFT]


def test_the_csv_of_statements_has_the_sentence_and_its_source(open_page: Any) -> None:
    page = open_page(example_graph(), "#view=table&list=statements")
    type_filter(page, "#table-filter", "红色帮办 澜江市委组织部")
    head, *rows = download(page)
    assert head[-4:] == ["原文", "标题", "日期", "规则"]
    row = next(row for row in rows if row[1] == "运行")
    assert row[0] == "澜江市委组织部"
    assert row[2] == "红色帮办"
    assert row[-4].startswith("今年以来，澜江市委组织部")
    assert row[-3:] == ["澜江：把支部建在项目上，红色帮办跑出加速度", "2021-11-19", "runs.cue"]


def test_the_csv_quotes_the_surest_sentence(open_page: Any) -> None:
    graph = nested_graph()
    unsure = GraphEvidence("statement:r", "d", 100, 104, "不太确定", "runs.guess", 0.5)
    page = open_page(replace(graph, evidence=(*graph.evidence, unsure)), "#view=table&list=statements")
    _, row = download(page)
    assert row[-4] == LINES[2]
    assert row[-1] == "runs.verb"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("@SUM", "'@SUM"),
        ("-乙", "'-乙"),
        ("\t=1", "'\t=1"),
        ("-7.5", "-7.5"),
        ('甲"乙', '"甲""乙"'),
        ("甲,乙", '"甲,乙"'),
        ("甲\n乙", '"甲\n乙"'),
        ("甲", "甲"),
    ],
)
def test_cells_of_csv(open_page: Any, value: str, cell: str) -> None:
    page = open_page(example_graph())
    assert page.evaluate("(value) => csvCell(value)", value) == cell


# One selection


def test_the_selection_is_marked_in_every_view(open_page: Any) -> None:
    page = open_page(example_graph(), f"#view=table&{PROGRAM}")
    for view in ("table", "timeline", "regions"):
        page.click(f"#tab-{view}")
        marked = page.locator(f"#view-{view} .selected")
        assert "红色帮办" in marked.inner_text()
        assert marked.is_visible()
        assert page.inner_text("#panel h2") == "红色帮办"
    page.click("#tab-articles")
    # Four of the five articles name it in a sentence, one by name.
    assert page.locator("#view-articles .selected").count() == len(page.evaluate("articlesOf(state.selected)"))


def test_the_address_opens_the_view_again(open_page: Any) -> None:
    page = open_page(example_graph(), "#view=regions&node=region:lj_qiaotou")
    assert page.locator("#view-regions .selected").inner_text().startswith("桥头镇")
    page.click("#tab-articles")
    page.click("#view-articles td .entity >> nth=1")
    title = page.inner_text("#reader h2")
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    assert page.inner_text("#reader h2") == title
    page.go_back()
    assert page.is_visible("#shelf")
    page.go_back()
    assert page.is_visible("#view-regions")


@pytest.mark.parametrize("view", VIEWS)
def test_hostile_text_is_text_in_every_view(open_page: Any, view: str) -> None:
    page = open_page(hostile_graph(), f"#view={view}")
    shown = page.text_content(f"#view-{view}")
    if view == "articles":
        assert HOSTILE in shown
        page.click("#view-articles td .entity")
        shown = page.text_content("#reader")
        assert BREAKOUT in shown
        assert len(page.locator("#reader .mention").all()) == len(NAMES) - 1
    for name in NAMES[:-1]:
        assert name in shown
    assert page.locator(f"#view-{view} :is(img, a, script, b)").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") == 1440
    page.click("#language")
    assert RIGHT_TO_LEFT in page.text_content(f"#view-{view}")


@pytest.mark.parametrize("view", VIEWS)
def test_views_of_an_empty_graph(open_page: Any, view: str) -> None:
    page = open_page(Graph(), f"#view={view}")
    assert page.is_visible(f"#view-{view}")
    page.click("#language")


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("#view=table", "Statements"),
        ("#view=timeline", "rows, by their first article"),
        ("#view=regions", "Entities inside"),
        ("#view=articles", "of 5 articles"),
        ("#view=articles&article=0", "All articles"),
    ],
)
def test_views_in_english(open_page: Any, fragment: str, text: str) -> None:
    page = open_page(dated_graph(), fragment)
    view = page.evaluate("state.view")
    assert text not in page.inner_text(f"#view-{view}")
    page.click("#language")
    assert text in page.inner_text(f"#view-{view}")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("graph", [example_graph(), hostile_graph()], ids=["plain", "hostile"])
def test_nothing_is_wider_than_a_phone(open_page: Any, view: str, graph: Graph) -> None:
    page = open_page(graph, f"#view={view}", **PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    wide = (
        "[...document.querySelectorAll('.scroller, .reader')].filter((one) => one.scrollWidth > one.clientWidth).length"
    )
    assert page.evaluate(wide) == 0
    if view == "articles":
        page.click("#view-articles td .entity >> nth=0")
        assert page.evaluate(wide) == 0


def test_the_focus_returns_into_the_view(open_page: Any) -> None:
    page = open_page(example_graph(), "#view=regions")
    page.focus("#tree [tabindex='0']")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.querySelector('.tree-text')?.textContent") == "澜江市"
    page.click("#tab-table")
    page.focus("#view-table tbody .entity >> nth=3")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert page.is_hidden("#panel")
    assert page.evaluate("document.activeElement.closest('#view-table') !== null")


# The timeline


def test_a_bar_lists_the_articles_of_its_month(open_page: Any) -> None:
    page = open_page(dated_graph(), "#view=timeline")
    labels = [bar.get_attribute("aria-label") for bar in page.locator(".bar-of-articles").all()]
    assert labels == [
        f"{month}：1 篇文章" for month in ("2020 年 6 月", "2021 年 11 月", "2022 年 3 月", "2023 年 1 月")
    ]
    page.focus(".bar-of-articles >> nth=0")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert "澜江：把支部建在项目上" in page.inner_text("#timeline-picked")
    assert page.locator("#timeline-picked li").count() == 1
    page.click("#timeline-picked .entity")
    assert page.inner_text("#reader h2").startswith("澜江：把支部")


def test_undated_articles_are_counted_and_listed(open_page: Any) -> None:
    page = open_page(dated_graph(), "#view=timeline")
    assert page.inner_text("#timeline-undated") == "1 篇文章日期不详"
    page.click("#timeline-undated")
    assert "万里街道网格议事厅里的烟火气" in page.inner_text("#timeline-picked")


def test_programs_come_by_their_first_article_and_open(open_page: Any) -> None:
    page = open_page(dated_graph(), "#view=timeline")
    first = page.evaluate("timeline.lanes.map((lane) => lane.dates[0] ?? '9')")
    assert first == sorted(first)
    assert len(first) == 15
    page.click(".lanes .entity:has-text('红色帮办')")
    assert page.inner_text("#panel h2") == "红色帮办"
    lit = page.locator(".bar-of-articles:has(.bar-lit)").evaluate_all(
        "(bars) => bars.map((bar) => bar.title.slice(0, 4))"
    )
    assert lit == sorted({day[:4] for day in page.evaluate("datesOf(articlesOf(state.selected))")})


def test_a_family_opens_into_its_places(open_page: Any) -> None:
    members = ("program:hy_secretary", "program:secretary")
    family = Family("family:x", "书记项目", (), members, 2, 1, 2, date(2020, 6, 30), date(2021, 11, 19))
    page = open_page(replace(example_graph(), families=(family,)), "#view=timeline")
    row = page.locator(".lanes [aria-expanded]")
    assert "2 处" in row.inner_text()
    assert page.locator(".lane.inside").count() == 0
    row.click()
    assert page.locator(".lane.inside").count() == 2
    page.click(".lane.inside .entity >> nth=0")
    assert page.inner_text("#panel h2") == "书记项目"
    page.click(".lanes [aria-expanded=true]")
    assert page.locator(".lane.inside").count() == 0


def test_dated_figures_have_lanes(open_page: Any) -> None:
    page = open_page(dated_graph(), "#view=timeline")
    page.click("#timeline-kind [data-choice=figures]")
    assert page.locator(".lanes .lane:not(.spacer)").count() == 2
    assert "建成服务站" in page.inner_text(".lanes .lane >> nth=0")
    assert "12 个" in page.inner_text(".lanes .lane >> nth=0")
    lines = page.locator(".lanes line").evaluate_all(
        "(all) => all.map((one) => [one, one].map((it, i) => parseFloat(it.getAttribute(i ? 'x2' : 'x1'))))"
    )
    assert lines[0] == pytest.approx([0, 25], abs=0.1)  # 2020 of 2020 to 2023
    assert lines[1] == pytest.approx([50, 56.25], abs=0.1)


# The regions


def test_regions_count_what_is_in_them_and_below(open_page: Any) -> None:
    graph = example_graph()
    page = open_page(graph, "#view=regions")
    label = page.get_attribute("#tree [role=treeitem] >> nth=0", "aria-label")
    assert label.startswith("云泽省 · 地区 13 · 党组织 10 · 公共机构 8 · 治理项目 14 · 企业 7 · 投资项目 6")
    assert page.locator("#tree [role=treeitem]").last.get_attribute("aria-label").startswith("未能定位 · ")
    sums = page.evaluate("[UNLOCATED, ...tree.below.get(null)].map((id) => tree.sums.get(id)[TYPES.length])")
    assert sum(sums) == len(graph.relations) + len(graph.posts) + len(graph.measures)


def test_the_tree_works_by_keyboard(open_page: Any) -> None:
    page = open_page(example_graph(), "#view=regions")

    def current() -> tuple[str, str | None]:
        return tuple(
            page.evaluate(
                "[document.activeElement.querySelector('.tree-text').textContent, document.activeElement.ariaExpanded]"
            )
        )

    page.focus("#tree [tabindex='0']")
    assert current() == ("云泽省", "true")
    page.keyboard.press("ArrowRight")
    assert current() == ("澜江市", "false")
    page.keyboard.press("ArrowRight")
    assert current() == ("澜江市", "true")
    page.keyboard.press("ArrowDown")
    inside = current()[0]
    assert inside in {"东亭区", "西杉区", "芦溪县", "澜江高新技术产业开发区"}
    page.keyboard.press("ArrowLeft")
    assert current() == ("澜江市", "true")
    page.keyboard.press("ArrowLeft")
    assert current() == ("澜江市", "false")
    page.keyboard.press("ArrowLeft")
    assert current()[0] == "云泽省"
    page.keyboard.press("End")
    assert current() == ("未能定位", "false")
    page.keyboard.press("Home")
    assert page.locator("#tree [tabindex='0']").count() == 1
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == "澜江市"


def test_a_circle_of_regions_hangs_nothing(open_page: Any) -> None:
    nodes = tuple(Node(f"region:{key}", "Region", key, (), key, None, None, 1, 1) for key in "abcd")
    pairs = (("a", "b"), ("b", "c"), ("c", "a"), ("d", "d"))
    ring = tuple(GraphRelation(f"{a}{b}", f"region:{a}", "partOf", f"region:{b}", "text", 1.0, 1) for a, b in pairs)
    page = open_page(Graph(nodes=nodes, relations=ring), "#view=regions&node=region:a")
    assert sorted(page.locator("#tree .tree-text").all_text_contents()) == ["a", "b", "c", "d"]


def test_regions_nest_deeper_than_the_stack(open_page: Any) -> None:
    nodes = tuple(Node(f"region:{i:05}", "Region", f"{i:05}", (), "", None, None, 1, 1) for i in range(1_500))
    chain = tuple(
        GraphRelation(f"r{i}", f"region:{i:05}", "partOf", f"region:{i + 1:05}", "text", 1.0, 1) for i in range(1_499)
    )
    page = open_page(Graph(nodes=nodes, relations=chain), "#view=regions&node=region:00000")
    assert page.locator("#tree .selected").get_attribute("aria-level") == "1500"


# The articles


def test_articles_are_sorted_and_filtered(open_page: Any) -> None:
    page = open_page(dated_graph(), "#view=articles")
    assert column(page, 2, "articles") == ["2023-01-01", "2022-03-04", "2021-11-19", "2020-06-30", ""]
    page.click("#view-articles th[data-column=statements] button")
    numbers = [int(text) for text in column(page, 5, "articles")]
    assert numbers == sorted(numbers, reverse=True)
    assert sum(numbers) > 60
    type_filter(page, "#articles-filter", "禾阳发布")
    assert column(page, 1, "articles") == ["禾阳市：早餐会开出快速通道"]


def test_marks_nest_and_count_code_points(open_page: Any) -> None:
    page = open_page(nested_graph(), "#view=articles&article=0", whole)
    committee = page.locator("#reader .mention.type-PartyOrganisation")
    assert committee.text_content() == "𠮷桥镇党委"
    assert committee.locator(".mention.type-Region").text_content() == "𠮷桥镇"
    assert committee.locator(".glyph").count() == 2
    assert page.locator("#reader .mention.type-Program").text_content() == "“书记项目”"
    sentence = page.locator("#reader .evidence")
    assert sentence.text_content() == LINES[2]
    assert sentence.locator(".mention").count() == 3
    committee.locator(".mention").click()
    assert page.inner_text("#panel h2") == "𠮷桥镇"
    assert page.locator("#reader .mention.lit").all_text_contents() == ["𠮷桥镇"]


def test_the_whole_text_or_what_says_something(open_page: Any) -> None:
    told = "本页没有这篇文章的全文"
    page = open_page(nested_graph(), "#view=articles&article=0", whole)
    assert told not in page.inner_text("#reader")
    assert page.locator("#reader .text").all_text_contents() == list(LINES)
    page = open_page(nested_graph(), "#view=articles&article=0")
    assert told in page.inner_text("#reader")
    assert page.locator("#reader .text").all_text_contents() == [f"… {LINES[2]}", "… 高新区"]


def test_a_statement_lights_its_sentence(open_page: Any) -> None:
    page = open_page(nested_graph(), "#view=articles&article=0", whole)
    page.click("#reader .statement")
    assert page.locator("#reader .evidence.lit").count() == 1
    assert page.locator("#reader .mention.lit").all_text_contents() == ["𠮷桥镇党委", "“书记项目”"]
    assert page.get_attribute("#reader .statement", "aria-pressed") == "true"
    page.click("#reader .statement")
    assert page.locator("#reader .lit").count() == 0


def test_a_quote_leads_to_its_sentence(open_page: Any) -> None:
    page = open_page(example_graph(), f"#{PROGRAM}")
    quoted = page.inner_text("#panel blockquote >> nth=0")
    page.click("#panel .to-article >> nth=0")
    assert page.inner_text("#reader h2") == "澜江：把支部建在项目上，红色帮办跑出加速度"
    lit = page.locator("#reader .evidence.lit")
    assert lit.text_content() == quoted
    box, outer = lit.bounding_box(), page.locator("#reader").bounding_box()
    assert outer["y"] < box["y"] < outer["y"] + outer["height"]
    assert "article=0" in page.url
    assert "at=" in page.url
    assert page.inner_text("#panel h2") == "红色帮办"


def test_the_reader_scrolls_to_what_is_selected(open_page: Any) -> None:
    page = open_page(example_graph(), "#view=articles&article=0")
    assert page.evaluate("document.getElementById('reader').scrollTop") == 0
    last = page.evaluate("Number(inReader('.mention').at(-1).dataset.entity)")
    page.evaluate("(id) => openEntity(id)", last)
    assert page.evaluate("document.getElementById('reader').scrollTop") > 0
    assert page.evaluate("inReader('.mention.lit').every((one) => Number(one.dataset.entity) === state.selected)")


def test_a_long_article_is_read_page_by_page(open_page: Any) -> None:
    graph = big_graph(1_000)
    page = open_page(graph, "#view=articles&article=0")
    assert page.locator("#reader .row").count() == 100
    last = page.evaluate("reading(0).marks.at(-1).start")
    page.evaluate("(at) => openArticle(0, at)", last)
    assert page.locator("#reader .evidence.lit").count() == 1
    page.click("text=前面的段落")
    assert page.locator("#reader .row").count() == 100


def test_hidden_types_are_not_marked_in_the_text(open_page: Any) -> None:
    page = open_page(nested_graph(), "#view=articles&article=0", whole)
    page.evaluate("toggle(state.hiddenTypes, 'Program')")
    assert page.locator("#reader .mention.type-Program").count() == 0
    assert page.locator("#reader .statement").count() == 0
    assert page.locator("#reader .text").all_text_contents() == list(LINES)


@pytest.mark.parametrize("fragment", ["article=99", "article=-1", "article=x", "article=0&at=x", "article=0&at=999999"])
def test_a_damaged_address_of_an_article(open_page: Any, fragment: str) -> None:
    page = open_page(example_graph(), f"#view=articles&{fragment}")
    assert page.is_visible("#reader" if fragment.startswith("article=0") else "#shelf")

import base64
import hashlib
import json
import re
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from datetime import date
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from typing import Any, get_args

import pytest

from govgraph.graph.tally import tally
from govgraph.model import Bound, EntityType, Graph, GraphEvidence, GraphRelation, Node, Predicate, Section, SourceInfo
from govgraph.write import write_page
from govgraph.write.html import write_html
from govgraph.write.html.columns import columns, divide
from govgraph.write.html.lattice import seat_members
from govgraph.write.html.layout import STEPS, find_homes, find_parents, lay_out, outline
from govgraph.write.html.packing import pack_boxes
from govgraph.write.html.page import SCRIPTS, SHAPES, best_supported, lookups, network_data, pinyin_of, render_page
from govgraph.write.html.reader import KINDS, Articles
from govgraph.write.html.shell import embed_json, read_asset
from tests.write.example_graph import BREAKOUT, HOSTILE, big_graph, example_graph

SCRIPT = re.compile(r"<script>(.*?)</script>", re.S)
STYLE = re.compile(r"<style>(.*?)</style>", re.S)


@pytest.fixture(scope="module")
def page() -> str:
    return render_page(example_graph()).decode()


def _region(key: str) -> Node:
    return Node(f"region:{key}", "Region", key, (), key, None, None, 1, 1)


def _part_of(lower: str, upper: str) -> GraphRelation:
    return GraphRelation(f"{lower}{upper}", f"region:{lower}", "partOf", f"region:{upper}", "text", 1.0, 1)


def test_same_graph_same_bytes(tmp_path: Path) -> None:
    write_html(example_graph(), tmp_path / "a.html")
    code = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from example_graph import example_graph
from govgraph.write.html import write_html
from govgraph.write.html.columns import columns, divide
write_html(example_graph(), Path(sys.argv[2]))
"""
    subprocess.run([sys.executable, "-c", code, str(Path(__file__).parent), str(tmp_path / "b.html")], check=True)
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_nothing_outside_is_referred_to(page: str) -> None:
    markup = SCRIPT.sub("", STYLE.sub("", re.sub(r'<script type="application/json".*?</script>', "", page, flags=re.S)))
    assert "http" not in markup.replace('http-equiv="Content-Security-Policy"', "")
    assert "url(" not in STYLE.search(page)[1]  # type: ignore[index]
    assert "sourceMappingURL" not in page


def test_the_policy_admits_exactly_the_scripts_and_the_style(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1].replace("&#39;", "'")  # type: ignore[index]
    texts = [*SCRIPT.findall(page), *STYLE.findall(page)]
    digests = {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts}
    assert set(re.findall(r"'sha256-([^']+)'", policy)) == digests
    assert len(texts) == 3
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_hostile_names_stay_in_the_data(page: str) -> None:
    assert HOSTILE not in page
    assert BREAKOUT not in page
    data = json.loads(re.search(r'id="graph-data">(.*?)</script>', page, re.S)[1])  # type: ignore[index]
    assert {HOSTILE, BREAKOUT} <= set(data["entities"]["name"])


@pytest.mark.parametrize("text", ["</script>", "<!--", "a&b", "\u2028\u2029", "普通", '"\\'])
def test_embedded_json_is_the_same_value_and_no_markup(text: str) -> None:
    embedded = str(embed_json({"x": text}))
    assert json.loads(embedded) == {"x": text}
    assert not set(embedded) & set("<>&\u2028\u2029")


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("红色帮办", "hongsebangban hsbb"),
        ("重庆", "chongqing cq"),
        ("5G产业园", "5gchanyeyuan 5gcyy"),
        ("", " "),
    ],
)
def test_pinyin(name: str, typed: str) -> None:
    assert pinyin_of(name) == typed


def test_everything_has_a_place_in_the_ground_of_its_home() -> None:
    graph = example_graph()
    layout = lay_out(graph)
    grounds = {ground.id: ground for ground in layout.territories}
    assert set(layout.places) == {node.id for node in graph.nodes}
    for node, (x, y) in layout.places.items():
        ground = grounds[layout.homes[node]]
        assert ground.x <= x <= ground.x + ground.width
        assert ground.y <= y <= ground.y + ground.height


def test_nodes_keep_apart() -> None:
    places = lay_out(example_graph()).places.values()
    assert min((ax - bx) ** 2 + (ay - by) ** 2 for (ax, ay), (bx, by) in combinations(places, 2)) > 60**2


def test_homes_and_orphans() -> None:
    graph = example_graph()
    homes = find_homes(graph, find_parents(graph))
    assert homes["program:hongse_bangban"] == "region:lanjiang"
    assert homes["project:base"] == "region:lj_zone"
    assert "firm:evil" not in homes
    assert lay_out(graph).homes["firm:evil"].startswith("document:")


def test_of_several_parents_the_deepest_counts_and_cycles_are_cut() -> None:
    nodes = tuple(_region(key) for key in "abc")
    deep = Graph(nodes=nodes, relations=(_part_of("a", "b"), _part_of("a", "c"), _part_of("b", "c")))
    assert find_parents(deep) == {"region:a": "region:b", "region:b": "region:c"}
    ring = Graph(nodes=nodes, relations=(_part_of("a", "b"), _part_of("b", "c"), _part_of("c", "a")))
    assert len(find_parents(ring)) == 2
    assert len(lay_out(ring).places) == 3


def test_regions_nest_deeper_than_the_stack() -> None:
    nodes = tuple(_region(f"{i:05}") for i in range(1_500))
    relations = tuple(_part_of(f"{i:05}", f"{i + 1:05}") for i in range(1_499))
    assert len(lay_out(Graph(nodes=nodes, relations=relations)).places) == 1_500


@pytest.mark.parametrize("count", [1, 2, 7, 40])
def test_packed_boxes_do_not_overlap(count: int) -> None:
    sizes = [(20.0 + i * 37 % 91, 10.0 + i * 53 % 67) for i in range(count)]
    packing = pack_boxes(sizes, gap=5, aspect=1.5)
    boxes = [(x, y, x + w, y + h) for (x, y), (w, h) in zip(packing.corners, sizes, strict=True)]
    assert all(right <= packing.width and bottom <= packing.height for _, _, right, bottom in boxes)
    for a, b in combinations(boxes, 2):
        assert a[2] + 5 <= b[0] or b[2] + 5 <= a[0] or a[3] + 5 <= b[1] or b[3] + 5 <= a[1]


def test_a_large_graph_keeps_its_best_supported_nodes() -> None:
    graph = big_graph(400)
    kept = best_supported(graph, 100)
    ids = {node.id for node in kept.nodes}
    assert len(ids) == 100
    assert {"region:000000", "region:000009"} <= ids
    assert all(relation.subject in ids and relation.object in ids for relation in kept.relations)
    assert best_supported(graph, 400) is graph


def test_five_thousand_nodes_are_quick_enough() -> None:
    start = time.perf_counter()
    graph = big_graph(5_000)
    data, _ = network_data(graph, None, tally(graph))
    assert time.perf_counter() - start < 15  # about 2 s on two cores
    assert data["counts"]["told"] == data["counts"]["statements"]
    assert (data["counts"]["entities"], data["counts"]["shown"], data["counts"]["articles"]) == (5_000, 5_000, 1)


def test_sentences_come_with_their_article() -> None:
    graph = example_graph()
    articles = Articles(graph)
    runs = next(one for one in graph.relations if (one.predicate, one.object) == ("runs", "program:hongse_bangban"))
    found = articles.naming(runs.id)
    assert [articles.rows[number]["date"] for number in found] == ["2021-11-19", "2022-03-04"]
    reading = list(articles.readings())[found[0]]
    ((start, length, _, _, rule, confidence),) = [
        mark for mark in reading["marks"] if (KINDS[mark[2]], mark[3]) == ("relations", graph.relations.index(runs))
    ]
    sentence = next(text[start - at :] for at, text in reversed(reading["text"]) if at <= start)[:length]
    assert sentence.startswith("今年以来")
    assert (articles.rules[rule], confidence) == ("runs.cue", 93)
    assert not reading["whole"]


def test_whole_articles_are_shown_where_they_can_be_had() -> None:
    graph = example_graph()
    text = "一二三四五六七八九十" * 200
    (first, *others) = Articles(graph, lambda source: text if source.id == "000_a0" else None).readings()
    assert (first["whole"], first["text"]) == (True, [(0, text)])
    assert not any(reading["whole"] for reading in others)


def test_the_written_page_has_the_texts_it_is_given(tmp_path: Path) -> None:
    text = "一二三四五六七八九十" * 200
    write_html(example_graph(), tmp_path / "whole.html", lambda source: text)
    write_page(example_graph(), tmp_path / "page.html", texts=lambda source: text)
    write_page(example_graph(), tmp_path / "parts.html")
    assert text in (tmp_path / "whole.html").read_text("utf-8")
    assert (tmp_path / "page.html").read_bytes() == (tmp_path / "whole.html").read_bytes()
    assert text not in (tmp_path / "parts.html").read_text("utf-8")


def test_an_article_of_several_has_its_own_text_and_title() -> None:
    sections = (Section(0, 9, "其一", date(2020, 1, 1)), Section(10, 19, "其二", None, "乙报"))
    source = SourceInfo("d", "0" * 64, "其一", date(2020, 1, 1), "甲报", "d.txt", 19, sections)
    node = Node("firm:x", "Enterprise", "甲乙", (), "x", None, None, 1, 1)
    evidence = tuple(GraphEvidence("firm:x", "d", at, at + 2, "甲乙", "mention", 1.0) for at in (3, 12))
    graph = Graph(documents=(source,), nodes=(node,), evidence=evidence)
    articles = Articles(graph, lambda _: "第一篇甲乙在前。\n\n第二甲乙在后。")
    assert [(row["title"], row["date"], row["source"]) for row in articles.rows] == [
        ("其一", "2020-01-01", "甲报"),
        ("其二", "2020-01-01", "乙报"),
    ]
    assert [reading["text"] for reading in articles.readings()] == [
        [(0, "第一篇甲乙在前。\n\n")],
        [(10, "第二甲乙在后。")],
    ]


def test_columns_leave_out_what_no_row_has() -> None:
    assert columns([]) == {"rows": 0}
    assert columns([{"a": None}, {"a": 0}]) == {"rows": 2, "a": [None, 0]}


def test_blocks_hold_all_rows_in_order() -> None:
    first, blocks = divide("x", ["甲" * 30] * 7, 60)
    assert first == [0, 2, 4, 6]
    assert [block.name for block in blocks] == ["x-0", "x-1", "x-2", "x-3"]
    assert [row for block in blocks for row in json.loads(str(embed_json(block.value)))] == ["甲" * 30] * 7


@pytest.mark.parametrize("name", ["孤立\ud800代理", "\x00\x07\x85", "换行\n回车\r\t", "", "👩‍👩‍👧 \u202e反写"])
def test_any_name_can_be_written(name: str) -> None:
    graph = Graph(nodes=(Node("firm:x", "Enterprise", name, (name,), "x", None, None, 1, 1),))
    page = render_page(graph).decode()
    assert json.loads(re.search(r'id="graph-data">(.*?)</script>', page, re.S)[1])["entities"]["rows"] == 1  # type: ignore[index]


def test_an_empty_graph_is_a_page_too() -> None:
    assert network_data(Graph(), None, tally(Graph()))[0]["counts"] == dict.fromkeys(
        ("entities", "shown", "statements", "told", "articles"), 0
    )
    assert render_page(Graph()).startswith(b"<!DOCTYPE html>")


def test_the_interface_names_every_type_and_relation() -> None:
    languages = json.loads(files("govgraph.write.html").joinpath("words.json").read_text("utf-8"))
    for words in languages.values():
        assert set(words["types"]) == set(get_args(EntityType)) == set(SHAPES)
        for group in ("predicates", "in", "out"):
            assert set(words[group]) == set(get_args(Predicate))
        assert set(words["bounds"]) == set(get_args(Bound))
        assert set(words) == set(languages["zh"])
    panel = read_asset("panel.js")
    listed = re.search(r"const PREDICATES = \[(.*?)\]", panel)
    assert listed
    assert set(json.loads(f"[{listed[1]}]")) == set(get_args(Predicate)) == set(STEPS)


def test_no_two_scripts_declare_one_name() -> None:
    """They share one scope: a second constant stops the page, a second function silently replaces the first."""
    declared = re.compile(r"^(?:async )?(?:function\*?|class|const|let) (\w+)", re.M)
    names = [name for script in SCRIPTS for name in declared.findall(read_asset(script))]
    assert [name for name, times in Counter(names).items() if times > 1] == []
    assert len(names) > 200


def test_mentions_are_marked_in_the_original() -> None:
    """The text is traditional with pinyin in it; the names are not, and no name could be searched for in it."""
    sentence = "張芝山鎮黨(dang) 委推進“書(shu) 記項目”。"
    nodes = (
        Node("region:z", "Region", "张芝山镇", (), "z", None, None, 1, 1),
        Node("program:s", "Program", "书记项目", (), "s", None, None, 1, 1),
    )
    relation = GraphRelation("statement:r", "region:z", "runs", "program:s", "text", 0.9, 1)
    start = sentence.index("書")
    evidence = (
        GraphEvidence("statement:r", "d", 100, 100 + len(sentence), sentence, "runs.verb", 0.9),
        GraphEvidence("region:z", "d", 100, 104, "張芝山鎮", "mention", 1.0),
        GraphEvidence("program:s", "d", 100 + start, 109 + start, sentence[start : start + 9], "mention", 1.0),
        GraphEvidence("program:s", "d", 500, 504, "書記項目", "mention", 1.0),
    )
    articles = Articles(Graph(nodes=nodes, relations=(relation,), evidence=evidence))
    (reading,) = articles.readings()
    (at, stretch), *_ = reading["text"]
    assert stretch == sentence
    inside = [(mark[0] - at, mark[1]) for mark in reading["marks"] if mark[2] == 0 and mark[0] < 200]
    assert [sentence[a : a + length] for a, length in inside] == ["張芝山鎮", sentence[start : start + 9]]


def test_both_layouts_are_of_the_same_nodes_and_one_is_taller() -> None:
    graph = example_graph()
    data, _ = network_data(graph, None, tally(graph))
    shapes = []
    for block in lookups(graph)[1:]:
        places: Any = block.value
        boxes = places["territories"]
        assert places["nodes"]["rows"] == data["entities"]["rows"]
        assert boxes["rows"] == data["territories"]["rows"]
        right = max(x + width for x, width in zip(boxes["x"], boxes["w"], strict=True))
        shapes.append(right / max(y + height for y, height in zip(boxes["y"], boxes["h"], strict=True)))
    wide, tall = shapes
    assert wide > tall < 1


def test_an_outline_has_the_territories_of_the_layout() -> None:
    graph = example_graph()
    placed, told = lay_out(graph), outline(graph)
    assert (told.homes, told.places.keys()) == (placed.homes, placed.places.keys())
    assert told.territories == tuple(replace(ground, x=0, y=0, width=0, height=0) for ground in placed.territories)
    assert any(ground.titled for ground in told.territories)


def test_every_member_has_a_seat_of_its_own() -> None:
    members = [f"n{i:02}" for i in range(37)]
    near = {"n00": members[1:20], "n20": members[21:]} | {node: ["n00"] for node in members[1:20]}
    places, width, height = seat_members("n00", members, near, 1.4)
    assert set(places) == set(members)
    assert len(set(places.values())) == len(members)
    assert all(0 < x < width and 0 < y < height for x, y in places.values())

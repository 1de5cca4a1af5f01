"""The difference on a terminal: names, columns that stand, lists that end."""

import re
from dataclasses import replace

import click
import pytest

from govgraph.columns import width_of
from govgraph.differences import render_difference
from govgraph.model import Graph
from tests.differences.builds import build, compare, with_key
from tests.graph.articles import example


def render(old: Graph, new: Graph, *, everything: bool = False) -> list[str]:
    return [click.unstyle(line) for line in render_difference(compare(old, new), 100, everything=everything)]


def _section(lines: list[str], title: str) -> list[str]:
    start = next(i for i, line in enumerate(lines) if line.startswith(title))
    return lines[start : [*lines[start:], ""].index("") + start]


def test_statements_are_told_by_names() -> None:
    lines = render(build(extractions=example()[:2]), build())
    assert lines[0].split() == ["A", "B", "added", "gone", "changed", "recounted"]
    assert lines[1].split() == ["documents", "2", "3", "1", "0", "0", "0"]
    relations = _section(lines, "Relations added: 3 (runs 2, locatedIn 1)")
    assert re.fullmatch(r"  \+ 河湾区 —runs→ 晨露杯 \(correction\) +1 document, 0\.99", relations[1])
    assert _section(lines, "Figures added")[1].startswith("  + 晨露杯 · 提速 = 45 个百分点 (exact)")
    assert re.search(r"\+ Program +晨露杯 +1 document, 2 mentions", "\n".join(lines))
    assert not any("gone:" in line for line in lines)


def test_what_is_gone_is_told_too() -> None:
    lines = render(build(), build(extractions=example()[1:]))
    assert any(
        re.match(r"  - 陆知微 · 总经理 · 云岭白鹭仪表股份有限公司 +1 document, 0\.90", line)
        for line in _section(lines, "Posts gone")
    )


def test_changes_show_old_and_new() -> None:
    old = build()
    node = next(node for node in old.nodes if node.name == "青渡市")
    nodes = tuple(replace(one, name="青渡", aliases=("青渡市", "渡")) if one is node else one for one in old.nodes)
    relations = (replace(old.relations[0], basis="correction", confidence=0.25), *old.relations[1:])
    lines = render(old, replace(old, nodes=nodes, relations=relations))
    assert re.search(r"name 青渡市 → 青渡, aliases \+渡 \+青渡市 -青渡$", _section(lines, "Entities changed: 1")[1])
    assert re.search(r"basis text → correction, confidence 0\.\d\d → 0\.25$", _section(lines, "Relations changed")[1])


def test_a_recount_is_summed_up_and_listed_on_demand() -> None:
    old, new = build(extractions=example()[:2]), build()
    short, long = render(old, new), render(old, new, everything=True)
    assert "recounted: only how often or how surely" in short[-1]
    assert not any(line.startswith("Entities recounted") for line in short)
    assert any(re.search(r"~ .*河湾区 +documents 1 → 2", line) for line in _section(long, "Entities recounted"))
    assert not any("--all" in line for line in long)


def test_entities_under_another_id_are_told_once_and_what_follows_them_is_counted() -> None:
    old, new = build(), build(with_key("晨露杯", "Program:晨露杯"))
    lines = render(old, new)
    for direction in ("added", "gone"):
        assert [line.strip() for line in _section(lines, f"Entities {direction}: 1")[1:]] == [
            "1 are perhaps only under another id, see below"
        ]
        assert [line.strip() for line in _section(lines, f"Relations {direction}: 1")[1:]] == [
            "1 only follow an entity that perhaps has another id (--all)"
        ]
    pair = r"  ~ Program +晨露杯  program:chen_lu_bei_\w+ → program:chen_lu_bei_\w+"
    assert re.fullmatch(pair, _section(lines, "Entities perhaps the same: 1")[1])
    retyped = render(old, build(with_key("晨露杯", "Project:晨露杯", type="Project")))
    assert "~ Project             晨露杯  was Program 晨露杯, " in _section(retyped, "Entities perhaps the same")[1]


def test_everything_names_them_in_their_lists() -> None:
    lines = render(build(), build(with_key("晨露杯", "Program:晨露杯")), everything=True)
    assert re.search(r"perhaps was 晨露杯 \(program:chen_lu_bei_\w+\)", _section(lines, "Entities added")[1])
    assert re.search(r"perhaps now 晨露杯 \(program:chen_lu_bei_\w+\)", _section(lines, "Entities gone")[1])
    assert re.search(r"河湾区 —runs→ 晨露杯 .*perhaps was statement:", _section(lines, "Relations added: 1")[1])
    assert not any(line.startswith("Entities perhaps") for line in lines)


def test_long_lists_are_cut_unless_everything_is_wanted() -> None:
    new = build()
    many = replace(new, nodes=tuple(replace(new.nodes[0], id=f"region:{i}", name=f"镇{i}") for i in range(1234)))
    short, long = render(Graph(), many), render(Graph(), many, everything=True)
    assert len(_section(short, "Entities added: 1,234")) == 22
    assert _section(short, "Entities added")[-1] == "  and 1,214 more (--all)"
    assert len(_section(long, "Entities added")) == 1235


@pytest.mark.parametrize("section", ["Entities added", "Relations added", "Posts added"])
def test_what_follows_the_names_stands_in_one_column(section: str) -> None:
    rows = _section(render(Graph(), build()), section)[1:]
    places = {width_of(re.sub(r"\d+ documents?, .*", "", row)) for row in rows}
    assert len(rows) > 2
    assert len(places) == 1


def test_what_could_steer_the_terminal_is_replaced() -> None:
    graph = build()
    evil = "镇\x1b[31m\u202e"
    nodes = tuple(replace(one, name=evil, aliases=(evil,)) for one in graph.nodes)
    documents = tuple(replace(one, path=evil, title=evil) for one in graph.documents)
    new = replace(graph, nodes=nodes, documents=documents)
    for old in (Graph(), graph):
        shown = "\n".join(render(old, new))
        assert "镇�[31m�" in shown
        assert "\x1b" not in shown and "\u202e" not in shown


def test_no_difference_is_said() -> None:
    lines = render(build(), build())
    assert lines[-1] == "No difference: both builds say the same."
    assert [line.split()[3:] for line in lines[1:6]] == [["0"] * 4] * 5

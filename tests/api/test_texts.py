"""Texts that are at hand are read like files."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import govgraph
from govgraph.cli import main


def test_texts_give_the_graph_of_files_of_their_names(articles: Path, tmp_path: Path) -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in articles.glob("*.txt")}
    texts |= {"2021.5": "澜江市发布消息。", "2021.6": "", "half": "\udcff澜江市"}
    graph = govgraph.build_texts(dict(reversed(texts.items())))
    assert [one.path for one in graph.documents] == sorted({*texts} - {"2021.6", "half"})
    assert graph.warnings[0] == "Skipped 2021.6 (empty): it is empty: fetch or save it anew"
    assert graph.warnings[1].startswith("Skipped half (charset): it holds half of a character")
    for name in texts.keys() - {"half"}:
        (tmp_path / name).write_text(texts[name], encoding="utf-8")
    files = govgraph.build([tmp_path / name for name in texts.keys() - {"half"}])
    for one, name in ((graph, "texts"), (files, "files")):
        one.write_turtle(tmp_path / f"{name}.ttl")
        one.write_page(tmp_path / f"{name}.html")
    assert (tmp_path / "texts.ttl").read_bytes() == (tmp_path / "files.ttl").read_bytes()
    assert (tmp_path / "texts.html").read_bytes() == (tmp_path / "files.html").read_bytes()


def test_columns_of_tables_are_named_as_on_the_command_line(root: Path) -> None:
    table = root / "docs" / "examples" / "articles.csv"
    graph = govgraph.build(table, columns={"text": "稿件", "date": "发稿日"})
    assert [str(one.published) for one in graph.documents] == ["2023-03-02", "2023-05-18", "2023-09-06"]
    assert graph.find("企业直通车", type="Program")
    with pytest.raises(govgraph.SetupError, match="name it with --column text=NAME"):
        govgraph.build(table)
    with pytest.raises(govgraph.SetupError, match="columns names body"):
        govgraph.build(table, columns={"body": "稿件"})


def test_texts_without_an_entity_give_no_graph() -> None:
    with pytest.raises(govgraph.SetupError, match="Nothing to build a graph from"):
        govgraph.build_texts({"a": "", "b": "今天天气很好。"})
    with pytest.raises(govgraph.SetupError, match="Nothing to build a graph from"):
        govgraph.build_texts({})


def test_one_text_says_what_the_command_line_extracts_of_it(articles: Path) -> None:
    for record in map(json.loads, CliRunner().invoke(main, ["extract", str(articles)]).stdout.splitlines()):
        name = record["document"]["path"]
        graph = govgraph.extract_text((articles / name).read_text(encoding="utf-8"), name=name)
        names = {one["id"]: one["name"] for one in record["entities"]}
        assert {one.name for one in graph.entities} >= set(names.values())
        said = {
            (one.subject.name, one.predicate, one.object.name, place.start, place.end, place.text, place.rule)
            for one in graph.relations
            for place in one.evidence
        }
        assert said == {
            (names[one["subject"]], one["predicate"], names[one["object"]], *_place(one)) for one in record["relations"]
        }
        figures = {
            (one.indicator, float(one.value), one.unit, place.start, place.end, place.text, place.rule)
            for one in graph.measures
            for place in one.evidence
        }
        assert figures == {
            (one["indicator"], float(one["value"]), one["unit"], *_place(one)) for one in record["measures"]
        }
        posts = {
            (one.name, one.role, place.start, place.end, place.text, place.rule)
            for one in graph.posts
            for place in one.evidence
        }
        assert posts == {(one["person"], one["role"], *_place(one)) for one in record["posts"]}


def _place(row: dict[str, dict[str, object]]) -> tuple[object, ...]:
    return row["evidence"]["start"], row["evidence"]["end"], row["evidence"]["text"], row["rule"]


def test_a_text_may_name_nothing() -> None:
    graph = govgraph.extract_text("今天天气很好。")
    assert (graph.entities, graph.relations, len(graph.documents)) == ((), (), 1)


def test_offsets_count_the_text_as_it_was_read(tmp_path: Path) -> None:
    text = "\ufeff南通市委组织部\r\n开展“红色帮办”行动，𠮷县委也开展“红色帮办”行动。"
    graph = govgraph.extract_text(text)
    read = text.removeprefix("\ufeff").replace("\r\n", "\n")
    assert graph.evidence
    assert [one for one in graph.evidence if read[one.start : one.end] != one.text] == []
    graph.write_page(tmp_path / "graph.html")
    assert "𠮷县委也开展" in (tmp_path / "graph.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n", "empty"),
        ("南通市\udcff", "charset"),
        ("\x01\x02" * 99, "binary"),
        ("市" * 3_000_000, "too-large"),
    ],
)
def test_what_is_no_text_says_what_to_do(text: str, reason: str) -> None:
    with pytest.raises(govgraph.DocumentError, match="The text cannot be used: it ") as caught:
        govgraph.extract_text(text)
    assert caught.value.reason == reason

import csv
import io
import json
import re
from pathlib import Path

import click
import pyoxigraph as ox
import pytest

from govgraph.columns import width_of
from govgraph.serve import QueryError, ask, formats_of, open_store, read_prefixes, render_table, serialise_answer
from govgraph.serve.answers import Answer
from tests.serve.made_up import write_build

NAMES = "SELECT ?x ?xName ?type { ?x a ?type ; skos:prefLabel ?xName . ?type a ?class } VALUES ?type { gg:Region }"
HARD = """SELECT ?a ?b ?c { VALUES (?a ?b ?c) { ("逗号,“引号”\\"" "行\\n行" UNDEF) ("\\u001b[31m红" "" <urn:x>) } }"""


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_build(tmp_path_factory.mktemp("build"))


def answer(build: Path, query: str) -> Answer:
    return ask(open_store(build), query, read_prefixes(build))


def table(build: Path, query: str, width: int = 120) -> list[str]:
    return [click.unstyle(line) for line in render_table(answer(build, query), read_prefixes(build), width)]


def test_table_lines_up_by_columns_of_the_terminal(build: Path) -> None:
    lines = table(build, "SELECT ?name ?x { VALUES (?name ?x) { ('青渡市' region:9901) ('a' <urn:x>) } }")
    assert lines == ["name    x", "青渡市  region:9901", "a       urn:x", "2 rows"]


def test_table_leaves_out_an_iri_beside_its_name_and_says_so(build: Path) -> None:
    lines = table(build, "SELECT ?x ?xName { ?x skos:prefLabel ?xName . VALUES ?x { region:9901 } }")
    assert lines == ["xName", "青渡市", "1 row; csv and json also have ?x"]


@pytest.mark.parametrize("width", [30, 60, 120])
def test_table_fits_the_terminal_and_cannot_steer_it(width: int, build: Path) -> None:
    lines = table(build, HARD, width)
    assert not re.search(r"[\x00-\x1f]", "".join(lines))
    assert all(width_of(line) <= width for line in lines)
    wide = "SELECT ?s ?p ?o { ?s ?p ?o }"
    assert max(width_of(line) for line in table(build, wide, width)) <= width


def test_empty_table_has_its_head(build: Path) -> None:
    assert table(build, "SELECT ?x { ?x a <urn:none> }") == ["x", "0 rows"]
    assert table(build, "SELECT * {}")[-1] == "1 row"


def test_csv_is_read_back(build: Path) -> None:
    text = serialise_answer(answer(build, HARD), "csv", {}).decode()
    assert text.count("\r\n") == 3
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["a", "b", "c"], ["逗号,“引号”\"", "行\n行", ""], ["\x1b[31m红", "", "urn:x"],
    ]  # fmt: skip


def test_json_is_that_of_sparql(build: Path) -> None:
    data = json.loads(serialise_answer(answer(build, "SELECT ?n { region:9901 rdfs:label ?n }"), "json", {}))
    assert data["head"]["vars"] == ["n"]
    assert data["results"]["bindings"] == [{"n": {"type": "literal", "value": "青渡市", "xml:lang": "zh-hans"}}]
    assert json.loads(serialise_answer(answer(build, "ASK {}"), "json", {}))["boolean"] is True


@pytest.mark.parametrize("query", ["DESCRIBE region:9901", "CONSTRUCT { ?s a ?t } { ?s a ?t }"])
def test_turtle_is_sorted_and_short(query: str, build: Path) -> None:
    prefixes = read_prefixes(build)
    written = serialise_answer(answer(build, query), "turtle", prefixes)
    triples = list(ox.parse(written, format=ox.RdfFormat.TURTLE))
    assert triples
    assert len(triples) == len(set(triples))
    subjects = [str(quad.subject) for quad in triples]
    assert subjects == sorted(subjects)
    assert b"@prefix gg:" in written
    declared = [line for line in written.splitlines() if line.startswith(b"@prefix")]
    assert declared == sorted(declared)
    assert b"@prefix qb:" not in serialise_answer(answer(build, "DESCRIBE region:9901"), "turtle", prefixes)


@pytest.mark.parametrize(
    ("query", "forms"),
    [("ASK {}", ("table", "json")), ("SELECT * {}", ("table", "csv", "json")), ("DESCRIBE region:99", ("turtle",))],
)
def test_formats_that_do_not_hold_an_answer_are_refused(query: str, forms: tuple[str, ...], build: Path) -> None:
    assert formats_of(answer(build, query)) == forms
    for form in {"table", "csv", "json", "turtle"} - set(forms):
        with pytest.raises(QueryError, match=f"cannot be written as {form}. Choose --format {forms[0]}"):
            if form == "table":
                list(render_table(answer(build, query), {}, 80))
            else:
                serialise_answer(answer(build, query), form, {})  # type: ignore[arg-type]


def test_a_yes_is_a_word(build: Path) -> None:
    assert table(build, "ASK { region:9901 a gg:Region }") == ["yes"]
    assert table(build, "ASK { region:9901 a gg:Program }") == ["no"]

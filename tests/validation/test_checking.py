"""What a violation says: the node by id, name and type, the property, the value, the rule in both languages."""

import re
from pathlib import Path

import pytest

from govgraph.errors import SetupError
from govgraph.graph import merge
from govgraph.validation import Report, Violation, load_graph, validate
from govgraph.write import write_turtle
from tests.graph.articles import example


@pytest.fixture(scope="module")
def turtle(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("build") / "graph.ttl"
    write_turtle(merge(example()), path)
    return path.read_text(encoding="utf-8")


def check(text: str, folder: Path) -> Report:
    path = folder / "graph.ttl"
    path.write_text(text, encoding="utf-8")
    return validate(load_graph(path))


def change(text: str, pattern: str, new: str) -> str:
    changed, count = re.subn(pattern, new, text, count=1, flags=re.DOTALL)
    assert count == 1
    return changed


def test_a_valid_graph_conforms(turtle: str, tmp_path: Path) -> None:
    report = check(turtle, tmp_path)
    assert report.conforms
    assert report.violations == ()
    assert report.triples > 100


def test_a_value_at_fault_is_shown(turtle: str, tmp_path: Path) -> None:
    report = check(change(turtle, r'"9901"\^\^gg:GBT2260', '"99O1"^^gg:GBT2260'), tmp_path)
    assert not report.conforms
    assert report.violations == (
        Violation(
            node="region:9901",
            name="青渡市",
            types=("gg:AdministrativeDivision", "gg:Region"),
            path="skos:notation",
            value='"99O1"^^gg:GBT2260',
            constraint="Pattern",
            message={
                "en": "A division code is 2 to 12 digits, typed gg:GBT2260, one a region.",
                "zh": "区划代码应为 2 至 12 位数字，类型为 gg:GBT2260，每个区域至多一个。",
            },
        ),
    )


def test_a_statement_is_named_by_its_ends(turtle: str, tmp_path: Path) -> None:
    report = check(change(turtle, r"(rdf:predicate gg:runs ;.*?)gg:basis gg:basis\w+ ;", r"\1"), tmp_path)
    (violation,) = report.violations
    assert violation.types == ("gg:Statement",)
    assert re.fullmatch("\\S+ —runs→ \\S+", violation.name or "")
    assert (violation.path, violation.value, violation.constraint) == ("gg:basis", None, "MinCount")


def test_a_figure_and_a_quote_are_named_by_their_words(turtle: str, tmp_path: Path) -> None:
    broken = change(turtle, "gg:bound gg:boundExact", "gg:bound gg:boundNone")
    broken = change(broken, r"(a oa:TextPositionSelector ;\s+)oa:start [^;]+;\s+", r"\1")
    broken = change(broken, r"(a gg:Evidence, .*?oa:hasSource )\S+", r"\1article:nobody")
    names = {one.types: one.name for one in check(broken, tmp_path).violations}
    assert re.search(r"\S+ \S+ [\d.]+ \S", names["gg:Measure",] or "")
    assert names["gg:Evidence",]
    assert names[()] is None


def test_a_path_is_written_as_in_sparql(turtle: str, tmp_path: Path) -> None:
    lone = change(turtle, r"gg:family (\S+) ;", "")
    ring = "article:a a gg:Article ; gg:reprintOf article:b . article:b gg:reprintOf article:a ."
    paths = {one.path for one in check(f"{lone}\n{ring}", tmp_path).violations}
    assert {"^gg:family", "gg:reprintOf/gg:reprintOf"} <= paths


def test_a_date_that_is_none_is_a_violation(turtle: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = check(change(turtle, r'dct:issued "[^"]+"', 'dct:issued "yesterday"'), tmp_path)
    assert [one.value for one in report.violations] == ['"yesterday"^^xsd:date']
    assert capsys.readouterr() == ("", "")


def test_order_is_the_same_every_time(turtle: str, tmp_path: Path) -> None:
    broken = turtle.replace("gg:basis gg:basisText", "gg:basis gg:basisNone").replace('"zh-Hans', '"en')
    first, second = (check(broken, tmp_path) for _ in range(2))
    assert first == second
    assert len(first.violations) > 5


def test_a_graph_of_something_else_is_no_success(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="no graph of govgraph's"):
        check("<urn:a> a <urn:b> .", tmp_path)

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from govgraph import ontology
from govgraph.graph import merge
from govgraph.write import write_turtle
from tests.graph.articles import example

#: Query -> the wanted name, the columns to compare, and the answers.
ANSWERS: dict[str, tuple[str, tuple[str, ...], set[tuple[str | None, ...]]]] = {
    "program-runners": (
        "红帆领航",
        ("programName", "runnerName", "regionName", "support"),
        {("红帆领航", "青渡市委", "青渡市", "2"), ("红帆领航", "河湾区", "河湾区", "1")},
    ),
    "enterprises-served": (
        "青渡市",
        ("regionName", "enterpriseName", "organisationName", "programName"),
        {("青渡市", "云岭白鹭仪表股份有限公司", "青渡市行政审批局", None)},
    ),
    "program-figures": (
        "红帆领航",
        ("programName", "indicator", "unit", "normalisedUnit", "period", "quote", "issued"),
        {
            ("红帆领航", "解决问题", "个", "http://qudt.org/vocab/unit/NUM", "今年以来", "解决问题83个", "2021-11-19"),
            (
                "红帆领航",
                "解决问题",
                "个",
                "http://qudt.org/vocab/unit/NUM",
                "今年以来",
                "解决问题83.0个",
                "2021-11-22",
            ),
        },
    ),
    "program-spread": (
        "红帆领航",
        ("familyName", "runnerName", "first", "articles"),
        {("红帆领航", "青渡市委", "2021-11-19", "2"), ("红帆领航", "河湾区", None, "1")},
    ),
}


@pytest.fixture(scope="module")
def turtle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("queries") / "graph.ttl"
    write_turtle(merge(example()), path)
    return path


def ask_rdflib(path: Path, query: str, columns: tuple[str, ...]) -> list[tuple[str | None, ...]]:
    rows = rdflib.Graph().parse(path).query(query)
    return [tuple(_text(row[name]) for name in columns) for row in rows if isinstance(row, rdflib.query.ResultRow)]


def ask_oxigraph(path: Path, query: str, columns: tuple[str, ...]) -> list[tuple[str | None, ...]]:
    store = ox.Store()
    store.bulk_load(path=path, format=ox.RdfFormat.TURTLE)
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    return [tuple(row[name].value if row[name] else None for name in columns) for row in found]


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def test_every_query_is_tested() -> None:
    assert set(ontology.queries()) == set(ANSWERS)


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("ask", [ask_rdflib, ask_oxigraph])
def test_answers(name: str, ask: type, turtle: Path) -> None:
    wanted, columns, expected = ANSWERS[name]
    query = ontology.queries()[name].read_text(encoding="utf-8")
    assert 'VALUES ?wanted { "" }' in query
    assert set(ask(turtle, query.replace('{ "" }', f'{{ "{wanted}" }}'), columns)) == expected
    assert set(ask(turtle, query, columns)) >= expected
    assert not ask(turtle, query.replace('{ "" }', '{ "无此名称" }'), columns)

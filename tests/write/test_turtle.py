import os
import random
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from govgraph.errors import SetupError
from govgraph.graph import merge
from govgraph.model import Entity, Extraction, Graph, GraphMeasure, MentionEvidence, SourceInfo
from govgraph.write import BuildInfo, write_turtle
from tests.graph.articles import example

#: To renew after a wanted change: GOVGRAPH_RENEW=1 pytest tests/write/test_turtle.py, then read the difference.
GOLDEN = Path(__file__).parent / "golden" / "example.ttl"
INFO = BuildInfo(version="0.0.0", lexicon_digest="digest")

HOSTILE = (
    "<script>alert(1)</script>",
    '"""引号\'“”',
    "换行\n回车\r\t制表",
    "反斜杠\\u0041\\",
    "孤立\ud800代理\udfff",
    "\x00\x07\x1f\x7f\x85\u2028\ufeff",
    "𠮷野家🀄",
    "a b.c/d#e?f&g;h@zh . gg:x a gg:Region",
    "",
)


def render(graph: Graph, folder: Path, info: BuildInfo = INFO) -> bytes:
    write_turtle(graph, folder / "graph.ttl", info)
    return (folder / "graph.ttl").read_bytes()


def parse(data: bytes) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(data, format=ox.RdfFormat.TURTLE)}


def test_golden(tmp_path: Path) -> None:
    data = render(merge(example()), tmp_path)
    if os.environ.get("GOVGRAPH_RENEW"):
        GOLDEN.write_bytes(data)
    assert data.decode() == GOLDEN.read_text(encoding="utf-8")


def test_rdflib_and_oxigraph_read_the_same_triples(tmp_path: Path) -> None:
    data = render(merge(example()), tmp_path)
    graph = rdflib.Graph().parse(data=data, format="turtle")
    own = {quad.triple for quad in ox.parse(graph.serialize(format="nt").encode(), format=ox.RdfFormat.N_TRIPLES)}
    assert len(graph) == len(parse(data)) == len(own)
    assert own == parse(data)


def test_no_blank_nodes_and_no_times(tmp_path: Path) -> None:
    data = render(merge(example()), tmp_path)
    assert not any(isinstance(term, ox.BlankNode) for triple in parse(data) for term in triple)
    assert b"dateTime" not in data


def test_no_triple_is_written_twice(tmp_path: Path) -> None:
    data = render(merge(example()), tmp_path)
    assert len(list(ox.parse(data, format=ox.RdfFormat.TURTLE))) == len(parse(data))


def test_prefixes_are_sorted_and_each_is_used(tmp_path: Path) -> None:
    text = render(merge(example()), tmp_path).decode()
    head, _, body = text.partition("\n\n# The build")
    prefixes = re.findall(r"^@prefix ([a-z-]+):", head, re.MULTILINE)
    assert prefixes == sorted(prefixes)
    assert [prefix for prefix in prefixes if f"{prefix}:" not in body] == []


def test_order_of_documents_changes_no_byte(tmp_path: Path) -> None:
    extractions = [
        replace(
            extraction,
            document=replace(extraction.document, id=f"{number}_{extraction.document.id}", sha256=str(number)),
        )
        for number in range(8)
        for extraction in example()
    ]
    expected = render(merge(extractions), tmp_path)
    for seed in range(5):
        random.Random(seed).shuffle(extractions)  # noqa: S311 - no secret
        assert render(merge(extractions), tmp_path) == expected


def test_hash_seed_changes_no_byte(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from govgraph.graph import merge; from govgraph.write import *;"
        "from tests.graph.articles import example;"
        "graph = merge(example()); folder = Path(sys.argv[1]);"
        "write_turtle(graph, folder / 'graph.ttl', BuildInfo(version='0.0.0', lexicon_digest='digest'));"
        "write_tables(graph, folder / 'tables')"
    )
    outputs = []
    root = Path(__file__).parents[2]
    for seed in ("0", "1", "12345"):
        folder = tmp_path / seed
        folder.mkdir()
        paths = os.pathsep.join([str(root / "src"), str(root)])
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": paths}
        subprocess.run([sys.executable, "-c", script, str(folder)], check=True, env=environment)
        outputs.append({path.name: path.read_bytes() for path in sorted(folder.rglob("*.*")) if path.is_file()})
    assert len(outputs[0]) == 10
    assert outputs[0] == outputs[1] == outputs[2]


def hostile_extraction(text: str) -> Extraction:
    document = SourceInfo(f"文件 {text}", "0" * 64, text, None, text, f"{text}.txt", 5)
    mention = MentionEvidence(0, 3, text or "空", "mention.full", 0.9)
    entity = Entity("e1", "Program", text or "空", (text,), f"program|{text}", (mention,))
    base, *_ = example()
    post = replace(base.posts[0], person=text, role=text, of="e1", evidence=mention)
    measure = replace(base.measures[0], subject="e1", indicator=text, unit=text, period=text, evidence=mention)
    return Extraction(document, (entity,), (), (post,), (measure,))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str, tmp_path: Path) -> None:
    data = render(merge([hostile_extraction(text)]), tmp_path)
    plain = parse(data)
    kept = re.sub("[\ud800-\udfff]", "�", text)
    path = ox.NamedNode("https://w3id.org/govgraph/ontology#path")
    assert {triple.object.value for triple in plain if triple.predicate == path} == {f"{kept}.txt"}  # type: ignore[union-attr]
    assert len(rdflib.Graph().parse(data=data, format="turtle")) == len(plain)


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        ("40", "万元", ["40.0", "400000.0", "unit:CCY_CNY"]),
        ("402.5", "亿元", ["402.5", "40250000000.0", "unit:CCY_CNY"]),
        ("3.6", "亿美元", ["3.6", "360000000.0", "unit:CCY_USD"]),
        ("1.5", "亩", ["1.5", "1000.0", "unit:M2", "0.1"]),
        ("3", "万亩", ["3.0", "20000000.0", "unit:M2", "2000.0"]),
        ("2", "公顷", ["2.0", "20000.0", "unit:M2", "2.0"]),
        ("7", "个工作日", ["7.0"]),
        ("1E+40", "亿元", ["1" + "0" * 40 + ".0", "1" + "0" * 48 + ".0", "unit:CCY_CNY"]),
        ("-3.2", "%", ["-3.2", "-3.2", "unit:PERCENT"]),
    ],
)
def test_figures_keep_the_text_and_give_a_comparable_value(
    value: str, unit: str, written: list[str], tmp_path: Path
) -> None:
    base = merge(example()).measures[0]
    measure: GraphMeasure = replace(base, value=Decimal(value), unit=unit)
    text = render(Graph(measures=(measure,)), tmp_path).decode()
    found = re.findall(r"(?:numericValue|normalisedValue|normalisedUnit|hectares) (\S+)", text)
    assert found == written
    assert ("qudt:hasUnit" in text) == (unit == "%")


@pytest.mark.parametrize(
    ("start", "end", "value"),
    [
        (date(2021, 1, 1), date(2021, 12, 31), ['"2021"^^xsd:gYear']),
        (date(2020, 2, 1), date(2020, 2, 29), ['"2020-02"^^xsd:gYearMonth']),
        (date(2021, 12, 1), date(2021, 12, 31), ['"2021-12"^^xsd:gYearMonth']),
        (date(2021, 3, 4), date(2021, 3, 4), ['"2021-03-04"^^xsd:date']),
        (date(2021, 1, 1), date(2021, 6, 30), []),
        (date(2021, 1, 1), date(2022, 12, 31), []),
        (date(2021, 2, 1), date(2021, 2, 27), []),
    ],
)
def test_a_whole_year_month_or_day_is_said_as_such(start: date, end: date, value: list[str], tmp_path: Path) -> None:
    measure = replace(merge(example()).measures[0], period_start=start, period_end=end)
    text = render(Graph(measures=(measure,)), tmp_path).decode()
    assert re.findall(r"rdf:value (\S+)", text) == value


def test_base_iri_names_the_data(tmp_path: Path) -> None:
    data = render(merge(example()), tmp_path, BuildInfo(base_iri="https://example.org/kg/"))
    assert b"@prefix region: <https://example.org/kg/region/> ." in data
    assert b"w3id.org/govgraph/id" not in data


@pytest.mark.parametrize(
    "iri", ["", "example.org/", "https://example.org", "https://例.org/", "https://a b/", "x:/", "https:///"]
)
def test_unusable_base_iri_says_what_to_do(iri: str) -> None:
    with pytest.raises(SetupError, match="Give an absolute IRI"):
        BuildInfo(base_iri=iri)


@pytest.mark.parametrize(
    "name", ["region:a/b", "region", "region:", "region:江苏", "region:a b", "re gion:a", "region:a-b\n"]
)
def test_unsafe_identifiers_are_refused_and_leave_the_last_file(name: str, tmp_path: Path) -> None:
    graph = merge(example())
    before = render(graph, tmp_path)
    broken = replace(graph, nodes=(replace(graph.nodes[0], id=name), *graph.nodes[1:]))
    with pytest.raises(ValueError, match="prefixed name"):
        render(broken, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["graph.ttl"]
    assert (tmp_path / "graph.ttl").read_bytes() == before


def test_empty_graph_is_valid(tmp_path: Path) -> None:
    assert parse(render(Graph(), tmp_path))

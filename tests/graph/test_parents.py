"""The gazetteer's own parents: which divisions enter a graph that no article names, and which statements."""

from dataclasses import replace
from itertools import pairwise

import pytest

from govgraph.graph import merge
from govgraph.graph.parents import add_parents, find_links
from govgraph.lexicon.regions import gazetteer, revision
from govgraph.model import Evidence, Graph, Relation
from tests.extract.reading import extract_text
from tests.graph.keyed import node_of, tell


def _links(graph: Graph, basis: str = "gazetteer") -> set[tuple[str, str]]:
    return {(row.subject, row.object) for row in graph.relations if row.predicate == "partOf" and row.basis == basis}


CHAINS = [
    ("a province", "320000", []),
    ("a prefecture", "320600", ["320000"]),
    ("a county", "320612", ["320600", "320000"]),
    ("a township", "320612119", ["320612", "320600", "320000"]),
    ("a village", "320612119201", ["320612119", "320612", "320600", "320000"]),
    ("a district of 北京", "110105", ["110000"]),
    ("a county under its province", "429004", ["420000"]),
    ("a development zone", "130171", ["130100", "130000"]),
]


@pytest.mark.parametrize(("code", "above"), [row[1:] for row in CHAINS], ids=[row[0] for row in CHAINS])
def test_a_division_stands_under_all_above_it(code: str, above: list[str]) -> None:
    graph = merge([tell(1, f"Region:{code}")])
    chain = [f"region:{one}" for one in (code, *above)]
    assert _links(graph) == set(pairwise(chain))
    assert {node.id for node in graph.nodes} == set(chain)


def test_what_no_article_names_is_named_by_the_gazetteer() -> None:
    graph = merge([tell(1, "Region:130171100")])
    city, zone = (next(n for n in graph.nodes if n.id == f"region:{code}") for code in ("130100", "130171"))
    assert (city.name, city.kind, city.code) == ("石家庄市", "AdministrativeDivision", "130100")
    assert zone.kind == "FunctionalZone"
    for node in (city, zone):
        assert (node.aliases, node.documents, node.mentions) == ((), 0, 0)
        assert node.id not in {row.statement for row in graph.evidence}
        assert node.id not in {row.node for row in graph.identities}


def test_a_link_cites_the_gazetteer_and_has_no_evidence() -> None:
    graph = merge([tell(1, "Region:320600")])
    (link,) = graph.relations
    assert (link.basis, link.source, link.confidence, link.support) == ("gazetteer", revision().source, 0.99, 0)
    assert link.id not in {row.statement for row in graph.evidence}


def test_a_model_hides_no_link_of_the_gazetteer() -> None:
    place = Evidence(0, 3, "海门区")
    said = Relation("e0", "partOf", "e1", "model", "assist/m", 0.3, place)
    graph = merge([replace(tell(1, "Region:320614", "Region:320600"), relations=(said,))])
    (link,) = (one for one in graph.relations if one.subject == "region:320614")
    assert (link.object, link.basis, link.source, link.confidence) == (
        "region:320600", "gazetteer", revision().source, 0.99,
    )  # fmt: skip
    assert "assist/m" in {row.rule for row in graph.evidence if row.statement == link.id}


def test_siblings_share_their_parents() -> None:
    graph = merge([tell(1, "Region:320612", "Region:320613"), tell(2, "Region:320612")])
    assert len(graph.nodes) == 4
    assert len(graph.relations) == 3


def test_a_parent_that_an_article_names_is_its_node() -> None:
    graph = merge([tell(1, "Region:320612"), tell(2, ("Region:320600", "通城"))])
    assert node_of(graph, "Region:320600").documents == 1
    assert node_of(graph, "Region:320600").aliases == ("通城",)
    assert ("region:320612", "region:320600") in _links(graph)


def test_what_an_article_says_goes_before() -> None:
    extraction = extract_text("江苏省南通市通州区推行“红石驿站”服务。")
    graph = merge([extraction])
    assert _links(graph, "text") == {("region:320612", "region:320600"), ("region:320600", "region:320000")}
    assert _links(graph) == set()
    said = [row.confidence for row in extraction.relations if row.predicate == "partOf"]
    told = [(row.confidence, row.support, row.source) for row in graph.relations if row.predicate == "partOf"]
    assert sorted(told) == sorted((confidence, 1, None) for confidence in said)


@pytest.mark.parametrize(
    "key",
    [
        "Region:渠南村@Region:云栖园区?83bf6fe3c3dd",
        "Region:鼓楼区?83bf6fe3c3dd",
        "Region:9901",
        "Enterprise:青岚~Region:320600",
    ],
    ids=["no code above", "unresolved", "a code of no division", "no region"],
)
def test_what_has_no_division_has_no_parent(key: str) -> None:
    graph = merge([tell(1, key)])
    assert [node.key for node in graph.nodes] == [key]
    assert graph.relations == ()


def test_every_division_of_the_table_leads_to_a_province() -> None:
    divisions = gazetteer().by_code.values()
    tops = {division.code for division in divisions if division.parent is None}
    assert tops == {division.code for division in divisions if division.level == 1}


def test_adding_parents_again_adds_nothing() -> None:
    nodes = {node.key: node for node in merge([tell(1, "Region:320612119")]).nodes}
    some = {"Region:320612119": nodes["Region:320612119"]}
    assert set(add_parents(some)) == set(nodes)
    assert add_parents(nodes) == nodes
    assert find_links(some.values()) == find_links(nodes.values())

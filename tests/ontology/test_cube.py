"""The integrity constraints of the Data Cube vocabulary that apply to one dataset without slices or code lists."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from govgraph import ontology
from govgraph.graph import merge
from govgraph.write import write_turtle
from tests.graph.articles import example

PREFIX = "PREFIX qb: <http://purl.org/linked-data/cube#>\nPREFIX gg: <https://w3id.org/govgraph/ontology#>\n"

#: Each must be false of a valid cube. Numbers are those of the recommendation.
CONSTRAINTS = {
    "IC-1 one dataset": """ASK { { ?o a qb:Observation . FILTER NOT EXISTS { ?o qb:dataSet ?d . ?d a qb:DataSet } }
        UNION { ?o a qb:Observation ; qb:dataSet ?a, ?b . FILTER (?a != ?b) } }""",
    "IC-2 one structure": """ASK { { ?d a qb:DataSet
        FILTER NOT EXISTS { ?d qb:structure ?s . ?s a qb:DataStructureDefinition } }
        UNION { ?d a qb:DataSet ; qb:structure ?a, ?b . FILTER (?a != ?b) } }""",
    "IC-3 a measure": """ASK { ?s a qb:DataStructureDefinition
        FILTER NOT EXISTS { ?s qb:component/qb:measure ?m . ?m a qb:MeasureProperty } }""",
    "dimensions are declared": """ASK { ?s qb:component/qb:dimension ?p
        FILTER NOT EXISTS { ?p a qb:DimensionProperty } }""",
    "attributes are declared": """ASK { ?s qb:component/qb:attribute ?p
        FILTER NOT EXISTS { ?p a qb:AttributeProperty } }""",
    "IC-6 only attributes are optional": """ASK { ?s qb:component ?c . ?c qb:componentRequired false .
        FILTER NOT EXISTS { ?c qb:attribute ?a } }""",
    "IC-11 all dimensions": """ASK { ?o qb:dataSet/qb:structure/qb:component/qb:dimension ?p .
        FILTER NOT EXISTS { ?o ?p ?v } }""",
    "IC-12 no doubles": """ASK { ?a qb:dataSet ?d ; gg:about ?s ; gg:indicator ?i ; gg:unitText ?u ; gg:figure ?f .
        ?b qb:dataSet ?d ; gg:about ?s ; gg:indicator ?i ; gg:unitText ?u ; gg:figure ?f . FILTER (?a != ?b) }""",
    "IC-13 required attributes": """ASK { ?o qb:dataSet/qb:structure/qb:component ?c .
        ?c qb:componentRequired true ; qb:attribute ?p . FILTER NOT EXISTS { ?o ?p ?v } }""",
    "IC-14 all measures": """ASK { ?o qb:dataSet/qb:structure/qb:component/qb:measure ?p
        FILTER NOT EXISTS { ?o ?p ?v } }""",
}


@pytest.fixture(scope="module")
def cube(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    path: Path = tmp_path_factory.mktemp("cube") / "graph.ttl"
    write_turtle(merge(example()), path)
    store = ox.Store()
    for file in (path, ontology.directory() / "govgraph.ttl"):
        store.bulk_load(path=file, format=ox.RdfFormat.TURTLE)
    return store


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_constraint_holds(name: str, cube: ox.Store) -> None:
    assert not bool(cube.query(PREFIX + CONSTRAINTS[name]))


def test_the_constraints_see_the_figures(cube: ox.Store) -> None:
    dimensions = "ASK { ?o a qb:Observation . ?o qb:dataSet/qb:structure/qb:component/qb:dimension gg:figure }"
    assert bool(cube.query(PREFIX + dimensions))

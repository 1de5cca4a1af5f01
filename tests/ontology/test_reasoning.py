"""What follows under OWL RL from the ontology, the graph and the vocabularies it is aligned with: nothing false."""

from pathlib import Path

import owlrl
import pytest
import rdflib
from rdflib import URIRef
from rdflib.namespace import FOAF, ORG, OWL, PROV, RDF

from govgraph import ontology
from govgraph.graph import merge
from govgraph.write import write_turtle
from tests.graph.articles import example

GG = rdflib.Namespace(ontology.NAMESPACE)
CV = rdflib.Namespace("http://data.europa.eu/m8g/")
SCHEMA = rdflib.Namespace("http://schema.org/")
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")

#: All that an instance is, by what is asserted of it; everything else would be news to the one who wrote it.
ORGANISATION = {"org:Organization", "foaf:Organization", "foaf:Agent"}
COMPANY = {"legal:LegalEntity", "org:FormalOrganization"}
NEWS = {"schema:NewsArticle", "schema:Article", "schema:CreativeWork", "schema:Thing"}
PLACE = {"cv:AdminUnit", "dct:Location", "dct:LocationPeriodOrJurisdiction"}
WHAT_FOLLOWS = {
    "Region": PLACE | {"gg:AdministrativeDivision", "gg:FunctionalZone", "gg:Community"},
    "PartyOrganisation": ORGANISATION,
    "PublicOrganisation": ORGANISATION | {"cv:PublicOrganisation"},
    "Program": {"gg:Initiative", "gg:ServiceChannel", "prov:Plan", "prov:Entity", "cv:Channel"},
    "Enterprise": ORGANISATION | COMPANY,
    "Project": {"foaf:Project"},
    "ProgramFamily": set(),
    "OfficeHolder": {"foaf:Person", "foaf:Agent", "schema:Person", "geo:SpatialThing"},
    "Post": {"org:Post", "prov:Entity"},
    "Measure": {"qb:Observation", "qb:Attachable", "prov:Entity"},
    "Statement": {"rdf:Statement", "prov:Entity"},
    "Evidence": {"oa:SpecificResource"},
    "Article": NEWS | {"prov:Entity"},
    "Build": {"prov:Activity"},
}


def closure(*graphs: rdflib.Graph) -> rdflib.Graph:
    """The graphs in one with all that follows from them, the ontology and the aligned vocabularies."""
    together = rdflib.Graph(bind_namespaces="none").parse(ontology.directory() / "govgraph.ttl")
    together.parse(Path(__file__).with_name("aligned.ttl"))
    for graph in graphs:
        together += graph
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(together)
    return together


def contradictions(graph: rdflib.Graph) -> list[str]:
    nothing = [f"{subject} is owl:Nothing" for subject in graph.subjects(RDF.type, OWL.Nothing)]
    return sorted([*map(str, graph.objects(None, ERROR)), *nothing])


@pytest.fixture(scope="module")
def example_graph(tmp_path_factory: pytest.TempPathFactory) -> rdflib.Graph:
    path = tmp_path_factory.mktemp("example") / "graph.ttl"
    write_turtle(merge(example()), path)
    graph = rdflib.Graph().parse(path)
    first, second, *_ = sorted(graph.subjects(RDF.type, GG.Article), key=str)
    graph.add((second, GG.reprintOf, first))
    return graph


@pytest.fixture(scope="module")
def asserted(request: pytest.FixtureRequest, example_graph: rdflib.Graph) -> rdflib.Graph:
    if request.param == "example":
        return example_graph
    return rdflib.Graph().parse(request.getfixturevalue("seed_build") / "graph.ttl")


@pytest.fixture(scope="module")
def inferred(asserted: rdflib.Graph) -> rdflib.Graph:
    return closure(asserted)


both = pytest.mark.parametrize("asserted", ["seeds", "example"], indirect=True)


@both
def test_nothing_contradicts(inferred: rdflib.Graph) -> None:
    assert contradictions(inferred) == []


@both
def test_types_are_those_that_were_meant(asserted: rdflib.Graph, inferred: rdflib.Graph) -> None:
    seen = set()
    for name, allowed in WHAT_FOLLOWS.items():
        for thing in asserted.subjects(RDF.type, GG[name]):
            kinds = set(inferred.objects(thing, RDF.type)) - {OWL.Thing, rdflib.RDFS.Resource}
            found = {inferred.namespace_manager.qname(str(kind)) for kind in kinds}
            assert found <= allowed | {f"gg:{name}"}, thing
            seen.add(name)
    assert len(seen) >= len(WHAT_FOLLOWS) - 1  # no program of the seeds need have a namesake


@both
def test_no_organisation_is_made_of_anything_else(asserted: rdflib.Graph, inferred: rdflib.Graph) -> None:
    made = (ORG.Organization, FOAF.Organization, SCHEMA.Organization, PROV.Organization, CV.PublicOrganisation)
    organisations = {thing for kind in made for thing in inferred.subjects(RDF.type, kind)}
    ours = ("PartyOrganisation", "PublicOrganisation", "Enterprise")
    assert organisations == {thing for name in ours for thing in asserted.subjects(RDF.type, GG[name])} != set()
    public = set(inferred.subjects(RDF.type, CV.PublicOrganisation))
    assert public == set(asserted.subjects(RDF.type, GG.PublicOrganisation)) != set()


@both
def test_no_relation_is_added(asserted: rdflib.Graph, inferred: rdflib.Graph) -> None:
    """What stands in gg: properties after the closure is what the articles say, no more."""
    declared = rdflib.Graph().parse(ontology.directory() / "govgraph.ttl")
    for name in ontology.terms():
        said = set(inferred.subject_objects(GG[name])) - set(declared.subject_objects(GG[name]))
        assert said == set(asserted.subject_objects(GG[name])), name


CONTRADICTIONS = [
    ("PartyOrganisation", CV.PublicOrganisation),
    ("Project", SCHEMA.Project),
    ("Region", ORG.Organization),
    ("Region", GG.Program),
    ("Program", ORG.Organization),
    ("Enterprise", GG.Project),
    ("FunctionalZone", GG.AdministrativeDivision),
    ("Initiative", GG.ServiceChannel),
    ("OfficeHolder", ORG.Organization),
    ("Article", PROV.Activity),
    ("Post", GG.Statement),
    ("ProgramFamily", GG.Program),
]


@pytest.mark.parametrize(("name", "kind"), CONTRADICTIONS, ids=str)
def test_what_is_false_contradicts(name: str, kind: URIRef) -> None:
    """Something that is of both kinds; schema.org's organisations are taken for FOAF's, as its users do."""
    graph = rdflib.Graph()
    thing = URIRef("https://example.org/thing")
    graph.add((thing, RDF.type, GG[name]))
    graph.add((thing, RDF.type, kind))
    graph.add((SCHEMA.Organization, OWL.equivalentClass, FOAF.Organization))
    found = contradictions(closure(graph))
    assert found
    assert all("thing" in line for line in found)


def test_an_alignment_that_misleads_is_seen(example_graph: rdflib.Graph) -> None:
    """A domain of gg:runs would make organisations of the regions that run programs."""
    graph = rdflib.Graph()
    graph.add((GG.runs, rdflib.RDFS.domain, ORG.Organization))
    assert any("Region" in line for line in contradictions(closure(example_graph, graph)))

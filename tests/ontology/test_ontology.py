import json
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from govgraph import ontology
from govgraph.graph import merge
from govgraph.graph.identifiers import PREFIXES
from govgraph.model import Basis, Bound, EntityType, Predicate
from govgraph.write import write_turtle
from tests.graph.articles import example

GG = ontology.NAMESPACE
SCHEMA = rdflib.Namespace("http://schema.org/")
FOLDER = ontology.directory()


@pytest.fixture(scope="module")
def declared() -> rdflib.Graph:
    return rdflib.Graph().parse(FOLDER / "govgraph.ttl")


def terms_of(text: str) -> set[str]:
    """The gg: terms of Turtle, SPARQL or JSON-LD, comments left out."""
    code = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    return set(re.findall(r"\bgg:([A-Za-z0-9_]+)", code)) | set(re.findall(rf"{re.escape(GG)}(\w+)", code))


@pytest.fixture(scope="module")
def uses(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    path = tmp_path_factory.mktemp("output") / "graph.ttl"
    write_turtle(merge(example()), path)
    files = [path, FOLDER / "shapes.ttl", FOLDER / "context.jsonld", *ontology.queries().values()]
    return {file.name: terms_of(file.read_text(encoding="utf-8")) for file in files}


def test_every_term_in_use_is_declared(uses: dict[str, set[str]]) -> None:
    assert {name: found - set(ontology.terms()) for name, found in uses.items()} == {name: set() for name in uses}


def test_every_declared_term_is_used(uses: dict[str, set[str]], declared: rdflib.Graph) -> None:
    # The context names every term by rule, so it proves nothing; what other terms are made of does.
    used = set().union(*(found for name, found in uses.items() if name != "context.jsonld"))
    used |= {str(term).removeprefix(GG) for term in declared.objects(predicate=RDFS.range)}
    assert set(ontology.terms()) - used == set()


def test_code_names_only_declared_terms() -> None:
    source = Path(str(ontology.__file__)).parent
    for path in [source / "ontology.py", *sorted((source / "write").glob("*.py"))]:
        found = re.findall(r"\bgg:([A-Za-z0-9_]+)\b(?!\{)", path.read_text(encoding="utf-8"))
        assert {name for name in found if name not in ("bound", "basis")} <= set(ontology.terms()), path


def test_types_and_relations_are_those_of_the_model() -> None:
    names = {name for name, kinds in ontology.terms().items() if "owl:Class" in kinds}
    assert set(get_args(EntityType)) == set(PREFIXES) <= names
    assert relations_of_the_ontology() == set(get_args(Predicate))


def relations_of_the_ontology() -> set[str]:
    """The properties that both begin and end at what need not be of one type."""
    graph = rdflib.Graph().parse(FOLDER / "govgraph.ttl")
    open_ends = set(graph.subjects(SCHEMA.domainIncludes)) & set(graph.subjects(SCHEMA.rangeIncludes))
    return {str(term).removeprefix(GG) for term in open_ends}


def test_bounds_and_bases_are_those_of_the_model() -> None:
    names = set(ontology.terms())
    assert {name for name in names if re.match("bound[A-Z]", name)} == {
        f"bound{b.capitalize()}" for b in get_args(Bound)
    }
    assert {name for name in names if re.match("basis[A-Z]", name)} == {
        f"basis{b.capitalize()}" for b in get_args(Basis)
    }


@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.definition])
def test_every_term_is_labelled_and_defined_in_both_languages(predicate: rdflib.URIRef, declared: rdflib.Graph) -> None:
    for name in ontology.terms():
        values = list(declared.objects(rdflib.URIRef(GG + name), predicate))
        languages = sorted(str(value.language) for value in values if isinstance(value, rdflib.Literal))
        assert languages == ["en", "zh"], name


def test_notes_are_in_both_languages(declared: rdflib.Graph) -> None:
    for subject in set(declared.subjects(SKOS.scopeNote)):
        notes = [note for note in declared.objects(subject, SKOS.scopeNote) if isinstance(note, rdflib.Literal)]
        assert sorted(str(note.language) for note in notes) == ["en", "zh"]


def test_header_gives_version_and_licence(declared: rdflib.Graph) -> None:
    header = rdflib.URIRef(GG.rstrip("#"))
    assert (header, RDF.type, OWL.Ontology) in declared
    assert declared.value(header, OWL.versionIRI) == rdflib.URIRef(
        f"{header}/{declared.value(header, OWL.versionInfo)}"
    )
    assert declared.value(header, rdflib.DCTERMS.license) == rdflib.URIRef(
        "https://www.apache.org/licenses/LICENSE-2.0"
    )
    assert not [term for term in declared.predicates(header) if "creator" in str(term) or "contributor" in str(term)]


def test_the_six_types_are_pairwise_disjoint(declared: rdflib.Graph) -> None:
    pairs = {frozenset(pair) for pair in declared.subject_objects(OWL.disjointWith)}
    types = [rdflib.URIRef(GG + name) for name in get_args(EntityType)]
    assert pairs >= {frozenset((a, b)) for a in types for b in types if a != b}


def test_nothing_false_follows(declared: rdflib.Graph) -> None:
    """The alignments that VOCABULARY.md warns of, and domains that would retype the ends of a relation."""
    everything = {name: ontology.ancestors(name) for name in ontology.terms()}
    assert "cv:PublicOrganisation" not in everything["PartyOrganisation"]
    assert not any("schema:Project" in above or "cv:Evidence" in above for above in everything.values())
    assert "cpsv:PublicService" not in everything["Program"]
    for name in get_args(Predicate):
        assert not list(declared.objects(rdflib.URIRef(GG + name), RDFS.domain))
        assert not list(declared.objects(rdflib.URIRef(GG + name), RDFS.range))
    assert not [term for term in declared.all_nodes() if str(term).startswith("https://schema.org/")]


def test_closed_vocabularies_have_the_terms_that_are_named(declared: rdflib.Graph, tmp_path: Path) -> None:
    """Misspelt terms of org, prov, qb, foaf, dcat, skos and dct; rdflib knows these vocabularies."""
    write_turtle(merge(example()), tmp_path / "graph.ttl")
    graph = rdflib.Graph().parse(tmp_path / "graph.ttl") + declared
    known = (rdflib.ORG, rdflib.PROV, rdflib.QB, rdflib.FOAF, rdflib.DCAT, SKOS, rdflib.DCTERMS, OWL, RDFS, RDF)
    for term in {term for triple in graph for term in triple if isinstance(term, rdflib.URIRef)}:
        for namespace in known:
            if term.startswith(str(namespace)) and term != rdflib.URIRef(str(namespace)):
                assert term in namespace, term


def test_context_covers_the_ontology_and_expands(tmp_path: Path) -> None:
    context = json.loads((FOLDER / "context.jsonld").read_text(encoding="utf-8"))
    assert set(ontology.terms()) <= set(context["@context"])
    item = {
        **context,
        "id": "https://example.org/r",
        "type": "Region",
        "name": "青渡市",
        "code": "9901",
        "partOf": "https://example.org/p",
        "confidence": "0.9",
        "bound": "boundAbout",
    }
    graph = rdflib.Graph().parse(data=json.dumps(item), format="json-ld")
    region = rdflib.URIRef("https://example.org/r")
    gg = rdflib.Namespace(GG)
    assert (region, SKOS.prefLabel, rdflib.Literal("青渡市", lang="zh-Hans")) in graph
    assert (region, SKOS.notation, rdflib.Literal("9901", datatype=gg.GBT2260)) in graph
    assert (region, gg.partOf, rdflib.URIRef("https://example.org/p")) in graph
    assert (region, gg.bound, gg.boundAbout) in graph
    assert (region, RDF.type, gg.Region) in graph


def test_prefixes_agree_everywhere() -> None:
    context = json.loads((FOLDER / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    own = ontology.prefixes()
    for path in [FOLDER / "shapes.ttl", *ontology.queries().values()]:
        pairs = re.findall(r"^(?:@prefix|PREFIX) ([a-z-]+): <([^>]+)>", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert pairs
        assert all(own.get(name, iri) == iri for name, iri in pairs)
    assert all(context.get(name, iri) == iri for name, iri in own.items())
    assert own["schema"] == "http://schema.org/"


def test_units_scale_exactly() -> None:
    units = ontology.units()
    assert ontology.normalise(Decimal("1.1"), units["亿元"]) == Decimal(110_000_000)
    assert "工作日" not in units
    assert "万%" not in units
    assert all(re.fullmatch("[A-Za-z0-9_]+", unit.qudt) and unit.factor > 0 for unit in units.values())


@pytest.mark.parametrize(
    ("value", "unit", "normalised", "qudt"),
    [
        ("40", "元", "40", "CCY_CNY"),
        ("40", "万元", "400000", "CCY_CNY"),
        ("12.5", "亿元", "1250000000", "CCY_CNY"),
        ("1.2", "万亿元", "1200000000000", "CCY_CNY"),
        ("3.6", "亿美元", "360000000", "CCY_USD"),
        ("3", "亩", "2000", "M2"),
        ("1.2", "万亩", "8000000", "M2"),
        ("5", "公顷", "50000", "M2"),
        ("3", "平方公里", "3000000", "M2"),
        ("5.5", "万平方米", "55000", "M2"),
    ],
)
def test_money_is_counted_in_its_currency_and_areas_in_square_metres(
    value: str, unit: str, normalised: str, qudt: str
) -> None:
    known = ontology.units()[unit]
    assert (ontology.normalise(Decimal(value), known), known.qudt) == (Decimal(normalised), qudt)


def test_unknown_term_is_an_error() -> None:
    with pytest.raises(KeyError, match="gg:owns"):
        ontology.ancestors("owns")


def test_loading_is_cheap() -> None:
    """The ontology must not bring rdflib along, which takes longer to import than to read the file."""
    script = "import sys; from govgraph import ontology; ontology.terms(); sys.exit('rdflib' in sys.modules)"
    source = Path(str(ontology.__file__)).parents[1]
    subprocess.run([sys.executable, "-c", script], check=True, env={"PYTHONPATH": str(source)})
    assert list(ox.parse((FOLDER / "govgraph.ttl").read_bytes(), format=ox.RdfFormat.TURTLE))

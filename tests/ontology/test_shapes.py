"""The example conforms; each graph below breaks one promise, and the report must say which."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import pyshacl
import pytest
import rdflib
from rdflib import BNode, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, ORG, PROV, QB, RDF, RDFS, SKOS, XSD

from govgraph import ontology
from govgraph.graph import merge
from govgraph.write import write_turtle
from tests.graph.articles import example

GG = rdflib.Namespace(ontology.NAMESPACE)
GGS = rdflib.Namespace("https://w3id.org/govgraph/shapes#")
CV = rdflib.Namespace("http://data.europa.eu/m8g/")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
QUDT = rdflib.Namespace("http://qudt.org/schema/qudt/")
SDMX = rdflib.Namespace("http://purl.org/linked-data/sdmx/2009/measure#")
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
SCHEMA = rdflib.Namespace("http://schema.org/")
HTTPS = rdflib.Namespace("https://schema.org/")
REF_PERIOD = URIRef("http://purl.org/linked-data/sdmx/2009/dimension#refPeriod")
X = rdflib.Namespace("https://example.org/")

MORNING = Literal("2021-11-19T08:00:00", datatype=XSD.dateTime)

SHAPES = rdflib.Graph().parse(ontology.directory() / "shapes.ttl")


@pytest.fixture(scope="module")
def valid(tmp_path_factory: pytest.TempPathFactory) -> rdflib.Graph:
    path = tmp_path_factory.mktemp("shapes") / "graph.ttl"
    write_turtle(merge(example()), path)
    return rdflib.Graph().parse(path)


def validate(graph: rdflib.Graph) -> tuple[bool, rdflib.Graph]:
    conforms, report, _ = pyshacl.validate(graph, shacl_graph=SHAPES, inplace=True)
    assert isinstance(report, rdflib.Graph)
    return bool(conforms), report


def test_example_conforms(valid: rdflib.Graph) -> None:
    conforms, report = validate(valid)
    assert conforms, report.serialize()


def test_shapes_are_shacl_core() -> None:
    pyshacl.validate(rdflib.Graph(), shacl_graph=SHAPES, meta_shacl=True)
    text = (ontology.directory() / "shapes.ttl").read_text(encoding="utf-8")
    assert "sh:sparql" not in text
    assert "sh:js" not in text


def test_every_message_is_in_both_languages() -> None:
    texts = defaultdict(set)
    for shape, message in SHAPES.subject_objects(SH.message):
        assert isinstance(message, Literal)
        texts[shape].add(message.language)
    assert set(map(frozenset, texts.values())) == {frozenset({"en", "zh"})}
    silent = set(SHAPES.subjects(SH.path)) - set(texts)
    assert not silent


@dataclass(frozen=True)
class Break:
    """Changes what is said of one thing of a type; the report must name ``expected``: a shape, path or message."""

    name: str
    kind: URIRef
    change: Callable[[rdflib.Graph, URIRef], object]
    expected: rdflib.term.Node


def day(text: str) -> Literal:
    return Literal(text, datatype=XSD.date)


def remove(predicate: URIRef) -> Callable[[rdflib.Graph, URIRef], object]:
    return lambda graph, subject: graph.remove((subject, predicate, None))


def add(predicate: URIRef, value: rdflib.term.Node) -> Callable[[rdflib.Graph, URIRef], object]:
    return lambda graph, subject: graph.add((subject, predicate, value))


def put(predicate: URIRef, value: rdflib.term.Node) -> Callable[[rdflib.Graph, URIRef], object]:
    return lambda graph, subject: graph.set((subject, predicate, value))


def untype(kind: URIRef) -> Callable[[rdflib.Graph, URIRef], object]:
    return lambda graph, subject: graph.remove((subject, RDF.type, kind))


def lead(name: str, kind: str) -> Callable[[rdflib.Graph, URIRef], object]:
    """The relation ``name`` to something of type ``kind``."""
    return lambda graph, subject: graph.add((subject, GG[name], one(graph, GG[kind])))


def loop(name: str) -> Callable[[rdflib.Graph, URIRef], object]:
    return lambda graph, subject: graph.add((subject, GG[name], subject))


def part(narrower: URIRef, broader: URIRef) -> Callable[[rdflib.Graph, URIRef], object]:
    """Let every subject of one property lack the broader one."""

    def change(graph: rdflib.Graph, _: URIRef) -> object:
        for subject in list(graph.subjects(narrower)):
            graph.remove((subject, broader, None))
        return graph

    return change


def reprint(graph: rdflib.Graph, article: URIRef, of: URIRef) -> None:
    graph.add((article, GG.reprintOf, of))
    graph.add((article, PROV.alternateOf, of))


def reprint_in_a_ring(graph: rdflib.Graph, article: URIRef) -> None:
    other = max(graph.subjects(RDF.type, GG.Article), key=str)
    assert isinstance(other, URIRef)
    reprint(graph, article, other)
    reprint(graph, other, article)


def told(basis: str) -> Callable[[rdflib.Graph, URIRef], object]:
    """The statement rests on no article but on ``basis``, and does not say what that is."""

    def change(graph: rdflib.Graph, subject: URIRef) -> None:
        for predicate in (GG.evidence, GG.rule, GG.source, PROV.wasDerivedFrom):
            graph.remove((subject, predicate, None))
        graph.set((subject, GG.support, Literal(0)))
        graph.set((subject, GG.basis, GG[basis]))

    return change


def copy(source: URIRef, target: URIRef) -> Callable[[rdflib.Graph, URIRef], object]:
    """The value of one property is that of another too."""

    def change(graph: rdflib.Graph, subject: URIRef) -> object:
        value = graph.value(subject, source)
        assert value is not None
        return graph.set((subject, target, value))

    return change


def retype(kind: URIRef) -> Callable[[rdflib.Graph, URIRef], object]:
    return add(RDF.type, kind)


TYPES = ("Region", "PartyOrganisation", "PublicOrganisation", "Program", "Enterprise", "Project")
#: What each type is also asserted to be.
ALIGNED = {
    "Region": CV.AdminUnit,
    "PartyOrganisation": ORG.Organization,
    "PublicOrganisation": CV.PublicOrganisation,
    "Enterprise": ORG.FormalOrganization,
    "Project": FOAF.Project,
    "Initiative": PROV.Plan,
    "ServiceChannel": CV.Channel,
    "Statement": RDF.Statement,
    "Evidence": OA.SpecificResource,
    "Post": ORG.Post,
    "Measure": QB.Observation,
    "Build": PROV.Activity,
}
ARTICLE = URIRef("https://w3id.org/govgraph/id/article/001_made_up")
REQUIRED = {
    "Statement": (
        GG.confidence,
        GG.support,
        GG.basis,
        PROV.wasGeneratedBy,
        RDF.subject,
        RDF.predicate,
        RDF.object,
    ),
    "Evidence": (OA.hasSource, OA.hasSelector),
    "Post": (GG.evidence, GG.rule, PROV.wasDerivedFrom, GG.roleTitle, ORG.heldBy, GG.postOf, SKOS.prefLabel),
    "OfficeHolder": (ORG.holds, SKOS.prefLabel, FOAF.name),
    "Measure": (
        GG.evidence,
        GG.about,
        GG.indicator,
        GG.unitText,
        GG.bound,
        GG.figure,
        QUDT.numericValue,
        SDMX.obsValue,
        QB.dataSet,
    ),
    "Article": (GG.path, GG.sha256),
    "Build": (GG.softwareVersion, GG.lexiconDigest),
    "Region": (SKOS.prefLabel, RDFS.label),
    "ProgramFamily": (SKOS.prefLabel, GG.places, GG.provinces, GG.articles),
}
RELATION_ENDS = {
    "partOf": ("Region", "Program"),
    "jurisdiction": ("PublicOrganisation", "Program"),
    "locatedIn": ("Enterprise", "Project"),
    "subOrganisationOf": ("PartyOrganisation", "Region"),
    "runs": ("Region", "Enterprise"),
    "serves": ("PublicOrganisation", "Region"),
    "partOfProgram": ("ServiceChannel", "Region"),
    "undertakes": ("Enterprise", "Region"),
}
#: The known property that a relation is a kind of, which the graph asserts beside it.
BROADER = {
    "partOf": ("Region", DCTERMS.isPartOf),
    "jurisdiction": ("PublicOrganisation", DCTERMS.spatial),
    "locatedIn": ("Enterprise", DCTERMS.spatial),
    "subOrganisationOf": ("PartyOrganisation", ORG.subOrganizationOf),
    "partOfProgram": ("ServiceChannel", DCTERMS.isPartOf),
}
IRREFLEXIVE = {"partOf": "Region", "partOfProgram": "Program", "subOrganisationOf": "PublicOrganisation"}
WRONG_STARTS = {
    "partOf": "Program",
    "jurisdiction": "Enterprise",
    "locatedIn": "Program",
    "subOrganisationOf": "Region",
    "runs": "Project",
    "serves": "Project",
    "partOfProgram": "Region",
    "undertakes": "Region",
}

BREAKS = [
    *(Break(f"{a} is also {b}", GG[a], retype(GG[b]), GGS.OneType) for a in TYPES for b in TYPES if a != b),
    *(Break(f"{name} is not {kind}", GG[name], untype(kind), GGS[name]) for name, kind in ALIGNED.items()),
    *(Break(f"{name} without {p}", GG[name], remove(p), p) for name, paths in REQUIRED.items() for p in paths),
    *(Break(f"{name} to {end}", GG[start], lead(name, end), GG[name]) for name, (start, end) in RELATION_ENDS.items()),
    *(
        Break(f"{name} from {start}", GG[start], add(GG[name], X.end), GGS[name])
        for name, start in WRONG_STARTS.items()
    ),
    *(
        Break(f"{name} without {broader}", GG[start], part(GG[name], broader), GG[name])
        for name, (start, broader) in BROADER.items()
    ),
    *(Break(f"{name} to itself", GG[start], loop(name), GGS[name]) for name, start in IRREFLEXIVE.items()),
    Break(
        "letters in a code",
        GG.AdministrativeDivision,
        put(SKOS.notation, Literal("32O6", datatype=GG.GBT2260)),
        SKOS.notation,
    ),
    Break("one digit", GG.AdministrativeDivision, put(SKOS.notation, Literal("3", datatype=GG.GBT2260)), SKOS.notation),
    Break(
        "13 digits",
        GG.AdministrativeDivision,
        put(SKOS.notation, Literal("3" * 13, datatype=GG.GBT2260)),
        SKOS.notation,
    ),
    Break("untyped code", GG.AdministrativeDivision, put(SKOS.notation, Literal("320600")), SKOS.notation),
    Break(
        "two codes", GG.AdministrativeDivision, add(SKOS.notation, Literal("32", datatype=GG.GBT2260)), SKOS.notation
    ),
    Break("two kinds of region", GG.FunctionalZone, retype(GG.Community), GGS.RegionKind),
    Break("two kinds of program", GG.Initiative, retype(GG.ServiceChannel), GGS.Initiative),
    Break("zone that is no region", GG.FunctionalZone, lambda g, s: g.remove((s, RDF.type, GG.Region)), GGS.RegionKind),
    Break("Party body as public body", GG.PartyOrganisation, retype(CV.PublicOrganisation), GGS.PartyOrganisation),
    Break("program as organisation", GG.Program, retype(ORG.Organization), GGS.Program),
    Break("project as organisation", GG.Project, retype(ORG.Organization), GGS.Project),
    Break("schema:Project", GG.Project, retype(SCHEMA.Project), GGS.Project),
    Break("cv:Evidence", GG.Evidence, retype(CV.Evidence), GGS.Evidence),
    Break("https schema.org", GG.Article, retype(HTTPS.NewsArticle), RDF.type),
    Break("https schema.org elsewhere", GG.Region, retype(HTTPS.AdministrativeArea), RDF.type),
    Break("name without language", GG.Region, put(SKOS.prefLabel, Literal("青渡市")), SKOS.prefLabel),
    Break("empty name", GG.Region, put(SKOS.prefLabel, Literal("", lang="zh-Hans")), SKOS.prefLabel),
    Break("two names", GG.Program, add(SKOS.prefLabel, Literal("别名", lang="zh-Hans")), SKOS.prefLabel),
    Break("label is another", GG.Region, put(RDFS.label, Literal("别名", lang="zh-Hans")), RDFS.label),
    Break(
        "alias is the name",
        GG.Region,
        copy(SKOS.prefLabel, SKOS.altLabel),
        SKOS.altLabel,
    ),
    Break(
        "family of one",
        GG.ProgramFamily,
        lambda g, s: g.remove((g.value(None, GG.family, s, any=True), GG.family, s)),
        Literal("A family of programs has fewer than two members.", lang="en"),
    ),
    Break("more provinces than places", GG.ProgramFamily, put(GG.provinces, Literal(99)), GG.provinces),
    Break("family of no number of articles", GG.ProgramFamily, put(GG.articles, Literal("3")), GG.articles),
    Break(
        "family ends first",
        GG.ProgramFamily,
        lambda g, s: [put(GG.firstReported, day("2022-01-01"))(g, s), put(GG.lastReported, day("2021-01-01"))(g, s)],
        GG.firstReported,
    ),
    Break("family of two last days", GG.ProgramFamily, add(GG.lastReported, day("2099-01-01")), GG.lastReported),
    Break("two families", GG.Initiative, add(GG.family, X.other), GG.family),
    Break("mentioned in no article", GG.Region, add(GG.mentionedIn, X.other), GG.mentionedIn),
    Break("certainty above 1", GG.Statement, put(GG.confidence, Literal("1.5", datatype=XSD.decimal)), GG.confidence),
    Break("certainty of 0", GG.Statement, put(GG.confidence, Literal("0.0", datatype=XSD.decimal)), GG.confidence),
    Break("certainty as float", GG.Statement, put(GG.confidence, Literal(0.5)), GG.confidence),
    *(
        Break(f"Statement of neither article nor source, without {p}", GG.Statement, remove(p), GGS.Statement)
        for p in (GG.evidence, GG.rule, PROV.wasDerivedFrom)
    ),
    Break("statement that no article supports", GG.Statement, put(GG.support, Literal(0)), GGS.Statement),
    Break("post that no article supports", GG.Post, put(GG.support, Literal(0)), GG.support),
    Break("post of no model", GG.Post, put(GG.basis, GG.basisText), GG.basis),
    Break("support below 0", GG.Statement, put(GG.support, Literal(-1)), GG.support),
    Break("two sources", GG.Statement, lambda g, s: [g.add((s, GG.source, Literal(n))) for n in "ab"], GG.source),
    Break(
        "source of what the text says",
        GG.Statement,
        lambda g, s: [
            g.remove((s, GG.evidence, None)),
            g.set((s, GG.source, Literal("县志"))),
            g.set((s, GG.basis, GG.basisText)),
        ],
        GGS.Statement,
    ),
    *(
        Break(f"{basis} without source", GG.Statement, told(basis), GGS.Statement)
        for basis in ("basisCorrection", "basisGazetteer")
    ),
    Break("empty rule", GG.Statement, put(GG.rule, Literal("")), GG.rule),
    Break("empty source", GG.Statement, put(GG.source, Literal("")), GG.source),
    Break("foreign relation", GG.Statement, put(RDF.predicate, DCTERMS.isPartOf), RDF.predicate),
    Break("two objects", GG.Statement, add(RDF.object, X.other), RDF.object),
    Break("basis as text", GG.Statement, put(GG.basis, Literal("text")), GG.basis),
    Break("evidence is no evidence", GG.Statement, put(GG.evidence, X.other), GG.evidence),
    Break("derived from no article", GG.Statement, put(PROV.wasDerivedFrom, X.other), PROV.wasDerivedFrom),
    Break("generated by no build", GG.Statement, put(PROV.wasGeneratedBy, X.other), PROV.wasGeneratedBy),
    Break("region without IRI", GG.Region, lambda g, _: g.add((BNode(), RDF.type, GG.Region)), GGS.Named),
    Break("statement without IRI", GG.Statement, lambda g, _: g.add((BNode(), RDF.type, GG.Statement)), GGS.Sourced),
    Break("two sources", GG.Evidence, add(OA.hasSource, X.other), OA.hasSource),
    Break("quote without words", OA.TextQuoteSelector, remove(OA.exact), OA.exact),
    Break("empty quote", OA.TextQuoteSelector, put(OA.exact, Literal("")), OA.exact),
    Break("position without start", OA.TextPositionSelector, remove(OA.start), OA.start),
    Break("position without end", OA.TextPositionSelector, remove(OA.end), OA.end),
    Break("position of nothing", OA.TextPositionSelector, copy(OA.start, OA.end), OA.start),
    Break("negative start", OA.TextPositionSelector, put(OA.start, Literal("-1", datatype=XSD.integer)), OA.start),
    Break("private person", GG.OfficeHolder, remove(ORG.holds), ORG.holds),
    Break(
        "person who is no office-holder",
        GG.Article,
        lambda g, _: g.add((X.person, RDF.type, FOAF.Person)),
        GGS.OfficeHolder,
    ),
    Break("post held by two", GG.Post, add(ORG.heldBy, X.other), ORG.heldBy),
    Break("post in a region", GG.Post, lambda g, s: g.set((s, ORG.postIn, one(g, GG.Region))), ORG.postIn),
    Break("post of a program", GG.Post, lambda g, s: g.set((s, GG.postOf, one(g, GG.Program))), GG.postOf),
    Break("role as text", GG.Post, add(ORG.role, Literal("书记")), ORG.role),
    Break("number as text", GG.Measure, put(QUDT.numericValue, Literal("83")), QUDT.numericValue),
    Break("two numbers", GG.Measure, add(QUDT.numericValue, Literal("1.0", datatype=XSD.decimal)), QUDT.numericValue),
    Break(
        "another observed value", GG.Measure, put(SDMX.obsValue, Literal("1.0", datatype=XSD.decimal)), SDMX.obsValue
    ),
    Break("about a person", GG.Measure, lambda g, s: g.set((s, GG.about, one(g, GG.OfficeHolder))), GG.about),
    Break("about two", GG.Measure, add(GG.about, X.other), GG.about),
    Break("unknown bound", GG.Measure, put(GG.bound, GG.basisText), GG.bound),
    Break("unit of no QUDT", GG.Measure, put(QUDT.hasUnit, X.yuan), QUDT.hasUnit),
    Break("normalised unit of no QUDT", GG.Measure, put(GG.normalisedUnit, X.yuan), GG.normalisedUnit),
    Break(
        "unit without value", GG.Measure, lambda g, _: g.remove((None, GG.normalisedValue, None)), GG.normalisedValue
    ),
    Break("unit as text", GG.Measure, put(QUDT.hasUnit, Literal("元")), QUDT.hasUnit),
    Break(
        "two normalised units",
        GG.Measure,
        lambda g, s: [g.add((s, GG.normalisedUnit, X[n])) for n in "ab"],
        GG.normalisedUnit,
    ),
    Break("value without unit", GG.Measure, lambda g, _: g.remove((None, GG.normalisedUnit, None)), GG.normalisedUnit),
    Break("hectares as text", GG.Measure, add(GG.hectares, Literal("3.2")), GG.hectares),
    Break("normalised text", GG.Measure, put(GG.normalisedValue, Literal("83")), GG.normalisedValue),
    Break("two periods", GG.Measure, lambda g, s: [g.add((s, GG.periodText, Literal(n))) for n in "ab"], GG.periodText),
    Break(
        "period ends first",
        GG.Measure,
        lambda g, s: [put(GG.periodStart, day("2022-01-01"))(g, s), put(GG.periodEnd, day("2021-01-01"))(g, s)],
        GG.periodStart,
    ),
    Break("period end is no day", GG.Measure, put(GG.periodEnd, Literal("2021")), GG.periodEnd),
    Break("reference to no period", GG.Measure, put(REF_PERIOD, X.other), REF_PERIOD),
    Break("period without end", DCTERMS.PeriodOfTime, remove(rdflib.DCAT.endDate), rdflib.DCAT.endDate),
    Break("period without start", DCTERMS.PeriodOfTime, remove(rdflib.DCAT.startDate), rdflib.DCAT.startDate),
    Break("foreign observation", GG.Article, lambda g, _: g.add((X.o, RDF.type, QB.Observation)), GGS.Measure),
    Break("dataset without structure", QB.DataSet, remove(QB.structure), QB.structure),
    Break(
        "two titles",
        GG.Article,
        lambda g, s: [g.add((s, DCTERMS.title, Literal(n, lang="zh"))) for n in "ab"],
        DCTERMS.title,
    ),
    Break("issued at a time", GG.Article, put(DCTERMS.issued, MORNING), DCTERMS.issued),
    Break(
        "two sources of an article",
        GG.Article,
        lambda g, s: [g.add((s, GG.sourceName, Literal(n))) for n in "ab"],
        GG.sourceName,
    ),
    Break("address of no web page", GG.Article, put(GG.url, Literal("file:///a", datatype=XSD.anyURI)), GG.url),
    Break(
        "reprint that is no alternate",
        GG.Article,
        loop("reprintOf"),
        Literal("gg:reprintOf and prov:alternateOf differ.", lang="en"),
    ),
    Break("reprint of itself", GG.Article, lambda g, s: reprint(g, s, s), GGS.Reprint),
    Break(
        "reprints in a ring",
        GG.Article,
        reprint_in_a_ring,
        Literal("A reprint is of an article that is a reprint itself.", lang="en"),
    ),
    Break("reprint of what is no article", GG.Article, lambda g, s: reprint(g, s, X.other), GG.reprintOf),
    Break("reprint that is no article", GG.Article, lambda g, s: reprint(g, X.other, s), GGS.Reprint),
    Break("short hash", GG.Article, put(GG.sha256, Literal("abc")), GG.sha256),
    Break("news that is no article", GG.Region, lambda g, _: g.add((X.n, RDF.type, SCHEMA.NewsArticle)), GGS.Article),
    Break("start of the build", GG.Build, add(PROV.startedAtTime, MORNING), PROV.startedAtTime),
    Break("end of the build", GG.Build, add(PROV.endedAtTime, MORNING), PROV.endedAtTime),
    Break("masked or not", GG.Build, add(GG.privateNamesMasked, Literal("maybe")), GG.privateNamesMasked),
]


def one(graph: rdflib.Graph, kind: URIRef) -> URIRef:
    """The first thing of a type."""
    subject = min(graph.subjects(RDF.type, kind), key=str)
    assert isinstance(subject, URIRef)
    return subject


def blamed(report: rdflib.Graph) -> set[rdflib.term.Node]:
    """The shapes, paths and messages of the report."""
    parts = (SH.sourceShape, SH.resultPath, SH.resultMessage)
    return {node for part in parts for node in report.objects(None, part)}


@pytest.fixture(scope="module")
def reports(valid: rdflib.Graph) -> list[rdflib.Graph]:
    """The report on each of the broken graphs."""
    found = []
    for broken in BREAKS:
        graph = rdflib.Graph() + valid
        broken.change(graph, one(graph, broken.kind))
        assert set(graph) != set(valid), f"{broken.name} changes nothing"
        found.append(validate(graph)[1])
    return found


@pytest.mark.parametrize(("number", "broken"), list(enumerate(BREAKS)), ids=[item.name for item in BREAKS])
def test_broken_graphs_fail_for_their_reason(number: int, broken: Break, reports: list[rdflib.Graph]) -> None:
    report = reports[number]
    assert (None, SH.conforms, Literal(False)) in report
    assert broken.expected in blamed(report)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        messages = set(report.objects(result, SH.resultMessage))
        assert messages == set(SHAPES.objects(report.value(result, SH.sourceShape), SH.message)), "a text of pySHACL's"
        assert len(messages) == 2


def test_every_rule_is_broken_by_some_graph(reports: list[rdflib.Graph]) -> None:
    seen = {message for report in reports for message in report.objects(None, SH.resultMessage)}
    # What ggs:Told asks for is one of two ways to be sourced; where neither is met, ggs:Statement says so.
    inner = {message for rule in SHAPES.objects(GGS.Told, SH.property) for message in SHAPES.objects(rule, SH.message)}
    assert set(SHAPES.objects(None, SH.message)) - inner == seen - inner

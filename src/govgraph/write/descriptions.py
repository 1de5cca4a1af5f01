"""The graph in RDF: what is said of each subject, in prefixed names and Turtle literals.

Types and broader properties come from the ontology (``ancestors``), so that a new alignment is one line there.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from govgraph import ontology
from govgraph.graph.identifiers import PREFIXES, hash_key
from govgraph.model import (
    EntityType,
    Family,
    Graph,
    GraphEvidence,
    GraphMeasure,
    GraphPost,
    GraphRelation,
    Node,
    Reprint,
    SourceInfo,
)
from govgraph.write.builds import BuildInfo
from govgraph.write.terms import calendar, day, decimal, integer, label, name, offset, text, typed

#: Prefixes of the data, each a folder under the base IRI.
DATA_PREFIXES = (
    *sorted([*PREFIXES.values(), "article", "build", "dataset", "evidence", "family", "measure", "period", "person"]),
    "post",
    "statement",
)

_ORGANISATIONS: tuple[EntityType, ...] = ("PartyOrganisation", "PublicOrganisation", "Enterprise")
_TITLES: dict[EntityType, str] = {
    "Region": "Regions",
    "PartyOrganisation": "Party organisations",
    "PublicOrganisation": "Public organisations",
    "Program": "Programs",
    "Enterprise": "Enterprises",
    "Project": "Construction and investment projects",
}
_MEASURES = "dataset:measures"

Properties = list[tuple[str, str]]
#: A first and a last day.
Period = tuple[date, date]


class Description(NamedTuple):
    """All that is said of one subject: (property, object) in the order to write them."""

    subject: str
    properties: Properties


class Chapter(NamedTuple):
    """Subjects of one sort, under a title for human readers."""

    title: str
    descriptions: Iterable[Description]


#: The titles of the chapters in their order.
SOURCES, FAMILIES, FIGURES, EVIDENCE = (
    "The build and its articles",
    "Programs of one name in several places",
    "Reported figures",
    "Evidence",
)
CHAPTERS = (SOURCES, *_TITLES.values(), FAMILIES, "Office-holders", "Posts", FIGURES, "Statements", EVIDENCE)


def describe(graph: Graph, info: BuildInfo) -> Iterator[Chapter]:
    """The whole graph, a chapter a sort of thing; subjects within a chapter are in the order of the graph's tables.

    Raises:
        ValueError: an identifier of the graph is no prefixed name.
    """
    share = dict(describe_share(graph, families_of(graph.families), name_build(info)))
    chapters = {
        SOURCES: describe_sources(graph.documents, graph.reprints, info),
        **share,
        FAMILIES: describe_families(graph.families),
        FIGURES: chain(describe_dataset(), share[FIGURES], describe_periods(periods_of(graph.measures))),
        EVIDENCE: describe_places(graph.evidence),
    }
    return (Chapter(title, chapters[title]) for title in CHAPTERS)


def describe_share(graph: Graph, families: Mapping[str, str], build: str) -> Iterator[Chapter]:
    """What is said of the nodes of a graph that may be part of another, chapter by chapter.

    Args:
        graph: its nodes, and the statements that begin at them.
        families: the ids of the families of programs.
        build: the name of the build.
    """
    places = _Places(graph.evidence)
    relations: defaultdict[str, list[GraphRelation]] = defaultdict(list)
    for relation in graph.relations:
        relations[relation.subject].append(relation)
    types = {node.id: node.type for node in graph.nodes}
    for kind, title in _TITLES.items():
        nodes = [node for node in graph.nodes if node.type == kind]
        yield Chapter(title, (_describe_node(node, relations[node.id], families, places) for node in nodes))
    yield Chapter("Office-holders", _describe_people(graph.posts))
    yield Chapter("Posts", (_describe_post(post, types, places, build) for post in graph.posts))
    yield Chapter(FIGURES, (_describe_measure(measure, places, build) for measure in graph.measures))
    yield Chapter("Statements", (_describe_statement(row, places, build) for row in graph.relations))


def families_of(families: Iterable[Family]) -> dict[str, str]:
    """The ids of families by their members'."""
    return {member: family.id for family in families for member in family.members}


def name_build(info: BuildInfo) -> str:
    """The name of what a program and its words make: the same for all that mask names, or do not."""
    made_by = f"{info.version} {info.lexicon_digest}{' masked' if info.masked else ''}"
    return f"build:{hash_key(made_by, 10)}"


class _Places:
    """The places in articles that say something; statements of one sentence share its evidence.

    Rows are looked up in the sorted table: of a million triples that takes 6 MB, lists of them by statement took 14.
    """

    def __init__(self, rows: Iterable[GraphEvidence]) -> None:
        self._rows = sorted(rows, key=attrgetter("statement"))
        self._statements = [row.statement for row in self._rows]

    def articles(self, statement: str) -> list[str]:
        """The articles that say it, sorted."""
        return _articles(self._find(statement))

    def _find(self, statement: str) -> Sequence[GraphEvidence]:
        first = bisect_left(self._statements, statement)
        return self._rows[first : bisect_right(self._statements, statement, first)]

    def source(self, statement: str, build: str) -> Properties:
        """Evidence, rules and origin of a statement, post or measure."""
        rows = self._find(statement)
        return [
            *_each("gg:evidence", sorted({_place(row) for row in rows})),
            *_each("gg:rule", sorted({text(row.rule) for row in rows})),
            *_each("prov:wasDerivedFrom", _articles(rows)),
            ("prov:wasGeneratedBy", build),
        ]


def describe_places(evidence: Iterable[GraphEvidence]) -> Iterator[Description]:
    """Every place that is evidence. Mentions of entities are left to the table: they would double the graph."""
    places = {(row.document, _place(row)): row for row in evidence if row.rule != "mention"}
    for (_, place), row in sorted(places.items()):
        quote, position = f"{place}_quote", f"{place}_position"
        yield Description(
            place,
            [
                *_types("Evidence"),
                ("oa:hasSource", row.document),
                *_each("oa:hasSelector", [quote, position]),
            ],
        )
        yield Description(quote, [("a", "oa:TextQuoteSelector"), ("oa:exact", text(row.text))])
        yield Description(
            position,
            [("a", "oa:TextPositionSelector"), ("oa:start", offset(row.start)), ("oa:end", offset(row.end))],
        )


def describe_sources(
    documents: Iterable[SourceInfo], reprints: Iterable[Reprint], info: BuildInfo
) -> Iterator[Description]:
    """The build and the articles that it read."""
    originals = {reprint.document: reprint.of for reprint in reprints}
    version = [("gg:softwareVersion", text(info.version)), ("gg:lexiconDigest", text(info.lexicon_digest))]
    masked = [("gg:privateNamesMasked", typed("true", "xsd:boolean"))] if info.masked else []
    yield Description(name_build(info), [*_types("Build"), *version, *masked])
    for document in documents:
        properties = _types("Article")
        if document.id in originals:
            of = name(originals[document.id])
            properties += [("gg:reprintOf", of), ("prov:alternateOf", of)]
        if document.title:
            properties.append(("dct:title", text(document.title, "zh")))
        if document.published:
            properties.append(("dct:issued", day(document.published)))
        if document.source:
            properties.append(("gg:sourceName", text(document.source)))
        if document.url:
            properties.append(("gg:url", typed(document.url, "xsd:anyURI")))
        properties += [("gg:path", text(document.path)), ("gg:sha256", text(document.sha256))]
        yield Description(name(document.id), properties)


def _describe_node(
    node: Node, relations: Iterable[GraphRelation], families: Mapping[str, str], places: _Places
) -> Description:
    """An entity with its names and all direct triples that start from it."""
    properties = [*_types(node.kind or node.type), *_label(node.name)]
    properties += _each("skos:altLabel", map(label, node.aliases))
    if node.code:
        properties.append(("skos:notation", typed(node.code, "gg:GBT2260")))
    stated = (
        (narrower, name(relation.object))
        for relation in relations
        for narrower in ontology.ancestors(relation.predicate)
    )
    properties += sorted(set(stated), key=_property_order)
    if node.corrected:
        properties.append(("gg:basis", "gg:basisCorrection"))
    if node.id in families:
        properties.append(("gg:family", families[node.id]))
    properties += _each("gg:mentionedIn", places.articles(node.id))
    return Description(name(node.id), properties)


def describe_families(families: Iterable[Family]) -> Iterator[Description]:
    """Programs that several places run under one name."""
    for family in families:
        properties = [*_types("ProgramFamily"), *_label(family.name)]
        properties += _each("skos:altLabel", map(label, family.variants))
        properties += [("gg:places", integer(family.places)), ("gg:provinces", integer(family.provinces))]
        properties += [("gg:articles", integer(family.articles))]
        if family.first and family.last:
            properties += [("gg:firstReported", day(family.first)), ("gg:lastReported", day(family.last))]
        yield Description(name(family.id), properties)


def _describe_people(posts: Iterable[GraphPost]) -> Iterator[Description]:
    """One for each post: people of one name are not taken for one."""
    for post in posts:
        names = [*_label(post.name), ("foaf:name", text(post.name))]
        yield Description(name(post.person), [*_types("OfficeHolder"), *names, ("org:holds", name(post.id))])


def _describe_post(post: GraphPost, types: dict[str, EntityType], places: _Places, build: str) -> Description:
    of = [("gg:postOf", name(post.of))]
    if types.get(post.of) in _ORGANISATIONS:
        of.append(("org:postIn", post.of))
    return Description(
        name(post.id),
        [
            *_types("Post"),
            *_label(post.role),
            ("gg:roleTitle", text(post.role)),
            ("org:heldBy", post.person),
            *of,
            *_each("gg:basis", ["gg:basisModel"] if post.basis == "model" else []),
            *_weight(post.confidence, post.support),
            *places.source(post.id, build),
        ],
    )


def describe_dataset() -> Iterator[Description]:
    """The dataset to which all figures belong."""
    structure = [("qb:structure", "gg:MeasureStructure")]
    yield Description(_MEASURES, [("a", "qb:DataSet"), ("rdfs:label", text("报道的数字", "zh")), *structure])


def _describe_measure(measure: GraphMeasure, places: _Places, build: str) -> Description:
    properties = _figure(measure) + _period(measure)
    if span := _period_of(measure):
        properties.append(("sdmx-dimension:refPeriod", _name_period(span)))
    weight = _weight(measure.confidence, measure.support)
    return Description(name(measure.id), [*properties, *weight, *places.source(measure.id, build)])


def _figure(measure: GraphMeasure) -> Properties:
    """The number as the text has it and, where QUDT has the unit, as one can compare it."""
    properties = [
        *_types("Measure"),
        ("qb:dataSet", _MEASURES),
        ("gg:figure", text(measure.id.partition(":")[2])),
        ("gg:about", name(measure.subject)),
        ("gg:indicator", text(measure.indicator)),
        ("sdmx-measure:obsValue", decimal(measure.value)),
        ("qudt:numericValue", decimal(measure.value)),
        ("gg:unitText", text(measure.unit)),
        ("gg:bound", f"gg:bound{measure.bound.capitalize()}"),
    ]
    unit = ontology.units().get(measure.unit)
    if unit:
        if unit.factor == 1:
            properties.append(("qudt:hasUnit", f"unit:{unit.qudt}"))
        properties.append(("gg:normalisedValue", decimal(ontology.normalise(measure.value, unit))))
        properties.append(("gg:normalisedUnit", f"unit:{unit.qudt}"))
        if unit.qudt == "M2":
            hectares = unit._replace(factor=unit.factor / 10_000)
            properties.append(("gg:hectares", decimal(ontology.normalise(measure.value, hectares))))
    return properties


def _period(measure: GraphMeasure) -> Properties:
    properties = [("gg:periodText", text(measure.period))] if measure.period else []
    if measure.period_start:
        properties.append(("gg:periodStart", day(measure.period_start)))
    if measure.period_end:
        properties.append(("gg:periodEnd", day(measure.period_end)))
    return properties


def periods_of(measures: Iterable[GraphMeasure]) -> set[Period]:
    """The times that figures are for."""
    return {period for measure in measures if (period := _period_of(measure))}


def _period_of(measure: GraphMeasure) -> Period | None:
    """The first and last day of the time that a figure is for."""
    return (measure.period_start, measure.period_end) if measure.period_start and measure.period_end else None


def describe_periods(periods: Iterable[Period]) -> Iterator[Description]:
    """The times that figures are for."""
    for start, end in sorted(periods):
        days = [("dcat:startDate", day(start)), ("dcat:endDate", day(end))]
        whole = [("rdf:value", value) for value in calendar(start, end)]
        yield Description(_name_period((start, end)), [("a", "dct:PeriodOfTime"), *whole, *days])


def _name_period(period: Period) -> str:
    return f"period:{period[0]:%Y%m%d}_{period[1]:%Y%m%d}"


def _describe_statement(relation: GraphRelation, places: _Places, build: str) -> Description:
    return Description(
        name(relation.id),
        [
            *_types("Statement"),
            ("rdf:subject", name(relation.subject)),
            ("rdf:predicate", f"gg:{relation.predicate}"),
            ("rdf:object", name(relation.object)),
            ("gg:basis", f"gg:basis{relation.basis.capitalize()}"),
            *_each("gg:source", [text(relation.source)] if relation.source else []),
            *_weight(relation.confidence, relation.support),
            *places.source(relation.id, build),
        ],
    )


def _types(term: str) -> Properties:
    return _each("a", ontology.ancestors(term))


def _label(value: str) -> Properties:
    """skos:prefLabel, and rdfs:label for tools that know no other."""
    return [("skos:prefLabel", label(value)), ("rdfs:label", label(value))]


def _weight(confidence: float, support: int) -> Properties:
    return [("gg:confidence", decimal(confidence)), ("gg:support", integer(support))]


def _each(property_: str, objects: Iterable[str]) -> Properties:
    return [(property_, value) for value in objects]


def _articles(rows: Iterable[GraphEvidence]) -> list[str]:
    return sorted({name(row.document) for row in rows})


def _place(row: GraphEvidence) -> str:
    return f"evidence:{name(row.document).partition(':')[2]}_{row.start}_{row.end}"


def _property_order(pair: tuple[str, str]) -> tuple[bool, str, str]:
    """The properties of gg: before those they are aligned with."""
    return not pair[0].startswith("gg:"), *pair

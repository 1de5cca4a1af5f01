"""Takes extractions apart and groups what they say by identity, so that merging is one pass over each group."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TypeVar

from govgraph.graph.identifiers import Naming, assign_identifiers, is_local_name
from govgraph.graph.reprints import find_reprints
from govgraph.model import Basis, Entity, Evidence, Extraction, Measure, Post, Relation, Reprint, SourceInfo

T = TypeVar("T", bound=Hashable)
R = TypeVar("R", Relation, Post, Measure)


@dataclass(frozen=True, slots=True)
class Reading:
    """One place that says something: ``content`` is the hash of the file, equal for copies of it."""

    document: str
    content: str
    evidence: Evidence
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Told:
    """What makes a statement hold beside the articles: ``source`` names it."""

    basis: Basis
    source: str
    confidence: float


@dataclass(slots=True)
class Named:
    """All documents' entities of one key."""

    entities: list[tuple[str, Entity]] = field(default_factory=list)
    mentions: list[Reading] = field(default_factory=list)

    def take(self, other: "Named") -> None:
        """Add what another key's documents say."""
        self.entities += other.entities
        self.mentions += other.mentions


@dataclass(slots=True)
class Said:
    """All readings of one statement, post or measure, with the records they came as (by content)."""

    records: list[tuple[str, Relation | Post | Measure]] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    def take(self, other: "Said") -> None:
        """Add the readings of another statement that turned out to be this one."""
        self.records += other.records
        self.readings += other.readings
        self.told += other.told

    def of(self, kind: type[R]) -> list[tuple[str, R]]:
        """The records of one kind; a group holds only one."""
        return [(content, record) for content, record in self.records if isinstance(record, kind)]


@dataclass(slots=True)
class Groups:
    """What the extractions say, by identity.

    Relations are keyed (subject key, predicate, object key), posts (person, key of the office), measures by
    ``measure_key``.
    """

    documents: list[SourceInfo] = field(default_factory=list)
    reprints: tuple[Reprint, ...] = ()
    entities: defaultdict[str, Named] = field(default_factory=lambda: defaultdict(Named))
    relations: defaultdict[tuple[str, str, str], Said] = field(default_factory=lambda: defaultdict(Said))
    posts: defaultdict[tuple[str, str], Said] = field(default_factory=lambda: defaultdict(Said))
    measures: defaultdict[tuple[str, ...], Said] = field(default_factory=lambda: defaultdict(Said))


def group_readings(extractions: Iterable[Extraction]) -> Groups:
    """Everything the extractions say, each article once: what is a reprint is listed and says nothing of its own.

    Raises:
        ValueError: a record names an entity that its extraction does not have.
    """
    read = list(_name_documents(extractions))
    documents = [extraction.document for extraction in read]
    groups = Groups(documents, find_reprints(documents))
    copies = {reprint.document for reprint in groups.reprints}
    for extraction in read:
        if extraction.document.id in copies:
            continue
        keys = {entity.id: entity.key for entity in extraction.entities}
        _add_entities(groups, extraction)
        try:
            _add_claims(groups, extraction, keys)
        except KeyError as error:
            raise ValueError(f"{extraction.document.path}: a record names {error}, which is no entity of it") from error
    return groups


def rekey(groups: Groups, keys: Mapping[str, str]) -> Groups:
    """The same readings under other keys: what ``keys`` maps to one key becomes one thing; others keep theirs.

    A relation whose ends become one thing is left out.
    """
    result = Groups(groups.documents, groups.reprints)
    for key, named in groups.entities.items():
        result.entities[keys.get(key, key)].take(named)
    for (subject, predicate, object_), said in groups.relations.items():
        ends = keys.get(subject, subject), keys.get(object_, object_)
        if ends[0] != ends[1]:
            result.relations[ends[0], predicate, ends[1]].take(said)
    for (person, of), said in groups.posts.items():
        result.posts[person, keys.get(of, of)].take(said)
    for (subject, *rest), said in groups.measures.items():
        result.measures[keys.get(subject, subject), *rest].take(said)
    return result


def measure_key(measure: Measure, subject: str, document: SourceInfo) -> tuple[str, ...]:
    """What makes two reports the same figure: subject, indicator, number, unit, period.

    A period that ends on the day of publication (今年以来) is open: reprints of later days report the same figure.
    Words that could not be resolved (活动开展以来) are taken with the year of publication.
    """
    if measure.period_start is None and measure.period_end is None:
        year = document.published.year if document.published and measure.period else ""
        period = f"{measure.period or ''}@{year}"
    else:
        open_end = measure.period_start is not None and measure.period_end == document.published
        period = f"{measure.period_start}/{'..' if open_end else measure.period_end}"
    return subject, measure.indicator, plain_number(measure.value), measure.unit, period


def plain_number(value: Decimal) -> str:
    """The number without exponent or trailing zeros, so that equal numbers are equal strings.

    >>> plain_number(Decimal("83.0")), plain_number(Decimal("1.2E+3")), plain_number(Decimal("-0.50"))
    ('83', '1200', '-0.5')
    """
    digits = format(value, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def most_common(values: Iterable[tuple[str, T]]) -> list[tuple[T, int]]:
    """The values of (content, value) pairs with how many contents have each."""
    return list(Counter(value for _, value in set(values)).items())


def _name_documents(extractions: Iterable[Extraction]) -> Iterator[Extraction]:
    """The extractions, one a document, whose ids are now ``article:`` names, sorted by them."""
    found = {_identity(extraction.document): extraction for extraction in extractions}
    names = assign_identifiers(
        Naming("article", key, extraction.document.id, _official(extraction.document.id))
        for key, extraction in found.items()
    )
    named = ((names["article", key], extraction) for key, extraction in found.items())
    for name, extraction in sorted(named, key=lambda pair: pair[0]):
        yield replace(extraction, document=replace(extraction.document, id=name))


def _identity(document: SourceInfo) -> str:
    return f"{document.sha256}|{document.id}"


def _official(name: str) -> str | None:
    """A file's stem is its article's name where it can be one: ``000_83bf6fe3c3dd0eec``."""
    return name if is_local_name(name) and len(name) <= 64 else None


def _add_entities(groups: Groups, extraction: Extraction) -> None:
    document = extraction.document
    for entity in extraction.entities:
        named = groups.entities[entity.key]
        named.entities.append((document.sha256, entity))
        named.mentions += [
            Reading(document.id, document.sha256, evidence, "mention", 1.0) for evidence in entity.mentions
        ]


def _add_claims(groups: Groups, extraction: Extraction, keys: dict[str, str]) -> None:
    document = extraction.document
    for relation in extraction.relations:
        subject, object_ = keys[relation.subject], keys[relation.object]
        # Two names that turn out to be one thing: all eight relations are irreflexive.
        if subject != object_:
            _add(groups.relations[subject, relation.predicate, object_], document, relation)
    for post in extraction.posts:
        _add(groups.posts[post.person, keys[post.of]], document, post)
    for measure in extraction.measures:
        _add(groups.measures[measure_key(measure, keys[measure.subject], document)], document, measure)


def _add(said: Said, document: SourceInfo, record: Relation | Post | Measure) -> None:
    said.records.append((document.sha256, record))
    said.readings.append(Reading(document.id, document.sha256, record.evidence, record.rule, record.confidence))

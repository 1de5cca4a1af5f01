"""What all documents together must be known by before any two of them can be merged: their things, by identity.

A summary is what a document adds to that: everything but its places and sentences, which are the bulk of it.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TypeVar

from govgraph.graph.identifiers import Naming, assign_identifiers, is_local_name
from govgraph.graph.reprints import find_reprints
from govgraph.model import Basis, Entity, Extraction, Measure, Reprint, SourceInfo

T = TypeVar("T", bound=Hashable)

#: (subject, predicate, object), (person, office) and ``measure_key``: keys of entities, as a document gives them.
RelationKey = tuple[str, str, str]
PostKey = tuple[str, str]
MeasureKey = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A document, its entities without id and mentions, and where corrections ask for them the keys of its claims."""

    document: SourceInfo
    entities: tuple[Entity, ...]
    relations: tuple[RelationKey, ...] = ()
    posts: tuple[PostKey, ...] = ()
    measures: tuple[MeasureKey, ...] = ()

    def sharing(self, known: dict[Entity, Entity], document: SourceInfo | None = None) -> "Summary":
        """The same, of another document if it is given, with entities out of ``known``, which grows by new ones.

        Most documents of a place name its things alike: equal entities are kept once.
        """
        entities = tuple([known.setdefault(entity, entity) for entity in self.entities])
        return replace(self, document=document or self.document, entities=entities)


@dataclass(frozen=True, slots=True)
class Told:
    """What makes a statement hold beside the articles: ``source`` names it."""

    basis: Basis
    source: str
    confidence: float


@dataclass(slots=True)
class Named:
    """All documents' entities of one key, by the hash of the file, which is equal for copies of it."""

    entities: list[tuple[str, Entity]] = field(default_factory=list)

    @property
    def documents(self) -> int:
        """How many files name it."""
        return len(self.entities) if len(self.entities) < 2 else len({content for content, _ in self.entities})

    def take(self, other: "Named") -> None:
        """Add what another key's documents say."""
        self.entities += other.entities


@dataclass(slots=True)
class Said:
    """Which files make a statement, by their hashes, and what makes it hold beside them."""

    contents: list[str] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    def take(self, other: "Said") -> None:
        """Add those of another statement that turned out to be this one."""
        self.contents += other.contents
        self.told += other.told


@dataclass(slots=True)
class Groups:
    """What the documents name and say, by identity.

    ``names`` are the ``article:`` names of documents by ``document_key``; ``documents`` bear them already.
    """

    documents: list[SourceInfo] = field(default_factory=list)
    reprints: tuple[Reprint, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    entities: defaultdict[str, Named] = field(default_factory=lambda: defaultdict(Named))
    relations: defaultdict[RelationKey, Said] = field(default_factory=lambda: defaultdict(Said))
    posts: defaultdict[PostKey, Said] = field(default_factory=lambda: defaultdict(Said))
    measures: defaultdict[MeasureKey, Said] = field(default_factory=lambda: defaultdict(Said))

    def emptied(self) -> "Groups":
        """The same documents, without what they name and say."""
        return Groups(self.documents, self.reprints, self.names)


def summarise(extraction: Extraction, *, claims: bool = False) -> Summary:
    """What a document adds to what is decided on all; with ``claims``, also what its statements are known by.

    Raises:
        ValueError: a record names an entity that its extraction does not have.
    """
    document = extraction.document
    entities = tuple(replace(entity, id="", mentions=(), reasons=()) for entity in extraction.entities)
    if not claims:
        return Summary(document, entities)
    keys = key_entities(extraction)
    return Summary(
        document,
        entities,
        relations=tuple((keys[one.subject], one.predicate, keys[one.object]) for one in extraction.relations),
        posts=tuple((post.person, keys[post.of]) for post in extraction.posts),
        measures=tuple(measure_key(one, keys[one.subject], document) for one in extraction.measures),
    )


def key_entities(extraction: Extraction) -> dict[str, str]:
    """The keys of a document's entities by their ids in it.

    Raises:
        ValueError: a record names an entity that is not there.
    """
    keys = {entity.id: entity.key for entity in extraction.entities}
    named = {end for one in extraction.relations for end in (one.subject, one.object)}
    named |= {post.of for post in extraction.posts} | {measure.subject for measure in extraction.measures}
    if missing := sorted(named - keys.keys()):
        raise ValueError(f"{extraction.document.path}: a record names {missing[0]!r}, which is no entity of it")
    return keys


def group_summaries(summaries: Iterable[Summary]) -> Groups:
    """Everything the documents name and say, each article once: a reprint is listed and says nothing of its own.

    The order of the summaries changes nothing, and equal ones count once.
    """
    found = {document_key(one.document): one for one in summaries}
    names = _name_documents(one.document for one in found.values())
    read = sorted(((names[key], one) for key, one in found.items()), key=lambda pair: pair[0])
    documents = [replace(one.document, id=name) for name, one in read]
    groups = Groups(documents, find_reprints(documents), names)
    copies = {reprint.document for reprint in groups.reprints}
    for name, one in read:
        if name not in copies:
            _add(groups, one)
    return groups


def rekey(groups: Groups, keys: Mapping[str, str]) -> Groups:
    """The same under other keys: what ``keys`` maps to one key becomes one thing; others keep theirs.

    A relation whose ends become one thing is left out.
    """
    result = groups.emptied()
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


def measure_key(measure: Measure, subject: str, document: SourceInfo) -> MeasureKey:
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
    told = set(values)
    given = {value for _, value in told}
    if len(given) == 1:
        return [(given.pop(), len(told))]
    return list(Counter(value for _, value in told).items())


def document_key(document: SourceInfo) -> str:
    """What makes two documents the same: their bytes and the id under which they were read, in ASCII."""
    return f"{document.sha256}|{document.id.encode('ascii', 'backslashreplace').decode()}"


def _name_documents(documents: Iterable[SourceInfo]) -> dict[str, str]:
    """``article:`` names by ``document_key``."""
    named = assign_identifiers(Naming("article", document_key(one), one.id, _official(one.id)) for one in documents)
    return {key: name for (_, key), name in named.items()}


def _official(name: str) -> str | None:
    """A file's stem is its article's name where it can be one: ``000_83bf6fe3c3dd0eec``."""
    return name if is_local_name(name) and len(name) <= 64 else None


def _add(groups: Groups, summary: Summary) -> None:
    content = summary.document.sha256
    for entity in summary.entities:
        groups.entities[entity.key].entities.append((content, entity))
    for relation in summary.relations:
        if relation[0] != relation[2]:  # two names that turn out to be one thing: all eight relations are irreflexive
            groups.relations[relation].contents.append(content)
    for post in summary.posts:
        groups.posts[post].contents.append(content)
    for measure in summary.measures:
        groups.measures[measure].contents.append(content)

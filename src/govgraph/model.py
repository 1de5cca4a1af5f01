"""The records that travel down the path, all frozen.

Two texts are in play. ``Document.raw`` is the text as it was read; offsets in every published record count code
points of it. ``Document.text`` is the cleaned text that the rules read: simplified script, full-width Chinese
punctuation, scraper noise and broken lines removed. ``Document.origin`` leads from the second back to the first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

EntityType = Literal["Region", "PartyOrganisation", "PublicOrganisation", "Program", "Enterprise", "Project"]
Predicate = Literal[
    "partOf", "jurisdiction", "subOrganisationOf", "runs", "partOfProgram", "serves", "undertakes", "locatedIn"
]
Basis = Literal["text", "gazetteer", "correction", "model"]
Bound = Literal["exact", "about", "over", "under", "almost", "range"]
BlockKind = Literal["title", "heading", "byline", "body", "boilerplate"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Characters of the original document: ``document.raw[start:end] == text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class MentionEvidence(Evidence):
    """A place that names an entity, with the rule that saw a name there and how sure that rule is of it."""

    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the cleaned text, ``start`` and ``end`` in code points of it, and the section it stands in."""

    start: int
    end: int
    kind: BlockKind
    section: int


@dataclass(frozen=True, slots=True)
class Section:
    """One article of a file; most files hold one.

    ``start`` and ``end`` count code points of the cleaned text in a Document, of the text as read in a SourceInfo.
    """

    start: int
    end: int
    title: str | None = None
    published: date | None = None
    source: str | None = None
    byline: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read and cleaned.

    ``origin[i]`` is the offset in ``raw`` of character ``i`` of ``text``; it has one entry a character and rises
    strictly. ``path`` is relative to the folder named by the user, so that a build does not depend on where it runs.
    """

    id: str
    path: str
    sha256: str
    raw: str
    text: str
    origin: Sequence[int]
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    url: str | None = None

    @property
    def title(self) -> str | None:
        return self.sections[0].title if self.sections else None

    @property
    def published(self) -> date | None:
        return next((section.published for section in self.sections if section.published), None)

    @property
    def source(self) -> str | None:
        return next((section.source for section in self.sections if section.source), None)

    def evidence(self, start: int, end: int) -> Evidence:
        """The original characters behind ``text[start:end]``, noise between them included."""
        first, last = self.origin[start], self.origin[end - 1] + 1
        return Evidence(first, last, self.raw[first:last])


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that a document names. ``key`` decides identity across documents; ``code`` is a region's division code.

    ``kind`` refines the type where the ontology does (``AdministrativeDivision``, ``FunctionalZone``, ``Community``
    for a Region; ``Initiative``, ``ServiceChannel`` for a Program). ``reasons`` say why a region was taken for the
    division its key names, or why it could not be told which one it is.
    """

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...]
    key: str
    mentions: tuple[MentionEvidence, ...]
    kind: str | None = None
    code: str | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A statement between two entities of one document, named by their ids."""

    subject: str
    predicate: Predicate
    object: str
    basis: Basis
    rule: str
    confidence: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Post:
    """A person named with a public or company office; ``of`` is the id of the organisation or region."""

    person: str
    role: str
    of: str
    rule: str
    confidence: float
    evidence: Evidence
    basis: Basis = "text"


@dataclass(frozen=True, slots=True)
class Measure:
    """A reported figure: ``value`` in ``unit`` as the text has it (``40`` ``万元``).

    ``period`` is the text's own words; ``period_start`` and ``period_end`` are their resolution against the day of
    publication, where there is one.
    """

    subject: str
    indicator: str
    value: Decimal
    unit: str
    bound: Bound
    period: str | None
    period_start: date | None
    period_end: date | None
    rule: str
    confidence: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What the graph keeps of a document, its text left behind.

    ``url`` is its own address, where its page or table tells one; ``fingerprint`` is what other sites' reprints of it
    are known by (``corpus.fingerprints``). ``masked`` has the places, in code points of the text as it was read, where
    names of private persons are hidden; None where none were to be.
    """

    id: str
    sha256: str
    title: str | None
    published: date | None
    source: str | None
    path: str
    characters: int
    sections: tuple[Section, ...] = ()
    fingerprint: str = ""
    url: str | None = None
    masked: tuple[tuple[int, int], ...] | None = None


@dataclass(frozen=True, slots=True)
class Reprint:
    """A document, by its id, that tells again what ``of`` tells; ``similarity`` is the part of its text found there."""

    document: str
    of: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document says; entity ids hold inside it only."""

    document: SourceInfo
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    posts: tuple[Post, ...] = ()
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """An entity of the merged graph. ``id`` is a prefixed name: ``region:320600``, ``program:hongse_bangban_7f3k2q``.

    ``documents`` counts the documents that name it, ``mentions`` the places. ``corrected`` says that name, type or
    aliases are as a user's correction has them.
    """

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...]
    key: str
    kind: str | None
    code: str | None
    documents: int
    mentions: int
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class GraphRelation:
    """A statement of the merged graph; ``support`` counts the documents that make it.

    ``source`` names what a statement without a document rests on: the gazetteer's revision, or what a user's
    correction cites.
    """

    id: str
    subject: str
    predicate: Predicate
    object: str
    basis: Basis
    confidence: float
    support: int
    source: str | None = None


@dataclass(frozen=True, slots=True)
class GraphPost:
    """A person (``person:…``) in an office (``post:…``) of a node."""

    id: str
    person: str
    name: str
    role: str
    of: str
    confidence: float
    support: int
    basis: Basis = "text"


@dataclass(frozen=True, slots=True)
class GraphMeasure:
    """A figure of the merged graph; one that several documents report alike is one."""

    id: str
    subject: str
    indicator: str
    value: Decimal
    unit: str
    bound: Bound
    period: str | None
    period_start: date | None
    period_end: date | None
    confidence: float
    support: int


@dataclass(frozen=True, slots=True)
class GraphEvidence:
    """The place in a document that says ``statement``: the id of a relation, post or measure, or of a node it names.

    ``rule`` and ``confidence`` are those of this reading; for a node's mention they are ``mention`` and 1.
    """

    statement: str
    document: str
    start: int
    end: int
    text: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Identity:
    """Why what documents name ``name`` is taken for ``node``: ``key`` is the identity that those documents give it.

    ``rule`` says what joined the key to the node, ``confidence`` how sure that is; ``documents`` counts them.
    """

    node: str
    key: str
    name: str
    rule: str
    confidence: float
    documents: int


@dataclass(frozen=True, slots=True)
class Family:
    """Programs named ``name``, or a listed variant of it, in several places: ``members`` are their node ids, sorted.

    ``places`` and ``provinces`` count where they are run, ``articles`` what names one of them; ``first`` and ``last``
    are the days of the earliest and the latest of those.
    """

    id: str
    name: str
    variants: tuple[str, ...]
    members: tuple[str, ...]
    places: int
    provinces: int
    articles: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Graph:
    """The merged graph as sorted tables: what the writers read and what the Parquet files hold."""

    documents: tuple[SourceInfo, ...] = ()
    nodes: tuple[Node, ...] = ()
    relations: tuple[GraphRelation, ...] = ()
    posts: tuple[GraphPost, ...] = ()
    measures: tuple[GraphMeasure, ...] = ()
    evidence: tuple[GraphEvidence, ...] = ()
    identities: tuple[Identity, ...] = ()
    families: tuple[Family, ...] = ()
    reprints: tuple[Reprint, ...] = ()

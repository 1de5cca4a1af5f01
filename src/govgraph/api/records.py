"""The records of a graph as a library shows them: what `model` holds by id is here at hand.

They are equal where they say the same, whichever graph they are of.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from govgraph.api.display import show_entity
from govgraph.model import Basis, Bound, EntityType, Predicate

if TYPE_CHECKING:
    from govgraph.api.graphs import Graph


@dataclass(frozen=True, slots=True)
class Document:
    """An article.

    ``path`` is relative to the folder that was named, ``characters`` counts code points of the text as it was read. A
    reprint names the document that it tells again, and how much of its text stands there (0 to 1).
    """

    id: str
    path: str
    title: str | None
    published: date | None
    source: str | None
    characters: int
    sha256: str = field(repr=False)
    reprint_of: str | None = None
    similarity: float | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence that makes a statement, or the words that name an entity; ``statement`` is the id of either.

    ``start`` and ``end`` count code points of the document as it was read, a byte-order mark dropped and line ends as
    one character: ``text`` is what stands there. ``rule`` and ``confidence`` (0 to 1) are those of this reading.
    """

    statement: str
    document: Document
    start: int
    end: int
    text: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing of the graph. ``documents`` counts the articles that name it, ``mentions`` the places.

    ``id`` is its name in the Turtle (``region:320600``), ``code`` a region's division code, ``kind`` refines the type
    where the ontology does. ``corrected`` says that name, type or aliases are as a user's correction has them.
    """

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...]
    kind: str | None
    code: str | None
    documents: int
    mentions: int
    corrected: bool
    _graph: "Graph" = field(repr=False, compare=False)

    def __repr__(self) -> str:
        return f"<{self.type} {self.name!r} {self.id}>"

    @property
    def relations(self) -> tuple["Relation", ...]:
        """The relations that it is the subject or the object of, in the order of the graph."""
        return self._graph._relations_of.get(self.id, ())

    @property
    def posts(self) -> tuple["Post", ...]:
        """The offices in it that persons are named with."""
        return self._graph._posts_of.get(self.id, ())

    @property
    def measures(self) -> tuple["Measure", ...]:
        """The figures about it."""
        return self._graph._measures_of.get(self.id, ())

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The places that name it."""
        return self._graph._evidence_of(self.id)

    def _repr_html_(self) -> str:
        return show_entity(self)


class _Statement:
    """What is said in articles."""

    __slots__ = ()
    id: str
    _graph: "Graph"

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The sentences that say so; none where it does not rest on an article."""
        return self._graph._evidence_of(self.id)


@dataclass(frozen=True, slots=True)
class Relation(_Statement):
    """A statement between two entities; ``support`` counts the articles that make it, reprints once.

    ``basis`` says whether articles, the gazetteer of divisions, a user's correction or only a language model tell it;
    ``source`` names what a statement without an article rests on. ``confidence`` is from 0 to 1.
    """

    id: str
    subject: Entity
    predicate: Predicate
    object: Entity
    basis: Basis
    confidence: float
    support: int
    source: str | None
    _graph: "Graph" = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Post(_Statement):
    """A person, by ``name`` and by id, in the office ``role`` of an entity; ``basis`` is as for a relation."""

    id: str
    person: str
    name: str
    role: str
    of: Entity
    confidence: float
    support: int
    basis: Basis
    _graph: "Graph" = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Measure(_Statement):
    """A reported figure: ``value`` in ``unit`` as articles have it (``40`` ``万元``); ``bound`` tells 近 from 超.

    ``period`` is in the articles' own words; ``period_start`` and ``period_end`` are its first and last day, where they
    can be told.
    """

    id: str
    subject: Entity
    indicator: str
    value: Decimal
    unit: str
    bound: Bound
    period: str | None
    period_start: date | None
    period_end: date | None
    confidence: float
    support: int
    _graph: "Graph" = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Family:
    """Programs of one name, or of a listed variant of it, in several places: how a program spread.

    ``places`` and ``provinces`` count where they are run, ``articles`` what names one of them; ``first`` and ``last``
    are the days of the earliest and the latest of those.
    """

    id: str
    name: str
    variants: tuple[str, ...]
    members: tuple[Entity, ...]
    places: int
    provinces: int
    articles: int
    first: date | None
    last: date | None

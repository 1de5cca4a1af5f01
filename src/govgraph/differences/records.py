"""The difference of two builds as records; `govgraph diff --json` prints a Difference as it stands here."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

#: Fields that change whenever another article is read: how often and how surely something is said, not what.
WEIGHTS = frozenset({"documents", "mentions", "confidence", "support"})


@dataclass(frozen=True, slots=True)
class End:
    """An entity that a statement is about, by the name it has in the build of the statement."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A row of ``documents``."""

    id: str
    path: str
    sha256: str
    title: str | None
    published: date | None
    source: str | None
    characters: int


@dataclass(frozen=True, slots=True)
class StoredEntity:
    """A row of ``entities`` with its rows of ``aliases``."""

    id: str
    type: str
    name: str
    kind: str | None
    code: str | None
    documents: int
    mentions: int
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredRelation:
    """A row of ``relations``."""

    id: str
    subject: End
    predicate: str
    object: End
    basis: str
    confidence: float
    support: int


@dataclass(frozen=True, slots=True)
class StoredPost:
    """A row of ``posts``; ``name`` is the office-holder's."""

    id: str
    name: str
    role: str
    of: End
    confidence: float
    support: int


@dataclass(frozen=True, slots=True)
class StoredMeasure:
    """A row of ``measures``; ``value`` is None where the table could not hold it."""

    id: str
    subject: End
    indicator: str
    value: Decimal | None
    unit: str
    bound: str
    period: str | None
    period_start: date | None
    period_end: date | None
    confidence: float
    support: int


Stored = StoredDocument | StoredEntity | StoredRelation | StoredPost | StoredMeasure
R = TypeVar("R", StoredDocument, StoredEntity, StoredRelation, StoredPost, StoredMeasure)


@dataclass(frozen=True, slots=True)
class Change(Generic[R]):
    """One thing in both builds; ``fields`` are those that differ."""

    old: R
    new: R
    fields: tuple[str, ...]

    @property
    def is_weight(self) -> bool:
        """Whether only counts and confidence differ."""
        return WEIGHTS.issuperset(self.fields)


@dataclass(frozen=True, slots=True)
class Twins:
    """The ids of something gone and something added that may be the same."""

    gone: str
    added: str


@dataclass(frozen=True, slots=True)
class Part(Generic[R]):
    """The difference in one kind of thing, each list in the order of ids.

    ``old`` and ``new`` count what the two builds have. ``recounted`` are the changes of nothing but ``WEIGHTS``, and
    not among ``changed``. ``perhaps_same`` names things that are among ``added`` and ``gone`` too: entities of one
    name, and what is said alike of such entities.
    """

    old: int
    new: int
    added: tuple[R, ...]
    gone: tuple[R, ...]
    changed: tuple[Change[R], ...]
    recounted: tuple[Change[R], ...]
    perhaps_same: tuple[Twins, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.gone or self.changed or self.recounted)


@dataclass(frozen=True, slots=True)
class Difference:
    """What two builds differ in; evidence is not compared.

    As JSON one object with a member for each field here, and so on down: lists of records under ``added`` and
    ``gone``; under ``changed`` and ``recounted`` objects of ``old`` and ``new`` record and the ``fields`` that differ;
    under ``perhaps_same`` pairs of ids. The ends of statements are objects of ``id`` and ``name``.
    """

    documents: Part[StoredDocument]
    entities: Part[StoredEntity]
    relations: Part[StoredRelation]
    posts: Part[StoredPost]
    measures: Part[StoredMeasure]

    def __bool__(self) -> bool:
        return any((self.documents, self.entities, self.relations, self.posts, self.measures))


def find_change(old: R, new: R) -> Change[R]:
    """The change from one record to the other; an end whose entity only has another name is no difference."""
    names = [field.name for field in fields(old)]
    return Change(old, new, tuple(name for name in names if _identify(old, name) != _identify(new, name)))


def _identify(record: Stored, field: str) -> object:
    value = getattr(record, field)
    return value.id if isinstance(value, End) else value

"""The entries of corrections.toml as records. ``SECTIONS`` is the form of the file: msgspec checks it by them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal, TypeVar, get_args

import msgspec
from msgspec import Meta

from govgraph.graph.identifiers import PREFIXES
from govgraph.model import EntityType, Predicate

Text = Annotated[str, Meta(pattern=r"\S")]
NodeId = Annotated[str, Meta(pattern=rf"^(?:{'|'.join(PREFIXES.values())}):[A-Za-z0-9_]+$")]
RegionId = Annotated[str, Meta(pattern=r"^region:[A-Za-z0-9_]+$")]
StatementId = Annotated[str, Meta(pattern=r"^(?:statement|post|measure):[A-Za-z0-9_]+$")]
Kind = Literal["AdministrativeDivision", "FunctionalZone", "Community", "Initiative", "ServiceChannel"]

_TYPES: dict[str, EntityType] = {prefix: kind for kind, prefix in PREFIXES.items()}
_TYPES |= {kind: kind for kind in PREFIXES}


class Described(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"within": "in"}):
    """An entity by what it is called; ``within`` (``in`` in the file) is the region that it is of or lies in."""

    type: EntityType
    name: Text
    within: RegionId | None = None
    code: Text | None = None

    def __str__(self) -> str:
        more = [f"in {self.within}"] if self.within else []
        more += [f"with code {self.code}"] if self.code else []
        return " ".join([self.type, self.name, *more])


#: What an entry speaks of: the id of a node, or a description that fits one; once it is found, its key.
Ref = NodeId | Described


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One correction; ``note`` is for people."""

    note: str | None = None


class Merge(Entry, frozen=True):
    """The entities are one thing, which keeps the id of ``into``."""

    into: Ref
    entities: Annotated[tuple[Ref, ...], Meta(min_length=1)]


class KeepApart(Entry, frozen=True):
    """Either these entities are different things, or what these documents call ``entity`` is another thing."""

    entities: Annotated[tuple[Ref, ...], Meta(min_length=2)] | None = None
    entity: Ref | None = None
    documents: Annotated[tuple[Text, ...], Meta(min_length=1)] | None = None

    def __post_init__(self) -> None:
        given = [self.entities is not None, self.entity is not None, self.documents is not None]
        if given not in ([True, False, False], [False, True, True]):
            raise ValueError("it takes either entities = [two or more], or entity = … with documents = [one or more]")


class Rename(Entry, frozen=True):
    """The entity bears this name; the one that most articles give becomes an alias."""

    entity: Ref
    name: Text


class Retype(Entry, frozen=True):
    """The entity is of this type, and of this kind where the type has kinds."""

    entity: Ref
    type: EntityType
    kind: Kind | None = None


class AddAlias(Entry, frozen=True):
    """The entity is also called so."""

    entity: Ref
    aliases: Annotated[tuple[Text, ...], Meta(min_length=1)]


class DropEntity(Entry, frozen=True):
    """This is no entity; what is said of it goes with it."""

    entity: Ref


class DropStatement(Entry, frozen=True):
    """The articles do not say this: a relation, post or figure by its id, or a relation by its parts."""

    id: StatementId | None = None
    subject: Ref | None = None
    predicate: Predicate | None = None
    object: Ref | None = None

    def __post_init__(self) -> None:
        parts = [self.subject is not None, self.predicate is not None, self.object is not None]
        if any(parts) == (self.id is not None) or any(parts) != all(parts):
            raise ValueError("it takes either id = …, or subject, predicate and object")


class AddStatement(Entry, frozen=True):
    """The relation holds; ``source`` says on what authority, as an address or in words."""

    subject: Ref
    predicate: Predicate
    object: Ref
    source: Text


SECTIONS: Mapping[str, type[Entry]] = {
    "merge": Merge,
    "keep_apart": KeepApart,
    "rename": Rename,
    "retype": Retype,
    "add_alias": AddAlias,
    "drop_entity": DropEntity,
    "drop_statement": DropStatement,
    "add_statement": AddStatement,
}
_NAMES = {kind: name for name, kind in SECTIONS.items()}

T = TypeVar("T", bound=Entry)


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry and the line of the file where it begins."""

    line: int
    entry: Entry

    def __str__(self) -> str:
        return f"[[{_NAMES[type(self.entry)]}]]"


@dataclass(frozen=True, slots=True)
class Corrections:
    """The entries of the file ``path``, in its order, which changes nothing."""

    path: str = ""
    placed: tuple[Placed, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be said of the correction at ``line``: why it could not be applied, or what it took with it."""

    line: int
    correction: str
    message: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a corrections file: how many entries were applied, which were not, what else they left out."""

    path: str = ""
    applied: int = 0
    unmatched: tuple[Note, ...] = ()
    left_out: tuple[Note, ...] = field(default=())


def select(placed: tuple[Placed, ...], kind: type[T]) -> Iterator[tuple[Placed, T]]:
    """The entries of one section, each with its place."""
    return ((one, one.entry) for one in placed if isinstance(one.entry, kind))


def refs_of(entry: Entry) -> tuple[Ref, ...]:
    """All that an entry speaks of, in the order of its fields."""
    found: list[Ref] = []
    for name in entry.__struct_fields__:
        value = getattr(entry, name)
        if name in ("into", "entity", "subject", "object") and value is not None:
            found.append(value)
        elif name == "entities" and value is not None:
            found += value
    return tuple(found)


def replace_refs(entry: T, find: Callable[[Ref], str]) -> T:
    """The entry with what ``find`` gives for each thing it speaks of."""
    changes: dict[str, object] = {}
    for name in entry.__struct_fields__:
        value = getattr(entry, name)
        if name in ("into", "entity", "subject", "object") and value is not None:
            changes[name] = find(value)
        elif name == "entities" and value is not None:
            changes[name] = tuple(find(ref) for ref in value)
    return msgspec.structs.replace(entry, **changes)


def type_of(ref: Ref) -> EntityType | None:
    """The type that an id, a key or a description shows.

    >>> type_of("body:xing_zheng_4k2p0z"), type_of("PublicOrganisation:行政审批局@Region:3206")
    ('PublicOrganisation', 'PublicOrganisation')
    """
    return ref.type if isinstance(ref, Described) else _TYPES.get(ref.partition(":")[0])


#: What the kinds refine is the ontology's to say; the names are checked against it in the tests.
KINDS: frozenset[str] = frozenset(get_args(Kind))

"""Applies to the readings what is not a question of identity: names, types, aliases, what is dropped and added."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from govgraph import ontology
from govgraph.graph.corrections.contradictions import find_contradictions
from govgraph.graph.corrections.decisions import Decisions
from govgraph.graph.corrections.directory import retype_key
from govgraph.graph.corrections.entries import (
    AddAlias,
    DropEntity,
    KeepApart,
    Merge,
    Note,
    Outcome,
    Placed,
    Rename,
    Retype,
    replace_refs,
    select,
    type_of,
)
from govgraph.graph.corrections.statements import add_statements, drop_statements
from govgraph.graph.identifiers import code_of
from govgraph.graph.summaries import Groups, rekey
from govgraph.model import Entity, EntityType, Node

#: What has office-holders.
_EMPLOYERS: frozenset[EntityType] = frozenset({"Region", "PartyOrganisation", "PublicOrganisation", "Enterprise"})


@dataclass(frozen=True, slots=True)
class NodeEdit:
    """What a node is to have in place of what the articles give it."""

    name: str | None = None
    aliases: frozenset[str] = frozenset()
    kind: str | None = None

    def apply(self, node: Node) -> Node:
        """The node so changed; a name that it loses becomes an alias."""
        name = self.name or node.name
        aliases = {node.name, *node.aliases, *self.aliases} - {name}
        return replace(node, name=name, aliases=tuple(sorted(aliases)), kind=self.kind or node.kind, corrected=True)


@dataclass(frozen=True, slots=True)
class Corrected:
    """What the documents name and say as it is to be merged, by the keys of nodes.

    ``keys`` gives the key of the node that each key of the articles has ended in, ``edits`` what the nodes get beside
    what is read of them. ``dropped`` are statements, by the keys of the articles, that a user drops; ``lost`` are
    entities and statements, by the keys of nodes, that go with what he drops or retypes.
    """

    groups: Groups
    keys: Mapping[str, str]
    edits: Mapping[str, NodeEdit] = field(default_factory=dict)
    dropped: frozenset[tuple[str, ...]] = frozenset()
    lost: frozenset[str | tuple[str, ...]] = frozenset()
    outcome: Outcome = field(default_factory=Outcome)


def correct(groups: Groups, same: Mapping[str, str], decisions: Decisions) -> Corrected:
    """The readings under the keys of their nodes, corrected.

    Args:
        groups: the readings that ``decide`` gave.
        same: the key that each key is taken for, the judgements regarded; those not in it stand for themselves.
        decisions: what ``decide`` made of the corrections.
    """
    if not decisions.placed:
        return Corrected(rekey(groups, same), same, outcome=_report(decisions, (), ()))
    unmatched: list[Note] = []
    left_out: list[Note] = []
    placed = _agree(_find_nodes(decisions.placed, same), unmatched)
    types = {str(entry.entity): entry.type for _, entry in select(placed, Retype)}
    keys = {key: _retyped(same.get(key, key), types) for key in groups.entities}
    unmatched += _find_unparted(decisions.placed, keys)
    placed = tuple(Placed(one.line, replace_refs(one.entry, lambda ref: _retyped(str(ref), types))) for one in placed)
    dropped = drop_statements(groups, keys, decisions, placed, unmatched)
    groups = rekey(groups, keys)
    before = _places(groups)
    unmatched += _find_unread(placed, groups)
    _set_types(groups, placed, left_out)
    _drop_entities(groups, placed)
    lost = before - _places(groups)
    add_statements(groups, placed, unmatched)
    return Corrected(groups, keys, _edits(placed), dropped, lost, _report(decisions, unmatched, left_out))


def _places(groups: Groups) -> frozenset[str | tuple[str, ...]]:
    return frozenset((*groups.entities, *groups.relations, *groups.posts, *groups.measures))


def _find_nodes(placed: tuple[Placed, ...], same: Mapping[str, str]) -> tuple[Placed, ...]:
    """The entries speaking of nodes, where decisions speak of the articles' keys."""
    return tuple(Placed(one.line, replace_refs(one.entry, lambda ref: same.get(str(ref), str(ref)))) for one in placed)


def _find_unread(placed: tuple[Placed, ...], groups: Groups) -> list[Note]:
    """Divisions that stand in the graph only because others lie in them: those stay what they are."""
    return [
        Note(one.line, str(one), "no article names it; it is there because the gazetteer says that others lie in it")
        for one in placed
        if isinstance(one.entry, DropEntity | Retype) and str(one.entry.entity) not in groups.entities
    ]


def _find_unparted(placed: tuple[Placed, ...], keys: Mapping[str, str]) -> list[Note]:
    """What is to be kept apart and yet is one, because what it belongs to is one."""
    found = []
    for one, entry in select(placed, KeepApart):
        ends = [keys.get(str(ref), str(ref)) for ref in entry.entities or ()]
        if len(set(ends)) < len(ends):
            found.append(Note(one.line, str(one), "they belong to one thing by the same name: keep apart their owners"))
    return found


def _agree(placed: tuple[Placed, ...], unmatched: list[Note]) -> tuple[Placed, ...]:
    """Without those that have come to contradict each other because a rule took two things for one."""
    judged = tuple(one for one in placed if isinstance(one.entry, Merge | KeepApart))
    others = tuple(one for one in placed if not isinstance(one.entry, Merge | KeepApart))
    wrong = {line: problem.message for problem in find_contradictions(others) for line in problem.lines}
    unmatched += [Note(one.line, str(one), f"not applied: {wrong[one.line]}") for one in others if one.line in wrong]
    return judged + tuple(one for one in others if one.line not in wrong)


def _retyped(key: str, types: Mapping[str, EntityType]) -> str:
    return retype_key(key, types[key]) if key in types else key


def _set_types(groups: Groups, placed: tuple[Placed, ...], left_out: list[Note]) -> None:
    """Give what was retyped or merged the type and code of its key, and leave out what such a thing cannot have."""
    touched = {str(entry.entity): one for one, entry in select(placed, Retype)}
    for one, entry in select(placed, Merge):
        touched.setdefault(str(entry.into), one)
    types = {key: type_ for key in touched if (type_ := type_of(key)) and key in groups.entities}
    for key, type_ in types.items():
        named, code = groups.entities[key], code_of(key)
        named.entities = [
            (content, replace(entity, type=type_, kind=_kind_as(type_, entity), code=code))
            for content, entity in named.entities
        ]
    lost: defaultdict[str, list[str]] = defaultdict(list)
    for relation in list(groups.relations):
        for key, allowed in zip((relation[0], relation[2]), ontology.ends(relation[1]), strict=True):
            if key in types and types[key] not in allowed:
                groups.relations.pop(relation, None)
                lost[key].append(" ".join(relation))
    for post in [post for post in groups.posts if post[1] in types and types[post[1]] not in _EMPLOYERS]:
        del groups.posts[post]
        lost[post[1]].append(" of ".join(post))
    for key, statements in lost.items():
        message = f"left out, which type {types[key]} cannot have: {'; '.join(sorted(statements))}"
        left_out.append(Note(touched[key].line, str(touched[key]), message))


def _kind_as(type_: EntityType, entity: Entity) -> str | None:
    return entity.kind if entity.type == type_ else None


def _drop_entities(groups: Groups, placed: tuple[Placed, ...]) -> None:
    gone = {str(entry.entity) for _, entry in select(placed, DropEntity)}
    for key in gone:
        groups.entities.pop(key, None)
    for relation in [place for place in groups.relations if place[0] in gone or place[2] in gone]:
        del groups.relations[relation]
    for post in [place for place in groups.posts if place[1] in gone]:
        del groups.posts[post]
    for measure in [place for place in groups.measures if place[0] in gone]:
        del groups.measures[measure]


def _edits(placed: tuple[Placed, ...]) -> dict[str, NodeEdit]:
    edits: defaultdict[str, NodeEdit] = defaultdict(NodeEdit)
    for _, rename in select(placed, Rename):
        edits[str(rename.entity)] = replace(edits[str(rename.entity)], name=rename.name)
    for _, retype in select(placed, Retype):
        edits[str(retype.entity)] = replace(edits[str(retype.entity)], kind=retype.kind)
    for _, added in select(placed, AddAlias):
        edit = edits[str(added.entity)]
        edits[str(added.entity)] = replace(edit, aliases=edit.aliases | set(added.aliases))
    return dict(edits)


def _report(decisions: Decisions, unmatched: Sequence[Note], left_out: Iterable[Note]) -> Outcome:
    notes = [*decisions.unmatched, *unmatched]
    notes.sort(key=lambda note: (note.line, note.message))
    missed = {note.line for note in notes}
    return Outcome(
        path=decisions.path,
        applied=decisions.entries - len(missed),
        unmatched=tuple(notes),
        left_out=tuple(sorted(left_out, key=lambda note: (note.line, note.message))),
    )

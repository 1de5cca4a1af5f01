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
    AddStatement,
    DropEntity,
    DropStatement,
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
from govgraph.graph.identifiers import name_claims
from govgraph.graph.readings import Groups, Told, rekey
from govgraph.model import EntityType, Node

#: What has office-holders.
_EMPLOYERS: frozenset[EntityType] = frozenset({"Region", "PartyOrganisation", "PublicOrganisation", "Enterprise"})

_Renamed = list[tuple[tuple[str, ...], tuple[str, ...]]]


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
    """The readings as they are to be merged, by the keys of nodes.

    ``keys`` gives the key of the node that each key of the articles has ended in, ``edits`` what the nodes get beside
    their readings. ``dropped`` are relations, by the keys of their nodes, that nothing may add again.
    """

    groups: Groups
    keys: Mapping[str, str]
    edits: Mapping[str, NodeEdit] = field(default_factory=dict)
    dropped: frozenset[tuple[str, ...]] = frozenset()
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
    dropped = _drop_statements(groups, keys, decisions, placed, unmatched)
    groups = rekey(groups, keys)
    _set_types(groups, placed, left_out)
    for _, drop in select(placed, DropEntity):
        _drop_entity(groups, str(drop.entity))
    _add_statements(groups, placed, unmatched)
    return Corrected(groups, keys, _edits(placed), dropped, _report(decisions, unmatched, left_out))


def _find_nodes(placed: tuple[Placed, ...], same: Mapping[str, str]) -> tuple[Placed, ...]:
    """The entries speaking of nodes, where decisions speak of the articles' keys."""
    return tuple(Placed(one.line, replace_refs(one.entry, lambda ref: same.get(str(ref), str(ref)))) for one in placed)


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
    others = tuple(one for one in placed if one not in judged)
    wrong = {line: problem.message for problem in find_contradictions(others) for line in problem.lines}
    unmatched += [Note(one.line, str(one), f"not applied: {wrong[one.line]}") for one in others if one.line in wrong]
    return judged + tuple(one for one in others if one.line not in wrong)


def _retyped(key: str, types: Mapping[str, EntityType]) -> str:
    return retype_key(key, types[key]) if key in types else key


def _drop_statements(
    groups: Groups,
    keys: Mapping[str, str],
    decisions: Decisions,
    placed: tuple[Placed, ...],
    unmatched: list[Note],
) -> frozenset[tuple[str, ...]]:
    """Leave statements out by their ids, those from before the corrections and those of now, or by their parts.

    Returns:
        The relations left out, by the keys of nodes.
    """
    drops = list(select(placed, DropStatement))
    if not drops:
        return frozenset()
    relations = set(groups.relations) | decisions.links
    known = _name_statements(groups, relations, decisions.before)
    for name, places in _name_statements(groups, relations, keys).items():
        known.setdefault(name, set()).update(places)
    parts: defaultdict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for subject, predicate, object_ in relations:
        parts[keys.get(subject, subject), predicate, keys.get(object_, object_)].add((subject, predicate, object_))
    dropped: set[tuple[str, ...]] = set()
    for one, drop in drops:
        wanted = (str(drop.subject), str(drop.predicate), str(drop.object))
        places = known.get(drop.id, set()) if drop.id else parts.get(wanted, set())
        if not places:
            unmatched.append(Note(one.line, str(one), f"nothing says {drop.id or 'this'} any more"))
        dropped |= places
    for relation in [place for place in groups.relations if place in dropped]:
        del groups.relations[relation]
    for post in [place for place in groups.posts if place in dropped]:
        del groups.posts[post]
    for measure in [place for place in groups.measures if place in dropped]:
        del groups.measures[measure]
    return frozenset(
        (keys.get(s, s), predicate, keys.get(o, o)) for s, predicate, o in relations if (s, predicate, o) in dropped
    )


def _name_statements(
    groups: Groups, triples: Iterable[tuple[str, str, str]], keys: Mapping[str, str]
) -> dict[str, set[tuple[str, ...]]]:
    """The keys of relations, posts and figures by the id that they have under other keys."""

    def rename(key: str) -> str:
        return keys.get(key, key)

    found: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    relations: _Renamed = [(key, (rename(key[0]), key[1], rename(key[2]))) for key in triples]
    posts: _Renamed = [(key, (key[0], rename(key[1]))) for key in groups.posts]
    measures: _Renamed = [(key, (rename(key[0]), *key[1:])) for key in groups.measures]
    for prefix, label, pairs in (("statement", 1, relations), ("post", 0, posts), ("measure", 1, measures)):
        ids = name_claims(prefix, ((key, key[label]) for _, key in pairs))
        for place, key in pairs:
            found[ids[key]].add(place)
    return dict(found)


def _set_types(groups: Groups, placed: tuple[Placed, ...], left_out: list[Note]) -> None:
    """Give what was retyped or merged the type of its key; statements that such a thing cannot have are left out."""
    touched = {str(entry.entity): one for one, entry in select(placed, Retype)}
    for one, entry in select(placed, Merge):
        touched.setdefault(str(entry.into), one)
    for key, one in sorted(touched.items()):
        type_ = type_of(key)
        if key not in groups.entities or type_ is None:
            continue
        named = groups.entities[key]
        named.entities = [
            (content, entity if entity.type == type_ else replace(entity, type=type_, kind=None, code=None))
            for content, entity in named.entities
        ]
        lost = _drop_unfit(groups, key, type_)
        if lost:
            left_out.append(Note(one.line, str(one), f"left out, which type {type_} cannot have: {'; '.join(lost)}"))


def _drop_unfit(groups: Groups, key: str, type_: EntityType) -> list[str]:
    """What was said of the thing and does not fit its type, as text."""
    relations = [
        place
        for place in groups.relations
        for end, allowed in zip((place[0], place[2]), ontology.ends(place[1]), strict=True)
        if end == key and type_ not in allowed
    ]
    posts = [place for place in groups.posts if place[1] == key and type_ not in _EMPLOYERS]
    for place in relations:
        del groups.relations[place]
    for post in posts:
        del groups.posts[post]
    return sorted([" ".join(place) for place in relations] + [" of ".join(post) for post in posts])


def _drop_entity(groups: Groups, key: str) -> None:
    groups.entities.pop(key, None)
    for relation in [place for place in groups.relations if key in (place[0], place[2])]:
        del groups.relations[relation]
    for post in [place for place in groups.posts if place[1] == key]:
        del groups.posts[post]
    for measure in [place for place in groups.measures if place[0] == key]:
        del groups.measures[measure]


def _add_statements(groups: Groups, placed: tuple[Placed, ...], unmatched: list[Note]) -> None:
    for one, said in select(placed, AddStatement):
        place = (str(said.subject), said.predicate, str(said.object))
        kinds = [type_of(place[0]), type_of(place[2])]
        if any(kind not in allowed for kind, allowed in zip(kinds, ontology.ends(said.predicate), strict=True)):
            unmatched.append(Note(one.line, str(one), f"types {kinds[0]} and {kinds[1]} cannot be so related"))
        else:
            groups.relations[place].told.append(Told("correction", said.source, 1.0))


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

"""Statements that a correction drops or adds."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from govgraph import ontology
from govgraph.graph.corrections.decisions import Decisions
from govgraph.graph.corrections.entries import AddStatement, DropStatement, Note, Placed, select, type_of
from govgraph.graph.identifiers import code_of, name_claim
from govgraph.graph.identities import shorten_code
from govgraph.graph.summaries import Groups, Told

_Renamed = list[tuple[tuple[str, ...], tuple[str, ...]]]


def drop_statements(
    groups: Groups,
    keys: Mapping[str, str],
    decisions: Decisions,
    placed: tuple[Placed, ...],
    unmatched: list[Note],
) -> frozenset[tuple[str, ...]]:
    """Leave statements out by their ids, those from before the corrections and those of now, or by their parts.

    Returns:
        What is left out, by the keys that the articles give.
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
    for statements in (groups.relations, groups.posts, groups.measures):
        for place in dropped & statements.keys():
            del statements[place]  # type: ignore[arg-type]
    return frozenset(dropped)


def add_statements(groups: Groups, placed: tuple[Placed, ...], unmatched: list[Note]) -> None:
    """Add what a user says beside the articles, on the source that the entry names."""
    for one, said in select(placed, AddStatement):
        place = (str(said.subject), said.predicate, str(said.object))
        kinds = [type_of(place[0]), type_of(place[2])]
        if any(kind not in allowed for kind, allowed in zip(kinds, ontology.ends(said.predicate), strict=True)):
            unmatched.append(Note(one.line, str(one), f"types {kinds[0]} and {kinds[1]} cannot be so related"))
        elif not (_stands(place[0], groups) and _stands(place[2], groups)):
            unmatched.append(Note(one.line, str(one), "nothing is left of one of its ends"))
        else:
            groups.relations[place].told.append(Told("correction", said.source, 1.0))


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
        for place, key in pairs:
            found[name_claim(prefix, key, key[label])].add(place)
    return dict(found)


def _stands(key: str, groups: Groups) -> bool:
    """Whether there will be a node of this key: articles name it, or a division that lies in it."""
    code = shorten_code(code_of(key) or "?")
    return key in groups.entities or any(
        shorten_code(within).startswith(code) for other in groups.entities if (within := code_of(other))
    )

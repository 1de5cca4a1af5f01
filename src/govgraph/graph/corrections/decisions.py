"""From the entries of a corrections file to what they mean for the keys of these articles."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from govgraph.errors import SetupError
from govgraph.graph.corrections.contradictions import find_contradictions, merged_pairs
from govgraph.graph.corrections.directory import Directory, NotFoundError
from govgraph.graph.corrections.entries import (
    Corrections,
    Entry,
    KeepApart,
    Merge,
    Note,
    Placed,
    Ref,
    Retype,
    replace_refs,
    select,
)
from govgraph.graph.corrections.splitting import split
from govgraph.graph.identities import Judgements
from govgraph.graph.parents import find_links
from govgraph.graph.summaries import Groups
from govgraph.model import Node


@dataclass(frozen=True, slots=True)
class Decisions:
    """The entries that match, speaking of keys now; the judgements among them; and what is to be said of the rest.

    ``entries`` counts those of the file; ``before`` gives the key that each key of the readings had, or would be taken
    for, without corrections. ``links`` are the statements that the gazetteer adds. ``parts`` are the keys that some
    files' readings of a key are split off under, by that key and the file's hash.
    """

    path: str = ""
    entries: int = 0
    placed: tuple[Placed, ...] = ()
    judgements: Judgements = field(default_factory=Judgements)
    before: Mapping[str, str] = field(default_factory=dict)
    links: frozenset[tuple[str, str, str]] = frozenset()
    parts: Mapping[tuple[str, str], str] = field(default_factory=dict)
    unmatched: tuple[Note, ...] = ()


def decide(
    corrections: Corrections, groups: Groups, nodes: Mapping[str, Node], same: Mapping[str, str]
) -> tuple[Groups, Decisions]:
    """The readings with those of some documents split off, and what the other entries mean for them.

    Args:
        corrections: the file.
        groups: what the articles say, under the keys that they give.
        nodes: the nodes of these keys and of those that they are taken for, the gazetteer's parents too, by key.
        same: the key that each key is taken for when nobody corrects it; those not in it stand for themselves.

    Raises:
        SetupError: entries contradict each other, as the articles show: two ids mean one thing.
    """
    if not corrections.placed:
        return groups, Decisions(corrections.path)
    directory = Directory(nodes, same, groups)
    notes: list[Note] = []
    splits = _find_splits(corrections.placed, directory, groups, notes)
    groups, parts = _apply_splits(splits, groups, directory)
    wholes = {part: key for (key, _), part in parts.items()}
    found = _find_refs(corrections.placed, directory, notes)
    _check(corrections.path, found)
    return groups, Decisions(
        path=corrections.path,
        entries=len(corrections.placed),
        placed=found,
        judgements=_judge(found, directory, [one for one in splits if one.part in groups.entities]),
        before={key: directory.taken_for(wholes.get(key, key)) for key in groups.entities},
        links=frozenset((below, "partOf", above) for below, above in find_links(nodes.values())),
        parts=parts,
        unmatched=tuple(notes),
    )


@dataclass(frozen=True, slots=True, order=True)
class _Split:
    """The readings of ``key`` in the files with these contents are those of another thing, ``part``."""

    key: str
    part: str
    line: int
    contents: frozenset[str] = field(compare=False)


def _find_splits(placed: tuple[Placed, ...], directory: Directory, groups: Groups, notes: list[Note]) -> list[_Split]:
    by_name = {name: document for document in groups.documents for name in (document.id, document.path)}
    splits = []
    for one, entry in select(placed, KeepApart):
        if entry.entity is None or entry.documents is None:
            continue
        notes += [
            Note(one.line, str(one), f"{name} is not among the articles")
            for name in entry.documents
            if name not in by_name
        ]
        documents = [by_name[name] for name in entry.documents if name in by_name]
        try:
            members = directory.members(directory.find(entry.entity))
        except NotFoundError as error:
            notes.append(Note(one.line, str(one), str(error)))
            continue
        contents = frozenset(document.sha256 for document in documents)
        naming = {content for key in members for content, _ in groups.entities[key].entities}
        if not contents & naming:
            notes.append(Note(one.line, str(one), f"none of these articles names {entry.entity}"))
        elif naming <= contents:
            notes.append(Note(one.line, str(one), f"no other article names {entry.entity}, so nothing is left apart"))
        else:
            first = min(document.id for document in documents if document.sha256 in naming)
            splits += [_Split(key, f"{key}?{first}", one.line, contents) for key in members]
    return sorted(splits)


def _apply_splits(
    splits: list[_Split], groups: Groups, directory: Directory
) -> tuple[Groups, dict[tuple[str, str], str]]:
    """The readings split, and the parts by key and content, which ``directory`` knows from then on.

    What belongs to the thing, by its key, goes with it: the bureaus of a town that is another town.
    """
    by_content: defaultdict[str, list[_Split]] = defaultdict(list)
    for one in splits:
        for content in one.contents:
            by_content[content].append(one)
    parts: dict[tuple[str, str], str] = {}

    def part_of(key: str, content: str) -> str:
        for one in by_content[content]:
            if key == one.key or key.endswith((f"@{one.key}", f"~{one.key}")):
                parts[key, content] = key + one.part.removeprefix(one.key)
                return parts[key, content]
        return key

    if splits:
        groups = split(groups, part_of, frozenset(by_content))
        directory.add_parts({part: key for (key, _), part in parts.items()}, groups.entities)
    return groups, parts


def _find_refs(placed: tuple[Placed, ...], directory: Directory, notes: list[Note]) -> tuple[Placed, ...]:
    """The entries speaking of keys; those that do not match are noted instead."""
    for _, retype in select(placed, Retype):
        try:
            directory.add_type(directory.find(retype.entity), retype.type)
        except NotFoundError:  # noted below
            continue
    found = []
    for one in placed:
        if isinstance(one.entry, KeepApart) and one.entry.entity is not None:
            continue
        try:
            found.append(Placed(one.line, replace_refs(_without_lost(one, directory, notes), directory.find)))
        except NotFoundError as error:
            notes.append(Note(one.line, str(one), str(error)))
    return tuple(found)


def _without_lost(one: Placed, directory: Directory, notes: list[Note]) -> Entry:
    """The entry; of a merge, only with what is still there to be merged."""
    entry = one.entry
    if not isinstance(entry, Merge):
        return entry
    kept = tuple(ref for ref in entry.entities if _is_found(ref, directory, one, notes))
    return Merge(into=entry.into, entities=kept, note=entry.note)


def _is_found(ref: Ref, directory: Directory, one: Placed, notes: list[Note]) -> bool:
    try:
        directory.find(ref)
    except NotFoundError as error:
        notes.append(Note(one.line, str(one), str(error)))
        return False
    return True


def _check(path: str, placed: tuple[Placed, ...]) -> None:
    found = [f"{path}, line {one.lines[-1]}: {one.message}" for one in find_contradictions(placed)]
    if found:
        raise SetupError("\n".join(found))


def _judge(placed: tuple[Placed, ...], directory: Directory, splits: list[_Split]) -> Judgements:
    same = {(str(into), str(ref)) for ref, into in merged_pairs(placed)}
    apart = {pair for _, entry in select(placed, KeepApart) for pair in _pairs_apart(entry, directory)}
    for line in {one.line for one in splits}:
        parts = sorted(one.part for one in splits if one.line == line)
        wholes = {key for one in splits if one.line == line for key in directory.members(one.key)}
        same |= {(parts[0], part) for part in parts[1:]}
        apart |= {frozenset((part, key)) for part in parts for key in wholes}
    return Judgements(tuple(sorted(same)), frozenset(apart))


def _pairs_apart(entry: KeepApart, directory: Directory) -> Iterator[frozenset[str]]:
    """The keys that must not meet: of two nodes all of theirs, of one node those that are named."""
    for first, second in combinations(map(str, entry.entities or ()), 2):
        ours, theirs = directory.members(first), directory.members(second)
        if ours == theirs:
            yield frozenset((first, second))
        else:
            yield from (frozenset((one, other)) for one in ours for other in theirs)

"""Corrections that cannot all hold. Works on ids as the file gives them and on the keys they turn out to mean."""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from govgraph import ontology
from govgraph.graph.corrections.entries import (
    AddStatement,
    DropEntity,
    KeepApart,
    Merge,
    Placed,
    Ref,
    Rename,
    Retype,
    refs_of,
    select,
    type_of,
)
from govgraph.model import EntityType


class Contradiction(NamedTuple):
    """The lines of the entries that do not agree, and what to do about it."""

    lines: tuple[int, ...]
    message: str


def find_contradictions(placed: tuple[Placed, ...]) -> Iterator[Contradiction]:
    """Every contradiction among the entries, those of one kind in the order of the file."""
    yield from _find_merged_twice(placed)
    yield from _find_merged_and_apart(placed)
    yield from _find_two_answers(
        (one.line, entry.entity, f"named {entry.name}") for one, entry in select(placed, Rename)
    )
    yield from _find_two_answers(
        (one.line, entry.entity, f"of type {entry.type}") for one, entry in select(placed, Retype)
    )
    yield from _find_dropped(placed)
    yield from _find_wrong_types(placed)


def find_roots(pairs: Iterable[tuple[Ref, Ref]]) -> dict[Ref, Ref]:
    """What each thing becomes in the end, of pairs (thing, what it is merged into); a circle leads nowhere."""
    into = dict(pairs)
    roots: dict[Ref, Ref] = {}
    for thing in into:
        end, seen = thing, {thing}
        while end in into and into[end] not in seen:
            end = into[end]
            seen.add(end)
        if end not in into:
            roots[thing] = end
    return roots


def merged_pairs(placed: tuple[Placed, ...]) -> list[tuple[Ref, Ref]]:
    """(thing, what it is merged into) of all entries."""
    return [(ref, entry.into) for _, entry in select(placed, Merge) for ref in entry.entities if ref != entry.into]


def _find_merged_twice(placed: tuple[Placed, ...]) -> Iterator[Contradiction]:
    into: dict[Ref, tuple[int, Ref]] = {}
    for one, entry in select(placed, Merge):
        for ref in entry.entities:
            if ref == entry.into:
                yield Contradiction((one.line,), f"{one} merges {ref} into itself. Take it out of entities.")
                continue
            line, other = into.setdefault(ref, (one.line, entry.into))
            if other != entry.into:
                message = f"{one} merges {ref} into {entry.into}, line {line} into {other}. Merge it into one of them."
                yield Contradiction((line, one.line), message)
    roots = find_roots((ref, other) for ref, (_, other) in into.items())
    circle = sorted(line for ref, (line, other) in into.items() if ref not in roots and ref != other)
    if circle:
        at = ", ".join(map(str, dict.fromkeys(circle)))
        yield Contradiction(
            tuple(circle), f"the merges of lines {at} go in a circle. Say of one entity only that it stays, as into."
        )


def _find_merged_and_apart(placed: tuple[Placed, ...]) -> Iterator[Contradiction]:
    roots = find_roots(merged_pairs(placed))
    for one, entry in select(placed, KeepApart):
        for first, second in combinations(entry.entities or (), 2):
            if roots.get(first, first) != roots.get(second, second):
                continue
            if first == second:
                yield Contradiction((one.line,), f"{one} names {first} twice. Name two different entities.")
                continue
            ends = {first, second, roots.get(first, first)}
            lines = [merge.line for merge, said in select(placed, Merge) if {said.into, *said.entities} & ends]
            at = ", ".join(map(str, lines))
            yield Contradiction(
                (*lines, one.line), f"{one} keeps {first} and {second} apart, which line {at} merges. Remove one entry."
            )


def _find_two_answers(answers: Iterable[tuple[int, Ref, str]]) -> Iterator[Contradiction]:
    given: dict[Ref, tuple[int, str]] = {}
    for line, ref, answer in answers:
        before, other = given.setdefault(ref, (line, answer))
        if other != answer:
            yield Contradiction((before, line), f"{ref} is to be {answer}, in line {before} {other}. Remove one entry.")


def _find_dropped(placed: tuple[Placed, ...]) -> Iterator[Contradiction]:
    dropped = {entry.entity: one.line for one, entry in select(placed, DropEntity)}
    for one in placed:
        if isinstance(one.entry, DropEntity):
            continue
        for ref in dict.fromkeys(refs_of(one.entry)):
            if ref in dropped:
                lines = (dropped[ref], one.line)
                yield Contradiction(lines, f"{one} speaks of {ref}, which line {lines[0]} drops. Remove one entry.")


def _find_wrong_types(placed: tuple[Placed, ...]) -> Iterator[Contradiction]:
    """Ends that a relation cannot have, and merges of things of two types, where an id shows the type."""
    retyped: dict[Ref, EntityType] = {entry.entity: entry.type for _, entry in select(placed, Retype)}

    def kind(ref: Ref) -> EntityType | None:
        return retyped.get(ref) or type_of(ref)

    for one, said in select(placed, AddStatement):
        for role, ref, allowed in zip(
            ("begin at", "lead to"), (said.subject, said.object), ontology.ends(said.predicate), strict=True
        ):
            if kind(ref) not in (None, *allowed):
                message = (
                    f"{said.predicate} does not {role} {ref}, of type {kind(ref)}, only: {', '.join(sorted(allowed))}"
                )
                yield Contradiction((one.line,), f"{one} {message}.")
        if said.subject == said.object:
            yield Contradiction((one.line,), f"{one} has {said.subject} at both ends. Name two different entities.")
    for one, merge in select(placed, Merge):
        for ref in merge.entities:
            ours, theirs = kind(ref), kind(merge.into)
            if ours and theirs and ours != theirs:
                message = f"{one} merges {ref}, of type {ours}, into {merge.into}, of type {theirs}."
                yield Contradiction((one.line,), f"{message} Give both one type with [[retype]].")
    for one, retype in select(placed, Retype):
        if retype.kind and f"gg:{retype.type}" not in ontology.ancestors(retype.kind)[1:]:
            message = f"gives type {retype.type} the kind {retype.kind}, which is none of it. Take another, or none."
            yield Contradiction((one.line,), f"{one} {message}")

"""Takes out of the readings of a thing those of some documents, which mean another."""

from collections.abc import Callable
from dataclasses import replace

from govgraph.graph.readings import Groups, Named, Said


def split(groups: Groups, part_of: Callable[[str], str], contents: frozenset[str]) -> Groups:
    """The same readings, where those of files with these contents are keyed as ``part_of`` says."""
    result = Groups(documents=groups.documents)
    for key, named in groups.entities.items():
        for place, inside in ((part_of(key), True), (key, False)):
            named_so = _part_of_named(named, contents, inside)
            if place != key:  # the official code is that of the other
                named_so.entities = [(content, replace(entity, code=None)) for content, entity in named_so.entities]
            if named_so.entities:
                result.entities[place].take(named_so)
    for (subject, predicate, object_), said in groups.relations.items():
        for inside, part in _parts(said, contents):
            ends = (part_of(subject), part_of(object_)) if inside else (subject, object_)
            result.relations[ends[0], predicate, ends[1]].take(part)
    for (person, of), said in groups.posts.items():
        for inside, part in _parts(said, contents):
            result.posts[person, part_of(of) if inside else of].take(part)
    for (subject, *rest), said in groups.measures.items():
        for inside, part in _parts(said, contents):
            result.measures[part_of(subject) if inside else subject, *rest].take(part)
    return result


def _part_of_named(named: Named, contents: frozenset[str], inside: bool) -> Named:
    return Named(
        [pair for pair in named.entities if (pair[0] in contents) == inside],
        [reading for reading in named.mentions if (reading.content in contents) == inside],
    )


def _parts(said: Said, contents: frozenset[str]) -> list[tuple[bool, Said]]:
    """What is said inside and outside of these contents, without empty parts."""
    parts = [
        (
            inside,
            Said(
                [pair for pair in said.records if (pair[0] in contents) == inside],
                [reading for reading in said.readings if (reading.content in contents) == inside],
                [] if inside else said.told,
            ),
        )
        for inside in (True, False)
    ]
    return [(inside, part) for inside, part in parts if part.records or part.told]

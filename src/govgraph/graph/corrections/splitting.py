"""Takes apart what the documents give one key, where those of some mean another thing."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace

from govgraph.graph.summaries import Groups, Named, Said

#: The key that a key is to have in the file with this content.
PartOf = Callable[[str, str], str]


def split(groups: Groups, part_of: PartOf, contents: frozenset[str]) -> Groups:
    """The same groups, where what files with these contents name and say is keyed as ``part_of`` says."""
    result = groups.emptied()
    for key, named in groups.entities.items():
        for content, part in _divide_named(named, contents):
            place = part_of(key, content) if content else key
            if place != key:  # the official code is that of the other
                part.entities = [(content, replace(entity, code=None)) for content, entity in part.entities]
            result.entities[place].take(part)
    for (subject, predicate, object_), said in groups.relations.items():
        for content, part_said in _divide_said(said, contents):
            ends = (part_of(subject, content), part_of(object_, content)) if content else (subject, object_)
            result.relations[ends[0], predicate, ends[1]].take(part_said)
    for (person, of), said in groups.posts.items():
        for content, part_said in _divide_said(said, contents):
            result.posts[person, part_of(of, content) if content else of].take(part_said)
    for (subject, *rest), said in groups.measures.items():
        for content, part_said in _divide_said(said, contents):
            result.measures[part_of(subject, content) if content else subject, *rest].take(part_said)
    return result


def _divide_named(named: Named, contents: frozenset[str]) -> Iterator[tuple[str, Named]]:
    """What each of these files gives, with its content, and all others together, with none."""
    parts: defaultdict[str, Named] = defaultdict(Named)
    for content, entity in named.entities:
        parts[content if content in contents else ""].entities.append((content, entity))
    yield from parts.items()


def _divide_said(said: Said, contents: frozenset[str]) -> Iterator[tuple[str, Said]]:
    """The same of what is said."""
    parts: defaultdict[str, Said] = defaultdict(Said)
    for content in said.contents:
        parts[content if content in contents else ""].contents.append(content)
    if said.told:
        parts[""].told += said.told
    yield from parts.items()

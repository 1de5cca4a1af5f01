"""One document from its cleaned text to its extraction: the pure function that every engine runs."""

from collections.abc import Iterator
from dataclasses import replace

from govgraph.corpus.fingerprints import take_fingerprint
from govgraph.extract import Mention, outermost, read_scene
from govgraph.extract.clauses.subjects import Subjects
from govgraph.extract.extractors import run_extractors
from govgraph.extract.figures import find_measures
from govgraph.extract.posts import find_posts
from govgraph.extract.private import find_private_names, leave_out_private
from govgraph.extract.relations import find_relations
from govgraph.link.keys import Keys
from govgraph.link.masking import mask_extraction
from govgraph.link.names import NameLinker, display
from govgraph.link.regions import RegionLinker
from govgraph.link.statements import StatementLinker, claims_of_names
from govgraph.link.structure import find_structure
from govgraph.link.things import Register, Thing
from govgraph.model import Document, Entity, Extraction, MentionEvidence, Section, SourceInfo
from govgraph.text.passages import read_passages

#: Longer mentions do not hold a shorter one of the same thing.
_LONGEST_MENTION = 30


def extract_document(document: Document, *, mask_private: bool = False) -> Extraction:
    """All entities, relations, posts and figures of one document; it needs no other document.

    Args:
        document: what was read.
        mask_private: hide the names of private persons in all that is quoted; places stay as they are.

    Raises:
        DocumentError: an extractor that the user installed failed on it.
    """
    scene = read_scene(read_passages(document))
    stated = run_extractors(scene)
    posts = find_posts(scene)
    subjects = Subjects(scene, posts)
    relations = find_relations(scene, subjects)
    measures = leave_out_private(document, scene, posts, find_measures(scene, subjects))

    register = Register()
    regions = RegionLinker(scene, register, subjects.topics(), document)
    regions.link()
    kept = list(outermost(m for m in scene.mentions if not m.deictic))
    names = NameLinker(scene, register, regions)
    names.link(kept)
    things = _asserted(register, kept)
    ids = {thing: f"e{number}" for number, thing in enumerate(things, start=1)}

    linker = StatementLinker(document, register, names, ids)
    structure = [*claims_of_names(things, register), *find_structure(scene, register, things)]
    statements = linker.relations([*structure, *relations, *stated])
    keys = Keys(document, regions, ids, statements)
    extraction = Extraction(
        describe(document),
        tuple(_entity(document, thing, ids[thing], keys.of(thing)) for thing in things),
        statements,
        linker.posts(posts),
        linker.measures(measures),
    )
    if not mask_private:
        return extraction
    return mask_extraction(document, extraction, find_private_names(document, scene, posts))


def describe(document: Document) -> SourceInfo:
    """What an extraction keeps of its document."""
    return SourceInfo(
        document.id, document.sha256, document.title, document.published, document.source, document.path,
        len(document.raw), tuple(_as_read(document, section) for section in document.sections),
        take_fingerprint(document), document.url,
    )  # fmt: skip


def _as_read(document: Document, section: Section) -> Section:
    """The section with offsets in the document as it was read, like every published offset."""
    if section.start == section.end:
        return section
    place = document.evidence(section.start, section.end)
    return replace(section, start=place.start, end=place.end)


def _asserted(register: Register, kept: list[Mention]) -> list[Thing]:
    """The things that the text names outside of longer names, and the owners inside names."""
    named = {register.of(m) for m in kept}
    owners = {owner for thing in named if thing is not None for owner in _owners(thing)}
    asserted = named | owners
    return [thing for thing in register.ordered() if thing in asserted]


def _owners(thing: Thing) -> Iterator[Thing]:
    while thing.owner is not None:
        thing = thing.owner
        yield thing


def _entity(document: Document, thing: Thing, identifier: str, key: str) -> Entity:
    name = display(thing)
    aliases = tuple(sorted(thing.names() - {name, ""}))
    places = _places(document, thing)
    return Entity(identifier, thing.type, name, aliases, key, places, thing.kind, thing.code, thing.reasons)


def _longest(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of sorted places those that no longer one holds which starts at the same character: 姜堰|区 is one place."""
    return [
        (start, end) for (start, end), (following, longer) in zip(places, [*places[1:], (-1, -1)], strict=True)
        if following != start or longer >= start + _LONGEST_MENTION
    ]  # fmt: skip


def _places(document: Document, thing: Thing) -> tuple[MentionEvidence, ...]:
    """Where the thing is named, each place once: of two rules that saw it there, the surer."""
    surest: dict[tuple[int, int], Mention] = {}
    for mention in sorted(thing.mentions, key=lambda m: (m.confidence, m.rule)):
        if mention.end > mention.start:
            surest[mention.start, mention.end] = mention
    found: list[MentionEvidence] = []
    for start, end in _longest(sorted(surest)):
        mention = surest[start, end]
        first, last = document.origin[start], document.origin[end - 1] + 1
        found.append(MentionEvidence(first, last, document.raw[first:last], mention.rule, mention.confidence))
    return tuple(found)

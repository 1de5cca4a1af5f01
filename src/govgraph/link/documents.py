"""One document from its cleaned text to its extraction: the pure function that every engine runs."""

from govgraph.extract import Mention, Scene, outermost, read_scene
from govgraph.link.names import NameLinker, display
from govgraph.link.regions import RegionLinker
from govgraph.link.things import Register, Thing
from govgraph.model import Document, Entity, Extraction, SourceInfo
from govgraph.text.passages import read_passages


def extract_document(document: Document) -> Extraction:
    """All entities, relations, posts and figures of one document; it needs no other document."""
    scene = read_scene(read_passages(document))
    register = Register()
    regions = RegionLinker(scene, register)
    regions.link()
    kept = list(outermost(m for m in scene.mentions if not m.deictic))
    NameLinker(scene, register, regions).link(kept)
    things = _asserted(register, kept)
    ids = {thing.key: f"e{number}" for number, thing in enumerate(things, start=1)}
    return Extraction(describe(document), tuple(_entity(document, thing, ids[thing.key]) for thing in things))


def describe(document: Document) -> SourceInfo:
    """What an extraction keeps of its document."""
    return SourceInfo(
        document.id, document.sha256, document.title, document.published, document.source, document.path,
        len(document.raw), document.sections,
    )  # fmt: skip


def _asserted(register: Register, kept: list[Mention]) -> list[Thing]:
    """The things that the text names outside of longer names, and the owners inside names."""
    named = {id(register.of(m)) for m in kept}
    owners = {id(register.of(m.owner)) for m in kept if m.owner is not None}
    return [thing for thing in register.ordered() if id(thing) in named | owners]


def _entity(document: Document, thing: Thing, identifier: str) -> Entity:
    name = display(thing)
    places = sorted({(m.start, m.end) for m in thing.mentions})
    aliases = tuple(sorted(thing.names() - {name, ""}))
    mentions = tuple(document.evidence(start, end) for start, end in places)
    return Entity(identifier, thing.type, name, aliases, thing.key, mentions, thing.kind, thing.code)

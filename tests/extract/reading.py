"""From a text to its extraction by way of a real file, and its statements in the words of the case files."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from govgraph.corpus import SourceFile, read_document
from govgraph.extract import Scene, read_scene
from govgraph.extract.clauses.subjects import Subjects
from govgraph.extract.posts import find_posts
from govgraph.link import extract_document
from govgraph.model import Document, Entity, Extraction
from govgraph.text.passages import Clause, read_passages

#: A statement in names: its kind, then every combination of its parts, each part in all of its spellings.
Said = tuple[str, tuple[frozenset[str], ...]]


def read_text(text: str) -> Document:
    """The document of a file that holds ``text``.

    Raises:
        DocumentError: the text is empty or reads as binary.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "case.txt")
        path.write_bytes(text.encode())
        return read_document(SourceFile("case.txt", path))


def extract_text(text: str) -> Extraction:
    return extract_document(read_text(text))


def called(extraction: Extraction, name: str, number: int = 1) -> Entity:
    """What the extraction takes a name for where it stands for the ``number``-th time."""
    named = [(m.start, entity) for entity in extraction.entities for m in entity.mentions if m.text == name]
    return sorted(named, key=lambda pair: pair[0])[number - 1][1]


def read_clauses(text: str) -> tuple[Scene, Subjects, list[Clause]]:
    """The scene of a text, who acts in it, and its clauses."""
    scene = read_scene(read_passages(read_text(text)))
    subjects = Subjects(scene, find_posts(scene))
    return scene, subjects, [c for p in scene.passages for s in p.sentences for c in s.clauses]


def statements(extraction: Extraction) -> list[Said]:
    """All that an extraction says, ids replaced by names and aliases."""
    return list(_statements(extraction))


def _statements(extraction: Extraction) -> Iterator[Said]:
    names = {entity.id: frozenset({entity.name, *entity.aliases}) for entity in extraction.entities}
    for entity in extraction.entities:
        own = names[entity.id]
        yield entity.type, (own,)
        yield "same", (own, own)
        yield "kind", (own, frozenset({entity.kind or ""}))
        if entity.code:
            yield "code", (own, frozenset({entity.code}))
    for relation in extraction.relations:
        yield relation.predicate, (names[relation.subject], names[relation.object])
    for post in extraction.posts:
        yield "post", (frozenset({post.person}), frozenset({post.role}), names[post.of])
    for measure in extraction.measures:
        subject, value = names[measure.subject], frozenset({str(measure.value)})
        yield "measure", (subject, value, frozenset({measure.unit}), frozenset({measure.indicator}))
        yield "bound", (subject, value, frozenset({measure.bound}))
        yield "period", (subject, value, frozenset({measure.period or ""}))

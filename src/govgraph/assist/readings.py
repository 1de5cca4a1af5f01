"""A document with what the rules read in it, by places of the cleaned text, which is what the model is shown."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from govgraph.extract import Scene, read_scene
from govgraph.extract.mentions import plain
from govgraph.extract.posts.offices import find_offices
from govgraph.extract.posts.persons import name_end
from govgraph.model import Document, Entity, Evidence, Extraction
from govgraph.text.passages import read_passages


class Named(NamedTuple):
    """A place ``start``..``end`` that names an entity, with the words there."""

    start: int
    end: int
    words: str
    entity: Entity


class Titled(NamedTuple):
    """A title at ``start`` with the name of a person right behind it, ``name_start``..``end``."""

    start: int
    name_start: int
    end: int
    role: str
    person: str


class Reading:
    """One document, read. All offsets count code points of the cleaned text."""

    def __init__(self, document: Document, extraction: Extraction) -> None:
        self.document = document
        self.extraction = extraction
        self.scene: Scene = read_scene(read_passages(document))
        self.entities = {entity.id: entity for entity in extraction.entities}
        self.stated = {(one.subject, one.predicate, one.object) for one in extraction.relations}
        self.joined = {frozenset((subject, object_)) for subject, _, object_ in self.stated}
        self._named = sorted(self._places(), key=lambda one: (one.start, -one.end, one.entity.id))
        self._starts = [one.start for one in self._named]

    def named_in(self, start: int, end: int) -> list[Named]:
        """What is named between two places, in the order of the text."""
        rows = self._named[bisect_left(self._starts, start) : bisect_right(self._starts, end)]
        return [one for one in rows if one.end <= end]

    def place_of(self, evidence: Evidence) -> tuple[int, int]:
        """The place of words that are given by their offsets in the text as it was read."""
        origin = self.document.origin
        return bisect_left(origin, evidence.start), bisect_left(origin, evidence.end)

    @cached_property
    def unseated(self) -> list[Titled]:
        """The people named right behind a title for which the rules found no seat."""
        known = {post.person for post in self.extraction.posts}
        return [one for one in self._titled() if one.person not in known]

    def _places(self) -> Iterator[Named]:
        for entity in self.extraction.entities:
            for mention in entity.mentions:
                start, end = self.place_of(mention)
                if start < end:
                    yield Named(start, end, plain(self.document.text[start:end]), entity)

    def _titled(self) -> Iterator[Titled]:
        text = self.document.text
        for passage in self.scene.passages:
            for office in find_offices(self.scene, passage):
                at = office.end + len(text[office.end : office.end + 2]) - len(text[office.end : office.end + 2].lstrip())
                if (end := name_end(self.scene, passage, at)) is not None:
                    person = "".join(text[at:end].split())
                    yield Titled(office.start, at, end, text[office.start : office.end], person)

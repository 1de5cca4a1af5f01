"""A document with what the rules read in it, by places of the cleaned text, which is what the model is shown."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

from govgraph.extract import Scene, read_scene
from govgraph.extract.mentions import plain
from govgraph.extract.posts import names_behind
from govgraph.extract.posts.offices import find_offices
from govgraph.model import Document, Entity, EntityType, Evidence, Extraction
from govgraph.text.passages import read_passages

_start = attrgetter("start")
_NAMED: tuple[EntityType, ...] = ("PartyOrganisation", "PublicOrganisation", "Program", "Enterprise", "Project")


class Named(NamedTuple):
    """A place ``start``..``end`` that names an entity, with the words there."""

    start: int
    end: int
    words: str
    entity: Entity


class Titled(NamedTuple):
    """A title at ``start``, and the person whose name behind it ends at ``end``."""

    start: int
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
        known = {post.person for post in extraction.posts}
        self._unseated = sorted(one for one in self._titled() if one.person not in known)

    def named_in(self, start: int, end: int) -> list[Named]:
        """What is named between two places, in the order of the text."""
        rows = self._named[bisect_left(self._starts, start) : bisect_right(self._starts, end)]
        return [one for one in rows if one.end <= end]

    def place_of(self, evidence: Evidence) -> tuple[int, int]:
        """The place of words that are given by their offsets in the text as it was read."""
        origin = self.document.origin
        return bisect_left(origin, evidence.start), bisect_left(origin, evidence.end)

    def unseated_in(self, start: int, end: int) -> list[Titled]:
        """The people named right behind a title between two places, for which the rules found no seat."""
        first, last = (bisect_left(self._unseated, place, key=_start) for place in (start, end))
        return [one for one in self._unseated[first:last] if one.end <= end]

    def _places(self) -> Iterator[Named]:
        for entity in self.extraction.entities:
            for mention in entity.mentions:
                start, end = self.place_of(mention)
                if start < end:
                    yield Named(start, end, plain(self.document.text[start:end]), entity)

    def _titled(self) -> Iterator[Titled]:
        text = self.document.text
        for passage, office in find_offices(self.scene):
            for start, end in names_behind(self.scene, passage, office.end):
                if self.scene.over(start, *_NAMED) is None:  # “书记|项目”
                    person = "".join(text[start:end].split())
                    yield Titled(office.start, end, text[office.start : office.end], person)

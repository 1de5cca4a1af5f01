"""Which of the found is right: entities by type and name, statements by their ends and words."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Generic, TypeVar

from opencc import OpenCC

from govgraph.evaluation.gold import GoldDocument, GoldEntity, GoldMeasure, GoldPost, GoldRelation
from govgraph.model import Document, Entity, Extraction, Measure, Post, Relation

F = TypeVar("F")
G = TypeVar("G")

_MARKS = re.compile(r"[\W_]+")

#: How far two values may lie apart, as a share of the gold's: what writing a decimal as a float costs.
_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Pairs(Generic[F, G]):
    """Records of one kind: those found right with the gold they are, those too many, and the gold that was missed."""

    right: tuple[tuple[F, G], ...]
    extra: tuple[F, ...]
    missed: tuple[G, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One document, what was found in it, and what of that is right."""

    document: Document
    gold: GoldDocument
    found: Extraction
    entities: Pairs[Entity, GoldEntity]
    relations: Pairs[Relation, GoldRelation]
    posts: Pairs[Post, GoldPost]
    measures: Pairs[Measure, GoldMeasure]

    @property
    def same(self) -> dict[str, str]:
        """The gold's id for the id of each entity that is right."""
        return {found.id: gold.id for found, gold in self.entities.right}


def compare(document: Document, gold: GoldDocument, found: Extraction) -> Comparison:
    """Hold what was found in a document against its gold.

    Relations that come from the gazetteer and not from the text are not compared: annotators use the text only.
    """
    entities = match_entities(found.entities, gold.entities)
    same = {one.id: other.id for one, other in entities.right}
    told = [relation for relation in found.relations if relation.basis != "gazetteer"]
    posts = {(fold(post.person), post.of): post for post in gold.posts}  # two offices in one body are one post
    return Comparison(
        document, gold, found, entities,
        _pair(told, gold.relations, lambda one, other: (
            (same.get(one.subject), one.predicate, same.get(one.object))
            == (other.subject, other.predicate, other.object)
        )),
        _pair(found.posts, posts.values(), lambda one, other: (
            same.get(one.of) == other.of and fold(one.person) == fold(other.person)
        )),
        _pair(found.measures, gold.measures, lambda one, other: (
            same.get(one.subject) == other.subject and is_same_number(one, other) and is_same_indicator(one, other)
        )),
    )  # fmt: skip


def fold(name: str) -> str:
    """A name as it is compared: simplified script, plain width, small letters, without marks and spaces.

    >>> fold("“掛帥 揭榜”行動"), fold("ＡＩ＋政务")
    ('挂帅揭榜行动', 'ai政务')
    """
    return _fold(name)


@lru_cache(maxsize=65536)
def _fold(name: str) -> str:
    return _MARKS.sub("", _converter().convert(unicodedata.normalize("NFKC", name))).lower()


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def names_of(entity: Entity | GoldEntity) -> set[str]:
    """All folded names of an entity."""
    given = entity.names if isinstance(entity, GoldEntity) else (entity.name, *entity.aliases)
    return {fold(name) for name in given} - {""}


def is_same_number(found: Measure, gold: GoldMeasure) -> bool:
    """Whether value and unit agree."""
    apart = abs(float(found.value) - gold.value)
    return apart <= _TOLERANCE * max(1.0, abs(gold.value)) and fold(found.unit) == fold(gold.unit)


def is_same_indicator(found: Measure, gold: GoldMeasure) -> bool:
    """Whether the found words hold half of the characters of the gold's."""
    wanted = Counter(fold(gold.indicator))
    shared = (wanted & Counter(fold(found.indicator))).total()
    return wanted.total() > 0 and 2 * shared >= wanted.total()


def match_entities(found: Iterable[Entity], gold: Iterable[GoldEntity]) -> Pairs[Entity, GoldEntity]:
    """The largest one-to-one matching of entities that have the type and a name in common.

    Augmenting paths, both sides in their order, so that of several largest matchings it is always the same one.
    """
    ours, theirs = list(found), list(gold)
    folded = [names_of(other) for other in theirs]
    candidates = [
        [at for at, other in enumerate(theirs) if other.type == one.type and folded[at] & names_of(one)]
        for one in ours
    ]  # fmt: skip
    holder: dict[int, int] = {}
    for number in range(len(ours)):
        _place(number, candidates, holder, set())
    taken = {number: at for at, number in holder.items()}
    return Pairs(
        tuple((one, theirs[taken[number]]) for number, one in enumerate(ours) if number in taken),
        tuple(one for number, one in enumerate(ours) if number not in taken),
        tuple(other for at, other in enumerate(theirs) if at not in holder),
    )


def _place(number: int, candidates: list[list[int]], holder: dict[int, int], tried: set[int]) -> bool:
    """Give an entity one of its candidates, moving those who hold them where that frees one."""
    for at in candidates[number]:
        if at in tried:
            continue
        tried.add(at)
        if at not in holder or _place(holder[at], candidates, holder, tried):
            holder[at] = number
            return True
    return False


def _pair(found: Iterable[F], gold: Iterable[G], agree: Callable[[F, G], bool]) -> Pairs[F, G]:
    """Pair each record found with the first gold that it agrees with and that is still free."""
    right: list[tuple[F, G]] = []
    extra: list[F] = []
    free = list(gold)
    for one in found:
        at = next((at for at, other in enumerate(free) if agree(one, other)), None)
        if at is None:
            extra.append(one)
        else:
            right.append((one, free.pop(at)))
    return Pairs(tuple(right), tuple(extra), tuple(free))

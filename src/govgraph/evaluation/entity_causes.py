"""Why an entity was missed or is too many, read off the names and places of gold and found."""

from govgraph.evaluation.cases import Case, explain, label
from govgraph.evaluation.gold import GoldEntity
from govgraph.evaluation.matching import Comparison, fold, names_of
from govgraph.evaluation.places import Places, Span, touch
from govgraph.model import Entity


class EntityCauses:
    """The cases of one document's entities; ``meant`` gives for a wrong entity the gold that it stands for."""

    def __init__(self, comparison: Comparison, places: Places) -> None:
        self._comparison = comparison
        self._places = places
        tests = (self._other_type, self._other_bounds, self._other_type_and_bounds)
        explained = explain(comparison.entities, tests, self._why_missed, self._why_extra)
        self.meant = {found.id: gold.id for _, gold, found in explained if gold and found}
        self.cases = [self._case(*row) for row in explained]

    def _other_type(self, gold: GoldEntity, found: Entity) -> str | None:
        return "other type" if gold.type != found.type and names_of(gold) & names_of(found) else None

    def _other_bounds(self, gold: GoldEntity, found: Entity) -> str | None:
        full, read = fold(gold.names[0]), fold(found.name)
        if gold.type != found.type or not (read in full or full in read or self._touch(gold, found)):
            return None
        if _holds(names_of(gold), names_of(found)):
            return "boundary: name cut short"
        if _holds(names_of(found), names_of(gold)):
            return "boundary: name too long"
        return "boundary: cut or completed otherwise"

    def _other_type_and_bounds(self, gold: GoldEntity, found: Entity) -> str | None:
        return "other type and boundary" if gold.type != found.type and self._touch(gold, found) else None

    def _why_missed(self, gold: GoldEntity) -> str:
        namesakes = [found for found, _ in self._comparison.entities.right if names_of(gold) & names_of(found)]
        if any(found.type == gold.type for found in namesakes):
            return "alias: taken for one with another entity"
        if namesakes:
            return "only its namesake of another type found"
        spans = self._places.of_gold(gold)
        if not spans:
            inside = self._places.of_gold(gold, inside=True)
            return "named only within a longer name" if inside else "named only in pieces (list, short form)"
        read = [span for found in self._comparison.found.entities for span in self._places.of_found(found)]
        if all(touch([span], read) for span in spans):
            return "read as part of another name"
        return f"never found: {self._marks(spans)}"

    def _why_extra(self, found: Entity) -> str:
        gold = self._comparison.gold.entities
        namesakes = [entity for entity in gold if names_of(entity) & names_of(found)]
        if any(entity.type == found.type for entity in namesakes):
            return "alias: one entity split in two"
        if namesakes:
            return "namesake of another type beside the right one"
        near = [entity for entity in gold if self._touch(entity, found)]
        if any(entity.type == found.type for entity in near):
            return "boundary: a second reading of a name that was found"
        return "part of another name" if near else f"invented: {self._marks(self._places.of_found(found))}"

    def _touch(self, gold: GoldEntity, found: Entity) -> bool:
        return touch(self._places.of_gold(gold), self._places.of_found(found))

    def _marks(self, spans: list[Span]) -> str:
        return "quoted words" if any(map(self._places.is_quoted, spans)) else "words without marks"

    def _case(self, cause: str, gold: GoldEntity | None, found: Entity | None) -> Case:
        spans = self._places.of_found(found) if found else []
        spans = spans or (self._places.of_gold(gold, inside=True) if gold else [])
        one = gold or found
        return Case(
            "entity",
            one.type if one else "",
            cause,
            self._comparison.gold.id,
            self._places.words(spans[0]) if spans else "",
            label(gold) if gold else None,
            label(found) if found else None,
        )


def _holds(longer: set[str], shorter: set[str]) -> bool:
    return any(short in long for long in longer for short in shorter)

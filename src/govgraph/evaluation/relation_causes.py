"""Why a relation was missed or is too many."""

from govgraph.evaluation.cases import Case, explain, quote
from govgraph.evaluation.ends import Ends
from govgraph.evaluation.gold import GoldRelation
from govgraph.evaluation.matching import Comparison
from govgraph.evaluation.places import Places
from govgraph.model import Relation

#: Relations along which a thing of a part is a thing of the whole.
_UPWARD = ("partOf", "jurisdiction", "subOrganisationOf", "locatedIn", "partOfProgram")


class RelationCauses:
    """The cases of one document's relations."""

    def __init__(self, comparison: Comparison, places: Places, ends: Ends) -> None:
        self._comparison = comparison
        self._places = places
        self._ends = ends
        tests = (self._wrong_name, self._turned, self._other_predicate, self._end_not_found, self._other_end)
        explained = explain(comparison.relations, tests, self._why_missed, self._why_extra)
        self.cases = [self._case(*row) for row in explained]

    def _wrong_name(self, gold: GoldRelation, found: Relation) -> str | None:
        """Right but for an entity that was found under a wrong name or type."""
        meant = self._ends.meant
        read = (meant.get(found.subject), found.predicate, meant.get(found.object))
        return "an end found under a wrong name or type" if read == _triple(gold) else None

    def _turned(self, gold: GoldRelation, found: Relation) -> str | None:
        ends = self._ends_of(found)
        return "direction" if ends == (gold.object, gold.subject) and found.predicate == gold.predicate else None

    def _other_predicate(self, gold: GoldRelation, found: Relation) -> str | None:
        if self._ends_of(found) != (gold.subject, gold.object):
            return None
        return f"predicate: {found.predicate} for {gold.predicate}"

    def _end_not_found(self, gold: GoldRelation, found: Relation) -> str | None:
        return self._lack(gold) if self._takes_its_place(gold, found) else None

    def _other_end(self, gold: GoldRelation, found: Relation) -> str | None:
        if not self._takes_its_place(gold, found):
            return None
        return "other object chosen" if self._ends_of(found)[0] == gold.subject else "other subject chosen"

    def _takes_its_place(self, gold: GoldRelation, found: Relation) -> bool:
        """Whether the same predicate was read in the same words with one end the same."""
        subject, target = self._ends_of(found)
        half = found.predicate == gold.predicate and (subject == gold.subject or target == gold.object)
        return half and self._places.meet(gold.quote, found.evidence)

    def _lack(self, gold: GoldRelation) -> str | None:
        lacking = [end for end, id_ in (("subject", gold.subject), ("object", gold.object)) if id_ in self._ends.missed]
        return f"{' and '.join(lacking)} not found as entity" if lacking else None

    def _why_missed(self, gold: GoldRelation) -> str:
        if lack := self._lack(gold):
            return lack
        if any(self._places.meet(gold.quote, found.evidence) for found in self._comparison.found.relations):
            return "pair not read, the sentence gave other relations"
        return "nothing read in the sentence"

    def _why_extra(self, found: Relation) -> str:
        subject, target = self._ends_of(found)
        if subject is None or target is None:
            return "an end that is no entity of the gold"
        told = [gold for gold in self._comparison.gold.relations if gold.predicate == found.predicate]
        if target in self._wholes(subject):
            return "a farther link than the nearest"
        if any(gold.object == target for gold in told):
            return "one more subject than the gold has"
        if any(gold.subject == subject for gold in told):
            return "one more object than the gold has"
        return "ends right, but not related"

    def _wholes(self, part: str) -> set[str]:
        """What a gold entity is part of, directly or not."""
        above: set[str] = set()
        below = {part}
        while below:
            below = {
                gold.object
                for gold in self._comparison.gold.relations
                if gold.predicate in _UPWARD and gold.subject in below
            } - above
            above |= below
        return above

    def _ends_of(self, found: Relation) -> tuple[str | None, str | None]:
        return self._ends.same.get(found.subject), self._ends.same.get(found.object)

    def _case(self, cause: str, gold: GoldRelation | None, found: Relation | None) -> Case:
        call, named = self._ends.call_gold, self._ends.call_found
        one = gold or found
        return Case(
            "relation",
            one.predicate if one else "",
            cause,
            self._comparison.gold.id,
            quote(gold, found),
            f"{call(gold.subject)} {gold.predicate} {call(gold.object)}" if gold else None,
            f"{named(found.subject)} {found.predicate} {named(found.object)} [{found.rule}]" if found else None,
        )


def _triple(gold: GoldRelation) -> tuple[str, str, str]:
    return gold.subject, gold.predicate, gold.object

"""Why a figure was missed or is too many."""

from govgraph.evaluation.cases import Case, explain, quote
from govgraph.evaluation.ends import Ends
from govgraph.evaluation.gold import GoldMeasure
from govgraph.evaluation.matching import Comparison, fold, is_same_indicator, is_same_number
from govgraph.evaluation.places import Places
from govgraph.model import Measure


class MeasureCauses:
    """The cases of one document's figures."""

    def __init__(self, comparison: Comparison, places: Places, ends: Ends) -> None:
        self._comparison = comparison
        self._places = places
        self._ends = ends
        tests = (self._wrong_name, self._other_subject, self._other_indicator, self._other_both, self._other_number)
        explained = explain(comparison.measures, tests, self._why_missed, self._why_extra)
        self.cases = [self._case(*row) for row in explained]

    def _wrong_name(self, gold: GoldMeasure, found: Measure) -> str | None:
        meant = self._ends.meant.get(found.subject) == gold.subject
        right = is_same_number(found, gold) and is_same_indicator(found, gold)
        return "subject found under a wrong name or type" if meant and right else None

    def _other_subject(self, gold: GoldMeasure, found: Measure) -> str | None:
        if not (self._is_number(gold, found) and is_same_indicator(found, gold)):
            return None
        return self._lack(gold) or "other subject chosen"

    def _other_indicator(self, gold: GoldMeasure, found: Measure) -> str | None:
        return "indicator" if self._is_number(gold, found) and self._is_subject(gold, found) else None

    def _other_both(self, gold: GoldMeasure, found: Measure) -> str | None:
        return "subject and indicator" if self._is_number(gold, found) else None

    def _other_number(self, gold: GoldMeasure, found: Measure) -> str | None:
        if not (self._is_subject(gold, found) and self._places.meet(gold.quote, found.evidence)):
            return None
        if float(found.value) == gold.value:
            return "unit"
        near = is_same_indicator(found, gold) and fold(found.unit) == fold(gold.unit)
        return "value" if near else None

    def _why_missed(self, gold: GoldMeasure) -> str:
        return self._lack(gold) or "number not read"

    def _lack(self, gold: GoldMeasure) -> str | None:
        return "subject not found as entity" if gold.subject in self._ends.missed else None

    def _why_extra(self, found: Measure) -> str:
        again = any(self._is_number(gold, found) for gold in self._comparison.gold.measures)
        return "a number read twice" if again else "no figure of the gold"

    def _is_number(self, gold: GoldMeasure, found: Measure) -> bool:
        """Whether the number of the gold was read, where the gold has it."""
        return is_same_number(found, gold) and self._places.meet(gold.quote, found.evidence)

    def _is_subject(self, gold: GoldMeasure, found: Measure) -> bool:
        return self._ends.same.get(found.subject) == gold.subject

    def _case(self, cause: str, gold: GoldMeasure | None, found: Measure | None) -> Case:
        said = f"{gold.indicator} {gold.value:g} {gold.unit}" if gold else ""
        read = f"{found.indicator} {found.value} {found.unit} [{found.rule}]" if found else ""
        return Case(
            "measure",
            "",
            cause,
            self._comparison.gold.id,
            quote(gold, found),
            f"{self._ends.call_gold(gold.subject)} | {said}" if gold else None,
            f"{self._ends.call_found(found.subject)} | {read}" if found else None,
        )

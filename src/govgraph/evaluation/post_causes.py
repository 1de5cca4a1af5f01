"""Why a post was missed or is too many."""

from govgraph.evaluation.cases import Case, explain, quote
from govgraph.evaluation.ends import Ends
from govgraph.evaluation.gold import GoldPost
from govgraph.evaluation.matching import Comparison, fold
from govgraph.evaluation.places import Places
from govgraph.model import Post


class PostCauses:
    """The cases of one document's posts."""

    def __init__(self, comparison: Comparison, places: Places, ends: Ends) -> None:
        self._comparison = comparison
        self._places = places
        self._ends = ends
        tests = (self._wrong_name, self._other_body, self._other_person)
        explained = explain(comparison.posts, tests, self._why_missed, self._why_extra)
        self.cases = [self._case(*row) for row in explained]

    def _wrong_name(self, gold: GoldPost, found: Post) -> str | None:
        stands_for = self._ends.meant.get(found.of) == gold.of and fold(found.person) == fold(gold.person)
        return "organisation found under a wrong name or type" if stands_for else None

    def _other_body(self, gold: GoldPost, found: Post) -> str | None:
        if fold(found.person) != fold(gold.person):
            return None
        return self._lack(gold) or "other organisation chosen"

    def _other_person(self, gold: GoldPost, found: Post) -> str | None:
        near = self._places.meet(gold.quote, found.evidence)
        same = self._ends.same.get(found.of) == gold.of
        alike = fold(found.person) in fold(gold.person) or fold(gold.person) in fold(found.person)
        return "person: name cut otherwise" if near and same and alike else None

    def _why_missed(self, gold: GoldPost) -> str:
        return self._lack(gold) or "person not read"

    def _lack(self, gold: GoldPost) -> str | None:
        return "organisation not found as entity" if gold.of in self._ends.missed else None

    def _why_extra(self, found: Post) -> str:
        known = {fold(post.person) for post in self._comparison.gold.posts}
        return "a second post of a person" if fold(found.person) in known else "person: no office-holder of the gold"

    def _case(self, cause: str, gold: GoldPost | None, found: Post | None) -> Case:
        return Case(
            "post",
            "",
            cause,
            self._comparison.gold.id,
            quote(gold, found),
            f"{gold.person}, {gold.role} of {self._ends.call_gold(gold.of)}" if gold else None,
            f"{found.person}, {found.role} of {self._ends.call_found(found.of)} [{found.rule}]" if found else None,
        )

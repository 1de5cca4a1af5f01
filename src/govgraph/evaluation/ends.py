"""The entities that statements speak of: which gold entity one is or stands for, and how to call it."""

from collections.abc import Mapping

from govgraph.evaluation.cases import label
from govgraph.evaluation.matching import Comparison


class Ends:
    """``same`` gives the gold of each right entity, ``meant`` also that of each wrong one that stands for one."""

    def __init__(self, comparison: Comparison, stands_for: Mapping[str, str]) -> None:
        self.same = comparison.same
        self.meant = {**self.same, **stands_for}
        self.missed = {entity.id for entity in comparison.entities.missed}
        self._gold = {entity.id: label(entity) for entity in comparison.gold.entities}
        self._found = {entity.id: label(entity) for entity in comparison.found.entities}

    def call_gold(self, id_: str) -> str:
        """A gold entity for a person to read."""
        return self._gold[id_]

    def call_found(self, id_: str) -> str:
        """An extracted entity for a person to read."""
        return self._found[id_]

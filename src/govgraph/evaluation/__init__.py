"""How good the extraction is: comparison with articles that people annotated (gold), scores, and why it errs.

gold ─▶ matching ─▶ scores        one line a type, with precision, recall, F1
Comparison ─▶ causes      one Case a miss or extra, from entity_causes and statement_causes
─▶ tables      as text for a person
"""

from govgraph.evaluation.cases import Case
from govgraph.evaluation.causes import find_cases
from govgraph.evaluation.gold import GoldDocument, assign_gold, read_gold
from govgraph.evaluation.matching import Comparison, Pairs, compare
from govgraph.evaluation.scores import Score, score
from govgraph.evaluation.tables import format_cases, format_causes, format_scores

__all__ = [
    "Case",
    "Comparison",
    "GoldDocument",
    "Pairs",
    "Score",
    "assign_gold",
    "compare",
    "find_cases",
    "format_cases",
    "format_causes",
    "format_scores",
    "read_gold",
    "score",
]

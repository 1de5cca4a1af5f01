"""Stage 5 of 7: Extractions -> Graph.

    Extraction ─▶ summaries ─▶ plan ─▶ portions ─▶ merge
                  Summary      Plan    Portion     Graph of a share

``merge`` does all of it in memory; a build spreads the work by shares.
"""

from govgraph.graph.merge import merge, merge_corrected, merge_share
from govgraph.graph.plan import Assignment, Plan, Share, make_plan
from govgraph.graph.portions import Portion, assign
from govgraph.graph.reprints import find_reprints
from govgraph.graph.summaries import Summary, summarise
from govgraph.graph.tally import Tally, tally
from govgraph.graph.view import to_networkx

__all__ = [
    "Assignment",
    "Plan",
    "Portion",
    "Share",
    "Summary",
    "Tally",
    "assign",
    "find_reprints",
    "make_plan",
    "merge",
    "merge_corrected",
    "merge_share",
    "summarise",
    "tally",
    "to_networkx",
]

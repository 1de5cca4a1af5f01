"""The doubtful identities of a build, put before a user, whose decisions go into corrections.toml."""

from govgraph.review.cases import COLUMNS, Case, Quote, Side, find_cases, quote_cases
from govgraph.review.decisions import DecisionFile, match_answers
from govgraph.review.terminal import render_case

__all__ = [
    "COLUMNS",
    "Case",
    "DecisionFile",
    "Quote",
    "Side",
    "find_cases",
    "match_answers",
    "quote_cases",
    "render_case",
]

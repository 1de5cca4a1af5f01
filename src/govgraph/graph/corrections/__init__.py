"""What a user of govgraph has put right: read from a file, matched with what the articles name, applied to it."""

from govgraph.graph.corrections.changes import Corrected, NodeEdit, correct
from govgraph.graph.corrections.decisions import Decisions, decide
from govgraph.graph.corrections.entries import Corrections, Note, Outcome
from govgraph.graph.corrections.files import parse_corrections, read_corrections

__all__ = [
    "Corrected",
    "Corrections",
    "Decisions",
    "NodeEdit",
    "Note",
    "Outcome",
    "correct",
    "decide",
    "parse_corrections",
    "read_corrections",
]

"""govgraph as a library: what ``import govgraph`` offers.

files, texts ─▶ building ─▶ graphs ─▶ records, display
a build's folder            Graph     Entity, Relation, Post, Measure, Evidence, Document, Family
"""

from govgraph.api.building import build, build_texts, extract_text, open
from govgraph.api.graphs import Graph
from govgraph.api.records import Document, Entity, Evidence, Family, Measure, Post, Relation
from govgraph.errors import DocumentError, GovgraphError, SetupError

__all__ = [
    "Document",
    "DocumentError",
    "Entity",
    "Evidence",
    "Family",
    "GovgraphError",
    "Graph",
    "Measure",
    "Post",
    "Relation",
    "SetupError",
    "build",
    "build_texts",
    "extract_text",
    "open",
]

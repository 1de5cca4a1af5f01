"""Stage 5 of 7: Extractions -> Graph."""

from govgraph.graph.families import Family, find_families
from govgraph.graph.merge import merge
from govgraph.graph.reprints import find_reprints
from govgraph.graph.view import to_networkx

__all__ = ["Family", "find_families", "find_reprints", "merge", "to_networkx"]

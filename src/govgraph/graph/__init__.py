"""Stage 5 of 7: Extractions -> Graph."""

from govgraph.graph.merge import merge, merge_corrected
from govgraph.graph.reprints import find_reprints
from govgraph.graph.view import to_networkx

__all__ = ["find_reprints", "merge", "merge_corrected", "to_networkx"]

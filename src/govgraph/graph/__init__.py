"""Stage 5 of 7: Extractions -> Graph."""

from govgraph.graph.merge import merge, merge_corrected
from govgraph.graph.view import to_networkx

__all__ = ["merge", "merge_corrected", "to_networkx"]

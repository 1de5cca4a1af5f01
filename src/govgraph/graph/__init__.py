"""Stage 5 of 7: Extractions -> Graph."""

from govgraph.graph.merge import merge
from govgraph.graph.view import to_networkx

__all__ = ["merge", "to_networkx"]

"""Stage 4 of 7: Mention -> Entity."""

from govgraph.link.documents import extract_document

__all__ = ["extract_document"]

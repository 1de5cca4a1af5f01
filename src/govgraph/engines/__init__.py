"""Where the stages that see one document at a time run: in this process, or in several of this machine."""

from govgraph.engines.local import count_workers, read_all

__all__ = ["count_workers", "read_all"]

"""Where the stages that see one document at a time run: in this process, in several of this machine, or on a cluster."""

from govgraph.engines.local import count_workers, read_all
from govgraph.engines.reading import read_content, read_file

__all__ = ["count_workers", "read_all", "read_content", "read_file"]

"""Where the stages of a build run: in this process, in several of this machine, or on a cluster."""

from govgraph.engines.assembly import assemble_tables, assemble_turtle
from govgraph.engines.local import Workers, count_workers
from govgraph.engines.planning import Planning, pack_summary, plan_build, split_summaries
from govgraph.engines.reading import read_again, read_content, read_file
from govgraph.engines.shares import Citing, Merging, Portioning, Read, Segments, Task, Workshop, describe_read
from govgraph.engines.shelf import Segment, Shelf

__all__ = [
    "Citing",
    "Merging",
    "Planning",
    "Portioning",
    "Read",
    "Segment",
    "Segments",
    "Shelf",
    "Task",
    "Workers",
    "Workshop",
    "assemble_tables",
    "assemble_turtle",
    "count_workers",
    "describe_read",
    "pack_summary",
    "plan_build",
    "read_again",
    "read_content",
    "read_file",
    "split_summaries",
]

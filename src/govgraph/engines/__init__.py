"""Where the stages of a build run: in this process, in several of this machine, or on a cluster."""

from govgraph.engines.assembly import assemble_tables, assemble_turtle
from govgraph.engines.local import Workers, count_workers
from govgraph.engines.planning import Planned, Planning, pack_summary, plan_build
from govgraph.engines.reading import read_content, read_file
from govgraph.engines.shares import Citing, Merging, Portioning, Read, Workshop

__all__ = [
    "Citing",
    "Merging",
    "Planned",
    "Planning",
    "Portioning",
    "Read",
    "Workers",
    "Workshop",
    "assemble_tables",
    "assemble_turtle",
    "count_workers",
    "pack_summary",
    "plan_build",
    "read_content",
    "read_file",
]

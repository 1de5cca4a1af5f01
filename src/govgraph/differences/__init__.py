"""What one build has that another has not."""

from govgraph.differences.comparing import COLUMNS, compare_builds
from govgraph.differences.records import Change, Difference, Part, Twins
from govgraph.differences.terminal import render_difference

__all__ = ["COLUMNS", "Change", "Difference", "Part", "Twins", "compare_builds", "render_difference"]

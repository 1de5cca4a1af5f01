"""Whether a graph keeps what ``ontology/shapes.ttl`` promises, and where it does not."""

from govgraph.validation.checking import validate
from govgraph.validation.loading import load_graph
from govgraph.validation.records import Report, Violation
from govgraph.validation.terminal import render_report

__all__ = ["Report", "Violation", "load_graph", "render_report", "validate"]

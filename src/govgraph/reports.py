"""What a build has to say of itself: ``report.json``, and the files that gave nothing."""

import platform
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from govgraph import __version__, lexicon
from govgraph.graph.corrections import Outcome
from govgraph.model import Graph
from govgraph.records import to_json

#: The libraries whose version can change a graph, its tables or its page.
_LIBRARIES = ("ahocorasick-rs", "jieba", "msgspec", "OpenCC", "pyarrow", "pyoxigraph", "pypinyin", "pyvis", "rjieba")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or folder that gave nothing.

    ``reason`` is a short code, stable for reports: a DocumentError's, ``no-articles`` for an empty folder,
    ``internal`` for a fault of govgraph itself.
    """

    path: str
    reason: str
    message: str


def write_report(
    path: Path,
    inputs: Sequence[Path],
    min_confidence: float,
    graph: Graph,
    skipped: Sequence[Skipped],
    without_entities: Sequence[str],
    seconds: dict[str, float],
    corrections: Outcome | None = None,
) -> None:
    """Write the report of one build as JSON: inputs, counts, skipped files and why, versions, seconds by stage.

    ``corrections`` is null where there was no file of them; otherwise it names the entries that matched nothing.
    """
    report = {
        "inputs": [str(item) for item in inputs],
        "min_confidence": min_confidence,
        "counts": count_graph(graph) | {"skipped": len(skipped), "without_entities": len(without_entities)},
        "entities": dict(sorted(Counter(node.type for node in graph.nodes).items())),
        "relations": dict(sorted(Counter(relation.predicate for relation in graph.relations).items())),
        "skipped": skipped,
        "without_entities": without_entities,
        "reprints": _name_reprints(graph),
        "corrections": corrections,
        "seconds": seconds,
        "versions": _versions(),
    }
    # A file name that is no UTF-8 holds lone surrogates; \udcff is also how JSON writes one.
    path.write_text(to_json(report, indent=2) + "\n", encoding="utf-8", errors="backslashreplace")


def _name_reprints(graph: Graph) -> list[dict[str, object]]:
    """Which file is a reprint of which, and how much of it stands there."""
    paths = {document.id: document.path for document in graph.documents}
    return [{"path": paths[one.document], "of": paths[one.of], "similarity": one.similarity} for one in graph.reprints]


def count_graph(graph: Graph) -> dict[str, int]:
    """How much of each kind the graph holds."""
    return {
        "documents": len(graph.documents),
        "reprints": len(graph.reprints),
        "entities": len(graph.nodes),
        "relations": len(graph.relations),
        "posts": len(graph.posts),
        "measures": len(graph.measures),
        "evidence": len(graph.evidence),
        "identities": len(graph.identities),
    }


def _versions() -> dict[str, Any]:
    return {
        "govgraph": __version__,
        "lexicon": lexicon.digest(),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in _LIBRARIES},
    }

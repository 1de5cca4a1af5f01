"""What a build has to say of itself: ``report.json``, and the files that gave nothing."""

import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from govgraph import __version__, lexicon
from govgraph.graph.corrections import Outcome
from govgraph.graph.plan import Plan
from govgraph.graph.tally import Tally
from govgraph.meter import Stage
from govgraph.records import to_json

if TYPE_CHECKING:
    from govgraph.assist import Outcome as Assisted

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


def no_articles(path: str) -> Skipped:
    """A folder that the user named and that holds none."""
    return Skipped(path, "no-articles", "no text file is in this folder: name one that holds articles")


def format_report(
    inputs: Sequence[object],
    min_confidence: float,
    held: Tally,
    plan: Plan,
    skipped: Sequence[Skipped],
    without_entities: Sequence[str],
    stages: Mapping[str, Stage],
    corrections: Outcome | None = None,
    assisted: "Assisted | None" = None,
) -> bytes:
    """The report of one build as JSON: inputs, counts, skipped files and why, versions, time and memory by stage.

    ``corrections`` is null where there was no file of them; otherwise it names the entries that matched nothing.
    ``assist`` stands there only where a model was asked.
    """
    report = {
        "inputs": [str(item) for item in inputs],
        "min_confidence": min_confidence,
        "counts": held.counts | {"skipped": len(skipped), "without_entities": len(without_entities)},
        "entities": dict(sorted(held.entities.items())),
        "relations": dict(sorted(held.relations.items())),
        "skipped": skipped,
        "without_entities": without_entities,
        "reprints": _name_reprints(plan),
        "corrections": corrections,
        **({"assist": assisted} if assisted else {}),
        "stages": stages,
        "versions": _versions(),
    }
    # A file name that is no UTF-8 holds lone surrogates; \udcff is also how JSON writes one.
    return (to_json(report, indent=2) + "\n").encode("utf-8", errors="backslashreplace")


def _name_reprints(plan: Plan) -> list[dict[str, object]]:
    """Which file is a reprint of which, and how much of it stands there."""
    paths = {document.id: document.path for document in plan.documents}
    return [{"path": paths[one.document], "of": paths[one.of], "similarity": one.similarity} for one in plan.reprints]


def _versions() -> dict[str, Any]:
    return {
        "govgraph": __version__,
        "lexicon": lexicon.digest(),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in _LIBRARIES},
    }

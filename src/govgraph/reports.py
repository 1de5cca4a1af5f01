"""What a build has to say of itself: ``report.json``, and the files that gave nothing."""

import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from govgraph import __version__, lexicon
from govgraph.extract.extractors import installed_extractors
from govgraph.graph.corrections import Outcome
from govgraph.graph.tally import Tally
from govgraph.meter import Stage
from govgraph.model import Reprint, SourceInfo
from govgraph.records import to_json

if TYPE_CHECKING:
    from govgraph.assist import Outcome as Assisted

#: The libraries whose version can change a graph, its tables or its page.
_LIBRARIES = ("ahocorasick-rs", "jieba", "msgspec", "OpenCC", "pyarrow", "pyoxigraph", "pypinyin", "pyvis", "rjieba")


#: What to do where there is nothing to read.
NAME_ARTICLES = (
    "Name files or folders of Chinese news: text, web pages, Word, PDF, Markdown, tables, or archives of these."
)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or folder that gave nothing.

    ``reason`` is a short code, stable for reports: a DocumentError's, ``no-articles`` for an empty folder,
    ``internal`` for a fault of govgraph itself.
    """

    path: str
    reason: str
    message: str

    def __str__(self) -> str:
        return f"Skipped {self.path} ({self.reason}): {self.message}"


def no_articles(path: str) -> Skipped:
    """A folder that the user named and that holds none."""
    return Skipped(path, "no-articles", "no file is in this folder that could be an article: name another")


def list_warnings(
    skipped: Sequence[Skipped], without_entities: Sequence[str], corrections: Outcome | None = None
) -> list[str]:
    """What a build did not use, a sentence each: files, and entries of the corrections file."""
    told = [*map(str, skipped), *(f"No entity found: {path}" for path in without_entities)]
    if corrections:
        notes = (*corrections.unmatched, *corrections.left_out)
        told += [f"{corrections.path}, line {note.line}: {note.correction} {note.message}" for note in notes]
    return told


def format_report(
    inputs: Sequence[object],
    min_confidence: float,
    held: Tally,
    documents: Sequence[SourceInfo],
    reprints: Sequence[Reprint],
    skipped: Sequence[Skipped],
    without_entities: Sequence[str],
    stages: Mapping[str, Stage],
    corrections: Outcome | None = None,
    assisted: "Assisted | None" = None,
) -> bytes:
    """The report of one build as JSON: inputs, counts, skipped files and why, versions, time and memory by stage.

    ``corrections`` is null where there was no file of them; otherwise it names the entries that matched nothing.
    ``masked_names`` counts the places where a private person's name is hidden; it is null where none was to be.
    ``assist`` stands there only where a model was asked.
    """
    report = {
        "inputs": [str(item) for item in inputs],
        "min_confidence": min_confidence,
        "masked_names": _count_masked(documents),
        "counts": held.counts | {"skipped": len(skipped), "without_entities": len(without_entities)},
        "entities": dict(sorted(held.entities.items())),
        "relations": dict(sorted(held.relations.items())),
        "skipped": skipped,
        "without_entities": without_entities,
        "reprints": _name_reprints(documents, reprints),
        "corrections": corrections,
        **({"assist": assisted} if assisted else {}),
        "stages": stages,
        "versions": _versions(),
    }
    # A file name that is no UTF-8 holds lone surrogates; \udcff is also how JSON writes one.
    return (to_json(report, indent=2) + "\n").encode("utf-8", errors="backslashreplace")


def _name_reprints(documents: Sequence[SourceInfo], reprints: Sequence[Reprint]) -> list[dict[str, object]]:
    """Which file is a reprint of which, and how much of it stands there."""
    paths = {document.id: document.path for document in documents}
    return [{"path": paths[one.document], "of": paths[one.of], "similarity": one.similarity} for one in reprints]


def _count_masked(documents: Sequence[SourceInfo]) -> int | None:
    masked = [document.masked for document in documents if document.masked is not None]
    return sum(map(len, masked)) if masked else None


def _versions() -> dict[str, Any]:
    return {
        "govgraph": __version__,
        "lexicon": lexicon.digest(),
        **({"extractors": list(map(str, extractors))} if (extractors := installed_extractors()) else {}),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in _LIBRARIES},
    }

"""The path, top to bottom: files -> documents -> extractions -> graph -> files again.

Everything up to an Extraction is a pure function of one document, so one that fails takes no other with it.
"""

import os
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path

from govgraph.cache import ExtractionCache
from govgraph.corpus import SourceFile, find_files, read_raw
from govgraph.engines import count_workers, read_all, read_file
from govgraph.errors import DocumentError, SetupError
from govgraph.evaluation import Comparison, assign_gold, compare, read_gold
from govgraph.graph import merge_corrected
from govgraph.graph.corrections import Corrections, Outcome, read_corrections
from govgraph.model import Extraction, Graph, SourceInfo
from govgraph.reports import Skipped, write_report
from govgraph.selection import drop_unsure, drop_unsure_rows
from govgraph.write import WRITERS, Texts, Writer, write_page
from govgraph.write.article import Article, lay_out_article

#: Wraps the files while they are read; the command line shows its progress bar with it.
Track = Callable[[Sequence[SourceFile]], Iterable[SourceFile]]

#: Folders of what a build writes before it is renamed into place: then comes the number of its process.
_UNFINISHED = ".building-"
#: Files that the message names when there is nothing to build; a person reads no more.
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build made: ``files`` gives bytes by file name, ``seconds`` the time by stage.

    ``corrections`` says what became of the corrections file, where there was one.
    """

    graph: Graph
    skipped: tuple[Skipped, ...]
    without_entities: tuple[str, ...]
    files: dict[str, int]
    seconds: dict[str, float]
    corrections: Outcome | None = None


def default_corpus() -> Path:
    """The articles that `govgraph build` reads when it is given none: the repository's, or the installed copy."""
    in_repository = Path(__file__).parents[2] / "seeds"
    return in_repository if in_repository.is_dir() else Path(str(files("govgraph") / "data" / "seeds"))


def extract(
    paths: Sequence[Path],
    *,
    min_confidence: float = 0.0,
    cache: ExtractionCache | None = None,
    workers: int | None = 1,
    track: Track = iter,
    debug: bool = False,
) -> Iterator[Extraction | Skipped]:
    """What each document under ``paths`` says, in the order of the files' names.

    Args:
        paths: files and folders.
        min_confidence: leave out statements of which the rules are less sure.
        cache: is asked before a file is read, and keeps what is read.
        workers: processes to read with; None for one a core where there are documents enough for that. A script that
            asks for several needs the guard ``if __name__ == "__main__"``.
        track: wraps the files while they are read.
        debug: let an unexpected exception through instead of skipping its document.

    Raises:
        SetupError: a path does not exist, or a word list is broken.
        OSError: the cache cannot be written.
    """
    sources = find_files(paths)
    for path in paths:
        if not find_files([path]):
            yield Skipped(str(path), "no-articles", "no text file is in this folder: name one that holds articles")
    read = partial(_recall_source, cache=cache, debug=debug)
    results = read_all(sources, read, _lose_source, count_workers(len(sources), workers))
    for source, result in zip(track(sources), results, strict=True):
        if isinstance(result, Skipped):
            yield result
            continue
        if cache is not None:
            cache.note(source, result)
        yield drop_unsure(result, min_confidence)


def evaluate(
    gold: Path, paths: Sequence[Path], *, min_confidence: float = 0.0, track: Track = iter, debug: bool = False
) -> list[Comparison]:
    """What the documents under ``paths`` say, held against the annotations in the folder ``gold``.

    Documents without annotations are not read.

    Raises:
        SetupError: the gold is broken, or a document of it has no text that can be read.
    """
    annotated = read_gold(gold)
    sources = {source.id: source for source in find_files(paths)}
    documents = assign_gold(sources, annotated)
    comparisons = []
    for source in track([sources[id_] for id_ in documents]):
        result = read_file(source, debug=debug)
        if isinstance(result, Skipped):
            raise SetupError(f"{result.path} has gold but cannot be scored: {result.message}")
        document, extraction = result
        comparisons.append(compare(document, annotated[documents[source.id]], drop_unsure(extraction, min_confidence)))
    return comparisons


def explain(path: Path, *, debug: bool = False) -> Article | Skipped:
    """One file with everything that was read in it, each statement beside the words that say it.

    Raises:
        SetupError: ``path`` does not exist, or a word list is broken.
    """
    (source,) = find_files([path])
    result = read_file(source, debug=debug)
    return result if isinstance(result, Skipped) else lay_out_article(*result)


def build(
    paths: Sequence[Path],
    output: Path,
    *,
    corrections: Path | None = None,
    min_confidence: float = 0.0,
    reuse: bool = True,
    workers: int | None = 1,
    track: Track = iter,
    debug: bool = False,
) -> BuildResult:
    """Read the documents under ``paths``; write their graph, page, tables and report into the folder ``output``.

    ``corrections`` is a file of what the user has put right, checked before anything else is read. Statements below
    ``min_confidence``, all documents taken together, are left out. What was read is kept in ``output/.cache``, and with
    ``reuse`` taken from there where nothing has changed; ``workers`` is as for ``extract``. The files are written
    beside and renamed into place: a build that fails leaves those of the last one.

    Raises:
        SetupError: no document names an entity, a path does not exist, a word list is broken, or a correction has a
            fault or contradicts another.
        OSError: ``output`` cannot be written.
    """
    seconds: dict[str, float] = {}
    asked = read_corrections(corrections) if corrections else Corrections()
    cache = open_cache(output) if reuse else None
    with _timed("extract", seconds):
        results = list(extract(paths, cache=cache, workers=workers, track=track, debug=debug))
    extractions = [result for result in results if isinstance(result, Extraction)]
    skipped = tuple(result for result in results if isinstance(result, Skipped))
    empty = tuple(extraction.document.path for extraction in extractions if not extraction.entities)
    if len(empty) == len(extractions):
        raise SetupError(_explain_nothing(empty, skipped))
    with _timed("merge", seconds):
        merged, outcome = merge_corrected(extractions, asked)
        graph = drop_unsure_rows(merged, min_confidence)
    told = outcome if corrections else None
    output.mkdir(parents=True, exist_ok=True)
    _sweep(output)
    with tempfile.TemporaryDirectory(prefix=f"{_UNFINISHED}{os.getpid()}-", dir=output) as folder:
        writers: dict[str, Writer] = WRITERS | {"graph.html": partial(write_page, texts=_texts_of(paths))}
        for name, write in writers.items():
            with _timed(f"write {name}", seconds):
                write(graph, Path(folder, name))
        write_report(Path(folder, "report.json"), paths, min_confidence, graph, skipped, empty, seconds, told)
        written = _move_into(output, Path(folder))
    if cache is not None:
        cache.forget_others()
    return BuildResult(graph, skipped, empty, written, seconds, told)


def _lose_source(source: SourceFile) -> Skipped:
    return Skipped(source.name, "internal", "the process that read it was ended, perhaps for want of memory: split it")


def open_cache(output: Path) -> ExtractionCache:
    """What is kept of the articles of the builds into a folder."""
    return ExtractionCache(output / ".cache")


def _texts_of(paths: Sequence[Path]) -> Texts:
    """The texts of the files under ``paths``, read anew: what came out of the cache has none.

    A file that has changed since gives none, for every place in it would be another.
    """
    sources: defaultdict[str, list[SourceFile]] = defaultdict(list)
    for source in find_files(paths):
        sources[source.name].append(source)  # files of several folders may share a name

    def text_of(document: SourceInfo) -> str | None:
        for source in sources[document.path]:
            with suppress(DocumentError):
                raw = read_raw(source)
                if raw.sha256 == document.sha256:
                    return raw.text
        return None

    return text_of


def _recall_source(source: SourceFile, cache: ExtractionCache | None, *, debug: bool) -> Extraction | Skipped:
    """What a document says, from the cache where it is known there."""
    if cache is not None and (known := cache.find(source)):
        return known
    result = read_file(source, debug=debug)
    if isinstance(result, Skipped):
        return result
    if cache is not None:
        cache.keep(source, result[1])
    return result[1]


def _explain_nothing(empty: Sequence[str], skipped: Sequence[Skipped]) -> str:
    """Why there is no graph, and what to do."""
    reasons = [f"{skip.path}: {skip.message}" for skip in skipped]
    reasons += [f"{path}: names no region, organisation, program, enterprise or project" for path in empty]
    more = [f"and {len(reasons) - _SHOWN} more"] if len(reasons) > _SHOWN else []
    remedy = "Nothing to build a graph from. Name files or folders of Chinese news in plain text, such as seeds/."
    return "\n  ".join([remedy, *reasons[:_SHOWN], *more])


def _sweep(output: Path) -> None:
    """Delete what builds that were killed had written beside; those that still run keep theirs."""
    for folder in output.glob(f"{_UNFINISHED}*"):
        process = folder.name.removeprefix(_UNFINISHED).partition("-")[0]
        if process.isdigit() and not _is_running(int(process)):
            shutil.rmtree(folder, ignore_errors=True)


def _is_running(process: int) -> bool:
    if os.name != "posix":  # where asking would end it
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # another user's
        return True
    return True


def _move_into(output: Path, folder: Path) -> dict[str, int]:
    """Rename every file below ``folder`` to its place below ``output``; sizes in bytes by relative name."""
    sizes = {}
    for path in sorted(item for item in folder.rglob("*") if item.is_file()):
        name = path.relative_to(folder)
        sizes[name.as_posix()] = path.stat().st_size
        (output / name).parent.mkdir(parents=True, exist_ok=True)
        path.replace(output / name)
    return sizes


@contextmanager
def _timed(stage: str, seconds: dict[str, float]) -> Iterator[None]:
    begin = time.perf_counter()
    yield
    seconds[stage] = round(time.perf_counter() - begin, 3)

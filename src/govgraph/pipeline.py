"""The path, top to bottom: files -> documents -> extractions -> graph -> files again.

Everything up to an Extraction is a pure function of one document, so one that fails takes no other with it.
"""

import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

from govgraph.cache import ExtractionCache, digest_program
from govgraph.corpus import SourceFile, find_files, is_empty, keep_input, read_document, read_raw, unpack
from govgraph.engines import (
    Citing,
    Merging,
    Planning,
    Portioning,
    Read,
    Segment,
    Segments,
    Shelf,
    Task,
    Workers,
    Workshop,
    assemble_tables,
    assemble_turtle,
    count_workers,
    describe_read,
    pack_summary,
    plan_build,
    read_again,
    read_file,
    split_summaries,
)
from govgraph.engines.local import BATCH
from govgraph.errors import DocumentError, SetupError
from govgraph.evaluation import Comparison, assign_gold, compare, read_gold
from govgraph.excerpt import read_excerpt, read_frame
from govgraph.extract.extractors import load_extractors
from govgraph.graph import summarise
from govgraph.graph.corrections import Corrections, Outcome, read_corrections
from govgraph.graph.runs import cut
from govgraph.graph.tally import Tally, add_up
from govgraph.lexicon import use
from govgraph.lexicon.additions import NO_ADDITIONS, Additions
from govgraph.lexicon.folders import read_lexicon
from govgraph.link.masking import mask_document
from govgraph.memory import seldom_collecting
from govgraph.meter import Meter, Stage
from govgraph.model import Document, Extraction, SourceInfo
from govgraph.progress import Track, in_silence
from govgraph.reports import NAME_ARTICLES, Skipped, format_report, no_articles
from govgraph.selection import drop_unsure
from govgraph.text.masking import mask_text
from govgraph.write import BuildInfo, Texts, assemble_page
from govgraph.write.article import Article, lay_out_article
from govgraph.write.files import claim_folder, settle
from govgraph.write.html.page import MOST_EVIDENCE, MOST_NODES, MOST_STATEMENTS, PARTS, Part, render_part

T = TypeVar("T")

if TYPE_CHECKING:
    from govgraph.assist import AnswerCache, Assistant, Endpoint
    from govgraph.assist import Outcome as Assisted

#: Stands among paths for what is piped in.
STANDARD_INPUT = Path("-")
#: Folders of what a build writes before it is renamed into place: then comes the number of its process.
_UNFINISHED = ".building-"
#: The folder there of what is kept for the next build.
_CACHE = ".cache"
#: The folder there of what is kept of the merged graph.
_MADE = "made"
#: Files that the message names when there is nothing to build; a person reads no more.
_SHOWN = 10
#: Documents from which on processes that have worked on many things end with the stage, to give back the memory that
#: they took; new ones are a second in starting.
_MANY = 2_000
#: Documents whose additions to the plan are kept together, at most.
_PACKED = 64
#: Documents whose sayings are taken apart in one task, at most, and about how many tasks there are at most: each leaves
#: something for each share.
_TOGETHER, _BATCHES = 256, 128


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build made.

    ``tally`` has the numbers of its graph, ``files`` gives bytes by file name, ``stages`` what each stage took.
    ``corrections`` says what became of the corrections file, where there was one, ``assisted`` what came of asking a
    model, where one was asked.
    """

    tally: Tally
    skipped: tuple[Skipped, ...]
    without_entities: tuple[str, ...]
    files: dict[str, int]
    stages: dict[str, Stage]
    corrections: Outcome | None = None
    assisted: "Assisted | None" = None


def default_corpus() -> Path:
    """The articles that `govgraph build` reads when it is given none: the repository's, or the installed copy."""
    in_repository = Path(__file__).parents[2] / "seeds"
    return in_repository if in_repository.is_dir() else Path(str(files("govgraph") / "data" / "seeds"))


def extract(
    paths: Sequence[Path],
    *,
    lexicon: Path | None = None,
    min_confidence: float = 0.0,
    mask_private: bool = False,
    columns: Mapping[str, str] | None = None,
    workers: int | None = 1,
    assistant: "Assistant | None" = None,
    track: Track = in_silence,
    debug: bool = False,
) -> Iterator[Extraction | Skipped]:
    """What each document under ``paths`` says, in the order of the files' names.

    Args:
        paths: files and folders; ``-`` is standard input.
        lexicon: a folder of the user's own words (docs/lexicon.md). What reads in this process meanwhile reads with it.
        min_confidence: leave out statements of which the rules are less sure.
        mask_private: hide the names of private persons in all that is quoted (docs/privacy.md).
        columns: the columns of tables by what they tell (``corpus.COLUMNS``), where their names do not say it.
        workers: processes to read with; None for one a core where there are documents enough for that.
        assistant: asks a model about what the rules leave in doubt (``open_assistant``).
        track: wraps the files while they are read.
        debug: let an unexpected exception through instead of skipping its document.

    Raises:
        SetupError: a path does not exist, a word list is broken, or the model cannot be asked.
    """
    words = take_words(lexicon)
    yield from _find_empty(paths)
    with ExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="govgraph-")))
        sources = _gather(paths, folder, columns, track)
        helpers = held.enter_context(Workers(count_workers(len(sources), workers), words))
        read = helpers.run(sources, partial(_try_source, mask_private=mask_private, debug=debug), _lose_source)
        results = (result for _, result in zip(track("Reading", sources), read, strict=True))
        for result in _assist(zip(sources, results, strict=True), assistant) if assistant else results:
            yield result if isinstance(result, Skipped) else drop_unsure(result, min_confidence)


def evaluate(
    gold: Path,
    paths: Sequence[Path],
    *,
    lexicon: Path | None = None,
    min_confidence: float = 0.0,
    track: Track = in_silence,
    debug: bool = False,
) -> list[Comparison]:
    """What the documents under ``paths`` say, held against the annotations in the folder ``gold``.

    Documents without annotations are not read.

    Raises:
        SetupError: the gold or a word list is broken, or a document of the gold has no text that can be read.
    """
    take_words(lexicon)
    annotated = read_gold(gold)
    comparisons = []
    with tempfile.TemporaryDirectory(prefix="govgraph-") as folder:
        sources = {source.id: source for source in _gather(paths, Path(folder))}
        documents = assign_gold(sources, annotated)
        for source in track("Reading", [sources[id_] for id_ in documents]):
            result = read_file(source, debug=debug)
            if isinstance(result, Skipped):
                raise SetupError(f"{result.path} has gold but cannot be scored: {result.message}")
            document, extraction = result
            gold_of = annotated[documents[source.id]]
            comparisons.append(compare(document, gold_of, drop_unsure(extraction, min_confidence)))
    return comparisons


def explain(path: Path, *, lexicon: Path | None = None, debug: bool = False) -> Article | Skipped:
    """One file with everything that was read in it, each statement beside the words that say it.

    Raises:
        SetupError: ``path`` does not exist, or a word list is broken.
    """
    take_words(lexicon)
    with tempfile.TemporaryDirectory(prefix="govgraph-") as folder:
        sources = _gather([path], Path(folder))
        if len(sources) != 1:
            raise SetupError(f"{path} holds {len(sources):,} articles. Unpack it, and name one of them.")
        result = read_file(sources[0], debug=debug)
    return result if isinstance(result, Skipped) else lay_out_article(*result)


def build(
    paths: Sequence[Path],
    output: Path,
    *,
    lexicon: Path | None = None,
    corrections: Path | None = None,
    min_confidence: float = 0.0,
    mask_private: bool = False,
    columns: Mapping[str, str] | None = None,
    reuse: bool = True,
    workers: int | None = 1,
    endpoint: "Endpoint | None" = None,
    track: Track = in_silence,
    debug: bool = False,
) -> BuildResult:
    """Read the documents under ``paths``; write their graph, page, tables and report into the folder ``output``.

    ``lexicon`` is a folder of the user's own words, ``corrections`` a file of what he has put right; both are checked
    before anything else is read. Statements below ``min_confidence``, all documents taken together, are left out;
    ``mask_private``, ``columns`` and ``workers`` are as for ``extract``. What was read and merged is kept in
    ``output/.cache``, and with ``reuse`` taken from there where nothing has changed. The model at ``endpoint``, if
    there is one, is asked about what the rules leave in doubt, and its answers are kept there too. The files are
    written beside and renamed into place: a build that fails leaves those of the last one.

    Raises:
        SetupError: no document names an entity, a path does not exist, a word list is broken, a correction has a fault
            or contradicts another, the model cannot be asked, or another build is writing into ``output``.
        OSError: ``output`` cannot be written.
    """
    meter = Meter()
    words = take_words(lexicon)
    asked = read_corrections(corrections) if corrections else Corrections()
    with ExitStack() as held:
        held.enter_context(seldom_collecting())
        held.enter_context(_naming(output))
        scratch = held.enter_context(_unfinished(output))
        held.enter_context(claim_folder(output))
        _sweep(output)
        sources = _gather(paths, scratch, columns, track)
        helpers = held.enter_context(Workers(count_workers(len(sources), workers), words))
        kept = output / _CACHE if reuse else held.enter_context(_unfinished(output))
        cache = ExtractionCache(kept, mask_private=mask_private)
        made = held.enter_context(_unfinished(output))
        shelf = Shelf(kept / _MADE)
        with meter.measure("extract"):
            read = partial(
                _summarise_source, cache=cache, claims=bool(asked.placed), mask_private=mask_private, debug=debug
            )
            if shelf.exists() and len(sources) >= _MANY:
                helpers.warm(_load)  # most is known, and the plan has its process by then
            reading = _Reading(read, cache, shelf, f"{digest_program()} {mask_private} {bool(asked.placed)}")
            results = zip(track("Reading", sources), reading.run(sources, helpers), strict=True)
            known, skipped = _collect(results, scratch / "summaries")
        skipped = [*_find_empty(paths), *skipped]
        empty = tuple(one.read.source.name for one in known if not one.entities)
        if len(empty) == len(known):
            raise SetupError(explain_nothing(empty, skipped))
        documents = [one.read for one in known]
        said, assistant = cache, open_assistant(endpoint, cache) if endpoint else None
        if assistant:
            with meter.measure("assist"):
                said = ExtractionCache(held.enter_context(_unfinished(output)))
                again = partial(read_again, cache=cache, mask_private=mask_private)
                pairs = (_beside_text(one.source, again(*one)) for one in documents)
                added = zip(track("Asking", documents), assistant.add(pairs), strict=True)
                _keep_assisted(added, said, scratch / "summaries", claims=bool(asked.placed))
        work = held.enter_context(_unfinished(output))
        many = len(documents) >= _MANY
        if many:
            helpers.rest(BATCH)
        together = max(_TOGETHER, 1 << (len(documents) // _BATCHES).bit_length())
        batches = list(cut(documents, together, lambda one: one.source.name))
        with meter.measure("plan"):
            planning = Planning(scratch / "summaries", tuple(map(len, batches)), made / "tables", asked)
            (plan,) = helpers.run([planning], partial(plan_build, folder=work), _lose_task, 1)
        if many:
            helpers.rest()
            helpers.warm(_load)
        info = BuildInfo(masked=mask_private)
        shop = Workshop(
            work, shelf, said, info, min_confidence, plan.first_articles, said.digest() if assistant else ""
        )
        names = reading.packs
        with meter.measure("portion out"):
            placing = [Portioning(i, tuple(own)) for i, own in enumerate(batches)]
            portions = _do("Placing", placing, shop, names, helpers, track)
        with meter.measure("merge"):
            by_share = _by_reader(portions)
            merging = [Merging(i, tuple(by_share[first])) for i, first in enumerate(plan.shares)]
            merged = _do("Merging", merging, shop, names, helpers, track)
        tally = add_up([plan.tally, *(one.tally for one in merged)])
        with meter.measure("write graph.ttl"):
            evidence = sorted(_by_reader([one.evidence for one in merged]).items())
            citing = [Citing(tuple(segments)) for _, segments in evidence]
            cited = _do("Citing", citing, shop, names, helpers, in_silence)
            if many:
                helpers.rest()
                helpers.warm(_load)
            assemble_turtle(made / "graph.ttl", plan, merged, cited, tally, shelf, info)
        with meter.measure("write tables"):
            assemble_tables(made / "tables", merged, shelf)
        with meter.measure("write graph.html"):
            whole = _Paging(made, scratch, PARTS, sources, plan.documents, tally)
            paging = [whole] if helpers.count == 1 else [whole.part(name) for name in PARTS]
            pieces = [piece for written in helpers.run(paging, _write_elements, _lose_task, 1) for piece in written]
            assemble_page(pieces, made / "graph.html", masked=info.masked)
        told, assisted = plan.outcome if corrections else None, assistant.outcome if assistant else None
        report = format_report(
            paths, min_confidence, tally, plan.documents, plan.reprints, skipped, empty, meter.stages, told, assisted
        )
        (made / "report.json").write_bytes(report)
        written = _move_into(output, made)
        if reuse:
            cache.keep_only(cache.name(source, sha256) for source, sha256 in documents)
            shelf.keep_only(names)
    return BuildResult(tally, tuple(skipped), empty, written, meter.stages, told, assisted)


def build_on_spark(
    paths: Sequence[Path | str],
    output: Path | str,
    *,
    master: str | None = None,
    lexicon: Path | None = None,
    corrections: Path | None = None,
    min_confidence: float = 0.0,
    mask_private: bool = False,
    reuse: bool = True,
    debug: bool = False,
) -> BuildResult:
    """The same on a Spark cluster, in parts and without the page; strings among ``paths`` and as ``output`` are URIs.

    ``master`` is the address of the cluster, by default the one that Spark's configuration names. What was read is kept
    in ``output/.cache/spark``.

    Raises:
        SetupError: as ``build``; pyspark or Java is missing, or the cluster does not answer or gave up.
    """
    from govgraph.engines.spark.sessions import open_session

    meter = Meter()
    words = take_words(lexicon)
    asked = read_corrections(corrections) if corrections else Corrections()
    sources, target = [_locate(path) for path in paths], _locate(output)
    info = BuildInfo(masked=mask_private)
    kept, work = f"{target}/.cache/spark", f"{target}/.building-spark/work"
    with open_session(master) as spark:
        from govgraph.engines.spark.extraction import extract_corpus
        from govgraph.engines.spark.merging import merge_corpus, plan_corpus
        from govgraph.engines.spark.outputs import publish_outputs, stage_outputs

        with meter.measure("extract"):
            corpus = extract_corpus(
                spark, sources, kept, words=words, mask_private=mask_private, reuse=reuse, debug=debug
            )
        with meter.measure("plan"):
            planned = plan_corpus(spark, corpus, work, asked)
        plan, empty = planned.plan, planned.without_entities
        if len(empty) == len(plan.documents):
            raise SetupError(explain_nothing(empty, corpus.skipped))
        with meter.measure("merge"):
            merged = merge_corpus(spark, corpus, plan, work, min_confidence=min_confidence, info=info)
        told = plan.outcome if corrections else None
        with meter.measure("write"):
            stage_outputs(spark, merged, target, info)
        lost, tally = corpus.skipped, merged.tally
        report = format_report(
            paths, min_confidence, tally, plan.documents, plan.reprints, lost, empty, meter.stages, told
        )
        written = publish_outputs(spark, target, report)
    return BuildResult(tally, lost, empty, written, meter.stages, told)


def take_words(folder: Path | None) -> Additions:
    """Have this process read with the words of a user's folder, or with the package's alone; to be handed to others.

    Raises:
        SetupError: the folder has a mistake, or an extractor that is installed cannot be loaded.
    """
    load_extractors()
    words = read_lexicon(folder) if folder else NO_ADDITIONS
    use(words)
    return words


def _locate(place: Path | str) -> str:
    """A URI; the path of a file in one is as it is, since Hadoop decodes none."""
    return place if isinstance(place, str) else f"file:{place.absolute()}"


@dataclass(frozen=True, slots=True)
class _Noted:
    """A document that was read, whether it names anything, and its packed summary."""

    read: Read
    entities: bool
    summary: bytes = b""


@dataclass(frozen=True, slots=True)
class _Paging:
    """Writes parts of the page of the build in ``made``, a file each, into ``scratch``."""

    made: Path
    scratch: Path
    parts: tuple[Part, ...]
    sources: Sequence[SourceFile]
    documents: tuple[SourceInfo, ...]
    tally: Tally

    def part(self, name: Part) -> "_Paging":
        """One part alone; only the network needs the articles."""
        if name == "network":
            return replace(self, parts=(name,))
        return replace(self, parts=(name,), sources=(), documents=())


def _write_elements(task: _Paging) -> list[Path]:
    if "network" in task.parts:
        graph = read_excerpt(task.made, MOST_NODES, MOST_STATEMENTS, MOST_EVIDENCE)
        graph = replace(graph, documents=task.documents)
    else:
        graph = read_frame(task.made, MOST_NODES, MOST_STATEMENTS, MOST_EVIDENCE)
    texts, pieces = texts_of(task.sources), []
    for part in task.parts:
        pieces.append(task.scratch / part)
        with pieces[-1].open("wb") as file:
            file.writelines(render_part(part, graph, texts, task.tally))
    return pieces


@dataclass(frozen=True, slots=True)
class _Pack:
    """What is kept of a batch of documents: whether each names anything, and their summaries."""

    entities: tuple[bool, ...]
    summaries: Segment


class _Reading:
    """Reads documents, and keeps what a batch of them adds to the plan under a hash of all that it depends on.

    ``packs`` has the names of what is kept.
    """

    def __init__(
        self, read: Callable[[SourceFile], _Noted | Skipped], cache: ExtractionCache, shelf: Shelf, options: str
    ) -> None:
        self._read = read
        self._cache = cache
        self._shelf = shelf
        self._options = options
        self.packs: set[str] = set()

    def run(self, sources: Sequence[SourceFile], helpers: Workers) -> Iterator[_Noted | Skipped]:
        """What each document adds, in their order."""
        batches = list(cut(sources, _PACKED, lambda source: source.name))
        known = [self._find(batch) for batch in batches] if self._shelf.exists() else [()] * len(batches)
        left = [source for batch, found in zip(batches, known, strict=True) if not found for source in batch]
        results = helpers.run(left, self._read, _lose_source)
        for batch, found in zip(batches, known, strict=True):
            if found and (recalled := self._recall(found)):
                yield from recalled
                continue
            damaged = helpers.run(batch, self._read, _lose_source) if found else ()
            read = list(damaged or islice(results, len(batch)))
            self._keep([one for one in read if not isinstance(one, Skipped)], len(batch))
            yield from read

    def _find(self, batch: Sequence[SourceFile]) -> tuple[Read, ...]:
        """The documents of a batch, if what they add is kept."""
        hashes = [content for source in batch if (content := self._cache.hash(source))]
        documents = tuple(map(Read, batch, hashes))
        return documents if len(documents) == len(batch) and self._shelf.has(self._name(documents)) else ()

    def _recall(self, documents: Sequence[Read]) -> list[_Noted]:
        name = self._name(documents)
        pack = self._shelf.find(name, _Pack)
        if pack is None:
            return []
        self.packs.add(name)
        (summaries,) = self._shelf.read([pack.summaries])
        parts = split_summaries(summaries)
        return [_Noted(*noted) for noted in zip(documents, pack.entities, parts, strict=True)]

    def _keep(self, noted: Sequence[_Noted], wanted: int) -> None:
        """Keep what a batch of so many adds, unless one of it could not be read: the next build tries again."""
        if len(noted) < wanted:
            return
        name = self._name([one.read for one in noted])
        with self._shelf.keep(name) as leaf:
            (segment,) = leaf.add({"summaries": b"".join(one.summary for one in noted)}).values()
            leaf.conclude(_Pack(tuple(one.entities for one in noted), segment))
        self.packs.add(name)

    def _name(self, documents: Sequence[Read]) -> str:
        return self._shelf.name(f"summaries {self._options}", (describe_read(one) for one in documents))


def _collect(
    results: Iterable[tuple[SourceFile, _Noted | Skipped]], summaries: Path
) -> tuple[list[_Noted], list[Skipped]]:
    """What was read and what was not; the summaries go into a file, for they are more than all else together."""
    known, skipped = [], []
    with summaries.open("wb") as file:
        for _, result in results:
            if isinstance(result, Skipped):
                skipped.append(result)
            else:
                file.write(result.summary)
                known.append(replace(result, summary=b""))
    return known, skipped


def _do(
    title: str, tasks: Sequence[Task[T]], shop: Workshop, names: set[str], helpers: Workers, track: Track
) -> list[T]:
    """What comes of each task, or came of it when it was done before; ``names`` gets what it is kept under."""
    own = [shop.name(task) for task in tasks]
    names.update(own)
    known = [shop.shelf.find(name, task.result) for name, task in zip(own, tasks, strict=True)]
    left = [task for task, result in zip(tasks, known, strict=True) if result is None]
    results = zip(track(title, left), helpers.run(left, shop.do, _lose_task, 1), strict=True)
    done = iter([result for _, result in results])
    return [next(done) if result is None else result for result in known]


def _by_reader(parts: Iterable[Segments]) -> defaultdict[str, list[Segment]]:
    """The segments that many tasks have left for each of those that go on with them."""
    found: defaultdict[str, list[Segment]] = defaultdict(list)
    for segments in parts:
        for reader, segment in segments.items():
            found[reader].append(segment)
    return found


def _load(_: None) -> None:
    """Nothing: a process that is handed this has loaded the program."""


def _lose_task(task: object) -> NoReturn:
    raise SetupError(
        "A process that merges was ended, perhaps for want of memory. "
        "Run the same command again with fewer --workers: what was read is not read again."
    )


def open_cache(output: Path) -> ExtractionCache:
    """What is kept of the articles of the builds into a folder."""
    return ExtractionCache(output / _CACHE)


def open_shelf(output: Path) -> Shelf:
    """What is kept of the graph that the builds into a folder have merged."""
    return Shelf(output / _CACHE / _MADE)


def open_assistant(endpoint: "Endpoint", cache: ExtractionCache | None = None) -> "Assistant":
    """What asks the model at an address; answers are kept beside the extractions of a build, or not at all."""
    from govgraph.assist import Assistant

    return Assistant(endpoint, open_answers(cache) if cache else None)


def open_answers(cache: ExtractionCache) -> "AnswerCache":
    """What is kept of a model's answers beside the extractions of a build."""
    from govgraph.assist import AnswerCache

    return AnswerCache(cache.folder / "assist")


def _assist(
    results: Iterable[tuple[SourceFile, Extraction | Skipped]], assistant: "Assistant"
) -> Iterator[Extraction | Skipped]:
    """The results with what the model adds to what each document says, in their order."""
    return assistant.add(
        (None, result) if isinstance(result, Skipped) else _beside_text(source, result) for source, result in results
    )


def _beside_text(source: SourceFile, extraction: Extraction) -> tuple[Document | None, Extraction]:
    """What a document says beside the document, which is None where its file has changed since it was read.

    Names that are masked in what it says are masked in the document: no model is shown them.
    """
    with suppress(DocumentError):
        document = read_document(source)
        if document.sha256 == extraction.document.sha256:
            return mask_document(document, extraction.document.masked), extraction
    return None, extraction


def _keep_assisted(
    added: Iterable[tuple[Read, Extraction]], said: ExtractionCache, summaries: Path, *, claims: bool
) -> None:
    """Keep what documents say with what a model adds, and write the summaries of that instead of the rules' own."""
    with summaries.open("wb") as file:
        for read, extraction in added:
            said.keep(read.source, extraction)
            file.write(pack_summary(summarise(extraction, claims=claims)))


def texts_of(found: Iterable[SourceFile]) -> Texts:
    """The texts of files, read anew: what came out of the cache has none. What is masked in a document is in its text.

    A file that has changed since gives none, for every place in it would be another.
    """
    sources: defaultdict[str, list[SourceFile]] = defaultdict(list)
    for source in found:
        sources[source.name].append(source)  # files of several folders may share a name

    def text_of(document: SourceInfo) -> str | None:
        for source in sources[document.path]:
            with suppress(DocumentError):
                raw = read_raw(source)
                if raw.sha256 == document.sha256:
                    return mask_text(raw.text, document.masked)
        return None

    return text_of


def _summarise_source(
    source: SourceFile, cache: ExtractionCache, *, claims: bool, mask_private: bool, debug: bool
) -> _Noted | Skipped:
    """What a document adds to the plan; all that it says is in the cache then."""
    known = cache.find(source)
    if known is None:
        result = _try_source(source, mask_private=mask_private, debug=debug)
        if isinstance(result, Skipped):
            return result
        cache.keep(source, known := result)
    read = Read(source, known.document.sha256)
    return _Noted(read, bool(known.entities), pack_summary(summarise(known, claims=claims)))


def _try_source(source: SourceFile, *, mask_private: bool, debug: bool) -> Extraction | Skipped:
    """What a document says."""
    result = read_file(source, mask_private=mask_private, debug=debug)
    return result if isinstance(result, Skipped) else result[1]


def _lose_source(source: SourceFile) -> Skipped:
    return lose_document(source.name)


def lose_document(name: str) -> Skipped:
    """What stands for an article that ended the process that read it."""
    return Skipped(name, "internal", "the process that read it was ended, perhaps for want of memory: split it")


def _gather(
    paths: Sequence[Path], folder: Path, columns: Mapping[str, str] | None = None, track: Track = in_silence
) -> list[SourceFile]:
    """The articles among and below ``paths``; those in archives and tables are unpacked into ``folder``."""
    found = find_files([path for path in paths if path != STANDARD_INPUT])
    piped = [keep_input(folder)] if STANDARD_INPUT in paths else []
    return unpack([*found, *piped], folder, columns, track)


def _find_empty(paths: Sequence[Path]) -> Iterator[Skipped]:
    for path in paths:
        if path != STANDARD_INPUT and is_empty(path):
            yield no_articles(str(path))


def explain_nothing(empty: Sequence[str], skipped: Sequence[Skipped]) -> str:
    """Why there is no graph, and what to do."""
    reasons = [f"{skip.path}: {skip.message}" for skip in skipped]
    reasons += [f"{path}: names no region, organisation, program, enterprise or project" for path in empty]
    more = [f"and {len(reasons) - _SHOWN} more"] if len(reasons) > _SHOWN else []
    return "\n  ".join([f"Nothing to build a graph from. {NAME_ARTICLES}", *reasons[:_SHOWN], *more])


@contextmanager
def _naming(output: Path) -> Iterator[None]:
    """Name the folder in the errors of the block that name no file, as where its disk is full."""
    try:
        yield
    except OSError as error:
        if error.errno is not None:  # without a number, its one message would be lost
            error.filename = error.filename or str(output)
        raise


@contextmanager
def _unfinished(output: Path) -> Iterator[Path]:
    """A folder in ``output`` for the length of the block."""
    is_new = not output.exists()
    output.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{_UNFINISHED}{os.getpid()}-", dir=output))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if is_new:
            with suppress(OSError):  # something was written
                output.rmdir()


def _sweep(output: Path) -> None:
    """Delete what killed builds have left in ``output`` unfinished; those that still run keep theirs."""
    for left in sorted(output.glob(f"{_UNFINISHED}*")):
        process = left.name.removeprefix(_UNFINISHED).partition("-")[0]
        if process.isdigit() and not _is_running(int(process)):
            shutil.rmtree(left, ignore_errors=True)


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
    files = {path.relative_to(folder): path for path in sorted(folder.rglob("*")) if path.is_file()}
    sizes = {name.as_posix(): path.stat().st_size for name, path in files.items()}
    for path in files.values():
        settle(path)
    for name, path in files.items():
        (output / name).parent.mkdir(parents=True, exist_ok=True)
        path.replace(output / name)
    for place in {(output / name).parent for name in files}:
        settle(place)
    return sizes

"""Extractions to the graph: what is decided on all documents in this process, all else on the executors.

    rows ─▶ summaries ─▶ plan ─▶ portions ─▶ merged ───────▶ cited
            executors    driver  executors    by share        by run of articles

What comes of it stands in a work folder, a folder a kind of product (see ``tasks``).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial, reduce
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import msgspec
import pyarrow as pa
from pyspark import Broadcast
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as sql

from govgraph.engines.division import first_articles
from govgraph.engines.packs import pack_portions
from govgraph.engines.spark.extraction import Corpus, unpack
from govgraph.engines.spark.rows import append_rows, deal_out, read_rows, write_kinds, write_rows
from govgraph.engines.spark.storage import Storage
from govgraph.engines.spark.tasks import (
    PERIODS,
    PLACES,
    TALLIES,
    Product,
    Settings,
    cite_task,
    divide_articles,
    divide_plan,
    finish_plan,
    merge_task,
    read_tally,
)
from govgraph.graph.corrections import Corrections
from govgraph.graph.plan import Assignment, Plan, make_plan
from govgraph.graph.runs import gather
from govgraph.graph.summaries import Summary, summarise
from govgraph.graph.tally import Tally, add_up, tally_plan
from govgraph.model import Entity, Extraction
from govgraph.write.builds import BuildInfo

_SUMMARY = "path string, summary binary"
#: What tasks are handed: a task (``rank`` 0), then what others have left for it, all of one ``number``.
_HANDED = "number long, rank int, data binary"
_HANDED_ARROW = pa.schema([("number", pa.int64()), ("rank", pa.int32()), ("data", pa.binary())])
#: What they leave.
_PIECES = "number long, place int, data binary"
_PRODUCTS = f"kind string, {_PIECES}"
_PRODUCTS_ARROW = pa.schema(
    [("kind", pa.string()), ("number", pa.int64()), ("place", pa.int32()), ("data", pa.binary())]
)

#: Documents whose sayings are taken apart together: the more, the fewer and longer the portions.
_TOGETHER = 256
#: Bytes of rows, packed, that one task reads where it need not keep some together.
_BYTES_A_TASK = 32 * 2**20
#: Bytes that are handed to or from an executor's Python together.
_BATCH = 8 * 2**20
#: The driver keeps account of every task.
_MOST_TASKS = 20_000

_ENCODER = msgspec.msgpack.Encoder()
_SUMMARIES = msgspec.msgpack.Decoder(Summary)


class Handed(NamedTuple):
    """A row of ``_HANDED``."""

    number: int
    rank: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Planned:
    """What was decided on all documents; ``without_entities`` are the names of those that name nothing."""

    plan: Plan
    without_entities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged graph: how much it holds, and where what the executors made of it stands."""

    tally: Tally
    folder: str


def plan_corpus(spark: SparkSession, corpus: Corpus, work: str, corrections: Corrections) -> Planned:
    """Decide on all that was read.

    Args:
        spark: the session that read it.
        corpus: what was read.
        work: folder for what is made of it; the executors must reach it too. What is in it is overwritten.
        corrections: what the user has put right.

    Raises:
        SetupError: two corrections contradict each other, or ``work`` cannot be written.
    """
    empty: list[str] = []
    folder = f"{Storage(spark).locate(work)}/summaries"
    summaries = _collect_summaries(spark, corpus, folder, empty, claims=bool(corrections.placed))
    return Planned(make_plan(summaries, corrections), tuple(sorted(empty)))


def merge_corpus(
    spark: SparkSession, corpus: Corpus, plan: Plan, work: str, *, min_confidence: float = 0.0, info: BuildInfo
) -> Merged:
    """Merge what was read into one graph.

    Args:
        spark: the session that read it.
        corpus: what was read.
        plan: what was decided on it.
        work: as for ``plan_corpus``.
        min_confidence: leave out statements that are less sure, all documents taken together.
        info: the program and words of the build.

    Raises:
        SetupError: ``work`` cannot be written.
    """
    folder = Storage(spark).locate(work)
    firsts = first_articles(plan)
    settings = Settings(info, min_confidence, firsts)
    shares = _hand_out(spark, divide_plan(plan), f"{folder}/shares")
    portions = _portion_out(spark, corpus, plan.assignment)
    _make(shares.unionByName(portions), len(plan.shares), partial(_work_on, merge_task, settings), f"{folder}/merged")
    deal_out(spark, _BYTES_A_TASK)
    articles = _hand_out(spark, divide_articles(plan), f"{folder}/articles")
    places = _read(spark, f"{folder}/merged", PLACES).select("number", sql.lit(1).alias("rank"), "data")
    _make(articles.unionByName(places), len(firsts), partial(_work_on, cite_task, settings), f"{folder}/cited")
    periods, tallies = (_collect(spark, f"{folder}/merged", kind) for kind in (PERIODS, TALLIES))
    _finish(spark, finish_plan(plan, periods, settings), f"{folder}/finished")
    return Merged(add_up([tally_plan(plan), *map(read_tally, tallies)]), folder)


def read_products(spark: SparkSession, merged: Merged, kind: str) -> DataFrame:
    """The pieces of one kind, in the order of their shares as far as one task reads them."""
    deal_out(spark, _BYTES_A_TASK)
    stages = [f"{merged.folder}/{stage}" for stage in ("finished", "cited", "merged")]
    parts = [_read(spark, stage, kind) for stage in stages if Storage(spark).exists(f"{stage}/kind={kind}")]
    return reduce(DataFrame.unionByName, parts) if parts else spark.createDataFrame([], _PIECES)


def _collect_summaries(
    spark: SparkSession, corpus: Corpus, folder: str, empty: list[str], *, claims: bool
) -> Iterator[Summary]:
    """The summary of every document; the names of those without entities go to ``empty``.

    They are written down first: otherwise as many would have to be in Java's memory here as there are documents.
    """
    ids = {file.path: file.id for file in corpus.files}
    entities: dict[Entity, Entity] = {}
    write_rows(_read_extractions(corpus).mapInArrow(partial(_summarise, claims=claims), _SUMMARY), folder)
    deal_out(spark, _BYTES_A_TASK)
    for row in read_rows(spark, folder, _SUMMARY).toLocalIterator(prefetchPartitions=True):
        summary = _SUMMARIES.decode(row["summary"])
        if not summary.entities:
            empty.append(summary.document.path)
        yield summary.sharing(entities, replace(summary.document, id=ids[row["path"]]))


def _read_extractions(corpus: Corpus) -> DataFrame:
    return corpus.rows.where("extraction is not null").select("path", "extraction")


def _summarise(batches: Iterable[pa.RecordBatch], *, claims: bool) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        rows = batch.to_pylist()
        summaries = [_ENCODER.encode(summarise(unpack(row["extraction"]), claims=claims)) for row in rows]
        yield pa.RecordBatch.from_pydict({"path": batch.column("path"), "summary": pa.array(summaries, pa.binary())})


def _portion_out(spark: SparkSession, corpus: Corpus, assignment: Assignment) -> DataFrame:
    """What every document says, by share."""
    placing = spark.sparkContext.broadcast((assignment, {file.path: file.id for file in corpus.files}))
    return _read_extractions(corpus).mapInArrow(partial(_portion_batches, placing=placing), _HANDED)


def _portion_batches(
    batches: Iterable[pa.RecordBatch], placing: "Broadcast[tuple[Assignment, Mapping[str, str]]]"
) -> Iterator[pa.RecordBatch]:
    assignment, ids = placing.value
    held: list[Extraction] = []
    for batch in batches:
        held += [unpack(row["extraction"], ids[row["path"]]) for row in batch.to_pylist()]
        if len(held) >= _TOGETHER:
            yield from _hand(Handed(share, 1, data) for share, data in pack_portions(held, assignment))
            held = []
    yield from _hand(Handed(share, 1, data) for share, data in pack_portions(held, assignment))


def _hand_out(spark: SparkSession, tasks: Iterable[bytes], folder: str) -> DataFrame:
    """Tasks by their number; written down some at a time, since all together may be more than fits into memory."""
    rows = (Handed(number, 0, task) for number, task in enumerate(tasks))
    Storage(spark).delete(folder)
    for batch in _hand(rows):
        append_rows(_hold(spark, batch), folder)
    return read_rows(spark, folder, _HANDED)


def _finish(spark: SparkSession, products: Iterable[Product], folder: str) -> None:
    """Write what this process makes itself."""
    batches = [_hold(spark, batch) for batch in _leave(products)]
    write_kinds(reduce(DataFrame.unionByName, batches).sortWithinPartitions("kind", "number", "place"), folder)


def _hold(spark: SparkSession, batch: pa.RecordBatch) -> DataFrame:
    return spark.createDataFrame(pa.Table.from_batches([batch])).coalesce(1)


def _make(
    handed: DataFrame,
    tasks: int,
    work: Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]],
    folder: str,
) -> None:
    """Give each task what is meant for it, and write what it makes of it."""
    partitions = min(tasks, _MOST_TASKS)
    slot = sql.floor(sql.col("number") * partitions / tasks).cast("int")
    products = (
        handed.repartitionById(partitions, slot).sortWithinPartitions("number", "rank").mapInArrow(work, _PRODUCTS)
    )
    # Spark would sort by kind alone to write a folder a kind, and mix up the pieces of a share.
    write_kinds(products.sortWithinPartitions("kind", "number", "place"), folder)


def _work_on(
    work: Callable[[int, bytes, Iterable[bytes], Settings], Iterable[Product]],
    settings: Settings,
    batches: Iterable[pa.RecordBatch],
) -> Iterator[pa.RecordBatch]:
    rows = (Handed(**row) for batch in batches for row in batch.to_pylist())
    for number, own in groupby(rows, key=itemgetter(0)):
        data = map(itemgetter(2), own)
        yield from _leave(work(number, next(data), data, settings))


def _hand(rows: Iterable[Handed]) -> Iterator[pa.RecordBatch]:
    return (
        pa.RecordBatch.from_pylist([row._asdict() for row in held], _HANDED_ARROW)
        for held in gather(rows, _size, _BATCH)
    )


def _leave(products: Iterable[Product]) -> Iterator[pa.RecordBatch]:
    place = 0
    for held in gather(products, _size, _BATCH):
        rows = [product._asdict() | {"place": place + at} for at, product in enumerate(held)]
        place += len(rows)
        yield pa.RecordBatch.from_pylist(rows, _PRODUCTS_ARROW)


def _size(row: Handed | Product) -> int:
    return len(row.data)


def _read(spark: SparkSession, folder: str, kind: str) -> DataFrame:
    return read_rows(spark, f"{folder}/kind={kind}", _PIECES)


def _collect(spark: SparkSession, folder: str, kind: str) -> list[bytes]:
    return [bytes(row["data"]) for row in _read(spark, folder, kind).toLocalIterator()]

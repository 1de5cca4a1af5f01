"""Files to extractions on the executors, kept in a work folder as they are made.

What a task has read is in its place when the task ends: neither a lost executor nor a job that is killed and run again
makes it read twice. It is known again by the path and hash of its file, under a hash of all that reads a document.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import msgspec
import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as sql

from govgraph.cache import digest_readers
from govgraph.corpus import check_size
from govgraph.corpus.formats import LARGEST
from govgraph.engines.reading import read_content
from govgraph.engines.spark.listing import Listed, Roots, list_files
from govgraph.engines.spark.rows import append_rows, deal_out, read_rows, write_rows
from govgraph.engines.spark.storage import Storage
from govgraph.errors import DocumentError, SetupError
from govgraph.lexicon import use
from govgraph.lexicon.additions import NO_ADDITIONS, Additions
from govgraph.model import Extraction
from govgraph.reports import Skipped

#: A row a file: ``extraction`` as ``pack`` writes it, or null and why.
_COLUMNS = "path string, name string, sha256 string, extraction binary, reason string, message string"
_ROWS = pa.schema(
    [
        *(pa.field(name, pa.string()) for name in ("path", "name", "sha256")),
        pa.field("extraction", pa.binary()),
        *(pa.field(name, pa.string()) for name in ("reason", "message")),
    ]
)
#: Articles that one task reads: seven seconds' work, which is what a lost executor costs. A corpus with more than
#: ``_TASKS`` times as many has longer tasks, since the driver keeps account of every task.
_ARTICLES_A_TASK = 200
_TASKS = 20_000
#: What is counted for opening an article, so that their own lengths count little.
_OPENING = 4 * 2**20
#: Bytes of rows, packed, that one task reads: some 2,000 articles.
_ROWS_A_TASK = 8 * 2**20
#: So many paths are sent to every executor (10 MB); of more, each gets its part.
_FEW = 100_000

#: How the folders end in which the names of private persons are masked.
_MASKED = "-masked"

_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Extraction)


@dataclass(frozen=True, slots=True)
class Corpus:
    """What was read.

    ``rows`` has one for each of ``files``, in no order: path, name, sha256, and either extraction (see ``unpack``) or
    reason and message. The document of an extraction bears the stem of its file as id; its own id is in ``files``.
    ``skipped`` is what the local engine skips, in its order.
    """

    files: tuple[Listed, ...]
    rows: DataFrame
    skipped: tuple[Skipped, ...]


def extract_corpus(
    spark: SparkSession,
    paths: Sequence[str],
    work: str,
    *,
    words: Additions = NO_ADDITIONS,
    mask_private: bool = False,
    reuse: bool = True,
    debug: bool = False,
) -> Corpus:
    """What each document under ``paths`` says.

    Args:
        spark: a session on the cluster.
        paths: files and folders, as URIs or paths of the default file system.
        work: folder for what is read; the executors must reach it too.
        words: the user's own, which this process reads with already and the executors are given.
        mask_private: hide the names of private persons; what was read without is deleted from ``work``.
        reuse: take what is there already, where nothing has changed.
        debug: let an unexpected exception stop the job instead of skipping its document.

    Raises:
        SetupError: a path does not exist, ``work`` cannot be written, or executors have another govgraph, or none.
    """
    storage, listing = Storage(spark), list_files(spark, paths)
    folder = f"{storage.locate(work)}/{digest_readers()[:16]}{_MASKED if mask_private else ''}"
    if mask_private:
        _delete_unmasked(storage, storage.locate(work))
    if not reuse:
        storage.delete(folder)
    contents: DataFrame | None = listing.contents.where(sql.col("length") <= LARGEST).select("path", "content")
    known, present = _read_known(spark, storage, folder), None
    _deal_out_articles(spark, len(listing.files))
    if known is not None:
        present = _list_present(spark, contents, f"{storage.locate(work)}/present")
        contents = _leave_out(contents, present, known)
    if contents is not None:
        extract = partial(_extract_batches, roots=listing.roots, words=words, readers=digest_readers())
        extract = partial(extract, mask_private=mask_private, debug=debug)
        append_rows(contents.mapInArrow(extract, _COLUMNS), folder)
    deal_out(spark, _ROWS_A_TASK)
    rows = _read_known(spark, storage, folder)
    if rows is None:
        rows = spark.createDataFrame([], _COLUMNS)
    if present is not None:
        rows = rows.dropDuplicates(["path", "sha256"]).join(present, ["path", "sha256"], "left_semi")
    late = [
        _read_late(storage, file, mask_private=mask_private, debug=debug) for file in _find_missing(listing.files, rows)
    ]
    if late:
        rows = rows.unionByName(spark.createDataFrame(pa.Table.from_pylist(late, _ROWS)))
    return Corpus(listing.files, rows, (*listing.skipped, *_find_skipped(listing.files, rows)))


def pack(extraction: Extraction) -> bytes:
    """An extraction as bytes: MessagePack of its fields."""
    return _ENCODER.encode(extraction)


def unpack(data: bytes, id_: str | None = None) -> Extraction:
    """What ``pack`` packed, its document under the id given."""
    extraction = _DECODER.decode(data)
    return extraction if id_ is None else replace(extraction, document=replace(extraction.document, id=id_))


def _extract_batches(
    batches: Iterable[pa.RecordBatch], roots: Roots, words: Additions, readers: str, *, mask_private: bool, debug: bool
) -> Iterator[pa.RecordBatch]:
    """Rows of (path, content) to rows of ``_ROWS``; files that the user did not mean are left out."""
    use(words)
    if digest_readers() != readers:
        raise SetupError(
            "An executor has another govgraph, lexicon or library than this machine, and would read otherwise."
            " Install the same everywhere (pip install -c constraints.txt govgraph), villages too (docs/scale.md)."
        )
    for batch in batches:
        named = ((row["path"], roots.name(row["path"]), row["content"]) for row in batch.to_pylist())
        rows = [
            _row(path, name, data, mask_private=mask_private, debug=debug)
            for path, name, data in named
            if name is not None
        ]
        yield pa.RecordBatch.from_pylist(rows, _ROWS)


def _row(path: str, name: str, data: bytes, *, mask_private: bool, debug: bool) -> dict[str, Any]:
    result = read_content(name, data, mask_private=mask_private, debug=debug)
    row = {"path": path, "name": name, "sha256": hashlib.sha256(data).hexdigest()}
    if isinstance(result, Skipped):
        return row | {"reason": result.reason, "message": result.message}
    return row | {"extraction": pack(result[1])}


def _delete_unmasked(storage: Storage, work: str) -> None:
    """Delete what builds without masking have read: it quotes the names in full."""
    for name in storage.list_names(work):
        if not name.endswith(_MASKED):
            storage.delete(f"{work}/{name}")


def _read_known(spark: SparkSession, storage: Storage, folder: str) -> DataFrame | None:
    """What is in a work folder, also of a job that was killed; None where there is nothing yet."""
    if not any(name.endswith(".parquet") for name in storage.list_names(folder)):
        return None
    return read_rows(spark, folder, _COLUMNS)


def _deal_out_articles(spark: SparkSession, articles: int) -> None:
    """Give every task so many articles, whatever their length."""
    deal_out(spark, max(_ARTICLES_A_TASK, articles // _TASKS) * _OPENING, _OPENING)


def _list_present(spark: SparkSession, contents: DataFrame, folder: str) -> DataFrame:
    """Path and hash of every file, written down since they are asked again and again."""
    hashed = contents.select("path", sql.sha2("content", 256).alias("sha256"))
    write_rows(hashed, folder)
    return read_rows(spark, folder, "path string, sha256 string")


def _leave_out(contents: DataFrame, present: DataFrame, known: DataFrame) -> DataFrame | None:
    """The files that are not known as they are; None where all are."""
    new = present.join(known.select("path", "sha256"), ["path", "sha256"], "left_anti").select("path")
    count = new.limit(_FEW + 1).count()
    return contents.join(sql.broadcast(new) if count <= _FEW else new, "path", "left_semi") if count else None


def _find_missing(files: Sequence[Listed], rows: DataFrame) -> list[Listed]:
    """The files that Spark has passed over: empty or too large ones, and those that cannot be read."""
    if rows.count() == len(files):
        return []
    read = {row["path"] for row in rows.select("path").toLocalIterator()}
    return [file for file in files if file.path not in read]


def _read_late(storage: Storage, file: Listed, *, mask_private: bool, debug: bool) -> dict[str, Any]:
    """The row of one such file, read by this process."""
    try:
        check_size(storage.measure(file.path), file.name)
        return _row(file.path, file.name, storage.read(file.path), mask_private=mask_private, debug=debug)
    except OSError as error:
        reason, message = "unreadable", f"it cannot be read ({error.strerror}): check its permissions"
    except DocumentError as error:
        reason, message = error.reason, str(error)
    return {"path": file.path, "name": file.name, "sha256": "", "reason": reason, "message": message}


def _find_skipped(files: Sequence[Listed], rows: DataFrame) -> list[Skipped]:
    lost = {row["path"]: row for row in rows.where("extraction is null").toLocalIterator()}
    return [
        Skipped(file.name, lost[file.path]["reason"], lost[file.path]["message"]) for file in files if file.path in lost
    ]

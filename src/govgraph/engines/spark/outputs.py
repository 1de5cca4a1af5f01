"""The files of a build on a cluster: tables and RDF in parts, written beside and put in their place together.

    output/tables/entities.parquet/part-00000.parquet …   graph.nt/part-00000.nt …   graph.ttl/part-00000.ttl …

A folder is read by its name wherever its one file would be. ``_SUCCESS`` is taken away before the first is replaced and
written after the last, so that no reader takes the parts of two builds for one.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as sql
from pyspark.sql.pandas.types import from_arrow_schema

from govgraph.engines.spark.merging import Merged, read_products
from govgraph.engines.spark.storage import Storage
from govgraph.engines.spark.tasks import TRIPLES, TURTLE, read_table
from govgraph.write.builds import BuildInfo
from govgraph.write.tables import SCHEMAS
from govgraph.write.turtle import write_prefixes

DONE = "_SUCCESS"
#: What the local engine writes and this one does not: a page is for graphs that a browser can hold.
_NOT_WRITTEN = ("graph.html",)
_STAGED = ".building-spark"


def write_outputs(spark: SparkSession, merged: Merged, output: str, report: bytes, info: BuildInfo) -> dict[str, int]:
    """Write all files of a build into the folder ``output``; their bytes by name.

    Raises:
        SetupError: ``output`` cannot be written.
    """
    storage = Storage(spark)
    folder = storage.locate(output)
    staged = f"{folder}/{_STAGED}"
    storage.delete(staged)
    for name in SCHEMAS:
        _write_table(spark, merged, name, f"{staged}/tables/{name}.parquet")
        _number_parts(storage, f"{staged}/tables/{name}.parquet", ".parquet")
    headers = {TRIPLES: "", TURTLE: "".join(write_prefixes(info.base_iri))}
    for syntax, header in headers.items():
        _write_text(spark, merged, syntax, header, f"{staged}/graph.{syntax}")
        _number_parts(storage, f"{staged}/graph.{syntax}", f".{syntax}")
    storage.write(f"{staged}/report.json", report)
    return _publish(storage, staged, folder)


def _write_table(spark: SparkSession, merged: Merged, name: str, path: str) -> None:
    rows = read_products(spark, merged, name).select("data")
    table = rows.mapInArrow(_read_tables, from_arrow_schema(SCHEMAS[name]))
    table.write.option("compression", "zstd").parquet(path)


def _read_tables(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        for data in batch.column("data").to_pylist():
            yield from read_table(data)


def _write_text(spark: SparkSession, merged: Merged, syntax: str, header: str, path: str) -> None:
    """Pieces of text, a header in front of each part."""
    pieces = read_products(spark, merged, syntax).select(sql.col("data").cast("string").alias("value"))
    if header:
        pieces = pieces.mapInArrow(partial(_head, header=header.removesuffix("\n")), "value string")
    pieces.write.text(path)


def _head(batches: Iterable[pa.RecordBatch], header: str) -> Iterator[pa.RecordBatch]:
    for number, batch in enumerate(batches):
        if number == 0:
            yield pa.RecordBatch.from_pydict({"value": [header]})
        yield batch


def _number_parts(storage: Storage, folder: str, ending: str) -> None:
    """Give Spark's parts plain names, ``part-00000.nt``, and leave nothing else in their folder."""
    names = storage.list_names(folder)
    parts = [name for name in names if name.startswith("part-")]
    for number, name in enumerate(parts):
        storage.rename(f"{folder}/{name}", f"{folder}/part-{number:05}{ending}")
    for name in set(names) - set(parts):
        storage.delete(f"{folder}/{name}")


def _publish(storage: Storage, staged: str, folder: str) -> dict[str, int]:
    names = [f"tables/{name}.parquet" for name in SCHEMAS] + [f"graph.{TRIPLES}", f"graph.{TURTLE}", "report.json"]
    _remove(storage, folder, [DONE, *_NOT_WRITTEN])
    sizes = {}
    for name in names:
        storage.delete(f"{folder}/{name}")
        storage.rename(f"{staged}/{name}", f"{folder}/{name}")
        sizes[name] = storage.measure_all(f"{folder}/{name}")
    storage.write(f"{folder}/{DONE}", b"")
    storage.delete(staged)
    return sizes


def _remove(storage: Storage, folder: str, names: Sequence[str]) -> None:
    for name in names:
        storage.delete(f"{folder}/{name}")

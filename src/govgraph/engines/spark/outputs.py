"""The files of a build on a cluster: tables and RDF in parts, written beside and put in their place together.

    output/tables/entities.parquet/part-00000.parquet …   graph.nt/part-00000.nt …   graph.ttl/part-00000.ttl …

A folder is read by its name wherever its one file would be. ``_SUCCESS`` is taken away before the first is replaced and
written after the last, so that no reader takes the parts of two builds for one.
"""

from collections.abc import Iterable, Iterator
from functools import partial

import pyarrow as pa
from pyspark.sql import SparkSession
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
_NOT_WRITTEN = "graph.html"
#: Where a build stands until it is whole.
STAGE = ".building-spark"


def stage_outputs(spark: SparkSession, merged: Merged, output: str, info: BuildInfo) -> None:
    """Write the parts of all files of a build beside those of the last one in ``output``.

    Raises:
        SetupError: ``output`` cannot be written.
    """
    storage = Storage(spark)
    staged = f"{storage.locate(output)}/{STAGE}"
    for name in _names():
        storage.delete(f"{staged}/{name}")
    for name, schema in SCHEMAS.items():
        table = read_products(spark, merged, name).select("data").mapInArrow(_read_tables, from_arrow_schema(schema))
        table.write.option("compression", "zstd").parquet(f"{staged}/tables/{name}.parquet")
        _number_parts(storage, f"{staged}/tables/{name}.parquet", ".parquet")
    for syntax, header in {TRIPLES: "", TURTLE: "".join(write_prefixes(info.base_iri))}.items():
        _write_text(spark, merged, syntax, header, f"{staged}/graph.{syntax}")
        _number_parts(storage, f"{staged}/graph.{syntax}", f".{syntax}")


def publish_outputs(spark: SparkSession, output: str, report: bytes) -> dict[str, int]:
    """Put what is staged in its place in ``output``; the bytes of all files by their names.

    Raises:
        SetupError: ``output`` cannot be written.
    """
    storage = Storage(spark)
    folder = storage.locate(output)
    storage.write(f"{folder}/{STAGE}/report.json", report)
    for name in (DONE, _NOT_WRITTEN):
        storage.delete(f"{folder}/{name}")
    sizes = {}
    for name in (*_names(), "report.json"):
        storage.delete(f"{folder}/{name}")
        storage.rename(f"{folder}/{STAGE}/{name}", f"{folder}/{name}")
        sizes[name] = storage.measure_all(f"{folder}/{name}")
    storage.write(f"{folder}/{DONE}", b"")
    storage.delete(f"{folder}/{STAGE}")
    return sizes


def _names() -> list[str]:
    return [*(f"tables/{name}.parquet" for name in SCHEMAS), f"graph.{TRIPLES}", f"graph.{TURTLE}"]


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

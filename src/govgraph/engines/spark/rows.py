"""Rows that jobs leave for each other in the work folder: Parquet, whose rows are few and large here.

Spark is made for small ones. With its own numbers, Java holds 4,096 rows at a time when it reads, 100 when it writes,
and hands 10,000 to Python: the triples of 10,000 articles did not fit into 600 MB that way.
"""

from pyspark.sql import DataFrame, DataFrameWriter, SparkSession

#: Rows that Java holds or hands to Python together; one may have 8 MiB.
_TOGETHER = 16
_LARGE_ROWS = {
    "compression": "zstd",
    "parquet.block.size": str(32 * 2**20),
    "parquet.page.size.row.check.min": "1",
    "parquet.page.size.row.check.max": str(_TOGETHER),
}
#: What a task has written is in its place when it ends, not only when all tasks of the job have ended.
_EACH_AT_ONCE = {"mapreduce.fileoutputcommitter.algorithm.version": "2"}


def prepare(spark: SparkSession) -> None:
    """Make a session hold no more than a few rows at a time."""
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(_TOGETHER))
    spark.conf.set("spark.sql.parquet.enableVectorizedReader", "false")


def deal_out(spark: SparkSession, size: int, opening: int = 2**20) -> None:
    """Give tasks that read files so many bytes each, with so many counted for every file, from the next job on."""
    spark.conf.set("spark.sql.files.maxPartitionBytes", str(size))
    spark.conf.set("spark.sql.files.openCostInBytes", str(opening))


def read_rows(spark: SparkSession, folder: str, columns: str) -> DataFrame:
    """What is in a folder, also of a job that was killed."""
    return spark.read.schema(columns).parquet(folder)


def write_rows(rows: DataFrame, folder: str) -> None:
    """Write rows in the place of what is in a folder."""
    _writer(rows).mode("overwrite").parquet(folder)


def write_kinds(rows: DataFrame, folder: str) -> None:
    """Write rows into a folder for each kind, which is a column of theirs; they must be sorted by it."""
    _writer(rows).mode("overwrite").partitionBy("kind").parquet(folder)


def append_rows(rows: DataFrame, folder: str) -> None:
    """Add rows to a folder, those of each task as soon as it ends."""
    _writer(rows).mode("append").options(**_EACH_AT_ONCE).parquet(folder)


def _writer(rows: DataFrame) -> DataFrameWriter:
    return rows.write.options(**_LARGE_ROWS)

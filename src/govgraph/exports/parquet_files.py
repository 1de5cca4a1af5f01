"""Parquet for whatever reads it: the tables of a build as a folder of their own."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow.parquet as pq

from govgraph.exports.reading import BuildReader
from govgraph.write.files import replace_files
from govgraph.write.tables import SCHEMAS

#: Rows of a group. A build has as many groups as shares; readers are quicker with few large ones.
_GROUP = 100_000


def write_parquet(build: BuildReader, path: Path) -> Sequence[str]:
    """Write one Parquet file a table into the folder ``path``, compressed with Snappy, which every reader knows.

    Returns:
        What the user should know: nothing.
    """
    with replace_files(path) as folder:
        for name, batches in build.tables(_GROUP):
            with pq.ParquetWriter(folder / f"{name}.parquet", SCHEMAS[name], compression="snappy") as writer:
                for batch in batches:
                    writer.write_table(batch, row_group_size=_GROUP)
    return ()

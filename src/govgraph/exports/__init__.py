"""A finished build in other formats, read from its tables."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from govgraph.exports.csv_files import write_csv
from govgraph.exports.neo4j import write_neo4j
from govgraph.exports.networks import write_gexf, write_graphml
from govgraph.exports.parquet_files import write_parquet
from govgraph.exports.reading import BuildReader
from govgraph.exports.workbooks import write_workbook
from govgraph.progress import Track, in_silence
from govgraph.tables import read_graph
from govgraph.write import BuildInfo
from govgraph.write.formats import SERIALISERS

#: Networks, as pieces of text.
NETWORKS: dict[str, Callable[[BuildReader], Iterator[str]]] = {"graphml": write_graphml, "gexf": write_gexf}
#: What is no single text: writes into a path, and returns what the user should know.
FILES: dict[str, Callable[[BuildReader, Path], Sequence[str]]] = {
    "csv": write_csv,
    "xlsx": write_workbook,
    "parquet": write_parquet,
    "neo4j": write_neo4j,
}
#: Those of them that are a folder; CSV is one unless its name ends in .zip.
FOLDERS = ("csv", "parquet", "neo4j")
#: Every format by the name that `govgraph export --to` takes. A new one is one file and one line.
FORMATS: tuple[str, ...] = (*SERIALISERS, *NETWORKS, *FILES)


def write_text(build: Path, name: str, info: BuildInfo, track: Track = in_silence) -> Iterator[str]:
    """The build in the folder ``build`` as pieces of text, in a format of RDF or a network.

    ``track`` shows how far it has come: of RDF the reading, after which pieces come until they end.

    Raises:
        SetupError: the folder holds no build, or one that is not whole or that another version has written.
    """
    if name in NETWORKS:
        return NETWORKS[name](BuildReader(build, track))
    return SERIALISERS[name](read_graph(build, track), info)


def write_files(build: Path, name: str, path: Path, track: Track = in_silence) -> Sequence[str]:
    """Write the build in the folder ``build`` into ``path``, in a format of ``FILES``.

    Returns:
        What the user should know.

    Raises:
        SetupError: as ``write_text``.
    """
    return FILES[name](BuildReader(build, track), path)


__all__ = ["FILES", "FOLDERS", "FORMATS", "NETWORKS", "BuildReader", "write_files", "write_text"]

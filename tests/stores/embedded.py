"""Stores without a server: rdflib in this process, Oxigraph's Python binding in one for each question."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import rdflib

from tests.stores.answers import wants_triples
from tests.stores.kinds import Ask

_ASK = """
import sys
import pyoxigraph as ox
found = ox.Store.read_only(sys.argv[1]).query(sys.argv[2])
formats = ox.RdfFormat.N_TRIPLES if isinstance(found, ox.QueryTriples) else ox.QueryResultsFormat.JSON
found.serialize(sys.stdout.buffer, formats)
"""


@contextmanager
def open_rdflib(turtle: Path, _scratch: Path) -> Iterator[Ask]:
    """rdflib's graph in memory."""
    graph = rdflib.Graph().parse(turtle, format="turtle")

    def ask(query: str) -> bytes:
        return graph.query(query).serialize(format="nt" if wants_triples(query) else "json") or b""

    yield ask


@contextmanager
def open_pyoxigraph(turtle: Path, scratch: Path) -> Iterator[Ask]:
    """Oxigraph's store on disk. A process of its own for each question, since nothing ends one that takes too long."""
    store = ox.Store(scratch / "pyoxigraph")
    store.bulk_load(path=turtle, format=ox.RdfFormat.TURTLE)
    store.flush()
    del store

    def ask(query: str) -> bytes:
        command = [sys.executable, "-c", _ASK, str(scratch / "pyoxigraph"), query]
        done = subprocess.run(command, capture_output=True, check=False)
        if done.returncode:
            raise ValueError(done.stderr.decode(errors="replace")[-300:])
        return done.stdout

    yield ask

"""Stores inside a Python process: rdflib and Oxigraph."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import rdflib

from tests.stores.kinds import Ask


@contextmanager
def open_rdflib(turtle: Path, _scratch: Path) -> Iterator[Ask]:
    """rdflib's graph in memory."""
    graph = rdflib.Graph().parse(turtle, format="turtle")

    def ask(query: str) -> bytes:
        found = graph.query(query)
        form = "nt" if found.type in ("CONSTRUCT", "DESCRIBE") else "json"
        return found.serialize(format=form) or b""

    yield ask


@contextmanager
def open_pyoxigraph(turtle: Path, scratch: Path) -> Iterator[Ask]:
    """Oxigraph's store on disk, by its Python binding."""
    store = ox.Store(scratch / "pyoxigraph")
    store.bulk_load(path=turtle, format=ox.RdfFormat.TURTLE)

    def ask(query: str) -> bytes:
        found = store.query(query)
        if isinstance(found, ox.QueryTriples):
            return found.serialize(format=ox.RdfFormat.N_TRIPLES) or b""
        return found.serialize(format=ox.QueryResultsFormat.JSON) or b""

    yield ask

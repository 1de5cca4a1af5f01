"""A graph from a file, in whatever serialisation its name says."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import rdflib
from rdflib.term import Identifier

from govgraph.errors import SetupError

_GRAPH = "graph.ttl"


@dataclass(frozen=True, slots=True)
class LoadedGraph:
    """The triples of a file, those of all its named graphs in one, and the prefixes it declares."""

    path: Path
    triples: rdflib.Graph
    prefixes: Mapping[str, str]


def load_graph(path: Path) -> LoadedGraph:
    """The graph in a file, or ``graph.ttl`` of the build in a folder.

    Read by Oxigraph, which is several times faster than rdflib and says the line of a fault.

    Raises:
        SetupError: there is no such file, or it is no RDF that can be validated.
    """
    file = path / _GRAPH if path.is_dir() else path
    if not file.is_file():
        raise SetupError(f"{path} holds no {_GRAPH}. Build one first: govgraph build … -o {path}")
    format_ = ox.RdfFormat.from_extension(file.suffix.removeprefix("."))
    if format_ is None:
        raise SetupError(f"{file} is named like no RDF. Name a .ttl, .nt, .nq, .trig, .jsonld or .rdf file.")
    # A value such as "x"^^xsd:date is a violation to report, not one to log with a traceback.
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)
    try:
        quads = ox.parse(path=file, format=format_)
        triples = collect_triples(quads)
    except (SyntaxError, UnicodeDecodeError) as error:
        raise SetupError(f"{file} cannot be read: {error}. Put that right, or build it again.") from error
    except _TripleTermError as error:
        raise SetupError(
            f"{file} holds triple terms of RDF 1.2, which SHACL does not know. Validate {_GRAPH} of the same build."
        ) from error
    return LoadedGraph(file, triples, quads.prefixes)


def collect_triples(quads: Iterable[ox.Quad | ox.Triple]) -> rdflib.Graph:
    """What Oxigraph has parsed as a graph of rdflib, named graphs in one, without prefixes."""
    triples = rdflib.Graph(bind_namespaces="none")
    for quad in quads:
        triples.add((_convert(quad.subject), _convert(quad.predicate), _convert(quad.object)))
    return triples


class _TripleTermError(Exception):
    pass


def _convert(term: object) -> Identifier:
    match term:
        case ox.NamedNode():
            return rdflib.URIRef(term.value)
        case ox.BlankNode():
            return rdflib.BNode(term.value)
        case ox.Literal(language=str(language)):
            return rdflib.Literal(term.value, lang=language)
        case ox.Literal():
            return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
    raise _TripleTermError

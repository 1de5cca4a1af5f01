"""The shapes held against a graph by pySHACL, its results as records."""

from collections.abc import Mapping
from functools import cache
from typing import cast

import pyshacl
import rdflib
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, RDF, RDFS, SH
from rdflib.term import Node

from govgraph import ontology
from govgraph.errors import SetupError
from govgraph.validation.loading import LoadedGraph
from govgraph.validation.records import Report, Violation

_GG = rdflib.Namespace(ontology.NAMESPACE)
_OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
_NUMBER = rdflib.URIRef("http://qudt.org/schema/qudt/numericValue")


def validate(graph: LoadedGraph) -> Report:
    """Every place where the graph breaks a rule of ``ontology/shapes.ttl``; types are taken as they are asserted.

    Raises:
        SetupError: the graph has no node of a type of govgraph's, so that no rule speaks of it.
    """
    if not any(str(kind).startswith(ontology.NAMESPACE) for kind in graph.triples.objects(None, RDF.type)):
        raise SetupError(
            f"{graph.path} has nothing of a gg: type: it is no graph of govgraph's. Name a build, or its graph.ttl."
        )
    conforms, results, _ = pyshacl.validate(graph.triples, shacl_graph=_shapes(), inplace=True)
    assert isinstance(results, rdflib.Graph)  # noqa: S101 - it raises where it cannot validate
    reader = _ResultReader(graph, results)
    # Results below sh:detail say why another one came about; the rule that is broken is the outer one.
    found = [reader.read(node) for node in results.objects(None, SH.result)]
    found.sort(key=lambda one: (one.message.get("en", ""), one.node, one.path or "", one.constraint, one.value or ""))
    return Report(str(graph.path), len(graph.triples), bool(conforms), tuple(found))


@cache
def _shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(ontology.directory() / "shapes.ttl")


class _ResultReader:
    """Reads the results of one validation."""

    def __init__(self, graph: LoadedGraph, results: rdflib.Graph) -> None:
        self._graph = graph.triples
        self._results = results
        # Longest namespaces first, and the graph's own names for them before the ontology's.
        known = {namespace: prefix for prefix, namespace in ontology.prefixes().items()}
        known |= {namespace: prefix for prefix, namespace in graph.prefixes.items()}
        self._namespaces: Mapping[str, str] = dict(sorted(known.items(), key=lambda item: (-len(item[0]), item)))

    def read(self, result: Node) -> Violation:
        """A ``sh:ValidationResult`` as a record."""
        node = self._get(result, SH.focusNode)
        path, value = self._get(result, SH.resultPath), self._get(result, SH.value)
        component = str(self._get(result, SH.sourceConstraintComponent)).removeprefix(str(SH))
        messages = (cast(rdflib.Literal, text) for text in self._results.objects(result, SH.resultMessage))
        return Violation(
            node=self._write(node),
            name=self._name(node),
            types=self._types(node),
            path=None if path is None else self._write_path(path),
            value=None if value is None or value == node else self._write(value),
            constraint=component.removesuffix("ConstraintComponent"),
            message=dict(sorted((text.language or "en", str(text)) for text in messages)),
        )

    def _get(self, subject: Node | None, predicate: rdflib.URIRef) -> Node | None:
        return self._results.value(subject, predicate, any=True)

    def _types(self, node: Node | None) -> tuple[str, ...]:
        kinds = {self._write(kind) for kind in self._graph.objects(node, RDF.type)}
        return tuple(sorted(kind for kind in kinds if kind.startswith("gg:")))

    def _name(self, node: Node | None) -> str | None:
        """The node's label; else a statement's two ends, a figure, a quote, an article's title or path."""
        for predicate in (RDFS.label, DCTERMS.title, _GG.path, _OA.exact):
            if (found := self._text(node, predicate)) is not None:
                return found
        ends = [self._text(self._value(node, end), RDFS.label) for end in (RDF.subject, RDF.object)]
        if any(ends):
            relation = self._write(self._value(node, RDF.predicate)).removeprefix("gg:")
            return f"{ends[0] or '?'} —{relation}→ {ends[1] or '?'}"
        about = self._text(self._value(node, _GG.about), RDFS.label)
        figure = [self._text(node, predicate) for predicate in (_GG.indicator, _NUMBER, _GG.unitText)]
        if any(figure):
            return " ".join(part for part in (about, *figure) if part)
        quotes = (self._text(selector, _OA.exact) for selector in self._graph.objects(node, _OA.hasSelector))
        return min((quote for quote in quotes if quote), default=None)

    def _value(self, node: Node | None, predicate: rdflib.URIRef) -> Node | None:
        return min(self._graph.objects(node, predicate), key=str, default=None)

    def _text(self, node: Node | None, predicate: rdflib.URIRef) -> str | None:
        found = self._value(node, predicate) if node is not None else None
        return str(found) if isinstance(found, rdflib.Literal) else None

    def _write(self, term: Node | None) -> str:
        """A term as in Turtle, shortened where a prefix fits."""
        if isinstance(term, rdflib.Literal):
            if term.datatype in (None, rdflib.XSD.string, RDF.langString):
                return term.n3()
            quoted = rdflib.Literal(str(term)).n3()
            return f"{quoted}^^{self._write(term.datatype)}"
        if not isinstance(term, rdflib.URIRef):
            return "[]"
        for namespace, prefix in self._namespaces.items():
            if term.startswith(namespace):
                return f"{prefix}:{term.removeprefix(namespace)}"
        return f"<{term}>"

    def _write_path(self, path: Node) -> str:
        """A property path as in SPARQL: ``gg:runs``, ``^gg:family``, ``gg:reprintOf/gg:reprintOf``."""
        inverse = self._get(path, SH.inversePath)
        if inverse is not None:
            return f"^{self._write_path(inverse)}"
        if (path, RDF.first, None) in self._results:
            return "/".join(self._write_path(step) for step in Collection(self._results, path))
        return self._write(path)

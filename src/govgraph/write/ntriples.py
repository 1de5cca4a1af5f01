"""N-Triples: a triple a line, in the order of the Turtle, every name spelt out."""

from collections.abc import Iterator

from govgraph.graph.tally import tally
from govgraph.model import Graph
from govgraph.write.builds import BuildInfo
from govgraph.write.descriptions import Description, describe
from govgraph.write.turtle import namespaces, write_header

_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_NUMBERS = "http://www.w3.org/2001/XMLSchema#"


def serialise(graph: Graph, info: BuildInfo) -> Iterator[str]:
    """The header, then the triples of one subject after the other."""
    yield write_header(tally(graph), info)
    speller = Speller(info.base_iri)
    for _, descriptions in describe(graph, info):
        for description in descriptions:
            yield "".join(f"{triple} .\n" for triple in speller.triples(description))


class Speller:
    """Spells Turtle's short forms out: prefixed names, numbers, ``a``."""

    def __init__(self, base_iri: str) -> None:
        self._namespaces = namespaces(base_iri)
        self._properties: dict[str, str] = {"a": _TYPE}

    def triples(self, description: Description) -> Iterator[str]:
        """Every triple of a subject, without the point at its end."""
        subject = self.name(description.subject)
        for property_, value in description.properties:
            if property_ not in self._properties:
                self._properties[property_] = self.name(property_)
            yield f"{subject} {self._properties[property_]} {self.term(value)}"

    def name(self, prefixed: str) -> str:
        """The IRI of a prefixed name, in brackets."""
        prefix, _, local = prefixed.partition(":")
        return f"<{self._namespaces[prefix]}{local}>"

    def term(self, value: str) -> str:
        """A name or literal; a Turtle string without its datatype is as N-Triples has it."""
        if value[0] == '"':
            string, mark, datatype = value.rpartition('"^^')
            return f'{string}"^^{self.name(datatype)}' if mark else value
        if value[0] in "-0123456789":
            return f'"{value}"^^<{_NUMBERS}{"decimal" if "." in value else "integer"}>'
        return self.name(value)

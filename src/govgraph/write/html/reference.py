"""The page that documents the ontology: every term with its labels and definitions, and drawings of what leads where.

Run as ``python -m govgraph.write.html.reference docs/ontology.html``.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import pyoxigraph as ox

from govgraph import ontology
from govgraph.model import EntityType
from govgraph.write.files import replace_file
from govgraph.write.html.diagram import Arrows, Box, draw
from govgraph.write.html.shell import read_glyphs, render_shell

_DISJOINT = "owl:disjointWith"
_HEADER = "<https://w3id.org/govgraph/ontology>"
#: What is said of a term beside its labels and definitions, in the order to show it.
_FACTS: Mapping[str, tuple[str, str]] = {
    "rdfs:subClassOf": ("上位类", "kind of"),
    "rdfs:subPropertyOf": ("上位属性", "kind of"),
    "skos:closeMatch": ("近似", "close to"),
    _DISJOINT: ("互斥", "never also"),
    "rdfs:domain": ("主体必为", "begins at"),
    "schema:domainIncludes": ("主体可为", "may begin at"),
    "rdfs:range": ("客体必为", "leads to"),
    "schema:rangeIncludes": ("客体可为", "may lead to"),
}
#: The six types in one box, where a relation takes them all.
_ENTITIES = {f"gg:{name}" for name in get_args(EntityType)}
_ANY_ENTITY = Box("section-1", "任一类实体", "entity of any type")
_RELATION, _VALUE = "owl:ObjectProperty", "owl:DatatypeProperty"


@dataclass(frozen=True, slots=True)
class Term:
    """A class, property, individual or datatype of the ontology.

    Args:
        name: its local name, ``PartyOrganisation``.
        kinds: its types, shortened.
        said: the values of its properties by shortened name, in the order of the file; terms shortened.
        texts: labels, definitions and notes by (property, language).
    """

    name: str
    kinds: frozenset[str]
    said: Mapping[str, Sequence[str]]
    texts: Mapping[tuple[str, str], str]

    def text(self, predicate: str, language: str) -> str:
        """A text in one language, empty where there is none."""
        return self.texts.get((predicate, language), "")


def render_reference() -> bytes:
    """The page in UTF-8: the same bytes for the same ontology."""
    terms = _read_terms()
    header = terms.pop(_HEADER)
    own = [term for name, term in terms.items() if name.startswith("gg:")]
    relations = [term for term in own if _RELATION in term.kinds]
    between = [term for term in relations if {"schema:domainIncludes", "schema:rangeIncludes"} <= set(term.said)]
    others = [term for term in relations if term not in between]
    sections = [
        ("类", "Classes", [term for term in own if "owl:Class" in term.kinds]),
        ("实体之间的关系", "Relations between entities", between),
        ("其他关系", "Other relations", others),
        ("取值属性", "Properties with values", [term for term in own if _VALUE in term.kinds]),
    ]
    rest = [term for term in own if not any(term in listed for _, _, listed in sections)]
    sections.append(("个体与数据类型", "Individuals and datatypes", rest))
    return render_shell(
        "reference.html.j2",
        styles=("base.css", "reference.css"),
        scripts=(),
        header=header,
        sections=sections,
        facts=_FACTS,
        drawings=[_draw(terms, between), _draw(terms, others)],
        glyphs=read_glyphs(),
        prefixes=sorted(ontology.prefixes().items()),
        is_own=lambda name: name in terms and name.startswith("gg:"),
    )


def _draw(terms: Mapping[str, Term], relations: Iterable[Term]) -> object:
    """The drawing of what the relations begin at and lead to; those that may begin anywhere are left out."""

    def box(name: str) -> Box:
        term = terms[name]
        return Box(term.name, term.text("rdfs:label", "zh"), term.text("rdfs:label", "en"))

    def ends(term: Term, side: str) -> list[Box]:
        found = [*term.said.get(f"rdfs:{side}", ()), *term.said.get(f"schema:{side}Includes", ())]
        if not set(found) >= _ENTITIES:
            return [box(name) for name in found if name in terms]
        return [_ANY_ENTITY, *(box(name) for name in found if name in terms and name not in _ENTITIES)]

    arrows = [Arrows(box(f"gg:{term.name}"), ends(term, "domain"), ends(term, "range")) for term in relations]
    return draw([one for one in arrows if one.begin and one.lead])


def _read_terms() -> dict[str, Term]:
    """Every subject of the ontology by its shortened name, in the order of the file."""
    data = (ontology.directory() / "govgraph.ttl").read_bytes()
    said: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    texts: defaultdict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for quad in ox.parse(data, format=ox.RdfFormat.TURTLE):
        if not isinstance(quad.subject, ox.NamedNode):
            continue
        subject, predicate = _shorten(quad.subject.value), _shorten(quad.predicate.value)
        if isinstance(quad.object, ox.NamedNode):
            said[subject][predicate].append(_shorten(quad.object.value))
        elif isinstance(quad.object, ox.Literal):
            texts[subject][predicate, quad.object.language or ""] = quad.object.value
    for name in list(said):  # disjointness goes both ways; the file says it once
        for other in said[name].get(_DISJOINT, ()):
            if other in said and name not in said[other].get(_DISJOINT, ()):
                said[other][_DISJOINT].append(name)
    return {
        name: Term(name.partition(":")[2], frozenset(values["rdf:type"]), values, texts[name])
        for name, values in said.items()
    }


def _shorten(iri: str) -> str:
    for prefix, namespace in ontology.prefixes().items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return f"<{iri}>"


if __name__ == "__main__":
    with replace_file(Path(sys.argv[1])) as beside:
        beside.write_bytes(render_reference())

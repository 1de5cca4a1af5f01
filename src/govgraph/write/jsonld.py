"""JSON-LD: one object a subject, in the words of ontology/context.jsonld, which is embedded."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from govgraph import ontology
from govgraph.model import Graph
from govgraph.write.builds import BuildInfo
from govgraph.write.descriptions import DATA_PREFIXES, Description, describe

#: The prefix of all data: prefixes as Turtle has them (evidence:, family:) are words of the context already.
_DATA = "kg"


class _Word(NamedTuple):
    """How the context calls a property, and what it takes a bare string for."""

    name: str
    type: str | None = None
    language: str | None = None


def serialise(graph: Graph, info: BuildInfo) -> Iterator[str]:
    """The context with the prefixes of the data, then an object a line, in the order of the Turtle."""
    context = ontology.context()
    yield f'{{"@context": {json.dumps(context | {_DATA: info.base_iri}, ensure_ascii=False)},\n"@graph": [\n'
    wording = _Wording(context)
    separator = ""
    for _, descriptions in describe(graph, info):
        for description in descriptions:
            yield separator + wording.spell(description)
            separator = ",\n"
    yield "\n]}\n"


class _Wording:
    """Turtle's terms in the words of a context. A Turtle string is a JSON string: both escape alike."""

    def __init__(self, context: dict[str, Any]) -> None:
        self._terms = {value: name for name, value in context.items() if isinstance(value, str) and ":" in value}
        self._words: dict[str, _Word] = {value: _Word(name) for value, name in self._terms.items()}
        for name, value in context.items():
            if isinstance(value, dict):
                self._words[value["@id"]] = _Word(name, value.get("@type"), value.get("@language"))
        self._terms |= {id_: word.name for id_, word in self._words.items()}

    def spell(self, description: Description) -> str:
        """One object."""
        members = [
            f'"{self._word(property_).name}": {self._values(property_, [value for _, value in pairs])}'
            for property_, pairs in groupby(description.properties, key=lambda pair: pair[0])
        ]
        return f'{{"id": "{_name(description.subject)}", {", ".join(members)}}}'

    def _word(self, property_: str) -> _Word:
        return _Word("type", "@vocab") if property_ == "a" else self._words.get(property_, _Word(property_))

    def _values(self, property_: str, values: Iterable[str]) -> str:
        word = self._word(property_)
        spelt = [self._value(word, value) for value in values]
        return spelt[0] if len(spelt) == 1 else f"[{', '.join(spelt)}]"

    def _value(self, word: _Word, value: str) -> str:
        if value[0] == '"':
            return _literal(word, value)
        if value[0] in "-0123456789":
            datatype = "xsd:decimal" if "." in value else "xsd:integer"
            return _literal(word, f'"{value}"^^{datatype}')
        if word.type == "@vocab":
            return f'"{self._terms.get(value, value)}"'
        return f'"{_name(value)}"' if word.type == "@id" else f'{{"id": "{_name(value)}"}}'


def _name(prefixed: str) -> str:
    prefix, _, local = prefixed.partition(":")
    return f"{_DATA}:{prefix}/{local}" if prefix in DATA_PREFIXES else prefixed


def _literal(word: _Word, value: str) -> str:
    """A bare string where the context says the rest; decimals never as JSON numbers, which JSON-LD reads as doubles."""
    end = value.rindex('"') + 1
    string, rest = value[:end], value[end:]
    datatype, language = rest.removeprefix("^^") if rest.startswith("^^") else None, rest.removeprefix("@")
    if datatype:
        return string if word.type == datatype else f'{{"@value": {string}, "@type": "{datatype}"}}'
    if language:
        return string if word.language == language else f'{{"@value": {string}, "@language": "{language}"}}'
    return string if not (word.type or word.language) else f'{{"@value": {string}}}'

"""Loads ontology/: the names of classes and relations, their alignments, prefixes, units and ready questions.

``ontology/govgraph.ttl`` is the only source of these names; what it declares decides which types and triples are
written beside govgraph's own.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import pyoxigraph as ox
import yaml

from govgraph.errors import SetupError

NAMESPACE = "https://w3id.org/govgraph/ontology#"

_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_LABEL = ox.NamedNode(f"{_RDFS}label")
_DEFINITION = ox.NamedNode("http://www.w3.org/2004/02/skos/core#definition")
_ENDS = [ox.NamedNode(f"http://schema.org/{side}Includes") for side in ("domain", "range")]
_BROADER = {ox.NamedNode(f"{_RDFS}subClassOf"), ox.NamedNode(f"{_RDFS}subPropertyOf")}


class Unit(NamedTuple):
    """A QUDT unit's local name (``CCY_CNY``) and the number of them that one unit of the text is."""

    qudt: str
    factor: Fraction


class _Ontology(NamedTuple):
    prefixes: Mapping[str, str]
    types: Mapping[str, frozenset[str]]
    broader: Mapping[str, tuple[str, ...]]
    ends: Mapping[str, tuple[frozenset[str], frozenset[str]]]
    words: Mapping[tuple[str, str, str], str]


def directory() -> Path:
    """The folder of the ontology: the repository's in a source checkout, otherwise the installed copy.

    Raises:
        SetupError: there is neither.
    """
    in_repository = Path(__file__).parents[2] / "ontology"
    installed = Path(str(files("govgraph") / "data" / "ontology"))
    for folder in (in_repository, installed):
        if (folder / "govgraph.ttl").is_file():
            return folder
    raise SetupError("The ontology (govgraph.ttl) is missing. Reinstall govgraph.")


@cache
def digest() -> str:
    """A hash of the terms and units, which are a part of every graph."""
    told = (directory() / name for name in ("govgraph.ttl", "units.yaml"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in told)).hexdigest()


def prefixes() -> Mapping[str, str]:
    """The prefixes that govgraph.ttl declares, by name: ``gg``, ``org``, ``prov`` and so on."""
    return _load().prefixes


def terms() -> Mapping[str, frozenset[str]]:
    """The local name of every gg: term with its types, shortened: ``{"partOf": {"owl:ObjectProperty"}, …}``."""
    return _load().types


def ancestors(name: str) -> tuple[str, ...]:
    """The term itself and all that the ontology derives it from, shortened, sorted but for the first.

    >>> ancestors("Initiative")
    ('gg:Initiative', 'gg:Program', 'prov:Plan')
    >>> ancestors("locatedIn")
    ('gg:locatedIn', 'dct:spatial')

    Raises:
        KeyError: the ontology has no such term.
    """
    if name not in terms():
        raise KeyError(f"gg:{name} is not in the ontology")
    own = f"gg:{name}"
    found: set[str] = set()
    waiting = [own]
    while waiting:
        for broader in _load().broader.get(waiting.pop(), ()):
            if broader not in found:
                found.add(broader)
                waiting.append(broader)
    return (own, *sorted(found - {own}))


def ends(relation: str) -> tuple[frozenset[str], frozenset[str]]:
    """The types of entity that a relation may begin at, and those that it may lead to.

    >>> [sorted(types) for types in ends("locatedIn")]
    [['Enterprise', 'Project'], ['Region']]

    Raises:
        KeyError: the ontology has no such relation.
    """
    return _load().ends[relation]


def label(name: str, language: str) -> str:
    """What a term is called in English (``en``) or Chinese (``zh``).

    >>> label("runs", "zh"), label("Region", "en")
    ('开展', 'region')

    Raises:
        KeyError: the ontology has no such term, or does not say.
    """
    return _load().words[name, _LABEL.value, language]


def definition(name: str, language: str) -> str:
    """What a term means, in English or Chinese.

    >>> definition("runs", "zh")
    '创立、主导、实施、推行或运行该项目品牌。'

    Raises:
        KeyError: the ontology has no such term, or does not say.
    """
    return _load().words[name, _DEFINITION.value, language]


@cache
def units() -> Mapping[str, Unit]:
    """Every unit of the text that QUDT can express: ``units()["万元"] == Unit("CCY_CNY", 10000)``."""
    data = yaml.safe_load((directory() / "units.yaml").read_text(encoding="utf-8"))
    scales = {"": 1, **data["scales"]}
    return MappingProxyType(
        {
            scale + base: Unit(qudt, Fraction(str(factor)) * size)
            for qudt, bases in data["bases"].items()
            for base, factor in bases.items()
            for scale, size in scales.items()
            if qudt != "PERCENT" or not scale
        }
    )


def normalise(value: Decimal, unit: Unit) -> Decimal:
    """``value`` of the text's unit in QUDT's unit, rounded half to even at six decimals.

    >>> normalise(Decimal("317.87"), units()["亩"])
    Decimal('211913.333333')
    """
    millionths = round(Fraction(value) * unit.factor * 10**6)
    return Decimal(millionths).scaleb(-6) if abs(millionths) < 10**27 else Decimal(millionths // 10**6)


def context() -> dict[str, Any]:
    """The words of context.jsonld for JSON-LD: what stands under its ``@context``."""
    data: dict[str, dict[str, Any]] = json.loads((directory() / "context.jsonld").read_text(encoding="utf-8"))
    return data["@context"]


def queries() -> dict[str, Path]:
    """The ready questions by name, sorted."""
    return {path.stem: path for path in sorted((directory() / "queries").glob("*.rq"))}


@cache
def _load() -> _Ontology:
    """The ontology, parsed once (about 2 ms)."""
    try:
        data = (directory() / "govgraph.ttl").read_bytes()
        parser = ox.parse(data, format=ox.RdfFormat.TURTLE)
        quads = list(parser)
    except (OSError, SyntaxError) as error:
        raise SetupError(f"The ontology cannot be read ({error}). Reinstall govgraph.") from error
    named = dict(sorted(parser.prefixes.items()))
    types: defaultdict[str, set[str]] = defaultdict(set)
    broader: defaultdict[str, set[str]] = defaultdict(set)
    ends: defaultdict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    words: dict[tuple[str, str, str], str] = {}
    for quad in quads:
        if isinstance(quad.object, ox.Literal) and isinstance(quad.subject, ox.NamedNode):
            if quad.predicate in (_LABEL, _DEFINITION):
                name = quad.subject.value.removeprefix(NAMESPACE)
                words[name, quad.predicate.value, quad.object.language or ""] = quad.object.value
            continue
        if not (isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode)):
            continue
        if quad.predicate == _TYPE and quad.subject.value.startswith(NAMESPACE):
            types[quad.subject.value.removeprefix(NAMESPACE)].add(_shorten(quad.object.value, named))
        elif quad.predicate in _BROADER:
            broader[_shorten(quad.subject.value, named)].add(_shorten(quad.object.value, named))
        elif quad.predicate in _ENDS:
            sides = ends[quad.subject.value.removeprefix(NAMESPACE)]
            sides[_ENDS.index(quad.predicate)].add(quad.object.value.removeprefix(NAMESPACE))
    return _Ontology(
        MappingProxyType(named),
        MappingProxyType({name: frozenset(kinds) for name, kinds in sorted(types.items())}),
        MappingProxyType({name: tuple(sorted(above)) for name, above in broader.items()}),
        MappingProxyType({name: (frozenset(start), frozenset(end)) for name, (start, end) in ends.items()}),
        MappingProxyType(words),
    )


def _shorten(iri: str, named: Mapping[str, str]) -> str:
    """``https://w3id.org/govgraph/ontology#runs`` as ``gg:runs``; the whole IRI where no prefix fits."""
    for prefix, namespace in named.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri

"""What a validation finds."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Violation:
    """One node that breaks one rule.

    Args:
        node: its IRI, shortened by the graph's prefixes: ``region:320600``.
        name: what it is called, or what it says; None where the graph does not tell.
        types: its gg: types, sorted.
        path: the property that is at fault, None where it is the node itself.
        value: the value at fault as in Turtle, None where one is missing.
        constraint: the SHACL component that is not met, without ``ConstraintComponent``: ``MinCount``.
        message: the rule by language, ``en`` and ``zh``.
    """

    node: str
    name: str | None
    types: tuple[str, ...]
    path: str | None
    value: str | None
    constraint: str
    message: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """A graph held against the shapes; violations are sorted by rule, then node."""

    file: str
    triples: int
    conforms: bool
    violations: tuple[Violation, ...]

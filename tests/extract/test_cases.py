"""Short texts and what they say: every case of ``tests/data/cases``, one file a mechanism.

``has`` and ``lacks`` list statements: ``Region: name`` and the other entity types, ``predicate: [subject, object]``,
``post: [person, role, of]``, ``measure: [subject, value, unit, indicator]`` (the last may be left out),
``bound`` and ``period: [subject, value, …]``, ``kind`` and ``code: [name, …]``, ``same: [name, other name]``. A name is
found among a thing's aliases too; ``*`` in it stands for anything. ``known_gap`` says why a case fails today.
"""

import re
from collections import Counter
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from govgraph.model import EntityType, Predicate
from tests.extract.reading import Said, extract_text, statements

_CASES = Path(__file__).parents[1] / "data" / "cases"
_KINDS = {*get_args(EntityType), *get_args(Predicate), "post", "measure", "bound", "period", "kind", "code", "same"}
#: Every statement and name says by what rule it was read: organisation.head, name.owner.subOrganisationOf.
_RULE = re.compile(r"[a-z_]+(\.[a-zA-Z_]+)*")

Case = dict[str, Any]


def _load() -> list[tuple[str, Case]]:
    """Every case with its name: the file it stands in and its number there."""
    files = {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted(_CASES.glob("*.yaml"))}
    return [(f"{stem}-{number}", case) for stem, cases in files.items() for number, case in enumerate(cases, start=1)]


def _parameters() -> list[Any]:
    return [
        pytest.param(
            case,
            id=name,
            marks=[pytest.mark.xfail(reason=case["known_gap"], strict=True)] if "known_gap" in case else [],
        )
        for name, case in _load()
    ]


def _wanted(items: Iterable[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    """``{Region: 姜堰区}`` as ``("Region", ["姜堰区"])``."""
    pairs = [(kind, parts) for item in items for kind, parts in item.items()]
    return [(kind, [str(part) for part in (parts if isinstance(parts, list) else [parts])]) for kind, parts in pairs]


def _is_said(said: list[Said], kind: str, patterns: list[str]) -> bool:
    return any(
        kind == other
        and all(any(fnmatchcase(name, p) for name in part) for part, p in zip(parts, patterns, strict=False))
        for other, parts in said
    )


@pytest.mark.parametrize("case", _parameters())
def test_case(case: Case) -> None:
    extraction = extract_text(case["text"])
    said = statements(extraction)
    missing = [(k, parts) for k, parts in _wanted(case.get("has", ())) if not _is_said(said, k, parts)]
    unwanted = [(k, parts) for k, parts in _wanted(case.get("lacks", ())) if _is_said(said, k, parts)]
    assert (missing, unwanted) == ([], []), f"{case['text']}\n" + "\n".join(_spell(one) for one in said)
    mentions = [mention for entity in extraction.entities for mention in entity.mentions]
    rules = {one.rule for some in (mentions, extraction.relations, extraction.posts) for one in some}
    assert [rule for rule in rules if not (isinstance(rule, str) and _RULE.fullmatch(rule))] == []


def _spell(one: Said) -> str:
    return f"{one[0]}: " + " | ".join("/".join(sorted(part)) for part in one[1])


def test_the_cases_are_well_formed() -> None:
    for name, case in _load():
        assert set(case) <= {"text", "has", "lacks", "known_gap"}, name
        wanted = _wanted([*case.get("has", ()), *case.get("lacks", ())])
        assert wanted, name
        assert {kind for kind, _ in wanted} <= _KINDS, name
        assert case.get("known_gap") is not True, f"{name}: say why it fails"


def test_every_mechanism_has_both_signs() -> None:
    mechanisms = {file.stem for file in _CASES.glob("*.yaml")}
    for sign in ("has", "lacks"):
        assert {name.rpartition("-")[0] for name, case in _load() if sign in case} == mechanisms


def test_no_text_stands_twice() -> None:
    counts = Counter(case["text"] for _, case in _load())
    assert [text for text, count in counts.items() if count > 1] == []

"""Findings as lines for a terminal."""

from collections.abc import Iterator, Sequence

import click

from govgraph.columns import make_printable, pad, wrap
from govgraph.doctor.findings import Finding, State

_COLOURS: dict[State, str] = {"ok": "green", "warning": "yellow", "fault": "red"}
_SIGN_WIDTH, _NAME_WIDTH = 9, 17
#: Columns that a text keeps at least in a narrow terminal.
_NARROWEST = 30


def render_finding(finding: Finding, width: int) -> Iterator[str]:
    """Its state, name and text, wrapped to ``width`` columns; the remedy below."""
    told = list(_wrap(finding.found, width))
    if finding.remedy:
        told += _wrap(f"→ {finding.remedy}", width)
    state = click.style(pad(finding.state.upper(), _SIGN_WIDTH), fg=_COLOURS[finding.state])
    yield state + pad(finding.name, _NAME_WIDTH) + told[0]
    yield from (" " * (_SIGN_WIDTH + _NAME_WIDTH) + line for line in told[1:])


def render_verdict(findings: Sequence[Finding]) -> str:
    """The last line: how many are well and how many are not."""
    counts = {state: sum(one.state == state for one in findings) for state in _COLOURS}
    told = [f"{counts['ok']} OK"]
    told += [f"{counts[state]} {state}{'s' * (counts[state] > 1)}" for state in ("warning", "fault") if counts[state]]
    return ", ".join(told)


def _wrap(text: str, width: int) -> Iterator[str]:
    room = max(width - _SIGN_WIDTH - _NAME_WIDTH, _NARROWEST)
    for paragraph in text.splitlines() or [""]:
        for line in wrap([(make_printable(paragraph), "")], room):
            yield "".join(piece for piece, _ in line).strip()

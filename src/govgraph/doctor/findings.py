"""What was looked at, and whether it keeps govgraph from working."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from govgraph.errors import GovgraphError

#: From good to bad: with a warning govgraph works, but less well or not in every command.
State = Literal["ok", "warning", "fault"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    ``found`` is what is so. ``remedy`` is what to do about it, where something is to be done and ``found`` does not
    say it.
    """

    name: str
    state: State
    found: str
    remedy: str | None = None


def worst(findings: Iterable[Finding]) -> State:
    """The state of the worst finding."""
    return max((finding.state for finding in findings), key=get_args(State).index, default="ok")


def explain(name: str, error: Exception) -> Finding:
    """The fault that an exception is."""
    if isinstance(error, GovgraphError):  # its text has the remedy
        return Finding(name, "fault", str(error))
    if isinstance(error, OSError):
        place = f" ({error.filename})" if error.filename else ""
        return Finding(name, "fault", f"{error.strerror or error}{place}", "Free the place or mend its permissions.")
    remedy = "Install govgraph anew; if that does not help, report what `govgraph build --debug` prints."
    return Finding(name, "fault", f"{type(error).__name__}: {error}", remedy)

"""Writes what a user decides to the end of corrections.toml; all that the file holds stays as it is."""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import tomlkit

from govgraph.errors import SetupError
from govgraph.graph.corrections import Corrections, parse_corrections, read_corrections
from govgraph.graph.corrections.contradictions import find_roots, merged_pairs
from govgraph.graph.corrections.entries import KeepApart, select
from govgraph.review.cases import Case
from govgraph.write.files import replace_file

Answer = Literal["same", "different"]

_HEADER = """\
# What govgraph got wrong, put right: `govgraph build` applies this file whenever it lies in the current folder.
# Entities are named by the id that the outputs show, or as {type = "Enterprise", name = "…"}.
# Remove an entry to take it back; notes are for people.
"""


class DecisionFile:
    """A corrections file that may not exist yet.

    Raises:
        SetupError: the file has a fault.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read(read_corrections(path) if path.exists() else Corrections())

    def decides(self, case: Case) -> bool:
        """Whether the file says of the two things that they are one, or that they are not."""
        first, second = (side.id for side in case.sides)
        merged = self._roots.get(first, first) == self._roots.get(second, second)
        return merged or frozenset((first, second)) in self._apart

    def decide(self, case: Case, answer: Answer) -> None:
        """Add the decision to the file, at once.

        Raises:
            SetupError: it contradicts what the file says; nothing is written then.
            OSError: the file cannot be written.
        """
        before = self.path.read_bytes().decode("utf-8-sig") if self.path.exists() else _HEADER
        text = f"{before.rstrip()}\n\n{_spell(case, answer)}".lstrip()
        self._read(parse_corrections(text.replace("\r\n", "\n"), self.path))
        with replace_file(self.path) as beside:
            beside.write_text(text, encoding="utf-8", newline="")

    def _read(self, corrections: Corrections) -> None:
        self._roots = find_roots(merged_pairs(corrections.placed))
        self._apart = {
            frozenset((one, other))
            for _, entry in select(corrections.placed, KeepApart)
            for one in entry.entities or ()
            for other in entry.entities or ()
            if one != other
        }


def match_answers(given: Iterable[str], cases: Iterable[Case], file: DecisionFile) -> list[tuple[Case, Answer]]:
    """The cases that answers like ``k3x9a1=same`` decide.

    Raises:
        SetupError: an answer is neither same nor different, or there is no such case, or it is decided already.
    """
    by_id = {case.id: case for case in cases}
    found: list[tuple[Case, Answer]] = []
    for text in given:
        name, _, answer = text.partition("=")
        if answer not in ("same", "different"):
            raise SetupError(f"--decide {text} is no decision. Write --decide CASE=same or --decide CASE=different.")
        if name not in by_id:
            raise SetupError(f"The build has no case {name}. List its cases: govgraph review --json")
        if file.decides(by_id[name]):
            raise SetupError(f"The case {name} is decided in {file.path}. Change it there.")
        found.append((by_id[name], "same" if answer == "same" else "different"))
    return found


def _spell(case: Case, answer: Answer) -> str:
    """The entry in TOML."""
    first, second = case.sides
    entry = tomlkit.table()
    if answer == "same":
        entry.add("into", first.id)
        entry.add("entities", [second.id])
    else:
        entry.add("entities", [first.id, second.id])
    entry.add("note", " / ".join(f"{side.name}（{side.place}）" if side.place else side.name for side in case.sides))
    entries = tomlkit.aot()
    entries.append(entry)
    return tomlkit.dumps({"merge" if answer == "same" else "keep_apart": entries})

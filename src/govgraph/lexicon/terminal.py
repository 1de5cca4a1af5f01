"""The word lists for a person at a terminal: which there are, and what a folder does to them."""

from collections.abc import Iterable, Iterator
from textwrap import indent, wrap

import click

from govgraph.errors import SetupError
from govgraph.lexicon.additions import Additions, Entry
from govgraph.lexicon.folders import REMOVE, suggest
from govgraph.lexicon.groups import amendable, groups


def render_groups(file: str | None, width: int) -> Iterator[str]:
    """The groups of a list, or of all: what each is for, its form, and an example.

    Raises:
        SetupError: there is no such list for amending.
    """
    name = file.removesuffix(".yaml") if file else None
    if name is not None and name not in amendable():
        raise SetupError(f"There is no word list {name} to be amended; {suggest(name, list(amendable()))}")
    for own in [name] if name else amendable():
        yield click.style(f"{own}.yaml", bold=True)
        for group in groups(own).values():
            if group.shape is not None:
                yield f"  {click.style(group.name, bold=True)}  {len(group.entries)} entries: {group.shape.expected}"
                yield indent("\n".join(wrap(group.about, width - 6)), "      ")
                yield f"      {click.style(group.example(), dim=True)}"
        yield ""


def render_additions(additions: Additions) -> Iterator[str]:
    """What a folder adds to each list and takes from it, group by group."""
    if not additions:
        yield "It adds nothing and takes nothing away."
    for file in sorted({entry.file for entry in (*additions.added, *additions.removed)}):
        added, removed = (
            [entry for entry in entries if entry.file == file] for entries in (additions.added, additions.removed)
        )
        yield f"{click.style(f'{file}.yaml', bold=True)}  {len(added)} added, {len(removed)} removed"
        yield from _render_entries(added, "")
        yield from _render_entries(removed, f"{REMOVE} ")


def _render_entries(entries: Iterable[Entry], verb: str) -> Iterator[str]:
    by_group: dict[str, list[str]] = {}
    for entry in entries:
        by_group.setdefault(entry.group, []).append(": ".join(entry.parts))
    yield from (f"  {verb}{group}  {'，'.join(words)}" for group, words in by_group.items())

"""The words that govgraph reads with, and what users have added or put right."""

from collections.abc import Iterator
from pathlib import Path

from govgraph import lexicon
from govgraph.doctor.findings import Finding, explain
from govgraph.extract.extractors import load_extractors
from govgraph.graph.corrections import read_corrections
from govgraph.lexicon.groups import names
from govgraph.lexicon.regions import gazetteer, revision
from govgraph.lexicon.villages import villages, villages_path

#: What a build applies where it lies in the current folder.
CORRECTIONS = Path("corrections.toml")


def check_words() -> Iterator[Finding]:
    """Whether the word lists and the table of divisions load."""
    try:
        for name in names():
            lexicon.read(name)
        gazetteer()
        found = f"{len(names())} lists and the divisions as of {revision().as_of} load"
    except Exception as error:  # a damaged file may raise anything
        yield explain("Word lists", error)
    else:
        yield Finding("Word lists", "ok", found)


def check_villages() -> Iterator[Finding]:
    """The table of villages, where one is installed."""
    try:
        table = villages()
    except Exception as error:
        yield explain("Villages", error)
        return
    if table:
        yield Finding("Villages", "ok", f"{table.revision}, as of {table.as_of}, at {villages_path()}")
    else:
        yield Finding("Villages", "ok", "no table is installed; villages are told by their names (`govgraph villages`)")


def check_extractors() -> Iterator[Finding]:
    """The extractors that users have installed."""
    try:
        found = [str(extractor) for extractor, _ in load_extractors()]
    except Exception as error:
        yield explain("Extractors", error)
    else:
        yield Finding("Extractors", "ok", ", ".join(found) or "none but govgraph's own")


def check_corrections() -> Iterator[Finding]:
    """The corrections that builds in the current folder apply."""
    if not CORRECTIONS.exists():
        yield Finding("Corrections", "ok", f"no {CORRECTIONS} in this folder")
        return
    try:
        read_corrections(CORRECTIONS)
    except Exception as error:
        yield explain("Corrections", error)
    else:
        yield Finding("Corrections", "ok", f"{CORRECTIONS.absolute()} holds no mistake; builds here apply it")

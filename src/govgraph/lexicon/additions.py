"""A user's own words: what a folder of word lists adds to the package's and takes from them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from govgraph.lexicon.shapes import Parts


class Entry(NamedTuple):
    """An entry of a group of a word list."""

    file: str
    group: str
    parts: Parts


@dataclass(frozen=True, slots=True)
class Additions:
    """Entries that are added and removed, each sorted; two folders that say the same give equal ones.

    It is picklable, and small: processes that read elsewhere are given it.
    """

    added: tuple[Entry, ...] = ()
    removed: tuple[Entry, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)

    @property
    def digest(self) -> str:
        """A hash of what they say, whatever files said it."""
        return hashlib.sha256(json.dumps([self.added, self.removed]).encode()).hexdigest()

    def amend(self, file: str, data: Mapping[str, Any]) -> dict[str, Any]:
        """The groups of a word list with the entries added and without those removed."""
        from govgraph.lexicon.groups import shape_of  # the forms are asked only where there is something to amend

        amended = dict(data)
        for group in sorted({entry.group for entry in (*self.added, *self.removed) if entry.file == file}):
            shape = shape_of(file, group)
            added, removed = (
                [entry.parts for entry in entries if (entry.file, entry.group) == (file, group)]
                for entries in (self.added, self.removed)
            )
            if shape is not None:
                amended[group] = shape.amend(data[group], added, set(removed))
        return amended


NO_ADDITIONS = Additions()

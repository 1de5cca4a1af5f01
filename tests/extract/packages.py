"""Packages with an extractor, put on the path with the metadata that an installer would write."""

import tomllib
from pathlib import Path


def install(folder: Path, project: Path) -> Path:
    """Put the package in ``project``, whose modules lie beside its pyproject.toml, into ``folder``; the folder."""
    about = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for module in project.glob("*.py"):
        (folder / module.name).write_bytes(module.read_bytes())
    return describe(folder, about["name"], about["version"], about["entry-points"]["govgraph.extractors"])


def describe(folder: Path, name: str, version: str, extractors: dict[str, str]) -> Path:
    """Write a package's metadata into ``folder``; the folder."""
    info = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", encoding="utf-8")
    rows = "".join(f"{extractor} = {value}\n" for extractor, value in extractors.items())
    (info / "entry_points.txt").write_text(f"[govgraph.extractors]\n{rows}", encoding="utf-8")
    return folder

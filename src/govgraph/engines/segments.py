"""What many tasks leave on disk for many others: a file a task, and in it a segment for each reader."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple


class Segment(NamedTuple):
    """Bytes of a file."""

    path: Path
    start: int
    length: int


def write_segments(path: Path, parts: Mapping[int, bytes]) -> dict[int, Segment]:
    """Write the parts one after the other; where each stands in the file.

    A task that is done twice, because a process was lost, leaves the same file.
    """
    segments = {}
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    with beside.open("wb") as file:
        for reader, data in sorted(parts.items()):
            segments[reader] = Segment(path, file.tell(), len(data))
            file.write(data)
    beside.replace(path)
    return segments


def read_segments(segments: Iterable[Segment]) -> Iterator[bytes]:
    """The bytes of each segment, one in memory at a time."""
    for path, start, length in segments:
        with path.open("rb") as file:
            file.seek(start)
            yield file.read(length)

"""What many tasks leave on disk for many others: a file a task, and in it a segment for each reader."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from govgraph.write.files import replace_file


class Segment(NamedTuple):
    """Bytes of a file, by its name in the folder of the build."""

    name: str
    start: int
    length: int


def write_segments(folder: Path, name: str, parts: Mapping[int, bytes]) -> dict[int, Segment]:
    """Write the parts one after the other into a file; where each stands in it.

    A task that is done twice, because a process was lost, leaves the same file.
    """
    segments = {}
    with replace_file(folder / name) as beside, beside.open("wb") as file:
        for reader, data in sorted(parts.items()):
            segments[reader] = Segment(name, file.tell(), len(data))
            file.write(data)
    return segments


def read_segments(folder: Path, segments: Iterable[Segment]) -> Iterator[bytes]:
    """The bytes of each segment, one in memory at a time."""
    for name, start, length in segments:
        with (folder / name).open("rb") as file:
            file.seek(start)
            yield file.read(length)

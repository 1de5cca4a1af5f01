"""What comes out of files that hold many articles, and how much of it may."""

import io
from dataclasses import dataclass
from typing import IO

from govgraph.corpus.given import NOTHING, Given
from govgraph.errors import DocumentError

#: Text shrinks to a fifth, repeated text to a hundredth; what grows more than so many times is made to fill a disk.
_MOST_GROWTH = 100
#: What may come out of the smallest file, in bytes.
_LEAST = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Item:
    """An article out of a container, or a ``fault`` (reason and message) in its place.

    Its bytes are ``data``, or are still to be read from ``stream``: then it may be a container itself.
    """

    name: str
    data: bytes = b""
    given: Given = NOTHING
    fault: tuple[str, str] | None = None
    stream: IO[bytes] | None = None


def is_hidden(name: str) -> bool:
    """Whether a file of an archive is one that systems put beside the user's."""
    return any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))


class Budget:
    """How many bytes may come out of a file of so many."""

    def __init__(self, size: int) -> None:
        self._most = self._left = max(_LEAST, _MOST_GROWTH * size)

    def spend(self, count: int) -> None:
        """Count bytes that came out.

        Raises:
            DocumentError: ``too-large``.
        """
        self._left -= count
        if self._left < 0:
            raise DocumentError(
                "too-large", f"it unpacks to more than {self._most >> 20} MiB: unpack it yourself, and look at it first"
            )


class Counted(io.RawIOBase):
    """A stream whose bytes are counted as they come out."""

    def __init__(self, stream: IO[bytes], budget: Budget) -> None:
        self._stream, self._budget = stream, budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._stream.read(len(view))
        self._budget.spend(len(data))
        view[: len(data)] = data
        return len(data)


def count(stream: IO[bytes], budget: Budget) -> io.BufferedReader:
    """The same stream, its bytes counted."""
    return io.BufferedReader(Counted(stream, budget), 64 * 1024)

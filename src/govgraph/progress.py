"""How far a long piece of work has come, told to whoever wants to show it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")


class Track(Protocol):
    """Wraps what a stage goes through; the command line shows its progress bar with it."""

    def __call__(self, stage: str, items: Sequence[T]) -> Iterable[T]: ...


def in_silence(stage: str, items: Sequence[T]) -> Iterable[T]:
    """The items, and nothing shown."""
    return items


class Steps:
    """Shows how far several runs of pieces have come together; there may be more or fewer than ``expected``."""

    def __init__(self, track: Track, stage: str, expected: int) -> None:
        self._steps = iter(track(stage, range(expected)))

    def count(self, pieces: Iterable[T]) -> Iterator[T]:
        """The pieces, each a step once it has been dealt with."""
        for piece in pieces:
            yield piece
            next(self._steps, None)

    def finish(self) -> None:
        """Show that all is done."""
        for _ in self._steps:
            pass

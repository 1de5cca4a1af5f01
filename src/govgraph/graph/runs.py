"""Rows in runs that are worked on together."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar
from zlib import crc32

T = TypeVar("T")

#: A run has at least this part of the most that one may weigh, if there are rows for it.
_LEAST = 4


def cut(
    rows: Iterable[T], most: int, name: Callable[[T], str], weigh: Callable[[T], int] = lambda _: 1
) -> Iterator[list[T]]:
    """The rows in runs, none empty, whose ends depend on the rows near them alone: one row more or less moves few.

    A run ends where the hash of a row's name says so, half of ``most`` being usual, and before it weighs more; a row
    that does so by itself is a run of its own.

    Args:
        rows: whatever is to be cut.
        most: what a run weighs at most.
        name: what a row is called, the same in every build.
        weigh: how much it weighs.
    """
    held: list[T] = []
    total = 0
    for row in rows:
        weight = weigh(row)
        ends = _LEAST * total >= most and _draw(name(row)) * most < _LEAST * weight
        if held and (ends or total + weight > most):
            yield held
            held, total = [], 0
        held.append(row)
        total += weight
    if held:
        yield held


def gather(items: Iterable[T], size_of: Callable[[T], int], enough: int) -> Iterator[list[T]]:
    """Lists of items that have some size together, none empty."""
    held: list[T] = []
    size = 0
    for item in items:
        held.append(item)
        size += size_of(item)
        if size >= enough:
            yield held
            held, size = [], 0
    if held:
        yield held


def _draw(name: str) -> float:
    """A number from 0 to 1 by the name."""
    return crc32(name.encode("utf-8", "surrogatepass")) / 2**32

"""Boxes packed into a box: shelves from the tallest down, small ones stacked where a shelf leaves room.

Boxes rather than nested circles, because circles inside circles leave most of the canvas empty: with five levels from
province to community, a first version showed its 62 nodes as dots of three pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt


@dataclass(frozen=True, slots=True)
class Packing:
    """The upper left corner of each box, in the order given, and the size of the whole."""

    corners: tuple[tuple[float, float], ...]
    width: float
    height: float


def pack_boxes(sizes: Sequence[tuple[float, float]], gap: float, aspect: float) -> Packing:
    """Boxes of these widths and heights, ``gap`` apart, in a whole that is about ``aspect`` times as wide as high.

    >>> pack_boxes([(4, 2), (2, 2), (2, 1)], gap=1, aspect=1.5)
    Packing(corners=((0.0, 0.0), (5.0, 0.0), (0.0, 3.0)), width=7.0, height=4.0)
    """
    if not sizes:
        return Packing((), 0.0, 0.0)
    widest = max(width for width, _ in sizes)
    area = sum((width + gap) * (height + gap) for width, height in sizes)
    limits = sorted({max(widest, sqrt(area * aspect) * stretch) for stretch in (0.8, 0.9, 1.0, 1.1, 1.2, 1.35, 1.5)})
    trials = [_fill_shelves(sizes, gap, limit) for limit in limits]
    return min(trials, key=lambda trial: max(trial.width / aspect, trial.height) + 0.2 * trial.width / aspect)


def _fill_shelves(sizes: Sequence[tuple[float, float]], gap: float, limit: float) -> Packing:
    order = sorted(range(len(sizes)), key=lambda i: (-sizes[i][1], -sizes[i][0], i))
    corners: dict[int, tuple[float, float]] = {}
    x = y = shelf = column = used = 0.0
    for i in order:
        width, height = sizes[i]
        if column and width <= column and used + gap + height <= shelf:
            corners[i] = (x, y + used + gap)
            used += gap + height
            continue
        if column:
            x += column + gap
        if column and x + width > limit:
            x, y, shelf = 0.0, y + shelf + gap, 0.0
        shelf = shelf or height
        corners[i] = (x, y)
        column, used = width, height
    ends = [(corners[i][0] + sizes[i][0], corners[i][1] + sizes[i][1]) for i in order]
    placed = tuple(corners[i] for i in range(len(sizes)))
    return Packing(placed, max(end for end, _ in ends), max(end for _, end in ends))

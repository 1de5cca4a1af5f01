"""Boxes packed into a box: each where it lies highest under the skyline of those already there.

Boxes rather than nested circles, because circles inside circles leave most of the canvas empty: with five levels from
province to community, a first version showed its 62 nodes as dots of three pixels.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import inf, sqrt


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
    if len(sizes) < 2:
        return Packing(((0.0, 0.0),), *sizes[0]) if sizes else Packing((), 0.0, 0.0)
    widest = max(width for width, _ in sizes)
    area = sum((width + gap) * (height + gap) for width, height in sizes)
    stretches = [0.85 + 0.05 * i for i in range(16)] if len(sizes) < 300 else [1.0, 1.1]
    limits = sorted({max(widest, sqrt(area * aspect) * stretch) for stretch in stretches})
    tall = sorted(range(len(sizes)), key=lambda i: (-sizes[i][1], -sizes[i][0], i))
    large = sorted(range(len(sizes)), key=lambda i: (-sizes[i][0] * sizes[i][1], i))
    trials = [
        trial for order in ([tall] if tall == large else [tall, large]) for trial in _try(sizes, order, gap, limits)
    ]
    return min(trials, key=lambda trial: max(trial.width / aspect, trial.height) + 0.2 * trial.width / aspect)


def _try(
    sizes: Sequence[tuple[float, float]], order: Sequence[int], gap: float, limits: Sequence[float]
) -> Iterator[Packing]:
    """The boxes placed in this order within each of these widths, until they stand in one row: more changes nothing."""
    for limit in limits:
        trial = _drop_in(sizes, order, gap, limit)
        yield trial
        if not any(y for _, y in trial.corners):
            return


def _drop_in(sizes: Sequence[tuple[float, float]], order: Sequence[int], gap: float, limit: float) -> Packing:
    """Place the boxes in this order; ``skyline`` holds (left, right, height) from left to right, gaps included."""
    skyline = [(0.0, limit + gap, 0.0)]
    corners: dict[int, tuple[float, float]] = {}
    for i in order:
        width, height = sizes[i][0] + gap, sizes[i][1] + gap
        seat, y = _find_seat(skyline, width, limit + gap)
        x = skyline[seat][0]
        corners[i] = (x, y)
        _raise_skyline(skyline, seat, x + width, y + height)
    placed = tuple(corners[i] for i in range(len(sizes)))
    right = max(x + width for (x, _), (width, _) in zip(placed, sizes, strict=True))
    bottom = max(y + height for (_, y), (_, height) in zip(placed, sizes, strict=True))
    return Packing(placed, right, bottom)


def _find_seat(skyline: Sequence[tuple[float, float, float]], width: float, limit: float) -> tuple[int, float]:
    """The place in the skyline at which the box stands highest, of several the leftmost, and how far down that is."""
    best, seat = inf, 0
    for i, (left, _, own) in enumerate(skyline):
        right = left + width
        if right > limit + 1e-6:
            break
        if own >= best:
            continue
        top = own
        for start, _, height in islice(skyline, i + 1, None):
            if start >= right - 1e-6 or top >= best:
                break
            if height > top:
                top = height
        if top < best:
            best, seat = top, i
    return seat, best


def _raise_skyline(skyline: list[tuple[float, float, float]], seat: int, right: float, height: float) -> None:
    """Let the skyline be so high from the seat to ``right``; all else stays."""
    behind = next((i for i in range(seat, len(skyline)) if skyline[i][1] > right + 1e-6), len(skyline))
    rest = [(max(start, right), end, top) for start, end, top in skyline[behind : behind + 1]]
    skyline[seat : behind + 1] = [(skyline[seat][0], right, height), *rest]

"""Seats for the things of one region: the cells of a brick wall, a sign and its label to each, kin close together.

Rings around the region looked more like a network, but needed 25,000 square units a node where a label needs 11,000:
on a screen, every second label fell away.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import product
from math import ceil, hypot, sqrt

WIDTH, HEIGHT = 124.0, 106.0  # of a cell: a sign, and below it a label of two lines
PASSES = 6  # of exchanges; after four, little changes any more
REACH, FAR_REACH = 2, 3  # cells: how far from its kin a node looks for a better seat; FAR_REACH where few stand
FEW = 36
NEXT = hypot(HEIGHT, WIDTH / 2)  # from a cell to the nearest one

# A cell is a row and, in half cells, a column: odd rows stand half a cell to the right. As one number, row * ROW +
# column, the difference of two cells tells how far apart they are.
Cell = int
ROW = 1 << 16


def seat_members(
    centre: str, members: Sequence[str], near: Mapping[str, Sequence[str]], aspect: float
) -> tuple[dict[str, tuple[float, float]], float, float]:
    """The middle of every member's cell, and the width and height of the wall."""
    columns = max(1, min(len(members), round(sqrt(len(members) * aspect * HEIGHT / WIDTH) + 0.1)))
    rows = ceil(len(members) / columns)
    cells = {row * ROW + 2 * column + row % 2 for row in range(rows) for column in range(columns)}
    middle_row, middle_column = (rows - 1) // 2, (columns - 1) // 2
    middle = middle_row * ROW + 2 * middle_column + middle_row % 2
    inside = set(members)
    kin = {node: [other for other in near.get(node, ()) if other in inside and other != node] for node in members}
    seats = _sit_down(centre, members, kin, sorted(cells), middle)
    _exchange(seats, kin, cells)
    places = {node: _middle_of(cell) for node, cell in seats.items()}
    return places, (columns + (0.5 if rows > 1 else 0.0)) * WIDTH, rows * HEIGHT


def _sit_down(
    centre: str, members: Sequence[str], kin: Mapping[str, Sequence[str]], cells: Sequence[Cell], middle: Cell
) -> dict[str, Cell]:
    """The centre in the middle, the others from there outward, breadth first."""
    free = iter(sorted(cells, key=lambda cell: (_length(cell - middle), cell)))
    order: dict[str, None] = {}
    for start in (centre, *members):
        queue = [] if start in order else [start]
        order.update(dict.fromkeys(queue))
        for node in queue:
            fresh = [other for other in kin[node] if other not in order]
            order.update(dict.fromkeys(fresh))
            queue.extend(fresh)
    return dict(zip(order, free, strict=False))


def _exchange(seats: dict[str, Cell], kin: Mapping[str, Sequence[str]], cells: set[Cell]) -> None:
    """Let nodes change seats, with each other or to a free one, as long as that brings kin together."""
    holders = {cell: node for node, cell in seats.items()}
    strains = {node: _strain_at(cell, [seats[other] for other in kin[node]]) for node, cell in seats.items()}
    reach = FAR_REACH if len(seats) <= FEW else REACH
    awake = set(seats)  # those whose seats, or their kin's, have changed since they last looked around
    for _ in range(PASSES):
        moved: set[str] = set()
        for node in sorted(awake):
            own, near, now = seats[node], [seats[other] for other in kin[node]], strains[node]
            if now <= WIDTH * len(near):  # next to all its kin
                continue
            gain, best = 0.0, own
            for cell in _cells_around(near, cells, reach):
                if cell == own or cell in near:
                    continue
                change = _strain_at(cell, near) - now
                if other := holders.get(cell):
                    if change + NEXT * len(kin[other]) - strains[other] > gain + 1e-6:  # the best that can come of it
                        continue
                    change += _strain_at(own, [seats[one] for one in kin[other]]) - strains[other]
                if change < gain or (change == gain and cell < best):
                    gain, best = change, cell
            if gain > -1e-6:
                continue
            other = holders.get(best)
            seats[node], holders[best] = best, node
            if other is None:
                del holders[own]
            else:
                seats[other], holders[own] = own, other
            touched = {node, *kin[node]} | ({other, *kin[other]} if other else set())
            strains |= {it: _strain_at(seats[it], [seats[one] for one in kin[it]]) for it in touched}
            moved |= touched
        awake = moved


def _cells_around(near: Sequence[Cell], cells: set[Cell], reach: int) -> list[Cell]:
    """Those about the middle of these."""
    row = round(sum([cell // ROW for cell in near]) / len(near))
    column = round(sum([cell % ROW for cell in near]) / len(near))
    return [cell for step in _steps(reach) if (cell := row * ROW + column + step) in cells]


@cache
def _steps(reach: int) -> tuple[Cell, ...]:
    """From a cell to those about it."""
    rows, columns = range(-reach, reach + 1), range(-2 * reach, 2 * reach + 1)
    return tuple(row * ROW + column for row, column in product(rows, columns))


def _strain_at(cell: Cell, near: Sequence[Cell]) -> float:
    return sum([_strains[cell - other] for other in near])


class _Strains(dict[Cell, float]):
    """How bad it is to join two cells, by how far they are apart."""

    def __missing__(self, apart: Cell) -> float:
        strain = self[apart] = self[-apart] = _strain_over(*_split(apart))
        return strain


_strains = _Strains()


def _strain_over(rows: int, halves: int) -> float:
    """The length of the line, and more for each cell that it runs through."""
    length = hypot(rows * HEIGHT, halves * WIDTH / 2) or 1.0
    through = 0
    for row in range(rows + 1):
        for column in range(row % 2, halves + 1, 2):
            if (row, column) in ((0, 0), (rows, halves)):
                continue
            aside = abs(column * WIDTH / 2 * rows * HEIGHT - row * HEIGHT * halves * WIDTH / 2) / length
            through += aside < 16
    return length + 90.0 * through


def _length(apart: Cell) -> float:
    rows, halves = _split(apart)
    return hypot(rows * HEIGHT, halves * WIDTH / 2)


def _split(apart: Cell) -> tuple[int, int]:
    """Rows and half cells between two cells, whichever comes first."""
    rows = (apart + ROW // 2) // ROW
    return abs(rows), abs(apart - rows * ROW)


def _middle_of(cell: Cell) -> tuple[float, float]:
    row, column = divmod(cell, ROW)
    return (column + 1) * WIDTH / 2, (row + 0.5) * HEIGHT

"""A drawing of relations as SVG: what they begin at on the left, the relations, what they lead to on the right."""

from collections.abc import Iterator, Sequence
from itertools import chain
from statistics import fmean
from typing import NamedTuple

from markupsafe import Markup, escape

_WIDTH, _MARGIN = 1080, 8
_BOX_WIDTH, _BOX_HEIGHT, _GAP = 250, 52, 18
_COLUMNS: tuple[float, ...] = (_MARGIN, (_WIDTH - _BOX_WIDTH) / 2, _WIDTH - _MARGIN - _BOX_WIDTH)
#: Rounds of moving boxes towards what they are joined to; the order no longer changes after three.
_ROUNDS = 4


class Box(NamedTuple):
    """A class or relation: its local name and its labels."""

    name: str
    chinese: str
    english: str


class Arrows(NamedTuple):
    """A relation with the classes it may begin at and those it may lead to."""

    relation: Box
    begin: Sequence[Box]
    lead: Sequence[Box]


def draw(relations: Sequence[Arrows]) -> Markup:
    """The drawing, an ``svg`` element; boxes are links to ``#name``, coloured by ``type-name`` classes."""
    left = list(dict.fromkeys(chain.from_iterable(one.begin for one in relations)))
    right = list(dict.fromkeys(chain.from_iterable(one.lead for one in relations)))
    middle = list(relations)
    for _ in range(_ROUNDS):
        middle.sort(key=lambda one: fmean(left.index(box) for box in one.begin))
        left.sort(key=lambda box: fmean(place for place, one in enumerate(middle) if box in one.begin))
        right.sort(key=lambda box: fmean(place for place, one in enumerate(middle) if box in one.lead))
    height = max(len(left), len(middle), len(right)) * (_BOX_HEIGHT + _GAP) - _GAP + 2 * _MARGIN
    rows = [_spread(len(column), height) for column in (left, middle, right)]
    lines = _lines(left, middle, right, rows)
    boxes = chain(
        (_box(box, _COLUMNS[0], y, "class") for box, y in zip(left, rows[0], strict=True)),
        (_box(one.relation, _COLUMNS[1], y, "relation") for one, y in zip(middle, rows[1], strict=True)),
        (_box(box, _COLUMNS[2], y, "class") for box, y in zip(right, rows[2], strict=True)),
    )
    label = escape(", ".join(one.relation.name for one in middle))
    body = Markup("\n").join(chain(lines, boxes))
    return Markup('<svg class="drawing" viewBox="0 0 {} {}" role="img" aria-label="{}">\n{}\n</svg>').format(
        _WIDTH, height, label, body
    )


def _spread(count: int, height: int) -> list[float]:
    """The upper edges of ``count`` boxes, evenly over the height."""
    free = height - 2 * _MARGIN - count * _BOX_HEIGHT
    gap = free / (count + 1)
    return [round(_MARGIN + gap + place * (_BOX_HEIGHT + gap), 1) for place in range(count)]


def _lines(
    left: Sequence[Box], middle: Sequence[Arrows], right: Sequence[Box], rows: Sequence[Sequence[float]]
) -> Iterator[Markup]:
    for place, one in enumerate(middle):
        for begin in one.begin:
            start = (_COLUMNS[0] + _BOX_WIDTH, rows[0][left.index(begin)])
            yield _line(begin, start, (_COLUMNS[1], rows[1][place]))
        for end in one.lead:
            start = (_COLUMNS[1] + _BOX_WIDTH, rows[1][place])
            yield _line(end, start, (_COLUMNS[2], rows[2][right.index(end)]))


def _line(coloured: Box, start: tuple[float, float], end: tuple[float, float]) -> Markup:
    """A curve from the middle of a box's right edge to the middle of another's left edge."""
    (x1, y1), (x2, y2) = start, end
    y1, y2, bend = y1 + _BOX_HEIGHT / 2, y2 + _BOX_HEIGHT / 2, (x1 + x2) / 2
    return Markup('<path class="line type-{}" d="M{:.1f} {:.1f}C{:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f}"/>').format(
        coloured.name, x1, y1, bend, y1, bend, y2, x2, y2
    )


def _box(box: Box, x: float, y: float, sort: str) -> Markup:
    return Markup(
        '<a href="#{name}" class="{sort} type-{name}">'
        '<rect x="{x:.1f}" y="{y:.1f}" width="{width}" height="{height}" rx="{round}"/>'
        '<text x="{middle:.1f}" y="{upper:.1f}" lang="zh">{chinese}</text>'
        '<text x="{middle:.1f}" y="{lower:.1f}" class="second" lang="en">{english}</text></a>'
    ).format(
        name=box.name, sort=sort, x=x, y=y, width=_BOX_WIDTH, height=_BOX_HEIGHT,
        round=8 if sort == "class" else _BOX_HEIGHT / 2, middle=x + _BOX_WIDTH / 2,
        upper=y + 22, lower=y + 40, chinese=box.chinese, english=box.english,
    )  # fmt: skip

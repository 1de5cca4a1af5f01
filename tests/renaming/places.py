"""Official divisions to others of the same kind in another province, children to children."""

from collections import Counter
from collections.abc import Iterable
from functools import cache

from govgraph.lexicon.regions import Division, gazetteer, shorten
from govgraph.text.words import tag_of
from tests.renaming.choices import shuffle
from tests.renaming.substitutions import Substitutions

_PREFECTURE = 2

#: Short names of prefectures that are ordinary words.
_ORDINARY = ("东方", "三明", "大庆")

_ZONES = ("园区", "新区", "开发区", "合作区", "示范区", "保税区", "港区", "管理区", "工业园", "旅游区", "集聚区")
_AUTONOMOUS = ("自治区", "自治州", "自治县", "自治旗")


def rename_places(regions: Iterable[str], names: Iterable[str], substitutions: Substitutions) -> None:
    """Give every official division another; its short form follows where it is one.

    Args:
        regions: full names of regions.
        names: all names of the article; at the beginning of some stand further places (``南京`` 某学院).
        substitutions: filled.
    """
    spelled = dict.fromkeys(names)
    known = dict.fromkeys([*regions, *_leading_cities(spelled)])
    places = [place for place in (_resolve(name, known) for name in known) if place is not None]
    chosen = _choose(places, substitutions)
    for place in places:
        other = chosen[place.code]
        substitutions.add(place.name, other.name)
        if _is_used_short(place, spelled):
            substitutions.add(shorten(place.name), shorten(other.name))


def _leading_cities(names: Iterable[str]) -> list[str]:
    """The provinces and prefectures whose short name opens a name."""
    shorts = (name[:size] for name in names for size in (2, 3, 4) if name[:size] not in _ORDINARY)
    places = (place for short in shorts for place in gazetteer().by_short.get(short, ())[:1])
    return [place.name for place in places if place.level <= _PREFECTURE]


def _resolve(name: str, known: Iterable[str]) -> Division | None:
    """The division of this full name that has most of its parents among ``known``; no development zone."""
    if name.endswith(_ZONES):
        return None
    options = gazetteer().by_name.get(name, ())
    return max(options, key=lambda place: sum(up.name in known for up in gazetteer().ancestors(place)), default=None)


def _is_used_short(place: Division, names: Iterable[str]) -> bool:
    short = shorten(place.name)
    if place.level <= _PREFECTURE or len(short) > 2:
        return True
    return any(short in name.replace(place.name, "") for name in names)


def _choose(places: Iterable[Division], substitutions: Substitutions) -> dict[str, Division]:
    """Another division for each place and each of its ancestors, by code, from the provinces down."""
    needed = {up.code: up for place in places for up in (place, *gazetteer().ancestors(place))}
    chosen: dict[str, Division] = {}
    for place in sorted(needed.values(), key=lambda place: (place.level, place.code)):
        parent = chosen[place.parent].code if place.parent else ""
        taken = {shorten(other.name) for other in chosen.values()}
        chosen[place.code] = _substitute(place, parent, needed, taken, substitutions)
    return chosen


def _substitute(
    place: Division, parent: str, needed: dict[str, Division], taken: set[str], substitutions: Substitutions
) -> Division:
    """The child of ``parent`` most like ``place``: kind, children of the kinds needed, length, an unknown name."""
    children = [child for child in needed.values() if child.parent == place.code]
    below = {child.code: _count_kinds(up for up in needed.values() if up.parent == child.code) for child in children}

    def unlike(other: Division) -> tuple[int, ...]:
        short = shorten(other.name)
        return (
            not (substitutions.is_free(other.name) and substitutions.is_free(short)),
            _shortage(children, below, other),
            len(other.name) != len(place.name),
            not _is_plain(short),
        )

    options = _children().get(parent, []), (other for inside in _children().values() for other in inside)
    for group in options:
        fit = [other for other in group if _kind(other) == _kind(place) and other.level == place.level]
        if fit := [other for other in fit if shorten(other.name) not in taken and other.code != place.code]:
            return min(shuffle(place.name, fit, lambda other: other.code), key=unlike)
    return place


def _shortage(children: list[Division], below: dict[str, Counter[str]], other: Division) -> int:
    """How many of ``children``, and of the divisions ``below`` them, find none of their kind under ``other``."""
    total = (_count_kinds(children) - _kinds_under(other.code)).total()
    for child in children:
        alike = [option for option in _children().get(other.code, []) if _kind(option) == _kind(child)]
        total += min(((below[child.code] - _kinds_under(option.code)).total() for option in alike), default=0)
    return total


@cache
def _kinds_under(code: str) -> Counter[str]:
    return _count_kinds(_children().get(code, []))


def _count_kinds(places: Iterable[Division]) -> Counter[str]:
    return Counter(map(_kind, places))


@cache
def _kind(place: Division) -> str:
    """How the name ends: 市, 县, 自治区, ..."""
    return next(
        (kind for kind in _AUTONOMOUS if place.name.endswith(kind)), place.name.removeprefix(shorten(place.name))
    )


def _is_plain(short: str) -> bool:
    """Whether a short name is a place's, and one place's only."""
    return tag_of(short) in ("ns", "x") and len(gazetteer().by_short.get(short, ())) < 2


@cache
def _children() -> dict[str, list[Division]]:
    """The divisions under each code; provinces under an empty one."""
    children: dict[str, list[Division]] = {}
    for place in gazetteer().by_code.values():
        children.setdefault(place.parent or "", []).append(place)
    return children

"""Names of development zones and other functional areas: one form for all that a zone is called."""

import re
from functools import cache

from govgraph import lexicon
from govgraph.lexicon.regions import Division, gazetteer, shorten

#: What may stand behind a zone's name, and before its folded ending: 乌拉盖管理区|管委会, 昌吉|国家|高新区.
_BEHIND = re.compile("(?:（[^（）]*）|管委会|管理委员会)$")
_RANK = re.compile("(?<=..)国家级?(?=(?:高新|经开)区$)")
#: Places in front of a zone's name are read with their kind (唐山市) or without; the longest have ten characters.
_LONGEST_PLACE = 11


def fold_zone(name: str) -> str:
    """The form that all names of one zone share: the ending brought to one word, of the places in front only the last.

    >>> fold_zone("石家庄高新技术产业开发区"), fold_zone("河北唐山海港经济开发区"), fold_zone("蚌埠市经济开发区")
    ('石家庄高新区', '唐山海港经开区', '蚌埠经开区')
    """
    places, own = _split_places(_fold_ending(name))
    return (shorten(places[-1].name) if places else "") + own


def find_zones(name: str) -> list[Division]:
    """The zones of the table that are called so, with or without a province, prefecture or county in front, by code.

    A bare 经开区 finds none; 海港经开区 finds those of every place.
    """
    return _index().get(fold_zone(name), [])


def split_zone(name: str) -> tuple[str, str]:
    """A zone's name before and in its ending; the ending is empty where it is none of a zone.

    >>> split_zone("苏锡通科技产业园区"), split_zone("渠南村")
    (('苏锡通', '科技产业园区'), ('渠南村', ''))
    """
    if not name.endswith(_endings()):
        return name, ""
    ending = next(word for word in _endings() if name.endswith(word))
    return name.removesuffix(ending), ending


@cache
def _endings() -> tuple[str, ...]:
    words = {*lexicon.words("regions", "zone_suffixes"), *lexicon.words("regions", "park_suffixes")}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@cache
def _folds() -> tuple[tuple[str, str], ...]:
    """Endings and what they become, the longest first."""
    folds = {ending: short for short, endings in lexicon.read("regions")["zone_folds"].items()
             for ending in endings.split()}  # fmt: skip
    return tuple(sorted(folds.items(), key=lambda item: (-len(item[0]), item[0])))


def _fold_ending(name: str) -> str:
    name = _BEHIND.sub("", name)
    folded = next((name.removesuffix(ending) + short for ending, short in _folds() if name.endswith(ending)), name)
    return _RANK.sub("", folded)


def _split_places(name: str) -> tuple[list[Division], str]:
    """The divisions in front, each within the one before, and what is left: the zone's own name."""
    places: list[Division] = []
    while place := _place_in_front(name, places[-1] if places else None):
        division, length = place
        places.append(division)
        name = name[length:]
    return places, name


def _place_in_front(name: str, outer: Division | None) -> tuple[Division, int] | None:
    """The division that a name starts with, inside another where one is given, and its length in the name."""
    table = gazetteer()
    for length in range(min(_LONGEST_PLACE, len(name) - 2), 1, -1):
        for division in table.find(name[:length]):
            if division.level < 4 and not division.is_zone and _is_inside(division, outer):
                return division, length
    return None


def _is_inside(division: Division, outer: Division | None) -> bool:
    return outer is None or outer in gazetteer().ancestors(division)


@cache
def _index() -> dict[str, list[Division]]:
    index: dict[str, dict[str, Division]] = {}
    for zone in gazetteer().by_code.values():
        if zone.is_zone:
            for form in _forms(zone):
                index.setdefault(form, {})[zone.code] = zone
    return {form: [zones[code] for code in sorted(zones)] for form, zones in index.items()}


def _forms(zone: Division) -> set[str]:
    """The zone's own name, alone and behind each place it lies in; a bare one only behind the place nearest to it."""
    places, own = _split_places(_fold_ending(zone.name))
    around = [shorten(place.name) for place in [*places[::-1], *gazetteer().ancestors(zone)]]
    if own in _bare_names():
        return {around[0] + own}
    return {own, *(place + own for place in around)}


@cache
def _bare_names() -> frozenset[str]:
    bare = {*lexicon.words("regions", "bare_zones"), *lexicon.words("regions", "zone_suffixes")}
    return frozenset(map(_fold_ending, bare))

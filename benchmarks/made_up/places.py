"""The places that articles are about, and how often each is."""

from functools import cache
from itertools import accumulate
from random import Random
from typing import NamedTuple

from govgraph.lexicon.regions import Division, gazetteer, is_statistical

#: Ends of the names of places that have governments of their own.
_COUNTIES = ("县", "区", "市", "旗")
_PREFECTURES = ("市", "州")
_TOWNS = ("镇", "乡", "街道")
#: The weight of the place of rank r is 1 / (r + 10) ** 0.9: of 100,000 articles 1,200 fall to the first, 8 to the last.
_TAIL = (10, 0.9)


class Places(NamedTuple):
    """All places that articles are about in the order of their weight, and the sums of the weights."""

    codes: list[str]
    weights: list[float]


@cache
def places(seed: int) -> Places:
    """The counties and prefecture-level cities of the gazetteer, those first of which articles are many."""
    codes = sorted(code for code, division in gazetteer().by_code.items() if _is_place(division))
    Random(f"{seed}:places").shuffle(codes)  # noqa: S311 - no secret
    return Places(codes, list(accumulate((rank + _TAIL[0]) ** -_TAIL[1] for rank in range(1, len(codes) + 1))))


def _is_place(division: Division) -> bool:
    if division.level == 3:
        known = division.name.endswith(_COUNTIES) and not is_statistical(division.code) and len(division.name) > 2
        return known and not division.name.startswith("市辖")
    return division.level == 2 and division.name.endswith(_PREFECTURES) and len(children(division.code)) >= 4


def children(code: str) -> list[Division]:
    """The towns of a county, the counties of a prefecture."""
    return _all_children().get(code, [])


@cache
def _all_children() -> dict[str, list[Division]]:
    found: dict[str, list[Division]] = {}
    for division in gazetteer().by_code.values():
        ends = _TOWNS if division.level == 4 else _COUNTIES
        name = division.name
        if division.parent and len(name) > 2 and name.endswith(ends) and not is_statistical(division.code):
            found.setdefault(division.parent, []).append(division)
    return found

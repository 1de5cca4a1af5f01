"""Traditional script to simplified, character for character."""

import re
from functools import cache

from opencc import OpenCC

from govgraph.corpus.tracking import Tracked
from govgraph.lexicon import read
from govgraph.lexicon.regions import Division, gazetteer, shorten

#: Short names of townships are too often ordinary words to be searched for.
_TOWNSHIP = 4


def simplify(text: Tracked) -> Tracked:
    """The same text in simplified script; the length does not change."""
    converted = _converter().convert(text.text)
    if len(converted) != len(text.text):
        converted = _convert_singly(text.text)
    converted = _keep_places(text.text, converted)
    pattern, repairs = _repairs()
    return text.replace(pattern.sub(lambda match: repairs[match[0]], converted))


def _keep_places(written: str, converted: str) -> str:
    """``converted`` with the official spelling of the places that stand in ``written``."""
    pattern, places = _places()
    pieces: list[str] = []
    last = 0
    for match in pattern.finditer(written):
        pieces += (converted[last : match.start()], places[match[0]])
        last = match.end()
    return "".join([*pieces, converted[last:]])


@cache
def _places() -> tuple[re.Pattern[str], dict[str, str]]:
    """Places that conversion spoils, as they may be written: 乾县 and 乾縣, which would become 干县, are 乾县."""
    divisions = gazetteer().by_code.values()
    names = dict.fromkeys(name for place in divisions for name in (place.name, *_short_forms(place)))
    rows = "\n".join(names)
    traditional = OpenCC("s2t").convert(rows)
    simplified = zip(_converter().convert(rows).split("\n"), _converter().convert(traditional).split("\n"), strict=True)
    places: dict[str, str] = {}
    for name, written, (kept, back) in zip(names, traditional.split("\n"), simplified, strict=True):
        places |= {spelling: name for spelling, read in ((name, kept), (written, back)) if read != name}
    return re.compile("|".join(sorted(map(re.escape, places), key=len, reverse=True))), places


def _short_forms(place: Division) -> tuple[str, ...]:
    return (shorten(place.name),) if place.level < _TOWNSHIP else ()


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def _convert_singly(text: str) -> str:
    """Without the phrases, of which one changed the length."""
    single = {char: _converter().convert(char) for char in set(text)}
    return "".join(single[char] if len(single[char]) == 1 else char for char in text)


@cache
def _repairs() -> tuple[re.Pattern[str], dict[str, str]]:
    entry = read("script")
    particle, phrases = entry["particle"], dict(entry["phrases"])
    before, after = ("".join(particle[side].split()) for side in ("after", "before"))
    pattern = "|".join([*map(re.escape, phrases), f"(?<![{before}]){particle['from']}(?![{after}])"])
    firsts = "".join(sorted({phrase[0] for phrase in (*phrases, particle["from"])}))
    return re.compile(f"(?=[{firsts}])(?:{pattern})"), {**phrases, particle["from"]: particle["to"]}

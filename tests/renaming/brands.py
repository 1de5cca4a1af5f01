"""What is proper to a name, and another that looks the same: brands, stems of villages and zones, people."""

import re
from collections.abc import Callable, Iterable
from functools import cache

from govgraph.lexicon.regions import gazetteer, shorten
from govgraph.text.words import split_words, tag_of
from tests.renaming.choices import draw_characters, first_fitting, shuffle
from tests.renaming.language import characters, ends
from tests.renaming.substitutions import Substitutions

_NUMERALS = "一二三四五六七八九十百千两"
_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"

#: Tags of jieba's dictionary that proper names have.
_PROPER = ("x", "nr", "ns", "nt", "nz", "nrt", "nrfg")

_TEAM = re.compile("[\u4e00-\u9fff]{2,3}(?=(?:教授)?团队$)")
_HAN = re.compile("[\u4e00-\u9fff]+")
_CAPITALS = re.compile("[A-Z]{2,}")
_LONGEST = 4


def rename_people(people: Iterable[str], names: Iterable[str], substitutions: Substitutions) -> None:
    """Give the office-holders, and those after whom a team is called, other family and given names."""
    pieces = (piece for name in names for piece in substitutions.split(name)[-1:])
    teams = (match[0] for piece in pieces for match in _TEAM.finditer(piece))
    for person in (*people, *(leader for leader in teams if leader[0] in characters("family"))):
        family = draw_characters(person, characters("family"), 1)
        given = draw_characters(person[1:], characters("given"), len(person) - 1)
        options = (one + other for one, other in zip(family, given, strict=True))
        substitutions.add(person, first_fitting(options, substitutions.is_free))


def rename_stems(regions: Iterable[str], substitutions: Substitutions) -> None:
    """Give villages, communities and development zones the stem of some township."""
    for region in regions:
        last = "".join(substitutions.split(region.partition("（")[0])[-1:])
        stem = _strip(last, ends("zone_ends"))
        plain = any(_is_common(word.text) for word in split_words(stem))
        if stem != last and len(stem) in _township_stems() and not plain:
            options = shuffle(stem, _township_stems()[len(stem)])
            substitutions.add(stem, first_fitting(options, substitutions.is_free))


def rename_companies(names: Iterable[str], substitutions: Substitutions) -> None:
    """Give companies another brand in front of their line and form of business."""
    brands: list[str] = []
    for name in names:
        if any(brand in name for brand in brands):
            continue
        pieces = substitutions.split(name)  # behind places
        brands += [letters for piece in pieces for letters in _CAPITALS.findall(piece)]
        brands += [brand for piece in pieces for run in _HAN.findall(piece) if _is_brand(brand := _brand(run))]
    for brand in brands:
        letters = draw_characters(brand, _LETTERS, len(brand)) if brand.isascii() else ()
        substitutions.add(brand, first_fitting(letters, substitutions.is_free) or invent(brand, substitutions.is_free))


def rename_starts(names: Iterable[str], substitutions: Substitutions) -> None:
    """Give what opens a name and no dictionary knows other characters: 万洋 in 万洋众创城."""
    for name in names:
        for piece in substitutions.split(name)[:1]:
            if _HAN.match(piece) and not piece.startswith(ends("company_ends")):
                brand = _unknown_start(piece)
                substitutions.add(brand, invent(brand, substitutions.is_free) if _is_brand(brand) else None)


def _is_brand(name: str) -> bool:
    return 2 <= len(name) <= _LONGEST and name not in (*ends("company_words"), *ends("zone_ends"))


def invent(old: str, is_free: Callable[[str], bool]) -> str | None:
    """A name of as many characters, in which nobody sees a word; numerals stay."""

    def keep_numerals(new: str) -> str:
        return "".join(before if before in _NUMERALS else after for before, after in zip(old, new, strict=True))

    options = map(keep_numerals, draw_characters(old, characters("brand"), len(old)))
    return first_fitting(options, lambda new: is_free(new) and is_wordless(new))


def is_wordless(name: str) -> bool:
    """Whether no two neighbouring characters of a name make a word of the dictionary."""
    return all(tag_of(name[at : at + 2]) == "x" for at in range(len(name) - 1))


def _brand(company: str) -> str:
    """What is left of a company's name without form, industry and the common words before them."""
    if company in ends("company_ends"):
        return ""
    rest = _strip(company, ends("company_ends"))
    cut = [word.text for word in split_words(rest)]
    while len(cut) > 1 and _is_common(cut[-1]) and len("".join(cut[:-1])) >= 2:
        rest = _strip("".join(cut[:-1]), ends("company_ends"))
        cut = [word.text for word in split_words(rest)]
    while len(cut) > 1 and tag_of(cut[0]) == "ns":  # a country: 德国, 意大利
        cut = cut[1:]
    return "".join(cut) if len("".join(cut)) <= _LONGEST else cut[0]


def _unknown_start(name: str) -> str:
    heads = (*ends("zone_ends"), *ends("program_heads"), *ends("project_ends"))
    start = 0
    for word in split_words(name):
        known = word.tag not in _PROPER and (len(word.text) > 1 or word.tag in ("m", "q"))
        if known or name.startswith(heads, start):
            break
        start = word.end
    return name[:start]


def _strip(name: str, tails: tuple[str, ...]) -> str:
    while end := next((end for end in tails if name.endswith(end) and len(name) > len(end)), None):
        name = name.removesuffix(end)
    return name


def _is_common(word: str) -> bool:
    return len(word) >= 2 and tag_of(word) not in _PROPER


@cache
def _township_stems() -> dict[int, list[str]]:
    stems = {shorten(place.name) for place in gazetteer().by_code.values() if place.name.endswith(("镇", "乡"))}
    plain = sorted(stem for stem in stems if tag_of(stem) == "x" and not stem.endswith("族"))
    return {size: [stem for stem in plain if len(stem) == size] for size in (2, 3, 4)}

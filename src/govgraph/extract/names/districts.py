"""Districts whose name is an ordinary word: 城区 of 晋城市, 郊区 of 铜陵市, 东区 of 攀枝花市."""

import re
from collections.abc import Iterator
from functools import cache

from govgraph.extract.mentions import Mention, Scene, words
from govgraph.lexicon.regions import Division, gazetteer, shorten
from govgraph.text.passages import Passage

#: Where a clause starts, or a member of a row.
_CLAUSE_START = re.compile("(?:^|[，。；：！？“”、\n\\s和与])$")
#: What a district has: 城区|行政审批服务管理局, 矿区|区委.
_OFFICE = re.compile("区?(?:委|政府|人大|政协|纪委)|[\u4e00-\u9fff]{2,8}[局委办]")
_ACTS = ("v", "p", "d", "t", "m")


@cache
def _plain_districts() -> dict[str, list[Division]]:
    """The districts of two characters, and those whose names the lexicon lists as no places."""
    found: dict[str, list[Division]] = {}
    for name, divisions in gazetteer().by_name.items():
        counties = [d for d in divisions if d.level == 3 and name.endswith("区")]
        if counties and (len(name) == 2 or name in words("regions", "not_places")):
            found[name] = counties
    return found


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_plain_districts())))


def find_districts(scene: Scene) -> None:
    """Add them where their city stands in front, and elsewhere in such a text where they act like a district."""
    found = scene.matches(_pattern())
    if not found:
        return
    told: set[str] = set()
    scene.add(list(_behind_their_city(scene, found, told)))
    told |= _beside(told)
    named = {form for m in scene.mentions if m.type == "Region" for form in (m.name, shorten(m.name))}
    scene.add(list(_acting(scene, found, told, named)))


#: The paragraphs in which words of the pattern stand, and where.
_Found = list[tuple[Passage, re.Match[str]]]


def _behind_their_city(scene: Scene, found: _Found, told: set[str]) -> Iterator[Mention]:
    for passage, match in found:
        before = scene.ending_at(match.start(), "Region")
        if before is None or _is_described(scene, passage, match):
            continue
        if _of_city(match[0], {before.name, shorten(before.name)}):
            told.add(match[0])
            yield _mention(match, 0.9)


def _is_described(scene: Scene, passage: Passage, match: re.Match[str]) -> bool:
    """晋城市城区|道路: a thing of the town right behind it, and no office."""
    word = scene.word_after(match.end())
    return word is not None and word.tag in ("n", "ns") and not _OFFICE.match(scene.text, match.end(), passage.end)


def _beside(told: set[str]) -> set[str]:
    """The other such districts of the cities that districts were told of: 西区 beside 东区 of 攀枝花市."""
    cities = {district.parent for name in told for district in _plain_districts()[name]}
    return {name for name, districts in _plain_districts().items() if any(d.parent in cities for d in districts)}


def _acting(scene: Scene, found: _Found, told: set[str], named: set[str]) -> Iterator[Mention]:
    for passage, match in found:
        plain = match[0] in words("regions", "not_places")
        if scene.ending_at(match.end(), "Region") or not (match[0] in told or (plain and _of_city(match[0], named))):
            continue
        word = scene.word_after(match.end())
        acts = _OFFICE.match(scene.text, match.end(), passage.end) or (word is not None and word.tag in _ACTS)
        row = scene.text[match.end() : match.end() + 1] in ("、", "和", "与")
        if _CLAUSE_START.search(scene.text[max(passage.start, match.start() - 1) : match.start()]) and (acts or row):
            yield _mention(match, 0.85)


def _of_city(name: str, cities: set[str]) -> bool:
    """Whether one of these cities has a district of the name."""
    above = (gazetteer().ancestors(district) for district in _plain_districts()[name])
    return any({city.name, shorten(city.name)} & cities for chain in above for city in chain if city.level == 2)


def _mention(match: re.Match[str], confidence: float) -> Mention:
    return Mention(
        match.start(), match.end(), "Region", match[0], "region.district", confidence, stem=match[0],
        kind="AdministrativeDivision",
    )  # fmt: skip

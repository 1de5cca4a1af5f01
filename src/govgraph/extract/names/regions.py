"""Regions: divisions of the gazetteer, their short names, and what stands for a region that was named."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from govgraph import lexicon
from govgraph.extract.mentions import Mention, Scene, alternation, pattern, words
from govgraph.extract.names.districts import find_districts
from govgraph.extract.names.localities import find_localities
from govgraph.extract.names.zones import find_zones
from govgraph.lexicon.regions import Division, gazetteer, shorten
from govgraph.text.passages import Passage
from govgraph.text.words import tag_of

#: Tags under which jieba's dictionary has the short names of counties (澄迈 is z), or x where it lacks them (尧都).
_PLACE_TAGS = frozenset({"ns", "nz", "z", "x"})
#: Behind a place's short name these make it a road, a river, a paper: 北京路, 黄河, 扬州日报.
_NOT_A_PLACE = re.compile(
    "(?:东|西|南|北|中)?(?:路|大道|大街|街(?!道)|大桥|高速|高铁|铁路(?!局)|日报|晚报|网|河(?!北|南)|湖(?!北|南)|湾(?!区)"
    "|(?:[\u4e00-\u9fff]{2})?(?:国际|通用)?机场|(?:[\u4e00-\u9fff]{2})?港(?![区口城资府澳])|光谷)"
)
_INSIDE_OF = {"园": "园区"}
_DEICTIC = re.compile(
    "(?=[该本我全这省市区县州旗盟镇乡村园自])(?:(?:该|本|我|全|这个)(?P<kind>省|市|区|县|州|旗|镇|乡|街道|园区|新区|开发区|村|社区|盟|自治区)"
    "|(?P<level>[省市区县镇])(?=级(?:各部门|领导|财政|部门))"
    "|(?P<inside>[区园市县镇](?=内)|(?<=[，。；：“\n])[区市县旗镇乡村](?=里(?![程面的人弄外])))|(?P<office>自治区|[省市区县州盟旗镇乡])(?=党委|政府|人民政府|人大|政协|纪委))"
)


#: Where a name of the table stands: start, end, name.
Match = tuple[int, int, str]


@cache
def _matcher() -> tuple[AhoCorasick, list[str]]:
    table = gazetteer()
    named = {*table.by_name, *table.by_short, *table.by_custom, *table.by_former}
    names = sorted(named - words("regions", "not_places"))
    return AhoCorasick(names, matchkind=MatchKind.Standard), names


def find_regions(scene: Scene) -> None:
    """Add every region that the document names to the scene."""
    matches = _matches(scene)
    for passage in scene.passages:
        scene.add(_divisions(scene, passage, matches[passage.start]))
    scene.add(list(_abbreviations(scene)))
    find_districts(scene)
    scene.add(find_zones(scene))
    scene.add(find_localities(scene))
    known = {mention.name for mention in scene.mentions}
    zones = {name for m in scene.mentions if m.kind == "FunctionalZone" for name in (m.name, *m.aliases)}
    unnamed = frozenset(z for z in words("regions", "own_zones") if not any(abbreviates(z, name) for name in zones))
    for passage in scene.passages:
        scene.add(_short_counties(scene, passage, matches[passage.start], known))
    scene.add(_deictics(scene))
    scene.add(_bare(scene, unnamed))


def _divisions(scene: Scene, passage: Passage, matches: Sequence[Match]) -> Iterator[Mention]:
    """Names of the table, from the left and the longest first; one inside or across another that is no place (海东 in
    幸|福海|东) has to be made of whole words.
    """
    at: dict[int, Sequence[Division]] = {}
    for start, _, name in reversed(matches):
        at[start] = _named(name)
    taken = refused = 0
    for start, end, name in matches:
        if start < taken or (start < refused and not (scene.is_boundary(start) and scene.is_boundary(end))):
            continue
        divisions = _named(name)
        if _holds(divisions, at.get(end, [])) or _stands_alone(scene, passage, name, divisions, start, end):
            taken = end
            full = _is_full(name)
            rule, confidence = ("region.full", 0.97) if full else ("region.short", 0.9)
            yield Mention(start, end, "Region", name, rule, confidence, stem=name, kind="AdministrativeDivision")
        else:
            refused = max(refused, end)


@cache
def _named(name: str) -> tuple[Division, ...]:
    """The divisions that bear a name of the table, or did."""
    return tuple(gazetteer().named(name))


def _matches(scene: Scene) -> dict[int, list[Match]]:
    """Where names of the table stand in each passage, by its start."""
    matcher, names = _matcher()
    found: dict[int, list[Match]] = {passage.start: [] for passage in scene.passages}
    for passage, index, start, end in scene.hits(matcher, overlapping=True):
        found[passage.start].append((start, end, names[index]))
    for matches in found.values():
        matches.sort(key=lambda match: (match[0], -match[1]))
    return found


def _stands_alone(
    scene: Scene, passage: Passage, name: str, divisions: Sequence[Division], start: int, end: int
) -> bool:
    """Whether the match is the place, not part of another word."""
    level = min(division.level for division in divisions)
    if _is_full(name):
        if name not in gazetteer().by_name and not scene.cuts(start, end):  # 江东区|域 is no 江东区 of former days
            return False
        if level == 4:
            return name.endswith(("镇", "乡", "街道", "苏木")) and scene.is_boundary(start)
        if len(name) == 2:  # 曹县: no word runs across either end (时任|县长)
            return name[-1] == "县" and level == 3 and scene.cuts(start, end)
        return scene.is_boundary(start) or scene.is_boundary(end)
    if level > 2 or _NOT_A_PLACE.match(scene.text, end, passage.end):
        return False
    before = scene.ending_at(start, "Region")
    if before is not None and any(
        a.name in (before.name, *_full_names(before.name)) for d in divisions for a in _ancestors(d)
    ):
        return True
    return scene.is_boundary(start) and (scene.is_boundary(end) or scene.text[end] in "市省区县")


def _is_full(name: str) -> bool:
    """Whether a division bears this name, or did, kind and all."""
    return name in gazetteer().by_name or name in gazetteer().by_former


def _holds(outer: Sequence[Division], inner: Sequence[Division]) -> bool:
    """Whether one of the first divisions holds one of the second: 福建|厦门."""
    codes = {division.code for division in outer if division.level < 3}
    return bool(codes) and any(ancestor.code in codes for division in inner for ancestor in _ancestors(division))


def _ancestors(division: Division) -> tuple[Division, ...]:
    return gazetteer().chain(division)[1:]


def _full_names(name: str) -> tuple[str, ...]:
    return tuple(division.name for division in gazetteer().by_short.get(name, ()))


@cache
def _abbreviated() -> re.Pattern[str]:
    """川渝|两地, 鲁豫|交界: provinces by their characters, in a row that says that they are several."""
    characters = "".join(sorted(lexicon.read("regions")["abbreviations"]))
    behind = alternation("regions", "several_provinces")
    return re.compile(f"[{characters}]{{2,5}}(?={behind})")


def _abbreviations(scene: Scene) -> Iterator[Mention]:
    for _, match in scene.matches(_abbreviated()):
        if scene.is_boundary(match.start()) and scene.is_boundary(match.end()):
            for at in range(*match.span()):
                name = scene.text[at]
                yield Mention(
                    at, at + 1, "Region", name, "region.short", 0.85, stem=name, kind="AdministrativeDivision"
                )


@cache
def _counties() -> dict[str, list[Division]]:
    """The counties of each short name that is no common word."""
    named = {name: [d for d in divisions if d.level == 3] for name, divisions in gazetteer().by_short.items()}
    return {name: found for name, found in named.items() if found and name not in words("regions", "not_places")}


def _short_counties(scene: Scene, passage: Passage, matches: Sequence[Match], known: set[str]) -> Iterator[Mention]:
    """Short names of counties, where the document has the full one or the parent stands right before: 江苏宜兴."""
    counties = _counties()
    for start, end, name in matches:
        if name not in counties or scene.ending_at(end, "Region"):
            continue
        word = passage.word_at(start)
        if word is None or word.end != end:
            continue
        divisions = counties[name]
        if _NOT_A_PLACE.match(scene.text, word.end, passage.end):
            continue
        before = scene.ending_at(word.start, "Region")
        parents = {name for d in divisions for a in _ancestors(d) for name in (a.name, shorten(a.name))}
        full = any(d.name in known for d in divisions)
        named = tag_of(word.text) in _PLACE_TAGS and len(divisions) == 1 and known & parents
        if full or (before and before.name in parents) or named:
            yield Mention(
                word.start,
                word.end,
                "Region",
                word.text,
                "region.short",
                0.85,
                stem=word.text,
                kind="AdministrativeDivision",
            )


def _deictics(scene: Scene) -> Iterator[Mention]:
    """该镇, 全市, and bare 园区, 新区: they stand for a region that was named."""
    for _, match in scene.matches(_DEICTIC):
        stem = match["kind"] or match["level"] or match["office"] or _INSIDE_OF.get(match["inside"], match["inside"])
        if match["inside"] and not scene.is_boundary(match.start()):
            continue
        if match["office"] and scene.text[match.start() - 1 : match.end()] in words("regions", "not_places"):
            continue  # 社|区党委
        if (
            match["level"] or match["inside"] or match["office"] or scene.is_boundary(match.end())
        ) and not scene.ending_at(match.end(), "Region"):
            yield Mention(
                match.start(), match.end(), "Region", match[0], "region.deictic", 0.8, stem=stem, deictic=True
            )


@cache
def _bare_zones() -> frozenset[str]:
    return words("regions", "bare_zones") | {"街道"}


def _bare(scene: Scene, unnamed: frozenset[str]) -> Iterator[Mention]:
    """园区, 新区 for the one that was named; 经开区 for that of the place spoken of, where the text names none."""
    for word in scene.find_words(_bare_zones()):
        if not scene.over(word.start, "Region"):
            yield _bare_zone(word.start, word.end, word.text, deictic=word.text not in unnamed)
    for _, match in scene.matches(pattern("regions", "own_zones")):
        start, end = match.span()
        if (
            match[0] in unnamed
            and scene.is_boundary(start)
            and scene.is_boundary(end)
            and not scene.over(start, "Region")
        ):
            yield _bare_zone(start, end, match[0], deictic=False)


def _bare_zone(start: int, end: int, name: str, *, deictic: bool) -> Mention:
    rule, kind = ("region.bare", None) if deictic else ("region.own", "FunctionalZone")
    return Mention(start, end, "Region", name, rule, 0.75, stem=name, deictic=deictic, kind=kind)


def abbreviates(short: str, full: str) -> bool:
    """Whether a name leaves out characters of another and keeps their order.

    >>> abbreviates("经开区", "江西南昌经济技术开发区")
    True
    """
    rest = iter(full)
    return all(character in rest for character in short)

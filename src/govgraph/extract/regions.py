"""Regions: divisions of the gazetteer, development zones, villages and communities, and what stands for them."""

import re
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from govgraph.extract.mentions import PROPER, Mention, Scene, alternation, words
from govgraph.lexicon.regions import Division, gazetteer, shorten
from govgraph.text.passages import Passage
from govgraph.text.words import tag_of

#: Behind a place's short name these make it a road, a river, a paper: 北京路, 黄河, 扬州日报.
_NOT_A_PLACE = re.compile(
    "(?:东|西|南|北|中)?(?:路|大道|大街|街(?!道)|大桥|高速|高铁|铁路(?!局)|日报|晚报|网|河(?!北|南)|湖(?!北|南)|湾(?!区))"
)
_INSIDE_OF = {"园": "园区"}
#: Verbs that do stand in the names of zones.
_INSIDE = frozenset({"加工", "承接", "转移", "出口", "示范", "试验", "创新", "开放", "制造", "物流", "合作"})
_FUNCTION = frozenset("的了和在与及各全到把将被，。、；：“”‘’（）")
_HAN = re.compile("[\u4e00-\u9fff]+")
_DEICTIC = re.compile(
    "(?:该|本|我|全|这个)(?P<kind>省|市|区|县|州|旗|镇|乡|街道|园区|新区|开发区|村|社区|盟|自治区)"
    "|(?P<level>[省市区县镇])(?=级(?:各部门|领导|财政|部门))"
    "|(?P<inside>[区园市县镇](?=内))|(?P<office>自治区|[省市区县州盟旗镇乡])(?=党委|政府|人民政府|人大|政协|纪委)"
)


@cache
def _matcher() -> tuple[AhoCorasick, list[str]]:
    table = gazetteer()
    names = sorted({*table.by_name, *table.by_short} - words("regions", "not_places"))
    return AhoCorasick(names, matchkind=MatchKind.Standard), names


def find_regions(scene: Scene) -> None:
    """Add every region that the document names to the scene."""
    for passage in scene.passages:
        scene.add(_divisions(scene, passage))
    for passage in scene.passages:
        scene.add(_zones(scene, passage))
        scene.add(_localities(scene, passage))
    known = {mention.name for mention in scene.mentions}
    for passage in scene.passages:
        scene.add(_short_counties(scene, passage, known))
        scene.add(_deictics(scene, passage))


def _divisions(scene: Scene, passage: Passage) -> Iterator[Mention]:
    """Names of the table, from the left and the longest first; one inside or across another that is no place (海东 in
    幸|福海|东) has to be made of whole words.
    """
    matches = _matches(scene, passage)
    at: dict[int, list[Division]] = {}
    for start, _, name in reversed(matches):
        at[start] = gazetteer().find(name)
    taken = refused = 0
    for start, end, name in matches:
        if start < taken or (start < refused and not (scene.is_boundary(start) and scene.is_boundary(end))):
            continue
        divisions = gazetteer().find(name)
        if _holds(divisions, at.get(end, [])) or _stands_alone(scene, passage, name, divisions, start, end):
            taken = end
            full = name in gazetteer().by_name
            rule, confidence = ("region.full", 0.97) if full else ("region.short", 0.9)
            yield Mention(start, end, "Region", name, rule, confidence, stem=name, kind="AdministrativeDivision")
        else:
            refused = max(refused, end)


def _matches(scene: Scene, passage: Passage) -> list[tuple[int, int, str]]:
    """Where names of the table stand: start, end, name."""
    matcher, names = _matcher()
    found = matcher.find_matches_as_indexes(scene.text[passage.start : passage.end], overlapping=True)
    matches = ((start + passage.start, end + passage.start, names[index]) for index, start, end in found)
    return sorted(matches, key=lambda match: (match[0], -match[1]))


def _stands_alone(scene: Scene, passage: Passage, name: str, divisions: list[Division], start: int, end: int) -> bool:
    """Whether the match is the place, not part of another word."""
    level = divisions[0].level
    if name in gazetteer().by_name:
        if level == 4:
            return name.endswith(("镇", "乡", "街道", "苏木")) and scene.is_boundary(start)
        return len(name) > 2 and (scene.is_boundary(start) or scene.is_boundary(end))
    if level > 2 or _NOT_A_PLACE.match(scene.text, end, passage.end):
        return False
    before = scene.ending_at(start, "Region")
    if before is not None and any(
        a.name in (before.name, *_full_names(before.name)) for d in divisions for a in _ancestors(d)
    ):
        return True
    return scene.is_boundary(start) and (scene.is_boundary(end) or scene.text[end] in "市省区县")


def _holds(outer: list[Division], inner: list[Division]) -> bool:
    """Whether one of the first divisions holds one of the second: 福建|厦门."""
    codes = {division.code for division in outer if division.level < 3}
    return any(ancestor.code in codes for division in inner for ancestor in _ancestors(division))


def _ancestors(division: Division) -> list[Division]:
    return list(gazetteer().ancestors(division))


def _full_names(name: str) -> tuple[str, ...]:
    return tuple(division.name for division in gazetteer().by_short.get(name, ()))


def _short_counties(scene: Scene, passage: Passage, known: set[str]) -> Iterator[Mention]:
    """Short names of counties, where the document has the full one or the parent stands right before: 江苏宜兴."""
    table = gazetteer()
    for word in passage.words:
        divisions = [d for d in table.by_short.get(word.text, ()) if d.level == 3]
        if not divisions or word.text in words("regions", "not_places") or scene.ending_at(word.end, "Region"):
            continue
        if _NOT_A_PLACE.match(scene.text, word.end, passage.end):
            continue
        before = scene.ending_at(word.start, "Region")
        parents = {name for d in divisions for a in table.ancestors(d) for name in (a.name, shorten(a.name))}
        full = any(d.name in known for d in divisions)
        named = tag_of(word.text) in ("ns", "nz") and len(divisions) == 1 and known & parents
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


@cache
def _zone_pattern() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation('regions', 'zone_suffixes')})(?:（[^（）]{{2,6}}区）)?")


def _zones(scene: Scene, passage: Passage) -> Iterator[Mention]:
    for match in _zone_pattern().finditer(scene.text, passage.start, passage.end):
        end = match.end()
        if scene.ending_at(end, "Region") or not (scene.is_boundary(end) or match[0].endswith("）")):
            continue
        start = _near_region(scene, scene.walk_back(passage, match.start(), 10), match.start())
        owner = scene.ending_at(start, "Region")
        start = start if owner else _proper_start(scene, start, match.start())
        stem = scene.text[start : match.start()]
        if not (owner or (len(stem) >= 2 and scene.looks_proper(start, match.start()))) or _describes(
            scene, start, match.start()
        ):
            continue
        own = owner is not None and (not stem or _is_in_name(scene, owner))
        name = scene.text[owner.start : end] if own and owner else scene.text[start:end]
        alias = scene.text[start:end] if own else scene.text[owner.start : end] if owner else ""
        yield Mention(
            owner.start if own and owner else start, end, "Region", name, "region.zone", 0.9 if stem or owner else 0.5,
            owner=None if own else owner, stem=name, kind="FunctionalZone",
            aliases=(alias,) if stem and len(alias) > 3 else (),
        )  # fmt: skip


def _describes(scene: Scene, start: int, end: int) -> bool:
    """Whether the words between a region and a suffix tell of something: 兴安盟|合作共建|工业园区, 五大片区."""
    return any(w.tag in ("v", "m", "q") and w.text not in _INSIDE for w in scene.words_between(start, end)) or bool(
        re.search("[一二三四五六七八九十两]大|级|以上", scene.text[start:end])
    )


def _near_region(scene: Scene, start: int, end: int) -> int:
    """The end of a region's name up to four characters before a suffix: what lies between is the name, however jieba
    divides it (南通|苏锡通|园区, 崖州区|抱古|村).
    """
    near = (at for at in range(start, end - 5, -1) if scene.ending_at(at, "Region"))
    return next((at for at in near if at == end or _is_plain_han(scene.text[at:end])), start)


def _is_plain_han(text: str) -> bool:
    return _HAN.fullmatch(text) is not None and not set(text) & _FUNCTION


def _is_in_name(scene: Scene, owner: Mention) -> bool:
    """Whether the region in front belongs to the zone's own name: 厦门火炬高新区, but 江苏南通|苏锡通园区."""
    return owner.rule == "region.short" and scene.ending_at(owner.start, "Region") is None


def _proper_start(scene: Scene, start: int, end: int) -> int:
    """Behind the common words that a walk took in: 推进*济南*综保区 keeps 济南."""
    for word in scene.words_between(start, end):
        if word.tag in PROPER:
            return word.start
    return end


def _localities(scene: Scene, passage: Passage) -> Iterator[Mention]:
    """Towns, villages and communities that are in no table: <name of one to four characters> + 村."""
    pattern = re.compile(
        f"{alternation('regions', 'community_suffixes')}|{alternation('regions', 'township_suffixes')}"
    )
    for match in pattern.finditer(scene.text, passage.start, passage.end):
        end = match.end()
        if scene.ending_at(end, "Region") or not scene.is_boundary(end) or scene.text[end : end + 1] == "道":
            continue
        start = scene.walk_back(passage, match.start(), 4)
        start = _near_region(scene, start, match.start())
        stem = scene.text[start : match.start()]
        owner = scene.ending_at(start, "Region")
        if not _is_locality(stem, match[0], owner, scene, end):
            continue
        kind = "Community" if match[0] in words("regions", "community_suffixes") else "AdministrativeDivision"
        yield Mention(
            start, end, "Region", stem + match[0], "region.suffix", 0.85 if owner else 0.7, owner=owner,
            stem=stem + match[0], kind=kind,
        )  # fmt: skip


def _is_locality(stem: str, suffix: str, owner: Mention | None, scene: Scene, end: int) -> bool:
    name = stem + suffix
    if (
        not stem
        or not _HAN.fullmatch(stem)
        or set(stem) & _FUNCTION
        or name in words("regions", "not_places")
        or len(stem) > 4
    ):
        return False
    if name.endswith(("乡村", "农村", "山村")):
        return False
    if suffix == "街" and not (owner and len(stem) >= 2):
        return False
    tag = tag_of(stem)
    if owner:
        return tag in ("x", "ns", "nz", "nr", "n", "nrt", "a", "i") and stem not in words("regions", "not_places")
    if tag_of(name) in ("n", "vn", "v", "s") or not scene.looks_proper(end - len(name), end - len(suffix)):
        return False
    return tag in ("ns", "nz", "nr", "nrt") or (tag == "x" and 2 <= len(stem) <= 3)


def _deictics(scene: Scene, passage: Passage) -> Iterator[Mention]:
    """该镇, 全市, and bare 园区, 新区: they stand for a region that was named."""
    for match in _DEICTIC.finditer(scene.text, passage.start, passage.end):
        stem = match["kind"] or match["level"] or match["office"] or _INSIDE_OF.get(match["inside"], match["inside"])
        if match["inside"] and not scene.is_boundary(match.start()):
            continue
        if (
            match["level"] or match["inside"] or match["office"] or scene.is_boundary(match.end())
        ) and not scene.ending_at(match.end(), "Region"):
            yield Mention(
                match.start(), match.end(), "Region", match[0], "region.deictic", 0.8, stem=stem, deictic=True
            )
    bare = words("regions", "bare_zones") | {"街道"}
    for word in passage.words:
        if word.text in bare and not scene.over(word.start, "Region"):
            yield Mention(word.start, word.end, "Region", word.text, "region.bare", 0.75, stem=word.text, deictic=True)

"""Development zones and other functional areas: a name or a region in front of 开发区, 园区, 片区."""

import re
from collections.abc import Iterator
from functools import cache

from govgraph.extract.mentions import PROPER, Mention, Scene, alternation, pattern, words
from govgraph.extract.names.localities import is_plain_han, near_region
from govgraph.lexicon.regions import gazetteer, shorten
from govgraph.text.passages import Passage
from govgraph.text.words import tag_of

#: Verbs that do stand in the names of zones.
_INSIDE = frozenset({"加工", "承接", "转移", "出口", "示范", "试验", "创新", "开放", "制造", "物流", "合作"})
#: What makes a description of a zone: 五大片区, 国家级示范区; a zone of a company is what it builds.
_DESCRIPTION = re.compile("[一二三四五六七八九十两]大|级|以上|集团|公司|特色|一流|^经济$")
#: A park is a region where it has an administration or something happens in it; else it is what is being built.
_ADMINISTERED = re.compile("管委会|管理委员会|党工委")
_BEHIND_PARK = re.compile(f"{_ADMINISTERED.pattern}|。园区")
_LIES = re.compile("(?:位于|地处|坐落[于在]|落户)$")
_INSIDE_PARK = re.compile("[内里，]")
_IN = re.compile("(?<![\u4e00-\u9fff]{2})在$")
_LONGEST_SHORT = 5
#: Countries that share a zone with China: 中德, 中新.
_COUNTRY = re.compile("[德新韩日美英法欧俄奥意瑞以泰印马白]")


#: Tags of single characters that end a name all the same.
_LOOSE = frozenset(["c", "d", "e", "o", "p", "r", "u", "uj", "ul", "uv", "uz", "v", "y"])


@cache
def _suffixes() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation('regions', 'zone_suffixes')})(?:（[^（）]{{2,6}}区）)?")


def find_zones(scene: Scene) -> Iterator[Mention]:
    """Every named zone and inhabited park."""
    for passage, match in scene.matches(_suffixes()):
        if not _is_built(scene, match.end()):
            yield from _zone(scene, passage, match)
    for passage, match in scene.matches(pattern("regions", "park_suffixes")):
        if scene.is_boundary(match.end()):
            yield from _park(scene, passage, match)


def _is_built(scene: Scene, end: int) -> bool:
    """三亚崖州湾科技城|工程: what is being built is a project."""
    return scene.text.startswith(("工程", "项目"), end)


def _zone(scene: Scene, passage: Passage, match: re.Match[str]) -> Iterator[Mention]:
    end = match.end()
    if scene.ending_at(end, "Region") or not (scene.is_boundary(end) or match[0].endswith("）")):
        return
    start, owner = _stem_start(scene, passage, match)
    stem = scene.text[start : match.start()]
    if not (owner or (len(stem) >= 2 and _is_named(scene, passage, start, match))):
        return
    if not _describes(scene, start, match.start()):
        yield _mention(scene, start, match.start(), end, owner)


def _is_named(scene: Scene, passage: Passage, start: int, match: re.Match[str]) -> bool:
    return (
        scene.text[start : match.start()] in _short_names()
        or scene.looks_proper(start, match.start())
        or _ADMINISTERED.match(scene.text, match.end()) is not None
        or _LIES.search(scene.text, passage.start, start) is not None
    )


def _park(scene: Scene, passage: Passage, match: re.Match[str]) -> Iterator[Mention]:
    """在界牌陶瓷工业园内, 安东园管委会: a park in which something is, not one that is built."""
    end = match.end()
    start, owner = _stem_start(scene, passage, match)
    shared = owner is not None and scene.text[owner.start - 1] == "·"
    if scene.ending_at(end, "Region") or _describes(scene, start, match.start()):
        return
    if start == match.start() and not shared:
        return
    if match[0] == "园" and not (owner and owner.kind == "FunctionalZone" and match.start() - start >= 2):
        return
    first = owner.start if owner else start
    behind = _BEHIND_PARK.match(scene.text, end, passage.end)
    inside = _IN.search(scene.text, passage.start, first) and _INSIDE_PARK.match(scene.text, end, passage.end)
    if behind or inside:
        yield _mention(scene, start, match.start(), end, owner)


def _stem_start(scene: Scene, passage: Passage, match: re.Match[str]) -> tuple[int, Mention | None]:
    """Where a zone's own name starts, and the region right before it.

    Plain words are its name where somebody governs it (界牌陶瓷|工业园|管委会) or something lies in it.
    """
    end = match.start()
    start = near_region(scene, _over_fragment(scene, passage, scene.walk_back(passage, end, 10), end), end)
    owner = scene.ending_at(start, "Region")
    if owner is None and (place := _place_before(scene, passage, end)) is not None:
        return place, None
    if owner is not None or (end - start >= 3 and _LIES.search(scene.text, passage.start, start)):
        return start, owner
    if end - start >= 2 and _ADMINISTERED.match(scene.text, match.end()):
        return start, None
    start = _proper_start(scene, start, end)
    if scene.text[start - 1 : start] == "中" and _COUNTRY.match(scene.text, start, end):  # 中德合作区
        return start - 1, None
    return start, None


def _place_before(scene: Scene, passage: Passage, end: int) -> int | None:
    """Where a place starts that ends at ``end``, however jieba divides it: 尧|都 of 尧都经济开发区, 七里|塘."""
    starts = range(max(passage.start, end - _LONGEST_SHORT), end - 1)
    return next((at for at in starts if scene.is_boundary(at) and scene.text[at:end] in _short_names()), None)


@cache
def _short_names() -> frozenset[str]:
    """Divisions without their kind, townships too, that are no ordinary words."""
    names = {shorten(division.name) for division in gazetteer().by_code.values()}
    return frozenset(name for name in names if tag_of(name) in PROPER) - words("regions", "not_places")


def _over_fragment(scene: Scene, passage: Passage, start: int, end: int) -> int:
    """One character is no name: jieba divided 章|锦片区 and 前海|湾|保税港区, whatever tag it gives to 章 and 湾."""
    word = scene.word_before(start)
    if end - start > 1 or word is None or len(word.text) > 1 or not is_plain_han(word.text) or word.tag in _LOOSE:
        return start
    return scene.walk_back(passage, word.start, 8)


def _mention(scene: Scene, start: int, head: int, end: int, owner: Mention | None) -> Mention:
    """The zone: a region's short name belongs to its own name (厦门火炬高新区), a full one stands before it."""
    stem = scene.text[start:head]
    own = owner is not None and (not stem or _is_in_name(scene, owner))
    first = _over_partner(scene, owner.start) if own and owner else start
    name = scene.text[first:end]
    alias = scene.text[start:end] if own else scene.text[owner.start : end] if owner else ""
    return Mention(
        first, end, "Region", name, "region.zone", 0.9 if stem or owner else 0.5, owner=None if own else owner,
        stem=name, kind="FunctionalZone", aliases=(alias,) if stem and len(alias) > 3 else (),
    )  # fmt: skip


def _over_partner(scene: Scene, start: int) -> int:
    """A zone of two regions, 北京·威县产业园, and one whose first half the table lacks: 湘南|湘西…示范区."""
    if scene.text[start - 1 : start] == "·" and (partner := scene.ending_at(start - 1, "Region")):
        return partner.start
    word = scene.word_before(start)
    if word is None or word.tag != "ns" or len(word.text) == 1 or scene.ending_at(start, "Region"):
        return start
    return word.start


def _is_in_name(scene: Scene, owner: Mention) -> bool:
    """Whether the region in front belongs to the zone's own name: 厦门火炬高新区, but 江苏南通|苏锡通园区."""
    return (owner.rule == "region.short" and scene.ending_at(owner.start, "Region") is None) or scene.text[
        owner.start - 1
    ] == "·"


def _describes(scene: Scene, start: int, end: int) -> bool:
    """Whether the words between a region and a suffix tell of something: 兴安盟|合作共建|工业园区, 五大片区."""
    return any(
        w.tag in ("v", "m", "q") and len(w.text) > 1 and w.text not in _INSIDE for w in scene.words_between(start, end)
    ) or bool(_DESCRIPTION.search(scene.text, start, end))


def _proper_start(scene: Scene, start: int, end: int) -> int:
    """Behind the common words that a walk took in: 推进*济南*综保区 keeps 济南."""
    for word in scene.words_between(start, end):
        if word.tag in PROPER or len(word.text) == 1:
            return word.start
    return end

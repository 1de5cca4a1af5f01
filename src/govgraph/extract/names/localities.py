"""Towns, villages and communities that are in no table: <name of one to four characters> + 村."""

import re
from collections.abc import Iterator
from functools import cache

from govgraph.extract.mentions import Mention, Scene, alternation, endings, words
from govgraph.text.passages import Passage
from govgraph.text.words import tag_of

_FUNCTION = frozenset("的了和在与及等各全到把将被，。、；：“”‘’（）")
_HAN = re.compile("[\u4e00-\u9fff]+")
#: Behind a region's name a stem may be any word but these kinds: 博鳌镇|留客|村, but 本市|农|村.
_NO_STEM = frozenset(["c", "d", "e", "m", "o", "p", "q", "r", "u", "uj", "ul", "uv", "y"])
#: What jieba joins to the end of a village's name: 美茶|村人.
_JOINED = frozenset("人民党支委的")
#: A street stands for its subdistrict where the text speaks of subdistricts (广州 writes 联和街).
_STREETS = re.compile("全街|街镇|镇街|街道")


@cache
def _suffixes() -> re.Pattern[str]:
    return re.compile(f"{alternation('regions', 'community_suffixes')}|{alternation('regions', 'township_suffixes')}")


def find_localities(scene: Scene) -> Iterator[Mention]:
    """Every locality that is named with its kind, and those that share one."""
    for passage, match in scene.matches(_suffixes()):
        end = match.end()
        if scene.ending_at(end, "Region") or scene.text[end : end + 1] == "道":
            continue
        if scene.is_boundary(end) or (match[0] == "村" and (_is_joined(scene, end) or _begins_word(scene, match))):
            yield from _locality(scene, passage, match)
    yield from _of_many(scene)


def _is_joined(scene: Scene, end: int) -> bool:
    word = scene.word_before(end + 1)
    return scene.text[end : end + 1] in _JOINED and word is not None and (word.tag == "x" or word.text == "村人")


def _begins_word(scene: Scene, match: re.Match[str]) -> bool:
    """平潮镇|红石|村通|了水: the kind begins a word, a town stands in front of the name."""
    word = scene.word_after(match.start())
    near = range(match.start() - 3, match.start() - 1)
    return word is not None and word.end > match.end() and any(scene.ending_at(at, "Region") for at in near)


def _locality(scene: Scene, passage: Passage, match: re.Match[str]) -> Iterator[Mention]:
    start = near_region(scene, scene.walk_back(passage, match.start(), 4), match.start())
    owner = scene.ending_at(start, "Region")
    if _is_locality(scene.text[start : match.start()], match[0], owner, scene, match.end()):
        yield _mention(scene, start, match.end(), match[0], owner)


def _mention(scene: Scene, start: int, end: int, suffix: str, owner: Mention | None) -> Mention:
    name = scene.text[start:end]
    confidence = 0.85 if owner else 0.7
    return Mention(
        start, end, "Region", name, "region.suffix", confidence, owner=owner, stem=name, kind=_kind_of(suffix)
    )


def _kind_of(suffix: str) -> str:
    return "Community" if suffix in words("regions", "community_suffixes") else "AdministrativeDivision"


_COUNTED = re.compile("个(?:村|社区|乡|镇)")
_MANY = re.compile(
    "(?P<names>(?:[\u4e00-\u9fff]{2,3}、)+[\u4e00-\u9fff]{2,3}(?:和[\u4e00-\u9fff]{2,3})?)"
    "等?(?:\\d+|[两三四五六七八九十]+)个(?P<kind>村|社区|乡|镇)(?![\u4e00-\u9fff]?[镇区级])"
)


def _of_many(scene: Scene) -> Iterator[Mention]:
    """佛子、睦象、元屋3个村: names that share their kind."""
    if _COUNTED.search(scene.text) is None:
        return
    for _, match in scene.matches(_MANY):
        lead = re.match("[把由对将让为与向边](?=..、)", match["names"])
        at = match.start() + (1 if lead else 0)
        at = next((at + inside for inside in (2, 1) if scene.ending_at(at + inside, "Region")), at)
        for name in re.split("[、和]", scene.text[at : match.end("names")]):
            kind, end = match["kind"], at + len(name)
            proper = [w for w in scene.words_between(at, end) if w.tag not in ("n", "v", "vn", "a", "d")]
            if scene.is_boundary(end) and proper and not name.endswith(kind):
                full = name + kind
                yield Mention(
                    at, end, "Region", full, "region.many", 0.7, stem=full, kind=_kind_of(kind), aliases=(name,)
                )
            at = end + 1


def _is_locality(stem: str, suffix: str, owner: Mention | None, scene: Scene, end: int) -> bool:
    name = stem + suffix
    whole = (
        is_plain_han(stem) or _is_word(scene, end - len(name), end) or (owner and tag_of(stem) not in ("x", "c", "p"))
    )
    if not (stem and len(stem) <= 4 and whole) or is_common(name):
        return False
    if suffix == "街" and not (owner and len(stem) >= 2):
        return 2 <= len(stem) <= 3 and _is_subdistrict(scene, stem, end)
    if owner:
        if tag_of(stem) == "v" and (len(stem) < 2 or not scene.is_boundary(end)):
            return False
        return tag_of(stem) not in _NO_STEM and stem not in words("names", "stop_words")
    if tag_of(name) in ("n", "vn", "v", "s") or not scene.looks_proper(end - len(name), end - len(suffix)):
        return False
    return tag_of(stem) in ("ns", "nz", "nr", "nrt") or (tag_of(stem) == "x" and 2 <= len(stem) <= 3)


def is_common(name: str) -> bool:
    """Whether a name that ends like a place is an ordinary word: 农村, 经济重镇, 全市."""
    return name in words("regions", "not_places") or name.endswith(endings("regions", "not_endings"))


def _is_word(scene: Scene, start: int, end: int) -> bool:
    """联和街 is one word to jieba: the 和 in it joins nothing."""
    word = scene.word_after(start)
    return word is not None and word.end == end and _HAN.fullmatch(word.text) is not None


def _is_subdistrict(scene: Scene, stem: str, end: int) -> bool:
    """在联和街，: a street in which something is, in a text that speaks of subdistricts."""
    start = end - len(stem) - 1
    in_it = scene.text[start - 1 : start] == "在" and scene.text[end : end + 1] == "，"
    return in_it and _STREETS.search(scene.text) is not None


def near_region(scene: Scene, start: int, end: int) -> int:
    """The end of a region's name up to four characters before a suffix: what lies between is the name, however jieba
    divides it (南通|苏锡通|园区, 崖州区|抱古|村).
    """
    near = (at for at in range(start, end - 5, -1) if scene.ending_at(at, "Region"))
    return next((at for at in near if at == end or is_plain_han(scene.text[at:end])), start)


def is_plain_han(text: str) -> bool:
    """Whether a text is Chinese characters only, none of them a function word."""
    return _HAN.fullmatch(text) is not None and not set(text) & _FUNCTION

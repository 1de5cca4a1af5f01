"""The noun phrases that may name projects: where each starts and ends, and whose name leads it.

Cases:

1. place or company, product, capacity, head: 祁晟化工|年产2万吨|医药中间体|项目
2. a site with what is done to it: 污水处理厂|扩建|工程; with its stage: 羊绒小镇|二期
3. a stage alone behind a company: 疆和储能|二期项目
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from operator import itemgetter

import msgspec

from govgraph.extract.mentions import Mention, Scene, alternation, endings, ends_name, starting_with, words
from govgraph.text.passages import Passage
from govgraph.text.words import Word, tag_of

#: Names of projects are long: 乌兰浩特…年产40万件羊绒衫加工项目.
LONGEST = 34
_STAGE = "[一二三四五]期"
_DONE = "(?:改?扩建|迁建|改造|新建|建设|升级)"
_ROADS = ("公路", "高速", "铁路", "高铁", "快速路", "大桥", "隧道")
_JOINT = re.compile("[—\\-·×+/－]")
_AND = re.compile("[及和]")
_SUM = re.compile("^[\\d.]+(?:余|多)?(?:万|亿)?元")
_FUNCTION = re.compile("[中上内里后下外间时处段兼]")
_OPENS = re.compile("[，。；：、的“\n]")


@cache
def _capacity() -> re.Pattern[str]:
    """年屠宰50万只, 2×34万千瓦, 10GW at the end of a text."""
    units = alternation("projects", "capacity_units")
    return re.compile(f"(?:[年日](?:[\u4e00-\u9fff]{{1,2}})?)?(?:[\\d.]+×)?[\\d.]+[多余]?[万亿]?(?:{units})$")


class Phrase(msgspec.Struct, frozen=True, gc=False):
    """A phrase that may name a project.

    ``text[start:end]`` is the whole of it; the name proper starts at ``core``, behind its owner, and its last word of
    kind (项目, 产业园) at ``head``. ``bare_end`` leaves out 项目 and 建设 behind a site.
    """

    scene: Scene
    passage: Passage
    start: int
    core: int
    head: int
    bare_end: int
    end: int
    owner: Mention | None

    @property
    def name(self) -> str:
        return self.scene.text[self.start : self.end]

    @property
    def inner(self) -> str:
        """What stands between the owner and the head."""
        return self.scene.text[self.core : self.head]

    @property
    def kind(self) -> str:
        return self.scene.text[self.head : self.end]


@cache
def _heads() -> re.Pattern[str]:
    site = f"(?:{alternation('projects', 'heads')})"
    return starting_with(
        (*"一二三四五", *endings("projects", "heads")),
        f"(?P<stage>{_STAGE}{_DONE}?(?:项目|工程))|(?P<site>{site}(?:（[^（）]{{1,6}}）)?(?:{_STAGE})?)(?P<work>{_DONE}?(?:项目|工程)|{_STAGE})?",
    )


#: A match of the words that names of projects end in.
Head = re.Match[str]


def find_heads(scene: Scene) -> list[tuple[Passage, list[Head]]]:
    """Every place where a project's name may end, by paragraph."""
    rows = groupby(scene.matches(_heads()), key=itemgetter(0))
    return [(passage, [match for _, match in row]) for passage, row in rows]


def find_phrases(scene: Scene, passage: Passage, heads: Iterable[Head]) -> Iterator[Phrase]:
    """The phrases that end at these places, if they are no part of a word."""
    for match in heads:
        end = match.end()
        whole = scene.is_boundary(end) or scene.text.startswith("前期", end)  # jieba has 项目前期 as one word
        if whole and not scene.text.startswith("区", end) and not scene.quote_before(match.start()):
            bare_end = match.end("site") if match["site"] else end
            yield _phrase(scene, passage, match.start(), bare_end, end)


def _phrase(scene: Scene, passage: Passage, head: int, bare_end: int, end: int) -> Phrase:
    start = behind_leads(scene, walk_back(scene, passage, head, roads=scene.text[head:end].endswith(_ROADS)), head)
    owner = _leading(scene, start, head)
    if owner and scene.text.startswith("至", owner.end):  # 临湘至岳阳快速路
        owner = None
    core = owner.end if owner else start
    if owner is None or owner.type == "Region":
        brand = find_brand(scene, passage, core, head if core < head else end)
        if brand is not None:
            owner, core = brand, brand.end
    if owner is None:
        owner = _before(scene, passage, start)
        start = owner.start if owner and owner.end == start else start
    return Phrase(scene, passage, start, core, head, bare_end, end, owner)


def walk_back(scene: Scene, passage: Passage, end: int, *, roads: bool = False) -> int:
    """Word by word to the left, over companies and regions as wholes, up to what no project's name holds."""
    at, company = end, False
    while at > passage.start:
        mention = scene.ending_at(at, "Enterprise", "Region")
        if mention and not mention.deictic and not _is_product(scene, passage, mention, end):
            company |= mention.type == "Enterprise"
            step: int | None = mention.start
        else:
            step = None if company else _step(scene, passage, at, end, roads=roads)
        if step is None or end - step > LONGEST:
            break
        at = step
    while at < end and _JOINT.match(scene.text[at]):
        at += 1
    return at


def _is_product(scene: Scene, passage: Passage, company: Mention, head: int) -> bool:
    """年产3万吨|硅碳负极材料, 蓝莓|冷链物流|项目: what a capacity or a plain noun leads is no company."""
    if company.type != "Enterprise":
        return False
    before = scene.text[max(passage.start, company.start - 16) : company.start]
    word = scene.word_before(company.start) if company.end == head else None
    led = word is not None and word.tag == "n" and scene.ending_at(company.start, "Region") is None
    return led or before[-1:].isdigit() or _capacity().search(before) is not None


def _step(scene: Scene, passage: Passage, at: int, end: int, *, roads: bool) -> int | None:
    last = scene.text[at - 1]
    if capacity := _capacity().search(scene.text, max(passage.start, at - 16), at):
        return capacity.start()
    if last == "）":
        opening = scene.before_bracket(at, 10)
        return opening if opening < at else None
    if quote := scene.quote_before(at):
        return quote.start - 1 if quote.end - quote.start <= 8 and quote.mark != "《" else None
    if _JOINT.match(last):
        return at - 1 if scene.text[at - 2] != last else None
    if _AND.match(last) and at < end and scene.text.startswith(("项目", "工程"), end) and scene.is_boundary(at - 1):
        return at - 1 if _joins(scene, at) else None
    word = scene.word_before(at)
    if word is None or word.start < passage.start:
        return None
    opens = word.text == "中" and _OPENS.match(scene.text[word.start - 1])
    return word.start if opens or _holds(word, roads=roads) else None


def _joins(scene: Scene, at: int) -> bool:
    """专用汽车|及|负压换气系统项目: two products of one project, no two projects."""
    left, right = scene.word_before(at - 1), scene.word_after(at)
    if left is None or right is None or scene.ending_at(at - 1, "Enterprise", "Region"):
        return False
    ended = left.text.endswith(endings("projects", "heads"))
    return not ended and left.tag in ("n", "nz", "nr", "vn", "x") and right.tag in ("n", "nz", "vn", "x", "b")


def _holds(word: Word, *, roads: bool) -> bool:
    """Whether names of projects hold this word: nouns, numbers, what factories do; no verb that governs them."""
    if word.text in words("projects", "inside") or (roads and word.text == "至"):
        return True
    if word.text in words("projects", "leading_verbs") or (word.tag == "t" and not word.text.endswith("年")):
        return False
    if word.tag == "zg" and len(word.text) == 1:  # 沅, 桶: rare characters
        return word.text not in words("names", "stop_words")
    if ends_name(word, far=True) or _FUNCTION.fullmatch(word.text):
        return False
    governs = word.tag in ("v", "vd", "ad", "i") and len(word.text) > 1
    return not governs or word.text in words("names", "name_words")


def behind_leads(scene: Scene, start: int, end: int) -> int:
    """Behind words that stand before names: 集团|年产…项目, *50亿元*项目."""
    if total := _SUM.match(scene.text[start:end]):
        start += total.end()
    while start < end and (word := scene.word_after(start)) and word.end < end:
        mention = scene.starting_at(start, "Region", "Enterprise")
        if (mention and not mention.deictic) or word.text not in words("projects", "leads"):
            break
        start = word.end
    return start


def _leading(scene: Scene, start: int, end: int) -> Mention | None:
    """The company that leads the phrase, alone or behind regions; else the last of the regions."""
    region, at = None, start
    while at < end:
        company = scene.starting_at(at, "Enterprise")
        if company and not company.deictic and company.end <= end:
            return company
        place = scene.starting_at(at, "Region")
        if place is None or place.deictic or place.end > end:
            break
        region, at = place, place.end
    return region


def _before(scene: Scene, passage: Passage, start: int) -> Mention | None:
    """禾晟装备|的|防腐阀门项目: the company whose project it is said to be."""
    if scene.text[start - 1] == "的" and start - 1 > passage.start:
        return scene.ending_at(start - 1, "Enterprise")
    return None


@cache
def _brand() -> re.Pattern[str]:
    return re.compile(f"(?P<brand>[\u4e00-\u9fff]{{2,4}}?)(?:{alternation('enterprises', 'industries')})")


def find_brand(scene: Scene, passage: Passage, start: int, end: int) -> Mention | None:
    """澜氟|新材 in front of 年产2万吨…项目: a name that is no word, before an industry."""
    match = _brand().match(scene.text, start, end)
    if match is None or not scene.is_boundary(match.end()) or match.end() >= end:
        return None
    brand = match["brand"]
    if tag_of(brand) not in ("x", "nz", "nr", "nrt") or _is_common(scene, start, match.end("brand")):
        return None
    name = match[0]
    if name in words("enterprises", "generic") or brand in words("projects", "generic"):
        return None
    return Mention(start, match.end(), "Enterprise", name, "enterprise.project", 0.75, stem=name)


def _is_common(scene: Scene, start: int, end: int) -> bool:
    """Whether the characters are plain words: 年产|新型, 智慧|农业."""
    found = scene.words_between(start, end)
    plain = [w for w in found if len(w.text) > 1 and w.tag not in ("x", "nz", "nr", "nrt", "ns")]
    return bool(plain) or (
        len(found) == 1 and found[0].end == end and tag_of(found[0].text) not in ("x", "nz", "nr", "nrt")
    )

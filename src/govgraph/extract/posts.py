"""Office-holders: <region or body> + <title> + <name>. A name without an office is never taken."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from govgraph.extract.claims import PostClaim
from govgraph.extract.mentions import Mention, Scene, words
from govgraph.model import EntityType
from govgraph.text.passages import Passage
from govgraph.text.words import tag_of

_HAN = re.compile("[\u4e00-\u9fff]+")
_REGION_KIND = re.compile(
    "^(?:[省市区县州旗镇乡村](?=委|长)|村(?=党|支|主|第)|社区(?=党|书|主|居)|自治区|街道|园区|新区)"
)
#: Surnames that are mostly function words behind a title: 局长于上午到会.
_RARELY_SURNAMES = frozenset("和于从经应能都通向对保普展战")
#: What may stand before the kind in a title: 代|县长, 常务副|市长, 驻|村第一书记.
_BEFORE_KIND = re.compile("(?:代|驻|(?:常务)?副)(?=[省市区县州旗镇乡村])")
#: What stands between two titles of one person: 副局长、*前湾片区*片长, 党组书记兼局长.
_JOINED = re.compile("(?:、|兼|暨)[^，。；：！？“”\\n]{0,24}")
#: Short forms of bodies in front of a title of the Party: 局|党组书记, 支部|书记.
_BODY_KIND = re.compile(
    "(?:(?P<PublicOrganisation>局|厅|中心|医院|学校|法院|检察院)(?=党组|党委|机关党委)|(?P<PartyOrganisation>支部)(?=书记))"
)
_ORGANISATIONS: tuple[EntityType, ...] = ("PublicOrganisation", "PartyOrganisation", "Enterprise")


@dataclass(frozen=True, slots=True)
class _Office:
    """A title, the body or region it is held in where that is known, and its place."""

    role: str
    of: Mention | None
    start: int
    end: int


def _is_kind(of: Mention) -> bool:
    """县 of 县长: any county."""
    return of.deictic and of.type == "Region"


@cache
def _title_pattern() -> re.Pattern[str]:
    titles = {*words("posts", "region_titles"), *words("posts", "body_titles")}
    longest_first = "|".join(re.escape(title) for title in sorted(titles, key=lambda t: (-len(t), t)))
    return re.compile(f"(?:{longest_first})(?!小组|班子|干部)")


def find_posts(scene: Scene) -> list[PostClaim]:
    """Every person named with an office, in the order of the text."""
    return [post for passage in scene.passages for post in _posts(scene, passage)]


def _posts(scene: Scene, passage: Passage) -> Iterator[PostClaim]:
    chain: list[_Office] = []
    last: Mention | None = None
    for match in _title_pattern().finditer(scene.text, passage.start, passage.end):
        across = scene.over(match.end() - 1, "Region")
        if across is not None and across.start > match.start():  # 融安县|长安镇 holds no 县长
            continue
        if chain and not _JOINED.fullmatch(scene.text, chain[-1].end, match.start()):
            chain = []
        office = _read(scene, passage, match, chain[-1] if chain else None, last)
        chain.append(office)
        names = list(_names(scene, passage, _over_bracket(scene, match.end())))
        for name_start, name_end in names:
            for held in chain:
                if held.of is not None:
                    rule = "post.deictic" if held.of.deictic else "post.title"
                    name = scene.text[name_start:name_end]
                    yield PostClaim(name, held.role, held.of, rule, held.start, name_start, name_end)
        if names:
            last, chain = (office.of or last), []


def _over_bracket(scene: Scene, at: int) -> int:
    """副市长|（挂职）|汪晓舸."""
    bracket = re.compile("（[^（）]{1,12}）").match(scene.text, at)
    return bracket.end() if bracket else at


def _read(
    scene: Scene, passage: Passage, match: re.Match[str], before: _Office | None, last: Mention | None
) -> _Office:
    """One title with its body: its own, that of the title right before (区委副书记、区长), or of the person before."""
    of = _office_of(scene, passage, match.start(), match[0])
    mark = scene.text[match.start() - 1 : match.start()]
    held = (
        before.of if before and before.end == match.start() - 1 else last if before is None and mark in "、和" else None
    )
    if held is not None and (of is None or (of.deictic and of.type == "Region" and held.name.endswith(of.stem))):
        of = held
    start = match.start() if of is None or of.end < match.start() - 1 else min(of.start, match.start())
    return _Office(match[0], of, start, match.end())


def _office_of(scene: Scene, passage: Passage, start: int, title: str) -> Mention | None:
    """The region or body in front of a title. 县 of 县委书记 may belong to the region's own name."""
    if prefix := _BEFORE_KIND.match(title):
        start, title = start + len(prefix[0]), title[len(prefix[0]) :]
    if kind := _REGION_KIND.match(title):
        if region := scene.ending_at(start + len(kind[0]), "Region"):
            return region
        if region := scene.ending_at(start - len(prefix[0] if prefix else ""), "Region"):
            return region
        return Mention(start, start + len(kind[0]), "Region", kind[0], "region.kind", 0.8, stem=kind[0], deictic=True)
    if body := _kind_of_body(scene, start, title):
        return body
    start = scene.before_bracket(start, 24)  # 乌鲁木齐市工信局（市大数据发展局）副局长
    if body := scene.ending_at(start, *_ORGANISATIONS) or scene.ending_at(start + 1, *_ORGANISATIONS):
        return body
    if region := scene.ending_at(start, "Region"):
        led = region.kind == "FunctionalZone" and title.endswith("负责人")
        return region if led or title in words("posts", "region_titles") else None
    before = scene.text[start - 1 : start]
    if before == "的" and (company := scene.ending_at(start - 1, "Enterprise")):
        return company
    if title in words("posts", "region_titles") and before and before in "省市区县州旗镇乡村":
        return Mention(start - 1, start, "Region", before, "region.kind", 0.8, stem=before, deictic=True)
    if title in words("posts", "company_titles") or scene.text[start - 2 : start] in ("集团", "公司", "企业"):
        return _company_of(scene, passage, start) or _company_kind(scene, start)
    return None


def _company_kind(scene: Scene, start: int) -> Mention | None:
    """公司 of 公司董事长, where the paragraph names no company before: the last one of the text."""
    word = scene.word_before(start)
    if word is None or word.text not in ("集团", "公司", "企业"):
        return None
    return Mention(word.start, start, "Enterprise", word.text, "deictic.kind", 0.75, stem=word.text, deictic=True)


def _kind_of_body(scene: Scene, start: int, title: str) -> Mention | None:
    for width in (3, 2, 1):
        match = _BODY_KIND.match(scene.text[start - width : start] + title)
        if match and len(match[0]) == width and scene.is_boundary(start - width) and match.lastgroup:
            kind: EntityType = match.lastgroup  # type: ignore[assignment]
            if scene.ending_at(start, kind) is None:
                return Mention(start - width, start, kind, match[0], "deictic.kind", 0.75, stem=match[0], deictic=True)
    return None


def _company_of(scene: Scene, passage: Passage, start: int) -> Mention | None:
    """The company the paragraph was speaking of."""
    before = [m for m in scene.within(passage.start, start) if m.type == "Enterprise"]
    unquoted = [m for m in before if passage.speech_at(m.start) is None]
    sentence = passage.sentence_at(start).start
    subject = next((m for m in unquoted if m.start >= sentence), None)  # A公司从B银行贷款，董事长…
    return subject or max(unquoted or before, key=lambda m: m.start, default=None)


def _names(scene: Scene, passage: Passage, at: int) -> Iterator[tuple[int, int]]:
    """The name at this place, and those that follow it after 、."""
    while end := name_end(scene, passage, at):
        yield at, end
        if scene.text[end : end + 1] != "、":
            return
        at = end + 1


def name_end(scene: Scene, passage: Passage, at: int) -> int | None:
    """Where a person's name that starts here ends; None where none does."""
    text = scene.text[at : min(at + 6, passage.end)]
    place = scene.starting_at(at, "Region")
    if _title_pattern().match(scene.text, at) or scene.starting_at(at, *_ORGANISATIONS):
        return None
    if place is not None and place.rule != "region.short":  # 康定 begins a name too
        return None
    compound = text[:2] in words("posts", "surnames")
    if not compound and text[:1] not in words("posts", "surnames"):
        return None
    lengths = (4, 3) if compound else (3, 2)
    scored = [
        (_fit(scene, at, length, text), length)
        for length in lengths
        if _HAN.fullmatch(text[:length]) and len(text) >= length
    ]
    best = max(scored, default=(0.0, 0))
    return at + best[1] if best[0] > 0 else None


def _fit(scene: Scene, at: int, length: int, text: str) -> float:
    """How well a name of this length fits: its end is a word's end, what follows is what follows names."""
    name, following = text[:length], text[length : length + 1]
    ends = scene.is_boundary(at + length) and (not following or following in words("names", "after_name"))
    first = scene.word_after(at)
    whole = first is not None and first.end == at + length and first.tag in ("nr", "x")
    given = ends and length == 3 and tag_of(name[1:]) in ("x", "a", "nr", "nz")
    if text[0] in _RARELY_SURNAMES and not (whole or given):
        return -1.0
    if tag_of(name) not in ("x", "nr", "nrt", "nrfg", "nz", "ns", "n") or _has_particle(scene, at, text, length):
        return -1.0
    if name in words("names", "stop_words") or (tag_of(name[-2:]) in ("p", "c", "u") and length > 2):
        return -1.0
    word = scene.word_after(at)
    score = 0.0
    if word and word.end == at + length and word.tag in ("x", "nr", "nrt"):
        score += 1.0
    if scene.is_boundary(at + length):
        score += 0.5
    parts = scene.words_between(at, at + length)
    if len(parts) == 2 and parts[1].end == at + length:  # a surname and a given name: 陈|海伦, 张|明艳
        score += 1.0 if parts[1].tag in ("nr", "x", "nrt", "nz") else 0.6
    if not following or following in words("names", "after_name") or not _HAN.match(following):
        score += 1.6
    return score if score >= 1.0 else -1.0


def _has_particle(scene: Scene, at: int, text: str, length: int) -> bool:
    """Whether a function word stands in a possible name; 和 may belong to it: 雍|和平, 缪春和|笑着说."""
    inside = set(text[1:length]) & set("的和与等说在是了、")
    if inside != {"和"}:
        return bool(inside)
    place = at + text.index("和", 1)
    last = place == at + length - 1
    return text[length : length + 1] not in tuple("笑说介表告") if last else scene.cuts(place, place + 1)

"""Office-holders: <region or body> + <title> + <name>. A name without an office is never taken."""

import re
from collections.abc import Iterator
from functools import cache

from govgraph.extract.claims import PostClaim
from govgraph.extract.mentions import Mention, Scene, words
from govgraph.model import EntityType
from govgraph.text.passages import Passage
from govgraph.text.words import tag_of

_HAN = re.compile("[\u4e00-\u9fff]+")
_REGION_KIND = re.compile("^(?:[省市区县州旗镇乡村](?=委|长)|村(?=党|支|主)|社区(?=党|书|主|居)|自治区|街道|园区|新区)")
#: Surnames that are mostly function words behind a title: 局长于上午到会.
_RARELY_SURNAMES = frozenset("和于从经应能都通向对")
_NEXT_TITLE = re.compile("[、，兼]{1,2}")
_ORGANISATIONS: tuple[EntityType, ...] = ("PublicOrganisation", "PartyOrganisation", "Enterprise")


@cache
def _title_pattern() -> re.Pattern[str]:
    titles = {*words("posts", "region_titles"), *words("posts", "body_titles")}
    return re.compile("|".join(re.escape(title) for title in sorted(titles, key=lambda t: (-len(t), t))))


def find_posts(scene: Scene) -> list[PostClaim]:
    """Every person named with an office, in the order of the text."""
    return [post for passage in scene.passages for post in _posts(scene, passage)]


def _posts(scene: Scene, passage: Passage) -> Iterator[PostClaim]:
    pending: list[tuple[str, Mention, int]] = []
    last: Mention | None = None
    for match in _title_pattern().finditer(scene.text, passage.start, passage.end):
        across = scene.over(match.end() - 1, "Region")
        if across is not None and across.start > match.start():  # 融安县|长安镇 holds no 县长
            continue
        of = _office_of(scene, passage, match.start(), match[0])
        if of is None and pending and scene.text[match.start() - 1] == "、":
            of = pending[-1][1]
        if of is None and last is not None and scene.text[match.start() - 1] in "、和":
            of = last
        if of is None:
            pending = []
            continue
        role = match[0]
        start = min(of.start, match.start()) if of.end >= match.start() - 1 else match.start()
        if _NEXT_TITLE.match(scene.text, match.end()) and _continues(scene, passage, match.end()):
            pending.append((role, of, start))
            continue
        names = list(_names(scene, passage, match.end()))
        for name_start, name_end in names:
            for title, body, at in [*pending, (role, of, start)]:
                rule = "post.deictic" if body.deictic else "post.title"
                yield PostClaim(scene.text[name_start:name_end], title, body, rule, at, name_start, name_end)
        last = of if names else last
        pending = []


def _continues(scene: Scene, passage: Passage, at: int) -> bool:
    """Whether another title with its body follows: 书记、人大常委会主任胡春华."""
    following = _title_pattern().search(scene.text, at, min(at + 26, passage.end))
    if following is None:
        return False
    between = scene.text[at + 1 : following.start()]
    return not re.search("[，。；：“”]", between) and next(_names(scene, passage, at + 1), None) is None


def _office_of(scene: Scene, passage: Passage, start: int, title: str) -> Mention | None:
    """The region or body in front of a title. 县 of 县委书记 may belong to the region's own name."""
    if kind := _REGION_KIND.match(title):
        if region := scene.ending_at(start + len(kind[0]), "Region"):
            return region
        if region := scene.ending_at(start, "Region"):
            return region
        return Mention(start, start + len(kind[0]), "Region", kind[0], "region.kind", 0.8, stem=kind[0], deictic=True)
    start = scene.before_bracket(start, 24)  # 乌鲁木齐市工信局（市大数据发展局）副局长
    if body := scene.ending_at(start, *_ORGANISATIONS) or scene.ending_at(start + 1, *_ORGANISATIONS):
        return body
    if region := scene.ending_at(start, "Region"):
        return region if title in words("posts", "region_titles") else None
    before = scene.text[start - 1 : start]
    if title in words("posts", "region_titles") and before and before in "省市区县州旗镇乡村":
        return Mention(start - 1, start, "Region", before, "region.kind", 0.8, stem=before, deictic=True)
    if title in words("posts", "company_titles") or scene.text[start - 2 : start] in ("集团", "公司", "企业"):
        return _company_of(scene, passage, start)
    return None


def _company_of(scene: Scene, passage: Passage, start: int) -> Mention | None:
    """The company the paragraph was speaking of."""
    before = [m for m in scene.mentions if m.type == "Enterprise" and passage.start <= m.start < start]
    unquoted = [m for m in before if passage.speech_at(m.start) is None]
    return max(unquoted or before, key=lambda m: m.start, default=None)


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
    if _title_pattern().match(scene.text, at) or scene.starting_at(at, "Region", *_ORGANISATIONS):
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
    if text[0] in _RARELY_SURNAMES and not (
        (first := scene.word_after(at)) and first.end == at + length and first.tag == "nr"
    ):
        return -1.0
    name, following = text[:length], text[length : length + 1]
    if tag_of(name) not in ("x", "nr", "nrt", "nrfg", "nz", "ns", "n") or set(name[1:]) & set("的和与等说在是了、"):
        return -1.0
    if name in words("names", "stop_words") or (tag_of(name[-2:]) in ("p", "c", "u", "d") and length > 2):
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

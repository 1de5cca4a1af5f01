"""Programs named without marks: title-like forms whose last word says what they are: 行政审批制度改革."""

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from govgraph.extract.mentions import Mention, Scene, alternation, endings, pattern, words
from govgraph.text.passages import Passage
from govgraph.text.words import Word

_IN_TITLE = re.compile(r"[\w·．.+（）-]")
#: No title-like name is longer, its head left out.
_LONGEST_STEM = 20
_COUNT = re.compile(r"[\d一二两三四五六七八九十]+(?:多|余)?(?:项|个|大|条|类|批|场|次)")
_LEAD = re.compile(
    "(?:全国|全省|全市|全县|全区|国内)?(?:首个|首期|首批|首家)|全国|全省|全市|全县|全区|新一轮|关于|[\\d.]+(?:余|多)?[万亿]?元"
)
_GOES_ON = re.compile("布局|部署|合作|目标|定位|性|举措|领导小组|办公室")
_IN_FORCE = re.compile(
    "为(?:基础|抓手|依托|载体|支撑)|(?:正式|全面)?(?:上线|运行|启用|覆盖|落地|施行|实施|开展|开班|开赛)|以来"
)


class Title(msgspec.Struct, frozen=True, gc=False):
    """A candidate: ``text[start:end]``, whose last word ``head`` says what it is; ``before`` and ``behind`` it."""

    scene: Scene
    start: int
    end: int
    stem: str
    head: str
    owner: Mention | None
    before: str
    behind: str


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(f"{alternation('programs', 'firm_heads')}|{alternation('programs', 'loose_heads')}")


def titles(scene: Scene) -> Iterator[Title]:
    """Every form that reads as a title and stands outside of marks and other names."""
    for passage, match in scene.matches(_heads()):
        if (
            not scene.is_boundary(match.end())
            or _GOES_ON.match(scene.text, match.end())
            or scene.over(match.start(), "Enterprise", "PublicOrganisation")
        ):
            continue
        start = title_start(scene, passage, match.start())
        stem = scene.text[start : match.start()]
        if (
            scene.text[start - 1] in "”’》"
            or stem.count("（") != stem.count("）")
            or len(stem) < 2
            or _COUNT.match(stem)
            or _is_generic(stem, match[0])
        ):
            continue
        owner = _owner(scene, start)
        yield Title(
            scene, start, match.end(), stem, match[0], owner, scene.text[max(passage.start, start - 16) : start],
            scene.text[match.end() : min(passage.end, match.end() + 8)],
        )  # fmt: skip


def _owner(scene: Scene, at: int) -> Mention | None:
    """Whose title starts here; a bare 街道 or 社区 is part of it: 街道管理体制改革."""
    owner = scene.ending_at(at, "Region", "PublicOrganisation", "PartyOrganisation")
    return None if owner and owner.deictic and owner.name in words("programs", "inside_titles") else owner


def _is_generic(stem: str, head: str) -> bool:
    generic = words("programs", "bare_generic")
    works = head == "工程" and stem.endswith(endings("programs", "works"))
    return works or stem.endswith("新") or stem + head in generic or stem in generic


def title_start(scene: Scene, passage: Passage, head: int) -> int:
    """Where the title starts whose head stands at ``head``: behind its owner or the verb that governs it.

    A conjunction belongs to a title only where such an anchor stands before it: 搭建|产业链配套与合作平台.
    """
    at, joint, is_last = head, None, True
    while at > passage.start and not _owner(scene, at):
        word = scene.word_before(at)
        compound = at == head and not scene.is_boundary(head)  # 深化|改革 is one word
        if word is None or head - word.start > _LONGEST_STEM or (_ends_title(word, is_last) and not compound):
            break
        is_last = word.text in ("与", "和", "及")
        joint = joint or (at if is_last else None)
        at = word.start
    start = joint if joint and not _is_anchor(scene, at) else at
    lead = _LEAD.match(scene.text, start, head)
    start = lead.end() if lead else start
    first = scene.word_after(start)
    return first.end if first and first.end < head and first.text in words("programs", "verbs") else start


def _is_anchor(scene: Scene, at: int) -> bool:
    word = scene.word_before(at)
    owner = _owner(scene, at)
    first = scene.word_after(at)
    verbal = word is not None and word.tag == "v" and len(word.text) > 1
    return owner is not None or verbal or (first is not None and first.text in words("programs", "verbs"))


def _ends_title(word: Word, is_last: bool) -> bool:
    """Whether no title reaches over a word. Before the head or a conjunction a verb may stand: 引导基金."""
    if not _IN_TITLE.match(word.text):
        return True
    if word.text in words("names", "name_words") or word.text in words("programs", "inside_titles"):
        return False
    if _is_verb(word) or (is_last and word.tag == "v"):
        return _is_verb(word)
    if word.text in words("names", "stop_words") or word.tag in words("names", "hard_tags"):
        return True
    return word.tag in ("v", "vd", "ad", "d", "i") and len(word.text) > 1 and not is_last


def _is_verb(word: Word | None) -> bool:
    return (
        word is not None and word.text in words("programs", "verbs") and word.text not in words("names", "name_words")
    )


def find_bare(scene: Scene) -> Iterator[Mention]:
    """The titles whose head is one of titles only (专项资金), and those that somebody founds, owns or has in force."""
    for title in titles(scene):
        if (title.head in words("programs", "firm_heads") or _is_named(title)) and not scene.over(
            title.end - 1, "Program"
        ):
            name = title.stem + title.head
            aliases = (scene.text[title.owner.start : title.end],) if title.owner else ()
            yield Mention(title.start, title.end, "Program", name, "program.bare", 0.7, stem=name, aliases=aliases)


def _is_named(title: Title) -> bool:
    verb = pattern(
        "programs",
        "verbs",
        "WORDS(?:了|起|的)?(?:[^，。；]{1,8}元的?|[全各]?[国省市县区]?首[个期])?$|位于[^，。；]{2,10}的$",
    )
    return title.owner is not None or bool(verb.search(title.before) or _IN_FORCE.match(title.behind))


def behind_verb(scene: Scene, start: int, end: int) -> int:
    """Behind the last governing verb that a far walk went over."""
    start = behind_verbs(scene, start, end)
    verbs = [word.end for word in scene.words_between(start, end) if _is_verb(word)]
    start = verbs[-1] if verbs else start
    first = scene.word_after(start)
    return first.end if first and first.end < end and first.text in words("programs", "verbs") else start


def behind_verbs(scene: Scene, start: int, end: int) -> int:
    """Behind the last word of a far walk that is a verb and no part of names: *贯穿*项目, *紧邻*机场."""
    cuts = [
        word.end for word in scene.words_between(start, end)
        if word.tag in ("v", "vd", "ad", "d", "i") and len(word.text) > 1
        and word.text not in words("names", "name_words") and scene.over(word.start, "Enterprise", "Region") is None
    ]  # fmt: skip
    return cuts[-1] if cuts else start

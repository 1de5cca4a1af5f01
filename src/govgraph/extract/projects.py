"""Named construction and investment projects: a proper name in front of 项目, 基地, 产业园."""

import re
from collections.abc import Iterator
from functools import cache

from govgraph.extract.mentions import Mention, Scene, alternation, words
from govgraph.text.passages import Passage
from govgraph.text.words import tag_of

#: 85个项目, 50亿元项目: a count or a sum is no name.
_COUNTED = re.compile(
    r"^(?:(?:[\d.]+(?:余|多)?(?:个|项|大|类|条|座|家|亿元|万元|亿|万|批)|[一二两三四五六七八九十]+(?:个|项|大|类))(?:专项)?)+"
)
_LEAD = re.compile(".{0,8}(?:总投资|投资)[^，。；]{0,12}元的|[\\d.]+(?:余|多)?(?:万|亿)元的")


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation('projects', 'heads')})(?:建设)?(?:项目|工程)?")


@cache
def _verb_pattern() -> re.Pattern[str]:
    return re.compile(alternation("projects", "verbs"))


def find_projects(scene: Scene) -> None:
    """Add every named project to the scene; the company or region whose name leads it is its owner."""
    for passage in scene.passages:
        scene.add(_quoted(scene, passage))
        scene.add(_named(scene, passage))
        scene.add(list(_phases(scene, passage)))


_BUILT = re.compile(
    "(?:建设|打造|规划建设|兴建|新建|投建|共建|建成|推进|开发)(?:了|全市首个|全省首个|全国首个|国际一流的)?[\u4e00-\u9fff]{0,6}$"
)
_PLACE_BEHIND = re.compile("景区|工坊|综合体|产业园|基地|文旅区|田园综合体|厂房|车间")
_SITE = re.compile("(?:谷|干线|港|新城|小镇|产业园|基地|湿地|公园|大道|广场|廊道)$")
_INVESTED = re.compile("投资|出资|签约|开工|竣工|投产|落户|动工|奠基")


def _quoted(scene: Scene, passage: Passage) -> Iterator[Mention]:
    """出资建设“智造谷”项目, 打造“山东光谷”: a quoted name that is invested in or built, and is a site."""
    for quote in passage.quotes:
        name = scene.text[quote.start : quote.end]
        if quote.mark == "《" or not 2 <= len(name) <= 12:
            continue
        sentence = passage.sentence_at(quote.start)
        lead = scene.text[max(sentence.start, quote.start - 14) : quote.start - 1]
        project = scene.text.startswith("项目", quote.end + 1) and _INVESTED.search(
            scene.text, sentence.start, sentence.end
        )
        behind = _PLACE_BEHIND.match(scene.text, quote.end + 1)
        if behind:
            yield Mention(
                quote.start - 1, behind.end(), "Project", name, "project.quoted", 0.65, stem=name,
                aliases=(name + behind[0],),
            )  # fmt: skip
        elif (project and (_BUILT.search(lead) or "投资" in lead)) or (_SITE.search(name) and _BUILT.search(lead)):
            owner = scene.ending_at(quote.start - 1, "Enterprise", "Region")
            end = quote.end + (3 if project else 1)
            yield Mention(
                quote.start - 1,
                end,
                "Project",
                name,
                "project.quoted",
                0.7,
                owner=owner,
                stem=name,
                aliases=(name + "项目",),
            )


def _named(scene: Scene, passage: Passage) -> Iterator[Mention]:
    reach = passage.start
    for match in _pattern().finditer(scene.text, passage.start, passage.end):
        end = _trim(match)
        if match.start() < reach or not scene.is_boundary(match.end()) or scene.text.startswith("总监", match.end()):
            continue
        start = _start(scene, passage, match.start())
        start, owner = _owner(scene, start, match.start())
        head = scene.text[match.start() : end]
        core = scene.text[owner.end if owner else start : match.start()].removeprefix("的")
        if not _is_project(scene, passage, match, core, head, owner):
            continue
        if _over_body(scene, match) or scene.quote_before(match.start()):
            continue
        reach = match.end()
        first = owner.start if owner else start
        name = scene.text[first:end]
        full = scene.text[first : match.end()]
        yield Mention(
            first, match.end(), "Project", full if full.endswith(("项目", "工程")) else name, "project.head",
            0.8 if owner else 0.7, owner=owner, stem=core + head, aliases=(name, core + head),
        )  # fmt: skip


def _is_project(
    scene: Scene, passage: Passage, match: re.Match[str], core: str, head: str, owner: Mention | None
) -> bool:
    """Whether a name in front of a head is a project's, by its form and by what is said to be done with it."""
    if _NO_NAME.search(core):
        return False
    start = match.start() - len(core)
    if owner is not None and owner.type == "Enterprise":
        return _is_name(scene, core, head, owner)
    before = scene.text[max(passage.start, start - 18) : start]
    governed = len(core + head) >= 5 and bool(_GOVERNED.search(before) or _is_laid_out(scene, match, head))
    named = _is_name(scene, core, head, owner) or (governed and _is_specific(core, head))
    return named and _is_built(scene, passage, start, match.end())


def _over_body(scene: Scene, match: re.Match[str]) -> bool:
    """Whether a head belongs to a company's or body's own name; 智能仓储|物流园|项目 does not."""
    if match[0].endswith(("项目", "工程")) and len(match[0]) > 2:
        return False
    return scene.over(match.start(), "Enterprise", "PublicOrganisation") is not None


#: Kinds, counts and what is done with projects, read as the beginning of a name.
_NO_NAME = re.compile(
    "以上|^一(?:项项|个个|座座|批批)|(?:推进|加快|落地|聚焦|强链|补链|延链|围绕)$|^(?:入园|在谈|在库)$"
)
_LAID_OUT = re.compile("(?:、[^，。、]{2,14})?(?:规划建设|申建)")


def _is_laid_out(scene: Scene, match: re.Match[str], head: str) -> bool:
    """核电产业园、传感器产业园|规划建设."""
    return head not in ("项目", "工程") and _LAID_OUT.match(scene.text, match.end()) is not None


_PHASE = re.compile("[一二三四五]期(?:项目|工程)")


def _phases(scene: Scene, passage: Passage) -> Iterator[Mention]:
    """二期项目 alone is that of the company the paragraph spoke of last."""
    for match in _PHASE.finditer(scene.text, passage.start, passage.end):
        if scene.over(match.start(), "Project") or scene.ending_at(match.start(), "Enterprise"):
            continue
        companies = [m for m in scene.within(passage.start, match.start()) if m.type == "Enterprise"]
        if companies and scene.is_boundary(match.start()):
            yield Mention(
                match.start(), match.end(), "Project", match[0], "project.phase", 0.7, owner=companies[-1],
                stem=match[0],
            )  # fmt: skip


def _trim(match: re.Match[str]) -> int:
    """The end of the name proper: 湘南纺织产业基地 of 湘南纺织产业基地项目 stays with its 项目, 建设 is dropped."""
    return match.end() - 2 if match[0].endswith("建设") else match.end()


def _start(scene: Scene, passage: Passage, head_start: int) -> int:
    """Where the name starts: at the company that leads it, behind 元的, or where words end that names hold."""
    if (lead := _leader(scene, passage, head_start)) is not None:
        return lead
    if bought := _BOUGHT.search(scene.text, max(passage.start, head_start - 40), head_start):
        return bought.end()
    start = scene.walk_back(passage, head_start, 26, stop_at=(), far=True)
    text = scene.text[start:head_start]
    if lead_in := _LEAD.match(text):
        start += lead_in.end()
    start = behind_verbs(scene, start, head_start)
    region = scene.starting_at(start, "Region") or scene.starting_at(start, "Enterprise")
    at = region.end if region else start
    while at < head_start and (word := scene.word_after(at)) and word.text in words("projects", "leading_verbs"):
        start = at = word.end
    return start


def _leader(scene: Scene, passage: Passage, head_start: int) -> int | None:
    """The company whose name, with what it builds behind it, runs up to the head: 晶泰光电|10GW高效电池片|项目."""
    for at in range(head_start - 1, max(passage.start, head_start - 28) - 1, -1):
        if scene.text[at] in "，。；：！？、”“（）":
            return None
        company = scene.starting_at(at, "Enterprise")
        if company is not None and company.end <= head_start:
            between = scene.text[company.end : head_start].removeprefix("的")
            verbs = [w for w in scene.words_between(company.end, head_start) if w.tag == "v" and _is_act(w.text)]
            return at if not (verbs or _BROKEN.search(between)) else None
    return None


def _is_act(word: str) -> bool:
    return len(word) > 1 and word not in words("names", "name_words")


#: What no project's name holds, so that the company before it only does something with it.
_BROKEN = re.compile(
    "的|了|等|以及|总|负责人|投资|建设|落户|入驻|签约|推进|实施|参与|承接|开展|完成|成为|是|在|将|把|为"
)
#: 投资28亿元的*央子盐光互补发电*项目, 投资建设的*昌马峡谷抽水蓄能*电站.
_BOUGHT = re.compile("(?:(?:投资|资)[^，。；的]{1,12}元|(?:投资|承建|建设|负责建设))的(?=[^，。；、的等“”]{2,24}$)")


def behind_verbs(scene: Scene, start: int, end: int) -> int:
    """Behind the last word of a far walk that is a verb and no part of names: *贯穿*项目, *紧邻*机场."""
    cuts = [
        word.end for word in scene.words_between(start, end)
        if word.tag in ("v", "vd", "ad", "d", "i") and len(word.text) > 1
        and word.text not in words("names", "name_words") and scene.over(word.start, "Enterprise", "Region") is None
    ]  # fmt: skip
    return cuts[-1] if cuts else start


def _owner(scene: Scene, start: int, end: int) -> tuple[int, Mention | None]:
    """The company or region that leads the name, or that stands right before it."""
    for types in (("Enterprise",), ("Region",)):
        owner, at = None, start
        while at < end and (mention := scene.starting_at(at, *types)) and mention.end <= end and not mention.deictic:
            owner, at = mention, mention.end
        if owner:
            return owner.start, owner
    before = scene.ending_at(start, "Enterprise", "Region")
    if before and not before.deictic:
        return start, before
    return start, None


def _is_name(scene: Scene, core: str, head: str, owner: Mention | None) -> bool:
    generic = words("projects", "generic")
    core = _COUNTED.sub("", core)
    if (
        (not core and owner is None)
        or core in generic
        or core + head in generic
        or (head in generic and not _is_proper(core))
    ):
        return False
    if owner and owner.type == "Enterprise":
        return len(core + head) > 2 and not re.fullmatch("一(?:项目|工程)", core + head)
    if owner:
        return len(core) >= 2 and tag_of(core[:2]) not in ("m", "d")
    return len(core) >= 2 and _is_proper(core)


_GOVERNED = re.compile(
    "(?:建设了|规划建设|打造|建设|兴建|启动|建成|投建|谋划|投资|承建)(?:了|的)?$|(?:投资|投入)[^，。；]{1,10}元的$|占地[^，。；]{1,8}亩的$"
)


def _is_specific(core: str, head: str) -> bool:
    """人力资本产业园: plain words, but a site of its own where it is what somebody builds."""
    generic = words("projects", "generic")
    return core not in generic and core + head not in generic and len(core) >= (5 if head in ("项目", "工程") else 3)


def _is_proper(core: str) -> bool:
    return tag_of(core[:2]) in ("x", "ns", "nz", "nr", "nt", "nrt", "j") or tag_of(core) == "nz"


def _is_built(scene: Scene, passage: Passage, start: int, end: int) -> bool:
    sentence = passage.sentence_at(start)
    return bool(_verb_pattern().search(scene.text, max(sentence.start, start - 40), min(sentence.end, end + 30)))

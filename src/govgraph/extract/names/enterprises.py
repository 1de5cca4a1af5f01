"""Enterprises by legal form and by the titles of their people; ``brands`` finds those that go by a brand."""

import re
from collections.abc import Iterator
from functools import cache

from govgraph import lexicon
from govgraph.extract.mentions import Mention, Names, Scene, alternation, endings, pattern, starting_with, words
from govgraph.lexicon.regions import gazetteer
from govgraph.text.passages import Passage
from govgraph.text.words import tag_of

_SHORT_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z0-9.·]{1,9}")


@cache
def _suffix_pattern() -> re.Pattern[str]:
    suffixes = endings("enterprises", "suffixes")
    shape = f"(?:（[\u4e00-\u9fff]{{2,4}}）)?(?:{alternation('enterprises', 'suffixes')})"
    return starting_with(("（", *suffixes), shape)


def find_enterprises(scene: Scene) -> None:
    """Add every enterprise that its legal form or a title behind it tells to the scene."""
    scene.add(_with_legal_form(scene))
    scene.add(_titled(scene))


def _with_legal_form(scene: Scene) -> Iterator[Mention]:
    for passage, match in scene.matches(_suffix_pattern()):
        end = match.end()
        if not (scene.is_boundary(end) or "有限公司" in match[0]) or scene.text[end : end + 1] in ("化", "式"):
            continue
        limit = 22 if "有限" in match[0] else 12
        start = scene.walk_back(passage, match.start(), limit, stop_at=(), far="有限" in match[0])
        legal = "有限" in match[0]
        if match[0].endswith(("集团", "银行")):
            start = _over_verbs(scene, passage, start, match.start())
        start = _name_start(scene, passage, start, match.start(), legal=legal)
        start = _behind_parent(scene, start, match)
        start, owner = _leading_region(scene, start, match.start())
        name = scene.text[start:end]
        core = scene.text[max(start, owner.end if owner else start) : match.start()]
        common = match[0].endswith(("合作社", "工厂", "书店", "商场")) and tag_of(core) == "n"  # 蜜瓜|合作社
        weak = match[0] in words("enterprises", "weak_suffixes")
        if (
            not (core or (owner and match[0] in words("enterprises", "local_forms")))
            or name in words("enterprises", "generic")
            or (weak and not (_is_proper(scene, core, owner) or _is_listed(scene, start, core)))
            or common
            or _BUILT.search(core)
        ):
            continue
        zone = owner.owner if owner and owner.kind == "FunctionalZone" else None
        first = zone.start if zone else owner.start if owner and owner.end >= start else start
        confidence = 0.95 if "有限公司" in match[0] else 0.85
        yield Mention(
            first, end, "Enterprise", scene.text[first:end], "enterprise.form", confidence, owner=owner,
            stem=scene.text[max(start, owner.end if owner else start) : end],
        )  # fmt: skip


#: 一座座现代化|工厂, 华晨宝马新|工厂: many of a kind, and what a company builds.
_BUILT = re.compile("^[一两几数多](?:座|家|批|个)|现代化|(?<=.)[新老]$")


def _is_listed(scene: Scene, start: int, core: str) -> bool:
    """城投集团、名城集团、*建设*集团: a plain word behind another company in a row."""
    return len(core) == 2 and scene.text[start - 1] == "、" and scene.ending_at(start - 1, "Enterprise") is not None


def _behind_parent(scene: Scene, start: int, match: re.Match[str]) -> int:
    """玄峰集团|红云|酒厂: a company behind its parent's name. Its branch has that name in front: 溱湖银行姜堰支行.

    What the walk left between the two belongs to the company: 额河集团|*润*禾乳业|公司.
    """
    for at in range(match.start() - 1, start - 3, -1):
        parent = scene.ending_at(at, "Enterprise")
        if parent is None or (at < start and not _LEFT_OVER.fullmatch(scene.text[at:start])):
            continue
        of_place = tag_of(scene.text[max(at, start) : match.start()]) == "ns"
        branch = match[0].endswith(("分行", "支行", "分公司", "支公司")) or of_place
        return parent.start if branch else at
    return start


_LEFT_OVER = re.compile("[^\\W\\da-zA-Z与和及同跟向为由的在等对被将把]{1,2}")
#: Where a name may start.
_EDGE = re.compile("[、，。；：“（\n由与和为了对向]|^$")


def _over_verbs(scene: Scene, passage: Passage, start: int, end: int) -> int:
    """远航|能源|集团: an industry alone names no company, so that a verb in front of it is a brand."""
    core = scene.text[start:end]
    if core and core not in words("enterprises", "industries") and core + "集团" not in words("enterprises", "generic"):
        return start
    at = scene.walk_back(passage, end, 10, stop_at=(), far=True)
    first = scene.word_after(at)
    if at >= start or first is None or not _EDGE.match(scene.text[at - 1 : at]):
        return start
    return start if first.text in words("enterprises", "developing") | words("enterprises", "handling") else at


_NOT_IN_FRONT = re.compile(
    "(?:联系|走访|帮助|支持|引进|组织)(?=.{4})|及|与|和|在|由(?!.{0,2}(?:有限|集团))|被|将|对|企业(?=.{4})|公司(?=.{6})|专班|协调|客商|外商|台商"
)
_ROAD = re.compile(".*[路街道](?=[一-鿿]{4,}$)")


def _name_start(scene: Scene, passage: Passage, start: int, end: int, *, legal: bool) -> int:
    """The start a walk found, mended: behind 及 and a road's name, and from the region on.

    江苏润*和*软件股份有限公司: a 和 inside a company's name stops the walk; the region in front tells the start.
    """
    while start < end and (lead := _NOT_IN_FRONT.match(scene.text, start)):
        start = lead.end()
    if road := _ROAD.match(scene.text[start:end]):
        start += road.end()
    if scene.text[start - 1 : start] == "）":  # 鹏岚（江苏）精密机械有限公司
        opening = scene.text.rfind("（", max(passage.start, start - 8), start)
        if opening > passage.start and scene.starting_at(opening + 1, "Region"):
            return max(scene.walk_back(passage, opening, 6), scene.text.rfind("兼", opening - 6, opening) + 1)
    if not scene.starting_at(start, "Region"):
        for at in range(start - 1, max(passage.start, start - 4), -1):
            if not re.match("[一-鿿]", scene.text[at]) or scene.text[at] in "的了在与":
                break
            if scene.ending_at(at, "Region"):
                return at if legal or all(len(word.text) == 1 for word in scene.words_between(at, start)) else start
    return start


def _leading_region(scene: Scene, start: int, end: int) -> tuple[int, Mention | None]:
    """The region that leads a company's name, where one does; of 江苏南通… the last."""
    owner, at = None, start
    while at < end and (mention := scene.starting_at(at, "Region")) and mention.end < end and not mention.deictic:
        owner, at = mention, mention.end
    if owner is None and (before := scene.ending_at(start, "Region")) and not before.deictic:
        return start, before
    listed = scene.ending_at(start - 1, "Enterprise") if owner is None and scene.text[start - 1] == "、" else None
    if listed is not None and listed.owner is not None and listed.owner.deictic:
        return start, listed.owner
    if owner is None and scene.text[start] in "市省区县" and end - start > 2:
        kind = scene.text[start]
        return start + 1, Mention(start, start + 1, "Region", kind, "region.kind", 0.8, stem=kind, deictic=True)
    return (owner.start if owner else start), owner


def _is_proper(scene: Scene, core: str, owner: Mention | None) -> bool:
    """Whether the words before 集团, 公司 read as a name: a region in front, or no plain word of the dictionary."""
    if len(core) < 2:
        return False
    tags = {tag_of(core), tag_of(core[:2])}
    if len(core) <= 4 and "n" in tags and not tags & {"v", "m", "a", "d", "b", "ns"}:
        return core not in words("enterprises", "generic")
    if owner is not None and not owner.deictic:
        return not tags & {"v", "vn", "m", "a", "d"}
    return bool(tags & {"x", "nz", "nr", "nrt", "ns", "nt", "j"}) and core not in words("enterprises", "generic")


def _could_be_company(name: str) -> bool:
    if not _SHORT_NAME.fullmatch(name) or name in words("enterprises", "generic"):
        return False
    if any(
        name.endswith(word) for word in ("企业", "产业", "行业", "领域", "部门", "单位", "园区", "机构", "项目", "工程")
    ):
        return False
    return tag_of(name) in ("x", "nz", "nr", "nt", "nrt")


def _titled(scene: Scene) -> Iterator[Mention]:
    """<name> + 总经理 + <person>: only companies have such titles."""
    if pattern("enterprises", "titles").search(scene.text) is None:
        return
    departments = f"(?:{alternation('enterprises', 'departments')})?"
    title = pattern("enterprises", "titles", f"的?{departments}WORDS(?=[\u4e00-\u9fff]{{2,3}})")
    for passage, match in scene.matches(title):
        start = scene.walk_back(passage, match.start(), 8, stop_at=("Region", "Enterprise"))
        name = scene.text[start : match.start()]
        if match[0][0] == "的" and not (_could_be_company(name) and scene.text[start - 1] in "，。：；\n"):
            continue
        if len(name) < 3 or scene.over(match.start() - 1, "Enterprise", "PublicOrganisation", "Region"):
            continue
        owner = scene.ending_at(start, "Region")
        industry = name.endswith(endings("enterprises", "industries"))
        if name in words("enterprises", "generic"):
            continue
        if "负责人" in match[0] or not (_could_be_company(name) or owner or industry):
            continue
        if owner and not owner.deictic:
            yield Mention(
                owner.start, match.start(), "Enterprise", scene.text[owner.start : match.start()], "enterprise.titled",
                0.75, owner=owner, stem=name,
            )  # fmt: skip
        elif industry or tag_of(name[:2]) not in ("v", "vn", "n", "d"):
            yield Mention(start, match.start(), "Enterprise", name, "enterprise.titled", 0.75, stem=name)


def find_enterprises_again(scene: Scene) -> None:
    """Add every other place where a company's short name stands; a name found once is found everywhere."""
    names = {short for m in scene.mentions if m.type == "Enterprise" for short in short_names(m)}
    known = Names(names)
    scene.add(
        [
            Mention(start, end, "Enterprise", name, "enterprise.again", 0.8, stem=name)
            for _, start, end, name in known.find(scene)
            if not scene.over(start, "Enterprise") and not scene.over(end - 1, "Enterprise")
        ]
    )


def short_names(mention: Mention) -> tuple[str, ...]:
    """What a company is called for short: its name without legal form and without the leading region.

    江苏神马电力股份有限公司 gives 江苏神马电力 and 神马电力.
    """
    cut = _suffix_pattern().sub("", mention.name)
    core = _suffix_pattern().sub("", mention.stem)
    shorts = {mention.name, cut, core}
    named = (s for s in shorts if len(s) >= 3 and tag_of(s) in ("x", "nz", "nt", "nr", "nrt"))
    return tuple(sorted(s for s in named if s not in gazetteer().by_name))  # 姜堰区|城投集团


def brand_of(mention: Mention) -> str:
    """A company's name without legal form or industry, as short forms leave them out: 鲁盐 of 鲁盐集团."""
    core = _suffix_pattern().sub("", mention.stem)
    if core == mention.name:
        industries = (word for word in _industries() if core.endswith(word) and len(core) - len(word) > 1)
        core = core.removesuffix(next(industries, ""))
    return core if 2 <= len(core) <= 4 and not core.isascii() else ""


def is_short_for(mention: Mention, full: str) -> bool:
    """Whether a name may stand for the full name of the same brand: its trade or 集团 must stand there too.

    盛岚锂能 is not 江苏盛岚控股集团, and 盛岚集团 not 泰州盛岚电器有限公司.
    """
    own = mention.stem.removeprefix(brand_of(mention))
    return own == "公司" or own in full


@cache
def _industries() -> tuple[str, ...]:
    return lexicon.words("enterprises", "industries")


def beginnings(mention: Mention) -> tuple[str, ...]:
    """The brands that a full name may go by: 孟兴, 孟兴开, 孟兴开发 of 洛阳孟兴开发建设有限公司."""
    if not mention.name.endswith(("公司", "集团")):
        return ()
    core = _suffix_pattern().sub("", mention.stem)
    if core + mention.stem[-2:] != mention.stem and _suffix_pattern().search(mention.stem[: len(core)]):
        return ()  # 岚谷集团姜堰公司
    return tuple(core[:length] for length in range(2, min(len(core), 4) + 1))

"""Party organisations and public bodies: <owner> + <stem> + <head>, as in 淮安市 + 行政审批 + 局 and its 党组."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from operator import itemgetter

from ahocorasick_rs import AhoCorasick

from govgraph import lexicon
from govgraph.extract.mentions import Mention, Scene, endings, ends_name, plain, words
from govgraph.extract.names.teams import find_teams, is_clause_start, is_founded
from govgraph.model import EntityType
from govgraph.text.passages import Passage
from govgraph.text.words import tag_of

#: What a head says by the group of the lexicon it stands in.
_GROUPS = (("party", "party_heads"), ("body", "bodies"), ("body", "national"), ("head", "heads"))
#: A bare kind in front of a body stands for the region of that kind: 市 of 市行政审批局.
_KIND = re.compile("(?:自治区|街道|园区|新区|开发区|[省市区县州旗镇乡村])$")
#: What may follow a head without making it another word: 局 of 局面, 委 of 委员, 政府 of 政府采购.
_NOT_BEHIND = re.compile("[面限势门]|(?<!部)长|员(?!会)|托|派|书|任|副|式|理|事|置|到|好|成|实|结|法|案|公|学|址|证|点")
#: A committee before these is only part of an office: 党工委 of 党工委书记.
_IN_TITLE = re.compile("(?:第一)?(?:常务)?副?(?:书记|主任|成员|常委(?!会)|秘书长|委员(?!会))")
_ORGANS_BEHIND = re.compile("、?管委会|一班人|、?管理委员会")
_OWNERS: tuple[EntityType, ...] = ("PublicOrganisation", "PartyOrganisation", "Region", "Enterprise")
#: The office of a body's head ends its name, whatever jieba joins: 实验小学|校长, 区政协|主席, 纪委|书记.
_LED = re.compile("(?:常务)?副?(?:[局所院校会馆站队处]长|主任(?!医师)|主席(?!台|团)|书记(?!处|员))")
#: Stems that tell of a building site, a number of kinds, a scientist's team.
_NO_STEM = re.compile("^级|^(?:新建|改扩建|改建|扩建|创建|规划建设)|[一二三四五六七八九十]大$|一$|专家$")
_OFFICES = re.compile("科(?:、|等科室|长|牵头|负责|党员)")
_ORDINAL = re.compile("第[一二三四五六七八九十]{1,3}$")
_SCHOOLS = frozenset({"大学", "学院", "医院"})
_SCHOOL = re.compile("大学|学院|学校|中学|小学|幼儿园")
#: A kind that is counted behind it (服务中心3个) or belongs to a list of kinds names no body.
_COUNTED = re.compile("\\d+个|\\+|(?:、[^，。、]{2,12}){0,6}等[\u4e00-\u9fff]{0,4}内设机构")
#: 学会|了剪纸: somebody has learnt it.
_LEARNT = re.compile("[了过怎如做]")
#: A school or centre before these is what is being built.
_BUILT = re.compile("项目|工程|建设工地|(?:正式)?(?:开工|奠基|封顶)")
_BUILDING = re.compile("中心|学校|小学|中学|医院|幼儿园|大学|学院|院区|馆")
_TITLE_BEHIND = re.compile("(?:常委、)?(?:第一)?(?:常务)?副?(?:书记|主任|常委(?!会)|秘书长|委员(?!会))")


#: For each place where heads start, in order, the longest head of each group: its end and the group.
Heads = dict[int, list[tuple[int, str]]]


@cache
def _matcher() -> tuple[AhoCorasick, list[str]]:
    """An automaton of all heads, and the group of each."""
    rows = [(head, name) for name, group in _GROUPS for head in lexicon.words("organisations", group)]
    return AhoCorasick([head for head, _ in rows], store_patterns=False), [name for _, name in rows]


def _find_heads(scene: Scene) -> Iterator[tuple[Passage, Heads]]:
    matcher, groups = _matcher()
    hits = scene.hits(matcher, overlapping=True)
    for passage, row in groupby(hits, key=itemgetter(0)):
        found: defaultdict[int, dict[str, int]] = defaultdict(dict)
        for _, index, start, end in row:
            longest = found[start]
            longest[groups[index]] = max(longest.get(groups[index], 0), end)
        yield passage, {start: [(end, group) for group, end in found[start].items()] for start in sorted(found)}


def find_organisations(scene: Scene) -> None:
    """Add every Party organisation and public body to the scene, a body's own organs after the body itself."""
    for passage, heads in _find_heads(scene):
        starts = list(heads)
        at = passage.start
        while match := _longest(scene, heads, starts, at):
            mention = _read(scene, passage, *match)
            at = match[1] if mention else match[0] + 1
            if mention:
                scene.add([mention])
    scene.add(list(find_teams(scene)))


def _longest(scene: Scene, heads: Heads, starts: list[int], at: int) -> tuple[int, int, str] | None:
    """The next head from ``at`` on: start, end and group; of several that start together the longest."""
    for start in starts[bisect_left(starts, at) :]:
        candidates = [
            (end + 2 * (scene.text[end - 1] == "办" and scene.text.startswith("公室", end)), group)  # 政务服务办|公室
            for end, group in heads[start]
        ]
        for end, group in sorted(candidates, reverse=True):
            # jieba joins 办 with what follows; a long head with a fixed form needs no help from it
            if (
                scene.is_boundary(end)
                or _LED.match(scene.text, end)
                or scene.text.startswith("毕业", end)
                or (group != "head" and end - start >= 3 and not _NOT_BEHIND.match(scene.text, end))
            ):
                return start, end, group
    return None


def _read(scene: Scene, passage: Passage, head_start: int, end: int, group: str) -> Mention | None:
    head = scene.text[head_start:end]
    quote = scene.inside_quote(head_start, end, passage)
    if (
        group == "head"
        and quote is not None
        and quote.end == end
        and quote.end - quote.start <= 8
        and head in ("办", "局")
    ):
        return None  # “堰里快办” is a brand
    if _IN_TITLE.match(scene.text, end) and (
        (head.startswith("党") and group == "party") or head in ("管委会", "办事处")
    ):
        return None
    if group == "party" and head.startswith("委"):
        committee = _committee(scene, head_start, end)
        if committee or head != "委员会":
            return committee
        group = "head"  # 人大法制委员会
    if _COUNTED.match(scene.text, end) or _is_built(scene, head, end):
        return None
    if head == "学会" and _LEARNT.match(scene.text, end):
        return None
    start = head_start if group == "body" and not _needs_stem(head) else _stem_start(scene, passage, head_start)
    if (
        start == head_start
        and head in words("organisations", "party_kinds")
        and is_founded(scene, start - 2, near=True)
    ):
        start -= 2  # 组建|审改|党支部: its name is a verb to the dictionary
    owner, start = _branch_owner(scene, head_start, head) or _owner(scene, passage, start)
    if owner is None and (owner := _shared_owner(scene, start, head)):
        return _apart(scene, start, end, owner, group)
    start = _over_counter(scene, start, owner)
    stem = scene.text[start:end]
    if _is_counted(scene, start, stem, owner) or not _is_name(stem, head, group, owner, scene, head_start):
        return None
    if _SCHOOL.search(stem) and owner and owner.type == "Region" and not owner.deictic:
        start, stem, owner = owner.start, scene.text[owner.start : end], None
    of_party = owner is not None and owner.type == "PartyOrganisation" and owner.stem == "委"  # 市委改革办
    kind: EntityType = "PartyOrganisation" if of_party or _is_party(stem, head, group) else "PublicOrganisation"
    first = owner.start if owner else start
    if re.match("[A-Za-z]", scene.text[first - 1 : first]):
        return None
    confidence = 0.9 if owner and group != "head" else 0.8 if owner or group == "body" else 0.65
    name = plain(scene.text[first:end])
    return Mention(first, end, kind, name, f"organisation.{group}", confidence, owner=owner, stem=plain(stem))


def _over_counter(scene: Scene, start: int, owner: Mention | None) -> int:
    """成立18|支|“镇合意”服务先锋队: a counter that the walk took in."""
    if owner is None and scene.text[start] in "支个" and scene.text[start - 1].isdigit():
        return start + 1
    return start


def _is_counted(scene: Scene, start: int, stem: str, owner: Mention | None) -> bool:
    """19个市重大项目工作专班, 每季度召开联席会议: kinds and meetings; a quoted name is one all the same."""
    first = owner.start if owner else start
    before = scene.text[max(0, first - 2) : first]
    counted = before[-1:] in ("支", "个") and (before[:1].isdigit() or before[:1] in "两多几")
    return (counted and not stem.startswith("“")) or (stem.endswith("会议") and before == "召开")


def _is_built(scene: Scene, head: str, end: int) -> bool:
    return bool(_BUILDING.search(head) and _BUILT.match(scene.text, end))


def _needs_stem(head: str) -> bool:
    return head in words("organisations", "weak_heads")


def _stem_start(scene: Scene, passage: Passage, head_start: int) -> int:
    owners: tuple[EntityType, ...] = ("Region", "PublicOrganisation", "PartyOrganisation", "Enterprise")
    start = scene.walk_back(passage, head_start, 14, stop_at=owners)
    if scene.text.startswith(endings("organisations", "task_forces"), head_start):
        far = scene.walk_back(passage, head_start, 14, stop_at=owners, far=True)
        start = far if scene.ending_at(far, "Region") else start  # 赣州|企业用工保供|专班: its task may be a verb
    if ordinal := _ORDINAL.search(scene.text, max(passage.start, start - 5), start):
        start = ordinal.start()  # 第二|党支部, 第三|小学
    return _over_quotes(scene, passage, start)


def _over_quotes(scene: Scene, passage: Passage, start: int) -> int:
    """Take in a quoted brand that stands in the name: 融资“镇合意”服务队."""
    quote = scene.quote_before(start)
    if quote is None or quote.end - quote.start > 12 or quote.depth > 1 or quote.mark == "《":
        return start
    if re.search("[。！？，]", scene.text[quote.start : quote.end]) or scene.text.startswith("中心", quote.end + 1):
        return start
    return scene.walk_back(passage, quote.start - 1, 6, stop_at=("Region", "PublicOrganisation", "PartyOrganisation"))


def _owner(scene: Scene, passage: Passage, start: int) -> tuple[Mention | None, int]:
    """The region or body in front, and where the stem starts: 市, 街道 in front of a body stand for a region."""
    owner = scene.ending_at(scene.before_bracket(start, 12), *_OWNERS)
    if owner:
        return _over_place(scene, owner, start)
    for width in (3, 2, 1):
        kind = scene.text[start : start + width]
        if width == 1 and scene.text[start : start + 2] in words("organisations", "kind_words"):
            continue  # 市场|监管局
        if len(kind) == width and _KIND.fullmatch(kind) and (scene.is_boundary(start + width) or width == 1):
            return _deictic(scene, start, start + width), start + width
        kind = scene.text[max(start - width, passage.start) : start]
        if width == 1 and scene.text[max(start - 2, 0) : start] in words("regions", "not_places"):
            continue  # 社|区党委
        if len(kind) == width and _KIND.fullmatch(kind) and (width == 1 or scene.is_boundary(start - width)):
            return _deictic(scene, start - width, start), start
    return None, start


def _branch_owner(scene: Scene, head_start: int, head: str) -> tuple[Mention, int] | None:
    """社区|党支部, 集团|党委: the branch of the community or company spoken of; in a row they are kinds."""
    kind = scene.word_before(head_start)
    if kind is None or head not in words("organisations", "party_kinds") or kind.text not in _BRANCH_OWNERS:
        return None
    if (head in ("党组", "机关党委")) != (kind.text in ("局", "厅")):
        return None
    end = head_start + len(head)
    before, behind = scene.text[kind.start - 1 : kind.start], scene.text[end : end + 1]
    if before in ("、", "各", "个", "到") or behind == "、" or scene.ending_at(head_start, *_OWNERS):
        return None
    owner_type = _BRANCH_OWNERS[kind.text]
    owner = Mention(kind.start, kind.end, owner_type, kind.text, "region.kind", 0.8, stem=kind.text, deictic=True)
    return owner, head_start


_BRANCH_OWNERS: dict[str, EntityType] = {
    "社区": "Region",
    "集团": "Enterprise",
    "企业": "Enterprise",
    "公司": "Enterprise",
    "局": "PublicOrganisation",
    "厅": "PublicOrganisation",
}


def _shared_owner(scene: Scene, start: int, head: str) -> Mention | None:
    """自治区党委、*政府*, 大良镇的*党员突击队*: the owner stands apart."""
    before = scene.text[start - 1 : start]
    if before in "、和" and head in ("政府", "人大", "政协", "人民政府"):
        party = scene.ending_at(start - 1, "PartyOrganisation")
        return party.owner if party else None
    if before == "的" and head.endswith("队"):
        region = scene.ending_at(start - 1, "Region")
        return region if region and not region.deictic else None
    return None


def _apart(scene: Scene, start: int, end: int, owner: Mention, group: str) -> Mention:
    stem = plain(scene.text[start:end])
    kind: EntityType = "PartyOrganisation" if _is_party(stem, stem, group) else "PublicOrganisation"
    return Mention(start, end, kind, owner.name + stem, f"organisation.{group}", 0.8, owner=owner, stem=stem)


def _over_place(scene: Scene, owner: Mention, start: int) -> tuple[Mention, int]:
    """洛阳市生态环境局|孟津|分局: a place between a body and its part belongs to the part's name."""
    body = scene.ending_at(owner.start, "PublicOrganisation") if owner.type == "Region" else None
    return (body, owner.start) if body else (owner, start)


def _deictic(scene: Scene, start: int, end: int) -> Mention:
    existing = scene.starting_at(start, "Region")
    if existing and existing.end == end:
        return existing
    name = scene.text[start:end]
    return Mention(start, end, "Region", name, "region.kind", 0.8, stem=name, deictic=True)


def _is_name(stem: str, head: str, group: str, owner: Mention | None, scene: Scene, head_start: int) -> bool:
    school = owner is not None and stem in _SCHOOLS and owner.rule == "region.short"  # 丽水学院
    listed = owner is not None and stem in words("organisations", "bodies")
    if stem in words("organisations", "not_bodies") and not (listed or school):
        return stem in words("organisations", "party_kinds") and owner is not None
    before = stem.removesuffix(head)
    if head == "办" and stem[-2:] in words("organisations", "not_bodies"):  # 诉接速办
        return False
    if stem.endswith(endings("organisations", "not_endings")) or _NO_STEM.search(before):
        return False
    if group == "party" and head in words("organisations", "party_kinds"):
        if head.endswith("队") and len(before) >= 2 and is_founded(scene, head_start - len(before), near=False):
            return True
        return owner is not None or head == stem == "机关党委" or _is_branch_name(before, scene, head_start)
    if group == "party" and stem == head == "党工委":
        return owner is not None or bool(_ORGANS_BEHIND.match(scene.text, head_start + len(head)))
    if group == "body":
        return bool(owner) or len(head) > 2 or head in words("organisations", "national")
    if group == "party":
        return True
    if head in words("organisations", "weak_heads"):
        return _is_weak_name(before, head, owner, scene, head_start)
    return len(before) >= 2 or (owner is not None and not owner.deictic and len(head) > 2)


def _is_weak_name(before: str, head: str, owner: Mention | None, scene: Scene, head_start: int) -> bool:
    """Whether a stem makes a name of a head that is a common word too."""
    if owner and not owner.deictic:
        bare = head not in words("organisations", "never_bare") or (head in _SCHOOLS and owner.rule == "region.short")
        return bool(before) or bare
    if head == "部门":
        return False
    if head == "办" and owner is None and scene.text[head_start - len(before) - 1] == "、":
        return False  # 帮代办、容缺办
    if head == "科":
        return len(before) >= 4 and _OFFICES.match(scene.text, head_start) is not None
    start = head_start - len(before)
    return (
        _is_proper(before, scene, head_start)
        or (bool(owner) and len(before) >= 2)
        or (len(before) >= 4 and head != "委员会" and is_founded(scene, start, near=True))
        or (head in words("organisations", "task_forces") and len(before) >= 4 and is_clause_start(scene, start))
        or (len(before) >= 2 and _is_listed(scene, start))
        or (len(before) >= 4 and head == "大学")
        or (len(before) >= 4 and head == "局" and scene.text.startswith(("局长", "副局长"), head_start + 1))
    )


def _is_listed(scene: Scene, start: int) -> bool:
    """山东工研院、*量子研究院*: plain words behind a body in the same row."""
    return scene.text[start - 1 : start] == "、" and scene.ending_at(start - 1, "PublicOrganisation") is not None


def _is_branch_name(stem: str, scene: Scene, end: int) -> bool:
    """审改党支部: a branch's own name is no common noun, and stands behind 组建 or in a list."""
    if len(stem) < 2 or stem in words("organisations", "common_owners"):
        return False
    if stem.startswith("第"):
        return True
    before = scene.text[end - len(stem) - 2 : end - len(stem)]
    return _is_proper(stem, scene, end) or before.endswith(("组建", "成立", "、", "建立", "设立", "设的"))


def _is_proper(stem: str, scene: Scene, end: int) -> bool:
    """Whether a stem without an owner is a name: its first word is none of the dictionary's common words."""
    if len(stem) < 2:
        return False
    word = scene.word_before(end)
    while word and word.start > end - len(stem):
        word = scene.word_before(word.start)
    first = word.text if word and word.start == end - len(stem) else stem[:2]
    tag = word.tag if word and word.start == end - len(stem) else tag_of(first)
    return tag in ("x", "ns", "nz", "nr", "nt", "nrt", "j") and not (word and ends_name(word))


def _is_party(stem: str, head: str, group: str) -> bool:
    if group == "party":
        return not head.endswith("党群服务中心")
    return "党员" in stem or ("先锋" in stem and head.endswith("队"))


def _committee(scene: Scene, head_start: int, end: int) -> Mention | None:
    """扬州市委, 市委组织部: a committee or its department behind the name or the kind of a region."""
    head = scene.text[head_start:end]
    if head == "委" and (_TITLE_BEHIND.match(scene.text, end) or scene.text[end : end + 1] in "员托派会内"):
        return None
    owner = scene.ending_at(head_start, "Region")
    if re.search("省、[市区]$", scene.text[max(0, head_start - 3) : head_start]):
        return None
    kind = scene.text[head_start - 1 : head_start]
    if owner is None and kind in words("organisations", "committee_after") and scene.is_boundary(head_start - 1):
        owner = _deictic(scene, head_start - 1, head_start)
    if owner is None or owner.kind == "Community":
        return None
    if len(head) > 1 and head != "委员会":
        committee = Mention(
            owner.start, head_start + 1, "PartyOrganisation", scene.text[owner.start : head_start + 1],
            "organisation.committee", 0.9, owner=owner, stem="委",
        )  # fmt: skip
        owner, stem = committee, head[1:]
    elif kind in words("organisations", "committee_after"):
        stem = head
    else:
        return None
    return Mention(
        owner.start, end, "PartyOrganisation", scene.text[owner.start : end], "organisation.committee", 0.92,
        owner=owner, stem=stem,
    )  # fmt: skip

"""Short forms that stand for the last thing of their kind.

Cases:

1. 该项目, 这家企业, 此平台
2. 这个由甲投资建设的*项目*, 位于该园区的这家外资*企业*: the kind behind its attribute
3. at a clause's head the bare kind of something named before: *团队*共享到20多台设备, *项目*总投资4200万元
4. at a clause's head the tail of a body's name: *应急组*下设6个小组, for 复工工作应急组
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick

from govgraph.extract.mentions import Mention, Scene, alternation, words
from govgraph.model import EntityType
from govgraph.text.words import tag_of

KINDS: dict[EntityType, str] = {
    "Project": "项目|工程|基地|产业园|电站",
    "Enterprise": "公司|企业|集团|厂|行",
    "PartyOrganisation": "党支部|党总支|党委|党组|先锋队",
    "PublicOrganisation": "局|办(?![法理公事])|中心|办公室|医院|学校|学院|团队|队伍|服务队|专班|总社",
    "Program": "平台|活动|行动|品牌|机制|驿站|模式|政策|窗口|基金|专窗|联盟|工程|计划",
}
#: Kinds that stand for whatever thing of their type was named last, whatever its name.
LOOSE = frozenset({"项目", "工程", "公司", "企业", "集团"})
_HEAD = "(?<=[，。；：“\n])"
_BEFORE_HEAD = "，。；：“\n"
_GOES_ON = re.compile("(?!的)[\u4e00-\u9fff]")
_BARE: dict[EntityType, str] = {
    "Project": "项目(?=(?:ONE_PROJECT))",
    "Enterprise": "(?:公司|企业|集团)(?=[\u4e00-\u9fff])(?!家|们|和|的|群众|负责(?!人(?:介绍|说|表示))|复工复产)",
    "PublicOrganisation": "(?:团队|专班|总社|队伍)(?=[\u4e00-\u9fff])",
    "PartyOrganisation": "(?:党总支|党支部|支部|先锋队)(?=[\u4e00-\u9fff0-9])(?!书记|的|和)",
    "Program": "(?:平台|专窗|驿站|联盟|基金)(?=[\u4e00-\u9fff])(?!的|建设|经济)"
    "|(?:改革|方案|机制|制度|办法|意见)(?=由|明确|提出|规定|出台|实施以来|推行以来)",
}
#: Endings of teams and offices that a later clause shortens to.
_TAILS = ("组", "队", "室", "站", "社", "所", "中心", "专班", "团队")


@cache
def _this() -> re.Pattern[str]:
    kinds = "|".join(f"(?P<{kind}>{heads})" for kind, heads in KINDS.items())
    return re.compile(
        f"(?:该|此|这(?:一|个|家|支|项|座|条|所|种|款)?)(?P<attribute>[^，。；：“”]{{1,30}}?的)?[国外民台合央]?资?(?:{kinds})"
    )


@cache
def _bare() -> re.Pattern[str]:
    kinds = "|".join(f"(?P<{kind}>{shape})" for kind, shape in _BARE.items())
    return re.compile(f"{_HEAD}(?:{kinds.replace('ONE_PROJECT', alternation('clauses', 'one_project'))})")


def find_deictics(scene: Scene) -> None:
    """Add every such short form to the scene; ``stem`` is the kind it names."""
    scene.add(_pointed(scene))
    scene.add(_bare_kinds(scene))
    scene.add(list(_tails(scene)))


def _pointed(scene: Scene) -> Iterator[Mention]:
    for _, match in scene.matches(_this()):
        kind: EntityType = next(k for k in KINDS if match[k])
        start = match.start(kind) if match["attribute"] else match.start()
        if scene.is_boundary(match.end()) and scene.over(match.start(kind), kind) is None:
            yield _deictic(start, match.end(), kind, match[kind], "deictic.kind", 0.75)


def _bare_kinds(scene: Scene) -> Iterator[Mention]:
    starts = [0, *(passage.start for passage in scene.passages)]
    before = dict(zip(starts[1:], starts, strict=False))
    for passage, match in scene.matches(_bare()):
        kind: EntityType = match.lastgroup  # type: ignore[assignment]
        named = (m for m in scene.within(before[passage.start], match.start()) if m.type == kind)
        if _has_bearer(scene, match[0], named) and not scene.over(match.start(), kind):
            yield _deictic(match.start(), match.end(), kind, match[0], "deictic.bare", 0.65)


def _has_bearer(scene: Scene, bare: str, named: Iterable[Mention]) -> bool:
    """Whether one of the names is of that kind, or is called so by the word behind it: “戈壁快办”*专窗*."""
    return any(
        bare in LOOSE
        or any(name.endswith(bare) for name in (m.name, *m.aliases))
        or scene.text.startswith(bare, m.end)
        or scene.text.startswith(bare, m.end + 1)
        for m in named
    )


def _tails(scene: Scene) -> Iterator[Mention]:
    """The tail of a name at a clause's head, behind the place that names it in full."""
    first: dict[str, Mention] = {}
    for mention in scene.mentions:
        for tail in _tails_of(scene, mention):
            first.setdefault(tail, mention)
    tails = sorted((tail for tail in first if tail not in words("organisations", "bodies")), key=lambda t: (-len(t), t))
    if not tails:
        return
    for start, end, tail in _at_heads(scene, tails):
        whole = first[tail]
        if whole.end < start and not scene.over(start, whole.type):
            yield _deictic(start, end, whole.type, tail, "deictic.tail", 0.7)


def _at_heads(scene: Scene, tails: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The longest tail that stands alone at each clause's head."""
    text = scene.text
    longest: dict[int, tuple[int, str]] = {}
    for passage, index, start, end in scene.hits(AhoCorasick(tails), overlapping=True):
        if start and text[start - 1] in _BEFORE_HEAD and end < passage.end and _GOES_ON.match(text, end):
            longest[start] = max(longest.get(start, (0, "")), (end, tails[index]))
    yield from ((start, end, tail) for start, (end, tail) in sorted(longest.items()))


def _tails_of(scene: Scene, mention: Mention) -> Iterator[str]:
    """组 of 复工作应急组: 应急组; 夜校 of “周二夜校”."""
    end = mention.end - (scene.text[mention.end - 1] in "”’》")
    if mention.type in ("PublicOrganisation", "PartyOrganisation") and mention.name.endswith(_TAILS):
        for length in (2, 3, 4):
            if len(mention.name) > length + 2 and scene.is_boundary(end - length):
                yield mention.name[-length:]
    elif mention.type in ("Program", "Project") and len(mention.name) >= 4 and scene.is_boundary(end - 2):
        tail = mention.name[-2:]
        if tag_of(tail).startswith("n") and tail not in words("clauses", "common_kinds"):
            yield tail


def _deictic(start: int, end: int, kind: EntityType, name: str, rule: str, confidence: float) -> Mention:
    return Mention(start, end, kind, name, rule, confidence, stem=name, deictic=True)

"""该项目, 该公司, 该平台: short forms that stand for the last thing of their kind."""

import re
from collections.abc import Iterator
from functools import cache

from govgraph.extract.mentions import Mention, Scene
from govgraph.model import EntityType
from govgraph.text.passages import Passage

KINDS: dict[EntityType, str] = {
    "Project": "项目|工程|基地|产业园",
    "Enterprise": "公司|企业|集团|厂|行",
    "PartyOrganisation": "党支部|党委|党组|先锋队",
    "PublicOrganisation": "局|中心|办公室|医院|学校|学院|团队|服务队|专班",
    "Program": "平台|活动|行动|品牌|机制|驿站|模式|政策|窗口|基金|专窗|联盟",
}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("该(?:" + "|".join(f"(?P<{kind}>{heads})" for kind, heads in KINDS.items()) + ")")


#: At a clause's head a bare kind stands for the one the paragraph speaks of: 团队不仅共享到20多台设备.
_BARE = re.compile(
    "(?<=[，。；：“])(?P<Enterprise>公司|企业|集团)(?=[\u4e00-\u9fff])(?!家|们|和|的|群众|负责|复工复产)|(?<=[，。；：“])(?P<PublicOrganisation>团队|专班|总社|队伍)(?=[\u4e00-\u9fff])|(?<=[，。；：“])(?P<Program>平台|专窗|驿站|联盟|基金)(?=[\u4e00-\u9fff])(?!的|建设|经济)"
)


def find_deictics(scene: Scene) -> None:
    """Add every such short form to the scene; ``stem`` is the kind it names."""
    before: tuple[int, int] = (0, 0)
    for passage in scene.passages:
        scene.add(list(_bare(scene, passage, before[0])))
        before = (passage.start, passage.end)
        for match in _pattern().finditer(scene.text, passage.start, passage.end):
            if scene.is_boundary(match.end()) and match.lastgroup:
                kind: EntityType = match.lastgroup  # type: ignore[assignment]
                scene.add(
                    [
                        Mention(
                            match.start(),
                            match.end(),
                            kind,
                            match[0],
                            "deictic.kind",
                            0.75,
                            stem=match[0][1:],
                            deictic=True,
                        )
                    ]
                )


def _bare(scene: Scene, passage: Passage, since: int) -> Iterator[Mention]:
    for match in _BARE.finditer(scene.text, passage.start, passage.end):
        kind: EntityType = match.lastgroup  # type: ignore[assignment]
        known = any(
            m.type == kind and (match[0] in _ANY or any(name.endswith(match[0]) for name in (m.name, *m.aliases)))
            for m in scene.within(since, match.start())
        )
        if known and not scene.over(match.start(), kind):
            yield Mention(match.start(), match.end(), kind, match[0], "deictic.bare", 0.65, stem=match[0], deictic=True)


_ANY = ("公司", "企业", "集团")

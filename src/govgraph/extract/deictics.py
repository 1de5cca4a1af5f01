"""该项目, 该公司, 该平台: short forms that stand for the last thing of their kind."""

import re
from functools import cache

from govgraph.extract.mentions import Mention, Scene
from govgraph.model import EntityType

KINDS: dict[EntityType, str] = {
    "Project": "项目|工程|基地|产业园",
    "Enterprise": "公司|企业|集团|厂|行",
    "PartyOrganisation": "党支部|党委|党组|先锋队",
    "PublicOrganisation": "局|中心|办公室|医院|学校|学院|团队|服务队|专班",
    "Program": "平台|活动|行动|品牌|机制|驿站|模式|政策|窗口|基金",
}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("该(?:" + "|".join(f"(?P<{kind}>{heads})" for kind, heads in KINDS.items()) + ")")


def find_deictics(scene: Scene) -> None:
    """Add every such short form to the scene; ``stem`` is the kind it names."""
    for passage in scene.passages:
        for match in _pattern().finditer(scene.text, passage.start, passage.end):
            if scene.is_boundary(match.end()) and match.lastgroup:
                kind: EntityType = match.lastgroup  # type: ignore[assignment]
                scene.add(
                    [Mention(match.start(), match.end(), kind, match[0], "deictic.kind", 0.75, stem=match[0][1:], deictic=True)]
                )

"""Titles of office, put together from their parts: 党工委 + 第一 + 书记, 常务副 + 市长, 四级 + 调研员."""

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from govgraph.extract.mentions import Scene, alternation, starting_with, words
from govgraph.lexicon.patterns import any_of
from govgraph.text.passages import Passage

#: The kind of region in the first characters of a title: 县委书记, 社区主任.
_KIND = re.compile("自治区|社区|街道|[省市区县州盟旗镇乡村]")


class Office(msgspec.Struct, frozen=True, gc=False):
    """A title at ``start``..``end``: its ``organ`` (党工委, or nothing) at ``organ_start``, its ``head`` (书记)."""

    start: int
    organ_start: int
    organ: str
    head_start: int
    head: str
    end: int
    #: 驻村第一书记: somebody sent to a village.
    is_stationed: bool

    @property
    def kind(self) -> str:
        """The kind of region that the title itself names: 县 of 县委书记 and of 副县长."""
        if self.is_stationed:
            return "村"
        if self.organ:
            found = _KIND.match(self.organ)
            return found[0] if found else ""
        named = self.head in words("posts", "governors") or self.head[:2] in ("村支", "村主", "社区")
        found = _KIND.match(self.head) if named else None
        return found[0] if found else ""

    @property
    def kind_start(self) -> int:
        """Where the kind of region stands."""
        if self.is_stationed:
            return self.start + 1
        return self.organ_start if self.organ else self.head_start


@cache
def _pattern() -> re.Pattern[str]:
    organs = any_of(sorted(words("posts", "region_organs") | words("posts", "body_organs")))
    heads = any_of(sorted(words("posts", "offices") | words("posts", "region_offices") | words("posts", "governors")))
    degrees = f"(?:{alternation('posts', 'degrees')})*"
    groups = (
        "not_offices", "degrees", "region_organs", "body_organs", "offices", "region_offices", "governors",
    )  # fmt: skip
    return starting_with(
        (word for group in groups for word in words("posts", group)),
        f"(?P<no>{alternation('posts', 'not_offices')})"
        f"|{degrees}(?P<organ>(?:{organs})?){degrees}(?P<head>{heads})(?:{alternation('posts', 'office_tails')})?",
    )


def find_offices(scene: Scene) -> Iterator[tuple[Passage, Office]]:
    """Every title and its paragraph, in the order of the text; whether somebody holds it is not asked."""
    for passage, match in scene.matches(_pattern()):
        if match["no"]:
            continue
        across = scene.over(match.end() - 1, "Region")
        if across is None or across.start <= match.start():  # 融安县|长安镇 holds no 县长
            yield passage, Office(
                match.start(), match.start("organ"), match["organ"], match.start("head"), match["head"], match.end(),
                match[0].startswith("驻村"),
            )  # fmt: skip


def holds_office(scene: Scene, start: int, end: int) -> bool:
    """Whether a title starts between two places: 管委会主任 is no 管某某, and 任室主任 no 任某某."""
    found = _pattern().search(scene.text, start, end + 6)
    return found is not None and found.start() <= end

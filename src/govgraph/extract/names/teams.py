"""Teams and task forces under names of their own, and branches that several villages have each."""

import re
from collections.abc import Iterator

from govgraph.extract.mentions import Mention, Scene, plain
from govgraph.model import EntityType

_FOUNDED = "成立|组建|组成|设立|建起|建立|抽调"
_FOUNDING = re.compile(f"(?:{_FOUNDED})(?:了|起)?$")


def find_teams(scene: Scene) -> Iterator[Mention]:
    """Every quoted team, and the branches of many villages."""
    yield from _quoted_teams(scene)
    yield from _branches_of_many(scene)


def is_founded(scene: Scene, start: int, *, near: bool) -> bool:
    """Whether what starts here is founded by the words right before, or else by the paragraph up to here."""
    if near:
        return _FOUNDING.search(scene.text, max(0, start - 6), start) is not None
    passage = scene.passage_of(start)
    return re.compile(_FOUNDED).search(scene.text, max(passage.start, start - 120), start) is not None


def is_clause_start(scene: Scene, start: int) -> bool:
    """Whether a clause starts here."""
    return scene.text[start - 1 : start] in ("，", "。", "；", "：", "\n")


# Behind a digit no number starts: else a long run of digits would be read again from each of them.
_BRANCHES = re.compile(
    "(?=[\\d两三四五六七八九十])(?:(?<!\\d)\\d+|[两三四五六七八九十])个?[村镇]的?(?P<head>党支部|党总支|党委|村委会)"
)


def _branches_of_many(scene: Scene) -> Iterator[Mention]:
    """唐家岭村、安乐庄村2个村党支部: each village's own branch."""
    for _, match in scene.matches(_BRANCHES):
        at = match.start()
        while region := scene.ending_at(at, "Region"):
            if region.deictic:
                break
            yield Mention(
                region.start, region.end, "PartyOrganisation", region.name + match["head"], "organisation.many", 0.8,
                owner=region, stem=match["head"],
            )  # fmt: skip
            if scene.text[region.start - 1 : region.start] not in ("、", "和"):
                break
            at = region.start - 1


_TEAM_IN = re.compile("[一-鿿]{2,8}(?:队|(?<!集)团|专班)")
_TEAM = re.compile("(?:[一-鿿]{0,4})(?:队|团队|突击队|服务队)(?![伍员长列])")


def _quoted_teams(scene: Scene) -> Iterator[Mention]:
    """“红袄先锋”服务队, “蓝海帮办”团队: a team under a name of its own."""
    for _, quote in scene.quotes():
        if quote.mark == "《" or quote.end - quote.start > 12:
            continue
        team = _TEAM.match(scene.text, quote.end + 1) or _TEAM_IN.fullmatch(scene.text, quote.start, quote.end)
        if team is None or not scene.is_boundary(team.end()):
            continue
        if scene.over(quote.start, "PublicOrganisation", "PartyOrganisation"):
            continue
        name = plain(scene.text[quote.start : team.end()])
        kind: EntityType = "PartyOrganisation" if re.search("党员|先锋", name) else "PublicOrganisation"
        end = max(team.end(), quote.end + 1)
        yield Mention(quote.start - 1, end, kind, name, "organisation.team", 0.8, stem=name)

"""Rows of projects: each member of “A、B、C等重点项目” is one, also without a word of kind at its end."""

import re
from collections.abc import Iterator

from govgraph.extract.mentions import Mention, Scene, pattern, plain, words
from govgraph.extract.names.phrases import behind_leads, walk_back
from govgraph.model import EntityType
from govgraph.text.passages import Passage

_END = (
    "等(?:\\d+|[一二两三四五六七八九十百]+|多)?(?:余|多)?(?:个|项|批|大)?(?:一(?:大)?批|一系列)?"
    "[^，。；、“”等服助惠为向对方支]{0,8}?WORDS(?!负责人|经理|师)"
)
_SEPARATOR = re.compile("、|以及|和|及|与")
_MEMBER = re.compile(r"[\w·．.（）()“”‘’×—\-+]{3,30}")
#: Kinds whose members are named ones, one alone too.
_RANKED = re.compile("重[点大]")
#: A school that stands in a row of projects is one and no body yet: surer than the body.
OVER_BODY = 0.97
#: Works named only by a road are none.
_ROAD = re.compile("(?<![铁公速])[路街](?:[东南西北]延)?$")
_SITE_END = "WORDS(?:[一二三四五]期)?(?:项目|工程)?$"


def find_members(scene: Scene) -> Iterator[Mention]:
    """The members of rows that no finder before has."""
    for passage, match in scene.matches(pattern("projects", "list_nouns", _END)):
        if scene.is_boundary(match.end()):
            spans = list(_spans(scene, passage, match.start()))
            named = len(spans) > 1 or _RANKED.search(match[0]) is not None
            found = [_member(scene, start, end, named=named) for start, end in spans]
            yield from (mention for mention in found if mention)


def _spans(scene: Scene, passage: Passage, end: int) -> Iterator[tuple[int, int]]:
    """From the last member to the first, which is freed of the words before it."""
    sentence = passage.sentence_at(end - 1)
    stop = end
    while stop > sentence.start:
        project = scene.ending_at(stop, "Project")
        start = project.start if project else walk_back(scene, passage, stop)
        start = start if project else behind_leads(scene, start, stop)
        if start >= stop:
            return
        yield start, stop
        separator = next((m for size in (2, 1) if (m := _SEPARATOR.fullmatch(scene.text, start - size, start))), None)
        if separator is None:
            return
        stop = separator.start()


def _member(scene: Scene, start: int, end: int, *, named: bool) -> Mention | None:
    """A member as a project; ``named`` where a proper name without a word of kind counts."""
    name = scene.text[start:end]
    institution = pattern("projects", "institutions", "WORDS$").search(name) is not None
    bodies: tuple[EntityType, ...] = () if institution else ("PublicOrganisation",)
    if scene.over(end - 1, "Project", "Program", "PartyOrganisation", *bodies):
        return None
    lead = scene.starting_at(start, "Enterprise") or scene.starting_at(start, "Region")
    if lead is not None and lead.end >= end:
        return None
    if not _MEMBER.fullmatch(name) or name in words("projects", "generic"):
        return None
    if lead is None and not _is_named(scene, start, end, named=named or institution):
        return None
    stem = plain(scene.text[lead.end if lead else start : end])
    aliases = tuple(sorted({name + "项目", stem if len(stem) > 4 else name} - {name}))
    sure = OVER_BODY if institution else 0.75
    return Mention(start, end, "Project", plain(name), "project.listed", sure, owner=lead, stem=stem, aliases=aliases)


def _is_named(scene: Scene, start: int, end: int, *, named: bool) -> bool:
    """Whether a member that no company or place leads reads as a name: no product, no company."""
    name = scene.text[start:end]
    if len(name) < 4 or name[0].isdigit() or _ROAD.search(name) or not scene.looks_proper(start, end):
        return False
    site = pattern("projects", "heads", _SITE_END).search(name) is not None
    company = len(name) <= 6 and name.endswith(("业", *words("enterprises", "industries")))
    return site or (named and not company)

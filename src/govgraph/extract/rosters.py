"""Rows of projects: each member of “A、B、C等重点项目” is one, also without a word of kind at its end."""

import re
from collections.abc import Iterator

from govgraph.extract.mentions import Mention, Scene, pattern, plain, words
from govgraph.extract.phrases import behind_leads, walk_back
from govgraph.text.passages import Passage

_END = (
    "等(?:\\d+|[一二两三四五六七八九十百]+|多)?(?:余|多)?(?:个|项|批|大)?(?:一(?:大)?批|一系列)?"
    "(?P<kind>[^，。；、“”等服助惠为向对方支]{0,8}?)WORDS(?!负责人|经理|师)"
)
_SEPARATOR = re.compile("、|以及|和|及|与")
_MEMBER = re.compile(r"[\w·．.（）()“”‘’×—\-+]{3,30}")
#: A capacity in a name, and kinds whose members are named ones.
_TELLING = re.compile("\\D\\d")
_RANKED = re.compile("重[点大]")
#: A school that stands in a row of projects is one and no body yet: surer than the body.
OVER_BODY = 0.97
_SITE_END = "WORDS(?:[一二三四五]期)?(?:项目|工程)?$"


def find_members(scene: Scene, passage: Passage) -> Iterator[Mention]:
    """The members of the paragraph's rows that no finder before has."""
    for match in pattern("projects", "list_nouns", _END).finditer(scene.text, passage.start, passage.end):
        if scene.is_boundary(match.end()):
            for start, end in _spans(scene, passage, match.start()):
                if mention := _member(scene, start, end, match["kind"]):
                    yield mention


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
        separator = next(
            (m for size in (2, 1) if (m := _SEPARATOR.fullmatch(scene.text, start - size, start))), None
        )
        if separator is None:
            return
        stop = separator.start()


def _member(scene: Scene, start: int, end: int, kind: str) -> Mention | None:
    name = scene.text[start:end]
    institution = pattern("projects", "institutions", "WORDS$").search(name)
    if scene.over(end - 1, "Project", "Program", "PartyOrganisation"):
        return None
    if not institution and scene.over(end - 1, "PublicOrganisation"):
        return None
    if not _MEMBER.fullmatch(name) or name in words("projects", "generic"):
        return None
    lead = scene.starting_at(start, "Enterprise") or scene.starting_at(start, "Region")
    if lead is not None and lead.end >= end:
        return None
    told = institution or pattern("projects", "heads", _SITE_END).search(name) or _TELLING.search(name)
    told = told or (_RANKED.search(kind) and len(name) > 6)
    if lead is None and not (told and len(name) >= 4 and scene.looks_proper(start, end)):
        return None
    sure = OVER_BODY if institution else 0.75
    stem = plain(scene.text[lead.end if lead else start : end])
    aliases = tuple(sorted({name + "项目", stem if len(stem) > 4 else name} - {name}))
    return Mention(start, end, "Project", plain(name), "project.listed", sure, owner=lead, stem=stem, aliases=aliases)

"""Named construction and investment projects: phrases that end like one's name, and what else bears the name."""

import re
from collections.abc import Iterable, Iterator

from govgraph.extract.mentions import Mention, Names, Scene, plain, words
from govgraph.extract.names.grounds import REASONS, Ground, in_row, invested, is_excluded, look_around
from govgraph.extract.names.phrases import Head, Phrase, find_heads, find_phrases
from govgraph.extract.names.rosters import OVER_BODY, find_members
from govgraph.extract.names.sites import find_sites
from govgraph.extract.weighing import THRESHOLD, rank
from govgraph.text.passages import Passage

_STAGE_ALONE = re.compile("[一二三四五]期(?:项目|工程)")
_STAGE = re.compile("[一二三四五]期(?:扩建)?(?:项目|工程)?$")
#: Shorter names are found again only where 项目 stands behind them.
_TELLING = 6


def find_projects(scene: Scene) -> None:
    """Add every named project to the scene; the company or region whose name leads it is its owner."""
    scene.add(find_sites(scene))
    heads = find_heads(scene)
    for rule in (_named, _stages):
        for passage, found in heads:
            scene.add(list(rule(scene, passage, found)))
    scene.add(list(find_members(scene)))
    scene.add(list(_again(scene)))


def candidates(scene: Scene) -> Iterator[Ground]:
    """Every phrase that may name a project and that no other name holds."""
    for passage, heads in find_heads(scene):
        yield from _candidates(scene, passage, heads)


def _candidates(scene: Scene, passage: Passage, heads: Iterable[Head]) -> Iterator[Ground]:
    for phrase in find_phrases(scene, passage, heads):
        ground = look_around(phrase)
        if not is_excluded(ground) and not _is_taken(scene, ground):
            yield ground


def _is_taken(scene: Scene, ground: Ground) -> bool:
    """Whether the phrase ends inside the name of a body, company or region.

    A centre that is invested in or stands in a row of projects is no body yet.
    """
    phrase = ground.phrase
    other = scene.over(phrase.end - 1, "Enterprise", "PublicOrganisation", "PartyOrganisation", "Region")
    if other is None or (other.end <= phrase.end and other.start > phrase.start):
        return False
    planned = other.type == "PublicOrganisation" and (in_row(ground) or invested(ground))
    return not planned or other.end > phrase.end or other.start < phrase.start


def _named(scene: Scene, passage: Passage, heads: Iterable[Head]) -> Iterator[Mention]:
    ranking = rank(REASONS, "project_weights", "named")
    judged = [(ground.phrase, ranking.judge(ground)) for ground in _candidates(scene, passage, heads)]
    believed = [(phrase, sure) for phrase, sure in judged if sure is not None and sure >= THRESHOLD]
    for phrase, sure in believed:
        longer = any(o.start <= phrase.start and phrase.end <= o.end and o is not phrase for o, _ in believed)
        if not longer and scene.over(phrase.end - 1, "Project") is None:
            if phrase.owner and phrase.owner.rule == "enterprise.project":
                scene.add([phrase.owner])
            yield _mention(phrase, sure)


def _mention(phrase: Phrase, sure: float) -> Mention:
    names = spellings(phrase)
    stem = plain(phrase.scene.text[phrase.core : phrase.bare_end])
    if phrase.scene.over(phrase.end - 1, "PublicOrganisation"):
        sure = OVER_BODY
    return Mention(
        phrase.start, phrase.end, "Project", names[0], "project.named", round(sure, 2), owner=phrase.owner,
        stem=stem, aliases=tuple(sorted({*names} - {names[0]})),
    )  # fmt: skip


def spellings(phrase: Phrase) -> list[str]:
    """The name to show and its other forms: without owner, without 项目, without stage."""
    text, said_of = phrase.scene.text, phrase.owner is not None and phrase.owner.end < phrase.start
    lead = phrase.owner.name if phrase.owner and said_of else text[phrase.start : phrase.core]
    names = []
    for start in (lead, ""):
        for end in (phrase.end, phrase.bare_end):
            name = plain(start + text[phrase.core : end])
            names += [name, _STAGE.sub("", name)]
    known = words("projects", "generic")
    return [
        n
        for n in dict.fromkeys(names)
        if n and not _STAGE.fullmatch(n) and (len(n) > 3 or n == names[0]) and n not in known
    ]


def _stages(scene: Scene, passage: Passage, heads: Iterable[Head]) -> Iterator[Mention]:
    """二期项目 with no name in front is that of the company spoken of."""
    stages = [head for head in heads if _STAGE_ALONE.fullmatch(head[0])]
    for phrase in find_phrases(scene, passage, stages):
        if phrase.inner or phrase.owner:
            continue
        company = _spoken_of(scene, passage, phrase.start)
        if company is not None:
            yield Mention(
                phrase.start, phrase.end, "Project", company.name + phrase.kind, "project.stage", 0.75, owner=company,
                stem=phrase.kind,
            )  # fmt: skip


def _spoken_of(scene: Scene, passage: Passage, place: int) -> Mention | None:
    """The company last named before a place, in the paragraph or in the one before."""
    before = scene.passage_before(passage)
    for since, until in ((passage.start, place), (before.start, before.end) if before else (place, place)):
        companies = [m for m in scene.within(since, until) if m.type == "Enterprise" and not m.deictic]
        if companies:
            return max(companies, key=lambda m: (m.start, m.end))
    return None


def _again(scene: Scene) -> Iterator[Mention]:
    """Every other place where a project's name or a telling short form of it stands."""
    known: dict[str, Mention] = {}
    for mention in scene.mentions:
        if mention.type == "Project":
            for name in (mention.name, *mention.aliases):
                if len(name) >= _TELLING or (len(name) >= 4 and name.endswith(("项目", "工程"))):
                    known.setdefault(name, mention)
    for _, start, end, name in Names(known).find(scene):
        if scene.over(start, "Project") or scene.over(end - 1, "Project"):
            continue
        whole = known[name]
        yield Mention(
            start, end, "Project", name, "project.again", 0.7, owner=whole.owner,
            stem=whole.stem, aliases=(whole.name,),
        )  # fmt: skip

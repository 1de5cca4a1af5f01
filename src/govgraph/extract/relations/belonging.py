"""What is a part of what: programs of a program, bodies of a body.

Cases:

1. 这正是…“挂帅揭榜”的体现: the program told of before is part of it
2. A、B等“六项行动”: what is listed is part of what the list ends in
3. body + 成立, 下设 + body: *县委*成立光伏产业工作专班
"""

import re
from collections.abc import Iterator, Sequence

from govgraph.extract.claims import Claim
from govgraph.extract.clauses.roles import read_roles
from govgraph.extract.clauses.subjects import Subject, Subjects
from govgraph.extract.mentions import Mention, Scene, pattern
from govgraph.model import EntityType
from govgraph.text.passages import Clause, Passage, Sentence

_ORGANISATIONS: tuple[EntityType, ...] = ("PartyOrganisation", "PublicOrganisation")
_LIST_OF = re.compile("[”’》]?(?:等|这|组成的)[^，。；“”‘’]{0,6}[“‘]?$")
_EPITOME = re.compile("^这(?:正|就|也|只|仅)?是[^。]{2,60}(?:缩影|体现|写照|实践|成果|例子|一例)")


def find_belonging(scene: Scene, subjects: Subjects, passage: Passage, sentence: Sentence) -> Iterator[Claim]:
    """The parts that a sentence tells of."""
    yield from _epitome(scene, subjects, passage, sentence)
    yield from _parts(scene, subjects, passage, sentence)
    yield from _founded(scene, subjects, sentence)


def _founded(scene: Scene, subjects: Subjects, sentence: Sentence) -> Iterator[Claim]:
    """*县委、县政府*成立光伏产业工作专班; 由*区委办*管理: who founds or keeps a body has it under it."""
    for clause, subject, named_here in subjects.telling_clauses(sentence):
        yield from _kept(scene, subjects, clause, subject)
        for body in named_here:
            if body.type not in _ORGANISATIONS or body.deictic:
                continue
            founding = pattern("clauses", "founding_bodies", "WORDS[了的]?[^，。；]{0,12}$").search(
                scene.text, clause.start, body.start
            )
            if founding is None:
                continue
            named = scene.ending_at(founding.start(), *_ORGANISATIONS)
            agents = [m for m in read_roles(scene, subjects, clause).agents if m.end <= body.start]
            founders: Sequence[Mention] = agents or subject.all
            if named is not None:
                founders = subject.all if named in subject.all else (named,)
            for founder in founders:
                if founder is body or founder.start >= body.start:
                    continue
                if founder.type in _ORGANISATIONS:
                    yield Claim(body, "subOrganisationOf", founder, "founded", clause.start, clause.end)
                elif founder.type == "Region" and founder.name and body.owner is None:
                    yield Claim(body, "jurisdiction", founder, "founded", clause.start, clause.end)


def _kept(scene: Scene, subjects: Subjects, clause: Clause, subject: Subject) -> Iterator[Claim]:
    """区级指挥中心由*区委办*管理."""
    if subject.mention.type not in _ORGANISATIONS:
        return
    for agent in read_roles(scene, subjects, clause).agents:
        managed = pattern("clauses", "managing").match(scene.text, agent.end, clause.end)
        if managed and agent.type in _ORGANISATIONS and agent is not subject.mention:
            yield Claim(subject.mention, "subOrganisationOf", agent, "founded", clause.start, clause.end)


def _epitome(scene: Scene, subjects: Subjects, passage: Passage, sentence: Sentence) -> Iterator[Claim]:
    """这正是…*“挂帅揭榜”*行动的成效体现: what the paragraph before told of is part of the program."""
    opens = scene.text[sentence.start] == "这"
    if not opens or not _EPITOME.match(scene.text[sentence.start : sentence.end]):
        return
    whole = next((m for m in subjects.within(sentence.start, sentence.end) if m.type == "Program"), None)
    told = scene.passage_before(passage) if sentence.start == passage.start else None
    start, end = (told.start, told.end) if told else (passage.start, sentence.start)
    part = next((m for m in subjects.within(start, end) if m.type == "Program"), None)
    if whole is not None and part is not None:
        yield Claim(part, "partOfProgram", whole, "part.epitome", sentence.start, sentence.end)


def _parts(scene: Scene, subjects: Subjects, passage: Passage, sentence: Sentence) -> Iterator[Claim]:
    """A、B等“六项行动”: what is listed is part of what the list ends in."""
    programs = [m for m in subjects.within(sentence.start, sentence.end) if m.type == "Program"]
    for index, whole in enumerate(programs):
        members: list[Mention] = []
        edge = whole.start
        for part in reversed(programs[:index]):
            between = scene.text[part.end : edge]
            if not (_LIST_OF.fullmatch(between) if not members else re.fullmatch("[”’、和]{0,2}", between)):
                break
            members.append(part)
            edge = part.start
        for part in members:
            yield Claim(part, "partOfProgram", whole, "part.list", members[-1].start, whole.end)

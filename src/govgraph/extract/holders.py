"""Whose a figure is.

Cases, in the order they are tried:

1. a number that counts programs is of whoever runs them: 开设10个“红色专窗”
2. the thing it describes: 总投资60亿元的*日丰集团…项目*
3. the name in front of it: *城南新区*700多名党员干部
4. the project told of, for what only a project has: 建成*抹茶产业园*，年加工能力2000吨
5. the program carried out before it in the same run of clauses: 推行*“复垦行动”*，复垦近3000亩
6. the subject of the clause; of several bodies, the region that holds them all
"""

import re

from govgraph.extract.mentions import Mention, Scene, pattern
from govgraph.extract.programs import MODE
from govgraph.extract.subjects import ACTORS, Subject, Subjects
from govgraph.text.numbers import Quantity
from govgraph.text.passages import Clause, Sentence

_NOUN = re.compile("[\u4e00-\u9fff“‘A-Za-z]")
#: What only a body or a region has: no program has it.
_OF_THE_BODY = re.compile("(?:获得?|荣获|获评|拥有|投入|投资|增收|下辖|辖)(?!的)[^，；]*$")


def find_holder(
    scene: Scene, subjects: Subjects, sentence: Sentence, clause: Clause, quantity: Quantity
) -> tuple[Mention, str]:
    """Whose figure it is, by which rule."""
    subject = subjects.of(clause)
    assert subject is not None  # noqa: S101 - figures are read in clauses that have a subject
    if _counts_programs(scene, quantity):
        return _together(subject), "measure.counts"
    if described := _described(scene, quantity, clause):
        return described, "measure.described"
    if _NOUN.match(scene.text, quantity.end) and (holder := scene.ending_at(quantity.start, *ACTORS[:4])):
        return holder, "measure.possessor"
    if not subject.said and (project := _project_told(scene, subjects, sentence, clause, quantity)):
        return project, "measure.project"
    if program := _program(scene, subjects, sentence, clause, quantity, subject):
        return program, "measure.program"
    return _together(subject), "measure.subject" if subject.said else "measure.carried"


def _together(subject: Subject) -> Mention:
    """What 新区党工委、管委会 reach together is the region's."""
    owners = {id(one.owner): one.owner for one in subject.all}
    owner = next(iter(owners.values()))
    if subject.beside and len(owners) == 1 and owner is not None and owner.type == "Region":
        return owner
    return subject.mention


def _counts_programs(scene: Scene, quantity: Quantity) -> bool:
    """10个“红色专窗”, 13个社区服务品牌: the number counts programs."""
    if quantity.unit not in ("个", "项", "大", "类", "款", "支") or scene.over(quantity.end, *ACTORS[:3]):
        return False
    return bool(pattern("programs", "list_nouns", "[“‘]|[^，。；、“”]{0,6}WORDS").match(scene.text, quantity.end))


def _described(scene: Scene, quantity: Quantity, clause: Clause) -> Mention | None:
    if scene.text[quantity.end : quantity.end + 1] != "的":
        return None
    found = scene.starting_at(quantity.end + 1, "Project", "Enterprise")
    return found if found and found.end <= clause.end + 1 else None


def _project_told(
    scene: Scene, subjects: Subjects, sentence: Sentence, clause: Clause, quantity: Quantity
) -> Mention | None:
    if not pattern("measures", "of_projects", "(?:其中|目前|一期|二期|项目)?WORDS").match(
        scene.text[clause.start : quantity.start]
    ):
        return None
    projects = [m for m in subjects.within(sentence.start, clause.start) if m.type == "Project"]
    return projects[-1] if projects else None


def _program(
    scene: Scene, subjects: Subjects, sentence: Sentence, clause: Clause, quantity: Quantity, subject: Subject
) -> Mention | None:
    """The nearest program carried out before the number, unless the clause names somebody else who acts."""
    program = subjects.program_before(sentence, clause, quantity.start)
    if program is None or program is subject.mention or MODE.fullmatch(program.stem):
        return None  # 拿地即开工: the project is what the figure tells of
    firm = subject.said and subject.mention.type == "Enterprise"
    if firm or (subject.said and subject.mention.start > program.start):
        return None
    if scene.text[program.end : quantity.start].lstrip("”’》").startswith("、"):
        return None  # 出台“金十条”、180天完成签约: the next member of a list
    return None if _OF_THE_BODY.search(scene.text, clause.start, quantity.start) else program

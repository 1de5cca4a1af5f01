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

from govgraph.extract.clauses.subjects import ACTORS, Subject, Subjects
from govgraph.extract.mentions import Mention, Scene, pattern
from govgraph.extract.names.evidence import MODE
from govgraph.text.numbers import Quantity
from govgraph.text.passages import Clause, Sentence

_NOUN = re.compile("[\u4e00-\u9fff“‘A-Za-z]")
_MADE_UP = re.compile("[^，。；]{0,8}?(?:组成的?|成立了?|组建了?|组建的)")
_OPENS = re.compile("[近约超]?[0-9.]+[万余多]?[个项件类家]")
_UNDER = re.compile("(?:实行|试点|实现|纳入|推行|开展|进驻|采用)了?[“‘]?$")
_FUND = re.compile("的|(?:资金|财政资金)?(?:设立|建立|成立|组建|创设)了?")
_INVESTED = re.compile("投资[^，。；]{0,4}$")
_BUILDING = re.compile("(?:，[^，。；]{0,12}?)?(?:元)?(?:打造|建设|兴建|启动|新建|建成|实施|投建|建起)了?[“]?")
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
    if told_apart := _of_row(scene, clause, quantity, subject):
        return told_apart, "measure.subject"
    if team := _made_up_of(scene, clause, quantity):
        return team, "measure.described"
    if _counts_under(scene, clause, quantity) and (program := _entered(scene, subjects, clause, quantity)):
        return program, "measure.program"
    if paid_for := _paid_for(scene, subjects, sentence, clause, quantity):
        return paid_for, "measure.described"
    if holder := _possessor(scene, subjects, clause, quantity, subject):
        return holder, "measure.possessor"
    if not subject.said and (project := _project_told(scene, subjects, sentence, clause, quantity)):
        return project, "measure.project"
    if program := _program(scene, subjects, sentence, clause, quantity, subject):
        return program, "measure.program"
    return _together(subject), "measure.subject" if subject.said else "measure.carried"


def _together(subject: Subject) -> Mention:
    """What 新区党工委、管委会 reach together is the region's."""
    owners = [one.owner for one in subject.all if one.owner is not None]
    shared = len({owner.name for owner in owners}) == 1 and owners[0].type == "Region"
    bodies = all(one.type in ("PartyOrganisation", "PublicOrganisation") for one in subject.all)
    return owners[0] if subject.beside and shared and bodies else subject.mention


def _counts_programs(scene: Scene, quantity: Quantity) -> bool:
    """10个“红色专窗”, 13个社区服务品牌: the number counts programs."""
    if quantity.unit not in ("个", "项", "大", "类", "款", "支") or scene.over(quantity.end, *ACTORS[:3]):
        return False
    return bool(pattern("programs", "list_nouns", "[“‘]|[^，。；、“”这该享]{0,6}WORDS").match(scene.text, quantity.end))


def _possessor(
    scene: Scene, subjects: Subjects, clause: Clause, quantity: Quantity, subject: Subject
) -> Mention | None:
    """*城南新区*700多名党员干部, *桂花街道*的热线投诉量下降63%; not the last of a list, nor one served."""
    before = scene.ending_at(quantity.start, *ACTORS[:4])
    if before is not None and _NOUN.match(scene.text, quantity.end):
        acts = subject.said and clause.start <= subject.mention.start and subject.mention.end <= before.start
        return None if acts or scene.text[before.start - 1] in "、为向对给" else before
    return subjects.possessor(clause)


def _described(scene: Scene, quantity: Quantity, clause: Clause) -> Mention | None:
    if scene.text[quantity.end : quantity.end + 1] != "的":
        return None
    found = scene.starting_at(quantity.end + 1, "Project", "Enterprise", "Program")
    return found if found and found.end <= clause.end + 1 else None


def _of_row(scene: Scene, clause: Clause, quantity: Quantity, subject: Subject) -> Mention | None:
    """大新县、*天等县*分别接待游客412.6万人次、87.3万人次: each of the row has its own figure."""
    apart = scene.text.find("分别", clause.start, quantity.start)
    if apart < 0 or not subject.said or not subject.beside or subject.all[-1].end > apart:
        return None
    before = scene.text[apart : quantity.start]
    index = before.count("、") + before.count("和")
    return subject.all[index] if index < len(subject.all) else None


def _made_up_of(scene: Scene, clause: Clause, quantity: Quantity) -> Mention | None:
    """由12名党员组成的*“攻坚号”党员突击队*, 业务骨干等22人成立*先锋队*: the team has its members."""
    if made := _MADE_UP.match(scene.text, quantity.end, clause.end):
        mark = scene.text[made.end()] in "“‘"
        teams = (scene.starting_at(made.end() + at, "PartyOrganisation", "PublicOrganisation") for at in (0, mark))
        return next(filter(None, teams), None)
    return None


def _counts_under(scene: Scene, clause: Clause, quantity: Quantity) -> bool:
    """Whether the number opens its clause, or another one does."""
    return scene.text[clause.start : quantity.start].lstrip("近约超").strip("0123456789") == "" or bool(
        _OPENS.match(scene.text, clause.start)
    )


def _entered(scene: Scene, subjects: Subjects, clause: Clause, quantity: Quantity) -> Mention | None:
    """109个事项在56个社区试点*“全市通办”*: what the counted things are put under."""
    for program in subjects.within(quantity.end, clause.end):
        if program.type == "Program" and _UNDER.search(scene.text, quantity.end, program.start):
            return program
    return None


def _paid_for(
    scene: Scene, subjects: Subjects, sentence: Sentence, clause: Clause, quantity: Quantity
) -> Mention | None:
    """拿出3000万元设立*技改专项资金*; 投资7000万元，建设*云顶茶海景区*: what the money makes has it."""
    if quantity.kind != "money":
        return None
    if fund := _FUND.match(scene.text, quantity.end):
        for program in subjects.within(fund.end(), clause.end):
            if program.type == "Program" and program.start - fund.end() <= 2:
                return program
    if not _INVESTED.search(scene.text, clause.start, quantity.start):
        return None
    building = _BUILDING.match(scene.text, quantity.end, sentence.end)
    if building is None:
        return None
    return next((m for m in subjects.within(building.end(), building.end() + 12) if m.type == "Project"), None)


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
    own = _OF_THE_BODY.search(scene.text, clause.start, quantity.start)
    return None if own and (quantity.kind == "money" or not own[0].startswith("投")) else program

"""Figures: whose they are, what they count, when.

A figure belongs to the subject of its clause; where the same run of clauses names a program being carried out before
the number, it is that program's result. Numbers that count programs themselves belong to whoever runs them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TypeVar

from govgraph.extract.claims import MeasureClaim
from govgraph.extract.mentions import Mention, Scene, alternation, plain
from govgraph.extract.subjects import Subject, Subjects
from govgraph.text.dates import DateSpan
from govgraph.text.numbers import Quantity
from govgraph.text.passages import Clause, Passage, Sentence

_PLAN = re.compile(
    "力争|争取(?!到|了)|计划|预计|预期|达产后|建成后|投产后|到20[2-9]\\d年|可年产|年产可|拟|我们将|将以|将(?:达|建|惠及|实现|投入|有|新|带动|完成|突破|逐步|获得)|目标|确保|最高|不超过|有望|到20[2-9]\\d年(?:底|末)?，|要求|标准为"
)
#: Figures about private persons are none; one of 26 cities is no figure of the city.
_PRIVATE = re.compile("先生|女士|[一-鿿]某|[村居市]民[一-鿿]{2,3}(?:说|家|的|$)|贫困?户[一-鿿]{2,3}|老人")
_AMONG = re.compile("[^，。；]{0,16}之一")
_DISTANCE = re.compile("外的?|以外|之外|处的")
_LAPSE = re.compile("经过|历经|随着|[不再]到$|时隔")
_FIRST_VERB = re.compile(
    "新增|建成|完成|解决|拆除|清理|整治|新建|走访|征求|收集|办理|开展|发放|寄发|引进|培育|组建|打造|申报|修建|兴办|获得|投入|帮扶|服务|落实"
)
#: Units of specifications, not of results.
_SPECIFIC = frozenset({"毫米", "厘米", "度", "摄氏度", "℃"})
#: Growth and shares are of what was told before: 港口吞吐量3341.6万吨，*同比增长*25%.
_GROWTH = re.compile(
    "(?:同比|比上年|环比|较上年|比去年|分别)?(?:增长|增速|增加|增幅|上升|下降|提高|减少|回落|占比|占)|是(?:\\d{4}年|上年|去年)同期"
)
_RANK = re.compile("第$|排名|位列|名列|前$")
_NOUN_BEHIND = re.compile("[\u4e00-\u9fff“”‘’、A-Za-z]{1,16}")
_STOP_BEHIND = re.compile(
    "[，。；、：（）]|的(?=[^\u4e00-\u9fff])|已|正在|均|全部|相继|分别|共|开展|实现|进行|提供|参加|用于|先后"
)
_TRIM_BEFORE = re.compile(
    "^(?:[，。；：、“”‘’（）\\s]|其中|目前|已经|已|共|累计|还|并|先后|仅|就|达到|达|为|约|近|超过|超|有|了|同时|一共|总计|合计|又|也)+"
)
_TRIM_AFTER = re.compile(
    "(?:达到|达|为|约|近|超过|超|有|了|的|共|到|至|仅|就|、|“|‘|是|由|占|不到|突破|总数|累计|已)+$"
)


_NOBODY = Subject(Mention(0, 0, "Region", "", "none", 0.0), said=False)


def find_measures(scene: Scene, subjects: Subjects) -> list[MeasureClaim]:
    """Every figure that reports what something is, did or got."""
    return [
        claim for passage in scene.passages if passage.kind == "body" for claim in _measures(scene, subjects, passage)
    ]


def _measures(scene: Scene, subjects: Subjects, passage: Passage) -> Iterator[MeasureClaim]:
    for sentence in passage.sentences:
        period: DateSpan | None = None
        told = ""
        for clause in sentence.clauses:
            dates = _within(passage.dates, clause.start, clause.end)
            period = dates[-1] if dates else period
            quantities = [q for q in _within(passage.quantities, clause.start, clause.end) if not q.threshold]
            for index, quantity in enumerate(quantities):
                before = quantities[index - 1] if index else None
                if quantity.kind == "duration" and index + 1 < len(quantities):
                    continue
                if clause.speech and not (subjects.of(clause) or _NOBODY).speaker:
                    continue
                if _reports(scene, passage, clause, quantity):
                    for claim in _claim(scene, subjects, passage, sentence, clause, quantity, before, period):
                        claim = _with_verb(scene, claim, told)
                        told = (
                            f"{told}{claim.indicator}" if told and _GROWTH.match(claim.indicator) else claim.indicator
                        )
                        yield replace(claim, indicator=told)
                        told = _GROWTH.split(told)[0] or told


_Span = TypeVar("_Span", Quantity, DateSpan)


def _within(spans: Sequence[_Span], start: int, end: int) -> Sequence[_Span]:
    """The spans, sorted by place, that start between two places."""
    return spans[bisect_left(spans, start, key=lambda s: s.start) : bisect_left(spans, end, key=lambda s: s.start)]


def _with_verb(scene: Scene, claim: MeasureClaim, told: str) -> MeasureClaim:
    """The verb of a list's first member goes for all: 新增限上企业13家、规上企业10家."""
    verb = _FIRST_VERB.match(told)
    if (
        scene.text[claim.quantity.start - len(claim.indicator) - 1] != "、"
        or not verb
        or _FIRST_VERB.match(claim.indicator)
    ):
        return claim
    return replace(claim, indicator=verb[0] + claim.indicator)


def _reports(scene: Scene, passage: Passage, clause: Clause, quantity: Quantity) -> bool:
    """Whether a quantity is a reported figure: no threshold, age, target, rank, nor part of a name."""
    if quantity.threshold or quantity.kind == "age" or quantity.article or not quantity.unit:
        return False
    text = scene.text[clause.start : quantity.start]
    if _PLAN.search(text) or _RANK.search(text) or quantity.unit in _SPECIFIC:
        return False
    if _PRIVATE.search(text) or _AMONG.match(scene.text, quantity.end):
        return False
    if quantity.kind == "length" and (_DISTANCE.match(scene.text, quantity.end) or text.endswith("方圆")):
        return False
    if quantity.kind == "duration" and _LAPSE.search(text):
        return False
    mention = scene.over(quantity.number_start, "Program", "PublicOrganisation", "PartyOrganisation", "Enterprise")
    quote = scene.inside_quote(quantity.start, quantity.end, passage)
    return mention is None and (quote is None or (clause.speech is not None and quote == clause.speech))


def _claim(
    scene: Scene, subjects: Subjects, passage: Passage, sentence: Sentence, clause: Clause, quantity: Quantity,
    before: Quantity | None, period: DateSpan | None,
) -> Iterator[MeasureClaim]:  # fmt: skip
    subject = subjects.of(clause)
    if subject is None:
        return
    chosen, rule = _subject(scene, subjects, sentence, clause, quantity, subject)
    indicator = _indicator(scene, clause, quantity, before, chosen)
    if len(indicator) < 2:
        return
    yield MeasureClaim(chosen, indicator, quantity, period, rule, clause.start, clause.end)


def _subject(
    scene: Scene, subjects: Subjects, sentence: Sentence, clause: Clause, quantity: Quantity, subject: Subject
) -> tuple[Mention, str]:
    """Whose figure it is, by which rule."""
    if _counts_programs(scene, quantity):
        return subject.mention, "measure.counts"
    if project := _described(scene, quantity, clause):
        return project, "measure.described"
    if not subject.said and (project := _project_told(scene, subjects, sentence, clause, quantity)):
        return project, "measure.project"
    program = _program_before(scene, subjects, sentence, clause, quantity)
    if program and not (subject.said and subject.mention.start > program.start):
        return program, "measure.program"
    return subject.mention, "measure.subject" if subject.said else "measure.carried"


_OF_PROJECT = re.compile(
    "^(?:其中|目前|一期|二期|项目)?(?:总投资|规划总投资|计划总投资|占地|总占地|建筑面积|总建筑面积|年产|年加工|装机|全长|产能|年产值|设计|建成后|现有|入驻)"
)


def _project_told(
    scene: Scene, subjects: Subjects, sentence: Sentence, clause: Clause, quantity: Quantity
) -> Mention | None:
    """建成*抹茶产业园*，年加工能力2000吨: what only a project has belongs to the one built just before."""
    if not _OF_PROJECT.match(scene.text[clause.start : quantity.start]):
        return None
    projects = [m for m in subjects.within(sentence.start, clause.start) if m.type == "Project"]
    return projects[-1] if projects else None


def _counts_programs(scene: Scene, quantity: Quantity) -> bool:
    """10个“红色专窗”, 13个社区服务品牌: the number counts programs."""
    return bool(_counted().match(scene.text, quantity.end))


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(f"[“‘]|[^，。；、“”]{{0,6}}(?:{alternation('programs', 'list_nouns')})")


def _described(scene: Scene, quantity: Quantity, clause: Clause) -> Mention | None:
    """总投资60亿元的*日丰集团…项目*: the figure describes the thing behind it."""
    if scene.text[quantity.end : quantity.end + 1] != "的":
        return None
    found = scene.starting_at(quantity.end + 1, "Project", "Enterprise")
    return found if found and found.end <= clause.end + 1 else None


def _program_before(
    scene: Scene, subjects: Subjects, sentence: Sentence, clause: Clause, quantity: Quantity
) -> Mention | None:
    """The nearest program carried out before the number, since the last ；."""
    start = max(sentence.start, scene.text.rfind("；", sentence.start, quantity.start) + 1)
    programs = [m for m in subjects.within(start, quantity.start) if m.type == "Program"]
    if not programs:
        return None
    program = programs[-1]
    if program.start >= clause.start and not subjects.says(clause):
        return program  # 通过“晋心直通”平台收集诉求2874件: nobody else is said to act
    lead = scene.text[max(start, program.start - 10) : program.start]
    carried_out = _carries_out().search(lead)
    return program if carried_out or program.start <= clause.start + 1 else None


@cache
def _carries_out() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation('programs', 'carried_out')})了?[^，。；“”]{{0,6}}$")


def _indicator(scene: Scene, clause: Clause, quantity: Quantity, before: Quantity | None, subject: Mention) -> str:
    """The words that say what is counted: those before the number in its clause, and the noun behind it."""
    start = clause.start
    if before is not None and scene.text[before.end : quantity.start] not in ("", "、", "，", "总计", "共计"):
        start = before.end
    lead = scene.text[start : quantity.start]
    if clause.start <= subject.start and subject.end <= quantity.start and start == clause.start:
        lead = scene.text[subject.end : quantity.start]
    lead = _TRIM_AFTER.sub("", _TRIM_BEFORE.sub("", lead))
    if before is not None and start == clause.start:
        lead = _TRIM_AFTER.sub("", lead.replace(scene.text[before.start : before.end], ""))
    behind = scene.text[quantity.end : min(clause.end, quantity.end + 16)]
    noun = _NOUN_BEHIND.match(behind)
    tail = _STOP_BEHIND.split(noun[0])[0] if noun else ""
    return _TRIM_AFTER.sub("", plain(f"{lead[-24:]}{tail}")).strip("，。；：、的")

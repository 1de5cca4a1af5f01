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
from govgraph.extract.evidence import MODE
from govgraph.extract.mentions import Mention, Scene, alternation, pattern, plain, words
from govgraph.extract.subjects import Subject, Subjects
from govgraph.text.dates import DateSpan
from govgraph.text.numbers import Quantity
from govgraph.text.passages import Clause, Passage, Sentence

#: Figures about private persons are none; one of 26 cities is no figure of the city.
_PRIVATE = re.compile("先生|女士|[一-鿿]某|[村居市]民[一-鿿]{2,3}(?:说|家|的|$)|贫困?户[一-鿿]{2,3}|老人")
_AMONG = re.compile("[^，。；]{0,16}之一")
_DISTANCE = re.compile("外的?|以外|之外|处的")
_PLANNED = "WORDS|争取(?!到|了)|到20[2-9]\\d年"
_RANK = re.compile("第$|排名|位列|名列|前$")
_NOUN_BEHIND = re.compile("[\u4e00-\u9fff“”‘’、A-Za-z]{1,16}")


@cache
def _growth() -> re.Pattern[str]:
    """Growth and shares are of what was told before: 港口吞吐量3341.6万吨，*同比增长*25%."""
    compared, growth = alternation("measures", "compared"), alternation("measures", "growth")
    return re.compile(f"(?:{compared})?(?:{growth})|是(?:\\d{{4}}年|上年|去年)同期")


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
                    claim = _claim(scene, subjects, sentence, clause, quantity, before, period)
                    if claim is None:
                        continue
                    claim = _with_verb(scene, claim, told)
                    compared = told and _growth().match(claim.indicator)
                    told = f"{told}{claim.indicator}" if compared else claim.indicator
                    yield replace(claim, indicator=told)
                    told = _growth().split(told)[0] or told


_Span = TypeVar("_Span", Quantity, DateSpan)


def _within(spans: Sequence[_Span], start: int, end: int) -> Sequence[_Span]:
    """The spans, sorted by place, that start between two places."""
    return spans[bisect_left(spans, start, key=lambda s: s.start) : bisect_left(spans, end, key=lambda s: s.start)]


def _with_verb(scene: Scene, claim: MeasureClaim, told: str) -> MeasureClaim:
    """The verb of a list's first member goes for all: 新增限上企业13家、规上企业10家."""
    verb = pattern("measures", "first_verbs").match(told)
    if (
        scene.text[claim.quantity.start - len(claim.indicator) - 1] != "、"
        or not verb
        or pattern("measures", "first_verbs").match(claim.indicator)
    ):
        return claim
    return replace(claim, indicator=verb[0] + claim.indicator)


def _reports(scene: Scene, passage: Passage, clause: Clause, quantity: Quantity) -> bool:
    """Whether a quantity is a reported figure: no threshold, age, target, rank, nor part of a name."""
    if quantity.threshold or quantity.kind == "age" or quantity.article or not quantity.unit:
        return False
    text = scene.text[clause.start : quantity.start]
    if (
        pattern("measures", "plans", _PLANNED).search(text)
        or _RANK.search(text)
        or quantity.unit in words("measures", "specific_units")
    ):
        return False
    if _PRIVATE.search(text) or _AMONG.match(scene.text, quantity.end):
        return False
    if quantity.kind == "length" and (_DISTANCE.match(scene.text, quantity.end) or text.endswith("方圆")):
        return False
    if quantity.kind == "duration" and pattern("measures", "lapse").search(text):
        return False
    mention = scene.over(quantity.number_start, "Program", "PublicOrganisation", "PartyOrganisation", "Enterprise")
    quote = scene.inside_quote(quantity.start, quantity.end, passage)
    return mention is None and (quote is None or (clause.speech is not None and quote == clause.speech))


def _claim(
    scene: Scene, subjects: Subjects, sentence: Sentence, clause: Clause, quantity: Quantity, before: Quantity | None,
    period: DateSpan | None,
) -> MeasureClaim | None:  # fmt: skip
    subject = subjects.of(clause)
    if subject is None:
        return None
    chosen, rule = _subject(scene, subjects, sentence, clause, quantity, subject)
    indicator = _indicator(scene, clause, quantity, before, chosen)
    if len(indicator) < 2:
        return None
    return MeasureClaim(chosen, indicator, quantity, period, rule, clause.start, clause.end)


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


def _project_told(
    scene: Scene, subjects: Subjects, sentence: Sentence, clause: Clause, quantity: Quantity
) -> Mention | None:
    """建成*抹茶产业园*，年加工能力2000吨: what only a project has belongs to the one built just before."""
    if not pattern("measures", "of_projects", "(?:其中|目前|一期|二期|项目)?WORDS").match(
        scene.text[clause.start : quantity.start]
    ):
        return None
    projects = [m for m in subjects.within(sentence.start, clause.start) if m.type == "Project"]
    return projects[-1] if projects else None


def _counts_programs(scene: Scene, quantity: Quantity) -> bool:
    """10个“红色专窗”, 13个社区服务品牌: the number counts programs."""
    return bool(pattern("programs", "list_nouns", "[“‘]|[^，。；、“”]{0,6}WORDS").match(scene.text, quantity.end))


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
    if MODE.fullmatch(program.stem):
        return None  # 拿地即开工: the project is what the figure tells of
    if program.start >= clause.start and not subjects.says(clause):
        return program  # 通过“晋心直通”平台收集诉求2874件: nobody else is said to act
    lead = scene.text[max(start, program.start - 10) : program.start]
    carried_out = pattern("programs", "carried_out", "WORDS了?[^，。；“”]{0,6}$").search(lead)
    return program if carried_out or program.start <= clause.start + 1 else None


def _indicator(scene: Scene, clause: Clause, quantity: Quantity, before: Quantity | None, subject: Mention) -> str:
    """The words that say what is counted: those before the number in its clause, and the noun behind it."""
    start = clause.start
    if before is not None and scene.text[before.end : quantity.start] not in ("", "、", "，", "总计", "共计"):
        start = before.end
    lead = scene.text[start : quantity.start]
    if clause.start <= subject.start and subject.end <= quantity.start and start == clause.start:
        lead = scene.text[subject.end : quantity.start]
    lead = _trim(pattern("measures", "trim_before", "^(?:[，。；：、“”‘’（）\\s]|WORDS)+").sub("", lead))
    if before is not None and start == clause.start:
        lead = _trim(lead.replace(scene.text[before.start : before.end], ""))
    noun = _NOUN_BEHIND.match(scene.text[quantity.end : min(clause.end, quantity.end + 16)])
    tail = pattern("measures", "stop_behind", "[，。；、：（）]|的(?=[^一-鿿])|WORDS").split(noun[0])[0] if noun else ""
    return _trim(plain(f"{lead[-24:]}{tail}")).strip("，。；：、的")


def _trim(words_before: str) -> str:
    """Without the bounds and particles that end the words before a number."""
    return pattern("measures", "trim_after", "(?:[、“‘]|WORDS)+$").sub("", words_before)

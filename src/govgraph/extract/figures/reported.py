"""Whether a quantity is a reported figure: no threshold, age, target, rank, passing time, nor part of a name."""

import re

from govgraph.extract.clauses.subjects import ACTORS
from govgraph.extract.mentions import Scene, pattern, words
from govgraph.text.numbers import Quantity
from govgraph.text.passages import Clause, Passage, Sentence

#: Figures about private persons are none; one of 26 cities is no figure of the city.
_PRIVATE = re.compile("先生|女士|[一-鿿]某|[村居市]民[一-鿿]{2,3}(?:说|家|的|$)|贫困?户[一-鿿]{2,3}|老人|我家")
_AMONG = re.compile("[^，。；]{0,16}之一")
_DISTANCE = re.compile("外的?|以外|之外|处的")
_PLANNED = "WORDS|争取(?!到|了)|到20[2-9]\\d年"
_MAY_INTEND = re.compile("[力计拟预]")
_INTENDED = re.compile("力争|(?<![度动技展个设规年])计划(?!总?投资|的|书|任务)|拟(?=[\u4e00-\u9fff])|预计")
#: 超过三次的单位: the number tells which ones.
_WHICH = re.compile("的[^，。；]{0,4}(?:单位|企业|项目|部门|人员|家庭|地区|职工|学生|车辆)")
#: 科技创新和营商环境两项指标: it only sums up what was listed.
_SUMMED = re.compile("[^，。；]{2,}(?:[和与、][^，。；]{2,10}|用水用电)$")
_WILL = re.compile("将(?![^，。；]{1,8}的)")
#: 项目建成后，年吞吐量可达500万吨
_ONCE_BUILT = re.compile("(?:建成|投产|达产|投用|投运|竣工|完工|投入使用)后，?$")
_FUTURE = re.compile("(?:下一步|接下来|未来|明年|今后|届时|预计|到20[2-9]\\d年[底末]?，)")
_LAPSE = re.compile("[之以]?[前后来间]|的今天|的?时间里|如一日|风雨")
#: 成为财政收入超百亿元的园区: the number tells a class.
_CLASS = re.compile("(?:成为|迈入|跻身|跨入|步入|进入|突破)[^，；]*$")
_OF_A_CLASS = re.compile("的|、|级")
_MARK = re.compile("俱乐部|行列|大关|门槛")
#: 年产*2万吨*医药中间体项目: a part of what a project is called.
_IN_A_NAME = re.compile("[\u4e00-\u9fffA-Za-z]{2,14}?(?:项目|生产线|工程(?!师)|基地)")
_FRACTION = re.compile("(?:压缩|压减|减少|下降|提高|提升|占|增长|降低|缩短)[^，。；]{0,6}$")
#: 三个“点赞”: words, no things.
_QUOTED_WORD = re.compile("(?<=个)[“‘][^“”‘’]{1,12}[”’](?:[，。；、和]|表达|要求)")
_ISSUED = re.compile("(?:提出|明确|列出|推出|包括|共)了?[^，。；]{0,2}$")
_EACH = re.compile("每(?:周|月|季度?|年|半年|个?星期|两周)[^，。；]{0,8}$")
_RANK = re.compile("第$|排名|位列|名列|(?<![提目此日])前$|每隔$")


def is_reported(scene: Scene, passage: Passage, clause: Clause, quantity: Quantity) -> bool:
    """Whether a quantity of a clause reports what something is, did or got."""
    if quantity.threshold or quantity.kind == "age" or not (quantity.unit or quantity.kind == "percent"):
        return False
    before = scene.text[clause.start : quantity.start]
    if quantity.article and not _is_counted(scene, quantity):
        return False
    return not (
        quantity.unit in words("measures", "specific_units")
        or pattern("measures", "plans", _PLANNED).search(before)
        or _RANK.search(before)
        or _PRIVATE.search(before)
        or _AMONG.match(scene.text, quantity.end)
        or _is_away(scene, before, quantity)
        or (quantity.kind == "duration" and not _tells_time(scene, clause, quantity))
        or _MARK.match(scene.text, quantity.end)
        or (quantity.bound == "over" and quantity.kind == "count" and _WHICH.match(scene.text, quantity.end))
        or (scene.text[quantity.number_start] in "两三" and quantity.unit == "项" and _SUMMED.search(before))
        or _is_in_a_name(scene, before, quantity)
        or (
            not quantity.unit
            and not _FRACTION.search(before)
            and "的" not in scene.text[quantity.end : quantity.end + 1]
        )
        or (_CLASS.search(before) and _OF_A_CLASS.match(scene.text, quantity.end))
        or (_QUOTED_WORD.match(scene.text, quantity.end) and scene.over(quantity.end + 1, "Program") is None)
        or _is_named(scene, passage, clause, quantity)
    )


def _is_counted(scene: Scene, quantity: Quantity) -> bool:
    """一 counts where it is a time or stands among other figures: 一个工作日办结."""
    before = scene.text[max(0, quantity.start - 12) : quantity.start]
    each = _EACH.search(before) is not None and scene.text[quantity.end : quantity.end + 1] != "的"
    return quantity.unit.endswith(("工作日", "小时", "分钟", "番")) or each


def _is_in_a_name(scene: Scene, before: str, quantity: Quantity) -> bool:
    named = before.endswith("年产") or scene.ending_at(quantity.start, "Enterprise") is not None
    return named and quantity.kind != "money" and _IN_A_NAME.match(scene.text, quantity.end) is not None


def _is_away(scene: Scene, before: str, quantity: Quantity) -> bool:
    """3公里外, 方圆5公里: where something is, no length of it."""
    return quantity.kind == "length" and bool(_DISTANCE.match(scene.text, quantity.end) or before.endswith("方圆"))


def _is_named(scene: Scene, passage: Passage, clause: Clause, quantity: Quantity) -> bool:
    """Whether the number stands inside a name or a quoted phrase."""
    mention = scene.over(quantity.number_start, *ACTORS)
    if mention is not None:
        issued = mention.type == "Program" and mention.start == quantity.number_start and quantity.unit == "条"
        return not (issued and _ISSUED.search(scene.text, clause.start, quantity.start))  # 提出34条措施
    quote = scene.inside_quote(quantity.start, quantity.end, passage)
    return quote is not None and (clause.speech is None or quote != clause.speech)


def is_planned(scene: Scene, sentence: Sentence, clause: Clause, *, planned: bool) -> bool:
    """Whether a clause tells what is to come: 将, 力争, 下一步 hold for the clauses behind them up to ；."""
    text = scene.text[clause.start : clause.end]
    if planned and scene.text[clause.start - 1] not in "；。”" and not pattern("measures", "done").search(text):
        return True
    if (clause.start == sentence.start and _FUTURE.match(text)) or ("后" in text and _ONCE_BUILT.search(text)):
        return True
    if _MAY_INTEND.search(text) and _INTENDED.search(text) is not None:
        return True
    return "将" in text and _is_to_come(scene, clause)


def _is_to_come(scene: Scene, clause: Clause) -> bool:
    """将投资6亿元, 将为企业: a verb or preposition behind 将 tells of the future, a thing (将事项并入) does not."""
    for match in _WILL.finditer(scene.text, clause.start, clause.end):
        word = scene.word_after(match.end())
        if word is None or word.text[0].isdigit():
            continue
        acts = word.tag[0] in "vdpx" and word.tag != "vn"
        if acts or (word.tag == "vn" and scene.text[match.end() + len(word.text)].isdigit()):
            return True
    return False


def _tells_time(scene: Scene, clause: Clause, quantity: Quantity) -> bool:
    """用时3天, 3天办结, 提前10天: time that something takes, not time that passes (27年前, 24小时值守)."""
    before, behind = scene.text[clause.start : quantity.start], scene.text[quantity.end : clause.end]
    if pattern("measures", "lapse").search(before) or _LAPSE.match(behind):
        return False
    if pattern("measures", "time_before", "WORDS[^，。；]{0,8}$").search(before):
        return True
    if len(before) <= 4 and behind == "，":  # 不到20分钟，师傅就赶到现场
        behind = scene.text[quantity.end + 1 : quantity.end + 24].partition("。")[0]
        return pattern("measures", "time_behind", "[^。；]{0,20}WORDS").match(behind) is not None
    return pattern("measures", "time_behind", "(?:之?内)?[^，。；]{0,6}WORDS").match(behind) is not None

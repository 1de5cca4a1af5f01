"""Whether a quantity is a reported figure: no threshold, age, target, rank, passing time, nor part of a name."""

import re

from govgraph.extract.mentions import Scene, pattern, words
from govgraph.extract.subjects import ACTORS
from govgraph.text.numbers import Quantity
from govgraph.text.passages import Clause, Passage, Sentence

#: Figures about private persons are none; one of 26 cities is no figure of the city.
_PRIVATE = re.compile("先生|女士|[一-鿿]某|[村居市]民[一-鿿]{2,3}(?:说|家|的|$)|贫困?户[一-鿿]{2,3}|老人|我家")
_AMONG = re.compile("[^，。；]{0,16}之一")
_DISTANCE = re.compile("外的?|以外|之外|处的")
_PLANNED = "WORDS|争取(?!到|了)|到20[2-9]\\d年"
_WILL = re.compile(
    "(?<![即必])将(?=(?:在|于|为|会|再|继续|全面|陆续|进一步|分)?[\u4e00-\u9fff]{2})"
    "(?![^，；。]*(?:划|分|由|从|作为|打造成|列|纳入|压缩|缩短|降|减))|力争"
)
_FUTURE = re.compile("(?:下一步|接下来|未来|明年|今后|届时|预计)")
_LAPSE = re.compile("[之以]?[前后来间]|的今天|的?时间里|如一日|风雨")
#: 成为财政收入超百亿元的园区: the number tells a class.
_CLASS = re.compile("(?:成为|迈入|跻身|跨入|步入|进入|突破)[^，；]*$")
_OF_A_CLASS = re.compile("的|、|俱乐部|行列|大关|级")
#: 三个“点赞”: words, no things.
_QUOTED_WORD = re.compile("(?<=个)[“‘][^“”‘’]{1,12}[”’](?:[，。；、和]|表达|要求)")
_RANK = re.compile("第$|排名|位列|名列|前$|每隔$")


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
        or (_CLASS.search(before) and _OF_A_CLASS.match(scene.text, quantity.end))
        or (_QUOTED_WORD.match(scene.text, quantity.end) and scene.over(quantity.end + 1, "Program") is None)
        or _is_named(scene, passage, clause, quantity)
    )


def _is_counted(scene: Scene, quantity: Quantity) -> bool:
    """一 counts where it is a time or stands among other figures: 一个工作日办结."""
    return quantity.unit.endswith(("工作日", "小时", "分钟"))


def _is_away(scene: Scene, before: str, quantity: Quantity) -> bool:
    """3公里外, 方圆5公里: where something is, no length of it."""
    return quantity.kind == "length" and bool(_DISTANCE.match(scene.text, quantity.end) or before.endswith("方圆"))


def _is_named(scene: Scene, passage: Passage, clause: Clause, quantity: Quantity) -> bool:
    """Whether the number stands inside a name or a quoted phrase."""
    if scene.over(quantity.number_start, *ACTORS) is not None:
        return True
    quote = scene.inside_quote(quantity.start, quantity.end, passage)
    return quote is not None and (clause.speech is None or quote != clause.speech)


def is_planned(scene: Scene, sentence: Sentence, clause: Clause, *, planned: bool) -> bool:
    """Whether a clause tells what is to come: 将, 力争, 下一步 hold for the clauses behind them up to ；."""
    text = scene.text[clause.start : clause.end]
    if planned and scene.text[clause.start - 1] not in "；。”" and not pattern("measures", "done").search(text):
        return True
    if clause.start == sentence.start and _FUTURE.match(text):
        return True
    return _WILL.search(text) is not None


def _tells_time(scene: Scene, clause: Clause, quantity: Quantity) -> bool:
    """用时3天, 3天办结, 提前10天: time that something takes, not time that passes (27年前, 24小时值守)."""
    before, behind = scene.text[clause.start : quantity.start], scene.text[quantity.end : clause.end]
    if pattern("measures", "lapse").search(before) or _LAPSE.match(behind):
        return False
    return bool(
        pattern("measures", "time_before", "WORDS[^，。；]{0,8}$").search(before)
        or pattern("measures", "time_behind", "(?:之?内)?[^，。；]{0,6}WORDS").match(behind)
    )

"""What a figure counts, in the words of the text.

Cases:

1. the words before the number and the noun behind it: 走访*企业*340余*家*, 解决基层实际问题83个
2. a number that opens its clause takes the whole of it: 67项*任务基本提前完成*
3. growth and shares are of what was told before: 港口吞吐量3341.6万吨，*同比增长*25%
4. a short word needs what was told before: 亿元以上项目45个，*总投资*533亿元; 其中*市级建立*29个
5. the verb, and the attribute, of a list's first member go for all: *新增限上*企业13家、*规上企业*10家
6. 由26个调整到42个: both ends count the same
7. 甲、乙*分别*增长18%和5%; 办结率、回访率*均*达100%: each has its own words
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from govgraph.extract.claims import MeasureClaim
from govgraph.extract.clauses.subjects import ACTORS
from govgraph.extract.mentions import Mention, Scene, alternation, pattern, plain
from govgraph.text.numbers import Quantity
from govgraph.text.passages import Clause

_NOUN_BEHIND = re.compile("[\u4e00-\u9fff“”‘’、A-Za-z（）]{1,16}")
_WHOLE_BEHIND = re.compile("[\u4e00-\u9fff“”‘’、A-Za-z（）]{1,24}")
_ADVERBS = re.compile("已经?|正在|均|全部|相继|目前")
_BOTH_ENDS = re.compile("[^，。；]{0,8}[到至为]$")
_APART = re.compile(
    "(?P<items>[^，。；]*?[、和与及][^，。；]*?)(?P<compared>同比|较上年|比上年)?分别(?P<verb>[^，。；0-9]{0,8})$"
)
_EACH = re.compile("[双均都]")
_ALIKE = re.compile("(?P<items>[^，。；]*[、和与及][^，。；]*?)(?:双双|均|都)(?P<verb>[^，。；0-9]{0,6})$")
#: 从受理到办结，用时10天
_FROM_TO = re.compile("从[^，。；]{2,10}到[^，。；]{2,10}，$")
_NEXT = re.compile("就?[\u4e00-\u9fff0-9.“”]{2,20}")
_RATED = re.compile("(?:率|值|额|量|数|度|比例|比重|收入|产值|投资)$")
#: Figures of one number and unit that another is held against; a table may hold thousands of 100%.
_RECENT = 50
#: Words that lean on others grow no longer: the longest of 1,724 indicators has 37 characters.
_LONGEST = 60
_ITEMS = re.compile("、|以及|及|和|与")
#: What says nothing without the thing it is of.
_SHORT = re.compile(
    "(?:总|协议|计划|年)?(?:投资|金额|总额|总量|总数|总计|产值|复工面|占比|面积|增幅|增速)(?:额|总额|规模)?"
)


@cache
def _growth() -> re.Pattern[str]:
    compared, growth = alternation("measures", "compared"), alternation("measures", "growth")
    return re.compile(f"(?:{compared})?(?:{growth})|是(?:\\d{{4}}年|上年|去年)同期")


class Telling:
    """The words of one sentence's figures; each may lean on those told before it."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._told = ""

    def of(self, clause: Clause, quantities: Sequence[Quantity], index: int, holder: Mention) -> Iterator[str]:
        """The indicators of a clause's figure, mostly one; none where the text has no words for it."""
        shared = self._shared(clause, quantities, index, holder)
        for words in shared or [self._own(clause, quantities, index, holder)]:
            words = words if len(words) > 1 or not self._leans(clause, quantities[index]) else self._told
            if len(words) < 2:
                continue
            self._told = words if shared else self._completed(words, clause, quantities[index])
            yield self._told
            self._told = _growth().split(self._told)[0] or self._told

    def _leans(self, clause: Clause, quantity: Quantity) -> bool:
        """达到20.7亿元, 总数达214家: a clause that has no words of its own counts what was told before."""
        return len(self.scene.text[clause.start : quantity.start]) <= 6

    def _shared(self, clause: Clause, quantities: Sequence[Quantity], index: int, holder: Mention) -> list[str]:
        """Case 7."""
        first = quantities[0]
        lead = self.scene.text[
            max(clause.start, holder.end) if holder.end <= first.start else clause.start : first.start
        ]
        if "分别" in lead and (apart := _APART.search(lead)):
            items = _items(apart["items"])
            if len(items) == len(quantities):
                return [f"{items[index]}{apart['compared'] or ''}{_trim(apart['verb'])}"]
        alike = _ALIKE.search(lead) if len(quantities) == 1 and _EACH.search(lead) else None
        if alike:
            items = _items(alike["items"])
            if len(items) > 1 and all(_RATED.search(item) for item in items):
                return items
        return []

    def _own(self, clause: Clause, quantities: Sequence[Quantity], index: int, holder: Mention) -> str:
        """Cases 1, 2 and 6."""
        text, quantity = self.scene.text, quantities[index]
        before = quantities[index - 1] if index else None
        start = clause.start
        if before is not None and text[before.end : quantity.start] not in ("", "、", "，", "总计", "共计"):
            if self._told and before.unit == quantity.unit and _BOTH_ENDS.fullmatch(text[before.end : quantity.start]):
                return self._told
            start = before.end
        lead = text[start : quantity.start]
        if clause.start <= holder.start and holder.end <= quantity.start and start == clause.start:
            lead = text[holder.end : quantity.start]
        lead = _trim(_trim_front(lead))
        if quantity.kind == "duration" and (way := _FROM_TO.search(text, max(0, clause.start - 24), clause.start)):
            lead = way[0][:-1] + lead
        if before is not None and start == clause.start:
            lead = _trim(lead.replace(text[before.start : before.end], ""))
        listed = self.scene.ending_at(quantity.start - 1, *ACTORS) if lead.endswith("等") else None
        if listed is not None:
            lead, start = "", clause.start  # 甲、乙等8家企业共建联盟: the list says nothing of what is counted
        if len(lead) < 2 and start == clause.start:
            if quantity.kind == "duration" and text[quantity.end : quantity.end + 1] == "，":
                return "用时" + _next(text, quantity.end + 1)  # 仅用9天，就促成…
            whole = _WHOLE_BEHIND.match(text, quantity.end, clause.end)
            if whole is None:  # “最多跑一次”事项682项: the name is all there is
                return plain(_trim(_trim_front(text[start : quantity.start])))
            return plain(lead + _ADVERBS.sub("", whole[0])).strip("、（")
        noun = _NOUN_BEHIND.match(text, quantity.end, min(clause.end, quantity.end + 16))
        stop = pattern("measures", "stop_behind", "[，。；、：]|的(?=[^一-鿿])|[和与]$|WORDS")
        tail = stop.split(noun[0])[0] if noun else ""
        return _trim(plain(f"{lead[-24:]}{tail}")).strip("，。；：、的（")

    def _completed(self, words: str, clause: Clause, quantity: Quantity) -> str:
        """Cases 3, 4 and 5."""
        if not self._told or words == self._told or len(self._told) + len(words) > _LONGEST:
            return words
        in_part = len(words) <= 4 and self.scene.text.startswith("其中", clause.start)
        if _growth().match(words) or _SHORT.fullmatch(words) or in_part:
            return self._told + words
        if self.scene.text[quantity.start - len(words) - 1] != "、":
            return words
        verb = pattern("measures", "first_verbs").match(self._told)
        if verb and not pattern("measures", "first_verbs").match(words):
            attribute = self._told[verb.end() : -2] if len(words) <= 3 and len(self._told) - verb.end() >= 6 else ""
            return verb[0] + attribute + words
        return words


def _next(text: str, start: int) -> str:
    """What the clause behind tells, without its numbers."""
    following = _NEXT.match(text, start)
    return plain(_ADVERBS.sub("", re.sub("[0-9.]+[万亿余多]?[个家项所件]?", "", following[0]))) if following else ""


def _items(listed: str) -> list[str]:
    """The members of a list, each with the head of the last: 新签约、新开工*亿元以上项目*."""
    items = [item for item in _ITEMS.split(_trim_front(listed)) if item]
    lengths = {len(item) for item in items[:-1]}
    if len(lengths) == 1 and (head := items[-1][lengths.pop() :]):
        return [item + head for item in items[:-1]] + items[-1:]
    return items


def is_counted_again(claim: MeasureClaim, told: Sequence[MeasureClaim]) -> bool:
    """Whether a figure was told before: 899个开复工项目中, behind 项目开复工899个.

    Small numbers recur by chance; they are the same fact only where one leans on the other's words at a clause's head.
    """
    told = told[-_RECENT:]
    if claim.quantity.start - claim.start <= 2 and any(claim.indicator[:2] in other.indicator for other in told):
        return True
    if claim.quantity.value < 100:
        return False
    return any(other.subject is not claim.subject and _alike(claim.indicator, other.indicator) for other in told)


def _alike(one: str, other: str) -> bool:
    """Whether two thirds of the shorter words stand in the longer."""
    short, long = sorted((one, other), key=len)
    return sum(character in long for character in short) * 3 >= len(short) * 2


def _trim_front(lead: str) -> str:
    return pattern("measures", "trim_before", "^(?:[，。；：、“”‘’（）\\s]|WORDS)+").sub("", lead)


def _trim(lead: str) -> str:
    """Without the bounds and particles that end the words before a number."""
    return pattern("measures", "trim_after", "(?:[、“‘]|WORDS)+$").sub("", lead)

"""Quantities: number, unit and bound, as the text has them.

The scale stays in the unit: 1202.6亿元 is 1202.6 of 亿元. What only looks like a quantity (dates, ordinals, 一带一路,
104国道, 1+5) is left out; ages, durations and thresholds are kept and marked, for later stages to judge.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal, NamedTuple

import msgspec
from msgspec.structs import replace

from govgraph.lexicon import read, words
from govgraph.lexicon.patterns import either
from govgraph.model import Bound
from govgraph.text.dates import DateSpan, find_dates

Kind = Literal[
    "count", "money", "area", "length", "volume", "weight", "percent", "multiple", "duration", "age", "other"
]
KINDS: tuple[Kind, ...] = (
    "count", "money", "area", "length", "volume", "weight", "percent", "multiple", "duration", "age", "other",
)  # fmt: skip


class Quantity(msgspec.Struct, frozen=True, gc=False):
    """``text[start:end]``, in code points: bounding words, number, unit. The digits start at ``number_start``.

    ``upper`` is the upper end of a range (10—20万元). ``article`` marks the word 一, which often counts nothing
    (建设一所学校). ``threshold`` marks a class of things rather than an amount (3亿元以上的项目). The unit of a
    fraction or of a bare 两千多 is empty.
    """

    start: int
    end: int
    number_start: int
    value: Decimal
    unit: str
    bound: Bound
    kind: Kind
    upper: Decimal | None = None
    article: bool = False
    threshold: bool = False


class _Numeral(msgspec.Struct, frozen=True, gc=False):
    """A number without its unit. ``end`` follows scale and 多; ``bare``: 百, 万 or 亿 without a digit."""

    start: int
    end: int
    value: Decimal
    scale: str
    more: bool = False
    upper: Decimal | None = None
    bare: bool = False
    chinese: bool = False


_SCALES = {"万": 10**4, "亿": 10**8, "万亿": 10**12}
_TENS = {"": 1, "十": 10, "百": 100, "千": 1000}
_DIGITS = {"〇": 0, "○": 0, "零": 0, "两": 2} | {digit: n for n, digit in enumerate("一二三四五六七八九", start=1)}

#: Longer runs are serial numbers or noise; the largest figure in 27 articles has 8 digits.
_MAX_DIGITS = 16

_ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_CN = "〇○零一二两三四五六七八九十百千万亿"
_NUMBER = re.compile(
    rf"(?P<whole>百|千|[{_CN}]{{1,4}})分之(?P<part>{_ARABIC}|[{_CN}]+(?:点[{_CN}]{{1,4}})?)"
    rf"|(?P<arabic>{_ARABIC})"
    rf"|(?P<chinese>[{_CN}]+)(?:点(?P<decimals>[〇零一二三四五六七八九]{{1,4}})(?=个百分点|倍|万|亿|公里|平方|米|吨))?"
    r"|半(?=年(?!度)|个?月|天|个?小时)"
)
_FRACTION = re.compile(r"/([1-9][0-9]?)(?![0-9/年月日.])")
_TAIL = re.compile(
    r" ?(?P<more>[多余几])?"
    r"(?P<scale>[十百千](?![米瓦克伏家万亿])|[十百千]?(?:万亿|万(?![象达科])|亿))?(?P<after>[多余])?"
)
_CHINESE_TAIL = re.compile(r"(?P<more>[多余几来])?(?P<scale>万亿|[万亿])?(?P<after>[多余])?")
_SMALLER = re.compile(r"([0-9]+(?:\.[0-9]+)?)(万|千)(?![米瓦克])")
_RANGE = re.compile(r"(?:——|[—–\-~～至到])")
# 3个多月, 两年多, 两个半小时: what is more than the number stands inside the unit or behind it.
_INSERTED = re.compile(r"个([多余半])(月|小时|星期|百分点|工作日|钟头)|([年天周])([多余半])(?![个名家次种数年天])")
_TENTH = re.compile("[一二三四五六七八九半](?=[，。；、）的以左]|$)")
_ONES = "[一二两三四五六七八九]?"
_SECTION = rf"(?:{_ONES}千)?零?(?:{_ONES}百)?零?(?:{_ONES}十)?零?{_ONES}"
_CHINESE = re.compile(rf"(?P<yi>{_SECTION}亿)?零?(?P<wan>{_SECTION}万)?零?(?P<ones>{_SECTION})")
# 七八家, 十五六个, 八九十亿元: the second is one above the first.
_NEIGHBOURS = re.compile(
    r"(?P<tens>十?)(?P<low>[一二两三四五六七八])(?P<high>[二三四五六七八九])(?P<unit>[十百千]?)(?P<scale>万亿|[万亿])?"
)
_CJK = re.compile("[\u4e00-\u9fff“《]")


#: A unit that stands in the text, its kind and where it ends.
_Unit = tuple[str, Kind, int]


class _Units(NamedTuple):
    """What the lexicon says of units and of the words around numbers; see ``lexicon/units.yaml``.

    ``unit_lengths`` has those of units by their first character, ``before_lengths`` those of bounds before a number by
    their last.
    """

    kinds: dict[str, Kind]
    arabic_only: frozenset[str]
    needs_scale: frozenset[str]
    not_before: dict[str, str]
    before: dict[str, Bound]
    after: dict[str, Bound]
    not_after: dict[str, str]
    clause_starts: str
    fixed: re.Pattern[str]
    after_word: re.Pattern[str]
    ordinal: re.Pattern[str]
    ordinal_ends: frozenset[str]
    unit_lengths: dict[str, tuple[int, ...]]
    before_lengths: dict[str, tuple[int, ...]]
    longest: int


@cache
def _units() -> _Units:
    table = read("units")
    kinds: dict[str, Kind] = {unit: kind for kind in KINDS for unit in table["kinds"].get(kind, "").split()}
    needs_scale = frozenset(words("units", "needs_scale"))
    before, after = _bound_words(table["bounds_before"]), _bound_words(table["bounds_after"])
    ordinals = words("units", "not_after")
    return _Units(
        kinds=kinds,
        arabic_only=frozenset(words("units", "arabic_only")),
        needs_scale=needs_scale,
        not_before=table["not_before"],
        before=before,
        after=after,
        not_after=table["bounds_not_after"],
        clause_starts=table["clause_starts"],
        fixed=re.compile(either(list(words("units", "not_quantities")))),
        after_word=re.compile(either(list(after))),
        ordinal=re.compile(either(list(ordinals)) + r" ?$|(?<![目日此之以年天提当])前$"),
        ordinal_ends=frozenset({word[-1] for word in ordinals} | {"前"}),
        unit_lengths=_lengths({*kinds, *needs_scale}, 0),
        before_lengths=_lengths(before, -1),
        longest=max(map(len, kinds)),
    )


def _bound_words(table: dict[str, str]) -> dict[str, Bound]:
    bounds: dict[str, Bound] = {"about": "about", "over": "over", "under": "under", "almost": "almost"}
    return {word: bounds[name] for name, line in table.items() for word in line.split()}


def _lengths(items: Iterable[str], place: int) -> dict[str, tuple[int, ...]]:
    """How long words are that have a character at a place, the longest first."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for item in items:
        found[item[place]].add(len(item))
    return {character: tuple(sorted(lengths, reverse=True)) for character, lengths in found.items()}


def find_quantities(text: str, dates: Sequence[DateSpan] | None = None) -> list[Quantity]:
    """The quantities of canonical ``text``, in order, none overlapping another; linear in the text's length.

    ``dates`` are those of the text, where they are known already.

    >>> [(str(q.value), q.unit, q.bound) for q in find_quantities("申请了2笔总计40多万元的资金，近3000亩")]
    [('2', '笔', 'exact'), ('40', '万元', 'over'), ('3000', '亩', 'almost')]
    """
    blocked = _Blocked(text, find_dates(text) if dates is None else dates)
    found: list[Quantity] = []
    end = 0
    for match in _NUMBER.finditer(text):
        if match.start() < end or blocked.in_date(match.start()):
            continue
        for quantity in _read(text, match, blocked):
            found.append(quantity if quantity.start >= end else replace(quantity, start=end))
            end = quantity.end
    return found


class _Blocked:
    """The stretches of a text whose numbers are none: dates, and words such as 一带一路."""

    def __init__(self, text: str, dates: Sequence[DateSpan]) -> None:
        self.dates = [(span.start, span.end) for span in dates]
        self.fixed = [match.span() for match in _units().fixed.finditer(text)]

    def in_date(self, position: int) -> bool:
        return _end_around(self.dates, position) > position

    def skip(self, position: int) -> int:
        """The end of the fixed word around ``position``, or ``position``."""
        return _end_around(self.fixed, position)


def _end_around(spans: list[tuple[int, int]], position: int) -> int:
    index = bisect_right(spans, (position, 1 << 62)) - 1
    return max(spans[index][1], position) if index >= 0 else position


def _read(text: str, match: re.Match[str], blocked: _Blocked) -> Iterator[Quantity]:
    """No, one or two quantities at ``match``; two where 由26到42个 names both ends of a change."""
    start, end = match.span()
    skipped = blocked.skip(start)
    if end - start > _MAX_DIGITS or _is_name(text, start, end):
        return
    if skipped > start:
        # 唯一一所学校: the 一 after the fixed word counts.
        rest = _NUMBER.match(text, skipped) if match["chinese"] and skipped < end else None
        if rest and not blocked.in_date(skipped):
            yield from _read(text, rest, blocked)
        return
    if match["whole"]:
        yield from _read_share(text, match)
        return
    first = _read_numeral(text, match)
    if first is None:
        return
    if first.upper is None and (fraction := _FRACTION.match(text, first.end)) and not first.scale:
        yield from _read_fraction(text, first, fraction)
        return
    unit = _read_unit(text, first.end, first)
    pair = _read_pair(text, first, unit, blocked)
    if pair:
        yield from pair
    elif quantity := _measure(text, first, unit):
        yield quantity


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether the number is part of a name, a formula or an ordinal: 5G, PM2.5, 1+5, 第3, 国道104."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if not text[start].isascii():
        return _follows_ordinal(text, start, end)
    if before and ((before.isascii() and before.isalnum()) or before in "+._/#＋"):
        return True
    if after and after in "+＋×":
        return True
    if before == "." or (after == "." and text[end + 1 : end + 2].isdecimal()):
        return True
    if before in {"-", "—"} and text[start - 2 : start - 1].isascii() and text[start - 2 : start - 1].isalnum():
        return True
    if before in {"时", "点"} and after == "分":
        return True
    # 6办1所4中心: the structure of an office.
    if before and before in "办委局会厅" and text[start - 2 : start - 1].isdecimal():
        return True
    return _follows_ordinal(text, start, end)


def _follows_ordinal(text: str, start: int, end: int) -> bool:
    """第3, 国道104, 前10名; but not 目前20家."""
    before = text[max(0, start - 4) : start]
    ordinal = _units().ordinal.search(before) if before.rstrip(" ")[-1:] in _units().ordinal_ends else None
    return ordinal is not None and not (ordinal[0] == "前" and text[end : end + 1] not in "名位强家项届大")


def _read_share(text: str, match: re.Match[str]) -> Iterator[Quantity]:
    """百分之三十 is 30 %, 三分之一 is a fraction."""
    whole, part = _plain_value(match["whole"]), _plain_value(match["part"])
    if not whole or part is None:
        return
    unit = {"百": "%", "千": "‰"}.get(match["whole"], "")
    value = part if unit else round(part / whole, 4).normalize()
    if unit or part < whole:
        yield _bounded(text, _Numeral(match.start(), match.end(), value, ""), match.end(), unit, "percent")


def _read_fraction(text: str, first: _Numeral, fraction: re.Match[str]) -> Iterator[Quantity]:
    whole = int(fraction[1])
    if 0 < first.value < whole and first.value == int(first.value):
        value = round(first.value / whole, 4).normalize()
        yield _bounded(text, replace(first, value=value), fraction.end(), "", "percent")


def _plain_value(text: str) -> Decimal | None:
    if text[0].isascii():
        return Decimal(text.replace(",", ""))
    whole, _, decimals = text.partition("点")
    value = _chinese_value(whole)
    if value is None or not all(digit in _DIGITS for digit in decimals):
        return None
    return Decimal(f"{value}.{''.join(str(_DIGITS[digit]) for digit in decimals)}" if decimals else value)


def _read_numeral(text: str, match: re.Match[str]) -> _Numeral | None:
    if match["arabic"]:
        return _read_arabic(text, match)
    if match["chinese"]:
        return _read_chinese(text, match)
    return _Numeral(match.start(), match.end(), Decimal("0.5"), "", chinese=True)


def _read_arabic(text: str, match: re.Match[str]) -> _Numeral | None:
    value = Decimal(match["arabic"].replace(",", ""))
    tail = _TAIL.match(text, match.end())
    assert tail is not None  # noqa: S101 - every part of the pattern is optional
    scale, more = tail["scale"] or "", bool(tail["more"] or tail["after"])
    if tail["more"] == "几":
        return None
    tens, scale = (scale[0], scale[1:]) if scale[:1] in _TENS and scale[:1] else ("", scale)
    value *= _TENS[tens]
    end = tail.end() if scale or tens or more else match.end()
    smaller = _SMALLER.match(text, end) if scale and not more else None
    if smaller:  # 1亿2000万元 is 12000 of 万元, 3万5千 is 35000
        unit = smaller[2].replace("千", "")
        factor = Decimal(_SCALES[scale]) / (_SCALES[unit] if unit else 1)
        value = value * factor + Decimal(smaller[1]) * (1 if unit else 1000)
        scale, end = unit, smaller.end()
    return _Numeral(match.start(), end, value, scale, more)


def _read_chinese(text: str, match: re.Match[str]) -> _Numeral | None:
    run, start, end = match["chinese"], match.start(), match.end()
    if run[0] in "十百千万亿" and text[start - 1 : start] in {"数", "几", "若"}:
        return None
    if match["decimals"]:
        value = _plain_value(match[0])
        return value if value is None else _with_tail(text, _Numeral(start, end, value, "", chinese=True), "")
    if neighbours := _NEIGHBOURS.fullmatch(run):
        low, high = (_DIGITS[neighbours[name]] for name in ("low", "high"))
        if high == low + 1:
            tens, factor = 10 * len(neighbours["tens"]), _TENS[neighbours["unit"]]
            lower, upper = Decimal((tens + low) * factor), Decimal((tens + high) * factor)
            numeral = _Numeral(start, end, lower, neighbours["scale"] or "", upper=upper, chinese=True)
            return _with_tail(text, numeral, run)
    total = _chinese_value(run)
    if not total:
        return None
    scale = next((s for s in ("万亿", "亿", "万") if run.endswith(s)), "")
    bare = not any(char in _DIGITS or char == "十" for char in run)
    value = Decimal(total) / _SCALES[scale] if scale else Decimal(total)
    return _with_tail(text, _Numeral(start, end, value, scale, bare=bare, chinese=True), run)


def _with_tail(text: str, numeral: _Numeral, run: str) -> _Numeral | None:
    """The numeral with the 多 and the scale that follow it: 二十多万."""
    tail = _CHINESE_TAIL.match(text, numeral.end)
    if tail is None or not tail[0]:
        return numeral
    if tail["more"] and tail["more"] in "几来" and not run.endswith("十"):
        return numeral
    if tail["scale"] and (numeral.scale or numeral.upper):
        return numeral
    more = bool(tail["more"] or tail["after"])
    return replace(numeral, end=tail.end(), more=more, scale=tail["scale"] or numeral.scale)


@lru_cache(maxsize=2048)
def _chinese_value(run: str) -> int | None:
    """The value of a Chinese numeral; None for what is none, 一一 or 万千.

    >>> _chinese_value("一百二十三"), _chinese_value("二〇二一"), _chinese_value("两万五"), _chinese_value("万千")
    (123, 2021, 25000, None)
    """
    if len(run) > 1 and all(char in _DIGITS for char in run):
        return int("".join(str(_DIGITS[char]) for char in run)) if len(run) > 2 else None
    match = _CHINESE.fullmatch(run)
    if re.search("[百千万亿][百千]", run):
        return None
    if match is None:
        scale = next((s for s in ("万亿", "亿") if run.endswith(s)), None)
        head = _chinese_value(run[: -len(scale)]) if scale and len(run) > len(scale) else None
        return head * _SCALES[scale] if head and scale else (_SCALES["万亿"] if run == "万亿" else None)
    total = 0
    for name, factor in (("yi", 10**8), ("wan", 10**4)):
        if match[name]:
            total += (_section_value(match[name][:-1]) or 1) * factor
    ones = _section_value(match["ones"])
    if len(run) > 1 and run[-2] in "万亿" and run[-1] in _DIGITS:  # 两万五 is 25000
        ones *= _SCALES[run[-2]] // 10
    return total + ones


def _section_value(section: str) -> int:
    """The value of up to four digits with 千, 百, 十; 两百五 is 250."""
    total, digit, last = 0, 0, 1
    for char in section:
        if char in _DIGITS:
            digit = _DIGITS[char]
            last = 1 if char == "零" else last
        else:
            total += (digit or 1) * _TENS[char]
            digit, last = 0, _TENS[char]
    return total + digit * max(last // 10, 1)


def _read_pair(text: str, first: _Numeral, first_unit: _Unit, blocked: _Blocked) -> list[Quantity]:
    """10—20万元, 10%-20% as one range; 由26到42个 as two quantities; otherwise nothing."""
    unit, _, position = first_unit
    separator = _RANGE.match(text, position)
    match = _NUMBER.match(text, separator.end()) if separator else None
    if separator is None or match is None or match["whole"] or match.end() - match.start() > _MAX_DIGITS:
        return []
    second = _read_numeral(text, match)
    if second is None or first.upper or second.upper or blocked.in_date(match.start()):
        return []
    last = _measure(text, second, _read_unit(text, second.end, second))
    if last is None or last.article or (unit and last.unit != first.scale + unit):
        return []
    value = first.value
    if first.scale != second.scale and first.scale:
        value = value * _SCALES[first.scale] / _SCALES.get(second.scale, 1)
    if separator[0] in "至到" and text[first.start - 1 : first.start] in {"由", "从"}:
        return [replace(last, start=first.start, number_start=first.start, end=position, value=value), last]
    if value >= last.value and second.scale and text[first.end - 1] in "百千":  # 8千到1万元
        value /= _SCALES[second.scale]
    if value >= last.value:
        return []
    start, _ = _bound_before(text, first)
    return [replace(last, start=start, number_start=first.start, value=value, upper=last.value, bound="range")]


def _measure(text: str, numeral: _Numeral, found: _Unit) -> Quantity | None:
    """The quantity that ``numeral`` and the unit found after it make; None where they make none."""
    unit, kind, end = found
    if inserted := _INSERTED.match(text, numeral.end):
        unit, end = "个" + inserted[2] if inserted[2] else inserted[3], inserted.end()
        kind = _units().kinds.get(unit, kind)
        half = "半" in {inserted[1], inserted[4]}
        value = numeral.value + Decimal("0.5") if half else numeral.value
        numeral = replace(numeral, value=value, more=numeral.more or not half)
    if unit == "成" and (tenth := _TENTH.match(text, end)):  # 九成五 is 9.5 of 成
        part = Decimal("0.5") if tenth[0] == "半" else Decimal(_DIGITS[tenth[0]]) / 10
        numeral, end = replace(numeral, value=numeral.value + part), tenth.end()
    if _is_class(text, end) or (numeral.value == 0 and unit not in {"%", "元"}):
        return None
    if not (unit or numeral.scale or numeral.more or numeral.bare):
        return None
    quantity = _bounded(text, numeral, end, numeral.scale + unit, kind)
    if not _is_counted(text, numeral, unit, quantity):
        return None
    article = numeral.chinese and numeral.value == 1 and text[numeral.start : numeral.end] == "一"
    if article and _is_phrase(text, numeral.start, end, unit):
        return None
    return replace(quantity, article=True) if article else quantity


def _is_phrase(text: str, start: int, end: int, unit: str) -> bool:
    """一个, 一艘艘, 一项又一项, 下一步: an article or a turn of phrase that counts nothing."""
    before = text[start - 1 : start]
    return unit == "个" or text.startswith((unit, "又一"), end) or (before != "" and before in "又下上每另")


def _is_class(text: str, end: int) -> bool:
    """万吨级码头, 百亿级产业: a class of things, no amount."""
    return text[end : end + 1] == "级"


def _is_counted(text: str, numeral: _Numeral, unit: str, quantity: Quantity) -> bool:
    """Whether number and unit are enough of a quantity: not 每万人, 亿元 alone, or a number without unit or scale."""
    prefixed = quantity.start < numeral.start or numeral.more
    if numeral.bare:
        if text[numeral.start - 1 : numeral.start] in {"每", "数", "几", "成"}:
            return False
        if numeral.end - numeral.start == 1 and _units().kinds.get(unit) == "money":
            return prefixed or quantity.threshold
        return bool(unit) or prefixed
    return bool(unit or numeral.scale) or (numeral.more and numeral.value >= 20)


def _read_unit(text: str, position: int, numeral: _Numeral) -> _Unit:
    """The longest unit at ``position``; an empty one where there is none."""
    units = _units()
    position += text[position : position + 1] == " "
    for length in units.unit_lengths.get(text[position : position + 1], ()):
        unit = text[position : position + length]
        if unit in units.kinds or (numeral.scale == "万" and unit in units.needs_scale):
            end = position + length
            if len(unit) == length and _is_unit(text, unit, end, numeral):
                unit, end = _per(text, unit, end)
                return unit, units.kinds.get(unit.partition("/")[0], "volume"), end
    return "", "count", numeral.end


def _is_unit(text: str, unit: str, end: int, numeral: _Numeral) -> bool:
    following = text[end : end + 1]
    units = _units()
    if following and following in str(units.not_before.get(unit, "")):
        return False
    if following.isascii() and following.isalnum() and unit[-1].isascii() and unit[-1].isalpha():
        return False
    if unit == "大":
        return bool(_CJK.match(following)) and not numeral.more
    small = numeral.chinese and not numeral.scale and not numeral.more and numeral.value < 20
    if small and unit in units.arabic_only:
        return False
    return not (text[numeral.start : numeral.start + 1] == "半" and units.kinds.get(unit) != "duration")


def _per(text: str, unit: str, end: int) -> tuple[str, int]:
    """微克 with the /立方米 that follows it."""
    if text[end : end + 1] != "/":
        return unit, end
    for length in range(min(_units().longest, len(text) - end - 1), 0, -1):
        below = text[end + 1 : end + 1 + length]
        if below in _units().kinds or below in {"日", "时", "月"}:
            return f"{unit}/{below}", end + 1 + length
    return unit, end


def _bounded(text: str, numeral: _Numeral, end: int, unit: str, kind: Kind) -> Quantity:
    """The quantity with the bounding words on both sides: 近…, …以上, …多."""
    start, before = _bound_before(text, numeral)
    after = _units().after_word.match(text, end)
    bound: Bound = "over" if numeral.more else _units().after[after[0]] if after else "exact"
    if before:
        bound = before
    if numeral.upper is not None:
        bound = "range"
    threshold = False
    if after:
        threshold = _is_threshold(text, after, unit, kind)
        end = after.end()
    value = numeral.value
    if _is_negative(text, numeral.start, kind):
        start, value = numeral.start - 1, -value
    return Quantity(start, end, numeral.start, value, unit, bound, kind, numeral.upper, threshold=threshold)


def _bound_before(text: str, numeral: _Numeral) -> tuple[int, Bound | None]:
    """Where the quantity starts with its bounding word, and the bound; 签约 and 最近 hold none."""
    edge = numeral.start - (text[numeral.start - 1 : numeral.start] == " ")
    if numeral.bare and text[edge - 1 : edge] == "上" and text[edge - 2 : edge - 1] not in {"以", "线", "网"}:
        return edge - 1, "over"
    if numeral.bare and text[edge - 1 : edge] == "过" and text[edge - 2 : edge - 1] not in {"通", "经"}:
        return edge - (2 if text[edge - 2 : edge - 1] == "超" else 1), "over"
    for length in _units().before_lengths.get(text[edge - 1 : edge], ()):
        word = text[edge - length : edge] if length <= edge else ""
        if word in _units().before:
            guard = str(_units().not_after.get(word, ""))
            before = text[edge - length - 1 : edge - length]
            return (numeral.start, None) if before and before in guard else (edge - length, _units().before[word])
    return numeral.start, None


def _is_negative(text: str, start: int, kind: Kind) -> bool:
    """增长-3.2%, but not 10-20%."""
    return kind == "percent" and text[start - 1 : start] in {"-", "−"} and bool(_CJK.match(text[start - 2 : start - 1]))


def _is_threshold(text: str, after: re.Match[str], unit: str, kind: Kind) -> bool:
    """Whether 以上 qualifies a class of things, 3亿元以上的项目, rather than bounding an amount, 300天以上。"""
    if kind == "age":
        return True
    if after[0] in {"左右", "上下", "前后", "上下浮动"} or kind in {"percent", "multiple"}:
        return False
    if kind == "count" and not unit.endswith("人"):
        return False
    following = text[after.end() : after.end() + 1]
    if following == "的":
        return bool(_CJK.match(text, after.end() + 1))
    if not following or not _CJK.match(following) or following in _units().clause_starts:
        return False
    return not (kind == "duration" and _units().after[after[0]] == "under")

"""Dates and periods: where a text says when, and which days it means.

``find_dates`` marks the words, ``resolve`` turns them into a first and a last day. Most dates in news leave the year
out; it is taken from the day of publication, so that 9月13日 means the latest one not after it.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import MAXYEAR, date, timedelta
from functools import cache, lru_cache
from typing import Literal

import msgspec
from msgspec.structs import replace

from govgraph.lexicon import read, words
from govgraph.lexicon.patterns import any_of, either

DateKind = Literal["day", "month", "quarter", "half", "year", "range", "relative", "since"]
Span = tuple[date, date]


class DateSpan(msgspec.Struct, frozen=True, gc=False):
    """Words for a time: ``text[start:end]``, in code points, 截至, 以来 and 起 included.

    ``kind`` is how fine it is; ``since`` runs from there to the day of publication, ``relative`` needs that day to
    mean anything.
    """

    start: int
    end: int
    text: str
    kind: DateKind


_CHINESE = {digit: index for index, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_CN = "[〇○零一二两三四五六七八九十]"


def _longest_first(items: Iterable[str]) -> list[str]:
    return sorted(items, key=lambda word: (-len(word), word))


def _word(word: str) -> str:
    """A literal word that is no part of another: 现在, but not in 体现在."""
    before = read("periods")["not_after"].get(word)
    after = read("periods")["not_before"].get(word)
    return (f"(?<![{before}])" if before else "") + re.escape(word) + (f"(?![{after}])" if after else "")


@cache
def _year() -> str:
    return (
        r"(?:(?<![0-9.])(?:19|20)[0-9]{2}年度?(?!轻)|(?:一九|二[〇○零])[〇○零一二三四五六七八九]{2}年|"
        + "|".join(map(_word, _longest_first(read("periods")["years"])))
        + ")"
    )


# A Chinese month needs a part of it behind: 三月底, but “一月一主题” is no January.
_MONTH = (
    r"(?:(?<![0-9.])(?:1[0-2]|0?[1-9])月(?!子)"
    rf"|(?<!{_CN})(?:十[一二]?|[一二三四五六七八九])月(?=[份底初末中上下一二三十])(?!一[主活题课]))份?"
)
_THIRD = r"(?:[上中下]旬|[初底末](?!步|级|心|衷|端|稿|部|层|线|气|蕴|子)|中(?=[，。、旬]))"
_NOT_DAY = "内|均|游|以内|之内|龄|楼|线|文|院|大院|站|门|路|仓|机|小区|工程|战略|地块|公路|高速|桥|车间|厂"
_DAY = (
    rf"(?:(?<![0-9.])(?:3[01]|[12][0-9]|0?[1-9])[日号](?!{_NOT_DAY})"
    r"|(?:三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])日(?=[，。、上下晚]))"
)
_HOUR = (
    r"(?:(?:上午|下午|中午|晚上|晚间|晚(?!会|报)|凌晨|清晨|早上|早晨|傍晚|夜间|深夜)?"
    r"(?:[0-2]?[0-9][时点](?!代|段|间|多)(?:[0-5]?[0-9]分(?!钟))?许?)?)"
)
_QUARTER = r"(?:第?[一二三四1-4]季度|前[一二两三23]个?季度|首季度?)"
_HALF = r"[上下]半年"
_FIRST = r"前(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,2})个?月"
_ISO = r"(?<![0-9.\-/])(?:19|20)[0-9]{2}(?P<dash>[-./])(?:1[0-2]|0?[1-9])(?P=dash)(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])"
_MONTH_PART = rf"{_MONTH}(?:{_DAY}{_HOUR}|{_THIRD})?"
_SEPARATOR = r"(?:——|[—–\-~～至到])"
_COUNT = r"(?:(?<![0-9.])[0-9]{1,2}|[一二两三四五六七八九十]{1,3}|半|[几数多])"
_AGO = (
    rf"(?:近|过去|最近|这)?{_COUNT}多?(?:年|个多?月|天|个?星期|周)多?(?:以来|来(?![自到源临了说看讲访]))"
    rf"|(?:(?<![最附将接])近|过去|最近){_COUNT}(?:年(?!代|轻)|个月|天|周(?!年|边)|个星期)"
    rf"|{_COUNT}(?:年|个多?月|天|周)多?(?:前(?![往来去后期沿景列端台提夕])|之前|以前)"
)
_BEFORE = r"(?:截至到?|截止到?|自从?|从|早在|直到|到|至)"
_AFTER = (
    r"(?:以来|起(?![草步来点航诉初源])|开始|之前|以前|前(?![往来去后期沿景列端台提夕])"
    r"|之后|以后|后(?![续期勤来备台方])|至今|止|期间)"
)
_BEHIND_DIGITS = r"年月日号季多个天周星\-./—–~～至到"
_GAP = r"[^，。；、：！？“”（）\s0-9]{0,8}?以来"


def _starts(entries: set[str]) -> str:
    """What every date begins with, a number with what may follow one: the look at it refuses most places of a text."""
    counts = "〇○零一二两三四五六七八九十半几数多"
    behind = counts + "年月日季个天周星" + "".join(sorted({word[1:2] for word in entries if word[0] in counts}))
    others = {word[0] for word in entries if word[0] not in counts or len(word) == 1} | {
        *"第前首上下年全近过最这“自截从早直到至"
    }
    return rf"[{re.escape(''.join(sorted(others)))}]|[{counts}][{re.escape(behind)}]|[0-9]{{1,4}}[{_BEHIND_DIGITS}]"


@cache
def _date() -> re.Pattern[str]:
    """The pattern of every date; see ``lexicon/periods.yaml`` for its words."""
    periods = read("periods")
    words_alone = {*words("periods", "now"), *words("periods", "unsettled")}
    words_alone |= {*periods["months"], *periods["weeks"], *periods["days"]}
    word = "|".join(map(_word, _longest_first(words_alone)))
    plans, events, years = (list(periods[group]) for group in ("five_year_plans", "events", "years"))
    plan = rf"“?(?<![一二三四五六七八九十]){either(plans)}”?(?:期间|时期|以来|末(?!端)|初期)"
    event = rf"自?{either(events)}(?:召开|胜利召开)?(?:以来|以后)"
    point = (
        rf"(?:{_year()}(?:{_MONTH_PART}|{_QUARTER}|{_HALF}|{_FIRST}|全年|年?[初底末](?!步|心|衷|期)|年?中(?=[，。、]))?"
        rf"|{_MONTH_PART}|{_QUARTER}|{_HALF}|{_FIRST}|{_DAY}{_HOUR}|全年"
        r"|(?<![0-9一二三四五六七八九十两今去前明])年[初底末](?!步|心|衷))"
    )
    open_end = rf"(?:{_year()})?(?:{_MONTH})?(?<![0-9.])(?:(?:19|20)[0-9]{{2}}|[12]?[0-9]|3[01])"
    between = rf"(?:{point}|{open_end}){_SEPARATOR}{point}"
    starts = _starts({*words_alone, *years, *events, *plans})
    # The first two characters of every point in time: most places are refused here, where a number or 上, 全 is alone.
    ahead = (
        r"(?=[0-9]|[〇○零一二三四五六七八九十][〇○零一二三四五六七八九十年月日季]|[上下]半|全年|第[一二三四1-4]"
        r"|前[0-9一二两三四五六七八九十]|首季|年[初底末]|" + any_of(sorted({year[:2] for year in years})) + ")"
    )
    return re.compile(
        rf"(?={starts})(?:(?P<ago>{_AGO})|(?P<word>{word})|(?P<event>{event})|(?P<plan>{plan})"
        rf"|(?P<iso>{_ISO})"
        rf"|(?P<before>{_BEFORE})?{ahead}(?:(?P<range>{between})|(?P<point>{point}))(?P<after>{_GAP}|{_AFTER})?)"
    )


def find_dates(text: str) -> list[DateSpan]:
    """The dates and periods of ``text``, in order, none overlapping another.

    >>> [(span.text, span.kind) for span in find_dates("截至9月底，今年1至7月办结83件")]
    [('截至9月底', 'month'), ('今年1至7月', 'range')]
    """
    return [_build(text, match) for match in _date().finditer(text)]


def _build(text: str, match: re.Match[str]) -> DateSpan:
    start, end = match.span()
    before, after = match["before"] or "", match["after"] or ""
    # 增加到2018年 has no 到 that dates anything, 到4月底前 has.
    if before in {"到", "至", "直到"} and not (after.endswith(("前", "止")) or text[end - 1] in "底末"):
        start += len(before)
    return DateSpan(start, end, text[start:end], _kind(match, after))


def _kind(match: re.Match[str], after: str) -> DateKind:
    if match["word"] or match["ago"]:
        return "relative"
    if match["event"] or after.endswith(("以来", "起", "开始", "至今", "后")):
        return "since"
    if match["plan"] or match["range"]:
        return "range"
    return "day" if match["iso"] else _point_kind(match["point"])


@lru_cache(maxsize=2048)
def _point_kind(point: str) -> DateKind:
    if re.search(_DAY, point):
        return "day"
    if re.search(_FIRST, point) or re.search(r"前.个?季度", point):
        return "range"
    if "季" in point:
        return "quarter"
    if "半年" in point:
        return "half"
    if "月" in point or point[-1] in "初底末":
        return "month"
    return "year"


class _Parts(msgspec.Struct, frozen=True, gc=False):
    """A point in time as written. ``months`` and ``days`` are first and last, inclusive."""

    year: int | None = None
    months: tuple[int, int] | None = None
    days: tuple[int, int] | None = None

    def days_of(self, year: int, months: tuple[int, int]) -> Span | None:
        """The days meant, in this year and these months; None for a day that does not exist, 2月30日."""
        if not 1 <= year <= MAXYEAR:
            return None
        length = monthrange(year, months[1])[1]
        first, last = self.days or (1, length)
        if first > length:
            return None
        return date(year, months[0], first), date(year, months[1], min(last, length))


@lru_cache(maxsize=2048)
def resolve(span_text: str, published: date | None) -> Span | None:
    """The first and last day meant by ``span_text``, as ``find_dates`` gives it; None where nothing settles them.

    截至 and 前 give the closing day twice, since their figure is a state of that day. Periods open to the right end on
    the day of publication. 月初, 月底 are thirds of a month, as 上旬 and 下旬.

    >>> resolve("截至9月底", date(2021, 11, 19))
    (datetime.date(2021, 9, 30), datetime.date(2021, 9, 30))
    """
    match = _date().search(span_text)
    if match is None:
        return None
    try:
        return _resolve_match(match, published)
    except (ValueError, OverflowError):  # 12年前 of the year 5, 二〇二一年 misread: no calendar has it
        return None


def _resolve_match(match: re.Match[str], published: date | None) -> Span | None:
    if match["iso"]:
        year, month, day = map(int, re.findall("[0-9]+", match["iso"]))
        return date(year, month, day), date(year, month, day)
    if match["plan"]:
        name = max((name for name in read("periods")["five_year_plans"] if name in match["plan"]), key=len)
        first, last = read("periods")["five_year_plans"][name]
        return date(first, 1, 1), date(last, 12, 31)
    if match["event"]:
        opened = next(day for name, day in read("periods")["events"].items() if name in match["event"])
        return _until(opened, published)
    if match["word"]:
        return _resolve_word(match["word"], published) if published else None
    if match["ago"]:
        return _resolve_ago(match["ago"], published) if published else None
    span = _resolve_range(match["range"], published) if match["range"] else _resolve_point(match["point"], published)
    return _open(span, match["before"] or "", match["after"] or "", published)


def _open(span: Span | None, before: str, after: str, published: date | None) -> Span | None:
    """The span, opened to the right for 以来 and 起, narrowed to its last day for 截至 and 前."""
    if span is None:
        return None
    if after.endswith(("以来", "起", "开始", "至今", "后")) or before in {"自", "自从"}:
        return _until(span[0], published)
    if before.startswith("截") or after.endswith(("前", "止")):
        return span[1], span[1]
    return span


def _until(first: date, published: date | None) -> Span | None:
    return (first, published) if published and first <= published else None


def _resolve_word(word: str, published: date) -> Span | None:
    if word in words("periods", "now"):
        return published, published
    if (back := read("periods")["days"].get(word)) is not None:
        day = published - timedelta(days=back)
        return day, day
    if (back := read("periods")["weeks"].get(word)) is not None:
        monday = published - timedelta(days=published.weekday() + 7 * back)
        return monday, monday + timedelta(days=6)
    if (back := read("periods")["months"].get(word)) is not None:
        return _month_before(published, back)
    return None


def _month_before(day: date, back: int) -> Span:
    year, month = divmod(day.year * 12 + day.month - 1 - back, 12)
    return date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1])


def _resolve_ago(text: str, published: date) -> Span | None:
    """近三年, 五年来: the days up to publication. 三年前 is too rough for a day."""
    count = re.search(_COUNT, text)
    number = _number(count[0]) if count else None
    if not number or text.endswith("前"):
        return None
    if "年" in text:
        first = _shift(published, 12 * number)
    elif "月" in text:
        first = _shift(published, number)
    else:
        first = published - timedelta(days=number * (1 if "天" in text else 7))
    return first + timedelta(days=1), published


def _shift(day: date, months: int) -> date:
    first, last = _month_before(day, months)
    return first.replace(day=min(day.day, last.day))


def _number(text: str) -> int | None:
    """The value of up to two Arabic or three Chinese digits; None for 几, 半."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _CHINESE.get(ones) if len(ones) == 1 else None
    return _CHINESE.get(tens or "一", 1) * 10 + _CHINESE.get(ones, 0)


def _resolve_range(text: str, published: date | None) -> Span | None:
    left_text, right_text = _split(text)
    left, right = _parse(left_text, published), _parse(right_text, published)
    right = replace(right, year=right.year or left.year, months=right.months or left.months)
    last = _settle(right, published)
    if last is None:
        return None
    if left.months is None and left.days:  # 30日至2日 begins in the month before
        month = last[0] if left.days[0] <= last[0].day else _month_before(last[0], 1)[0]
        left = replace(left, year=left.year or month.year, months=(month.month, month.month))
    first = _settle(replace(left, year=left.year or last[0].year), published)
    if first and first[0] > last[1] and left.year is None:  # 11月至2月 begins in the year before
        first = _settle(replace(left, year=last[0].year - 1), published)
    return (first[0], last[1]) if first and first[0] <= last[1] else None


def _split(text: str) -> tuple[str, str]:
    """The two ends of a range; 1至7月 lends its 月 to the 1."""
    left, right = re.split(_SEPARATOR, text, maxsplit=1)
    if left[-1].isdecimal():
        unit = re.search("[年月日号]", right)
        left += unit[0] if unit else ""
    return left, right


def _resolve_point(text: str, published: date | None) -> Span | None:
    return _settle(_parse(text, published), published)


def _settle(parts: _Parts, published: date | None) -> Span | None:
    """The days of ``parts``; what is left out of it is filled so that it starts as late as publication allows."""
    if parts.year:
        return parts.days_of(parts.year, parts.months or (1, 12)) if parts.months or not parts.days else None
    if published is None or not (parts.months or parts.days):
        return None
    if parts.months:
        candidates = [(published.year - back, parts.months) for back in range(0, 9)]
    else:
        months = [_month_before(published, back)[0] for back in range(0, 3)]
        candidates = [(month.year, (month.month, month.month)) for month in months]
    spans = (parts.days_of(year, months) for year, months in candidates)
    return next((span for span in spans if span and span[0] <= published), None)


def _parse(text: str, published: date | None) -> _Parts:
    year, rest = _parse_year(text, published)
    if quarter := re.search(r"(前?)([一二两三四1-4首])个?季", rest):
        number = _number(quarter[2].replace("首", "一")) or 1
        return _Parts(year, (1 if quarter[1] else number * 3 - 2, min(number * 3, 12)))
    if "半年" in rest:
        return _Parts(year, (1, 6) if "上" in rest else (7, 12))
    if first := re.match(r"前(.{1,2}?)个?月", rest):
        return _Parts(year, (1, min(_number(first[1]) or 12, 12)))
    if "月" in rest:
        return _parse_month(year, rest)
    if day := re.match(rf"([0-9]{{1,2}}|{_CN}{{1,3}})[日号]", rest):
        number = _number(day[1]) or 1
        return _Parts(year, None, (number, number))
    if year is None and published and rest:  # 全年, 年初
        year = published.year
    return _Parts(year, {"初": (1, 1), "中": (6, 7), "底": (12, 12), "末": (12, 12)}.get(rest[-1:]))


def _parse_year(text: str, published: date | None) -> tuple[int | None, str]:
    """The year in front of ``text`` and what follows it. 去年 without a publication is a year that no calendar has."""
    match = re.match(_year(), text)
    if match is None:
        return None, text
    written, rest = match[0], text[match.end() :]
    if (back := read("periods")["years"].get(written)) is not None:
        return (published.year - back if published else MAXYEAR + 1), rest
    digits = "".join(str(_CHINESE.get(char, char)) for char in written.rstrip("年度"))
    return int(digits), rest


def _parse_month(year: int | None, text: str) -> _Parts:
    written, _, rest = text.partition("月")
    month = _number(written) or 0
    if not 1 <= month <= 12:
        raise ValueError(text)
    months = (month, month)
    rest = rest.removeprefix("份")
    if day := re.match(rf"([0-9]{{1,2}}|{_CN}{{1,3}})[日号]", rest):
        number = _number(day[1]) or 1
        return _Parts(year, months, (number, number))
    thirds = {"上": (1, 10), "初": (1, 10), "中": (11, 20), "下": (21, 31), "底": (21, 31), "末": (21, 31)}
    return _Parts(year, months, thirds.get(rest[:1]))

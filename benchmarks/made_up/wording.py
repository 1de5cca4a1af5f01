"""What an article fills in beside its things: numbers, dates, private persons, media."""

from collections.abc import Callable
from datetime import date
from functools import cache
from random import Random

from benchmarks.made_up.grammar import Figure, Plain
from benchmarks.made_up.words import words
from benchmarks.made_up.world import World

_FIRST_DAY = date(2014, 1, 1).toordinal()
_LAST_DAY = date(2024, 12, 28).toordinal()
_SEASONS = ("隆冬", "早春", "早春", "早春", "初夏", "初夏", "盛夏", "盛夏", "金秋", "金秋", "金秋", "隆冬")


class Wording:
    """Words that state nothing, all of one day."""

    def __init__(self, world: World, chance: Random) -> None:
        self.world = world
        self.chance = chance
        self._random = chance.random
        self.day = date.fromordinal(_FIRST_DAY + int(self._random() * (_LAST_DAY - _FIRST_DAY)))

    def _plain(self, node: Plain) -> str:
        kind = node.kind
        if kind == "n":
            return str(node.low + int(self._random() * (node.high - node.low + 1)))
        if kind == "w":
            return self.world.word
        text: str = getattr(self, f"_plain_{kind}")()
        return text

    def _of(self, options: tuple[str, ...]) -> str:
        return options[int(self._random() * len(options))]

    def _plain_date(self) -> str:
        day = max(1, self.day.day - int(self._random() * 5))
        return f"{self.day.month}月{day}日" + self._of(("", "", "上午", "下午", "一大早"))

    def _plain_since(self) -> str:
        month = self.day.month
        if month == 1:
            return self._of(("去年以来", "截至目前", "一年来", "截至去年底"))
        last = month - 1
        return self._of(
            (
                "今年以来",
                "今年以来",
                "截至目前",
                "目前",
                f"截至{last}月底",
                f"截至今年{last}月",
                "一年来",
                f"截至{month}月{min(self.day.day, 10)}日",
            )
        )

    def _plain_span(self) -> str:
        month = self.day.month
        if month < 3:
            return self._of(("去年", "去年全年", "过去一年"))
        options = [f"今年1至{month - 1}月", f"今年前{month - 1}个月", f"{month - 1}月份", "去年"]
        if month > 3:
            options += ["今年一季度", "一季度"] if month < 7 else ["今年上半年", "上半年"]
        return self._of(tuple(options))

    def _plain_quarter(self) -> str:
        month = self.day.month
        return "全年" if month == 1 else "一季度" if month < 7 else "上半年" if month < 10 else "前三季度"

    def _plain_past(self) -> str:
        if self.day.month < 3 or self._random() < 0.3:
            return f"去年{3 + int(self._random() * 9)}月"
        return f"今年{1 + int(self._random() * (self.day.month - 1))}月"

    def _plain_holiday(self) -> str:
        return "春节" if self.day.month < 5 else "五一" if self.day.month < 10 else "国庆"

    def _plain_season(self) -> str:
        return _SEASONS[self.day.month - 1]

    def _plain_private(self) -> str:
        family = self._of(_list("family"))
        who = self._random()
        if who < 0.45:
            return self._of(("居民", "市民", "群众")) + family + self._of(("女士", "先生", "大爷", "阿姨", "师傅"))
        if who < 0.8:
            given = self._of(_list("given_last"))
            return self._of(("村民", "居民", "老党员", "个体户")) + family + self._of(_list("given_first")) + given
        return self._of(("老", "小")) + family

    def _plain_media(self) -> str:
        world = self.world
        place = self._of((world.county.parts["short"], world.above.parts["short"], world.province.parts["short"]))
        if self._random() < 0.3:
            return self.world.county.name + self._of(("人民政府网", "融媒体中心", "党建网", "政务网"))
        return place + self._of(("日报", "晚报", "新闻网", "发布", "融媒", "网", "时讯"))

    def _plain_reporter(self) -> str:
        given = self._of(_list("given_last"))
        if self._random() < 0.6:
            given = self._of(_list("given_first")) + given
        return self._of(_list("family")) + given

    _plain_reporter2 = _plain_reporter

    def _plain_stamp(self) -> str:
        return f"{self.day.isoformat()} {self._plain_hour()}" + self._of(("", f":{int(self._random() * 60):02d}"))

    def _plain_hour(self) -> str:
        return f"{7 + int(self._random() * 12):02d}:{int(self._random() * 60):02d}"

    def _plain_day(self) -> str:
        return self._of((self.day.isoformat(), f"{self.day.year}年{self.day.month}月{self.day.day}日"))

    def _plain_year(self) -> str:
        return str(self.day.year)

    def _plain_month(self) -> str:
        return str(self.day.month)

    def _plain_dom(self) -> str:
        return str(self.day.day)


def spell_number(chance: Callable[[], float], figure: Figure) -> tuple[str, float, str]:
    """A number between a figure's bounds, as it is written with its unit; its value and unit."""
    low, high, decimals, unit = figure.low, figure.high, figure.decimals, figure.unit
    value = low * (high / low) ** chance()
    style = chance()
    if decimals:
        value = round(value, decimals)
        if style < 0.12 and value > 3 and unit != "%":
            whole = round(value)
            return f"{'近' if style < 0.06 else '超'}{whole}{unit}", float(whole), unit
        if style < 0.12 and unit == "%":
            whole = round(value)
            return f"{'超过' if style < 0.06 else '近'}{whole}{unit}", float(whole), unit
        return f"{value:.{decimals}f}{unit}" if style < 0.9 else f"{value:g}{unit}", value, unit
    whole = round(value)
    if whole >= 10000 and not unit.startswith(("万", "亿")) and style < 0.7:
        rounded = round(whole / 10000, 1)
        before = "近" if style < 0.1 else "约" if style < 0.15 else ""
        return f"{before}{rounded:g}万{unit}", rounded, f"万{unit}"
    if whole < 20 or style < 0.58 or unit == "%":
        return f"{whole}{unit}", float(whole), unit
    step = 10 if whole < 100 else 50 if whole < 1000 else 100
    whole = max(step, whole // step * step)
    if style < 0.82:
        before = "近" if style < 0.66 else "超" if style < 0.72 else "超过" if style < 0.77 else "约"
        return f"{before}{whole}{unit}", float(whole), unit
    return f"{whole}{'余' if style < 0.92 else '多'}{unit}", float(whole), unit


@cache
def _list(group: str) -> tuple[str, ...]:
    return tuple(words(group))

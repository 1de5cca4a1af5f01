"""One article told: sentences drawn, their slots filled with things of the place, and what they state written down."""

import re
from datetime import date
from functools import cache
from random import Random
from typing import NamedTuple

from benchmarks.made_up.grammar import Choice, Figure, Frame, Nodes, Plain, Slot, sections
from benchmarks.made_up.things import Thing
from benchmarks.made_up.words import words
from benchmarks.made_up.world import World
from govgraph.model import Predicate

_FIRST_DAY = date(2014, 1, 1).toordinal()
_LAST_DAY = date(2024, 12, 28).toordinal()

#: How many of a kind one article speaks of at most, and how many a place has, the first being the commonest.
_CAST = {"ent": 6, "body": 5, "town": 4, "village": 3, "project": 4, "brand": 3, "action": 3, "method": 3, "window": 3}
_STOCK = {
    "ent": ("enterprise", 160, 2.5), "project": ("project", 120, 2.2), "venue": ("venue", 30, 2.0),
    "brand": ("brand", 48, 2.0), "action": ("action", 48, 2.0), "method": ("method", 40, 2.0),
    "window": ("window", 48, 2.0), "fund": ("fund", 8, 1.5), "policy": ("policy", 12, 1.0),
    "national": ("national", 11, 1.3), "custom": ("custom", 6, 1.0), "contest": ("contest", 3, 1.0),
    "zone": ("zone", 3, 1.5),
    "village": ("village", 60, 1.8), "centre": ("centre", 4, 1.5), "department": ("department", 6, 1.5),
    "school": ("school", 5, 1.5), "hospital": ("hospital", 4, 1.5), "assoc": ("association", 5, 1.5),
    "committee": ("committee", 1, 1.0), "government": ("government", 1, 1.0), "deputy": ("deputy", 4, 1.0),
    "secretary_project": ("secretary_project", 1, 1.0),
}  # fmt: skip
_NESTED = re.compile("“[^”“]*“")


class Measure(NamedTuple):
    """A figure as gold has it."""

    subject: Thing
    indicator: str
    value: float
    unit: str
    quote: str


class Paragraph(NamedTuple):
    """A paragraph and what it states, each statement with the words that say it."""

    text: str
    names: tuple[tuple[Thing, str], ...]
    says: tuple[tuple[Thing, Predicate, Thing, str], ...]
    posts: tuple[tuple[str, str, Thing, str], ...]
    measures: tuple[Measure, ...]


class Teller:
    """Fills frames for one article: remembers whom it named, so that a body is first named in full and then shortly."""

    def __init__(self, world: World, chance: Random, subject: str) -> None:
        self.world = world
        self.chance = chance
        self.subject = subject
        self._random = chance.random
        self._seen: set[Thing] = set()
        self._cast: dict[str, list[Thing]] = {}
        self._bound: dict[str, Thing] = {}
        self.day = date.fromordinal(_FIRST_DAY + int(self._random() * (_LAST_DAY - _FIRST_DAY)))
        self._used: set[int] = set()
        self._figures: dict[tuple[Thing, str], tuple[str, float, str]] = {}
        self.clear()

    def clear(self) -> None:
        """Begin a paragraph."""
        self._bound = {}
        self._present: set[Thing] = set()
        self._names: list[tuple[Thing, str]] = []
        self._says: list[tuple[Thing, Predicate, Thing, str]] = []
        self._posts: list[tuple[str, str, Thing, str]] = []
        self._measures: list[Measure] = []

    def knows(self, thing: Thing) -> bool:
        """Whether the article has named it."""
        return thing in self._seen

    def paragraph(self, frames: list[Frame], opening: str = "") -> Paragraph:
        """A paragraph of these frames."""
        self.clear()
        text = opening + "".join([self.tell(frame) for frame in frames])
        if _NESTED.search(text):
            text = _nest(text)
        return Paragraph(text, tuple(self._names), tuple(self._says), tuple(self._posts), tuple(self._measures))

    def pick(self, frames: tuple[Frame, ...]) -> list[Frame]:
        """A frame that the article has not used, in a list that is empty where there is none left."""
        count = len(frames)
        at = int(self._random() * count)
        for step in range(count):
            frame = frames[(at + step) % count]
            if id(frame) not in self._used:
                self._used.add(id(frame))
                return [frame]
        return []

    def tell(self, frame: Frame) -> str:
        """The words of a frame; what they state is kept for the paragraph."""
        pieces: list[str] = []
        measures = len(self._measures)
        self._fill(frame.nodes, pieces)
        text = "".join(pieces)
        for at in range(measures, len(self._measures)):
            self._measures[at] = self._measures[at]._replace(quote=_sentence(text, self._measures[at].quote))
        if frame.says:
            here = {thing for thing, _ in self._names} | self._present
            for subject, predicate, object_ in frame.says:
                one, other = self._find(subject), self._find(object_)
                if one in here and other in here and one is not other:
                    self._says.append((one, predicate, other, text))
        return text

    def _fill(self, nodes: Nodes, pieces: list[str]) -> None:
        for node in nodes:
            if type(node) is str:
                pieces.append(node)
            elif type(node) is Choice:
                options = node.options
                self._fill(options[int(self._random() * len(options))], pieces)
            elif type(node) is Slot:
                pieces.append(self._name(node))
            elif type(node) is Plain:
                pieces.append(self._plain(node))
            elif type(node) is Figure:
                pieces.append(self._figure(node))

    # Things

    def _find(self, path: tuple[str, ...]) -> Thing:
        found: object = self._bind(path[0])
        for step in path[1:]:
            found = self._part(found, step)  # type: ignore[arg-type]
        return found  # type: ignore[return-value]

    def _part(self, thing: Thing, step: str) -> Thing:
        if thing is self.world.county and step in ("secretary", "mayor"):
            return self.world.get(step, 0)
        if step == "deputy" and thing is self.world.county:
            return self._bind("deputy")
        part: Thing = thing.part(step)
        return part

    def _bind(self, slot: str) -> Thing:
        thing = self._bound.get(slot)
        if thing is None:
            base = slot.rstrip("23")
            others = [self._bound[one] for one in (base, f"{base}2", f"{base}3") if one in self._bound]
            thing = self._draw(base)
            for _ in range(8):
                if thing not in others:
                    break
                thing = self._draw(base)
            self._bound[slot] = thing
        return thing

    def _draw(self, base: str) -> Thing:
        if base in ("county", "above", "province"):
            place: Thing = getattr(self.world, base)
            return place
        cast = self._cast.setdefault(base, [])
        if len(cast) >= _CAST.get(base, 2) or (cast and self._random() < 0.3):
            return cast[int(self._random() * len(cast))]
        thing = self._make(base)
        if thing not in cast:
            cast.append(thing)
        return thing

    def _make(self, base: str) -> Thing:
        world = self.world
        if base == "body":
            return world.body(self.subject, int(self._random() * 12))
        if base == "town":
            return world.get("town", int(world.towns * self._random() ** 1.5))
        if base == "party":
            chance = self._random()
            if chance < 0.3:
                return world.get("department", int(self._random() * 6))
            key = "group" if chance < 0.55 else "branch" if chance < 0.9 else "team"
            part: Thing = world.body(self.subject, int(self._random() * 12)).part(key)
            return part
        if body := world.office(base):
            return body
        kind, count, slope = _STOCK[base]
        return world.get(kind, int(count * self._random() ** slope))

    def _name(self, slot: Slot) -> str:
        thing = self._find(slot.path)
        if isinstance(thing, str):  # 镇, 村民: what it is called in short
            return thing
        forms = thing.forms
        if slot.form is not None and slot.form in forms:
            form = forms[slot.form]
        else:
            keys = thing.later if thing in self._seen else thing.first
            form = forms[keys[int(self._random() * len(keys))] if len(keys) > 1 else keys[0]]
        self._seen.add(thing)
        for name in form.names:
            self._names.append(name)
            self._seen.add(name[0])
        for one, predicate, other in form.says:
            self._says.append((one, predicate, other, form.text))
        if thing.type is None:  # what a mayor does, the place of the post does
            self._present.add(thing.parts["of"])
        for person, role, of in form.posts:
            self._posts.append((person, role, of, form.text))
        return form.text

    # Figures

    def _figure(self, figure: Figure) -> str:
        subject, indicator = self._find(figure.path), figure.lacking + figure.words
        told = self._figures.get((subject, indicator))
        if told is None:  # an article that speaks of one figure twice says the same
            told = self._number(figure.low, figure.high, figure.decimals, figure.unit)
            self._figures[subject, indicator] = told
        number, value, unit = told
        before, behind = (figure.words, "") if figure.place == ":" else ("", figure.words)
        words = before + number + (behind if figure.place == ">" else "")
        self._measures.append(Measure(subject, indicator, value, unit, words))
        return words

    def _number(self, low: float, high: float, decimals: int, unit: str) -> tuple[str, float, str]:
        """A number between two bounds, as it is written with its unit, its value and unit."""
        value = low * (high / low) ** self._random()
        style = self._random()
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

    # Words that state nothing

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


@cache
def _list(group: str) -> tuple[str, ...]:
    return tuple(words(group))


def _sentence(text: str, words: str) -> str:
    """The sentence of a text that holds some words of it."""
    at = text.find(words)
    end = text.find("。", at)
    return text[text.rfind("。", 0, at) + 1 : end if end >= 0 else len(text)]


def _nest(text: str) -> str:
    """Quotations inside quotations in single marks: “依托‘红枫帮办’，……”."""
    depth, written = 0, []
    for char in text:
        if char == "“":
            depth += 1
            char = "‘" if depth > 1 else char
        elif char == "”":
            char = "’" if depth > 1 else char
            depth = max(0, depth - 1)
        written.append(char)
    return "".join(written)


def frames(kind: str, place: str = "") -> tuple[Frame, ...]:
    """The frames of a kind of paragraph."""
    return sections()[kind][place]

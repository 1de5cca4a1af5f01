"""One article told: sentences drawn, their slots filled with things of the place, and what they state written down."""

import re
from random import Random
from typing import NamedTuple

from benchmarks.made_up.grammar import Choice, Figure, Frame, Nodes, Plain, Slot, sections
from benchmarks.made_up.things import Thing
from benchmarks.made_up.wording import Wording, spell_number
from benchmarks.made_up.world import World
from govgraph.model import Predicate

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


class Teller(Wording):
    """Fills frames for one article: remembers whom it named, so that a body is first named in full and then shortly."""

    def __init__(self, world: World, chance: Random, subject: str) -> None:
        super().__init__(world, chance)
        self.subject = subject
        self._seen: set[Thing] = set()
        self._cast: dict[str, list[Thing]] = {}
        self._bound: dict[str, Thing] = {}
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
            told = spell_number(self._random, figure)
            self._figures[subject, indicator] = told
        number, value, unit = told
        before, behind = (figure.words, "") if figure.place == ":" else ("", figure.words)
        words = before + number + (behind if figure.place == ">" else "")
        self._measures.append(Measure(subject, indicator, value, unit, words))
        return words


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

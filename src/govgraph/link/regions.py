"""Regions of one document: which division or zone each name means, and what 该镇, 全市, 园区 stand for."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Set
from functools import cache

from govgraph.extract.mentions import Mention, Scene, alternation, words
from govgraph.extract.names.regions import abbreviates
from govgraph.lexicon.regions import Division, gazetteer, shorten
from govgraph.link.divisions import DivisionChooser
from govgraph.link.keys import anchored
from govgraph.link.things import Register, Thing, longest
from govgraph.model import Document

#: How names end that a kind stands for, where that is not the kind itself.
_KIND_ENDINGS = {"省": ("省", "自治区"), "县": ("县", "自治县"), "街道": ("街道", "街")}
#: Kinds whose bearer changes from sentence to sentence; the others belong to the article as a whole.
_LOCAL = frozenset({"镇", "乡", "街道", "村", "社区"})

#: The rule of a bare zone that the document names nowhere in full.
_OWN = "region.own"


#: What acts in a clause counts for more than what is only named when the home of a section is looked for.
TOPIC_WEIGHT = 2


class RegionLinker:
    """Resolves the region mentions of one document."""

    def __init__(self, scene: Scene, register: Register, topics: Set[Mention], document: Document) -> None:
        self.scene = scene
        self.register = register
        self._topics = topics
        self._document = document
        named = [m for m in scene.mentions if m.type == "Region" and not m.deictic and m.rule != _OWN]
        self.divisions = DivisionChooser(scene, named, document.sections)
        self._context = {form for m in named for form in (m.name, shorten(m.name))}
        self._places: list[tuple[int, Thing]] = []
        self._starts: list[int] = []
        self._home: dict[int, Thing | None] = {}
        self._of_kind: dict[tuple[int, str], tuple[list[int], list[Thing]]] = {}

    def link(self) -> None:
        """Resolve every named region, join the forms of one zone, find each section's home, then key what has no code
        by its parent.
        """
        for mention in self.scene.mentions:
            if mention.type == "Region" and not mention.deictic and mention.rule != _OWN:
                self.register.put(mention, self._meant(mention))
        self._join_zones()
        self._find_places()
        for mention in self.scene.mentions:
            if mention.rule == _OWN:
                self.register.put(mention, self._own_zone(mention))
        self._key_by_parents()
        self._home.clear()
        self._find_places()

    def _find_places(self) -> None:
        self._places = sorted(
            ((m.start, t) for t in self.register.select("Region") for m in t.mentions), key=lambda place: place[0]
        )
        self._starts = [start for start, _ in self._places]
        self._spoken_of = sorted(
            ((m.start, t) for m in self._topics if m.type == "Region" and (t := self.register.of(m))),
            key=lambda place: place[0],
        )

    def _own_zone(self, mention: Mention) -> Thing:
        """经开区 in an article on 北京市 is 北京经开区."""
        home = self.home_at(mention.start)
        name = (shorten(home.name) if home else "") + mention.name
        return Thing("Region", name, f"Region:{name}", mention.kind, aliases={mention.name}, owner=home)

    def _meant(self, mention: Mention) -> Thing:
        """The thing of a mention, that of the full name where the text gives the short form itself."""
        full = self.scene.short_forms.get(mention.name)
        if full is not None and full is not mention and full.type == "Region":
            return self.register.of(full) or self._thing(full)
        return self._thing(mention)

    def _thing(self, mention: Mention) -> Thing:
        choice = self.divisions.choice(mention)
        division = choice.division
        if division is not None:
            kind = "FunctionalZone" if _is_zone(division.name) else "AdministrativeDivision"
            key = f"Region:{division.code}"
            return Thing("Region", division.name, key, kind, division.code, reasons=choice.reasons)
        owner = self.register.of(mention.owner) if mention.owner and not mention.owner.deictic else None
        section = self.scene.passage_of(mention.start).section
        key = f"Region:{mention.name}#{section}{'' if choice.listed else '~'}"
        return Thing("Region", mention.name, key, mention.kind, owner=owner, reasons=choice.reasons)

    def _key_by_parents(self) -> None:
        """Zones, villages and what no table lists are known by name and parent; what could be several stays apart."""
        for thing in self.register.select("Region"):
            if thing.code is None:
                self.register.rekey(thing, self._key_of(thing))

    def _key_of(self, thing: Thing) -> str:
        listed = "#" in thing.key and not thing.key.endswith("~") and thing.kind == "AdministrativeDivision"
        if listed:
            return anchored("Region", thing.name, None, self._document)
        core, parent = thing.name, thing.owner or self._place_in_front(thing)
        if thing.kind == "FunctionalZone":
            place, core = self._place_in_name(thing)
            parent = place or parent
        if parent is not None and parent is not thing and parent.code:
            thing.reasons = (*thing.reasons, f"in {parent.name}")
            return f"Region:{core}@{parent.key}"
        first = min(m.start for m in thing.mentions)
        near = self.anchor_at(first, without=thing)
        thing.reasons = (*thing.reasons, f"near {near.name}") if near else thing.reasons
        return anchored("Region", core, near, self._document)

    def _place_in_front(self, thing: Thing) -> Thing | None:
        """The region that stands right before one of the places that name a thing."""
        before = (self.scene.ending_at(m.start, "Region") for m in sorted(thing.mentions, key=lambda m: m.start))
        return next((t for m in before if m is not None and (t := self.register.of(m)) and t is not thing), None)

    def _place_in_name(self, zone: Thing) -> tuple[Thing | None, str]:
        """济南 of 济南综保区, and the zone's name without it."""
        name = longest(zone.names())
        for length in range(min(len(name) - 2, 8), 1, -1):
            division = self.divisions.best(name[:length], min(m.start for m in zone.mentions))
            if division is not None and division.level < 4:
                inner, core = self._place_in_rest(name[length:], division)
                return _region(inner), core
        return None, zone.name

    def _place_in_rest(self, rest: str, outer: Division) -> tuple[Division, str]:
        """江苏|南通苏锡通园区: a second place within the first."""
        for length in range(min(len(rest) - 2, 8), 1, -1):
            inside = [d for d in gazetteer().find(rest[:length]) if d.level < 4 and gazetteer().holds(outer, d)]
            if len(inside) == 1:
                return inside[0], rest[length:]
        return outer, rest

    def anchor_at(self, place: int, without: Thing | None = None) -> Division | None:
        """The division near which a place of the text is: the home of its section, else what source and dateline say,
        else the division named most often.
        """
        section = self.scene.passage_of(place).section
        home = self.home(section)
        if home is not None and home is not without and home.code:
            return gazetteer().by_code[home.code]
        credits = max(self.divisions.credits(section), key=lambda c: (c.division.level, c.weight), default=None)
        if credits is not None and credits.division.level > 1:
            return credits.division
        named = [t for t in (home.owner if home else None,) if t is not None and t.code and t is not without]
        counts = Counter(t.code for _, t in self._places_in(section) if t.code and t is not without)
        best = named[0].code if named else min(counts, key=lambda code: (-counts[code], code), default=None)
        if best is not None:
            return gazetteer().by_code[best]
        return credits.division if credits is not None else None

    def _places_in(self, section: int) -> list[tuple[int, Thing]]:
        passages = [p for p in self.scene.passages if p.section == section]
        return self._between(passages[0].start, passages[-1].end) if passages else []

    def _join_zones(self) -> None:
        """济南高新区 is 济南高新技术产业开发区: one stem, one ending inside the other."""
        zones = [t for t in self.register.select("Region") if t.kind == "FunctionalZone"]
        for short in sorted(zones, key=lambda t: (len(t.name), t.name)):
            for full in sorted(zones, key=lambda t: (-len(t.name), t.name)):
                if not short.mentions or not full.mentions or len(full.name) <= len(short.name):
                    continue
                if _abbreviates(short, full) or self._names_parent(full, short):
                    kept, gone = (short, full) if short.code and not full.code else (full, short)
                    self.register.merge(kept, gone)
                    break

    def _names_parent(self, full: Thing, short: Thing) -> bool:
        """开平翠山湖新区 is 翠山湖新区: the place in front is one the document names."""
        return full.name.endswith(short.name) and full.name.removesuffix(short.name) in self._context

    def home(self, section: int) -> Thing | None:
        """The region a section is about: named in its title, at its beginning, most often."""
        if section not in self._home:
            weight: Counter[str] = Counter()
            first = True
            for passage in self.scene.passages:
                if passage.section != section:
                    continue
                factor = 6 if passage.kind == "title" or first else 1
                first = first and passage.kind != "body"
                for _, thing in self._between(passage.start, passage.end):
                    weight[thing.key] += factor
                for _, thing in self._topics_between(passage.start, passage.end):
                    weight[thing.key] += TOPIC_WEIGHT
            best = min(weight, key=lambda key: (-weight[key], key), default=None)
            self._home[section] = self.register.things[best] if best else None
        return self._home[section]

    def home_at(self, place: int) -> Thing | None:
        """The home of the section that holds this place."""
        return self.home(self.scene.passage_of(place).section)

    def _between(self, start: int, end: int) -> list[tuple[int, Thing]]:
        return self._places[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _named_in(self, section: int, stem: str) -> tuple[list[int], list[Thing]]:
        """The regions of a kind that a section names, with their places."""
        if (section, stem) not in self._of_kind:
            named = [(start, thing) for start, thing in self._places_in(section) if _has_kind(thing, stem)]
            self._of_kind[section, stem] = [start for start, _ in named], [thing for _, thing in named]
        return self._of_kind[section, stem]

    def stands_for(self, mention: Mention) -> Thing | None:
        """The region that 市, 该镇, 园区 or the unsaid subject stands for at this place."""
        section, stem = self.scene.passage_of(mention.start).section, mention.stem
        home = self.home(section)
        if not stem:
            return home
        starts, named = self._named_in(section, stem)
        if topic := self._topic_before(mention, stem):
            return topic
        if stem in _LOCAL or mention.name.startswith(("该", "这")):
            before = bisect_left(starts, mention.start)
            return named[before - 1] if before else None
        if home is not None and _has_kind(home, stem):
            return home
        if home is not None and (above := self._above(home, stem)):
            return above
        counts = Counter(thing.key for thing in named)
        best = min(counts, key=lambda key: (-counts[key], key), default=None)
        return self.register.things[best] if best else None

    def _topics_between(self, start: int, end: int) -> list[tuple[int, Thing]]:
        first = bisect_left(self._spoken_of, start, key=lambda place: place[0])
        return self._spoken_of[first : bisect_left(self._spoken_of, end, key=lambda place: place[0])]

    def _topic_before(self, mention: Mention, stem: str) -> Thing | None:
        """The last region of this kind that the paragraph made its subject: 沙河市推进…。*全市*…."""
        topics = self._topics_between(self.scene.passage_of(mention.start).start, mention.start)
        return next((thing for _, thing in reversed(topics) if _has_kind(thing, stem)), None)

    def _above(self, region: Thing, stem: str) -> Thing | None:
        """The parent of this kind, where the document names it."""
        if region.code is None:
            return None
        for division in gazetteer().ancestors(gazetteer().by_code[region.code]):
            thing = self.register.things.get(f"Region:{division.code}")
            if thing is not None and thing.mentions and _has_kind(thing, stem):
                return thing
        return None


def _region(division: Division) -> Thing:
    """A division that only another name holds."""
    return Thing("Region", division.name, f"Region:{division.code}", code=division.code)


def _is_zone(name: str) -> bool:
    return name.endswith(("新区", "开发区", "园区", "管理区", "集聚区", "示范区", "度假区", "保税区", "高新区"))


def _has_kind(thing: Thing, stem: str) -> bool:
    if stem in words("regions", "bare_zones") or stem in ("园区", "新区", "开发区"):
        return thing.kind == "FunctionalZone" and (stem == "园区" or abbreviates(stem, thing.name))
    if stem == "区":
        return any(name.endswith("区") and not name.endswith(("自治区", "社区")) for name in thing.names())
    if stem == "市" and thing.code and thing.code.endswith("0000"):
        return thing.name.endswith("市")
    return thing.name.endswith(_KIND_ENDINGS.get(stem, (stem,)))


@cache
def _ending_pattern() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation('regions', 'zone_suffixes')})(?:（[^）]*）)?$")


def _abbreviates(short: Thing, full: Thing) -> bool:
    """Whether one zone's name shortens the other's: the same stem, its ending in order within the other's ending."""
    for one in short.names():
        for other in full.names():
            a, b = _ending_pattern().search(one), _ending_pattern().search(other)
            if not a or not b or not a.start():
                continue
            stems = one[: a.start()], other[: b.start()]
            if stems[0] == stems[1] and abbreviates(a[0], b[0]):
                return True
    return False

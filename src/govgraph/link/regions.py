"""Regions of one document: which division or zone each name means, and what 该镇, 全市, 园区 stand for."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from functools import cache

from govgraph.extract.mentions import Mention, Scene, alternation, words
from govgraph.extract.names.regions import abbreviates
from govgraph.lexicon.regions import Division, gazetteer, shorten
from govgraph.lexicon.villages import villages
from govgraph.lexicon.zones import find_zones, fold_zone, split_zone
from govgraph.link.divisions import Choice, DivisionChooser, nearest_told
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
        self._named = [m for m in scene.mentions if m.type == "Region" and not m.deictic and m.rule != _OWN]
        self.divisions = DivisionChooser(scene, self._named, document.sections)
        self._context = {form for m in self._named for form in (m.name, shorten(m.name))}
        self._places: list[tuple[int, Thing]] = []
        self._starts: list[int] = []
        self._ambiguous: set[str] = set()
        self._home: dict[int, Thing | None] = {}
        self._of_kind: dict[tuple[int, str], tuple[list[int], list[Thing]]] = {}

    def link(self) -> None:
        """Resolve every named region, join the forms of one zone, find each section's home, then key what has no code
        by its parent.
        """
        chosen = {m: found for m in self._named if (found := self._choose(m)).division is not None}
        for mention, choice in chosen.items():
            self.register.put(mention, self._coded(choice, mention.name))
        uncoded = sorted(set(self._named) - set(chosen), key=lambda m: (m.start, m.end))
        for mention in sorted(uncoded, key=self._by_parents):
            self.register.put(mention, self._meant(mention))
        self._join_zones()
        self._find_places()
        for mention in self.scene.mentions:
            if mention.rule == _OWN:
                self.register.put(mention, self._own_zone(mention))
        self._find_places()
        self._find_villages()
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
        listed = [zone for zone in find_zones(name) if home and home.code and zone.parent == home.code]
        if len(listed) == 1:
            thing = self._coded(Choice(listed[0], (f"near {home.name}" if home else "",)), name)
            thing.aliases.add(mention.name)
            return self.register.things.get(thing.key, thing)
        return Thing("Region", name, f"Region:{name}", mention.kind, aliases={mention.name}, owner=home)

    def _choose(self, mention: Mention) -> Choice:
        """The division a mention means; zones of the table go by many names (济南高新区)."""
        choice = self.divisions.choice(mention)
        if choice.division is None and mention.kind == "FunctionalZone":
            zone = self.divisions.best_of(self._zones(mention), mention.name, mention.start)
            return Choice(zone, (f"listed as {zone.name}",)) if zone else choice
        if choice.division is None and not choice.listed and mention.kind == "AdministrativeDivision":
            return self._of_another_kind(mention) or choice
        return choice

    def _of_another_kind(self, mention: Mention) -> Choice | None:
        """高邮镇 of 高邮市 is the 高邮街道 of today, if only one town there has its name."""
        told = [m for m in self._named if m.name == mention.name and self._in_front(m) and self._is_beside(m, mention)]
        before = self._in_front(mention if mention in told or not told else nearest_told(mention, told, self.scene))
        county = self.divisions.choice(before).division if before is not None else None
        county = county or self._best_credit(self._section(mention))
        alike = gazetteer().alike(mention.name, county) if county is not None and county.level == 3 else []
        return (
            Choice(alike[0], (f"in front {county.name}", f"today {alike[0].name}"))
            if county and len(alike) == 1
            else None
        )

    def _in_front(self, mention: Mention) -> Mention | None:
        """The region's name right before a mention."""
        before = mention.owner or self.scene.ending_at(mention.start, "Region")
        return before if before is not None and not before.deictic else None

    def _is_beside(self, one: Mention, other: Mention) -> bool:
        return self._section(one) == self._section(other)

    def _zones(self, mention: Mention) -> list[Division]:
        """The zones of the table that a mention can mean: those of the place in front of it, where it has one."""
        before = self._in_front(mention)
        place = self.divisions.choice(before).division if before is not None else None
        if place is None:
            return find_zones(mention.name)
        named = [*find_zones(mention.name), *find_zones(shorten(place.name) + mention.name)]
        return [zone for zone in dict.fromkeys(named) if gazetteer().holds(place, zone)]

    def _coded(self, choice: Choice, name: str) -> Thing:
        """The thing of a division under its name of today; a zone's is the one that the text gives."""
        division = choice.division
        assert division is not None  # noqa: S101 - told apart by the caller
        kind = "FunctionalZone" if _is_zone(division) else "AdministrativeDivision"
        own = name if division.is_zone else division.name
        return Thing("Region", own, f"Region:{division.code}", kind, division.code, reasons=choice.reasons)

    def _meant(self, mention: Mention) -> Thing:
        """The thing of a mention without a code, that of the full name where the text gives the short form itself.

        Two villages of one name are two where the text says where they are; a bare name repeats one of them.
        """
        full = self.scene.short_forms.get(mention.name)
        if full is not None and full is not mention and full.type == "Region" and (known := self.register.of(full)):
            return known
        parent = self._stated_parent(mention)
        told = [m for m in self._named if m.name == mention.name and self._is_told_with(m, mention)]
        if parent is None and told:
            parent = self._stated_parent(nearest_told(mention, told, self.scene))
        parent = self._nearer(parent, [t for m in told if (t := self._stated_parent(m))])
        choice = self.divisions.choice(mention)
        key = f"Region:{mention.name}#{self._section(mention)}@{parent.key if parent else ''}"
        thing = Thing("Region", mention.name, key, mention.kind, owner=parent, reasons=choice.reasons)
        if choice.listed and mention.kind == "AdministrativeDivision":
            self._ambiguous.add(key)
        return thing

    def _nearer(self, parent: Thing | None, others: Iterable[Thing]) -> Thing | None:
        """Of 山西省 and 晋城市, both said of one village, the inner one."""
        if parent is None:
            return None
        inner = {t.key: t for t in others if _lies_in(t, parent)}
        deepest = {k: t for k, t in inner.items() if not any(_lies_in(o, t) for o in inner.values())}
        return next(iter(deepest.values())) if len(deepest) == 1 else parent

    def _by_parents(self, mention: Mention) -> int:
        """Zones first, then what stands behind a region, then what repeats one of those."""
        if mention.kind == "FunctionalZone":
            return 0
        return 1 if mention.owner or self.scene.ending_at(mention.start, "Region") else 2

    def _is_told_with(self, told: Mention, mention: Mention) -> bool:
        return self._is_beside(told, mention) and self._stated_parent(told) is not None

    def _section(self, mention: Mention) -> int:
        return self.scene.passage_of(mention.start).section

    def _stated_parent(self, mention: Mention) -> Thing | None:
        """The region that stands right in front of a name."""
        before = self._in_front(mention)
        return self.register.of(before) if before is not None else None

    def _find_villages(self) -> None:
        """Give villages their codes where the optional table is installed and their town or county is known."""
        table = villages()
        if table is None:
            return
        for thing in [t for t in self.register.select("Region") if t.kind == "Community" and t.code is None]:
            around = thing.owner or self.home_at(min(m.start for m in thing.mentions))
            division = gazetteer().at(around.code) if around is not None and around.code else None
            found = table.find(thing.name, division.code) if division is not None and division.level > 2 else []
            if len(found) == 1 and division is not None:
                thing.code, thing.reasons = found[0].code, (f"only one in {division.name}",)
                self.register.rekey(thing, f"Region:{found[0].code}")

    def _key_by_parents(self) -> None:
        """Zones, villages and what no table lists are known by name and parent; what could be several stays apart."""
        uncoded = [thing for thing in self.register.select("Region") if thing.code is None]
        keys = {thing: self._key_of(thing) for thing in uncoded}
        for thing, (key, reason) in keys.items():
            thing.reasons += (reason,) if reason else ()
            self.register.rekey(thing, key)

    def _key_of(self, thing: Thing) -> tuple[str, str]:
        """The final key of a region without a code, and why."""
        if thing.code is not None:
            return thing.key, ""
        if thing.key in self._ambiguous:
            return anchored("Region", thing.name, None, self._document), ""
        core, parent = thing.name, thing.owner
        if thing.kind == "FunctionalZone":
            place, core = self._place_in_name(thing)
            parent, core = place or parent, fold_zone(core)
        first = min(m.start for m in thing.mentions)
        if parent is None and thing.kind == "AdministrativeDivision":
            parent = self._former_parent(thing) or self._zone_around(first)
        if parent is not None and parent is not thing:
            return f"Region:{core}@{self._key_of(parent)[0]}", f"in {parent.name}"
        near = self.anchor_at(first, without=thing)
        return anchored("Region", core, near, self._document), f"near {near.name}" if near else ""

    def _former_parent(self, thing: Thing) -> Thing | None:
        """Where a division was that is no longer one and has no successor."""
        gone = [d for d in gazetteer().named(thing.name) if d.code not in gazetteer().by_code and d.parent]
        return _region(gazetteer().by_code[gone[0].parent or ""]) if len(gone) == 1 else None

    def _zone_around(self, place: int) -> Thing | None:
        """The development zone that an article is about: a subdistrict that no table lists is its own."""
        home = self.home_at(place)
        return home if home is not None and home.kind == "FunctionalZone" else None

    def _place_in_name(self, zone: Thing) -> tuple[Thing | None, str]:
        """济南 of 济南综保区, and the zone's name without it."""
        name = longest(zone.names())
        for length in _place_lengths(name):
            division = self.divisions.best(name[:length], min(m.start for m in zone.mentions))
            if division is not None and division.level < 4:
                inner, core = _place_in_rest(name[length:], division)
                return _region(inner), core
        return None, zone.name

    def anchor_at(self, place: int, without: Thing | None = None) -> Division | None:
        """The division near which a place of the text is: the home of its section, else what source and dateline say,
        else the division named most often.
        """
        section = self.scene.passage_of(place).section
        home = self.home(section)
        if home is not None and home is not without and home.code:
            return gazetteer().at(home.code)
        credit = self._best_credit(section)
        if credit is not None and credit.level > 1:
            return credit
        named = [t for t in (home.owner if home else None,) if t is not None and t.code and t is not without]
        counts = Counter(t.code for _, t in self._places_in(section) if t.code and t is not without)
        best = named[0].code if named else min(counts, key=lambda code: (-counts[code], code), default=None)
        if best is not None:
            return gazetteer().at(best)
        return credit

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
            self._home[section] = self.register.things[best] if best else self._credited(section)
        return self._home[section]

    def _credited(self, section: int) -> Thing | None:
        """The division of dateline or source, where the text itself names none."""
        credit = self._best_credit(section)
        if credit is None:
            return None
        known = self.register.things.get(f"Region:{credit.code}")
        return known or self.register.things.setdefault(f"Region:{credit.code}", _region(credit))

    def _best_credit(self, section: int) -> Division | None:
        """What source and dateline say most exactly, if only one division fits."""
        credits = self.divisions.credits(section)
        best = max(credits, key=lambda c: (c.weight, c.division.level, c.division.code), default=None)
        if best is None or sum(c.kind == best.kind and c.division.level == best.division.level for c in credits) > 1:
            return None
        return best.division

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
        if not starts and (credited := self._credited(section)) and _has_kind(credited, stem):
            return credited
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
        around = gazetteer().at(region.code)
        for division in gazetteer().ancestors(around) if around else ():
            thing = self.register.things.get(f"Region:{division.code}")
            if thing is not None and thing.mentions and _has_kind(thing, stem):
                return thing
        return None


def _place_lengths(name: str) -> Iterator[int]:
    """How long a place in front of a zone's name may be, the longest first.

    One character is no zone's own name: 通州 is not the place of 通州|湾|示范区.
    """
    own = len(split_zone(name)[0])
    return (length for length in range(min(len(name) - 2, 8), 1, -1) if length + 1 != own)


def _place_in_rest(rest: str, outer: Division) -> tuple[Division, str]:
    """江苏|南通苏锡通园区: a second place within the first."""
    for length in _place_lengths(rest):
        inside = [d for d in gazetteer().find(rest[:length]) if d.level < 4 and gazetteer().holds(outer, d)]
        if len(inside) == 1:
            return inside[0], rest[length:]
    return outer, rest


def _lies_in(inner: Thing, outer: Thing) -> bool:
    one, other = (gazetteer().at(thing.code or "") for thing in (inner, outer))
    return one is not None and other is not None and gazetteer().holds(other, one)


def _region(division: Division) -> Thing:
    """A division that no mention names: part of a zone's name, the home of a paper."""
    kind = "FunctionalZone" if _is_zone(division) else "AdministrativeDivision"
    return Thing("Region", division.name, f"Region:{division.code}", kind, division.code)


def _is_zone(division: Division) -> bool:
    """Whether a division is a development zone: by its code, or a district by law that is called one (滨海新区)."""
    return division.is_zone or division.name.endswith("新区")


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

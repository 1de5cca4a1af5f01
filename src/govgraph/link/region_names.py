"""What each region's name stands for: a division, a zone of the table under one of its names, or what no table lists.

Two villages of one name are two where the text says where they are; a bare name repeats the nearest of them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from govgraph.extract.mentions import Mention, Scene, alternation
from govgraph.extract.names.regions import abbreviates
from govgraph.lexicon.regions import Division, gazetteer, shorten
from govgraph.lexicon.zones import find_zones
from govgraph.link.divisions import Choice, DivisionChooser, nearest_told
from govgraph.link.keys import leading_place
from govgraph.link.things import Register, Thing

#: Of a name that more places are said to hold than this, each says itself where it is: 新联村 in a roster of villages.
_MOST_TOLD = 12
#: Regions within regions, none with a code; more in a row (双桂村双桂村双桂村…) lie in nothing.
_DEEPEST = 8


class RegionNames:
    """Makes the things of all named regions of a document; those without a code get provisional keys."""

    def __init__(self, scene: Scene, register: Register, named: Sequence[Mention], divisions: DivisionChooser) -> None:
        self.scene = scene
        self.register = register
        self.divisions = divisions
        #: Provisional keys of names that several divisions bear, of which none could be chosen.
        self.ambiguous: set[str] = set()
        self._named = named
        self._told: defaultdict[tuple[int, str], list[Mention]] = defaultdict(list)
        for mention in named:
            if self._in_front(mention):
                self._told[self._section(mention), mention.name].append(mention)

    def put(self) -> None:
        """Resolve every named region, then join the forms of one zone."""
        chosen = {m: found for m in self._named if (found := self._choose(m)).division is not None}
        for mention, choice in chosen.items():
            self.register.put(mention, thing_of(choice, mention.name))
        uncoded = sorted((m for m in self._named if m not in chosen), key=lambda m: (m.start, m.end))
        for mention in sorted(uncoded, key=self._by_parents):
            self.register.put(mention, self._uncoded(mention))
        self._join_zones()

    def _choose(self, mention: Mention) -> Choice:
        """The division a mention means; zones of the table go by many names (济南高新区)."""
        choice = self.divisions.choice(mention)
        if choice.division is None and mention.kind == "FunctionalZone":
            zone = self.divisions.best_of(self._zones(mention), mention.name, mention.start)
            return Choice(zone, (f"listed as {zone.name}",)) if zone else choice
        if choice.division is None and not choice.listed and mention.kind == "AdministrativeDivision":
            return self._of_another_kind(mention) or choice
        return choice

    def _zones(self, mention: Mention) -> list[Division]:
        """The zones of the table that a mention can mean: those of the place in front of it, where it has one."""
        before = self._in_front(mention)
        place = self.divisions.choice(before).division if before is not None else None
        if place is None:
            return find_zones(mention.name)
        named = [*find_zones(mention.name), *find_zones(shorten(place.name) + mention.name)]
        return [zone for zone in dict.fromkeys(named) if gazetteer().holds(place, zone)]

    def _of_another_kind(self, mention: Mention) -> Choice | None:
        """高邮镇 of 高邮市 is the 高邮街道 of today, if only one town there has its name."""
        before = self._in_front(self._telling(mention))
        county = self.divisions.choice(before).division if before is not None else None
        county = county or self.divisions.credited(self._section(mention))
        if county is None or county.level != 3:
            return None
        alike = gazetteer().alike(mention.name, county)
        return Choice(alike[0], (f"in front {county.name}", f"today {alike[0].name}")) if len(alike) == 1 else None

    def _uncoded(self, mention: Mention) -> Thing:
        """The thing of a mention without a code, that of the full name where the text gives the short form itself."""
        full = self.scene.short_forms.get(mention.name)
        if full is not None and full is not mention and full.type == "Region" and (known := self.register.of(full)):
            return known
        told = self._told[self._section(mention), mention.name]
        parent = self._parent(self._telling(mention))
        if parent and len(told) <= _MOST_TOLD:
            parent = _innermost(parent, [t for m in told if (t := self._parent(m))])
        choice = self.divisions.choice(mention)
        key = f"Region:{mention.name}#{self._section(mention)}@{parent.key if parent else ''}"
        if choice.listed and mention.kind == "AdministrativeDivision":
            self.ambiguous.add(key)
        return Thing("Region", mention.name, key, mention.kind, owner=parent, reasons=choice.reasons)

    def _telling(self, mention: Mention) -> Mention:
        """The mention itself where it says where it is, else the one of its name that it repeats."""
        told = self._told[self._section(mention), mention.name]
        return mention if self._in_front(mention) or not told else nearest_told(mention, told, self.scene)

    def _in_front(self, mention: Mention) -> Mention | None:
        """The region's name right before a mention."""
        before = mention.owner or self.scene.ending_at(mention.start, "Region")
        return before if before is not None and not before.deictic else None

    def _parent(self, mention: Mention) -> Thing | None:
        """The region that stands right in front of a name."""
        before = self._in_front(mention)
        parent = self.register.of(before) if before is not None else None
        return parent if parent is not None and _depth(parent) < _DEEPEST else None

    def _by_parents(self, mention: Mention) -> int:
        """Zones first, then what stands behind a region, then what repeats one of those."""
        if mention.kind == "FunctionalZone":
            return 0
        return 1 if self._in_front(mention) else 2

    def _section(self, mention: Mention) -> int:
        return self.scene.passage_of(mention.start).section

    def _join_zones(self) -> None:
        """济南高新区 is 济南高新技术产业开发区, 开平翠山湖新区 is 翠山湖新区 where the text names 开平."""
        zones = [t for t in self.register.select("Region") if t.kind == "FunctionalZone"]
        places = {form for m in self._named for form in (m.name, shorten(m.name))}
        by_stem: defaultdict[str, list[Thing]] = defaultdict(list)
        for zone in sorted(zones, key=lambda t: (-len(t.name), t.name)):
            for stem in {stem for name in zone.names() if (stem := _split(name)[0])}:
                by_stem[stem].append(zone)
            for start in range(2, len(zone.name) - 2):
                if zone.name[:start] in places:
                    by_stem[f"in {zone.name[start:]}"].append(zone)
        for short in sorted(zones, key=lambda t: (len(t.name), t.name)):
            stems = sorted({_split(name)[0] for name in short.names()} - {""})
            alike = [full for stem in stems for full in by_stem[stem] if _abbreviates(short, full)]
            longer = (full for full in (*alike, *by_stem[f"in {short.name}"]) if len(full.name) > len(short.name))
            full = min((t for t in longer if t.mentions), key=lambda t: (-len(t.name), t.name), default=None)
            if full is not None and short.mentions:
                kept, gone = (short, full) if short.code and not full.code else (full, short)
                self.register.merge(kept, gone)


def thing_of(choice: Choice, name: str) -> Thing:
    """The thing of a chosen division under its name of today; a zone's name is the one that the text gives."""
    division = choice.division
    assert division is not None  # noqa: S101 - told apart by the caller
    if not division.is_zone:
        return Thing(
            "Region", division.name, f"Region:{division.code}", kind_of(division), division.code, reasons=choice.reasons
        )
    bare = name.removeprefix(leading_place(name))
    aliases = {bare} if len(bare) > 4 and bare != name else set[str]()  # 岳阳市|屈原管理区
    return Thing(
        "Region", name, f"Region:{division.code}", "FunctionalZone", division.code, aliases, reasons=choice.reasons
    )


def kind_of(division: Division) -> str:
    """The kind of a division: a zone by its code, or a district by law that is called one (滨海新区)."""
    zone = division.is_zone or division.name.endswith("新区")
    return "FunctionalZone" if zone else "AdministrativeDivision"


def _depth(thing: Thing) -> int:
    return 0 if thing.owner is None else 1 + _depth(thing.owner)


def _innermost(parent: Thing, others: Iterable[Thing]) -> Thing:
    """Of 山西省 and 晋城市, both said of one village, the inner one."""
    inner = {t.key: t for t in others if _lies_in(t, parent)}
    deepest = [t for t in inner.values() if not any(_lies_in(o, t) for o in inner.values())]
    return deepest[0] if len(deepest) == 1 else parent


def _lies_in(inner: Thing, outer: Thing) -> bool:
    one, other = (gazetteer().at(thing.code or "") for thing in (inner, outer))
    return one is not None and other is not None and gazetteer().holds(other, one)


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation('regions', 'zone_suffixes')})(?:（[^）]*）)?$")


def _split(name: str) -> tuple[str, str]:
    """A zone's name before and in its ending, a bracket behind it included."""
    match = _ending().search(name)
    return (name[: match.start()], match[0]) if match else ("", "")


def _abbreviates(short: Thing, full: Thing) -> bool:
    """Whether one zone's name shortens the other's: the same stem, its ending in order within the other's ending."""
    return any(
        a[0] and a[0] == b[0] and abbreviates(a[1], b[1])
        for a in _endings_of(short) for b in _endings_of(full)
    )  # fmt: skip


def _endings_of(zone: Thing) -> Iterator[tuple[str, str]]:
    return map(_split, sorted(zone.names()))

"""Regions of one document: which division or zone each name means, and what 该镇, 全市, 园区 stand for."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Set

from govgraph.extract.mentions import Mention, Scene, words
from govgraph.extract.names.regions import abbreviates
from govgraph.lexicon.regions import Division, gazetteer, shorten
from govgraph.lexicon.zones import find_zones
from govgraph.link.divisions import Choice, DivisionChooser
from govgraph.link.region_keys import RegionKeys, unnamed
from govgraph.link.region_names import RegionNames, thing_of
from govgraph.link.things import Register, Thing
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
        self._places: list[tuple[int, Thing]] = []
        self._starts: list[int] = []
        self._home: dict[int, Thing | None] = {}
        self._codes: dict[int, Counter[str]] = {}
        self._of_kind: dict[tuple[int, str], tuple[list[int], list[Thing]]] = {}

    def link(self) -> None:
        """Resolve every named region, find each section's home, then key what has no code by its parent."""
        names = RegionNames(self.scene, self.register, self._named, self.divisions)
        names.put()
        self._find_places()
        own = [mention for mention in self.scene.mentions if mention.rule == _OWN]
        for mention in own:
            self.register.put(mention, self._own_zone(mention))
        if own:
            self._find_places()
        RegionKeys(
            self._document, self.register, self.divisions, names.ambiguous, self.home_at, self.anchor_at
        ).assign()
        self._home.clear()
        self._find_places()

    def _find_places(self) -> None:
        self._places = sorted(
            ((m.start, t) for t in self.register.select("Region") for m in t.mentions), key=lambda place: place[0]
        )
        self._starts = [start for start, _ in self._places]
        self._codes.clear()
        self._spoken_of = sorted(
            ((m.start, t) for m in self._topics if m.type == "Region" and (t := self.register.of(m))),
            key=lambda place: place[0],
        )

    def _own_zone(self, mention: Mention) -> Thing:
        """经开区 in an article on 北京市 is 北京经开区."""
        home = self.home_at(mention.start)
        if home is not None and home.kind == "FunctionalZone" and abbreviates(mention.name, home.name):
            return home
        name = (shorten(home.name) if home else "") + mention.name
        around = gazetteer().at(home.code) if home is not None and home.code else None
        listed = [zone for zone in find_zones(name) if around is not None and gazetteer().holds(around, zone)]
        if len(listed) == 1:
            thing = thing_of(Choice(listed[0], (f"near {home.name}" if home else "",)), name)
            thing.aliases.add(mention.name)
            return self.register.things.get(thing.key, thing)
        return Thing("Region", name, f"Region:{name}", mention.kind, aliases={mention.name}, owner=home)

    def anchor_at(self, place: int, without: Thing | None = None) -> Division | None:
        """The division near which a place of the text is: the home of its section, else what source and dateline say,
        else the division named most often.
        """
        section = self.scene.passage_of(place).section
        home = self.home(section)
        if home is not None and home is not without and home.code:
            return gazetteer().at(home.code)
        credit = self.divisions.credited(section)
        if credit is not None and credit.level > 1:
            return credit
        owner = home.owner if home else None
        if owner is not None and owner is not without and owner.code:
            return gazetteer().at(owner.code)
        counts = self._count_codes(section)
        if without is not None and without.code:
            counts = counts - Counter({without.code: sum(t is without for _, t in self._places_in(section))})
        most = min(counts, key=lambda code: (-counts[code], code), default=None)
        return gazetteer().at(most) if most is not None else credit

    def _count_codes(self, section: int) -> Counter[str]:
        """How often a section names each division."""
        if section not in self._codes:
            self._codes[section] = Counter(t.code for _, t in self._places_in(section) if t.code)
        return self._codes[section]

    def _places_in(self, section: int) -> list[tuple[int, Thing]]:
        passages = [p for p in self.scene.passages if p.section == section]
        return self._between(passages[0].start, passages[-1].end) if passages else []

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
            best = min(weight, key=lambda key: (-weight[key], _is_province(key), key), default=None)
            self._home[section] = self.register.things[best] if best else self._credited(section)
        return self._home[section]

    def _credited(self, section: int) -> Thing | None:
        """The division of dateline or source, where the text itself names none."""
        credit = self.divisions.credited(section)
        if credit is None:
            return None
        known = self.register.things.get(f"Region:{credit.code}")
        return known or self.register.things.setdefault(f"Region:{credit.code}", unnamed(credit))

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


def _is_province(key: str) -> bool:
    """Whether a region is a province: of 江苏省 and 南通市, named as often, the city is what an article is about."""
    division = gazetteer().by_code.get(key.removeprefix("Region:"))
    return division is not None and division.level == 1


def _has_kind(thing: Thing, stem: str) -> bool:
    if stem in words("regions", "bare_zones") or stem in ("园区", "新区", "开发区"):
        return thing.kind == "FunctionalZone" and (stem == "园区" or abbreviates(stem, thing.name))
    if stem == "区":
        return any(name.endswith("区") and not name.endswith(("自治区", "社区")) for name in thing.names())
    if stem == "市" and thing.code and thing.code.endswith("0000"):
        return thing.name.endswith("市")
    return thing.name.endswith(_KIND_ENDINGS.get(stem, (stem,)))

"""Regions of one document: which division or zone each name means, and what 该镇, 全市, 园区 stand for."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Set
from functools import cache

from govgraph.extract.mentions import Mention, Scene, alternation, words
from govgraph.extract.names.regions import abbreviates
from govgraph.lexicon.regions import Division, gazetteer, shorten
from govgraph.link.things import Register, Thing

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

    def __init__(self, scene: Scene, register: Register, topics: Set[Mention]) -> None:
        self.scene = scene
        self.register = register
        self._topics = topics
        self.named = Counter(m.name for m in scene.mentions if m.type == "Region" and not m.deictic)
        self._context = set(self.named) | {shorten(name) for name in self.named}
        self._places: list[tuple[int, Thing]] = []
        self._starts: list[int] = []
        self._home: dict[int, Thing | None] = {}
        self._of_kind: dict[tuple[int, str], tuple[list[int], list[Thing]]] = {}

    def link(self) -> None:
        """Resolve every named region, join the forms of one zone, then find each section's home."""
        for mention in self.scene.mentions:
            if mention.type == "Region" and not mention.deictic and mention.rule != _OWN:
                self.register.put(mention, self._meant(mention))
        self._join_zones()
        self._find_places()
        for mention in self.scene.mentions:
            if mention.rule == _OWN:
                self.register.put(mention, self._own_zone(mention))
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
        division = self._division(mention)
        if division is None:
            owner = self.register.of(mention.owner) if mention.owner and not mention.owner.deictic else None
            return Thing("Region", mention.name, f"Region:{mention.name}", mention.kind, owner=owner)
        kind = "FunctionalZone" if _is_zone(division.name) else "AdministrativeDivision"
        return Thing("Region", division.name, f"Region:{division.code}", kind, division.code)

    def _division(self, mention: Mention) -> Division | None:
        """The division a name means: the one whose parents the document names, or the only one there is."""
        table = gazetteer()
        candidates = table.find(mention.name)
        if not candidates:
            return None
        before = self.scene.ending_at(mention.start, "Region")
        if mention.name not in table.by_name and candidates[0].level == 2:
            candidates = [d for d in candidates if d.level == 2]  # 衡阳 is 衡阳市, whatever county bears the name too
        scored = sorted((-self._support(d, mention, before), d.level, d.code, d) for d in candidates)
        best = scored[0]
        tied = [s for s in scored if s[0] == best[0] and s[1] == best[1]]
        if len(tied) > 1 or (best[3].level == 4 and best[0] > -1):
            return None if best[3].level == 4 or len(tied) > 1 else best[3]
        return best[3]

    def _support(self, division: Division, mention: Mention, before: Mention | None) -> float:
        ancestors = list(gazetteer().ancestors(division))
        named = {name for a in ancestors for name in (a.name, shorten(a.name))}
        score = float(len({a.code for a in ancestors if {a.name, shorten(a.name)} & self._context}))
        if before is not None and before.name in named:
            score += 3
        if division.name != mention.name and division.name in self.named:
            score += 2
        if division.name != mention.name and division.level == 2:
            score += 0.5
        return score

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
            passages = [p for p in self.scene.passages if p.section == section]
            places = self._between(passages[0].start, passages[-1].end) if passages else []
            named = [(start, thing) for start, thing in places if _has_kind(thing, stem)]
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

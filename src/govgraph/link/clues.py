"""Where an article is: its title, dateline, source and the regions it names are clues to the division a name means."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache

import msgspec
from ahocorasick_rs import AhoCorasick, MatchKind

from govgraph import lexicon
from govgraph.extract.mentions import Scene, pattern
from govgraph.lexicon.regions import Division, gazetteer
from govgraph.model import Section
from govgraph.text.passages import Passage, Sentence

#: What a clue of each kind counts. A dateline says where the article was written, a title what it is about, a source
#: whom it is written for; a place that is only named somewhere counts least, however often. Weighed on the hard set:
#: what stands beside a name decides against one of title and source, not against both.
WEIGHTS = {"dateline": 4.0, "title": 3.0, "source": 3.0, "sentence": 2.5, "paragraph": 1.5, "article": 1.0}
#: Each further time a place is named, up to five.
_AGAIN = 0.2
#: A place that visitors come from or that is compared with says little of where the article is.
_ABROAD = 0.2
#: A candidate shares its province with many others, its prefecture with few; a municipality is both.
_SHARES = {1: 0.35, 2: 1.0, 3: 1.6, 4: 1.6}
_MUNICIPALITIES = ("11", "12", "31", "50")
#: A division of the same parent (泉山区 for 鼓楼区 of 徐州) says less than the parent itself.
_SIBLING = 0.6

#: The part that each further place counts which says the same in the same way, and how many do.
_MORE = 0.5
_MOST_MORE = 3
#: A name that more divisions bear than this is no clue before it is decided: 城关镇.
_MOST_SUPPOSED = 6

#: Of a name that stands in very many places the first are looked at, and so many other names. No article measured
#: names half as many divisions; a roster of all counties does.
_MOST_PLACES = 50
_MOST_NAMES = 200
#: Characters of a stretch: what stands further away in one paragraph is not beside a name.
_STRETCH = 500

_DATELINE = re.compile(
    r"(?:本报|本网|本刊|[\u4e00-\u9fff]{2,6}[社报网台])?(?P<place>[\u4e00-\u9fff]{2,12})"
    r"(?:[（(][^）)]{1,20}[）)])?\d{1,2}月\d{1,2}日[电讯]"
)


class Clue(msgspec.Struct, frozen=True, gc=False):
    """A division that an article points to, how (a key of ``WEIGHTS``), and how much that counts."""

    division: Division
    kind: str
    weight: float


def read_credits(section: Section) -> Iterator[Clue]:
    """What the source line and the dateline of an article say of its place.

    Where a paper's name fits several divisions (朝阳日报) each of them gets its share.
    """
    yield from _clues(_places_of_source(section.source or ""), "source")
    for match in _DATELINE.finditer(section.byline or ""):
        yield from _clues(_named_divisions(match["place"]), "dateline")


def _clues(divisions: Sequence[Division], kind: str) -> Iterator[Clue]:
    for division in divisions:
        yield Clue(division, kind, WEIGHTS[kind] / len(divisions))


def _places_of_source(source: str) -> list[Division]:
    homes = lexicon.read("media")["homes"]
    known = next((code for name, code in homes.items() if name in source), None)
    return [gazetteer().by_code[known]] if known else _named_divisions(source)


@cache
def _matcher() -> tuple[AhoCorasick, list[str]]:
    table = gazetteer()
    names = sorted(
        name
        for index in (table.by_name, table.by_short)
        for name, divisions in index.items()
        if len(name) > 1 and divisions[0].level < 4
    )
    return AhoCorasick(names, matchkind=MatchKind.LeftmostLongest), names


def _named_divisions(text: str) -> list[Division]:
    """The last place of a name such as 江苏徐州 or 今日高邮, within those before it; all that fit where several do."""
    matcher, names = _matcher()
    found: list[Division] = []
    for index, _, _ in matcher.find_matches_as_indexes(text):
        named = _highest(names[index])
        inside = [d for d in named if any(gazetteer().holds(outer, d) for outer in found)]
        found = inside or (found if found else named)
    return found


def _highest(name: str) -> list[Division]:
    """吉林 is the province, 朝阳 the city before the district of Beijing; 鼓楼区 is any of its four."""
    found = [d for d in gazetteer().find(name) if d.level < 4]
    if name in gazetteer().by_name:
        return [d for d in found if d.name == name] or found
    return [d for d in found if d.level == found[0].level]


@dataclass(slots=True)
class _Sightings:
    """Where a section names a division: in which paragraphs, how often, and whether in its title."""

    division: Division
    passages: set[int] = field(default_factory=set)
    count: int = 0
    titled: bool = False
    at_home: bool = False


class Clues:
    """The clues of one section, to be asked for the support of a candidate at a place.

    Mentions are kept by paragraph, those of a long one by stretches of it, and of very many divisions the ones named
    most often count: asking costs the same however long the text is.
    """

    def __init__(self, scene: Scene, credits: Iterable[Clue]) -> None:
        self._scene = scene
        self._given = list(credits)
        self._named: dict[str, _Sightings] = {}
        self._by_stretch: defaultdict[tuple[int, int], list[tuple[int, Division, float]]] = defaultdict(list)
        self._most_named: list[_Sightings] | None = None
        self._supposed: dict[str, tuple[int, Sequence[Division]]] = {}

    def suppose(self, name: str, place: int, candidates: Sequence[Division]) -> None:
        """Take note of a name that is not decided yet: each division that bears it gets its share."""
        if len(candidates) <= _MOST_SUPPOSED and len(self._supposed) < _MOST_NAMES:
            self._supposed[name] = place, candidates

    def forget(self, name: str) -> None:
        """Leave out a name that is being decided: it is no clue to itself."""
        self._supposed.pop(name, None)

    def name(self, place: int, division: Division) -> None:
        """Take note that the text names a division, and where."""
        passage = self._scene.passage_of(place)
        sightings = self._named.setdefault(division.code, _Sightings(division))
        abroad = self._is_abroad(place)
        sightings.passages.add(passage.start)
        sightings.count += 1
        sightings.titled |= passage.kind == "title"
        sightings.at_home |= not abroad
        self._by_stretch[passage.start, place // _STRETCH].append((place, division, _ABROAD if abroad else 1.0))
        self._most_named = None

    def gather(self, places: Sequence[int]) -> list[Clue]:
        """All clues for a name that stands at these places."""
        passages = {p.start: p for p in map(self._scene.passage_of, places[:_MOST_PLACES]) if p.kind != "title"}
        sentences = {(s.start, s.end) for s in map(self._sentence, places[:_MOST_PLACES])}
        clues = list(self._given)
        clues += [self._far(one) for one in self._often_named() if one.titled or not one.passages <= passages.keys()]
        around = {(p.start, place // _STRETCH + by) for place in places[:_MOST_PLACES] for by in (-1, 0, 1)
                  for p in (self._scene.passage_of(place),) if p.start in passages}  # fmt: skip
        for stretch in sorted(around):
            for place, division, share in self._by_stretch.get(stretch, ()):
                kind = self._kind(place, passages, sentences)
                again = self._again(self._named[division.code])
                clues.append(Clue(division, kind, (WEIGHTS[kind] + again) * share))
        for place, candidates in self._supposed.values():
            kind = self._kind(place, passages, sentences)
            clues += [Clue(division, kind, WEIGHTS[kind] / len(candidates)) for division in candidates]
        return clues

    def _often_named(self) -> list[_Sightings]:
        if self._most_named is None:
            found = list(self._named.values())
            if len(found) > _MOST_NAMES:
                found.sort(key=lambda one: (-one.count, one.division.code))
            self._most_named = found[:_MOST_NAMES]
        return self._most_named

    def _far(self, sightings: _Sightings) -> Clue:
        """What a division says that stands in the title, or somewhere else than beside a name."""
        kind = "title" if sightings.titled else "article"
        share = 1.0 if sightings.at_home else _ABROAD
        return Clue(sightings.division, kind, (WEIGHTS[kind] + self._again(sightings)) * share)

    def _again(self, sightings: _Sightings) -> float:
        return _AGAIN * min(sightings.count - 1, 5)

    def _sentence(self, place: int) -> Sentence:
        return self._scene.passage_of(place).sentence_at(place)

    def _is_abroad(self, place: int) -> bool:
        """Whether a place is one that others come from, go to or are compared with: 来自*南京市*的客商."""
        mention = self._scene.starting_at(place, "Region")
        if mention is None or self._scene.ending_at(place, "Region"):
            return False
        before = pattern("regions", "abroad_before", "(?:WORDS)$")
        behind = pattern("regions", "abroad_behind", "[的]?(?:WORDS)")
        text = self._scene.text
        return bool(before.search(text[max(0, place - 6) : place]) or behind.match(text, mention.end))

    def _kind(self, place: int, passages: Mapping[int, Passage], sentences: Set[tuple[int, int]]) -> str:
        passage = self._scene.passage_of(place)
        if passage.kind == "title":
            return "title"
        if passage.start not in passages:
            return "article"
        return "sentence" if any(a <= place < b for a, b in sentences) else "paragraph"


def support(candidate: Division, clues: Iterable[Clue]) -> tuple[float, tuple[str, ...]]:
    """How much the clues speak for a candidate, and which do: the best clue of each kind counts.

    A township that shares no more than its province with any of them has no support: there are too many of one name.

    >>> find = gazetteer().by_code.__getitem__
    >>> support(find("320302"), [Clue(find("320300"), "title", 3.0)])
    (3.0, ('title 徐州市',))
    """
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    near = candidate.level < 4 or candidate.is_zone
    for clue in clues:
        if share := _share(candidate, clue.division):
            near = near or share > _SHARES[1]
            by_name = found[clue.kind]
            by_name[clue.division.name] = max(by_name.get(clue.division.name, 0.0), clue.weight * share)
    if not near:
        return 0.0, ()
    best = {kind: max((weight, name) for name, weight in by_name.items()) for kind, by_name in found.items()}
    more = sum(sum(sorted(by_name.values())[:-1][-_MOST_MORE:]) for by_name in found.values()) * _MORE
    reasons = tuple(f"{kind} {best[kind][1]}" for kind in WEIGHTS if kind in best)
    return round(sum(weight for weight, _ in best.values()) + more, 4), reasons


def _share(candidate: Division, named: Division) -> float:
    """What it says for a candidate that the article names a division."""
    if named.code == candidate.code:
        return 1.0
    common = gazetteer().common(candidate, named)
    if common is None:
        return 0.0
    share = 1.0 if common.level == 1 and common.code.startswith(_MUNICIPALITIES) else _SHARES[common.level]
    return share if common.code in (candidate.code, named.code) else share * _SIBLING

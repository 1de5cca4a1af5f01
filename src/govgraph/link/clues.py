"""Where an article is: its title, dateline, source and the regions it names, as clues to which division a name means."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from govgraph import lexicon
from govgraph.extract.mentions import Scene
from govgraph.lexicon.regions import Division, gazetteer
from govgraph.model import Section

#: What a clue of each kind counts. A dateline says where the article was written, a title what it is about, a source
#: whom it is written for; a place that is only named somewhere counts least, however often. Weighed on the hard set:
#: what stands beside a name decides against one of title and source, not against both.
WEIGHTS = {"dateline": 4.0, "title": 3.0, "source": 3.0, "lead": 1.0, "sentence": 2.5, "paragraph": 1.5, "article": 1.0}
#: Each further time a place is named, up to five.
_AGAIN = 0.2
#: A candidate shares its province with many others, its prefecture with few; a municipality is both.
_SHARES = {1: 0.35, 2: 1.0, 3: 1.2, 4: 1.2}
_MUNICIPALITIES = ("11", "12", "31", "50")
#: A division of the same parent (泉山区 for 鼓楼区 of 徐州) says less than the parent itself.
_SIBLING = 0.6

_DATELINE = re.compile(
    r"(?:本报|本网|本刊|[\u4e00-\u9fff]{2,6}[社报网台])?(?P<place>[\u4e00-\u9fff]{2,12})"
    r"(?:[（(][^）)]{1,20}[）)])?\d{1,2}月\d{1,2}日[电讯]"
)
_LEAD_PLACE = re.compile(r"[（(【](?P<place>[\u4e00-\u9fff]{2,10})[）)】]$")


@dataclass(frozen=True, slots=True)
class Clue:
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


class Clues:
    """The clues of one section, to be asked for the support of a candidate at a place."""

    def __init__(self, scene: Scene, credits: Iterable[Clue]) -> None:
        self._scene = scene
        self._credits = list(credits)
        self._named: list[tuple[int, Division]] = []

    def name(self, place: int, division: Division) -> None:
        """Take note that the text names a division, and where."""
        self._named.append((place, division))

    def gather(self, places: Sequence[int]) -> list[Clue]:
        """All clues for a name that stands at these places."""
        clues = list(self._credits)
        counts = Counter(division.code for _, division in self._named)
        for place, division in self._named:
            again = _AGAIN * min(counts[division.code] - 1, 5)
            kind = self._kind(place, places)
            clues.append(Clue(division, kind, WEIGHTS[kind] + again))
        return clues

    def _kind(self, place: int, places: Sequence[int]) -> str:
        passage = self._scene.passage_of(place)
        if passage.kind == "title":
            return "title"
        near = [other for other in places if passage.start <= other < passage.end]
        if near:
            sentence = passage.sentence_at(place)
            return "sentence" if any(sentence.start <= other < sentence.end for other in near) else "paragraph"
        return "article"


def support(candidate: Division, clues: Iterable[Clue]) -> tuple[float, tuple[str, ...]]:
    """How much the clues speak for a candidate, and which do: the best clue of each kind counts.

    >>> find = gazetteer().by_code.__getitem__
    >>> support(find("320302"), [Clue(find("320300"), "title", 3.0)])
    (3.0, ('title 徐州市',))
    """
    best: dict[str, tuple[float, str]] = {}
    for clue in clues:
        share = _share(candidate, clue.division)
        if share:
            found = clue.weight * share, clue.division.name
            best[clue.kind] = max(best.get(clue.kind, (0.0, "")), found)
    reasons = tuple(f"{kind} {best[kind][1]}" for kind in WEIGHTS if kind in best)
    return round(sum(weight for weight, _ in best.values()), 4), reasons


def _share(candidate: Division, named: Division) -> float:
    """What it says for a candidate that the article names a division."""
    if named.code == candidate.code:
        return 1.0
    common = gazetteer().common(candidate, named)
    if common is None:
        return 0.0
    share = 1.0 if common.level == 1 and common.code.startswith(_MUNICIPALITIES) else _SHARES[common.level]
    return share if common.code in (candidate.code, named.code) else share * _SIBLING

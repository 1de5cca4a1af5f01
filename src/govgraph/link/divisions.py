"""Which division of the gazetteer a name means: all that bear it are weighed by the clues of their article.

In this order, section by section:

1. a division named right in front decides between those of the name: 徐州市*鼓楼区*, 江苏*鼓楼区* leaves two
2. a name that was decided so means the same further on, until another place stands in front of it
3. a name that only one division bears
4. the others by support: title, dateline, source, and what the text names beside them

A name that fits several alike is unresolved, and a township of the name elsewhere is not taken for one that the table
lacks (江海街道 of a zone in 南通 is none of the two in 丹东 and 广州).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from govgraph.extract.mentions import Mention, Scene
from govgraph.lexicon.regions import Division, gazetteer
from govgraph.link.clues import Clue, Clues, read_credits, support
from govgraph.model import Section

#: What the best candidate needs, and by how much it has to lead.
LEAST = 1.0
LEAD = 0.5
#: A short name is the highest division that bears it (海南, 吉林), unless the article says otherwise.
_HEIGHT = {1: 2.0, 2: 1.2, 3: 0.0, 4: 0.0}
#: The document itself gives the full name of one of them: 通州区 where 通州 stands.
_IN_FULL = 3.0
#: A name of former days gives way to one of today.
_FORMER = -0.5


class Choice(msgspec.Struct, frozen=True, gc=False):
    """What a name was taken for and why; ``division`` is None where that cannot be told or the table lacks it.

    ``listed`` says whether any division that bears the name could be meant.
    """

    division: Division | None
    reasons: tuple[str, ...]
    listed: bool = True


_UNKNOWN = Choice(None, ("in no table",), listed=False)


class DivisionChooser:
    """Decides every region mention of a document."""

    def __init__(self, scene: Scene, mentions: Iterable[Mention], sections: Sequence[Section]) -> None:
        self.scene = scene
        self._names: defaultdict[tuple[int, str], list[Mention]] = defaultdict(list)
        for mention in mentions:
            self._names[scene.passage_of(mention.start).section, mention.name].append(mention)
        self._clues: dict[int, Clues] = {}
        self._credits: dict[int, list[Clue]] = {}
        self._chosen: dict[Mention, Choice] = {}
        self._sections = sections
        self._full = {name for _, name in self._names}
        for section in sorted({section for section, _ in self._names}):
            self._decide(section)

    def choice(self, mention: Mention) -> Choice:
        """What this mention was taken for."""
        return self._chosen.get(mention, _UNKNOWN)

    def best(self, name: str, place: int) -> Division | None:
        """The division that a place inside another name means: 通州 of 通州经济开发区."""
        candidates = find_candidates(name)
        if len(candidates) == 1 and (candidates[0].level < 3 or not _is_short(name)):
            return candidates[0]
        return self.best_of(candidates, name, place)

    def best_of(self, candidates: Sequence[Division], name: str, place: int) -> Division | None:
        """Of divisions that a name can mean, the one that the clues support; the only one where there are none."""
        if not candidates:
            return None
        clues = self._clues_of(self.scene.passage_of(place).section).gather([place])
        if len(candidates) == 1 and not clues:
            return candidates[0]
        supported = [division for division in candidates if support(division, clues)[0]]
        return self._weigh(name, supported, clues).division if supported else None

    def credits(self, section: int) -> list[Clue]:
        """What the source and dateline of a section say of its place."""
        if section not in self._credits:
            own = self._sections[section : section + 1]
            self._credits[section] = [clue for part in own for clue in read_credits(part)]
        return self._credits[section]

    def _clues_of(self, section: int) -> Clues:
        """The clues of a section, also where its only place is part of another name: 靖江 of 靖江青岚重工有限公司."""
        if section not in self._clues:
            self._clues[section] = Clues(self.scene, self.credits(section))
        return self._clues[section]

    def credited(self, section: int) -> Division | None:
        """What source and dateline say most exactly, if only one division fits."""
        credits = self.credits(section)
        best = max(credits, key=lambda c: (c.weight, c.division.level, c.division.code), default=None)
        if best is None or sum(c.kind == best.kind and c.division.level == best.division.level for c in credits) > 1:
            return None
        return best.division

    def _decide(self, section: int) -> None:
        clues = self._clues_of(section)
        names = {name: mentions for (at, name), mentions in self._names.items() if at == section}
        waiting: dict[str, list[Division]] = {}
        for name, mentions in sorted(names.items()):
            candidates = find_candidates(name)
            if len(candidates) == 1 and candidates[0].level < 4:
                self._settle(clues, mentions, _only(name, candidates[0]))
            elif candidates:
                waiting[name] = candidates
        for name, candidates in waiting.items():
            clues.suppose(name, names[name][0].start, candidates)
        for name in sorted(waiting, key=lambda n: (min(d.level for d in waiting[n]), _is_short(n), n)):
            self._decide_name(clues, name, names[name], waiting[name])

    def _settle(self, clues: Clues, mentions: Iterable[Mention], choice: Choice) -> None:
        for mention in mentions:
            self._chosen[mention] = choice
            if choice.division is not None:
                clues.name(mention.start, choice.division)

    def _decide_name(self, clues: Clues, name: str, mentions: list[Mention], candidates: list[Division]) -> None:
        clues.forget(name)
        told = {m: choice for m in mentions if (choice := self._told_in_front(m, candidates, clues))}
        bare = [m for m in mentions if m not in told]
        around = self._weigh(name, candidates, clues.gather([m.start for m in bare])) if bare else _UNKNOWN
        for mention, choice in told.items():
            self._settle(clues, [mention], choice)
        if told:
            for mention in bare:
                nearest = nearest_told(mention, told, self.scene)
                choice = told[nearest]
                again = Choice(choice.division, ("named so elsewhere", *choice.reasons[:1]), choice.listed)
                apart = around.division is not None and not self._repeats(mention, nearest)
                self._settle(clues, [mention], around if apart else again)
        else:
            self._settle(clues, bare, around)

    def _repeats(self, mention: Mention, told: Mention) -> bool:
        """Whether a bare name stands in one paragraph with, and behind, the one that says where it is."""
        return told.start < mention.start and self.scene.passage_of(told.start) is self.scene.passage_of(mention.start)

    def _told_in_front(self, mention: Mention, candidates: list[Division], clues: Clues) -> Choice | None:
        """The choice where the place in front of a name leaves one, or none of the table."""
        before = self._place_in_front(mention)
        if before is None:
            return None
        outer = self.choice(before).division
        if outer is None:
            return None
        inside = [d for d in candidates if gazetteer().holds(outer, d)]
        if len(inside) == 1:
            return Choice(inside[0], (f"in front {outer.name}",))
        if inside:
            nearest = self._weigh(mention.name, inside, clues.gather([mention.start]))
            return Choice(nearest.division, (f"in front {outer.name}", *nearest.reasons))
        row = before.end == mention.start and outer.level < candidates[0].level == 4
        return Choice(None, (f"in front {outer.name}, which has none of the name",), listed=False) if row else None

    def _place_in_front(self, mention: Mention) -> Mention | None:
        at = mention.start
        if before := self.scene.ending_at(at, "Region"):
            return before
        return self.scene.ending_at(at - 1, "Region") if self.scene.text[at - 1 : at] == "的" else None

    def _weigh(self, name: str, candidates: Sequence[Division], clues: Sequence[Clue]) -> Choice:
        """The candidate that the clues support most, if they do so clearly."""
        short = _is_short(name)
        ranked = []
        for division in candidates:
            weight, reasons = support(division, clues)
            total = weight + (_HEIGHT[division.level] if short else 0.0)
            if division.name != name and division.name in self._full:
                total, reasons = total + _IN_FULL, (f"in full {division.name}", *reasons)
            if not _bears(division, name):
                total, reasons = total + _FORMER, (f"formerly {name}", *reasons)
            ranked.append((-total, division.level, division.code, division, reasons))
        ranked.sort(key=lambda row: row[:3])
        today = [row for row in ranked if _bears(row[3], name)]
        if today and (-today[0][0] >= LEAST or (today[0][3].level < 3 and today[0][3].name == name)):
            ranked = today  # 淮安市 is the city, though a district of it was called so
        best = ranked[0]
        if best[3].code not in gazetteer().by_code:
            return _only(name, best[3])
        lead = ranked[1][0] - best[0] if len(ranked) > 1 else None
        if -best[0] >= LEAST and (lead is None or lead >= LEAD):
            return Choice(best[3], best[4] or ("the highest of the name",))
        sole = best[3].level < 4 or (best[3].is_zone and best[0] < 0)
        if lead is None and (sole or not clues):
            return Choice(best[3], (*best[4], "only one of the name"))
        if best[3].level == 4 and (lead is None or -best[0] < LEAST) and clues:
            return Choice(None, (f"{len(ranked)} of the name, none near",), listed=False)
        return Choice(None, (f"{len(ranked)} of the name, none clearly meant",))


def _only(name: str, division: Division) -> Choice:
    """The choice where one division bears or bore a name; one that is gone has no code of today."""
    if division.code not in gazetteer().by_code:
        return Choice(None, ("no longer a division",), listed=False)
    return Choice(division, ("only one of the name",) if _bears(division, name) else (f"formerly {name}",))


def find_candidates(name: str) -> list[Division]:
    """The divisions that a name can mean, today's and those that bore it, the highest first."""
    table = gazetteer()
    if len(name) == 1:
        province = table.abbreviated(name)
        return [province] if province else []
    found = table.named(name) or (table.named(f"{name}道") if name.endswith("街") else [])  # 联和街 of 广州
    if name not in table.by_name and found and found[0].level < 3:
        found = [d for d in found if d.level <= 2]  # 衡阳 is 衡阳市, whatever county bears the name too
    return found


def _is_short(name: str) -> bool:
    return name not in gazetteer().by_name


def _bears(division: Division, name: str) -> bool:
    return division in gazetteer().find(name) or len(name) == 1 or division.is_zone or division.name == f"{name}道"


def nearest_told(mention: Mention, told: Iterable[Mention], scene: Scene) -> Mention:
    """Of the mentions of a name that say where it is, the one that a bare mention repeats.

    That is the one before it in its paragraph, else the next in it; a title or heading looks ahead, other paragraphs
    look back.
    """
    ordered = sorted(told, key=lambda m: m.start)
    passage = scene.passage_of(mention.start)
    before = [m for m in ordered if m.start < mention.start]
    after = [m for m in ordered if m.start > mention.start]
    near = [m for m in (*reversed(before), *after) if passage.start <= m.start < passage.end]
    if near:
        return near[0]
    if after and (not before or passage.kind != "body"):
        return after[0]
    return before[-1]

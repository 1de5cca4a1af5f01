"""Keys of regions without a division code: by name and parent, or by name and the place near which they are seen."""

from collections.abc import Callable, Iterator, Set

from govgraph.lexicon.regions import Division, gazetteer
from govgraph.lexicon.villages import villages
from govgraph.lexicon.zones import fold_zone, split_zone
from govgraph.link.divisions import DivisionChooser
from govgraph.link.keys import anchored
from govgraph.link.region_names import kind_of
from govgraph.link.things import Register, Thing, longest
from govgraph.model import Document

#: The longest place in front of a zone's name.
_LONGEST_PLACE = 8


class RegionKeys:
    """Gives the regions of a document their final keys.

    Args:
        document: what they are read in.
        register: holds them under provisional keys.
        divisions: chooses the division of a place inside a zone's name.
        ambiguous: provisional keys of names of which nobody can say which division they mean.
        home_at: the region that an article is about, asked at a place of it.
        anchor_at: the division near which a place of the text is, a region left out.
    """

    def __init__(
        self,
        document: Document,
        register: Register,
        divisions: DivisionChooser,
        ambiguous: Set[str],
        home_at: Callable[[int], Thing | None],
        anchor_at: Callable[[int, Thing | None], Division | None],
    ) -> None:
        self._document = document
        self._register = register
        self._divisions = divisions
        self._ambiguous = ambiguous
        self._home_at = home_at
        self._anchor_at = anchor_at

    def assign(self) -> None:
        """Villages by the installed table, then zones, villages and what no table lists by their parents."""
        self._find_villages()
        uncoded = [thing for thing in self._register.select("Region") if thing.code is None]
        keys = {thing: self._key_of(thing) for thing in uncoded}
        for thing, (key, reason) in keys.items():
            thing.reasons += (reason,) if reason else ()
            self._register.rekey(thing, key)

    def _find_villages(self) -> None:
        """Give villages their codes where the optional table is installed and their town or county is known."""
        table = villages()
        if table is None:
            return
        for thing in [t for t in self._register.select("Region") if t.kind == "Community" and t.code is None]:
            around = thing.owner or self._home_at(_first(thing))
            division = gazetteer().at(around.code) if around is not None and around.code else None
            found = table.find(thing.name, division.code) if division is not None and division.level > 2 else []
            if len(found) == 1 and division is not None:
                thing.code, thing.reasons = found[0].code, (f"only one in {division.name}",)
                self._register.rekey(thing, f"Region:{found[0].code}")

    def _key_of(self, thing: Thing) -> tuple[str, str]:
        """The final key of a region, and why; one that could be several stays apart."""
        if thing.code is not None:
            return thing.key, ""
        if thing.key in self._ambiguous:
            section = int(thing.key.partition("#")[2].partition("@")[0])
            return anchored("Region", thing.name, None, self._document, section), ""
        core, parent = thing.name, thing.owner
        if thing.kind == "FunctionalZone":
            place, core = self._place_in_name(thing)
            parent, core = place or parent, fold_zone(core)
        if parent is None and thing.kind == "AdministrativeDivision":
            parent = _former_parent(thing) or self._zone_around(_first(thing))
        if parent is not None and parent is not thing:
            return f"Region:{core}@{self._key_of(parent)[0]}", f"in {parent.name}"
        near = self._anchor_at(_first(thing), thing)
        return anchored("Region", core, near, self._document), f"near {near.name}" if near else ""

    def _zone_around(self, place: int) -> Thing | None:
        """The development zone that an article is about: a subdistrict that no table lists is its own."""
        home = self._home_at(place)
        return home if home is not None and home.kind == "FunctionalZone" else None

    def _place_in_name(self, zone: Thing) -> tuple[Thing | None, str]:
        """济南 of 济南综保区, and the zone's name without it."""
        name = longest(zone.names())
        for length in _place_lengths(name):
            division = self._divisions.best(name[:length], _first(zone))
            if division is not None and division.level < 4:
                inner, core = _place_in_rest(name[length:], division)
                return unnamed(inner), core
        return None, zone.name


def unnamed(division: Division) -> Thing:
    """The thing of a division that no mention names: part of a zone's name, the home of a paper."""
    return Thing("Region", division.name, f"Region:{division.code}", kind_of(division), division.code)


def _first(thing: Thing) -> int:
    return min(m.start for m in thing.mentions)


def _former_parent(thing: Thing) -> Thing | None:
    """Where a division was that is no longer one and has no successor."""
    gone = [d for d in gazetteer().named(thing.name) if d.code not in gazetteer().by_code and d.parent]
    return unnamed(gazetteer().by_code[gone[0].parent or ""]) if len(gone) == 1 else None


def _place_lengths(name: str) -> Iterator[int]:
    """How long a place in front of a zone's name may be, the longest first.

    One character is no zone's own name: 通州 is not the place of 通州|湾|示范区.
    """
    own = len(split_zone(name)[0])
    return (length for length in range(min(len(name) - 2, _LONGEST_PLACE), 1, -1) if length + 1 != own)


def _place_in_rest(rest: str, outer: Division) -> tuple[Division, str]:
    """江苏|南通苏锡通园区: a second place within the first."""
    for length in _place_lengths(rest):
        inside = [d for d in gazetteer().find(rest[:length]) if d.level < 4 and gazetteer().holds(outer, d)]
        if len(inside) == 1:
            return inside[0], rest[length:]
    return outer, rest

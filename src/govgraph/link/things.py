"""Things: what mentions of one document are resolved to, before they are printed as entities."""

import sys
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from govgraph.extract.mentions import Mention
from govgraph.model import EntityType

#: Names that are gone through in search of what a short form stands for; further back none means them.
_REMEMBERED = 500

_start = attrgetter("start")


@dataclass(slots=True, eq=False)
class Thing:
    """An entity in the making: its name may still grow, and other mentions may join it."""

    type: EntityType
    name: str
    key: str
    kind: str | None = None
    code: str | None = None
    aliases: set[str] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)
    owner: "Thing | None" = None
    reasons: tuple[str, ...] = ()
    #: Where its first mention starts: things are sorted by it often.
    first: int = sys.maxsize

    def names(self) -> set[str]:
        return {self.name, *self.aliases}

    def take(self, mention: Mention) -> None:
        """Let a mention stand for this thing; short forms that stand for many things are no alias."""
        self.mentions.append(mention)
        self.first = min(self.first, mention.start)
        if not mention.deictic:
            self.aliases |= {mention.name, *mention.aliases} - {self.name}


class Register:
    """Things by key, and the thing that each mention stands for."""

    def __init__(self) -> None:
        self.things: dict[str, Thing] = {}
        self._named: dict[tuple[EntityType, str], Thing] = {}
        self._of: dict[Mention, Thing] = {}
        self._placed: defaultdict[EntityType, list[Mention]] = defaultdict(list)

    def put(self, mention: Mention, thing: Thing) -> Thing:
        """Let ``mention`` stand for ``thing``, or for the one that already has its key."""
        kept = self.things.setdefault(thing.key, thing)
        if kept is not thing:
            kept.aliases |= thing.names() - {kept.name}
        if mention not in self._of:
            insort(self._placed[kept.type], mention, key=_start)
        self._of[mention] = kept
        kept.take(mention)
        for name in kept.names():
            self._named.setdefault((kept.type, name), kept)
        return kept

    def named(self, kind: EntityType, names: Iterable[str]) -> Thing | None:
        """The first thing of a type that bears one of these names."""
        return next((self._named[kind, name] for name in sorted(names) if (kind, name) in self._named), None)

    def of(self, mention: Mention) -> Thing | None:
        """The thing a mention stands for, None where that is not known."""
        return self._of.get(mention)

    def before(self, place: int, kind: EntityType) -> Iterator[tuple[Mention, Thing]]:
        """The last mentions of a type before a place, and what they stand for, from the place backwards.

        Of those that start together the thing named first comes first.
        """
        placed = self._placed[kind]
        end = bisect_left(placed, place, key=_start)
        for _, together in groupby(reversed(placed[max(0, end - _REMEMBERED) : end]), key=_start):
            yield from sorted(((m, self._of[m]) for m in together), key=lambda pair: _order(pair[1]))

    def select(self, *types: EntityType) -> list[Thing]:
        """All things of these types, by first mention."""
        return [thing for thing in self.ordered() if thing.type in types]

    def ordered(self) -> list[Thing]:
        """All things that the text mentions, by first mention."""
        things = {id(thing): thing for thing in self.things.values() if thing.mentions}
        return sorted(things.values(), key=_order)

    def rekey(self, thing: Thing, key: str) -> Thing:
        """Give a thing its final key; it becomes one with the thing that has that key already."""
        if self.things.get(thing.key) is thing:
            del self.things[thing.key]
        thing.key = key
        known = self.things.setdefault(key, thing)
        if known is not thing:
            self.merge(known, thing)
        return known

    def merge(self, kept: Thing, gone: Thing) -> None:
        """Make one thing of two; the kept one keeps its key and name."""
        kept.aliases |= gone.names() - {kept.name}
        kept.code, kept.kind, kept.owner = kept.code or gone.code, kept.kind or gone.kind, kept.owner or gone.owner
        for mention in gone.mentions:
            self._of[mention] = kept
        kept.mentions += gone.mentions
        kept.first, gone.first = min(kept.first, gone.first), sys.maxsize
        gone.mentions = []
        self.things = {key: (kept if thing is gone else thing) for key, thing in self.things.items()}
        for thing in set(self.things.values()):
            if thing.owner is gone:
                thing.owner = kept
        _uncircle(kept)


def _order(thing: Thing) -> tuple[int, str, str]:
    return thing.first, thing.type, thing.key


def _uncircle(thing: Thing) -> None:
    """Nothing owns what it belongs to: 嘉峪关市 of 嘉峪关市, whose prefecture has no counties, is the same city."""
    above = [thing]
    while (owner := above[-1].owner) is not None:
        if owner in above:
            above[-1].owner = None
            return
        above.append(owner)


def longest(names: Iterable[str]) -> str:
    """The longest name, the first in order where several are."""
    return min(names, key=lambda name: (-len(name), name))

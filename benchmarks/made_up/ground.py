"""What all parts of a made-up place share: its seed, its chances, and its things by kind and number."""

from typing import Any
from zlib import crc32

from benchmarks.made_up.things import Thing
from benchmarks.made_up.words import words


class Ground:
    """A place as its things are drawn from it.

    Everything follows from (seed, code of the place, kind, number or name), so that a thing is the same in every
    article that speaks of it, however it was come upon.
    """

    def __init__(self, seed: int, code: str) -> None:
        self._key = f"{seed}:{code}:"
        self._made: dict[tuple[str, int], Thing] = {}
        self._by_name: dict[tuple[str | None, str], Thing] = {}

    def _draw(self, what: str, count: int) -> int:
        """A number below ``count`` that depends on the place and on ``what`` alone."""
        return crc32((self._key + what).encode()) % count

    def _pick(self, group: str, what: str) -> Any:
        choices = words(group)
        return choices[self._draw(f"{group}:{what}", len(choices))]

    def get(self, kind: str, number: int) -> Thing:
        """A thing of this place by kind and number, made when first asked for."""
        made = self._made.get((kind, number))
        if made is None:
            made = getattr(self, f"_make_{kind}")(number)
            if made.type is not None:  # whichever number gave the name first: all else follows from the name
                made = self._by_name.setdefault((made.type, made.name), made)
            self._made[kind, number] = made
        return made

    def forget(self) -> None:
        """Let go of all things, so that their memory is free at once."""
        for thing in self._made.values():
            thing.forget()
        self._made.clear()
        self._by_name.clear()

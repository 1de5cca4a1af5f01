"""A text that remembers where each of its characters came from."""

import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

#: Replace ``text[start:end]`` by a text that is not longer.
Edit = tuple[int, int, str]

_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Tracked:
    """``text`` and, for each of its characters, the offset in the text as it was read (rising strictly)."""

    text: str
    origin: "array[int]"

    @classmethod
    def begin(cls, raw: str) -> "Tracked":
        return cls(raw, array("I", range(len(raw))))

    def edit(self, edits: Iterable[Edit]) -> "Tracked":
        """Apply edits that are sorted and do not overlap."""
        pieces: list[str] = []
        origin = array("I")
        last = 0
        for start, end, new in edits:
            pieces += (self.text[last:start], new)
            origin += self.origin[last : start + len(new)]
            last = end
        if not pieces:
            return self
        pieces.append(self.text[last:])
        return Tracked("".join(pieces), origin + self.origin[last:])

    def replace(self, text: str) -> "Tracked":
        """The same places under other characters, one to one."""
        if len(text) != len(self.origin):
            raise ValueError(f"{len(text)} characters for {len(self.origin)} places")
        return Tracked(text, self.origin)

    def substitute(self, pattern: re.Pattern[str], new: str | Callable[[re.Match[str]], str]) -> "Tracked":
        """``re.sub`` that keeps track; matches that stay as they are cost no edit."""
        spell = (lambda match: new) if isinstance(new, str) else new
        edits = ((match.start(), match.end(), spell(match)) for match in pattern.finditer(self.text))
        return self.edit(edit for edit in edits if edit[2] != self.text[edit[0] : edit[1]])

    def edit_lines(self, find: Callable[[str, int, int], Iterable[Edit]]) -> "Tracked":
        """Apply the edits that ``find(text, start, end)`` sees in each line."""
        return self.edit(edit for start, end in lines(self.text) for edit in find(self.text, start, end))


def lines(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every line that is not empty."""
    return (match.span() for match in _LINE.finditer(text))

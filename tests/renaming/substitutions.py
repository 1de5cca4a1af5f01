"""Old names to new ones, applied all at once, the longest first."""

import re
from collections.abc import Mapping
from typing import Any

#: Fields of gold that are no words of the text.
_FORMS = ("id", "type", "s", "p", "o", "of", "unit")


class Substitutions:
    """What stands for what in one article. No new name is in its text, nor given twice."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.new: dict[str, str] = {}

    def is_free(self, name: str) -> bool:
        """Whether ``name`` is in nobody's use."""
        return name not in self._text and name not in self.new.values()

    def add(self, old: str, new: str | None) -> None:
        """Let ``new`` stand for ``old``, unless something already does."""
        if new is not None and old != new:
            self.new.setdefault(old, new)

    def divide(self, name: str) -> list[str]:
        """``name`` cut around the old names in it."""
        return [piece for piece in re.split(f"({self._pattern().pattern})", name) if piece] if self.new else [name]

    def split(self, name: str) -> list[str]:
        """The pieces of ``name`` that are no old names."""
        return [piece for piece in self.divide(name) if piece not in self.new]

    def apply(self, text: str) -> str:
        """The text under new names."""
        return self._pattern().sub(lambda match: self.new[match[0]], text) if self.new else text

    def apply_to_gold(self, record: Any) -> Any:
        """The same in every string of a JSON value that is text."""
        if isinstance(record, str):
            return self.apply(record)
        if isinstance(record, list):
            return [self.apply_to_gold(item) for item in record]
        if isinstance(record, Mapping):
            return {key: value if key in _FORMS else self.apply_to_gold(value) for key, value in record.items()}
        return record

    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(sorted(map(re.escape, self.new), key=lambda old: (-len(old), old))))

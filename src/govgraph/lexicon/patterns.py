"""Word lists as regular expressions."""

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """An expression that matches any of these words, of two that start alike the longer first.

    What words begin with stands in it once, so that a place where none stands is refused after a look at its first
    character and not after one at each word.

    >>> any_of(["市委", "市政府", "市"])
    '市(?:委|政府|)'
    """
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[:1], []).append(word[1:])
    branches = [re.escape(first) + _rest(rests[first]) for first in rests if first]
    return "|".join([*branches, ""] if "" in rests else branches)


def either(words: Iterable[str]) -> str:
    """The same in brackets, to stand among other expressions."""
    return f"(?:{any_of(words)})"


def _rest(words: list[str]) -> str:
    return either(words) if len(set(words)) > 1 else any_of(words)

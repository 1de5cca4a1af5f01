"""Lines and parts of lines that are not the article: known by the patterns of ``lexicon/boilerplate.yaml``."""

import re
from functools import cache
from typing import Literal

from govgraph.errors import SetupError
from govgraph.lexicon import read

#: What a line is beside the article: it carries author, date or source, is of no use, or closes the article.
Mark = Literal["byline", "boilerplate", "end"]

#: Longer lines than these are prose, whatever they begin with; the longest footer of the seeds has 64 characters.
_LONGEST = {"byline": 100, "boilerplate": 120, "ends": 120}

#: A notice is known by its beginning, and may be long; a credit stands within so many characters of the line's end.
_REACH = 80


def mark_line(text: str, start: int, end: int) -> Mark | None:
    """What ``text[start:end]`` is beside the article, or None where it belongs to it."""
    size = end - start
    line = text[start : start + min(size, max(_LONGEST.values()))]
    if _pattern("notices").match(line) or (size <= _LONGEST["ends"] and _pattern("ends").match(line)):
        return "end"
    if size > _LONGEST["boilerplate"]:
        return None
    if "。" in line:  # a sentence: 可拨打服务热线12345 is advice, not a footer
        return "boilerplate" if _pattern("captions").match(line) else None
    if size <= _LONGEST["byline"] and _pattern("byline").match(line):
        return "byline"
    return "boilerplate" if _pattern("boilerplate").match(line) or _pattern("captions").match(line) else None


def is_furniture(text: str, start: int, end: int) -> bool:
    """Whether a line is anything but the article."""
    return mark_line(text, start, end) is not None


def split_credits(text: str, start: int, end: int, *, last: bool) -> tuple[int, int]:
    """Where the prose of a paragraph begins and ends, reporters and agencies at its ends left out.

    Where ``last``, the paragraph closes its article, and a name in brackets behind the full stop is the author's.
    """
    opening = _pattern("opening_credits").match(text[start : min(end, start + _REACH)])
    begin = start + opening.end() if opening else start
    while begin < end and text[begin] == " ":
        begin += 1
    tail = max(begin, end - _REACH)
    groups = ("closing_credits", "last_credits") if last else ("closing_credits",)
    found = [match.start() for group in groups if (match := _pattern(group).search(text[tail:end]))]
    stop = tail + min(found) if found else end
    return begin, stop


@cache
def _pattern(group: str) -> re.Pattern[str]:
    try:
        return re.compile("|".join(f"(?:{item})" for item in read("boilerplate")[group]))
    except (KeyError, TypeError, re.error) as error:
        raise SetupError(
            f"The patterns '{group}' in boilerplate.yaml are broken ({error}). Mend or reinstall."
        ) from error

"""Word lists as regular expressions."""

import re
import time
from collections.abc import Iterable

#: Lines that no pattern may take all of.
_PROSE = ("市领导走访了企业。", "全年办结事项83件，群众满意", "Enterprises were served by 12345")
#: The longest of the package has 330 characters.
_LONGEST = 1000
#: A pattern whose time grows exponentially needs more than this for some twenty characters; a sound one, microseconds.
_SECONDS = 0.02


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


def find_fault(pattern: str) -> str | None:
    """What is wrong with a pattern for lines of text, None where nothing is.

    >>> find_fault("(?:来源|作者)：") is None, find_fault("(来源")
    (True, "'(来源' is no regular expression: missing ), unterminated subpattern at position 0")
    >>> find_fault(".*"), find_fault("(a+)+$")
    ("'.*' matches every line", "'(a+)+$' takes for ever on some lines: it repeats what is a repetition itself")
    """
    if len(pattern) > _LONGEST:
        return f"{pattern[:20]!r}… is longer than {_LONGEST} characters"
    try:
        compiled = re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return f"{pattern!r} is no regular expression: {error}"
    if _takes_for_ever(compiled):
        return f"{pattern!r} takes for ever on some lines: it repeats what is a repetition itself"
    if compiled.match("") or all(compiled.search(line) for line in _PROSE):
        return f"{pattern!r} matches every line"
    return None


def _takes_for_ever(pattern: re.Pattern[str]) -> bool:
    """Whether some line of two dozen characters takes longer than any line may."""
    for char in sorted({*filter(str.isalnum, pattern.pattern), *"a1一 "}):
        for length in range(10, 25, 2):
            if all(_time_match(pattern, char * length + "\0") > _SECONDS for _ in range(3)):
                return True
    return False


def _time_match(pattern: re.Pattern[str], line: str) -> float:
    """The seconds that this thread works on a line: that a machine is busy with others is no fault of a pattern."""
    begin = time.thread_time()
    pattern.match(line)
    return time.thread_time() - begin

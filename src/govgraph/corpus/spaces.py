"""Spaces and lines: layout out, the spaces that carry meaning kept, sentences that a column broke made whole."""

import re
from collections.abc import Iterator

from govgraph.corpus.boilerplate import is_furniture
from govgraph.corpus.tracking import Edit, Tracked, lines

#: Blanks that do not stay as they are: several together, and those at the ends of the text.
_BLANK = re.compile("[ \n](?:[ \n]+|(?<=\\A[ \n])|\\Z)")
_AT_MARKS = re.compile(" (?:(?<=[，。；：！？、（《“‘] )|(?=[，。；：！？、）》”’]))")

_HAN = "\u3400-\u9fff\U00020000-\U000323af"
_AT_CHINESE = re.compile(f"(?<=[{_HAN}“”‘’（）《》、，。；：！？…—·]) | (?=[{_HAN}“”‘’（）《》…—·])")
#: A name may hold a space, ``“我心向党 奉献政务”``; names in quotes or brackets are no longer than this.
_ENCLOSED = re.compile("“[^“”\n]{0,40}”|‘[^‘’\n]{0,40}’|《[^《》\n]{0,40}》|（[^（）\n]{0,40}）")
_BETWEEN_HAN = re.compile(f"(?<=[{_HAN}]) (?=[{_HAN}])")

#: A line this long with a comma is prose; titles and headings (40 of 40 in the seeds) are shorter.
_PROSE = 40
#: Shorter lines end where they do on purpose: the columns of seed 003 break after 50 to 200 characters.
_BROKEN = 30
_LONG_CLAUSE = 60
#: How far back to look for a comma: joined lines may grow to the length of the file.
_NEAR = 500

_STOP = re.compile("[。；！？]")
_COMMA = re.compile("[，。；]")
_FINISHED = "。！？；：…—”’）》】.!?;:~～"
_OPENS_LINE = re.compile("^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十0-9]+）|[0-9]+[.、)）]|[—·■□◆▲▍★※])")


def tidy_spaces(text: Tracked) -> Tracked:
    """No spaces at line ends, none doubled, no empty lines; in prose none beside a Chinese character."""
    text = text.substitute(_BLANK, _shrink)
    return text.substitute(_AT_MARKS, "").edit_lines(_find_prose_spaces) if " " in text.text else text


def join_broken_lines(text: Tracked) -> Tracked:
    r"""Drop the break inside a sentence, ``落户板\n块分别选派``; it becomes a space between Latin letters."""
    return text.edit(_find_breaks(text.text))


def _shrink(match: re.Match[str]) -> str:
    """A run of blanks as one; none at the ends of the text."""
    if match.start() == 0 or match.end() == len(match.string):
        return ""
    return "\n" if "\n" in match[0] else " "


def _find_prose_spaces(text: str, start: int, end: int) -> list[Edit]:
    if text.find(" ", start, end) < 0 or not _is_prose(text, start, end):
        return []
    kept = {
        match.start()
        for enclosed in _ENCLOSED.finditer(text, start, end)
        for match in _BETWEEN_HAN.finditer(text, enclosed.start(), enclosed.end())
    }
    spaces = (match.start() for match in _AT_CHINESE.finditer(text, start, end))
    return [(space, space + 1, "") for space in spaces if space not in kept]


def _is_prose(text: str, start: int, end: int) -> bool:
    return text.find("。", start, end) >= 0 or (end - start >= _PROSE and text.find("，", start, end) >= 0)


def _find_breaks(text: str) -> Iterator[Edit]:
    begin, last = -1, -1
    for start, end in lines(text):
        if begin >= 0 and _is_broken(text, begin, last) and _goes_on(text, start, end):
            latin = text[last - 1].isascii() and text[start].isascii()
            yield last, start, " " if latin else ""
        else:
            begin = start
        last = end


def _is_broken(text: str, start: int, end: int) -> bool:
    """Whether prose stops at ``end`` in the middle of a sentence."""
    if end - start < _BROKEN or text[end - 1] in _FINISHED:
        return False
    near = max(start, end - _NEAR)
    prose = _STOP.search(text, near, end) or (end - start >= _LONG_CLAUSE and _COMMA.search(text, near, end))
    return bool(prose) and not is_furniture(text, start, end)


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether a line can be the rest of a sentence: prose itself, and no new item, credit or footer."""
    return bool(
        _COMMA.search(text, start, end)
        and not _OPENS_LINE.match(text[start : start + 8])
        and not is_furniture(text, start, end)
    )

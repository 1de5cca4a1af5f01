"""One spelling for each character: invisible ones out, widths, quotes, dots and spaces unified."""

import re
import unicodedata

from govgraph.corpus.tracking import Edit, Tracked

_INVISIBLE = re.compile(
    "[\\x00-\\x08\\x0e-\\x1b\\x7f-\\x84\\x86-\\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]+"
)
_ENTITY = re.compile("&(?:amp;)*(nbsp|ensp|emsp|amp|quot|lt|gt|ldquo|rdquo|mdash|middot);")
_ENTITIES = {
    "nbsp": " ", "ensp": " ", "emsp": " ", "amp": "&", "quot": '"', "lt": "<", "gt": ">",
    "ldquo": "“", "rdquo": "”", "mdash": "—", "middot": "·",
}  # fmt: skip

_ASCII_MARKS = dict(zip(",;:!?()", "，；：！？（）", strict=True))
#: ASCII marks to widen: not ``1,202.6``, ``07:31`` and what stands in an address. An address has at most 300
#: characters, or a long line of Latin letters would be searched again at each of them.
_WIDEN = re.compile(r"(?P<address>https?://[!-~]{0,300})|(?<=[0-9])[,:](?=[0-9])|[,;:!?()]")

#: Two ideographic spaces open a paragraph; inside a line of this length they stand where a line break was lost.
_LOST_BREAK = re.compile("(?<=[^ \t\xa0\u3000\n])[ \t\xa0]*\u3000{2,}[ \t\xa0\u3000]*(?=[^ \u3000\n])")
_LONG_LINE = 60


def _one_to_one() -> dict[int, str]:
    table: dict[int, str] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for mark in "，；：！？（）＂＇～":
        del table[ord(mark)]
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAD9)):  # radicals and doubles that OCR and PDFs leave
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1:
            table[code] = plain
    table |= _pairs("「」『』〝〞〟｢｣＂｡､", '“”‘’“””“”"。、')
    table |= _pairs("﹒•‧∙⋅・･", "·······")
    table |= dict.fromkeys(map(ord, "\t\xa0\u1680\u202f\u205f\u3000\u3164"), " ")
    table |= dict.fromkeys(range(0x2000, 0x200B), " ")
    table |= dict.fromkeys(map(ord, "\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"), "\n")
    return table


def _pairs(characters: str, plain: str) -> dict[int, str]:
    return {ord(char): other for char, other in zip(characters, plain, strict=True)}


_TABLE = _one_to_one()
#: ``str.translate`` looks every character up; few stand in the table, which the search skips to.
_CHANGED = re.compile(f"[{re.escape(''.join(map(chr, _TABLE)))}]+")


def unify_characters(text: Tracked) -> Tracked:
    """Canonical characters; the length changes by what is invisible and by HTML entities only."""
    text = text.substitute(_INVISIBLE, "").substitute(_ENTITY, lambda match: _ENTITIES[match[1]])
    if "\u3000\u3000" in text.text:
        text = text.edit_lines(_find_lost_breaks)
    text = text.replace(_CHANGED.sub(lambda match: match[0].translate(_TABLE), text.text))
    text = text.substitute(_WIDEN, _widen)
    return text.edit_lines(_pair_quotes) if '"' in text.text else text


def _find_lost_breaks(text: str, start: int, end: int) -> list[Edit]:
    if end - start < _LONG_LINE or text.find("\u3000\u3000", start, end) < 0:
        return []
    return [(match.start(), match.end(), "\n") for match in _LOST_BREAK.finditer(text, start, end)]


def _widen(match: re.Match[str]) -> str:
    return _ASCII_MARKS.get(match[0], match[0]) if _is_mark(match) else match[0]


def _is_mark(match: re.Match[str]) -> bool:
    start, end, text = match.start(), match.end(), match.string
    between_digits = match[0] in ",:" and text[start - 1 : start].isdigit() and text[end : end + 1].isdigit()
    return match["address"] is None and not between_digits


def _pair_quotes(text: str, start: int, end: int) -> list[Edit]:
    """Straight quotes, in turn opening and closing; an odd one out is left alone."""
    places = []
    place = text.find('"', start, end)
    while place >= 0:
        places.append(place)
        place = text.find('"', place + 1, end)
    if len(places) % 2:
        return []
    return [(place, place + 1, "“”"[index % 2]) for index, place in enumerate(places)]

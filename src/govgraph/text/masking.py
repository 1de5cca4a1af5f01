"""Names of private persons out of a text, every other character in its place."""

from collections.abc import Iterable

#: What stands for a hidden character, as in judgements that Chinese courts publish: 刘建国 becomes 刘某某.
HIDDEN = "某"
#: Points between the parts of a name: 阿某某某·某某某.
_POINTS = "·•・．‧"


def mask_text(text: str, spans: Iterable[tuple[int, int]] | None) -> str:
    """The text with every character between these places hidden; it keeps its length in code points.

    White space and the points inside names stay.

    >>> mask_text("市民刘建国说", [(3, 5)]), mask_text("居民", None)
    ('市民刘某某说', '居民')
    """
    if not spans:
        return text
    pieces, at = [], 0
    for start, end in spans:
        pieces.append(text[at:start])
        pieces += [c if c.isspace() or c in _POINTS else HIDDEN for c in text[start:end]]
        at = end
    return "".join([*pieces, text[at:]])

"""Text as the formats can hold it."""

import html
import re

# Characters that XML has not, that CSV readers stop at, or that readers take for line ends.
_UNFIT = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_END = re.compile("\r\n?")


def fit_text(text: str) -> str:
    r"""The text with ``�`` for what XML and CSV cannot hold, its lines ended by line feeds.

    >>> fit_text("政务\x07中心\r\n镇江")
    '政务�中心\n镇江'
    """
    return text if text.isprintable() else _UNFIT.sub("�", _LINE_END.sub("\n", text))


def escape_xml(value: object) -> str:
    r"""The value as an element's text or, between quotes, as an attribute.

    >>> escape_xml('<“a" & b”>\n')
    '&lt;“a&quot; &amp; b”&gt;&#10;'
    """
    return html.escape(fit_text(str(value))).replace("\n", "&#10;").replace("\t", "&#9;")

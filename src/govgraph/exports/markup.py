"""Text as XML can hold it."""

import html
import re

# Characters that XML has not, or that readers take for line ends.
_UNFIT = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def fit_xml(text: str) -> str:
    r"""The text with ``�`` for what XML cannot hold.

    >>> fit_xml("政务\x07中心")
    '政务�中心'
    """
    return _UNFIT.sub("�", text)


def escape(value: object) -> str:
    r"""The value as an element's text or, between quotes, as an attribute.

    >>> escape('<“a" & b”>\n')
    '&lt;“a&quot; &amp; b”&gt;&#10;'
    """
    return html.escape(fit_xml(str(value))).replace("\n", "&#10;").replace("\t", "&#9;")

"""The formats of articles: one line each says its name, its endings, how its content begins, and what reads it.

A file is judged by its content first: a page saved as .txt is a page, a text saved as .html is a text.
"""

import io
import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import NamedTuple

from govgraph.corpus.charset import decode
from govgraph.corpus.given import Parsed
from govgraph.corpus.pages import read_mhtml, read_page
from govgraph.corpus.papers import is_docx, read_docx, read_markdown, read_pdf
from govgraph.errors import DocumentError

_MEBIBYTE = 1024 * 1024


class Format(NamedTuple):
    """A format of single articles.

    ``begins`` tells by the first bytes whether a file is of it, whatever its ending; ``largest`` is in bytes.
    """

    name: str
    endings: tuple[str, ...]
    begins: Callable[[bytes], bool]
    read: Callable[[bytes], Parsed]
    largest: int


_HTML = re.compile(
    # Possessive: what could end a comment in two ways would be tried in all, of a hundred comments for ever.
    rb"(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]{0,200}\?>\s*+)?(?:<!--(?:(?!-->).){0,2000}+-->\s*+)*+"
    rb"<(?:!doctype\s+html|html|head|body|meta|frameset|title|div|table|p|article|script)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_FIELD = re.compile(rb"[A-Za-z-]{2,40}: ")
#: Bytes that a format is told by.
HEAD = 4_096


def _is_page(head: bytes) -> bool:
    return _HTML.match(head.replace(b"\0", b"").lstrip(b"\xff\xfe")) is not None  # UTF-16 too


def _is_mhtml(head: bytes) -> bool:
    return _FIELD.match(head) is not None and b"multipart/related" in head.lower()


def _is_never(_: bytes) -> bool:
    return False


def _read_text(data: bytes) -> Parsed:
    return Parsed(decode(data))


#: The longest article measured has 0.1 MB; a text of 8 MiB is a dump of many, and belongs split by article. Pictures
#: swell the others.
FORMATS = (
    Format("PDF", (".pdf",), lambda head: head.startswith(b"%PDF-"), read_pdf, 64 * _MEBIBYTE),
    Format("Word", (".docx",), lambda head: head.startswith(b"PK\3\4"), read_docx, 64 * _MEBIBYTE),
    Format("saved web page", (".mhtml", ".mht"), _is_mhtml, read_mhtml, 64 * _MEBIBYTE),
    Format("web page", (".html", ".htm", ".xhtml", ".shtml"), _is_page, read_page, 8 * _MEBIBYTE),
    Format("Markdown", (".md", ".markdown"), _is_never, read_markdown, 8 * _MEBIBYTE),
    Format("text", ("", ".txt", ".text"), _is_never, _read_text, 8 * _MEBIBYTE),
)

#: Endings of articles. Files with others are read only when they are named themselves.
ENDINGS = frozenset(ending for one in FORMATS for ending in one.endings)
#: In bytes, of any format.
LARGEST = max(one.largest for one in FORMATS)


def ending_of(name: str) -> str:
    """The ending of a file's name, in lower case.

    >>> ending_of("news/2021.11/A.HTML"), ending_of("news/plain")
    ('.html', '')
    """
    return PurePosixPath(name).suffix.lower()


def tell_format(name: str, data: bytes) -> Format:
    """The format of a file by its content, and where that tells nothing by its ending.

    Raises:
        DocumentError: ``archive`` for an archive, which holds files and is none.
    """
    head = data[:HEAD]
    for one in FORMATS:
        if one.begins(head):
            if one.read is read_docx and not is_docx(io.BytesIO(data)):
                raise DocumentError("archive", "it is an archive, or an office file that is no .docx: save it anew")
            return one
    ending = ending_of(name)
    # What is not what its ending says is read as text: it may be one.
    return next((one for one in FORMATS if ending in one.endings and one.begins is _is_never), FORMATS[-1])


def is_told(head: bytes) -> bool:
    """Whether the first bytes of a file tell the format of an article, and that it is no archive."""
    return any(one.begins(head) for one in FORMATS if one.read is not read_docx)


def check_size(size: int, name: str = "") -> None:
    """Whether a file of so many bytes is read at all.

    Raises:
        DocumentError: ``too-large``.
    """
    ending = ending_of(name)
    most = next((one.largest for one in FORMATS if ending in one.endings), FORMATS[-1].largest)
    if size > most:
        raise too_large(size, most)


def too_large(size: int, most: int) -> DocumentError:
    """The error for a file of so many bytes."""
    return DocumentError(
        "too-large", f"it has {size / _MEBIBYTE:.0f} MiB, more than {most // _MEBIBYTE}: split it by article"
    )

"""Bytes to text: UTF-8, UTF-16, GB18030 or Big5, told apart by what the characters are."""

import codecs
import re
from functools import cache

from opencc import OpenCC

from govgraph.errors import DocumentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\xd0\xcf\x11\xe0", b"Rar!", b"\x1f\x8b")
#: Control characters but those of layout, and the marks of a file's end and of a terminal's colours.
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f]")

#: Encodings that a page may name, by Python's names for them.
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
_PLAIN = frozenset({"utf-8", "gb18030", "big5hkscs"})

#: Characters that a decoding is judged by; 20,000 tell as much as a whole file and cost 5 ms.
_SAMPLE = 20_000

#: Share of common characters below which a decoding is garbage. Chinese news has 0.97 to 1; GB18030 read as Big5
#: or UTF-16, or the reverse, stays under 0.6 from six characters on.
_PLAUSIBLE = 0.7


def decode(data: bytes) -> str:
    r"""The text of a file, byte-order mark dropped, line ends as ``\n``.

    Raises:
        DocumentError: ``binary`` for what is not text, ``charset`` for text in no encoding used for Chinese.
    """
    if data.startswith(_MAGIC):
        raise DocumentError("binary", "it is an image or another program's file: save it as text, .docx or PDF")
    text = _decode_marked(data) or _decode_unmarked(data)
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > len(sample) / 100:
        raise DocumentError("binary", "it holds control characters, not text: save it as text, .docx or PDF")
    return _unify(text)


def decode_as(data: bytes, name: str) -> str | None:
    """The text of a file in the encoding that it names; None where there is none of the name, or it does not hold.

    "gb2312" and "gbk" are read as GB18030 and "big5" with Hong Kong's characters, their supersets: the label is often
    too narrow for the text. A page that lost a byte in a thousand is still read.
    """
    try:
        encoding = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    encoding = _SUPERSETS.get(encoding, encoding)
    if encoding not in _PLAIN or (encoding != "utf-8" and data.startswith(tuple(mark for mark, _ in _MARKS))):
        return None
    text = data.decode(encoding, errors="replace")
    if text.count("\ufffd") * 1_000 > len(text):
        return None
    return _unify(text)


def tell_encoding(data: bytes) -> str:
    """The encoding of a file by its first bytes, which may end within a character.

    Raises:
        DocumentError: as ``decode``.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding if encoding != "utf-8" else "utf-8-sig"
    end = max(data.rfind(b"\n"), data.rfind(b"\r")) + 1
    whole = data[:end] if end else data
    text = decode(whole)
    plain = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
    return next(one for one in plain if (read := _try(whole, one)) is not None and _unify(read) == text)


def _unify(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _decode_marked(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                message = f"it is marked as {encoding} but is not (byte {error.start}): save it again as UTF-8"
                raise DocumentError("charset", message) from error
    return None


def _decode_unmarked(data: bytes) -> str:
    text = _try(data, "utf-8")
    if text is not None and "\0" not in text[:_SAMPLE]:
        return text
    # charset-normalizer was measured on fragments of the seeds: it misses 8 % of six characters of Big5, some of 200
    # characters of traditional GB18030, and gives up on 4 MB of GB18030. Common characters decide all of them.
    # "gb2312" and "gbk" files are read as GB18030, their superset: the label is often too narrow for the text.
    encodings = ["gb18030", "big5hkscs", "utf-16-le", "utf-16-be"]
    if b"\0" in data[:_SAMPLE]:
        del encodings[:2]
    decoded = [text for encoding in encodings if (text := _try(data, encoding)) is not None]
    best = max(decoded, key=_share_of_common, default="")
    if _share_of_common(best) >= _PLAUSIBLE:
        return best
    if b"\0" in data:
        raise DocumentError("binary", "it holds NUL bytes, not text: save it as text, .docx or PDF")
    raise DocumentError("charset", "it is neither UTF-8, UTF-16, GB18030 nor Big5: save it again as UTF-8")


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _share_of_common(text: str) -> float:
    sample = text[:_SAMPLE]
    return sum(map(_common().__contains__, sample)) / len(sample) if sample else 0.0


@cache
def _common() -> frozenset[str]:
    """ASCII, Chinese punctuation, and the 3,755 everyday characters of GB 2312's first level in both scripts."""
    cells = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    simplified = b"".join(cells).decode("gb2312", errors="ignore")
    punctuation = "".join(map(chr, (*range(0x09, 0x0E), *range(0x20, 0x7F), *range(0x2010, 0x2027), 0xA0, 0xB7)))
    full_width = "".join(map(chr, (*range(0x3000, 0x3003), *range(0x3008, 0x3012), *range(0xFF01, 0xFF5F))))
    both = simplified + OpenCC("s2t").convert(simplified) + OpenCC("s2hk").convert(simplified)
    return frozenset(both + punctuation + full_width)

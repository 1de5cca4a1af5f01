"""A file to a Document, in the order of this folder's modules."""

import hashlib
import stat
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from govgraph.corpus.charset import decode
from govgraph.corpus.cleaning import clean
from govgraph.corpus.files import SourceFile
from govgraph.corpus.sections import divide
from govgraph.errors import DocumentError
from govgraph.model import Document

#: Bytes to text by the file's ending. Files of other endings, named themselves, are read like ``.txt``.
READERS: dict[str, Callable[[bytes], str]] = {
    "": decode,
    ".txt": decode,
    ".text": decode,
    ".md": decode,
}

#: The longest article measured has 0.1 MB. A file of 8 MiB is a dump of many, and belongs split by article.
LARGEST = 8 * 1024 * 1024


class RawText(NamedTuple):
    """A file's text as it was read, before any cleaning, and what its bytes are known by."""

    text: str
    sha256: str


def read_raw(file: SourceFile) -> RawText:
    """Read one file and decode it.

    Raises:
        DocumentError: ``unreadable``, ``too-large``, ``empty``, ``binary`` or ``charset``.
    """
    return _decode(file.name, _read_bytes(file.path))


def read_document(file: SourceFile) -> Document:
    """Read, clean and divide one file.

    Raises:
        DocumentError: ``unreadable``, ``too-large``, ``empty``, ``binary`` or ``charset``.
    """
    return parse_document(file.name, _read_bytes(file.path), file.id)


def parse_document(name: str, data: bytes, id_: str = "") -> Document:
    """Clean and divide the bytes of a file of this name, wherever they were read; its id is its stem unless given.

    Raises:
        DocumentError: ``empty``, ``binary`` or ``charset``.
    """
    raw, sha256 = _decode(name, data)
    cleaned = clean(raw)
    if not cleaned.text:
        raise DocumentError("empty", "it holds no text")
    stem = PurePosixPath(name).stem
    blocks, sections = divide(cleaned.text, stem)
    return Document(
        id=id_ or stem,
        path=name,
        sha256=sha256,
        raw=raw,
        text=cleaned.text,
        origin=cleaned.origin,
        blocks=blocks,
        sections=sections,
    )


def check_size(size: int) -> None:
    """Whether a file of so many bytes is read at all.

    Raises:
        DocumentError: ``too-large``.
    """
    if size > LARGEST:
        mebibytes, most = size / 2**20, LARGEST // 2**20
        raise DocumentError("too-large", f"it has {mebibytes:.0f} MiB, more than {most}: split it by article")


def _decode(name: str, data: bytes) -> RawText:
    if not data.strip():
        raise DocumentError("empty", "it is empty")
    text = READERS.get(PurePosixPath(name).suffix.lower(), decode)(data)
    return RawText(text, hashlib.sha256(data).hexdigest())


def _read_bytes(path: Path) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # a pipe would be waited for without end
            kind = "a folder that cannot be listed" if stat.S_ISDIR(status.st_mode) else "no ordinary file"
            raise DocumentError("unreadable", f"it is {kind}: check its permissions and what it links to")
        check_size(status.st_size)
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DocumentError("unreadable", f"it cannot be read ({reason}): check its permissions") from error

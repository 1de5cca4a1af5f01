"""A file to a Document, in the order of this folder's modules."""

import hashlib
import stat
from dataclasses import replace
from pathlib import PurePosixPath
from typing import NamedTuple

from govgraph.corpus.cleaning import clean
from govgraph.corpus.files import SourceFile
from govgraph.corpus.formats import FORMATS, check_size, tell_format, too_large
from govgraph.corpus.given import NOTHING, Given, Parsed
from govgraph.corpus.sections import divide
from govgraph.errors import DocumentError
from govgraph.model import Document


class RawText(NamedTuple):
    """A file's text as it was read, before any cleaning, and what its bytes are known by."""

    text: str
    sha256: str


def read_raw(file: SourceFile) -> RawText:
    """Read one file and decode it.

    Raises:
        DocumentError: ``unreadable``, ``too-large``, ``empty``, ``binary``, ``charset``, or what its format adds.
    """
    data = _read_bytes(file)
    return RawText(_parse(file.name, data).text, hashlib.sha256(data).hexdigest())


def read_document(file: SourceFile) -> Document:
    """Read, clean and divide one file.

    Raises:
        DocumentError: as ``read_raw``.
    """
    return parse_document(file.name, _read_bytes(file), file.id, file.given)


def parse_document(name: str, data: bytes, id_: str = "", given: Given = NOTHING) -> Document:
    """Clean and divide the bytes of a file of this name, wherever they were read; its id is its stem unless given.

    What is ``given`` of an article goes before what its text says, and that before what its file tells.

    Raises:
        DocumentError: ``empty``, ``too-large``, ``binary``, ``charset``, or what its format adds.
    """
    raw, told = _parse(name, data)
    cleaned = clean(raw)
    if not cleaned.text:
        raise DocumentError("empty", "it holds no text of an article: look whether it is one")
    stem = PurePosixPath(name).stem
    blocks, sections = divide(cleaned.text, "" if told.published else stem)
    if sections:
        first = sections[0]
        sections = (
            replace(
                first,
                title=given.title or first.title or told.title,
                published=given.published or first.published or told.published,
                source=given.source or first.source or told.source,
            ),
            *sections[1:],
        )
    return Document(
        id=id_ or stem,
        path=name,
        sha256=hashlib.sha256(data).hexdigest(),
        raw=raw,
        text=cleaned.text,
        origin=cleaned.origin,
        blocks=blocks,
        sections=sections,
        url=given.url or told.url,
    )


def _parse(name: str, data: bytes) -> Parsed:
    if not data.strip():
        raise DocumentError("empty", "it is empty: fetch or save it anew")
    found = tell_format(name, data)
    if len(data) > found.largest:
        raise too_large(len(data), found.largest)
    parsed = found.read(data)
    if len(parsed.text) > FORMATS[-1].largest:
        raise too_large(len(parsed.text), FORMATS[-1].largest)
    return parsed


def _read_bytes(file: SourceFile) -> bytes:
    if file.fault:
        raise DocumentError(*file.fault)
    try:
        status = file.path.stat()
        if not stat.S_ISREG(status.st_mode):  # a pipe would be waited for without end
            kind = "a folder that cannot be listed" if stat.S_ISDIR(status.st_mode) else "no ordinary file"
            raise DocumentError("unreadable", f"it is {kind}: check its permissions and what it links to")
        check_size(status.st_size, file.name)
        return file.path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DocumentError("unreadable", f"it cannot be read ({reason}): check its permissions") from error

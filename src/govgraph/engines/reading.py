"""One article to what it says, or to why it gave nothing: its faults take no other article with it."""

from collections.abc import Callable

from govgraph.cache import ExtractionCache
from govgraph.corpus import SourceFile, parse_document, read_document
from govgraph.errors import DocumentError, SetupError
from govgraph.link import extract_document
from govgraph.model import Document, Extraction
from govgraph.reports import Skipped


def read_file(
    source: SourceFile, *, mask_private: bool = False, debug: bool = False
) -> tuple[Document, Extraction] | Skipped:
    """A file's document and what it says, with ``mask_private`` without the names of private persons.

    Raises:
        SetupError: a word list is broken.
        Exception: ``debug`` is set and govgraph itself or a user's extractor failed.
    """
    return _attempt(source.name, lambda: read_document(source), mask_private, debug)


def read_content(
    name: str, data: bytes, id_: str = "", *, mask_private: bool = False, debug: bool = False
) -> tuple[Document, Extraction] | Skipped:
    """The same of a file whose bytes are at hand, its id its stem unless given; it raises the same."""
    return _attempt(name, lambda: parse_document(name, data, id_), mask_private, debug)


def read_again(
    source: SourceFile, sha256: str, cache: ExtractionCache, *, mask_private: bool = False, may_read: bool = True
) -> Extraction:
    """What a file of this SHA-256 says, out of the cache where it was kept, or else read anew if it may be.

    Raises:
        SetupError: it has changed since, or may not be read again.
    """
    known = cache.recall(source, sha256)
    if known is None and may_read:
        result = read_file(source, mask_private=mask_private)
        if not isinstance(result, Skipped) and result[1].document.sha256 == sha256:
            cache.keep(source, known := result[1])
    if known is None:
        raise SetupError(f"{source.name}, or what is kept of it, changed while the build ran. Run the command again.")
    return known


def _attempt(
    name: str, read: Callable[[], Document], mask_private: bool, debug: bool
) -> tuple[Document, Extraction] | Skipped:
    try:
        document = read()
        return document, extract_document(document, mask_private=mask_private)
    except DocumentError as error:
        if debug and error.reason == "extractor":
            raise
        return Skipped(name, error.reason, str(error))
    except SetupError:
        raise
    except MemoryError:
        return Skipped(name, "internal", "reading it took more memory than there is: split it")
    except Exception as error:
        if debug:
            raise
        return Skipped(name, "internal", f"govgraph itself failed on it ({type(error).__name__}: {error})")

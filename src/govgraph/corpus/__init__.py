"""Stage 1 of 7: Path -> Document.

    files ─▶ charset ─▶ cleaning ─────────────────────────▶ sections ─▶ blocks ─▶ metadata
    SourceFile  raw     text, origin                        articles    kinds     title, date, source, byline
                        characters, pinyin, script, spaces              paragraphs, boilerplate

``readers`` runs these in order. What is language and not form stands in ``lexicon/boilerplate.yaml`` and
``lexicon/script.yaml``.
"""

from govgraph.corpus.charset import decode
from govgraph.corpus.files import SourceFile, find_files, identify, is_article, is_empty
from govgraph.corpus.readers import READERS, RawText, check_size, parse_document, read_document, read_raw

__all__ = [
    "READERS",
    "RawText",
    "SourceFile",
    "check_size",
    "decode",
    "find_files",
    "identify",
    "is_article",
    "is_empty",
    "parse_document",
    "read_document",
    "read_raw",
]

"""Stage 1 of 7: Path -> Document.

    files ─▶ unpacking ─▶ formats ─▶ cleaning ──────────────────────▶ sections ─▶ blocks ─▶ metadata
    SourceFile            raw, told  text, origin                     articles    kinds     title, date, source, byline
             containers,  pages,     characters, pinyin, script, spaces           paragraphs, boilerplate
             archives,    papers,
             crawls,      charset
             tables

``readers`` runs these in order. What is language and not form stands in ``lexicon/boilerplate.yaml`` and
``lexicon/script.yaml``.
"""

from govgraph.corpus.charset import decode
from govgraph.corpus.files import SourceFile, find_files, identify, is_article, is_empty
from govgraph.corpus.formats import check_size
from govgraph.corpus.readers import RawText, parse_document, read_document, read_raw
from govgraph.corpus.tables import COLUMNS
from govgraph.corpus.unpacking import keep_input, unpack

__all__ = [
    "COLUMNS",
    "RawText",
    "SourceFile",
    "check_size",
    "decode",
    "find_files",
    "identify",
    "is_article",
    "is_empty",
    "keep_input",
    "parse_document",
    "read_document",
    "read_raw",
    "unpack",
]

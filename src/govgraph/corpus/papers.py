"""Office and print files to text: .docx, .pdf with a text layer, Markdown."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date
from typing import IO, TYPE_CHECKING
from unicodedata import east_asian_width

import yaml

from govgraph.corpus.charset import decode
from govgraph.corpus.given import NOTHING, Given, Parsed, read_day, web_address
from govgraph.errors import DocumentError

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from markdown_it.token import Token

#: Bytes that a .docx may unpack to: its pictures count too.
_MOST_UNPACKED = 256 * 1024 * 1024
#: Of a PDF; the longest yearbook has fewer.
_MOST_PAGES = 3_000
_CHINESE = re.compile("[\u3400-\u9fff]")
#: A last line that is shorter than the column by so much (a Chinese character counts two) ends its paragraph.
_LEAST_SHORT = 5
_PAGE_NUMBER = re.compile(r"[-—–·第 ]*\d{1,4}[-—–·页 ]*")
_FRONT = re.compile(r"\A---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
#: What comes of python-docx where bytes or elements are not what it takes them for.
_MISLED = (
    LookupError, ValueError, SyntaxError, OSError, EOFError, RuntimeError, AttributeError, TypeError, zlib.error,
)  # fmt: skip


def is_docx(stream: IO[bytes]) -> bool:
    """Whether an archive is a text of Word."""
    try:
        with zipfile.ZipFile(stream) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def read_docx(data: bytes) -> Parsed:
    """The paragraphs and tables of a text of Word, a line each.

    Raises:
        DocumentError: ``damaged`` or ``too-large``.
    """
    from docx import Document
    from docx.opc.exceptions import OpcError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _MOST_UNPACKED:
                raise DocumentError("too-large", f"it unpacks to more than {_MOST_UNPACKED >> 20} MiB: save it anew")
        document = Document(io.BytesIO(data))
        lines = list(_docx_lines(document))
        title = document.core_properties.title or None
    except DocumentError:
        raise
    except (OpcError, zipfile.BadZipFile, *_MISLED) as error:
        raise DocumentError("damaged", "it is no whole .docx: open it in an office program and save it anew") from error
    return Parsed("\n".join(lines), Given(title=title if title and lines and title in lines[0] else None))


def _docx_lines(document: "WordDocument") -> Iterator[str]:
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield "\u3000".join(dict.fromkeys(cell.text.replace("\n", " ") for cell in row.cells))
        else:
            yield block.text


def read_pdf(data: bytes) -> Parsed:
    """The text layer of a PDF, page after page, the lines as they are printed.

    Raises:
        DocumentError: ``damaged``, ``encrypted``, ``too-large``, or ``scanned`` where there is no text layer.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise DocumentError("encrypted", "it asks for a password: save it without one") from error
        raise DocumentError("damaged", "it is no whole PDF: fetch it anew") from error
    try:
        if len(document) > _MOST_PAGES:
            raise DocumentError("too-large", f"it has {len(document)} pages, more than {_MOST_PAGES}: split it")
        pages = [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise DocumentError("damaged", "a page of it cannot be read: fetch it anew") from error
    finally:
        document.close()
    text = join_lines([line for page in pages for line in _print_lines(page)])
    if not _CHINESE.search(text):
        raise DocumentError("scanned", "it has no Chinese text layer: have its pages recognised (OCR) and save that")
    return Parsed(text)


def _print_lines(page: str) -> list[str]:
    """The lines of a page without its number, above or below."""
    lines = [line.strip() for line in page.replace("\ufffe", "").splitlines() if line.strip()]
    if lines and _PAGE_NUMBER.fullmatch(lines[-1]):
        lines.pop()
    if lines and _PAGE_NUMBER.fullmatch(lines[0]):
        lines.pop(0)
    return lines


def join_lines(lines: Sequence[str]) -> str:
    r"""Printed lines as paragraphs: a line that reaches the edge goes on in the next one.

    >>> join_lines(["题目", "市委推进项目建设，帮助企", "业解决困难。", "会议要求，各部门要抓好落", "实。"])
    '题目\n市委推进项目建设，帮助企业解决困难。\n会议要求，各部门要抓好落实。'
    """
    widths = [sum(2 if east_asian_width(char) in "WFA" else 1 for char in line) for line in lines]
    # Titles are wider than the column, if few; a mark that may not begin a line is moved, with what stands before it.
    edge = sorted(widths)[-1 - len(widths) // 10] - _LEAST_SHORT if lines else 0
    text = ""
    for line, width in zip(lines, widths, strict=True):
        text += line
        if width < edge:
            text += "\n"
        elif line[-1].isascii() and line[-1].isalnum():
            text += " "
    return text.rstrip()


def read_markdown(data: bytes) -> Parsed:
    """Markdown without its marks; what stands in a block of YAML before it is told of the article.

    Raises:
        DocumentError: ``binary`` or ``charset``.
    """
    from markdown_it import MarkdownIt

    text = decode(data)
    told = NOTHING
    if front := _FRONT.match(text):
        told = _read_front(front[1])
        text = text[front.end() :]
    tokens = MarkdownIt("commonmark", {"maxNesting": 50}).enable("table").parse(text)
    lines: list[str] = []
    cells: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells is not None:
            lines.append("\u3000".join(cells))
            cells = None
        elif token.type == "inline":
            (lines if cells is None else cells).append(_join_inline(token.children or []))
        elif token.type in ("fence", "code_block"):
            lines.append(token.content.rstrip("\n"))
    body = "\n".join(lines)
    if told.title and not body.startswith(told.title):
        body = f"{told.title}\n{body}"
    return Parsed(body, told)


def _join_inline(tokens: Sequence["Token"]) -> str:
    breaks = {"softbreak": "\n", "hardbreak": "\n"}
    kept = ("text", "code_inline")
    return "".join(token.content if token.type in kept else breaks.get(token.type, "") for token in tokens)


def _read_front(text: str) -> Given:
    try:
        values = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return NOTHING
    listed = values.items() if isinstance(values, dict) else ()
    # Only what is plain: a list of lists of lists through references is large once it is written out.
    told = {str(key).lower(): str(value) for key, value in listed if isinstance(value, str | int | date)}
    return Given(
        title=told.get("title") or told.get("标题"),
        published=read_day(told.get("date") or told.get("published") or told.get("日期") or ""),
        source=told.get("source") or told.get("来源"),
        url=web_address(told.get("url") or told.get("link")),
    )

"""An Excel workbook for people: names beside ids, real numbers and days, and the sentence of each statement.

XlsxWriter writes it row by row: of 100,000 rows it took half the time and half the memory of openpyxl's write-only
mode, and openpyxl puts the time of day into the file.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import IO, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from govgraph import ontology
from govgraph.exports.reading import BuildReader
from govgraph.exports.texts import fit_text
from govgraph.graph.summaries import plain_number
from govgraph.graph.view import Quote, quote_statements
from govgraph.model import Graph, GraphEvidence, Node, SourceInfo
from govgraph.write.files import replace_file
from govgraph.write.tables import SCHEMAS

#: Excel's own limits: rows of a sheet with its header, UTF-16 units of a cell, digits of a number, its first day,
#: links of a sheet and characters of a link.
MOST_ROWS = 1_048_576
MOST_TEXT = 32_767
_MOST_DIGITS = 15
_FIRST_DAY = date(1900, 3, 1)  # before it Excel counts a day that never was
_MOST_LINKS = 65_530
_MOST_ADDRESS = 2_079

_CUT = "…"
_CREATED = datetime(2000, 1, 1)

Value = str | int | float | date | bool | None


class _Column(NamedTuple):
    heading: str
    width: int


_SENTENCE = (_Column("原文 sentence", 80), _Column("文章 article", 40), _Column("日期 published", 12))
_WEIGHT = (_Column("置信度 confidence", 12), _Column("文章数 support", 10))
_ENTITIES = (
    _Column("类型 type", 24),
    _Column("名称 name", 32),
    _Column("别名 aliases", 40),
    _Column("种类 kind", 28),
    _Column("代码 code", 14),
    _Column("文章数 documents", 12),
    _Column("提及数 mentions", 12),
    _Column("已更正 corrected", 12),
    _Column("标识 id", 36),
)
_RELATIONS = (
    _Column("主体 subject", 32),
    _Column("关系 predicate", 24),
    _Column("对象 object", 32),
    *_WEIGHT,
    _Column("依据 basis", 14),
    _Column("来源 source", 24),
    *_SENTENCE,
    _Column("主体标识 subject id", 36),
    _Column("对象标识 object id", 36),
    _Column("标识 id", 36),
)
_POSTS = (
    _Column("姓名 name", 14),
    _Column("职务 role", 24),
    _Column("单位 of", 32),
    *_WEIGHT,
    *_SENTENCE,
    _Column("人员标识 person", 36),
    _Column("单位标识 of id", 36),
    _Column("标识 id", 36),
)
_FIGURES = (
    _Column("主体 subject", 32),
    _Column("指标 indicator", 28),
    _Column("数值 value", 14),
    _Column("单位 unit", 10),
    _Column("限定 bound", 14),
    _Column("时段 period", 16),
    _Column("起 period start", 12),
    _Column("止 period end", 12),
    _Column("换算值 normalised value", 18),
    _Column("换算单位 normalised unit", 16),
    *_WEIGHT,
    *_SENTENCE,
    _Column("主体标识 subject id", 36),
    _Column("标识 id", 36),
)
_EVIDENCE = (
    _Column("陈述标识 statement", 36),
    _Column("原文 text", 80),
    _Column("文章 article", 40),
    _Column("规则 rule", 24),
    _Column("置信度 confidence", 12),
    _Column("起 start", 10),
    _Column("止 end", 10),
    _Column("文章标识 document", 36),
)
_ARTICLES = (
    _Column("标题 title", 60),
    _Column("日期 published", 12),
    _Column("来源 source", 24),
    _Column("网址 url", 40),
    _Column("文件 path", 40),
    _Column("字数 characters", 10),
    _Column("转载自 reprint of", 36),
    _Column("标识 id", 36),
)


def write_workbook(build: BuildReader, path: Path) -> Sequence[str]:
    """Write an Excel workbook: entities, relations, posts, figures, evidence and articles.

    Relations, posts and figures have their surest sentence beside them; ``evidence`` has all. Every text is a text,
    whatever it begins with. Rows beyond Excel's limit go on in further sheets; a text beyond it is cut.

    Returns:
        What the user should know.
    """
    with replace_file(path) as beside, beside.open("wb") as file:
        book = _Book(file)
        try:
            _fill(book, build)
        finally:
            book.close()
    return tuple(book.notes())


def _fill(book: "_Book", build: BuildReader) -> None:
    entities, relations = book.add("实体 entities", _ENTITIES), book.add("关系 relations", _RELATIONS)
    posts, figures = book.add("职务 posts", _POSTS), book.add("数字 figures", _FIGURES)
    evidence, articles = book.add("证据 evidence", _EVIDENCE), book.add("文章 articles", _ARTICLES)
    documents = {document.id: document for document in build.documents()}
    names = _Names(build)
    for part in build.parts():
        entities.write(_entity_rows(part.nodes))
        ends = names.find(row.object for row in part.relations)
        known = {node.id: node.name for node in part.nodes} | ends
        told = {id_: _show(quote) for id_, quote in quote_statements(part.evidence, documents).items()}
        relations.write(_relation_rows(part, known, told))
        posts.write(_post_rows(part, known, told))
        figures.write(_figure_rows(part, known, told))
        evidence.write(_evidence_rows(part.evidence, documents))
    originals = {reprint.document: reprint.of for reprint in build.reprints()}
    articles.write(_article_rows(documents, originals))


class _Names:
    """The names of all entities, for the ends of relations: kept in Arrow, where a million take some 80 MB."""

    def __init__(self, build: BuildReader) -> None:
        none = pa.schema([SCHEMAS["entities"].field(name) for name in ("id", "name")]).empty_table()
        table = pa.concat_tables([none, *build.batches("entities", ("id", "name"))]).combine_chunks()
        self._ids, self._names = table["id"], table["name"]

    def find(self, ids: Iterable[str]) -> dict[str, str]:
        """The names by id."""
        wanted = sorted(set(ids))
        found = self._names.take(pc.index_in(pa.array(wanted, pa.string()), value_set=self._ids))
        return dict(zip(wanted, found.to_pylist(), strict=True))


_Quotes = Mapping[str, tuple[Value, ...]]
_NOWHERE: tuple[Value, ...] = (None, None, None)


def _show(quote: Quote) -> tuple[Value, ...]:
    return quote.sentence, quote.title or quote.article, quote.published


def _title(id_: str, documents: Mapping[str, SourceInfo]) -> str:
    return (documents[id_].title if id_ in documents else None) or id_


def _call(term: str, prefix: str = "") -> str:
    """A term of the ontology in both languages."""
    name = prefix + term.capitalize() if prefix else term
    return f"{ontology.label(name, 'zh')} {term}"


def _entity_rows(nodes: Sequence[Node]) -> Iterator[Sequence[Value]]:
    for node in nodes:
        kind = _call(node.kind) if node.kind else None
        aliases = " | ".join(node.aliases) or None
        counts = node.documents, node.mentions, node.corrected
        yield _call(node.type), node.name, aliases, kind, node.code, *counts, node.id


def _relation_rows(part: Graph, names: Mapping[str, str], told: _Quotes) -> Iterator[Sequence[Value]]:
    for row in part.relations:
        said = names[row.subject], _call(row.predicate), names[row.object], row.confidence, row.support
        basis = _call(row.basis, "basis"), row.source, *told.get(row.id, _NOWHERE)
        yield *said, *basis, row.subject, row.object, row.id


def _post_rows(part: Graph, names: Mapping[str, str], told: _Quotes) -> Iterator[Sequence[Value]]:
    for row in part.posts:
        said = row.name, row.role, names[row.of], row.confidence, row.support
        yield *said, *told.get(row.id, _NOWHERE), row.person, row.of, row.id


def _figure_rows(part: Graph, names: Mapping[str, str], told: _Quotes) -> Iterator[Sequence[Value]]:
    for row in part.measures:
        unit = ontology.units().get(row.unit)
        said = names[row.subject], row.indicator, _number(row.value), row.unit, _call(row.bound, "bound")
        period = row.period, row.period_start, row.period_end
        normal = (_number(ontology.normalise(row.value, unit)), unit.qudt) if unit else (None, None)
        yield *said, *period, *normal, row.confidence, row.support, *told.get(row.id, _NOWHERE), row.subject, row.id


def _evidence_rows(rows: Sequence[GraphEvidence], documents: Mapping[str, SourceInfo]) -> Iterator[Sequence[Value]]:
    for row in rows:
        title = _title(row.document, documents)
        yield row.statement, row.text, title, row.rule, row.confidence, row.start, row.end, row.document


def _article_rows(documents: Mapping[str, SourceInfo], originals: Mapping[str, str]) -> Iterator[Sequence[Value]]:
    for row in documents.values():
        where = row.source, row.url, row.path, row.characters
        yield row.title, row.published, *where, originals.get(row.id), row.id


def _number(value: Decimal) -> float | str:
    """A number; one of more digits than Excel keeps as the text of them all."""
    digits = plain_number(value)
    return float(value) if len(digits.lstrip("-").replace(".", "").strip("0")) <= _MOST_DIGITS else digits


class _Book:
    """The workbook, and what its user should know of it."""

    def __init__(self, file: IO[bytes]) -> None:
        self.book = xlsxwriter.Workbook(file, {"constant_memory": True})
        self.book.set_properties({"created": _CREATED})
        self.book.use_zip64()
        self.day = self.book.add_format({"num_format": "yyyy-mm-dd"})
        self.link = self.book.get_default_url_format()
        self.header = self.book.add_format({"bold": True, "bottom": 1})
        self.cut = self.unlinked = 0
        self._tables: list[_Table] = []

    def add(self, title: str, columns: Sequence[_Column]) -> "_Table":
        """A table, which begins on a sheet of its own."""
        self._tables.append(_Table(self, title, columns))
        return self._tables[-1]

    def close(self) -> None:
        for table in self._tables:
            table.finish()
        try:
            self.book.close()
        except FileCreateError as error:
            raise error.args[0] from error

    def notes(self) -> Iterator[str]:
        for table in self._tables:
            if table.sheets > 1:
                yield f"“{table.title}” has more rows than a sheet of Excel can hold: it takes {table.sheets} sheets."
        if self.cut:
            yield (
                f"Texts longer than the {MOST_TEXT:,} characters of a cell: {self.cut:,}. They end in {_CUT}; "
                "--to parquet and --to csv have them whole."
            )
        if self.unlinked:
            yield f"Addresses beyond the {_MOST_LINKS:,} links of a sheet: {self.unlinked:,}. They are plain text."


class _Table:
    """Rows under a header, on as many sheets as they need."""

    def __init__(self, book: _Book, title: str, columns: Sequence[_Column]) -> None:
        self.title = title
        self.sheets = 0
        self._book, self._columns = book, columns
        self._begin()

    def write(self, rows: Iterator[Sequence[Value]]) -> None:
        for row in rows:
            if self._rows == MOST_ROWS:
                self.finish()
                self._begin()
            for column, value in enumerate(row):
                self._write(column, value)
            self._rows += 1

    def finish(self) -> None:
        """Put the filter over all rows of the sheet."""
        self._sheet.autofilter(0, 0, self._rows - 1, len(self._columns) - 1)

    def _begin(self) -> None:
        self.sheets += 1
        title = self.title if self.sheets == 1 else f"{self.title} {self.sheets}"
        sheet: Worksheet = self._book.book.add_worksheet(title)
        sheet.freeze_panes(1, 0)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})  # codes are no numbers
        for number, column in enumerate(self._columns):
            sheet.set_column(number, number, column.width)
        for number, column in enumerate(self._columns):
            sheet.write_string(0, number, column.heading, self._book.header)
        self._sheet, self._rows, self._links = sheet, 1, 0

    def _write(self, column: int, value: Value) -> None:
        match value:
            case None | "":
                return
            case bool():
                self._sheet.write_boolean(self._rows, column, value)
            case str():
                self._write_text(column, value)
            case date() if value >= _FIRST_DAY:
                self._sheet.write_datetime(self._rows, column, value, self._book.day)
            case date():
                self._sheet.write_string(self._rows, column, value.isoformat())
            case _:
                self._sheet.write_number(self._rows, column, value)

    def _write_text(self, column: int, value: str) -> None:
        text = fit_text(value)
        if _is_address(text):
            if self._links < _MOST_LINKS:
                self._links += 1
                self._sheet.write_url(self._rows, column, text, self._book.link, text)
                return
            self._book.unlinked += 1
        if _width(text) > MOST_TEXT:
            self._book.cut += 1
            text = _shorten(text)
        self._sheet.write_string(self._rows, column, text)


def _is_address(text: str) -> bool:
    return re.fullmatch(r"https?://[!-~]+", text) is not None and len(text) <= _MOST_ADDRESS


def _width(text: str) -> int:
    """The text's length as Excel counts it: a character beyond the first 65,536 is two."""
    return len(text) if len(text) < MOST_TEXT // 2 else len(text.encode("utf-16-le")) // 2


def _shorten(text: str) -> str:
    return text.encode("utf-16-le")[: 2 * (MOST_TEXT - 1)].decode("utf-16-le", errors="ignore") + _CUT

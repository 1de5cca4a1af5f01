"""Tables to articles, a row each: JSON, CSV, Parquet."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import PurePosixPath
from typing import IO, Any

from govgraph.corpus.charset import tell_encoding
from govgraph.corpus.formats import FORMATS
from govgraph.corpus.given import Given, read_day, web_address
from govgraph.corpus.items import Budget, Item, count
from govgraph.errors import DocumentError

#: What a column tells, and the names that it goes by; the first that a table has is taken.
COLUMNS: dict[str, tuple[str, ...]] = {
    "text": ("text", "content", "body", "article", "正文", "内容", "全文", "文章内容", "文本", "maintext", "fulltext"),
    "html": ("html", "raw_html", "rawhtml", "page", "网页", "源码"),
    "title": ("title", "headline", "标题", "题目", "文章标题", "subject"),
    "date": (
        "date", "published", "publish_date", "pubdate", "publish_time", "publishtime", "pubtime", "published_at",
        "发布日期", "发布时间", "日期", "时间", "发表时间", "time", "datetime",
    ),
    "source": ("source", "site", "publisher", "media", "来源", "媒体", "网站", "站点", "报纸", "sitename"),
    "url": ("url", "link", "href", "链接", "网址", "地址", "文章链接"),
}  # fmt: skip

#: Characters of one row; a line that is longer is no row.
_LONGEST = FORMATS[-1].largest
#: Bytes of a file of JSON that is no list of lines, and is read whole.
_MOST_WHOLE = 64 * 1024 * 1024
#: By which the encoding and the columns of a table are told.
_HEAD = 256 * 1024
_BATCH = 256
_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"[^\"\n]{1,100}\"\s*:")
_MARKUP = re.compile(r"\s*<(?:!doctype|html|head|body|div|p|table|article|section)\b", re.IGNORECASE)


def is_json(ending: str, head: bytes) -> bool:
    """Whether a file is JSON by its ending, or begins like an object of it."""
    if ending in (".jsonl", ".ndjson", ".json"):
        return True
    return _OBJECT.match(head) is not None


def read_json(stream: IO[bytes], name: str, columns: Mapping[str, str], budget: Budget) -> Iterator[Item]:
    """An object a line, or one list of objects, or an object that holds one.

    Raises:
        DocumentError: ``damaged``, ``too-large``, ``columns``.
    """
    rows = _read_lines(stream, budget) if _has_lines(stream) else iter(_read_whole(stream, budget))
    yield from _make_items(rows, name, columns)


def _has_lines(stream: IO[bytes]) -> bool:
    """Whether the first line is an object, and not the last one: that may hold a list of them."""
    first, second = stream.readline(_LONGEST), stream.readline(_LONGEST)
    stream.seek(0)
    try:
        return bool(second.strip()) and isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _read_lines(stream: IO[bytes], budget: Budget) -> Iterator[Any]:
    lines = count(stream, budget)
    while line := lines.readline(_LONGEST + 1):
        if len(line) > _LONGEST:
            raise DocumentError("too-large", f"a line of it has more than {_LONGEST >> 20} MiB: it lists no articles")
        if line.strip():
            try:
                yield json.loads(line)
            except (ValueError, RecursionError):
                yield None


def _read_whole(stream: IO[bytes], budget: Budget) -> list[Any]:
    data = count(stream, budget).read(_MOST_WHOLE + 1)
    if len(data) > _MOST_WHOLE:
        raise DocumentError("too-large", f"it has more than {_MOST_WHOLE >> 20} MiB: write an object a line (.jsonl)")
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise DocumentError("damaged", f"it is no JSON ({error}): write an object a line (.jsonl)") from error
    if isinstance(value, dict):
        lists = [one for one in value.values() if isinstance(one, list) and one and isinstance(one[0], dict)]
        return lists[0] if lists else [value]
    return value if isinstance(value, list) else [value]


def read_csv(stream: IO[bytes], name: str, columns: Mapping[str, str], budget: Budget) -> Iterator[Item]:
    """Rows below a line with the names of the columns, between commas, semicolons, tabs or bars.

    Raises:
        DocumentError: ``damaged``, ``columns``, ``charset``, ``binary``.
    """
    head = stream.read(_HEAD)
    stream.seek(0)
    if not head.strip():
        raise DocumentError("empty", "it is empty: fetch or save it anew")
    encoding = tell_encoding(head)
    first = head.decode(encoding, errors="replace").partition("\n")[0]
    delimiter = max(",\t;|", key=lambda mark: (first.count(mark), mark == ","))
    csv.field_size_limit(_LONGEST)
    text = io.TextIOWrapper(count(stream, budget), encoding, errors="replace", newline="")
    try:
        yield from _make_items(csv.DictReader(text, delimiter=delimiter), name, columns)
    except csv.Error as error:
        raise DocumentError("damaged", f"what follows in it is no table ({error}): save it anew") from error
    finally:
        text.detach()


def read_parquet(stream: IO[bytes], name: str, columns: Mapping[str, str], budget: Budget) -> Iterator[Item]:
    """The rows of a table, some at a time.

    Raises:
        DocumentError: ``damaged`` or ``columns``.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(stream)
        named = _find_columns(tuple(file.schema_arrow.names), tuple(sorted(columns.items())))
        wanted = [file.schema_arrow.names.index(column) for column in named.values()]
        rows = _read_batches(file.iter_batches(_BATCH, columns=[file.schema_arrow.names[i] for i in wanted]), budget)
        yield from _make_items(rows, name, columns)
    except pa.ArrowException as error:
        raise DocumentError("damaged", f"it is no whole Parquet file ({error}): write it anew") from error


def _read_batches(batches: Iterable[Any], budget: Budget) -> Iterator[Any]:
    for batch in batches:
        budget.spend(batch.nbytes)
        yield from batch.to_pylist()


def _make_items(rows: Iterable[Any], name: str, columns: Mapping[str, str]) -> Iterator[Item]:
    """An article a row; its name is the number of the row below the name of the table."""
    stem = PurePosixPath(name).stem
    asked = tuple(sorted(columns.items()))
    for number, row in enumerate(rows, start=1):
        own = f"{name}/{stem}-{number}"
        if not isinstance(row, Mapping):
            yield Item(own, fault=("damaged", "this row cannot be read: write it anew"))
            continue
        named = _find_columns(tuple(str(key) for key in row if key is not None), asked)
        told = {what: _as_text(row[column]) for what, column in named.items()}
        yield _make_item(own, told)


def _make_item(name: str, told: Mapping[str, str]) -> Item:
    title = " ".join(told.get("title", "").split()) or None
    given = Given(
        title=title,
        published=read_day(told.get("date", "")),
        source=" ".join(told.get("source", "").split()) or None,
        url=web_address(told.get("url", "").strip()),
    )
    text = told.get("text", "")
    markup = told.get("html", "") if not text.strip() else text if _MARKUP.match(text) else ""
    if markup.strip():
        return Item(f"{name}.html", markup.encode("utf-8", "replace"), given)
    if not text.strip():
        return Item(name, fault=("empty", "this row holds no text: fill it, or leave it out"))
    if title and not "".join(text[: 2 * len(title)].split()).startswith("".join(title.split())):
        text = f"{title}\n{text}"
    return Item(f"{name}.txt", text.encode("utf-8", "replace"), given)


@lru_cache(maxsize=1024)
def _find_columns(names: tuple[str, ...], asked: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """The column that tells each thing: the one asked for, else the first of a known name.

    Raises:
        DocumentError: ``columns``: one asked for is not there, or none holds the articles' text.
    """
    found = {}
    spelled: dict[str, str] = {}
    for name in names:
        spelled.setdefault(name.strip().lower(), name)
    for what, column in asked:
        if column not in names:
            listed = "、".join(names[:12])
            raise DocumentError("columns", f"it has no column {column!r}, only {listed}: name another with --column")
        found[what] = column
    for what, known in COLUMNS.items():
        if what not in found and (named := [spelled[one] for one in known if one in spelled]):
            found[what] = named[0]
    if "text" not in found and "html" not in found:
        listed = "、".join(names[:12]) or "none"
        raise DocumentError(
            "columns", f"none of its columns is known to hold text ({listed}): name it with --column text=NAME"
        )
    return found


def _as_text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(map(_as_text, value))
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value.isoformat() if isinstance(value, date) else str(value)

"""Excel workbooks, opened by openpyxl: every row and cell, as text, number and day; nothing that runs."""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from govgraph.exports import BuildReader, workbooks
from govgraph.exports.texts import fit_text
from govgraph.exports.workbooks import MOST_TEXT, write_workbook
from govgraph.graph import merge
from govgraph.model import Graph
from govgraph.write import write_tables
from tests.exports.conftest import INJECTIONS
from tests.graph.articles import example

_SHEETS = ["实体 entities", "关系 relations", "职务 posts", "数字 figures", "证据 evidence", "文章 articles"]


def read(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of every sheet by the English name of the column."""
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: [
            dict(zip([str(cell.value).partition(" ")[2] for cell in sheet[1]], map(_show, row), strict=True))
            for row in sheet.iter_rows(min_row=2, values_only=True)
        ]
        for sheet in book.worksheets
    }


def _show(value: object) -> object:
    """A cell as Excel shows it: ``_x0041_`` in the file is an A, which openpyxl leaves as it is."""
    return unescape(value) if isinstance(value, str) else value


def fit(text: str | None) -> str | None:
    """A text as a cell has it; an empty one is no cell."""
    if not text:
        return None
    shown = fit_text(text)
    return shown if len(shown) <= MOST_TEXT else shown[: MOST_TEXT - 1] + "…"


def day(value: date | None) -> datetime | None:
    return datetime(value.year, value.month, value.day) if value else None


def test_openpyxl_reads_every_row(build: BuildReader, graph: Graph, tmp_path: Path) -> None:
    write_workbook(build, tmp_path / "graph.xlsx")
    sheets = read(tmp_path / "graph.xlsx")
    assert list(sheets) == _SHEETS
    entities, relations, posts, figures, evidence, articles = sheets.values()
    names = {node.id: fit(node.name) for node in graph.nodes}
    titles = {document.id: document for document in graph.documents}
    assert [_pick(row, "id name code documents mentions corrected aliases") for row in entities] == [
        [
            node.id,
            fit(node.name),
            node.code,
            node.documents,
            node.mentions,
            node.corrected,
            fit(" | ".join(node.aliases)),
        ]
        for node in graph.nodes
    ]
    assert all(row["type"].endswith(f" {node.type}") for row, node in zip(entities, graph.nodes, strict=True))
    assert [
        _pick(row, "id|subject|object|confidence|support|subject id|object id|source", "|") for row in relations
    ] == [
        [
            row.id,
            names[row.subject],
            names[row.object],
            row.confidence,
            row.support,
            row.subject,
            row.object,
            row.source,
        ]
        for row in graph.relations
    ]
    assert [_pick(row, "id name role of confidence support person") for row in posts] == [
        [row.id, fit(row.name), fit(row.role), names[row.of], row.confidence, row.support, row.person]
        for row in graph.posts
    ]
    assert [_pick(row, "id|subject|indicator|unit|period|period start|period end|value", "|") for row in figures] == [
        [
            *(row.id, names[row.subject], fit(row.indicator), fit(row.unit), fit(row.period)),
            *(day(row.period_start), day(row.period_end), pytest.approx(float(row.value))),
        ]
        for row in graph.measures
    ]
    said = [row for row in graph.evidence if row.rule != "mention"]
    assert [_pick(row, "statement text rule confidence start end document") for row in evidence] == [
        [row.statement, fit(row.text), row.rule, row.confidence, row.start, row.end, row.document] for row in said
    ]
    assert [_pick(row, "id title published source url path characters") for row in articles] == [
        [row.id, fit(row.title), day(row.published), fit(row.source), fit(row.url), fit(row.path), row.characters]
        for row in graph.documents
    ]
    quoted = {(row.statement, fit(row.text)) for row in said}
    for row in (*relations, *posts, *figures):
        if row["id"] in {statement for statement, _ in quoted}:
            assert (row["id"], row["sentence"]) in quoted
            assert row["article"] in {fit(one.title) or id_ for id_, one in titles.items()}
        else:
            assert row["sentence"] is row["article"] is row["published"] is None


def _pick(row: dict[str, Any], names: str, between: str = " ") -> list[Any]:
    return [row[name] for name in names.split(between)]


def test_nothing_in_it_runs_and_no_clock_is_in_it(build: BuildReader, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_workbook(build, tmp_path / f"{name}.xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    book = openpyxl.load_workbook(tmp_path / "one.xlsx")
    for sheet in book.worksheets:
        assert all(cell.data_type in "snbd" for row in sheet.iter_rows() for cell in row)
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(sheet.column_dimensions[cell.column_letter].width >= 10 for cell in sheet[1])
    with zipfile.ZipFile(tmp_path / "one.xlsx") as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert set(re.findall(rb"\d{4}-\d\d-\d\dT[^<]+", archive.read("docProps/core.xml"))) == {
            b"2000-01-01T00:00:00Z"
        }
        assert not any("vba" in name.lower() or "externalLink" in name for name in archive.namelist())


def write(graph: Graph, folder: Path) -> tuple[Path, Sequence[str]]:
    write_tables(graph, folder / "tables")
    path = folder / "graph.xlsx"
    return path, write_workbook(BuildReader(folder), path)


def test_only_addresses_are_links(tmp_path: Path) -> None:
    first = merge(example()).documents[0]
    sources = (
        *INJECTIONS,
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://例.cn/",
        "https://example.org/" + "a" * 3000,
    )
    documents = [replace(first, id=f"article:{n}", url=source) for n, source in enumerate(sources)]
    path, _ = write(Graph(documents=tuple(documents)), tmp_path)
    sheet = openpyxl.load_workbook(path)["文章 articles"]
    linked = {cell.value: cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert linked == {"https://example.org/?q=1": "https://example.org/?q=1"}


def test_figures_and_days_that_excel_cannot_hold_are_text(tmp_path: Path) -> None:
    graph = merge(example())
    base = graph.measures[0]
    values = ("0.5", "-123456789012345", "1E+30", "123456789012345678", "0.000000000000000000012")
    days = (date(2021, 2, 28), date(1900, 3, 1), date(1899, 12, 31), date(1, 1, 1), date(9999, 12, 31))
    rows = [
        replace(base, id=f"measure:{n}", value=Decimal(value), period_start=start)
        for n, (value, start) in enumerate(zip(values, days, strict=True))
    ]
    path, _ = write(replace(graph, measures=tuple(rows), evidence=()), tmp_path)
    figures = read(path)["数字 figures"]
    assert [row["value"] for row in figures] == [0.5, -123456789012345, 1e30, "123456789012345678", 1.2e-20]
    assert [row["period start"] for row in figures] == [
        day(days[0]),
        day(days[1]),
        "1899-12-31",
        "0001-01-01",
        day(days[4]),
    ]


def test_limits_of_excel_are_kept_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_ROWS", 6)
    graph = merge(example())
    long = replace(graph.documents[0], id="article:long", title="长𠮷" * 20_000)
    path, notes = write(replace(graph, documents=(*graph.documents, long)), tmp_path)
    sheets = read(path)
    parts = [title for title in sheets if title.startswith("实体 entities")]
    assert parts == ["实体 entities", *(f"实体 entities {n}" for n in range(2, len(parts) + 1))]
    assert len(parts) == -(-len(graph.nodes) // 5) > 1
    assert [row["id"] for title in parts for row in sheets[title]] == [node.id for node in graph.nodes]
    assert f"“实体 entities” has more rows than a sheet of Excel can hold: it takes {len(parts)} sheets." in notes
    title = sheets["文章 articles"][-1]["title"]
    assert title.endswith("…")
    assert MOST_TEXT - 1 <= len(title.encode("utf-16-le")) // 2 <= MOST_TEXT
    assert any("32,767 characters of a cell: 1" in note for note in notes)


def test_an_unfinished_workbook_leaves_the_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, _ = write(merge(example()), tmp_path)
    before = path.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(workbooks, "_article_rows", fail)
    with pytest.raises(OSError, match="No space left"):
        write_workbook(BuildReader(tmp_path), path)
    assert path.read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["graph.xlsx", "tables"]
    assert openpyxl.load_workbook(io.BytesIO(before)).sheetnames == _SHEETS

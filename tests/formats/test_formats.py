"""What users bring: every format and encoding says what its plain text says, and what is broken is named."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from govgraph import pipeline
from govgraph.corpus import find_files, read_raw, unpack
from govgraph.model import Extraction
from govgraph.reports import Skipped
from tests.conftest import Run
from tests.formats import made

#: Where a file says something else than the text that it was made of, and why.
DIFFERENCES = {
    # The line of author and source is broken in print, 来 and 源：今日高邮, and is no such line any more.
    "papers/2.pdf": {("Region", "高邮市")},
}


def things(extraction: Extraction) -> set[tuple[str, str]]:
    return {(entity.type, entity.name) for entity in extraction.entities}


@pytest.fixture(scope="module")
def corpus(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    folder = tmp_path_factory.mktemp("formats")
    return folder, made.make_corpus(folder, [path.read_text("utf-8") for path in sorted(seeds.iterdir())])


@pytest.fixture(scope="module")
def read(corpus: tuple[Path, dict[str, int]]) -> dict[str, Extraction]:
    results = list(pipeline.extract([corpus[0]]))
    assert [one for one in results if isinstance(one, Skipped)] == []
    return {one.document.path: one for one in results if isinstance(one, Extraction)}


def test_every_format_says_what_its_text_says(
    seeds: Path, corpus: tuple[Path, dict[str, int]], read: dict[str, Extraction]
) -> None:
    folder, told = corpus
    assert sum(path.is_file() for path in folder.rglob("*")) >= 40
    plain = [things(one) for one in pipeline.extract([seeds]) if isinstance(one, Extraction)]
    assert read.keys() == told.keys()
    others = {name: things(read[name]) ^ plain[number] for name, number in told.items()}
    assert {name: other for name, other in others.items() if other} == DIFFERENCES


def test_places_are_those_of_the_text_as_it_is_read(
    corpus: tuple[Path, dict[str, int]], read: dict[str, Extraction], tmp_path: Path
) -> None:
    sources = {source.name: source for source in unpack(find_files([corpus[0]]), tmp_path)}
    for name, extraction in read.items():
        raw = read_raw(sources[name])
        assert raw.sha256 == extraction.document.sha256
        for entity in extraction.entities:
            assert all(raw.text[at.start : at.end] == at.text for at in entity.mentions)


def test_title_day_source_and_address_are_kept(read: dict[str, Extraction]) -> None:
    row = read["tables/gbk.csv/gbk-4.txt"].document
    assert (row.published, row.source, row.url) == (date(2021, 11, 19), made.SITE, made.ADDRESS.format(3))
    assert row.title == read["tables/list.json/list-4.txt"].document.title
    page = read["crawl/small.warc/small-1.html"].document
    assert (page.source, page.url) == (made.SITE, made.ADDRESS.format(0))
    assert page.title
    assert "_" not in page.title


def test_a_page_tells_its_day_and_address_when_the_text_does_not(tmp_path: Path) -> None:
    text = "清河区推进项目建设\n清河区行政审批局推行“红色帮办”，帮助企业办理手续。"
    head = '<meta name="PubDate" content="2022-03-04 10:11"><link rel="canonical" href="https://example.gov.cn/a.html">'
    (tmp_path / "page.html").write_text(made.web_page(text, head=head), encoding="utf-8")
    linked = '<script type="application/ld+json">{"headline": "x", "datePublished": "2023-05-06T07:08"}</script>'
    (tmp_path / "linked.html").write_text(made.web_page(text, head=linked), encoding="utf-8")
    saved = "<!-- saved from url=(0030)https://example.gov.cn/b.html -->" + made.web_page(text)
    (tmp_path / "saved.html").write_text(saved, encoding="utf-8")
    found = [one.document for one in pipeline.extract([tmp_path]) if isinstance(one, Extraction)]
    linked_page, page, saved_page = found
    assert linked_page.published == date(2023, 5, 6)
    assert (page.published, page.url) == (date(2022, 3, 4), "https://example.gov.cn/a.html")
    assert saved_page.url == "https://example.gov.cn/b.html"


def test_a_build_keeps_addresses_and_articles(
    govgraph: Run, corpus: tuple[Path, dict[str, int]], tmp_path: Path
) -> None:
    output = tmp_path / "output"
    first = govgraph("build", corpus[0] / "tables", corpus[0] / "crawl", "-o", output, "--workers", "2")
    assert first.returncode == 0, first.stderr
    turtle = (output / "graph.ttl").read_text("utf-8")
    assert f'gg:url "{made.ADDRESS.format(1)}"^^xsd:anyURI' in turtle
    assert made.ADDRESS.format(1) in (output / "graph.html").read_text("utf-8")
    assert govgraph("validate", output).returncode == 0
    assert [path.name for path in output.iterdir() if path.name.startswith(".building")] == []
    before = (output / "graph.ttl").read_bytes(), (output / "graph.html").read_bytes()
    assert govgraph("build", corpus[0] / "tables", corpus[0] / "crawl", "-o", output).returncode == 0
    assert ((output / "graph.ttl").read_bytes(), (output / "graph.html").read_bytes()) == before


def test_columns_are_named_where_their_names_say_nothing(govgraph: Run, tmp_path: Path) -> None:
    rows = [{"a": "清河区行政审批局", "b": "清河区行政审批局推行“红色帮办”。", "c": "2020-01-02"}]
    (tmp_path / "x.csv").write_text(made.comma_separated(rows), encoding="utf-8")
    refused = govgraph("extract", tmp_path / "x.csv")
    assert "--column text=NAME" in refused.stderr
    result = govgraph("extract", tmp_path / "x.csv", "--column", "text=b", "--column", "date=c", "--column", "title=a")
    assert json.loads(result.stdout)["document"]["published"] == "2020-01-02"
    wrong = govgraph("extract", tmp_path / "x.csv", "--column", "text=d")
    assert "it has no column 'd', only a、b、c" in wrong.stderr
    assert "'body=b' is no WHAT=NAME" in govgraph("extract", tmp_path / "x.csv", "--column", "body=b").stderr


def test_what_is_piped_in_is_read(seeds: Path, corpus: tuple[Path, dict[str, int]], tmp_path: Path) -> None:
    lines = (corpus[0] / "tables" / "lines.jsonl").read_bytes()
    command = [sys.executable, "-m", "govgraph", "extract", "-"]
    rows = subprocess.run(command, input=lines, capture_output=True, check=True).stdout.splitlines()
    assert [json.loads(row)["document"]["path"] for row in rows] == [f"stdin/stdin-{n}.txt" for n in range(1, 6)]
    text = sorted(seeds.iterdir())[3].read_bytes()
    (row,) = subprocess.run(command, input=text, capture_output=True, check=True).stdout.splitlines()
    assert json.loads(row)["document"]["path"] == "stdin"


def broken(folder: Path, text: str) -> Iterator[tuple[str, bytes, str]]:
    """Files that cannot be used, each with the reason that must be given."""
    page = made.web_page(text).encode()
    yield "empty.pdf", b"", "empty"
    yield "cut.pdf", made.pdf(text)[:900], "damaged"
    yield "scan.pdf", made.scan(), "scanned"
    yield "cut.docx", made.word(text)[:3000], "damaged"
    yield "sheet.docx", made.zipped({"xl/workbook.xml": b"<a/>"}), "empty"
    yield "bad.docx", made.zipped({"word/document.xml": b"<a", "[Content_Types].xml": b"<b"}), "damaged"
    yield "frames.html", b'<html><frameset><frame src="content.html"></frameset></html>', "frames"
    yield "blank.html", b"<html><body><script>1</script></body></html>", "empty"
    yield "deep.html", b"<html><body>" + b"<div>" * 5_000 + text.encode() + b"</div>" * 5_000, "nested"
    yield "cut.zip", made.zipped({"a.txt": text.encode()})[:-30], "damaged"
    yield "cut.txt.gz", made.tarred({"a.txt": text.encode()})[:-400], "damaged"
    yield "cut.json", b'[{"text": "' + text.encode()[:300], "damaged"
    yield "row.jsonl", b'{"text": "' + "清河区行政审批局推行“红色帮办”。".encode() + b'"}\n{"text": \n', "damaged"
    yield "numbers.csv", b"a,b\n1,2\n", "columns"
    yield "noise.csv", b"\0\1\2" * 300, "binary"
    yield "cut.parquet", b"PAR1" + b"x" * 500, "damaged"
    yield "cut.warc", made.warc([("https://a.cn/", page, "text/html")], zipped=False)[:200], "empty"
    yield "picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary"
    yield "page.mhtml", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a--\n", "binary"


def test_what_is_broken_is_named_and_stops_nothing(seeds: Path, tmp_path: Path) -> None:
    text = sorted(seeds.iterdir())[0].read_text("utf-8")
    reasons = {}
    for name, data, reason in broken(tmp_path, text):
        (tmp_path / name).write_bytes(data)
        reasons[name] = reason
    (tmp_path / "good.html").write_text(made.web_page(text), encoding="utf-8")
    results = list(pipeline.extract([tmp_path]))
    skipped = [one for one in results if isinstance(one, Skipped)]
    found = {next(name for name in reasons if one.path.startswith(name.removesuffix(".gz"))): one for one in skipped}
    assert {name: one.reason for name, one in found.items()} == reasons
    assert all(one.message for one in skipped)
    read = {one.document.path for one in results if isinstance(one, Extraction)}
    assert read == {"good.html", "row.jsonl/row-1.txt"}


@pytest.fixture
def hostile(tmp_path: Path, seeds: Path) -> Path:
    """Files made to fill a disk or a memory, or to lead out of the folder."""
    folder = tmp_path / "hostile"
    folder.mkdir()
    text = sorted(seeds.iterdir())[3].read_bytes()
    zeros = bytes(300 * 1024 * 1024)
    (folder / "bomb.zip").write_bytes(made.zipped({"a.txt": zeros, "b.jsonl": zeros}))
    nested = {"last.txt": text}
    for level in range(6):
        nested = {f"{level}.zip": made.zipped(nested)}
    (folder / "nested.zip").write_bytes(made.zipped(nested))
    leading = {"../../../out.txt": text, "/tmp/abs.txt": text, "C:\\win.txt": text}  # noqa: S108
    (folder / "leading.zip").write_bytes(made.zipped(leading))
    for ending in ("txt", "csv", "jsonl", "zip", "html", "pdf", "parquet", "warc"):
        with (folder / f"sparse.{ending}").open("wb") as file:
            file.truncate(10 * 1024**3)
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "self.txt").symlink_to("self.txt")
    return folder


def test_hostile_files_are_bounded_and_named(govgraph: Run, hostile: Path, tmp_path: Path) -> None:
    begin = time.monotonic()
    result = govgraph("build", hostile, "-o", tmp_path / "output")
    assert time.monotonic() - begin < 60
    assert result.returncode == 0, result.stderr
    assert "Traceback" not in result.stderr
    report = json.loads((tmp_path / "output" / "report.json").read_text("utf-8"))
    reasons = {one["path"]: one["reason"] for one in report["skipped"]}
    assert reasons["bomb.zip/a.txt"] == "too-large"
    assert reasons["bomb.zip"] == "too-large"
    assert [reason for path, reason in reasons.items() if path.startswith("nested.zip")] == ["archive"]
    assert reasons["sparse.csv"] == "binary"
    assert {reasons[f"sparse.{ending}"] for ending in ("txt", "jsonl", "zip", "html", "pdf")} == {"too-large"}
    assert reasons["pipe.txt"] == reasons["self.txt"] == "unreadable"
    assert not (tmp_path / "out.txt").exists()
    turtle = (tmp_path / "output" / "graph.ttl").read_text("utf-8")
    assert all(f'gg:path "leading.zip/{name}"' in turtle for name in ("out.txt", "tmp/abs.txt", "C:/win.txt"))
    peak = max(stage["memory"] for stage in report["stages"].values())
    assert peak < 1.5e9

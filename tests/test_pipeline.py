"""The path as a whole: what depends on nothing but the input, and what a failure leaves behind."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from govgraph import pipeline
from govgraph.engines import planning
from govgraph.errors import SetupError
from govgraph.link import extract_document
from govgraph.model import Document, Extraction
from govgraph.reports import Skipped
from tests.conftest import Run


def _read_all(folder: Path) -> dict[str, bytes]:
    """Every file of a build but the report, which holds times, and what is kept for the next one."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "report.json")
    named = {path.relative_to(folder).as_posix(): path for path in files}
    return {name: path.read_bytes() for name, path in named.items() if not name.startswith(".")}


def test_order_and_hash_seed_change_nothing(govgraph: Run, seeds: Path, seed_build: Path, tmp_path: Path) -> None:
    files = sorted(seeds.iterdir(), reverse=True)
    for number, order in (("1", files), ("4242", files[2:] + files[:2])):
        result = govgraph("build", *order, "-o", tmp_path / number, env={"PYTHONHASHSEED": number})
        assert result.returncode == 0, result.stderr
        again, first = _read_all(tmp_path / number), _read_all(seed_build)
        assert sorted(again) == sorted(first)
        assert [name for name in first if again[name] != first[name]] == []


def test_place_changes_nothing(govgraph: Run, seeds: Path, seed_build: Path, tmp_path: Path) -> None:
    shutil.copytree(seeds, tmp_path / "elsewhere")
    assert govgraph("build", tmp_path / "elsewhere", "-o", tmp_path / "out").returncode == 0
    assert _read_all(tmp_path / "out") == _read_all(seed_build)


def test_offsets_recover_the_text(govgraph: Run, seeds: Path) -> None:
    """Offsets count code points of the file as it was read, in the published records."""
    records = [json.loads(line) for line in govgraph("extract", seeds).stdout.splitlines()]
    assert len(records) == 5
    for record in records:
        raw = (seeds / record["document"]["path"]).read_text(encoding="utf-8")
        spans = [mention for entity in record["entities"] for mention in entity["mentions"]]
        spans += [item["evidence"] for group in ("relations", "posts", "measures") for item in record[group]]
        assert len(spans) > 50
        assert [span for span in spans if raw[span["start"] : span["end"]] != span["text"]] == []


def test_the_report_counts_inputs_and_outputs(seeds: Path, seed_build: Path) -> None:
    report = json.loads((seed_build / "report.json").read_text(encoding="utf-8"))
    assert report["inputs"] == [str(seeds)]
    assert report["counts"]["documents"] == 5
    assert report["counts"]["skipped"] == 0
    assert report["skipped"] == []
    assert sum(report["entities"].values()) == report["counts"]["entities"] > 0
    assert sum(report["relations"].values()) == report["counts"]["relations"] > 0
    assert report["corrections"] is None
    stages = report["stages"]
    assert list(stages) == [
        "extract",
        "plan",
        "portion out",
        "merge",
        "write graph.ttl",
        "write tables",
        "write graph.html",
    ]
    assert all(stage["seconds"] >= 0 and stage["memory"] > 10_000_000 for stage in stages.values())
    assert {"govgraph", "lexicon", "python", "libraries"} == set(report["versions"])


def test_documents_come_in_the_order_of_their_names(articles: Path) -> None:
    results = list(pipeline.extract(sorted(articles.iterdir(), reverse=True)))
    paths = [result.document.path for result in results if isinstance(result, Extraction)]
    assert paths == sorted(path.name for path in articles.iterdir())


def test_the_default_corpus_is_the_seeds(seeds: Path) -> None:
    assert pipeline.default_corpus() == seeds


def test_a_failed_build_leaves_the_last_one(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline.build([articles], tmp_path)
    before = _read_all(tmp_path)

    def fail(path: Path, *_: object) -> None:
        (path / "entities.parquet").write_text("half of it", encoding="utf-8")
        raise OSError("No space left on device")

    monkeypatch.setattr(pipeline, "assemble_tables", fail)
    with pytest.raises(OSError, match="No space left"):
        pipeline.build([articles], tmp_path)
    assert _read_all(tmp_path) == before


def _readings(page: Path) -> dict[str, tuple[bool, str]]:
    """By title, whether a page has an article whole, and what it has of its text."""
    html = page.read_text(encoding="utf-8")

    def read(name: str) -> Any:
        found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', html, re.S)
        assert found
        return json.loads(found[1])

    data = read("graph-data")
    rows = [row for number in range(len(data["blocks"]["reading"])) for row in read(f"block-reading-{number}")]
    titles = data["articles"]["title"]
    return {
        title: (row["whole"], "".join(text for _, text in row["text"])) for title, row in zip(titles, rows, strict=True)
    }


def test_the_page_has_the_articles_whole(seeds: Path, seed_build: Path) -> None:
    readings = _readings(seed_build / "graph.html")
    raw = {path.read_text(encoding="utf-8") for path in seeds.iterdir()}
    # One file holds two articles.
    assert {text for text in raw if not any(part in text for _, part in readings.values())} == set()
    assert sum(len(text) for _, text in readings.values()) == sum(map(len, raw))
    assert all(whole for whole, _ in readings.values())


def test_a_file_changed_or_gone_since_it_was_read_is_not_shown_whole(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(articles, tmp_path / "articles")
    changed, gone, same = sorted((tmp_path / "articles").iterdir())
    make_plan = vars(planning)["make_plan"]

    def change_meanwhile(*args: Any, **options: Any) -> Any:
        changed.write_text("此后改写。" + changed.read_text(encoding="utf-8"), encoding="utf-8")
        gone.unlink()
        return make_plan(*args, **options)

    monkeypatch.setattr(planning, "make_plan", change_meanwhile)
    pipeline.build([tmp_path / "articles"], tmp_path / "output")
    readings = list(_readings(tmp_path / "output" / "graph.html").values())
    assert [whole for whole, _ in readings] == [False, False, True]
    assert readings[2][1] == same.read_text(encoding="utf-8")
    assert all(text and "此后改写" not in text for _, text in readings[:2])


def test_nothing_to_build_leaves_the_last_one(articles: Path, tmp_path: Path) -> None:
    output, plain = tmp_path / "output", tmp_path / "plain.txt"
    pipeline.build([articles], output)
    before = _read_all(output) | {"report.json": (output / "report.json").read_bytes()}
    plain.write_text("今天天气很好，大家都很高兴。\n", encoding="utf-8")
    with pytest.raises(SetupError, match=r"plain\.txt"):
        pipeline.build([plain], output)
    assert _read_all(output) | {"report.json": (output / "report.json").read_bytes()} == before


def test_one_failing_document_takes_no_other_with_it(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail_on_one(document: Document, **_: object) -> Extraction:
        if document.path.startswith("rugao"):
            raise KeyError("made for this test")
        return extract_document(document)

    monkeypatch.setattr("govgraph.engines.reading.extract_document", fail_on_one)
    results = list(pipeline.extract([articles]))
    assert [type(result) for result in results] == [Extraction, Extraction, Skipped]
    assert isinstance(results[-1], Skipped)
    assert results[-1].reason == "internal"
    with pytest.raises(KeyError):
        list(pipeline.extract([articles], debug=True))

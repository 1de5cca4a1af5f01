"""What is kept from build to build changes no byte of what a build writes."""

import re
import shutil
from importlib import metadata
from pathlib import Path

import pytest

from govgraph import cache, ontology, pipeline
from govgraph.cache import ExtractionCache
from govgraph.corpus import SourceFile, find_files
from govgraph.link import extract_document
from govgraph.model import Document, Extraction
from govgraph.tables import read_graph
from tests.conftest import Run

CORRECTIONS = """\
[[rename]]
entity = {type = "Region", name = "如皋市"}
name = "如皋"

[[add_statement]]
subject = {type = "Region", name = "如皋市"}
predicate = "partOf"
object = {type = "Region", name = "江苏省"}
source = "https://example.org/regions"
"""


@pytest.fixture
def news(articles: Path, tmp_path: Path) -> Path:
    """A folder of articles that a test may change."""
    return Path(shutil.copytree(articles, tmp_path / "news"))


def outputs(folder: Path) -> dict[str, bytes]:
    """The files of a build that depend on nothing but its input."""
    kept = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "report.json")
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in kept
        if not path.relative_to(folder).parts[0].startswith(".")
    }


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the documents that are really read."""
    paths: list[str] = []

    def note(document: Document, *, mask_private: bool) -> Extraction:
        paths.append(document.path)
        return extract_document(document, mask_private=mask_private)

    monkeypatch.setattr("govgraph.engines.reading.extract_document", note)
    return paths


def test_a_second_build_reads_nothing_and_writes_the_same(news: Path, tmp_path: Path, read: list[str]) -> None:
    pipeline.build([news], tmp_path / "output")
    first = outputs(tmp_path / "output")
    assert len(read) == 3
    read.clear()
    pipeline.build([news], tmp_path / "output")
    assert read == []
    assert outputs(tmp_path / "output") == first


def test_corrections_give_the_same_from_nothing_and_from_the_cache(news: Path, tmp_path: Path) -> None:
    corrections = tmp_path / "corrections.toml"
    corrections.write_text(CORRECTIONS, encoding="utf-8")
    pipeline.build([news], tmp_path / "cached")  # without corrections
    cached = pipeline.build([news], tmp_path / "cached", corrections=corrections)
    pipeline.build([news], tmp_path / "new", corrections=corrections, reuse=False)
    assert cached.corrections is not None
    assert (cached.corrections.applied, cached.corrections.unmatched) == (2, ())
    assert outputs(tmp_path / "cached") == outputs(tmp_path / "new")
    assert not (tmp_path / "new" / ".cache").exists()


def test_only_a_changed_document_is_read_again(news: Path, tmp_path: Path, read: list[str]) -> None:
    pipeline.build([news], tmp_path / "output")
    changed = min(news.glob("*.txt"))
    changed.write_text(changed.read_text(encoding="utf-8") + "\n江苏省南通市海门区成立“红石驿站”。\n", encoding="utf-8")
    read.clear()
    pipeline.build([news], tmp_path / "output")
    assert read == [changed.name]
    pipeline.build([news], tmp_path / "new", reuse=False)
    assert outputs(tmp_path / "output") == outputs(tmp_path / "new")


def test_what_is_gone_is_forgotten(news: Path, tmp_path: Path) -> None:
    pipeline.build([news], tmp_path / "output")
    max(news.glob("*.txt")).unlink()
    pipeline.build([news], tmp_path / "output")
    assert len(list((tmp_path / "output" / ".cache").glob("*/*.json"))) == 2


def test_the_same_text_under_another_name_is_another_document(news: Path, tmp_path: Path, read: list[str]) -> None:
    pipeline.build([news], tmp_path / "output")
    first = min(news.glob("*.txt"))
    read.clear()
    first.rename(news / "renamed.txt")
    pipeline.build([news], tmp_path / "output")
    assert read == ["renamed.txt"]
    assert "renamed.txt" in {document.path for document in read_graph(tmp_path / "output").documents}


def test_a_broken_entry_is_read_anew(news: Path, tmp_path: Path, read: list[str]) -> None:
    pipeline.build([news], tmp_path / "output")
    first = outputs(tmp_path / "output")
    for number, path in enumerate(sorted((tmp_path / "output" / ".cache").glob("*/*.json"))):
        path.write_bytes((b"", b"{", b'{"document": 1}')[number])
    pipeline.open_shelf(tmp_path / "output").clear()  # nothing asks for an entry whose article is merged already
    read.clear()
    pipeline.build([news], tmp_path / "output")
    assert len(read) == 3
    assert outputs(tmp_path / "output") == first


def test_an_extraction_comes_back_as_it_was(articles: Path, tmp_path: Path) -> None:
    cache = ExtractionCache(tmp_path)
    for source in find_files([articles]):
        (extraction,) = pipeline.extract([source.path])
        assert isinstance(extraction, Extraction)
        cache.keep(source, extraction)
        assert cache.find(source) == extraction
    assert cache.find(SourceFile("gone.txt", tmp_path / "gone.txt")) is None


def test_terms_and_units_are_a_part_of_what_is_merged(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline.build([news], tmp_path / "output")
    terms = Path(shutil.copytree(ontology.directory(), tmp_path / "ontology")) / "govgraph.ttl"
    aligned = "gg:Region rdfs:subClassOf <https://example.org/Place> ."
    terms.write_text(f"{terms.read_text(encoding='utf-8')}\n{aligned}\n", encoding="utf-8")

    def forget() -> None:
        ontology._load.cache_clear()
        ontology.digest.cache_clear()

    with monkeypatch.context() as patch:
        patch.setattr(ontology, "directory", lambda: terms.parent)
        forget()
        pipeline.build([news], tmp_path / "output")
        pipeline.build([news], tmp_path / "new")
    forget()
    assert "https://example.org/Place" in (tmp_path / "new" / "graph.ttl").read_text(encoding="utf-8")
    assert outputs(tmp_path / "output") == outputs(tmp_path / "new")


def test_another_spelling_of_names_is_another_program(monkeypatch: pytest.MonkeyPatch) -> None:
    before = cache.digest_program()
    versions = {"pypinyin": "999"}
    monkeypatch.setattr(cache, "version", lambda name: versions.get(name) or metadata.version(name))
    assert cache.digest_program() != before
    versions.clear()
    assert cache.digest_program() == before


def test_what_killed_builds_have_left_beside_what_is_kept_goes(news: Path, tmp_path: Path) -> None:
    left = [tmp_path / ".cache" / place for place in ("ab/.cdef.json.4711", "made/ab/.cdef.made.4711")]

    def leave() -> None:
        for path in left:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"half")

    leave()
    pipeline.build([news], tmp_path)
    assert not any(path.exists() for path in left)
    leave()
    pipeline.open_cache(tmp_path).clear()
    pipeline.open_shelf(tmp_path).clear()
    assert not any(path.exists() for path in left)


def test_the_cache_is_shown_and_cleared(govgraph: Run, news: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    pipeline.build([news], output)
    shown = govgraph("cache", "show", str(output))
    assert re.fullmatch(r"3 articles, [\d.]+ kB\n4 pieces of the merged graph, [\d.]+ kB\n", shown.stdout)
    (output / ".cache" / "notes.txt").write_text("not ours")
    cleared = shown.stdout.replace("articles", "articles deleted").replace("graph", "graph deleted")
    assert govgraph("cache", "clear", str(output)).stdout == cleared
    assert govgraph("cache", "show", str(output)).stdout == "0 articles, 0 B\n"
    assert (output / ".cache" / "notes.txt").is_file()
    assert (output / "graph.ttl").is_file()

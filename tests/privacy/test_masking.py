"""A private person is in no output but in a sentence that is quoted; masked, in no byte at all."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

import govgraph
from govgraph import pipeline
from govgraph.cli import main
from govgraph.corpus import find_files, parse_document, read_raw
from govgraph.exports import FILES, FORMATS, write_files, write_text
from govgraph.link import extract_document
from govgraph.link.masking import mask_document
from govgraph.model import Extraction
from govgraph.tables import read_graph, read_info
from govgraph.text.masking import mask_text
from tests.privacy.naming import HERE, Case, is_anonymous, read_articles, without

ARTICLES = HERE / "articles"


@dataclass(frozen=True)
class Built:
    """The folders of two builds of the articles."""

    plain: Path
    masked: Path


@pytest.fixture(scope="module")
def cases() -> dict[str, Case]:
    return dict(read_articles())


@pytest.fixture(scope="module")
def private(cases: dict[str, Case]) -> list[str]:
    return [name for case in cases.values() for name in case.private if not is_anonymous(name)]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    built = Built(tmp_path_factory.mktemp("plain"), tmp_path_factory.mktemp("masked"))
    pipeline.build([ARTICLES], built.plain)
    pipeline.build([ARTICLES], built.masked, mask_private=True)
    return built


def told(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file below a folder by its name, and all that it says; of JSON what its escapes stand for too."""
    for path in sorted(item for item in folder.rglob("*") if item.is_file()):
        name = str(path.relative_to(folder))
        if path.suffix == ".parquet":
            yield name, repr(pq.read_table(path).to_pylist())
        elif path.suffix != ".xlsx":
            text = path.read_text(encoding="utf-8", errors="replace")
            yield name, re.sub(r"\\u([0-9a-fA-F]{4})", lambda escape: chr(int(escape[1], 16)), text)


def assert_hidden(folder: Path, private: list[str], cases: dict[str, Case]) -> None:
    bearing = [name for case in cases.values() for name in case.bearing]
    for name, text in told(folder):
        text = without(text, bearing)
        assert [one for one in private if one in text] == [], name
        assert [one for one in private if one in name] == []


def test_no_private_person_is_in_the_graph_but_in_a_quote(
    built: Built, private: list[str], cases: dict[str, Case]
) -> None:
    graph = read_graph(built.plain)
    said: list[object] = [*graph.nodes, *graph.relations, *graph.posts, *graph.measures, *graph.identities]
    said += [*graph.families, (built.plain / "report.json").read_text(encoding="utf-8")]
    said += [path.name for path in built.plain.rglob("*")]
    text = without(repr(said), [name for case in cases.values() for name in case.bearing])
    assert [name for name in {one for case in cases.values() for one in case.private} if name in text] == []


def test_no_log_line_names_one(tmp_path: Path, private: list[str]) -> None:
    (tmp_path / "news").mkdir()
    for path in (ARTICLES / "09_poverty.txt", ARTICLES / "02_shop.txt"):
        (tmp_path / "news" / path.name).write_bytes(path.read_bytes())
    (tmp_path / "news" / "none.txt").write_text("村民刘德才说，今天天气很好，我们都很高兴。\n", encoding="utf-8")
    options = ["build", str(tmp_path / "news"), "-o", str(tmp_path / "out"), "--mask-private"]
    result = CliRunner().invoke(main, options)
    assert result.exit_code == 0, result.output
    assert "none.txt" in result.output
    assert [name for name in private if name in result.output] == []


def test_office_holders_stay(built: Built, cases: dict[str, Case]) -> None:
    page = (built.masked / "graph.html").read_text(encoding="utf-8")
    assert [name for case in cases.values() for name in case.kept if name not in page] == []
    assert read_graph(built.masked).posts == read_graph(built.plain).posts


def test_masked_no_byte_names_a_private_person(built: Built, private: list[str], cases: dict[str, Case]) -> None:
    """The cache of the build included."""
    assert list((built.masked / ".cache").rglob("*.json"))
    assert_hidden(built.masked, private, cases)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "xlsx"])
def test_masked_no_export_names_one(
    built: Built, private: list[str], cases: dict[str, Case], tmp_path: Path, name: str
) -> None:
    if name in FILES:
        write_files(built.masked, name, tmp_path / "export")
    else:
        pieces = write_text(built.masked, name, read_info(built.masked))
        (tmp_path / "export").write_text("".join(pieces), encoding="utf-8")
    assert_hidden(tmp_path, private, cases)


def test_a_mask_says_the_same_in_the_same_places(built: Built) -> None:
    """But for what quotes say, both builds are one graph, and every quote is the article's with characters hidden."""
    plain, masked = read_graph(built.plain), read_graph(built.masked)
    assert (plain.nodes, plain.relations, plain.posts) == (masked.nodes, masked.relations, masked.posts)
    places = [[(e.statement, e.document, e.start, e.end, e.rule) for e in graph.evidence] for graph in (plain, masked)]
    assert places[0] == places[1]
    paths = {document.id: document.path for document in masked.documents}
    raw = {source.name: read_raw(source).text for source in find_files([ARTICLES])}
    changed = 0
    for evidence in masked.evidence:
        published = raw[paths[evidence.document]][evidence.start : evidence.end]
        assert len(published) == len(evidence.text)
        assert all(b in (a, "某") for a, b in zip(published, evidence.text, strict=True))
        changed += published != evidence.text
    assert changed > 10


def test_the_graph_the_page_and_the_report_say_so(built: Built) -> None:
    said = 'gg:privateNamesMasked "true"^^xsd:boolean'
    notice = "普通人的姓名已用“某”字隐去"
    assert [said in (folder / "graph.ttl").read_text(encoding="utf-8") for folder in (built.plain, built.masked)] == [
        False,
        True,
    ]
    plain, masked = (json.loads((f / "report.json").read_text(encoding="utf-8")) for f in (built.plain, built.masked))
    assert plain["masked_names"] is None
    assert masked["masked_names"] > 80
    shown = [
        f'data-word="masked">本页的文章与引文中，{notice}' in (folder / "graph.html").read_text(encoding="utf-8")
        for folder in (built.plain, built.masked)
    ]
    assert shown == [False, True]
    assert (read_info(built.plain).masked, read_info(built.masked).masked) == (False, True)


def test_builds_do_not_mix(tmp_path: Path, private: list[str], cases: dict[str, Case]) -> None:
    """A masked build takes nothing from the cache of one that is not, and leaves nothing of it behind."""
    source = ARTICLES / "09_poverty.txt"
    pipeline.build([source], tmp_path)
    pipeline.build([source], tmp_path, mask_private=True)
    assert_hidden(tmp_path, private, cases)
    once = (tmp_path / "graph.ttl").read_bytes()
    pipeline.build([source], tmp_path)
    assert "刘德才" in (tmp_path / "graph.html").read_text(encoding="utf-8")
    pipeline.build([source], tmp_path, mask_private=True)
    assert (tmp_path / "graph.ttl").read_bytes() == once


def test_an_extraction_tells_where_names_are_hidden(cases: dict[str, Case]) -> None:
    read = pipeline.extract([ARTICLES], mask_private=True)
    for one in read:
        assert isinstance(one, Extraction)
        case = cases[one.document.id]
        assert one.document.masked
        shown = without(mask_text(case.text, one.document.masked), case.bearing)
        assert [name for name in case.private if not is_anonymous(name) and name in shown] == []
        assert [name for name in case.kept if name not in shown] == []


def test_the_library_masks_too(private: list[str], cases: dict[str, Case], tmp_path: Path, built: Built) -> None:
    graph = govgraph.build(ARTICLES, mask_private=True)
    graph.write_turtle(tmp_path / "graph.ttl")
    graph.write_page(tmp_path / "graph.html")
    assert_hidden(tmp_path, private, cases)
    assert (tmp_path / "graph.ttl").read_bytes() == (built.masked / "graph.ttl").read_bytes()
    case = cases["02_shop"]
    one = govgraph.extract_text(case.text, mask_private=True)
    several = govgraph.build_texts({"a": case.text}, mask_private=True)
    for name, made in (("one", one), ("several", several)):
        made.write_page(tmp_path / f"{name}.html")
        page = (tmp_path / f"{name}.html").read_text(encoding="utf-8")
        assert "孙立明" in page
        assert "刘某某" in page
        assert "刘建国" not in page


def test_names_between_which_scrapers_left_noise_are_hidden(tmp_path: Path) -> None:
    """Pinyin behind a character lies inside the name, and goes with it; so does traditional script."""
    noisy = "如东县岔河镇村民徐(xu) 桂(gui) 蘭(lan) 是義務監督員(yuan) 。徐桂蘭每天都到岔河镇的工地上来。\n"
    graph = govgraph.extract_text(noisy, mask_private=True)
    graph.write_page(tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    told = re.search('如东县岔河镇村民[^"]*', page)
    assert told
    assert told[0].startswith("如东县岔河镇村民徐(xu) 某某某某某某 某某某某某某 是義務監督員(yuan) 。徐某某每天")


def test_what_a_model_is_shown_is_masked(cases: dict[str, Case]) -> None:
    """With --assist it reads the document that mask_document gives: no name, and every place as it was."""
    for stem, case in cases.items():
        document = parse_document(stem, case.text.encode())
        spans = extract_document(document, mask_private=True).document.masked
        masked = mask_document(document, spans)
        assert (len(masked.raw), len(masked.text)) == (len(document.raw), len(document.text))
        for text in (masked.raw, masked.text):
            shown = without(text, case.bearing)
            assert [name for name in case.private if not is_anonymous(name) and name in shown] == []


def test_mask_text_keeps_every_place() -> None:
    assert mask_text("甲𠀀乙 丙·丁", [(1, 3), (4, 7)]) == "甲某某 某·某"

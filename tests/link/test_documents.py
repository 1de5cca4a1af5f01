"""A document to its extraction: owners, completed names, and the same answer in every process."""

from pathlib import Path

import pytest
import yaml

from govgraph.corpus import find_files, read_document
from govgraph.link import extract_document
from govgraph.model import Entity, Extraction
from govgraph.records import to_json
from tests.conftest import Run
from tests.extract.reading import extract_text


@pytest.fixture(scope="module")
def corpus(root: Path, articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The articles of the tests and every case, a file each."""
    folder = tmp_path_factory.mktemp("corpus")
    for article in articles.glob("*.txt"):
        (folder / article.name).write_bytes(article.read_bytes())
    for file in (root / "tests" / "data" / "cases").glob("*.yaml"):
        for number, case in enumerate(yaml.safe_load(file.read_text(encoding="utf-8")), start=1):
            (folder / f"{file.stem}_{number}.txt").write_text(case["text"], encoding="utf-8")
    return folder


def test_every_process_extracts_the_same(corpus: Path, govgraph: Run) -> None:
    runs = [govgraph("extract", corpus, env={"PYTHONHASHSEED": seed}) for seed in ("1", "4711")]
    assert all(run.returncode == 0 for run in runs), runs[0].stderr
    here = "".join(f"{to_json(extract_document(read_document(file)))}\n" for file in find_files([corpus]))
    assert here.count("\n") > 200
    for run in runs:
        assert run.stdout == here


def test_what_stands_before_changes_nothing(corpus: Path) -> None:
    files = find_files([corpus])[:60]
    forwards = [extract_document(read_document(file)) for file in files]
    backwards = [extract_document(read_document(file)) for file in reversed(files)]
    assert forwards == backwards[::-1]


def _named(extraction: Extraction, name: str) -> Entity:
    return next(e for e in extraction.entities if name in (e.name, *e.aliases))


def test_mentions_are_told_in_the_original() -> None:
    extraction = extract_text("江蘇省泰州市姜堰區行政審批局推行“紅石驛站”服務。\n姜堰區行政審批局開會。\n")
    body = _named(extraction, "姜堰区行政审批局")
    assert [mention.text for mention in body.mentions] == ["姜堰區行政審批局", "姜堰區行政審批局"]
    assert _named(extraction, "红石驿站").name == "红石驿站"


def test_an_official_region_is_keyed_by_its_code() -> None:
    one = _named(extract_text("江苏省泰州市姜堰区开会。"), "姜堰区")
    other = _named(extract_text("江苏省泰州市的姜堰区在忙春耕。"), "姜堰区")
    assert one.key == other.key
    assert one.code == "321204"


def test_bodies_of_two_places_have_two_keys() -> None:
    extraction = extract_text("江苏省泰州市姜堰区财政局与兴化市财政局签了协议。")
    assert _named(extraction, "姜堰区财政局").key != _named(extraction, "兴化市财政局").key


def test_a_figure_told_twice_counts_once() -> None:
    extraction = extract_text("姜堰区解决企业难题128件。\n姜堰区解决企业难题128件。\n")
    assert [measure.value for measure in extraction.measures] == [128]


def test_a_post_told_twice_counts_once() -> None:
    extraction = extract_text("姜堰区财政局局长柏松年介绍，资金到位。\n姜堰区财政局局长柏松年表示，一切顺利。\n")
    assert [post.person for post in extraction.posts] == ["柏松年"]


def test_what_is_told_of_a_document_is_kept() -> None:
    document = extract_text("早市的变化\n\n2021年5月6日 来源：福州日报\n\n鼓楼区推行“红石驿站”服务。\n").document
    assert (document.title, document.source, str(document.published)) == ("早市的变化", "福州日报", "2021-05-06")


def test_a_document_that_names_nothing() -> None:
    extraction = extract_text("今天天气很好，孩子们在外面玩。")
    assert (extraction.entities, extraction.relations, extraction.posts, extraction.measures) == ((), (), (), ())


def test_sections_have_homes_of_their_own() -> None:
    """Two articles in one file: 全市 is another city in each."""
    filler = "大家认真听讲，会场秩序井然，发言踊跃。" * 14
    text = (
        f"泰州市召开大会\n2021-05-06 泰州日报\n泰州市召开大会。{filler}全市新建公厕23座。\n\n"
        f"湖州市召开大会\n2021-05-07 湖州日报\n湖州市召开大会。{filler}全市新建公厕42座。\n"
    )
    extraction = extract_text(text)
    assert len(extraction.document.sections) == 2
    cities = {_named(extraction, "泰州市").id: 23, _named(extraction, "湖州市").id: 42}
    assert {measure.subject: measure.value for measure in extraction.measures} == cities


def test_a_paragraph_of_200_kilobytes_is_read_whole() -> None:
    """One line without a break, as a broken scraper makes them: nothing is cut off, the last figure is found."""
    told = "江苏省泰州市姜堰区推行“红石驿站”服务，走访企业{}家；姜堰区财政局局长柏松年介绍，发放贷款2.3亿元。"
    text = "".join(told.format(number) for number in range(1000, 2400))
    assert len(text.encode()) > 200_000
    values = {int(measure.value) for measure in extract_text(text).measures if measure.unit == "家"}
    assert values == set(range(1000, 2400))


def test_a_city_within_itself_is_one_city() -> None:
    """A prefecture without counties has a part of its own name and code: no owner may go round in a circle."""
    found = extract_text("嘉峪关市嘉峪关市实现地区生产总值497.2亿元，同比增长3.4%，好于预期。嘉峪关市统计局说。")
    assert len([entity for entity in found.entities if entity.type == "Region"]) == 1

"""What holds for every article, on the seeds and, where they are at hand, on the 22 development texts."""

import re
from pathlib import Path

import pytest

from govgraph.corpus import SourceFile, read_document
from govgraph.corpus.cleaning import clean
from govgraph.model import Document

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
DEVELOPMENT = Path(__file__).parents[3] / "shared" / "gold" / "dev-texts"
ARTICLES = [*SEEDS, *sorted(DEVELOPMENT.glob("*.txt"))]


def read(path: Path) -> Document:
    return read_document(SourceFile(path.name, path))


def test_development_texts_are_at_hand() -> None:
    if not DEVELOPMENT.is_dir():
        pytest.skip(f"{DEVELOPMENT} is not here: only the seeds are checked")
    assert len(ARTICLES) == 27


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem[:4])
def test_offsets_lead_back_to_the_file(path: Path) -> None:
    document = read(path)
    assert document.raw == path.read_text(encoding="utf-8")
    assert len(document.origin) == len(document.text)
    assert all(one < two for one, two in zip(document.origin, document.origin[1:], strict=False))
    for block in document.blocks:
        evidence = document.evidence(block.start, block.end)
        assert evidence.text == document.raw[evidence.start : evidence.end]
        assert clean(evidence.text).text.replace(" ", "") == document.text[block.start : block.end].replace(" ", "")
    assert clean(document.text).text == document.text


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem[:4])
def test_blocks_and_sections_stand_in_order(path: Path) -> None:
    document = read(path)
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        text, section = document.text[block.start : block.end], document.sections[block.section]
        assert text == text.strip()
        assert section.start <= block.start < block.end <= section.end
        end = block.end
    covered = "".join(document.text[block.start : block.end] for block in document.blocks)
    assert re.sub(r"\s", "", covered) == re.sub(r"\s", "", document.text)
    assert [section.end for section in document.sections[:-1]] == [section.start for section in document.sections[1:]]
    assert len(document.sections) == (2 if path.name.startswith("003") else 1)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem[:4])
def test_sentences_are_prose_and_short_lines_are_not(path: Path) -> None:
    document = read(path)
    for block in document.blocks:
        text = document.text[block.start : block.end]
        if block.kind == "boilerplate":
            assert "。" not in text or text.startswith("版权声明")
        if block.kind == "body":
            assert text[-1] in "。！？……”"


def test_the_pinyin_of_seed_000_is_gone() -> None:
    document = read(SEEDS[0])
    assert re.findall(r"[(（][a-z]+[)）]", document.text) == []
    assert not set("蘇麵園黨個") & set(document.text)
    assert "随着沪苏通" in document.text
    assert "今年着力推动" in document.text


def test_what_the_seeds_say_of_themselves() -> None:
    described = {
        path.name[:3]: [(section.title, str(section.published), section.source) for section in read(path).sections]
        for path in SEEDS
    }
    assert described == {
        "000": [("南通苏锡通园区“挂帅揭榜”出实招 党建引领促发展", "None", None)],
        "001": [("江苏淮安：创新“双像”政务服务 创优一流营商环境", "2021-11-19", "“学习强国”江苏学习平台")],
        "002": [("城南新区：打造高效服务“快速通道”", "2014-05-06", "今日高邮")],
        "003": [
            ("江苏省镇江市：“两红一优”为企业高质量发展赋能", "None", "中国城市报"),
            ("四川省巴中市巴州区：党建引领聚合力 开拓治理新天地", "None", "中国城市报"),
        ],
        "004": [("乡镇街道书记工作交流会有“门道” “开门红”背后看动力", "2019-04-25", "温州日报")],
    }

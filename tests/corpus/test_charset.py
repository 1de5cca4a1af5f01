import codecs
from pathlib import Path

import pytest
from opencc import OpenCC

from govgraph.corpus import SourceFile, read_document
from govgraph.corpus.charset import decode
from govgraph.model import Document

SEEDS = Path(__file__).parents[2] / "seeds"
SHORT = "滨江区政府召开项目推进会"
TRADITIONAL = "濱江區政府召開項目推進會"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_a_short_text_survives_every_encoding(encoding: str) -> None:
    assert decode(SHORT.encode(encoding)) == SHORT


@pytest.mark.parametrize("encoding", ["big5", "big5hkscs", "cp950", "gb18030", "gbk", "utf-16"])
def test_big5_and_gb18030_are_told_apart_in_traditional_script(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding)) == TRADITIONAL


def test_marks_at_the_beginning_are_dropped_and_line_ends_made_one() -> None:
    assert decode(codecs.BOM_UTF8 + "一\r\n二\r三\n".encode()) == "一\n二\n三\n"
    assert decode(codecs.BOM_UTF32_LE + SHORT.encode("utf-32-le")) == SHORT


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le", "utf-8-sig"])
@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem[:3])
def test_a_seed_gives_the_same_text_in_every_encoding(seed: Path, encoding: str, tmp_path: Path) -> None:
    copy = tmp_path / seed.name
    copy.write_bytes(seed.read_text(encoding="utf-8").encode(encoding))
    assert read(copy).text == read(seed).text


def test_a_seed_in_big5_gives_the_same_text(tmp_path: Path) -> None:
    seed = next(SEEDS.glob("003*"))
    traditional = OpenCC("s2t").convert(seed.read_text(encoding="utf-8"))
    (tmp_path / "big5.txt").write_bytes(traditional.encode("big5hkscs", errors="ignore"))
    kept = (tmp_path / "big5.txt").read_text(encoding="big5hkscs")
    (tmp_path / "utf8.txt").write_text(kept, encoding="utf-8")
    assert read(tmp_path / "big5.txt").text == read(tmp_path / "utf8.txt").text
    assert len(kept) > 0.99 * len(traditional)


def read(path: Path) -> Document:
    return read_document(SourceFile(path.name, path))

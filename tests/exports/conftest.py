"""Builds to export: of the seeds, of a corpus that means harm, and tables that hold every sort of row and of text."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from govgraph.exports import BuildReader
from govgraph.graph import merge
from govgraph.model import Extraction, Graph
from govgraph.pipeline import build as build_graph
from govgraph.tables import read_graph
from govgraph.write import write_tables
from tests.broken import BREAKS, read_all
from tests.graph.articles import example
from tests.write.test_turtle import HOSTILE, hostile_extraction

#: What spreadsheets, shells and CSV readers may take for something else than text.
INJECTIONS = (
    '=HYPERLINK("http://example.org","点我")',
    "+1+1",
    "-2+3",
    "@SUM(1,2)",
    "\t=1+1",
    "  =1+1",
    "＝1+1",
    '分号;逗号,引号"反斜杠\\"\',;',
    "$(id)`id`';DROP",
    "_x0041_与_x000D_",
    "https://example.org/a?b=c&d=中",
    "https://example.org/?q=1",
    "长" * 40_000,
)
_ARTICLE = """青渡市委推出“=1+1红色帮办”项目
近日，如皋市委组织部实施“@SUM红色帮办”行动，服务江苏“=cmd”电力股份有限公司。今年以来，如皋市行政审批局累计解决企业难题\\"83\\"件，
如皋市委书记=张三\\"说：“+把支部建在项目上;\r\n\u2028一线\x00\x07”。南通市如皋市推行“书记项目”，总投资-12.5亿元。
"""


def write_corpus(folder: Path) -> None:
    """A few articles, each broken in some way, and one that is full of what readers of tables may stumble over."""
    chance = random.Random(1)  # noqa: S311 - no secret
    for number, text in enumerate(read_all()[::12]):
        broken = chance.choice(BREAKS)(chance, text)
        (folder / f"={number} ,\";'.txt").write_text(broken, encoding="utf-8", errors="replace")
    (folder / "@injection.txt").write_text(_ARTICLE, encoding="utf-8")


def extractions() -> Sequence[Extraction]:
    """Every sort of row, and every text that may do harm in every place of one."""
    return [*example(), *(hostile_extraction(text) for text in (*HOSTILE, *INJECTIONS))]


@pytest.fixture(scope="session", params=["seeds", "hostile corpus", "hostile texts", "nothing"])
def folder(request: pytest.FixtureRequest, seed_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a build; only to be read."""
    output = tmp_path_factory.mktemp("build")
    match request.param:
        case "seeds":
            return seed_build
        case "hostile corpus":
            corpus = tmp_path_factory.mktemp("corpus")
            write_corpus(corpus)
            build_graph([corpus], output, workers=1)
        case "hostile texts":
            write_tables(merge(extractions()), output / "tables")
        case _:
            write_tables(Graph(), output / "tables")
    return output


@pytest.fixture
def build(folder: Path) -> BuildReader:
    """The build, to be written."""
    return BuildReader(folder)


@pytest.fixture
def graph(folder: Path) -> Graph:
    """All that the build says."""
    return read_graph(folder)

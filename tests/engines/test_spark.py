"""A standalone cluster reads what one process reads, also when it loses a worker."""

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from govgraph import pipeline
from govgraph.corpus.readers import LARGEST
from govgraph.engines.spark.listing import Roots
from govgraph.engines.spark.sessions import open_session
from govgraph.errors import SetupError
from govgraph.model import Extraction
from govgraph.reports import Skipped
from tests.engines import cluster as clusters

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.skipif(bool(clusters.why_not()), reason=clusters.why_not() or "")

#: Six tasks' work for two workers.
_ARTICLES = 1_200


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[clusters.Cluster]:
    """A master and two workers."""
    with clusters.run_cluster(tmp_path_factory.mktemp("cluster")) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def spark(cluster: clusters.Cluster) -> Iterator["SparkSession"]:
    """A session on the cluster; this process is its driver."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in clusters.environment(cluster.folder).items():
            patch.setenv(name, value)
        with open_session(cluster.master) as session:
            yield session


@pytest.fixture(scope="module")
def corpus(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Many articles, in two folders that share the names of files, and files that cannot be read."""
    folder = tmp_path_factory.mktemp("corpus") / "新闻 [1]"
    texts = [path.read_text(encoding="utf-8") for path in sorted(articles.glob("*.txt"))]
    for number in range(_ARTICLES):
        path = folder / ("北方" if number % 2 else "south%20") / f"{number // 2:04}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{texts[number % len(texts)]}\n记者编号{number}。\n", encoding="gb18030" if number % 7 else "utf-8")
    for name, data in {
        "empty.txt": b"", "blank.md": b" \n", "broken.txt": b"\x00\x01\x02" * 50, "page.html": b"<p>", ".hidden": b"a",
    }.items():  # fmt: skip
        (folder / name).write_bytes(data)
    with (folder / "large.txt").open("wb") as file:
        file.truncate(LARGEST + 1)
    return folder


@pytest.fixture(scope="module")
def expected(corpus: Path) -> list[Extraction | Skipped]:
    """What the local engine reads."""
    return list(pipeline.extract([corpus], workers=2))


def extract(spark: "SparkSession", corpus: Path, work: Path) -> list[Extraction | Skipped]:
    from govgraph.engines.spark.extraction import collect, extract_corpus

    return collect(extract_corpus(spark, [str(corpus)], str(work)))


def test_the_cluster_reads_what_one_process_reads(
    spark: "SparkSession", corpus: Path, expected: list[Extraction | Skipped], tmp_path: Path
) -> None:
    assert sum(isinstance(result, Extraction) for result in expected) == _ARTICLES
    assert {result.reason for result in expected if isinstance(result, Skipped)} == {"empty", "binary", "too-large"}
    assert extract(spark, corpus, tmp_path / "work") == expected

"""A standalone cluster reads what one process reads, also when it loses a worker."""

import contextlib
import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pyoxigraph as ox
import pytest

from govgraph import pipeline
from govgraph.corpus.formats import LARGEST
from govgraph.engines.spark.listing import Roots
from govgraph.engines.spark.sessions import explained, open_session
from govgraph.errors import SetupError
from govgraph.lexicon import use
from govgraph.lexicon.additions import NO_ADDITIONS, Additions
from govgraph.lexicon.folders import read_lexicon
from govgraph.model import Extraction
from govgraph.reports import Skipped
from govgraph.tables import read_graph, read_info
from govgraph.write.ntriples import serialise
from govgraph.write.tables import SCHEMAS
from tests.conftest import Run
from tests.engines import cluster as clusters
from tests.test_cache import CORRECTIONS

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.skipif(bool(clusters.why_not()), reason=clusters.why_not() or "")

#: Twelve tasks' work for two workers.
_ARTICLES = 240
_ARTICLES_A_TASK = 20
#: Leaves out some of what a rule is less sure of.
_LEAST = 0.8


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
        path.write_text(
            f"{texts[number % len(texts)]}\n记者编号{number}。\n", encoding="gb18030" if number % 7 else "utf-8"
        )
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


@pytest.fixture(autouse=True)
def short_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many tasks of few articles, so that there is a midway."""
    monkeypatch.setattr("govgraph.engines.spark.extraction._ARTICLES_A_TASK", _ARTICLES_A_TASK)


def extract(
    spark: "SparkSession", corpus: Path | str, work: Path, words: Additions = NO_ADDITIONS
) -> list[Extraction | Skipped]:
    """All that the cluster reads, in the order of the local engine."""
    from govgraph.engines.spark.extraction import extract_corpus, unpack

    with explained():
        read = extract_corpus(spark, [str(corpus)], str(work), words=words)
        found = {row["path"]: row for row in read.rows.toLocalIterator()}
    results: list[Extraction | Skipped] = []
    for file in read.files:
        row = found[file.path]
        if row["extraction"] is None:
            results.append(Skipped(file.name, row["reason"], row["message"]))
        else:
            results.append(unpack(bytes(row["extraction"]), file.id))
    names = {file.name for file in read.files}
    return [*(skip for skip in read.skipped if skip.path not in names), *results]


def finished(work: Path) -> int:
    """How many tasks have put in its place what they read."""
    return len(list(work.glob("*/*.parquet")))


@contextlib.contextmanager
def midway(work: Path, act: Callable[[], object]) -> Iterator[list[int]]:
    """Do something when the first task has ended; the list then holds how many had by then."""
    counts: list[int] = []

    def wait_and_act() -> None:
        end = time.monotonic() + 120
        while not finished(work) and time.monotonic() < end:
            time.sleep(0.01)
        counts.append(finished(work))
        act()

    thread = threading.Thread(target=wait_and_act, daemon=True)
    thread.start()
    yield counts
    thread.join(120)


def test_the_cluster_reads_what_one_process_reads(
    spark: "SparkSession", corpus: Path, expected: list[Extraction | Skipped], tmp_path: Path
) -> None:
    assert sum(isinstance(result, Extraction) for result in expected) == _ARTICLES
    assert {result.reason for result in expected if isinstance(result, Skipped)} == {"empty", "binary", "too-large"}
    assert extract(spark, corpus, tmp_path / "work") == expected
    assert finished(tmp_path / "work") >= _ARTICLES / _ARTICLES_A_TASK


def test_a_users_own_words_reach_the_executors(spark: "SparkSession", root: Path, tmp_path: Path) -> None:
    folder, news = root / "docs" / "examples" / "lexicon", tmp_path / "news"
    news.mkdir()
    (news / "a.txt").write_text("广陵区营服局深化渠心帮办，今年以来服务企业320帮次。", encoding="utf-8")
    expected, without = (list(pipeline.extract([news], lexicon=own)) for own in (folder, None))
    words = read_lexicon(folder)
    use(words)
    try:
        assert extract(spark, news.as_uri(), tmp_path / "work", words) == expected != without
    finally:
        use(NO_ADDITIONS)
    assert extract(spark, news.as_uri(), tmp_path / "work") == without


def test_only_what_has_changed_is_read_again(
    spark: "SparkSession", articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    news, work = Path(shutil.copytree(articles, tmp_path / "news")), tmp_path / "work"
    extract(spark, news.as_uri(), work)
    changed, gone, _ = sorted(news.glob("*.txt"))
    changed.write_text("如皋市政府召开会议。", encoding="utf-8")
    gone.unlink()
    shutil.copy(changed, news / "new.txt")
    assert extract(spark, news.as_uri(), work) == list(pipeline.extract([news]))
    (folder,) = (path for path in work.iterdir() if path.name != "present")
    read = [row.path.rpartition("/")[2] for row in spark.read.parquet(str(folder)).collect()]
    assert sorted(read) == sorted([path.name for path in articles.glob("*.txt")] + [changed.name, "new.txt"])


def test_what_spark_hides_is_read_where_it_is_named(spark: "SparkSession", articles: Path, tmp_path: Path) -> None:
    file = tmp_path / "_draft.news"
    shutil.copy(next(articles.glob("*.txt")), file)
    assert extract(spark, file, tmp_path / "work") == list(pipeline.extract([file]))


def test_a_folder_without_articles_and_a_missing_path(spark: "SparkSession", tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    assert extract(spark, tmp_path / "nothing", tmp_path / "work") == list(pipeline.extract([tmp_path / "nothing"]))
    with pytest.raises(SetupError, match=r"nowhere does not exist\. Name a text file"):
        extract(spark, tmp_path / "nowhere", tmp_path / "work")


def test_an_executor_with_other_words_is_refused(
    spark: "SparkSession", articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govgraph.engines.spark.extraction.digest_readers", lambda: "of another version")
    with pytest.raises(SetupError, match="An executor has another govgraph"):
        extract(spark, articles, tmp_path / "work")


def test_a_job_that_is_stopped_goes_on_where_it_was(
    spark: "SparkSession", corpus: Path, expected: list[Extraction | Skipped], tmp_path: Path
) -> None:
    work = tmp_path / "work"
    with midway(work, spark.sparkContext.cancelAllJobs) as counts, pytest.raises(SetupError, match="run again"):
        extract(spark, corpus, work)
    assert 0 < counts[0] < _ARTICLES / _ARTICLES_A_TASK
    (kept,) = {path.parent for path in work.glob("*/*.parquet")}
    before = {path.name: path.stat().st_mtime_ns for path in kept.glob("*.parquet")}
    assert extract(spark, corpus, work) == expected
    assert before.items() <= {path.name: path.stat().st_mtime_ns for path in kept.glob("*.parquet")}.items()
    assert spark.read.parquet(str(kept)).count() == len(expected) - len({"empty.txt", "large.txt"})


@pytest.fixture(scope="module")
def corrections(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of corrections that join, part and add."""
    path = tmp_path_factory.mktemp("corrections") / "corrections.toml"
    path.write_text(CORRECTIONS, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def built(corpus: Path, corrections: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the local engine builds."""
    output = tmp_path_factory.mktemp("built")
    pipeline.build([corpus], output, corrections=corrections, min_confidence=_LEAST, workers=2)
    return output


def assert_same(parts: Path, whole: Path) -> None:
    """The triples, byte for byte after sorting, the rows of all tables and the counts are those of the local build."""
    expected = [line.encode() for line in "".join(serialise(read_graph(whole), read_info(whole))).splitlines()]
    triples = [line for path in parts.glob("graph.nt/part-*.nt") for line in path.read_bytes().splitlines()]
    assert sorted(triples) == sorted(line for line in expected if not line.startswith(b"#"))
    turtle = (ox.parse(path=path, format=ox.RdfFormat.TURTLE) for path in sorted(parts.glob("graph.ttl/part-*.ttl")))
    assert {str(quad.triple) for quads in turtle for quad in quads} == {
        str(quad.triple) for quad in ox.parse(b"\n".join(triples), format=ox.RdfFormat.N_TRIPLES)
    }
    for name, schema in SCHEMAS.items():
        rows = [pq.read_table(folder / "tables" / f"{name}.parquet") for folder in (parts, whole)]
        assert sorted(map(repr, rows[0].to_pylist())) == sorted(map(repr, rows[1].to_pylist())), name
        assert rows[0].schema == schema
    reports = [json.loads((folder / "report.json").read_text(encoding="utf-8")) for folder in (parts, whole)]
    told = ("counts", "entities", "relations", "skipped", "without_entities", "reprints", "corrections", "versions")
    assert [reports[0][name] for name in told] == [reports[1][name] for name in told]


def test_a_cluster_builds_what_one_machine_builds(
    spark: "SparkSession", corpus: Path, corrections: Path, built: Path, tmp_path: Path
) -> None:
    (tmp_path / "graph.html").write_text("of an older build", encoding="utf-8")
    result = pipeline.build_on_spark(
        [f"viewfs://all{corpus}"], f"viewfs://all{tmp_path}", corrections=corrections, min_confidence=_LEAST
    )
    assert result.tally.counts["documents"] == _ARTICLES
    assert_same(tmp_path, built)
    found = {path.name for path in tmp_path.iterdir() if not path.name.endswith(".crc")}
    assert found == {"_SUCCESS", "graph.nt", "graph.ttl", "report.json", "tables", ".cache"}


def test_a_worker_killed_midway_changes_nothing(
    spark: "SparkSession", cluster: clusters.Cluster, corpus: Path, corrections: Path, built: Path, tmp_path: Path
) -> None:
    with midway(tmp_path / ".cache" / "spark", lambda: cluster.kill_worker(1)) as counts:
        pipeline.build_on_spark([corpus], tmp_path, corrections=corrections, min_confidence=_LEAST)
    assert 0 < counts[0] < _ARTICLES / _ARTICLES_A_TASK
    assert cluster.workers[1].poll() is not None
    assert_same(tmp_path, built)


def test_the_command_line(govgraph: Run, root: Path, tmp_path: Path) -> None:
    articles = root / "tests" / "privacy" / "articles"
    settings = ["-o", tmp_path / "built", "--engine", "spark", "--master", "local[2]"]  # the session has all workers
    result = govgraph("build", articles, *settings, "--mask-private", env=clusters.environment(tmp_path / "spark"))
    assert result.returncode == 0, result.stderr
    assert "14 read, 0 of them reprints, 0 skipped" in result.stdout
    assert f"{tmp_path}/built/graph.nt" in result.stdout
    pipeline.build([articles], tmp_path / "local", mask_private=True)
    told = [json.loads((tmp_path / name / "report.json").read_bytes()) for name in ("built", "local")]
    assert told[0]["masked_names"] == told[1]["masked_names"] > 0
    quoted = [pq.read_table(tmp_path / name / "tables" / "evidence.parquet").to_pylist() for name in ("built", "local")]
    assert sorted(map(repr, quoted[0])) == sorted(map(repr, quoted[1]))


def test_a_master_that_is_not_there() -> None:
    with pytest.raises(SetupError, match="No Spark master answers at spark://127"), open_session("spark://127.0.0.1:9"):
        pass


@pytest.mark.parametrize("path", ["hdfs://nn/news/.git/a.txt", "hdfs://nn/newspaper/a.txt", "hdfs://nn/news/a.zip"])
def test_what_is_not_meant_has_no_name(path: str) -> None:
    assert Roots(("hdfs://nn/news",), ("hdfs://nn/b.pdf",)).name(path) is None

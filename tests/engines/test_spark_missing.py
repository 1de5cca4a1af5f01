"""What is missing for the engine spark is named, with a remedy."""

import sys
from pathlib import Path

import pytest

from govgraph import pipeline
from govgraph.engines.spark.sessions import open_session
from govgraph.errors import SetupError
from tests.conftest import Run


def refuse(match: str) -> None:
    with pytest.raises(SetupError, match=match), open_session("local[1]"):
        pass


def test_without_pyspark(monkeypatch: pytest.MonkeyPatch, articles: Path, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(SetupError, match=r"pip install 'govgraph\[spark\]'"):
        pipeline.build_on_spark([articles], tmp_path)


@pytest.mark.parametrize(
    ("java", "told"),
    [
        ("echo 'openjdk version \"11.0.2\" 2019-01-15' >&2", "is Java 11. Spark needs Java 17 or later"),
        ("exit 1", "Java cannot be run"),
    ],
)
def test_a_java_that_cannot_serve(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, java: str, told: str) -> None:
    pytest.importorskip("pyspark")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "java").write_text(f"#!/bin/sh\n{java}\n", encoding="utf-8")
    (tmp_path / "bin" / "java").chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    refuse(told)


def test_without_java(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("pyspark")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    refuse("no Java on this machine. Spark needs Java 17")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--master", "spark://127.0.0.1:7077"], "--master is for --engine spark"),
        (["-o", "hdfs://nn/graph"], "hdfs://nn/graph is for --engine spark"),
    ],
)
def test_the_local_engine_knows_no_cluster(govgraph: Run, articles: Path, options: list[str], told: str) -> None:
    result = govgraph("build", articles, *options)
    assert result.returncode == 2
    assert told in result.stderr

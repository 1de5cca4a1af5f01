"""A build that is killed goes on where it was: same bytes, and nothing that was read is read again."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from govgraph import pipeline
from tests.test_cache import outputs

COPIES = 14


@pytest.fixture
def corpus(articles: Path, tmp_path: Path) -> Path:
    """Some forty articles: the same few under many names, each of which is read by itself."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number in range(COPIES):
        for article in articles.glob("*.txt"):
            (folder / f"{number:02}_{article.name}").write_bytes(article.read_bytes())
    return folder


def start(corpus: Path, output: Path, workers: int) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "govgraph", "build", str(corpus), "-o", str(output), "--workers", str(workers)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def entries(output: Path) -> dict[str, int]:
    """What is kept, with the moment it was written."""
    return {path.name: path.stat().st_mtime_ns for path in (output / ".cache").glob("*/*.json")}


def kill_after(build: "subprocess.Popen[bytes]", output: Path, kept: int) -> None:
    """End the build and its helpers without warning once so many articles are kept."""
    while build.poll() is None and len(entries(output)) < kept:
        time.sleep(0.005)
    assert build.poll() is None, "the build was over before it could be killed"
    os.killpg(build.pid, signal.SIGKILL)
    build.wait()


@pytest.mark.parametrize("workers", [1, 2])
def test_a_killed_build_goes_on(corpus: Path, tmp_path: Path, workers: int) -> None:
    undisturbed, killed = tmp_path / "undisturbed", tmp_path / "killed"
    assert start(corpus, undisturbed, 1).wait() == 0
    before: dict[str, int] = {}
    for kept in (3, 17, 30):
        kill_after(start(corpus, killed, workers), killed, kept)
        now = entries(killed)
        assert len(now) >= kept
        assert before.items() <= now.items()
        before = now
        assert not (killed / "graph.ttl").exists()
    assert start(corpus, killed, workers).wait() == 0
    assert before.items() <= entries(killed).items()
    assert outputs(killed) == outputs(undisturbed)


def test_what_a_killed_build_wrote_beside_is_swept(articles: Path, tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    dead, alive = tmp_path / f".building-{ended.pid}-x", tmp_path / f".building-{os.getpid()}-y"
    for folder in (dead, alive, tmp_path / ".building-mine"):
        folder.mkdir()
        (folder / "graph.ttl").write_text("half")
    pipeline.build([articles], tmp_path)
    assert sorted(path.name for path in tmp_path.glob(".building-*")) == [alive.name, ".building-mine"]

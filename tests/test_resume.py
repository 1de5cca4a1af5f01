"""A build that is killed goes on where it was: same bytes, and nothing that was done is done again."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import psutil
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


def done(output: Path) -> dict[str, int]:
    """The pieces of work that are done, with the moment of each."""
    kept = (output / ".cache").glob("*/*.json")
    merged = (output / ".cache" / "made").glob("*/*.made")
    return {path.name: path.stat().st_mtime_ns for path in (*kept, *merged)}


def kill(build: "subprocess.Popen[bytes]") -> None:
    """End the build and its helpers without warning."""
    os.killpg(build.pid, signal.SIGKILL)
    build.wait()


@pytest.mark.parametrize(("workers", "kills"), [(1, 3), (2, 7)])
def test_a_killed_build_goes_on(corpus: Path, tmp_path: Path, workers: int, kills: int) -> None:
    undisturbed, killed = tmp_path / "undisturbed", tmp_path / "killed"
    begin = time.monotonic()
    assert start(corpus, undisturbed, workers).wait() == 0
    length = time.monotonic() - begin
    moments = random.Random(workers)  # noqa: S311 - no secret
    before: dict[str, int] = {}
    while kills:
        begin = time.monotonic()
        build = start(corpus, killed, workers)
        with suppress(subprocess.TimeoutExpired):
            build.wait(moments.uniform(0.1, 1.0) * length)
        if build.poll() is not None:  # it was sooner, since much was done or the machine is quieter: begin anew
            length = min(length, time.monotonic() - begin)
            before = {}
            shutil.rmtree(killed)
            continue
        kill(build)
        kills -= 1
        if outputs(killed) == outputs(undisturbed):  # it was over and tidied up: begin anew
            before = {}
            shutil.rmtree(killed)
            continue
        now = done(killed)
        assert before.items() <= now.items(), "what was done was done again"
        assert not (killed / "graph.ttl").exists() or outputs(killed) == outputs(undisturbed)
        before = now
    assert start(corpus, killed, workers).wait() == 0
    assert outputs(killed) == outputs(undisturbed)
    assert not list(killed.glob(".building-*"))


def test_shares_that_were_merged_are_not_merged_again(articles: Path, tmp_path: Path) -> None:
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    pipeline.build([articles], whole)
    script = "import os, sys; from pathlib import Path; from govgraph import pipeline; "
    script += "pipeline.assemble_turtle = lambda *_: os.kill(os.getpid(), 9); "
    script += "pipeline.build([Path(sys.argv[1])], Path(sys.argv[2]))"
    subprocess.run([sys.executable, "-c", script, str(articles), str(killed)], check=False)
    assert done(killed).keys() == done(whole).keys()

    def fail(*_: object) -> NoReturn:
        raise AssertionError("merged again")

    with pytest.MonkeyPatch.context() as patch:
        for work in ("merge_packs", "pack_portions", "describe_places"):
            patch.setattr(f"govgraph.engines.shares.{work}", fail)
        pipeline.build([articles], killed)
    assert outputs(killed) == outputs(whole)


def test_what_was_merged_of_other_articles_is_not_used(articles: Path, seeds: Path, tmp_path: Path) -> None:
    script = "import os, sys; from pathlib import Path; from govgraph import pipeline; "
    script += "pipeline.assemble_turtle = lambda *_: os.kill(os.getpid(), 9); "
    script += "pipeline.build([Path(sys.argv[1])], Path(sys.argv[2]))"
    subprocess.run([sys.executable, "-c", script, str(articles), str(tmp_path / "out")], check=False)
    pipeline.build([seeds], tmp_path / "out")
    pipeline.build([seeds], tmp_path / "alone")
    assert outputs(tmp_path / "out") == outputs(tmp_path / "alone")


def test_helpers_end_with_the_build(corpus: Path, tmp_path: Path) -> None:
    build = start(corpus, tmp_path, 2)
    helpers: list[psutil.Process] = []
    while build.poll() is None and len(helpers) < 3:  # two, and Python's own that follows their resources
        helpers = psutil.Process(build.pid).children(recursive=True)
        time.sleep(0.01)
    build.kill()
    build.wait()
    _, alive = psutil.wait_procs(helpers, timeout=20)
    assert alive == []


def test_what_a_killed_build_wrote_beside_is_swept(articles: Path, tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    dead, alive = tmp_path / f".building-{ended.pid}-x", tmp_path / f".building-{os.getpid()}-y"
    for folder in (dead, alive, tmp_path / ".building-mine"):
        folder.mkdir()
        (folder / "graph.ttl").write_text("half")
    pipeline.build([articles], tmp_path)
    assert sorted(path.name for path in tmp_path.glob(".building-*")) == [alive.name, ".building-mine"]

"""Several processes give what one gives, also when one of them dies."""

import os
import signal
import time
from pathlib import Path

import psutil
import pytest

from govgraph import pipeline
from govgraph.engines.local import BATCH, Workers, count_workers
from govgraph.model import Extraction
from govgraph.reports import Skipped


def square(number: int) -> int:
    if number % 50 == 7:
        time.sleep(0.05)  # a batch that comes late
    return number * number


def square_or_die(number: int) -> int:
    if number in (5, BATCH * 2 + 1):
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def lose(number: int) -> int:
    return -number


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_order(workers: int) -> None:
    numbers = list(range(BATCH * 5 + 3))
    with Workers(workers) as helpers:
        assert list(helpers.run(numbers, square, lose)) == [number * number for number in numbers]
        assert list(helpers.run(numbers[:3], square, lose, 1)) == [0, 1, 4]


def test_what_kills_its_process_is_lost_alone() -> None:
    numbers = list(range(BATCH * 4))
    with Workers(2) as helpers:
        found = list(helpers.run(numbers, square_or_die, lose))
    deadly = {5, BATCH * 2 + 1}
    assert found == [-number if number in deadly else number * number for number in numbers]


def nothing(_: None) -> None:
    """What processes load while nothing is asked of them."""


def test_processes_that_end_while_they_wait_are_replaced() -> None:
    with Workers(2) as helpers:
        helpers.warm(nothing)
        assert list(helpers.run([2], square, lose)) == [4]
        idle = [psutil.Process(worker) for worker in _workers()]
        for process in idle:
            process.kill()
        psutil.wait_procs(idle)
        assert list(helpers.run(list(range(BATCH * 4)), square, lose)) == [n * n for n in range(BATCH * 4)]


def test_processes_stay_while_they_have_done_little() -> None:
    with Workers(2) as helpers:
        helpers.warm(nothing)
        (before,) = set(helpers.run([2], process_of, lose))
        helpers.rest(2)
        assert before in _workers()
        assert list(helpers.run([3, 4], square, lose)) == [9, 16]
        helpers.rest(2)
        list(helpers.run([2], square, lose))
        assert before not in _workers()


def process_of(_: int) -> int:
    return os.getpid()


def _workers() -> set[int]:
    """The processes that work for this one and have not ended; Python's own, which follows resources, left out."""
    alive = [one for one in psutil.Process().children() if one.status() != psutil.STATUS_ZOMBIE]
    return {one.pid for one in alive if any("spawn_main" in word for word in one.cmdline())}


def test_reading_may_be_given_up() -> None:
    with Workers(2) as helpers:
        results = helpers.run(list(range(BATCH * 40)), square, lose)
        assert next(results) == 0
        results.close()  # type: ignore[attr-defined]
        assert list(helpers.run([5], square, lose)) == [25]


@pytest.mark.parametrize(("documents", "wanted", "expected"), [(0, None, 1), (3, None, 1), (3, 8, 3), (500, 1, 1)])
def test_workers(documents: int, wanted: int | None, expected: int) -> None:
    assert count_workers(documents, wanted) == expected


def test_many_documents_are_read_by_every_core() -> None:
    assert count_workers(100_000) == os.cpu_count()


def test_two_processes_write_the_same_bytes(articles: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number in range(BATCH // 2):
        for article in articles.glob("*.txt"):
            (corpus / f"{number:03}_{article.name}").write_bytes(article.read_bytes())
    (corpus / "broken.txt").write_bytes(b"\x00\x01\x02" * 50)
    one = list(pipeline.extract([corpus], workers=1))
    two = list(pipeline.extract([corpus], workers=2))
    assert one == two
    assert sum(isinstance(result, Skipped) for result in two) == 1
    assert sum(isinstance(result, Extraction) for result in two) > BATCH


def test_the_cache_forgets_nothing_that_other_processes_kept(articles: Path, tmp_path: Path) -> None:
    for _ in range(2):
        pipeline.build([articles], tmp_path / "output", workers=2)
        assert len(list((tmp_path / "output" / ".cache").rglob("*.json"))) == len(list(articles.glob("*.txt")))

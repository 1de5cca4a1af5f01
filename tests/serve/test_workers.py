"""A server may be stopped at any moment, also while a process for a query is being started."""

import threading
import time
from contextlib import suppress
from multiprocessing.context import SpawnProcess
from pathlib import Path

import pytest

from govgraph.serve.workers import Worker


def test_a_process_that_is_being_started_is_ended_too(seed_build: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    starting, started = threading.Event(), list[SpawnProcess]()
    begin = SpawnProcess.start

    def begin_slowly(process: SpawnProcess) -> None:
        starting.set()
        time.sleep(0.2)
        begin(process)
        started.append(process)

    monkeypatch.setattr(SpawnProcess, "start", begin_slowly)
    worker = Worker(seed_build, seed_build / ".store", 5)

    def start() -> None:
        with suppress(EOFError, OSError):  # ended before it could answer
            worker.start()

    thread = threading.Thread(target=start)
    thread.start()
    assert starting.wait(10)
    worker.close()
    thread.join(10)
    assert [process.is_alive() for process in started] == [False]
    assert worker.start() is not None, "what is closed starts nothing"
    assert len(started) == 1

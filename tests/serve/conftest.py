"""Servers on the loopback, as a person starts them, stopped when their tests are done."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

Serve = Callable[..., AbstractContextManager[str]]

#: Seconds for a query; the cartesian ones of the tests end after so long.
LIMIT = 3


@pytest.fixture(scope="session")
def serve(seed_build: Path) -> Serve:
    """Run ``govgraph serve`` for a block, which is given the server's address without the last slash."""

    @contextlib.contextmanager
    def run(*args: str, folder: Path = seed_build) -> Iterator[str]:
        command = [sys.executable, "-m", "govgraph", "serve", str(folder), "--port", "0", *args]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, encoding="utf-8", env=os.environ | {"PYTHONUNBUFFERED": "1"}
        ) as process:
            try:
                assert process.stdout is not None
                address = process.stdout.readline().split()[0]
                yield address.rstrip("/")
            finally:
                process.send_signal(signal.SIGINT)
                try:
                    process.wait(30)
                except subprocess.TimeoutExpired:
                    process.kill()
                    raise
            assert process.returncode == 0

    return run


@pytest.fixture(scope="session")
def server(serve: Serve) -> Iterator[str]:
    """The address of a server of the seeds."""
    with serve("--timeout", str(LIMIT), "--max-rows", "5000") as address:
        yield address

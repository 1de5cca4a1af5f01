"""What the tests share: the real command line, the corpora, one build of the seeds, and servers of it."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from hypothesis import settings

from tests.properties import cases

Run = Callable[..., subprocess.CompletedProcess[str]]
Serve = Callable[..., AbstractContextManager[str]]

#: Seconds that the server of the tests gives a query.
QUERY_LIMIT = 4

_ROOT = Path(__file__).parents[1]

settings.register_profile("govgraph", cases())
settings.load_profile("govgraph")


@pytest.fixture(scope="session", autouse=True)
def no_villages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A table of villages that this machine has changes no result, here or in processes that tests start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOVGRAPH_DATA", str(tmp_path_factory.mktemp("no_villages")))
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--floors",
        choices=("keep", "raise", "lower"),
        default="keep",
        help="write tests/data/floors.json from what is measured: raise what has risen, or lower what has fallen too",
    )


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return _ROOT


@pytest.fixture(scope="session")
def seeds(root: Path) -> Path:
    """The five source articles."""
    return root / "seeds"


@pytest.fixture(scope="session")
def articles(root: Path) -> Path:
    """Three short articles written for the tests; their companies, programs and people are invented."""
    return root / "tests" / "data" / "articles"


@pytest.fixture(scope="session")
def govgraph() -> Run:
    """Run the command line as a person does, in a process of its own: ``govgraph("build", path, env={…})``."""

    def run(*args: str | Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "govgraph", *map(str, args)]
        return subprocess.run(
            command, capture_output=True, encoding="utf-8", env=os.environ | (env or {}), check=False, timeout=300
        )

    return run


@pytest.fixture(scope="session")
def seed_build(govgraph: Run, seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a build of the seeds; only to be read."""
    output = tmp_path_factory.mktemp("seed_build")
    result = govgraph("build", seeds, "-o", output)
    assert result.returncode == 0, result.stderr
    return output


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
    with serve("--timeout", str(QUERY_LIMIT), "--max-rows", "5000") as address:
        yield address

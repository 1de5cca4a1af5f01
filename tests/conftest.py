"""What the tests share: the real command line, the corpora, and one build of the seeds."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

_ROOT = Path(__file__).parents[1]


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

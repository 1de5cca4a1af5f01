"""What is published: the same bytes wherever it is built, and a govgraph that works without the repository."""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import urllib.request
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

#: What a checkout has and no archive may hold.
_LEFT_OUT = (".git", ".venv", "__pycache__", "*.egg-info", ".*_cache", ".hypothesis", "node_modules", "dist", "build")
#: Seconds since 1970 that stand in archives in place of a clock.
_EPOCH = "1700000000"

_BUILD = "import sys; from hatchling import build; print(getattr(build, sys.argv[1])(sys.argv[2]))"

Build = Callable[[Path, str], Path]


@pytest.fixture(scope="module")
def copies(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two copies of the sources, made at other times, in folders of other names; one has been worked in."""
    base = tmp_path_factory.mktemp("copies")
    one, other = base / "one", base / "other-place"
    shutil.copytree(root, one, ignore=shutil.ignore_patterns(*_LEFT_OUT, "output"), copy_function=shutil.copyfile)
    shutil.copytree(one, other, copy_function=shutil.copyfile)
    for number, path in enumerate(sorted(other.rglob("*"), reverse=True)):
        os.utime(path, (number, number))
    (other / "output").mkdir()
    (other / "output" / "graph.ttl").write_text("of a build", encoding="utf-8")
    (other / "src/govgraph/__pycache__").mkdir()
    (other / "src/govgraph/__pycache__/cli.cpython-311.pyc").write_bytes(b"compiled")
    return one, other


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Build a wheel or sdist of a folder, as pip and `python -m build` do; without an environment of its own."""

    def run(folder: Path, kind: str) -> Path:
        target = tmp_path_factory.mktemp("dist")
        done = subprocess.run(
            [sys.executable, "-c", _BUILD, f"build_{kind}", str(target)],
            cwd=folder, env=os.environ | {"SOURCE_DATE_EPOCH": _EPOCH}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return target / done.stdout.split()[-1]

    return run


@pytest.fixture(scope="module")
def wheel(copies: tuple[Path, Path], make: Build) -> Path:
    return make(copies[0], "wheel")


@pytest.fixture(scope="module")
def sdist(copies: tuple[Path, Path], make: Build) -> Path:
    return make(copies[0], "sdist")


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_wheel_is_the_same_wherever_it_is_built(copies: tuple[Path, Path], make: Build, wheel: Path) -> None:
    assert digest(make(copies[1], "wheel")) == digest(wheel)


def test_an_sdist_is_the_same_wherever_it_is_built(copies: tuple[Path, Path], make: Build, sdist: Path) -> None:
    assert digest(make(copies[1], "sdist")) == digest(sdist)
    with tarfile.open(sdist) as archive:
        members = archive.getmembers()
    names = [member.name for member in members]
    assert len(set(names)) == len(names)
    assert {member.mtime for member in members} == {int(_EPOCH)}
    assert {(member.uid, member.gid, member.uname, member.gname) for member in members} == {(0, 0, "", "")}
    assert [name for name in names if ".pyc" in name or ("/output/" in name and ".gitkeep" not in name)] == []


def test_a_wheel_holds_the_package_and_what_it_reads(root: Path, wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    here = [path for path in (root / "src").rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert {path.relative_to(root / "src").as_posix() for path in here} <= names
    for folder in ("seeds", "ontology"):
        data = [path for path in (root / folder).rglob("*") if path.is_file()]
        assert {f"govgraph/data/{path.relative_to(root).as_posix()}" for path in data} <= names
    assert {name.split("/")[0] for name in names} == {"govgraph", "govgraph-0.1.0.dist-info"}
    assert "govgraph-0.1.0.dist-info/licenses/LICENSE" in names


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel, outside the repository; its libraries are those that the tests run with."""
    folder = tmp_path_factory.mktemp("clean") / "env"
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    quiet = ["--quiet", "--disable-pip-version-check", "--no-deps", "--no-index", "--no-compile"]
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", *quiet, str(wheel)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=clean())
    assert done.returncode == 0, done.stderr
    paths = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})
    # A path in a .pth file adds the libraries, and not the repository, which the tests' own .pth file adds to them.
    (Path(paths["purelib"]) / "libraries.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    return folder / "bin"


def clean() -> dict[str, str]:
    """The environment without what would lead back to the repository, and with a trace of what has run."""
    dropped = ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
    return {name: value for name, value in os.environ.items() if name not in dropped}


def test_installed_it_works_without_the_repository(installed: Path, tmp_path: Path, root: Path) -> None:
    def run(*args: str) -> str:
        done = subprocess.run(
            [str(installed / "govgraph"), *args], cwd=tmp_path, env=clean(), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = [
        str(installed / "python"),
        "-c",
        "from importlib.util import find_spec; print(find_spec('govgraph').origin)",
    ]
    found = subprocess.run(where, cwd=tmp_path, env=clean(), capture_output=True, text=True, check=True).stdout
    assert found.startswith(str(installed.parent))
    assert "5 read" in run("build")
    assert run("export", "--to", "nt").count(" .\n") > 5000
    serve = [str(installed / "govgraph"), "serve", "--port", "0"]
    with subprocess.Popen(
        serve, cwd=tmp_path, env=clean() | {"PYTHONUNBUFFERED": "1"}, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().split()[0]
            with urllib.request.urlopen(address, timeout=30) as page:
                assert page.read() == (tmp_path / "output" / "graph.html").read_bytes()
        finally:
            process.terminate()

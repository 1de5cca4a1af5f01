"""`govgraph explain` as a person, a pipe and a script meet it."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from govgraph.cli import main
from tests.conftest import Run
from tests.test_inputs import BAD

ARTICLE = "jiangyan_shuji_xiangmu.txt"


def test_an_article_is_shown_with_its_reasons(govgraph: Run, articles: Path) -> None:
    result = govgraph("explain", articles / ARTICLE)
    assert (result.returncode, result.stderr) == (0, "")
    assert "|Program e" in result.stdout
    assert "—runs→" in result.stdout
    assert "runs." in result.stdout
    assert "\x1b" not in result.stdout


def test_every_seed_is_drawn_as_a_page(seeds: Path, tmp_path: Path) -> None:
    for path in sorted(seeds.glob("*.txt")):
        page = tmp_path / f"{path.stem}.html"
        result = CliRunner().invoke(main, ["explain", str(path), "--html", str(page)])
        assert (result.exit_code, result.stderr) == (0, ""), path
        assert str(page) in result.stdout
        assert page.read_bytes().startswith(b"<!DOCTYPE html>")


def _on_terminal(path: Path, **env: str) -> bytes:
    """What the command prints on a terminal of 100 columns."""
    master, slave = pty.openpty()
    kept = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    environment = kept | {"COLUMNS": "100", "TERM": "xterm"} | env
    command = [sys.executable, "-m", "govgraph", "explain", str(path)]
    with subprocess.Popen(command, stdout=slave, stderr=subprocess.DEVNULL, env=environment) as process:
        os.close(slave)
        shown = b""
        try:
            while chunk := os.read(master, 65536):
                shown += chunk
        except OSError:  # how Linux ends a terminal whose other side is closed
            pass
    os.close(master)
    assert process.returncode == 0
    return shown


@pytest.mark.parametrize(
    ("env", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)], ids=str
)
def test_a_terminal_has_colours_unless_told_not_to(articles: Path, env: dict[str, str], coloured: bool) -> None:
    shown = _on_terminal(articles / ARTICLE, **env)
    assert (b"\x1b[" in shown) == coloured
    assert b"|Program e" in shown


@pytest.mark.parametrize("name", [name for name in BAD if name not in ("a folder without articles",)])
def test_bad_input_is_one_sentence(govgraph: Run, tmp_path: Path, name: str) -> None:
    made = BAD[name][0](tmp_path)
    path = next(made.glob("*.txt")) if made.is_dir() else made
    result = govgraph("explain", path)
    assert result.returncode in (1, 2)
    assert result.stderr.splitlines()[-1].startswith("Error: ")
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_a_folder_is_a_usage_error(govgraph: Run, articles: Path) -> None:
    assert govgraph("explain", articles).returncode == 2


def test_a_page_that_cannot_be_written_is_explained(govgraph: Run, articles: Path, tmp_path: Path) -> None:
    result = govgraph("explain", articles / ARTICLE, "--html", tmp_path / "missing" / "page.html")
    assert result.returncode == 1
    assert "page.html" in result.stderr
    assert "Traceback" not in result.stderr


def _fail(*_: object, **__: object) -> None:
    raise ZeroDivisionError("made for this test")


def test_a_fault_is_one_sentence_and_a_traceback_under_debug(monkeypatch: pytest.MonkeyPatch, articles: Path) -> None:
    monkeypatch.setattr("govgraph.engines.reading.extract_document", _fail)
    result = CliRunner().invoke(main, ["explain", str(articles / ARTICLE)])
    assert result.exit_code == 1
    assert "ZeroDivisionError: made for this test" in result.stderr
    debugged = CliRunner().invoke(main, ["explain", str(articles / ARTICLE), "--debug"])
    assert isinstance(debugged.exception, ZeroDivisionError)


def test_a_closed_pipe_is_silent(articles: Path) -> None:
    command = [sys.executable, "-m", "govgraph", "explain", str(articles / ARTICLE)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""

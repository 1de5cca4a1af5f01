"""What a shell completes after `govgraph`, in a real bash that a person types into."""

import os
import pty
import select
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.shell_completion import BashComplete
from click.testing import CliRunner

from govgraph.cli import main
from govgraph.completions import SHELLS
from govgraph.exports import FORMATS
from govgraph.lexicon.groups import amendable

#: Seconds in which a shell on a busy machine has answered.
_PATIENCE = 60

Type = Callable[[str], str]


@pytest.fixture(scope="module")
def type_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Type]:
    """Type a line and Tab into an interactive bash; gives the line as it stands then."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("no bash on this machine")
    folder = tmp_path_factory.mktemp("shell")
    (folder / "新闻").mkdir()
    (folder / "程序").mkdir()
    (folder / "govgraph").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m govgraph "$@"\n', encoding="utf-8")
    (folder / "govgraph").chmod(0o755)
    child, terminal = pty.fork()
    if child == 0:
        path = f"{folder}{os.pathsep}{os.environ['PATH']}"
        source = str(Path(__file__).parents[1] / "src")
        told = {"PS1": "$ ", "TERM": "dumb", "PATH": path, "LC_ALL": "C.UTF-8", "HISTFILE": "", "PYTHONPATH": source}
        os.chdir(folder)
        os.execve(bash, [bash, "--norc", "--noprofile", "-i"], os.environ | told)  # noqa: S606 - what is tested

    def read_until(mark: str) -> str:
        shown, end = b"", time.monotonic() + _PATIENCE
        while not shown.decode(errors="replace").endswith(mark):
            assert time.monotonic() < end, f"bash shows no {mark!r}: {shown.decode(errors='replace')!r}"
            if select.select([terminal], [], [], 0.1)[0]:
                shown += os.read(terminal, 4096)
        return shown.decode()

    def type_line(line: str) -> str:
        # Ctrl-A and Ctrl-K have the line, completed, put back after an echo.
        os.write(terminal, f"{line}\t\x01echo '<\x05>'\n".encode())
        return read_until(">\r\n$ ").rpartition("<")[2].partition(">")[0]

    os.write(terminal, b"bind 'set bell-style none'; eval \"$(govgraph completion bash)\"; echo read''y\n")
    read_until("ready\r\n$ ")
    yield type_line
    os.kill(child, signal.SIGKILL)
    os.close(terminal)
    os.waitpid(child, 0)


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("govgraph expo", "govgraph export "),
        ("govgraph build 新", "govgraph build 新闻/"),
        ("govgraph query program-runners --param w", "govgraph query program-runners --param wanted="),
    ],
)
def test_bash_completes_what_is_typed(type_in: Type, typed: str, completed: str) -> None:
    assert type_in(typed) == completed


def _complete(*words: str) -> list[str]:
    *before, last = words
    shell = BashComplete(main, {}, "govgraph", "_GOVGRAPH_COMPLETE")
    return [item.value for item in shell.get_completions(before, last)]


def test_words_that_only_govgraph_knows() -> None:
    assert _complete("export", "--to", "") == list(FORMATS)
    assert _complete("lexicon", "list", "") == list(amendable())
    assert _complete("lexicon", "") == ["check", "list"]
    assert _complete("query", "program-r") == ["program-runners"]
    assert _complete("query", "program-runners", "--param", "") == ["wanted="]
    assert _complete("query", "statement-evidence", "--param", "") == ["subject=", "object="]
    assert _complete("build", "--column", "t") == ["text=", "title="]
    assert _complete("completion", "") == list(SHELLS)
    assert _complete("") == sorted(main.commands)


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_has_a_script(shell: str) -> None:
    result = CliRunner().invoke(main, ["completion", shell])
    assert result.exit_code == 0
    assert f"_GOVGRAPH_COMPLETE={shell}_complete" in result.output
    assert result.output.endswith("\n")


def test_another_shell_is_a_usage_error() -> None:
    result = CliRunner().invoke(main, ["completion", "powershell"])
    assert result.exit_code == 2
    assert "'bash', 'zsh', 'fish'" in result.output

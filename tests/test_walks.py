"""The walks in docs/walks.md run, and print what they say. ``GOVGRAPH_RENEW=1`` writes anew what is printed."""

import os
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from govgraph.cli import main

_NAMES = ("walks.md", "walks.zh.md")
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_MORE = "…"


def _commands(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each command with the lines that it is said to print."""
    for block in _BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *lines = part.splitlines()
            yield command, lines


def _shown(printed: list[str], said: list[str]) -> list[str]:
    """As much of what was printed as the walk shows."""
    if said[-1:] != [_MORE]:
        return printed
    return [*printed[: len(said) - 1], _MORE]


def _run(text: str) -> dict[str, list[str]]:
    """What the walks print, by command."""
    shown = {}
    for command, said in _commands(text):
        program, *arguments = shlex.split(command)
        assert program == "govgraph"
        result = CliRunner().invoke(main, arguments)
        assert (result.exit_code, result.stderr) == (0, ""), command
        assert result.stdout, command
        shown[command] = _shown([line.rstrip() for line in result.stdout.splitlines()], said)
    return shown


def test_the_walks_print_what_they_say(
    root: Path, seed_build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("seeds", "docs"):
        (tmp_path / name).symlink_to(root / name)
    shutil.copytree(seed_build, tmp_path / "output", ignore=shutil.ignore_patterns(".store"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    texts = {name: (root / "docs" / name).read_text(encoding="utf-8") for name in _NAMES}
    shown = _run(texts["walks.md"])
    if os.environ.get("GOVGRAPH_RENEW"):
        for name, text in texts.items():
            blocks = [
                "".join("\n".join([f"$ {one}", *shown[one], ""]) for one, _ in _commands(f"```console\n{block}```\n"))
                for block in _BLOCK.findall(text)
            ]
            (root / "docs" / name).write_text(_BLOCK.sub(lambda _: blocks.pop(0), text), encoding="utf-8")
        return
    for text in texts.values():
        assert dict(_commands(text)) == shown, "renew it: GOVGRAPH_RENEW=1 pytest tests/test_walks.py"

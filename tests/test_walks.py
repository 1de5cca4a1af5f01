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


def _split(block: str) -> Iterator[tuple[str, list[str]]]:
    """Each command with the lines that it is said to print."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *lines = part.splitlines()
        yield command, lines


def _commands(text: str) -> dict[str, list[str]]:
    return dict(pair for block in _BLOCK.findall(text) for pair in _split(block))


def _shown(printed: list[str], said: list[str]) -> list[str]:
    """As much of what was printed as the walk shows."""
    if said[-1:] != [_MORE]:
        return printed
    return [*printed[: len(said) - 1], _MORE]


def _run(text: str) -> dict[str, list[str]]:
    """What the walks print, by command."""
    shown = {}
    for command, said in _commands(text).items():
        program, *arguments = shlex.split(command)
        assert program == "govgraph"
        result = CliRunner().invoke(main, arguments)
        assert (result.exit_code, result.stderr) == (0, ""), command
        assert result.stdout, command
        shown[command] = _shown([line.rstrip() for line in result.stdout.splitlines()], said)
    return shown


def _renew(text: str, shown: dict[str, list[str]]) -> str:
    """The text with what its commands print."""

    def write(block: re.Match[str]) -> str:
        return "".join("\n".join([f"$ {command}", *shown[command], ""]) for command, _ in _split(block[0]))

    return _BLOCK.sub(write, text)


def test_the_walks_print_what_they_say(
    root: Path, seed_build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("seeds", "docs"):
        (tmp_path / name).symlink_to(root / name)
    shutil.copytree(seed_build, tmp_path / "output", ignore=shutil.ignore_patterns(".store"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    walks = [root / "docs" / name for name in _NAMES]
    texts = [walk.read_text(encoding="utf-8") for walk in walks]
    shown = _run(texts[0])
    if os.environ.get("GOVGRAPH_RENEW"):
        for walk, text in zip(walks, texts, strict=True):
            walk.write_text(_renew(text, shown), encoding="utf-8")
        return
    for text in texts:
        assert _commands(text) == shown, "renew it: make docs"

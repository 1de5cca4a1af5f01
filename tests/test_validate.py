"""`govgraph validate` as a person and a script meet it."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run


@pytest.fixture(scope="module")
def broken(seed_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeds' graph without the evidence of its first post."""
    text = (seed_build / "graph.ttl").read_text(encoding="utf-8")
    start = text.index("gg:evidence", text.index("a gg:Post, "))
    path = tmp_path_factory.mktemp("broken") / "graph.ttl"
    path.write_text(text[:start] + text[text.index(";", start) + 1 :], encoding="utf-8")
    return path


def test_the_seeds_conform(govgraph: Run, seed_build: Path) -> None:
    result = govgraph("validate", seed_build)
    assert (result.returncode, result.stderr) == (0, "")
    assert "The graph conforms" in result.stdout


@pytest.mark.parametrize(("language", "message"), [("en", "There is no evidence for it."), ("zh", "没有证据。")])
def test_a_broken_graph_ends_with_1(govgraph: Run, broken: Path, language: str, message: str) -> None:
    result = govgraph("validate", broken, "--lang", language)
    assert (result.returncode, result.stderr) == (1, "")
    assert f"1 × {message}  gg:evidence" in result.stdout


def test_json_holds_everything(govgraph: Run, broken: Path) -> None:
    result = govgraph("validate", broken, "--json")
    assert (result.returncode, result.stderr, result.stdout.count("\n")) == (1, "", 1)
    report = json.loads(result.stdout)
    assert list(report) == ["file", "triples", "conforms", "violations"]
    assert report["conforms"] is False
    (violation,) = report["violations"]
    assert violation["types"] == ["gg:Post"]
    assert set(violation["message"]) == {"en", "zh"}


def test_a_fault_of_the_file_is_one_sentence(govgraph: Run, tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("this is no Turtle", encoding="utf-8")
    result = govgraph("validate", path)
    assert (result.returncode, result.stdout) == (1, "")
    assert "cannot be read" in result.stderr
    assert "Traceback" not in result.stderr

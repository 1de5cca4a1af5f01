"""`govgraph diff` as a person, a pipe and a script meet it, over real builds."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

LAST = "004_75f8b97511d2f4b0.txt"
PARTS = ("documents", "entities", "relations", "posts", "measures")


@pytest.fixture(scope="module")
def less(govgraph: Run, seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of the seeds without the last."""
    folder = tmp_path_factory.mktemp("less")
    paths = [path for path in sorted(seeds.glob("*.txt")) if path.name != LAST]
    assert govgraph("build", *paths, "-o", folder).returncode == 0
    return folder


def _read_json(govgraph: Run, old: Path, new: Path) -> dict[str, Any]:
    result = govgraph("diff", old, new, "--json")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.count("\n") == 1
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_an_article_more_is_shown(govgraph: Run, less: Path, seed_build: Path) -> None:
    result = govgraph("diff", less, seed_build)
    assert (result.returncode, result.stderr) == (0, "")
    assert "Documents added: 1" in result.stdout
    assert LAST in result.stdout
    assert "娄桥街道 —partOf→ 瓯海区" in result.stdout
    assert "more (--all)" in result.stdout
    assert "\x1b" not in result.stdout
    everything = govgraph("diff", less, seed_build, "--all").stdout
    assert "--all" not in everything
    assert everything.count("\n  + ") == sum(
        len(part["added"]) for part in _read_json(govgraph, less, seed_build).values()
    )


def test_json_holds_everything(govgraph: Run, less: Path, seed_build: Path) -> None:
    difference = _read_json(govgraph, less, seed_build)
    assert list(difference) == list(PARTS)
    counts = [json.loads((one / "report.json").read_text(encoding="utf-8"))["counts"] for one in (less, seed_build)]
    for name, part in difference.items():
        assert list(part) == ["old", "new", "added", "gone", "changed", "recounted", "perhaps_same"]
        assert [part["old"], part["new"]] == [count[name] for count in counts]
        assert part["new"] - part["old"] == len(part["added"]) - len(part["gone"])
        ids = [one["id"] for one in part["added"]]
        assert ids == sorted(ids) != []
    relation = difference["relations"]["added"][0]
    assert set(relation) == {"id", "subject", "predicate", "object", "basis", "confidence", "support"}
    assert set(relation["subject"]) == {"id", "name"}
    assert _read_json(govgraph, less, seed_build) == difference
    back = _read_json(govgraph, seed_build, less)
    assert [back[name]["gone"] for name in PARTS] == [difference[name]["added"] for name in PARTS]


def test_an_edited_article_is_shown(govgraph: Run, articles: Path, tmp_path: Path) -> None:
    edited = shutil.copytree(articles, tmp_path / "edited")
    path = edited / "jiangyan_shuji_xiangmu.txt"
    text = path.read_text(encoding="utf-8").replace("128件", "135件").replace("陆明远", "陆明达")
    path.write_text(text, encoding="utf-8")
    for source, name in ((articles, "a"), (edited, "b")):
        assert govgraph("build", source, "-o", tmp_path / name).returncode == 0
    shown = govgraph("diff", tmp_path / "a", tmp_path / "b").stdout
    assert "~ jiangyan_shuji_xiangmu.txt  other content" in shown
    assert "value 128 → 135" in shown
    assert "+ 陆明达 · 总经理 · " in shown
    assert "- 陆明远 · 总经理 · " in shown


def test_the_exit_code_tells_when_asked(govgraph: Run, less: Path, seed_build: Path) -> None:
    assert govgraph("diff", less, seed_build, "--exit-code").returncode == 1
    assert govgraph("diff", less, seed_build, "--exit-code", "--json").returncode == 1
    same = govgraph("diff", seed_build, seed_build, "--exit-code")
    assert (same.returncode, same.stdout.splitlines()[-1]) == (0, "No difference: both builds say the same.")


def test_hash_seeds_change_nothing(govgraph: Run, less: Path, seed_build: Path) -> None:
    for form in ("--json", "--all"):
        one, other = (govgraph("diff", less, seed_build, form, env={"PYTHONHASHSEED": seed}) for seed in "12")
        assert one.stdout == other.stdout


def test_a_folder_that_holds_no_build_is_explained(govgraph: Run, seed_build: Path, tmp_path: Path) -> None:
    result = govgraph("diff", seed_build, tmp_path)
    assert (result.returncode, result.stdout) == (1, "")
    assert (
        result.stderr
        == f"Error: {tmp_path} holds no build. Build one first: govgraph build … -o {tmp_path}{os.linesep}"
    )


def test_a_path_that_is_no_folder_is_a_usage_error(govgraph: Run, seed_build: Path) -> None:
    assert govgraph("diff", seed_build, seed_build / "nowhere").returncode == 2
    assert govgraph("diff", seed_build, seed_build / "graph.ttl").returncode == 2
    assert govgraph("diff", seed_build).returncode == 2

"""The quality floors: micro F1 by group of annotated articles, where the scorer is at hand (``../shared/gold``)."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

#: Group -> its gold folders, each with the folder of its texts. ``own`` was written for this project.
GROUPS = {
    "shared": {"../shared/gold/seeds": "seeds", "../shared/gold/dev": "../shared/gold/dev-texts"},
    "own": {"tests/data/gold": "tests/data/gold/texts"},
}

KINDS = ("entities", "relations", "posts", "measures")


def _digest(root: Path, group: str) -> str:
    """A hash of the answers that a group's floors were measured on."""
    total = hashlib.sha256()
    for path in sorted(file for folder in GROUPS[group] for file in (root / folder).glob("*.json")):
        total.update(f"{path.parent.name}/{path.name}\0".encode() + path.read_bytes())
    return total.hexdigest()


@pytest.fixture(scope="module")
def scorer(root: Path) -> Path:
    path = root.parent / "shared" / "gold" / "score.py"
    if not path.is_file():
        pytest.skip("the scorer and its gold are not beside this repository (../shared/gold)")
    return path


@pytest.fixture(scope="module")
def floors(root: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((root / "tests" / "data" / "floors.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module", params=GROUPS)
def measured(
    request: pytest.FixtureRequest, root: Path, scorer: Path, govgraph: Run, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, dict[str, float]]:
    """A group and its F1 by kind, hits and misses of all its articles taken together."""
    totals = {kind: {"hit": 0, "pred": 0, "gold": 0} for kind in KINDS}
    for gold, texts in GROUPS[request.param].items():
        extracted = tmp_path_factory.mktemp("gold") / "extracted.jsonl"
        extracted.write_text(govgraph("extract", root / texts).stdout, encoding="utf-8")
        command = [sys.executable, str(scorer), str(root / gold), str(extracted), "--json"]
        tally = json.loads(subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout)
        for kind, total in totals.items():
            for count in total:
                total[count] += tally[kind].get(count, 0)
    f1 = {kind: 2 * total["hit"] / (total["pred"] + total["gold"]) for kind, total in totals.items()}
    return request.param, f1


@pytest.mark.parametrize("group", GROUPS)
def test_the_floors_belong_to_this_gold(root: Path, scorer: Path, floors: dict[str, Any], group: str) -> None:
    assert floors[group]["gold_sha256"] == _digest(root, group), "the gold has changed: measure again"


@pytest.mark.parametrize("kind", KINDS)
def test_quality_does_not_fall(measured: tuple[str, dict[str, float]], floors: dict[str, Any], kind: str) -> None:
    group, f1 = measured
    assert f1[kind] >= floors[group]["f1"][kind], {name: round(score, 3) for name, score in f1.items()}

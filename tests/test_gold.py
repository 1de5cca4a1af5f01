"""The quality floors: micro F1 over both gold sets, where the gold is at hand (``../shared/gold``)."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

#: Gold set -> the folder of its articles; ``../shared/gold`` stands beside the repository.
SETS = {"seeds": "seeds", "dev": "dev-texts"}

KINDS = ("entities", "relations", "posts", "measures")


def _digest(gold: Path) -> str:
    """A hash of the answers that the floors were measured on."""
    total = hashlib.sha256()
    for path in sorted(file for name in SETS for file in (gold / name).glob("*.json")):
        total.update(f"{path.parent.name}/{path.name}\0".encode() + path.read_bytes())
    return total.hexdigest()


@pytest.fixture(scope="module")
def gold(root: Path) -> Path:
    path = root.parent / "shared" / "gold"
    if not path.is_dir():
        pytest.skip("the gold annotations are not beside this repository (../shared/gold)")
    return path


@pytest.fixture(scope="module")
def floors(root: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((root / "tests" / "data" / "floors.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def scores(gold: Path, seeds: Path, govgraph: Run, tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """F1 by kind, hits and misses of both sets taken together."""
    totals = {kind: {"hit": 0, "pred": 0, "gold": 0} for kind in KINDS}
    for name, texts in SETS.items():
        extracted = tmp_path_factory.mktemp("gold") / f"{name}.jsonl"
        extracted.write_text(govgraph("extract", seeds if name == "seeds" else gold / texts).stdout, encoding="utf-8")
        command = [sys.executable, str(gold / "score.py"), str(gold / name), str(extracted), "--json"]
        tally = json.loads(subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout)
        for kind, total in totals.items():
            for count in total:
                total[count] += tally[kind].get(count, 0)
    return {kind: 2 * total["hit"] / (total["pred"] + total["gold"]) for kind, total in totals.items()}


def test_the_floors_belong_to_this_gold(gold: Path, floors: dict[str, Any]) -> None:
    assert floors["gold_sha256"] == _digest(gold), "the gold has changed: measure again and write floors.json anew"


@pytest.mark.parametrize("kind", KINDS)
def test_quality_does_not_fall(scores: dict[str, float], floors: dict[str, Any], kind: str) -> None:
    assert scores[kind] >= floors["f1"][kind], {name: round(score, 3) for name, score in scores.items()}

"""The quality floors: micro F1 by group of annotated articles; ``--floors`` writes them anew (see ``conftest.py``)."""

import hashlib
import json
import math
from pathlib import Path
from typing import Any

import pytest

from govgraph import pipeline
from govgraph.evaluation import score

#: Group -> its gold folder and the folders of its texts. ``own`` was written for this project.
GROUPS = {
    "shared": ("../shared/gold", ("seeds", "../shared/gold/dev-texts")),
    "own": ("tests/data/gold", ("tests/data/gold/texts",)),
}

KINDS = ("entities", "relations", "posts", "measures")

Floors = dict[str, Any]


def _digest(folder: Path) -> str:
    """A hash of the answers that a group's floors were measured on."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*.json")):
        total.update(f"{path.parent.name}/{path.name}\0".encode() + path.read_bytes())
    return total.hexdigest()


def _round_down(share: float) -> float:
    return math.floor(share * 1000) / 1000


def _renew(floor: Floors, f1: dict[str, float], digest: str, how: str) -> Floors:
    """The floors of a group after a measurement; only ``lower`` sets one that fell or was measured on other gold."""
    if how == "raise":
        assert floor["gold_sha256"] == digest, "the gold has changed: only --floors=lower measures anew"
        f1 = {kind: max(share, floor["f1"][kind]) for kind, share in f1.items()}
    return {"gold_sha256": digest, "f1": f1}


@pytest.fixture(scope="module")
def path(root: Path) -> Path:
    return root / "tests" / "data" / "floors.json"


@pytest.fixture(scope="module", params=GROUPS)
def group(request: pytest.FixtureRequest, root: Path) -> str:
    name = str(request.param)
    if not (root / GROUPS[name][0]).is_dir():
        pytest.skip(f"the gold is not beside this repository ({GROUPS[name][0]})")
    return name


@pytest.fixture(scope="module")
def f1(group: str, root: Path) -> dict[str, float]:
    gold, texts = GROUPS[group]
    scores = score(pipeline.evaluate(root / gold, [root / folder for folder in texts]))
    return {kind: _round_down(scores[kind].f1) for kind in KINDS}


@pytest.fixture(scope="module")
def floor(request: pytest.FixtureRequest, group: str, f1: dict[str, float], root: Path, path: Path) -> Floors:
    floors: Floors = json.loads(path.read_text(encoding="utf-8"))
    if (how := request.config.getoption("--floors")) != "keep":
        floors[group] = _renew(floors[group], f1, _digest(root / GROUPS[group][0]), how)
        path.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
    group_floor: Floors = floors[group]
    return group_floor


def test_the_floors_belong_to_this_gold(group: str, floor: Floors, root: Path) -> None:
    assert floor["gold_sha256"] == _digest(root / GROUPS[group][0]), "the gold has changed: measure again"


@pytest.mark.parametrize("kind", KINDS)
def test_quality_does_not_fall(f1: dict[str, float], floor: Floors, kind: str) -> None:
    assert f1[kind] >= floor["f1"][kind], f1


def test_floors_fall_only_where_that_is_asked_for() -> None:
    floor: Floors = {"gold_sha256": "a", "f1": {"posts": 0.9, "measures": 0.5}}
    measured = {"posts": 0.8, "measures": 0.6}
    assert _renew(floor, measured, "a", "raise") == {"gold_sha256": "a", "f1": {"posts": 0.9, "measures": 0.6}}
    assert _renew(floor, measured, "b", "lower") == {"gold_sha256": "b", "f1": measured}
    with pytest.raises(AssertionError, match="gold has changed"):
        _renew(floor, measured, "b", "raise")

"""``benchmarks/calibrate.py``: what docs/quality.md and lexicon/confidence.yaml are made with."""

import re
import subprocess
import sys
from pathlib import Path

import yaml

from govgraph import lexicon


def _run(root: Path, *options: str) -> str:
    command = [sys.executable, str(root / "benchmarks" / "calibrate.py"), *options]
    pair = f"{root}/tests/data/gold={root}/tests/data/gold/texts"
    done = subprocess.run([*command, pair], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_gives_every_rule_a_share(root: Path) -> None:
    table = yaml.safe_load(_run(root))
    assert set(table) == set(lexicon.read("confidence"))
    assert all(0 < share < 1 for share in table.values())


def test_it_shows_how_far_confidences_hold(root: Path) -> None:
    lines = _run(root, "--reliability").splitlines()
    rows = [[float(cell) for cell in line.split(" | ")[1:3]] for line in lines if re.match(r"\| \d", line)]
    assert sum(statements for statements, _ in rows) > 300
    assert [stated for _, stated in rows] == sorted(stated for _, stated in rows)
    assert re.fullmatch(r"Brier score 0\.\d{3}, expected calibration error 0\.\d{3}\.", lines[-1])


def test_it_explains_itself_without_gold(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(root / "benchmarks" / "calibrate.py")], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1
    assert "usage: calibrate.py" in done.stderr

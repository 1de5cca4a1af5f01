"""The scores are those of the script that judges (``../shared/gold/score.py``), count for count."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from govgraph import pipeline
from govgraph.evaluation import score
from govgraph.model import Extraction
from govgraph.records import to_json

GOLD = {
    "../shared/gold/seeds": "seeds",
    "../shared/gold/dev": "../shared/gold/dev-texts",
    "tests/data/gold": "tests/data/gold/texts",
}


@pytest.mark.parametrize("gold", GOLD)
def test_both_count_the_same(root: Path, tmp_path: Path, gold: str) -> None:
    referee, texts = root / "../shared/gold/score.py", root / GOLD[gold]
    if not referee.is_file():
        pytest.skip("the script that judges is not beside this repository (../shared/gold)")
    extracted = tmp_path / "extracted.jsonl"
    results = [result for result in pipeline.extract([texts]) if isinstance(result, Extraction)]
    extracted.write_text("\n".join(map(to_json, results)), encoding="utf-8")
    command = [sys.executable, str(referee), str(root / gold), str(extracted), "--json"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    counted = {
        name: (row.get("gold", 0), row.get("pred", 0), row.get("hit", 0))
        for name, row in json.loads(done.stdout).items()
    }
    scores = {name: (s.gold, s.found, s.right) for name, s in score(pipeline.evaluate(root / gold, [texts])).items()}
    assert {name: counts for name, counts in scores.items() if name in counted} == counted
    assert all(scores[name] == (0, 0, 0) for name in scores.keys() - counted.keys())

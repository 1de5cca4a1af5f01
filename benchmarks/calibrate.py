"""How often each rule is right on annotated articles: prints ``lexicon/confidence.yaml``.

usage: calibrate.py SCORER GOLD_DIR=TEXT_DIR...

SCORER is the script that compares extractions with gold; its matching of entities is used. A rule's share is drawn
towards one half by one reading right and one wrong, so that a rule that fired once is not sure.
"""

import collections
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from govgraph import lexicon
from govgraph.corpus import find_files, read_document
from govgraph.link import extract_document
from govgraph.records import to_plain

Tally = dict[str, list[int]]


def load_scorer(path: Path) -> ModuleType:
    """The scoring script as a module."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python script")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judge(said: dict[str, Any], gold: dict[str, Any], scorer: ModuleType, tally: Tally) -> None:
    """Count for each rule what it read in one document and how much of that the gold confirms."""
    same = scorer.match(said["entities"], gold["entities"])
    wanted = {(r["s"], r["p"], r["o"]) for r in gold["relations"]}
    for r in said["relations"]:
        count(tally, r["rule"], (same.get(r["subject"]), r["predicate"], same.get(r["object"])) in wanted)
    held = {(scorer.fold(p["person"]), p["of"]) for p in gold.get("posts", [])}
    for p in said["posts"]:
        count(tally, p["rule"], (scorer.fold(p["person"]), same.get(p["of"])) in held)
    left = list(gold.get("measures", []))
    for m in said["measures"]:
        found = next((g for g in left if is_told(m, g, same, scorer)), None)
        if found is not None:
            left.remove(found)
        count(tally, m["rule"], found is not None)


def is_told(said: dict[str, Any], gold: dict[str, Any], same: dict[str, str], scorer: ModuleType) -> bool:
    """Whether a figure is the gold's: subject, value and unit, and enough of the indicator."""
    return bool(
        same.get(said["subject"]) == gold["s"]
        and abs(float(said["value"]) - float(gold["value"])) < 1e-6 * max(1.0, abs(float(gold["value"])))
        and scorer.fold(said["unit"]) == scorer.fold(gold["unit"])
        and scorer.overlap(said["indicator"], gold["indicator"])
    )


def count(tally: Tally, rule: str, right: bool) -> None:
    """One reading of a rule."""
    tally[rule][0] += right
    tally[rule][1] += 1


def main() -> None:
    """Print the table, rules by name."""
    scorer = load_scorer(Path(sys.argv[1]))
    tally: Tally = collections.defaultdict(lambda: [0, 0])
    for pair in sys.argv[2:]:
        gold_dir, text_dir = map(Path, pair.split("="))
        for source in find_files([text_dir]):
            gold_path = gold_dir / f"{source.id.split('_')[0]}.json"
            if gold_path.exists():
                said = to_plain(extract_document(read_document(source)))
                judge(said, json.loads(gold_path.read_text(encoding="utf-8")), scorer, tally)
    rules = {rule: tally.get(rule, [0, 0]) for rule in sorted({*lexicon.read("confidence"), *tally})}
    table = {rule: round((right + 1) / (all_ + 2), 2) for rule, (right, all_) in rules.items()}
    print(yaml.safe_dump(table, sort_keys=True).strip())


if __name__ == "__main__":
    main()

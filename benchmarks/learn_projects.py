"""Learns how much each reason for a phrase naming a project counts: prints ``lexicon/project_weights.yaml``.

usage: learn_projects.py GOLD_DIR=TEXT_DIR...

As ``learn_programs.py``, whose learner it uses; a phrase is right where gold has one of its spellings as a project.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml
from learn_programs import Row, cross_validate, f1, guess, learn

from govgraph.corpus import find_files, read_document
from govgraph.evaluation.matching import fold
from govgraph.extract import FINDERS, Scene
from govgraph.extract.grounds import REASONS
from govgraph.extract.projects import candidates, find_projects, spellings
from govgraph.extract.weighing import observe
from govgraph.text.passages import read_passages


def read_rows(pairs: Iterable[str]) -> Iterator[Row]:
    """All phrases of the annotated articles that may name projects."""
    for pair in pairs:
        gold_dir, text_dir = map(Path, pair.split("="))
        for source in find_files([text_dir]):
            gold_path = gold_dir / f"{source.id.split('_')[0]}.json"
            if not gold_path.exists():
                continue
            entities = json.loads(gold_path.read_text(encoding="utf-8"))["entities"]
            projects = [e for e in entities if e["type"] == "Project"]
            known = {fold(name) for e in projects for name in (e["name"], *e.get("aliases", ()))}
            scene = Scene(read_passages(read_document(source)))
            for find in FINDERS[: FINDERS.index(find_projects)]:
                find(scene)
            for ground in candidates(scene):
                names = {fold(name) for name in spellings(ground.phrase)}
                yield Row(source.id, ground.phrase.name, observe(REASONS, ground), None, bool(names & known))


def main() -> None:
    """Print the figures, then the weights."""
    rows = list(read_rows(sys.argv[1:]))
    weights = learn(rows, REASONS)
    known = f"{len(rows)} phrases, {sum(row.right for row in rows)} of projects"
    print(f"# {known}; five-fold cross-validation by document {cross_validate(rows, REASONS)},", file=sys.stderr)
    print(f"# on the articles learned from {f1(rows, lambda row: guess(row, weights))}.", file=sys.stderr)
    print(yaml.safe_dump({"named": weights}, sort_keys=False).strip())


if __name__ == "__main__":
    main()

"""Learns how much each reason for a quoted name being a program counts: prints ``lexicon/program_weights.yaml``.

usage: learn_programs.py GOLD_DIR=TEXT_DIR...

A quoted name is a program where
gold has one of its spellings. Logistic regression with an L2 penalty, by gradient descent from zero, so that the same
articles give the same weights. Five-fold cross-validation by document comes first, on standard error: a name counts
once in a document, at its likeliest place.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from govgraph.corpus import find_files, read_document
from govgraph.evaluation.matching import fold
from govgraph.extract import FINDERS, Scene
from govgraph.extract.evidence import REASONS, is_certain, is_excluded
from govgraph.extract.programs import find_programs
from govgraph.extract.quoted import candidates, spellings
from govgraph.extract.weighing import THRESHOLD, Observed, observe, probability
from govgraph.text.passages import read_passages

FOLDS, PENALTY, STEPS = 5, 0.5, 400


class Row(NamedTuple):
    """A place where a name is quoted: the reasons that hold there, the verdict of a rule, and whether gold has it."""

    document: str
    name: str
    observed: Observed
    settled: float | None
    right: bool


def read_rows(pairs: Iterable[str]) -> Iterator[Row]:
    """All quoted names of the annotated articles."""
    for pair in pairs:
        gold_dir, text_dir = map(Path, pair.split("="))
        for source in find_files([text_dir]):
            gold_path = gold_dir / f"{source.id.split('_')[0]}.json"
            if not gold_path.exists():
                continue
            entities = json.loads(gold_path.read_text(encoding="utf-8"))["entities"]
            programs = [e for e in entities if e["type"] == "Program"]
            known = {fold(name) for e in programs for name in (e["name"], *e.get("aliases", ()))}
            scene = Scene(read_passages(read_document(source)))
            for find in FINDERS[: FINDERS.index(find_programs)]:
                find(scene)
            for candidate in candidates(scene):
                settled = 1.0 if is_certain(candidate) else 0.0 if is_excluded(candidate) else None
                names = {fold(name) for name in spellings(candidate, is_brand=False)}
                yield Row(source.id, candidate.name, observe(REASONS, candidate), settled, bool(names & known))


def learn(rows: list[Row], reasons: Iterable[Callable[..., float]] = REASONS) -> dict[str, float]:
    """The weights under which the rows are likeliest, each drawn towards zero."""
    rows = [row for row in rows if row.settled is None]
    weights = {"bias": 0.0, **{reason.__name__: 0.0 for reason in reasons}}
    steepness = dict.fromkeys(weights, 1e-8)
    for _ in range(STEPS):
        slope = {name: PENALTY * weight if name != "bias" else 0.0 for name, weight in weights.items()}
        for row in rows:
            error = probability(row.observed, weights) - row.right
            for name, value in {"bias": 1.0, **row.observed}.items():
                slope[name] += error * value
        for name, by in slope.items():
            steepness[name] += by * by
            weights[name] -= 0.5 * by / steepness[name] ** 0.5
    return {name: round(weight, 2) for name, weight in weights.items()}


def guess(row: Row, weights: dict[str, float]) -> float:
    """What ``find_quoted`` would say."""
    return probability(row.observed, weights) if row.settled is None else row.settled


def f1(rows: list[Row], judge: Callable[[Row], float]) -> str:
    """Precision, recall and F1 of names, each once in a document."""
    said: set[tuple[str, str]] = {(r.document, r.name) for r in rows if judge(r) >= THRESHOLD}
    true = {(r.document, r.name) for r in rows if r.right}
    hit = len(said & true)
    return f"F1 {2 * hit / (len(said) + len(true)):.3f} (P {hit / len(said):.3f} R {hit / len(true):.3f})"


def cross_validate(rows: list[Row], reasons: Iterable[Callable[..., float]] = REASONS) -> str:
    """F1 where each document is judged by weights learned from the others of four fifths."""
    documents = sorted({row.document for row in rows})
    part = {document: index % FOLDS for index, document in enumerate(documents)}
    by_fold = [learn([row for row in rows if part[row.document] != fold], reasons) for fold in range(FOLDS)]
    return f1(rows, lambda row: guess(row, by_fold[part[row.document]]))


def main() -> None:
    """Print the figures, then the weights."""
    rows = list(read_rows(sys.argv[1:]))
    weights = learn(rows)
    known = f"{len(rows)} quotations, {sum(row.right for row in rows)} of programs"
    print(f"# {known}; five-fold cross-validation by document {cross_validate(rows)},", file=sys.stderr)
    print(f"# on the articles learned from {f1(rows, lambda row: guess(row, weights))}.", file=sys.stderr)
    print(yaml.safe_dump({"quoted": weights}, sort_keys=False).strip())


if __name__ == "__main__":
    main()

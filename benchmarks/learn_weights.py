"""Learns how much each reason for a reading counts: prints one of the lexicon's tables of weights.

usage: learn_weights.py quoted|brand|named GOLD_DIR=TEXT_DIR...

``quoted``: a quoted name being a program (``lexicon/program_weights.yaml``); ``brand``: a short name being a company
(``lexicon/enterprise_weights.yaml``); ``named``: a phrase naming a project (``lexicon/project_weights.yaml``).

A name is what is looked for where gold has one of its spellings. Logistic regression with an L2 penalty, by gradient
descent from zero, so that the same articles give the same weights. Five-fold cross-validation by document comes first,
on standard error: a name counts once in a document, at its likeliest place.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from govgraph.corpus import find_files, read_document
from govgraph.evaluation import assign_gold, read_gold
from govgraph.evaluation.matching import fold
from govgraph.extract import FINDERS, Scene
from govgraph.extract.names import brand_evidence, brands, evidence, grounds, projects, quoted
from govgraph.extract.names.programs import find_programs
from govgraph.extract.weighing import THRESHOLD, Observed, observe, probability
from govgraph.text.passages import read_passages

FOLDS, PENALTY, STEPS = 5, 0.5, 400


class Row(NamedTuple):
    """A place where a name stands: the reasons that hold there, the verdict of a rule, and whether gold has it."""

    document: str
    name: str
    observed: Observed
    settled: float | None
    right: bool


class Place(NamedTuple):
    """A row before gold is asked: its spellings are what gold may call it."""

    name: str
    spellings: list[str]
    observed: Observed
    settled: float | None


def quoted_names(scene: Scene) -> Iterator[Place]:
    """All quoted names of an article."""
    for c in quoted.candidates(scene):
        settled = 1.0 if evidence.is_certain(c) else 0.0 if evidence.is_excluded(c) else None
        yield Place(c.name, quoted.spellings(c, is_brand=False), observe(evidence.REASONS, c), settled)


def brand_names(scene: Scene) -> Iterator[Place]:
    """All names of an article that may be a company's brand."""
    for c in brands.candidates(scene):
        settled = 0.0 if brand_evidence.is_excluded(c) else None
        yield Place(c.name, [c.name, c.full_name], observe(brand_evidence.REASONS, c), settled)


def project_phrases(scene: Scene) -> Iterator[Place]:
    """All phrases of an article that may name projects."""
    for c in projects.candidates(scene):
        yield Place(c.phrase.name, projects.spellings(c.phrase), observe(grounds.REASONS, c), None)


class Kind(NamedTuple):
    """What is learned: the type gold has it under, the finder that decides it, its places and names of reasons."""

    type: str
    finder: Callable[[Scene], None]
    places: Callable[[Scene], Iterator[Place]]
    reasons: tuple[str, ...]


KINDS = {
    "quoted": Kind("Program", find_programs, quoted_names, tuple(r.__name__ for r in evidence.REASONS)),
    "brand": Kind("Enterprise", brands.find_brands, brand_names, tuple(r.__name__ for r in brand_evidence.REASONS)),
    "named": Kind("Project", projects.find_projects, project_phrases, tuple(r.__name__ for r in grounds.REASONS)),
}


def read_rows(kind: Kind, pairs: Iterable[str]) -> Iterator[Row]:
    """All candidates of the annotated articles."""
    for pair in pairs:
        gold_dir, _, text_dir = pair.partition("=")
        gold, sources = read_gold(Path(gold_dir)), {source.id: source for source in find_files([Path(text_dir)])}
        for source_id, gold_id in assign_gold(sources, gold).items():
            known = {fold(name) for e in gold[gold_id].entities if e.type == kind.type for name in e.names}
            scene = Scene(read_passages(read_document(sources[source_id])))
            for find in FINDERS[: FINDERS.index(kind.finder)]:
                find(scene)
            for place in kind.places(scene):
                names = {fold(name) for name in place.spellings}
                yield Row(source_id, place.name, place.observed, place.settled, bool(names & known))


def learn(rows: list[Row], reasons: tuple[str, ...]) -> dict[str, float]:
    """The weights under which the rows are likeliest, each drawn towards zero."""
    rows = [row for row in rows if row.settled is None]
    weights = {"bias": 0.0, **dict.fromkeys(reasons, 0.0)}
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
    """What the finder would say."""
    return probability(row.observed, weights) if row.settled is None else row.settled


def f1(rows: list[Row], judge: Callable[[Row], float]) -> str:
    """Precision, recall and F1 of names, each once in a document."""
    said: set[tuple[str, str]] = {(r.document, r.name) for r in rows if judge(r) >= THRESHOLD}
    true = {(r.document, r.name) for r in rows if r.right}
    hit = len(said & true)
    return f"F1 {2 * hit / (len(said) + len(true)):.3f} (P {hit / len(said):.3f} R {hit / len(true):.3f})"


def cross_validate(rows: list[Row], reasons: tuple[str, ...]) -> str:
    """F1 where each document is judged by weights learned from the others of four fifths."""
    documents = sorted({row.document for row in rows})
    part = {document: index % FOLDS for index, document in enumerate(documents)}
    by_fold = [learn([row for row in rows if part[row.document] != fold], reasons) for fold in range(FOLDS)]
    return f1(rows, lambda row: guess(row, by_fold[part[row.document]]))


def main() -> None:
    """Print the figures, then the weights."""
    name, *pairs = sys.argv[1:]
    kind = KINDS[name]
    rows = list(read_rows(kind, pairs))
    weights = learn(rows, kind.reasons)
    known = f"{len(rows)} candidates, {sum(row.right for row in rows)} of them right"
    print(f"# {known}; five-fold cross-validation by document {cross_validate(rows, kind.reasons)},", file=sys.stderr)
    print(f"# on the articles learned from {f1(rows, lambda row: guess(row, weights))}.", file=sys.stderr)
    print(yaml.safe_dump({name: weights}, sort_keys=False).strip())


if __name__ == "__main__":
    main()

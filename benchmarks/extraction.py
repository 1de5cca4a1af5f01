"""How fast is extraction on one core, and where does its time go? jieba.posseg on the same text is the measure.

usage: python -m benchmarks.extraction [--turns N] [PATH...]

Reads and extracts every article under PATH (by default those that come with govgraph and those written for its tests),
and tags the text as it was read with jieba.posseg, by turns, so that a machine whose load changes slows both alike.
CPU seconds of this process; the tables and models that either loads are loaded before the first turn. Prints the
median and range of the ratio, then the share of time of each stage, as Markdown tables.
"""

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import TypeVar

import click
import jieba
import jieba.posseg

from govgraph.corpus import SourceFile, find_files, read_document
from govgraph.extract import read_scene
from govgraph.extract.clauses.subjects import Subjects
from govgraph.extract.figures import find_measures
from govgraph.extract.posts import find_posts
from govgraph.extract.relations import find_relations
from govgraph.link import extract_document
from govgraph.model import Document
from govgraph.text.passages import Passage, read_passages

_ROOT = Path(__file__).parents[1]
ARTICLES = (_ROOT / "seeds", _ROOT / "tests" / "data" / "gold" / "texts")
STAGES = ("read", "passages", "find", "link")
T = TypeVar("T")
R = TypeVar("R")


def time_each(action: Callable[[T], R], items: Iterable[T]) -> tuple[float, list[R]]:
    """CPU seconds of an action on all items, and what it gave."""
    begin = time.process_time()
    results = [action(item) for item in items]
    return time.process_time() - begin, results


def find(passages: tuple[Passage, ...]) -> None:
    """All that is found in passages before names are linked."""
    scene = read_scene(passages)
    posts = find_posts(scene)
    subjects = Subjects(scene, posts)
    find_relations(scene, subjects)
    find_measures(scene, subjects)


def time_stages(files: Sequence[SourceFile]) -> dict[str, float]:
    """CPU seconds by stage of reading and extracting all files once; linking is what is left of the whole."""
    read, documents = time_each(read_document, files)
    whole, _ = time_each(extract_document, documents)
    cut, passages = time_each(read_passages, documents)
    found, _ = time_each(find, passages)
    return {"read": read, "passages": cut, "find": found, "link": whole - cut - found}


def tag(document: Document) -> int:
    """Tag a document's text as it was read; the number of words."""
    return len(list(jieba.posseg.cut(document.raw)))


def spell(values: Sequence[float], shape: str) -> str:
    """The median and the range of values."""
    return f"{median(values):{shape}} ({min(values):{shape}} to {max(values):{shape}})"


@click.command()
@click.option("--turns", default=5, show_default=True, help="How often each of the two reads all articles.")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
def main(turns: int, paths: tuple[Path, ...]) -> None:
    """Print the two tables."""
    jieba.setLogLevel(logging.WARNING)
    files = find_files(paths or ARTICLES)
    documents = [read_document(file) for file in files]
    for warm in (extract_document, tag):
        warm(documents[0])
    stages, tagging = [], []
    for _ in range(turns):
        stages.append(time_stages(files))
        tagging.append(time_each(tag, documents)[0])
    extraction = [sum(turn.values()) for turn in stages]
    ratios = [tagged / extracted for tagged, extracted in zip(tagging, extraction, strict=True)]
    characters = sum(len(document.raw) for document in documents)
    print(f"{len(files)} articles, {characters:,} characters, {turns} turns; median and range\n")
    print("| | CPU seconds |\n|---|--:|")
    print(f"| govgraph, from file to extraction | {spell(extraction, '.2f')} |")
    print(f"| jieba.posseg | {spell(tagging, '.2f')} |")
    print(f"| ratio | {spell(ratios, '.1f')} |\n")
    print("| stage | share of time |\n|---|--:|")
    for stage in STAGES:
        shares = [turn[stage] / total for turn, total in zip(stages, extraction, strict=True)]
        print(f"| {stage} | {median(shares):.0%} |")


if __name__ == "__main__":
    main()

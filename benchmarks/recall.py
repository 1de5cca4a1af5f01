"""How much of what made-up articles state is found, and how much of what is found they state.

usage: python -m benchmarks.recall FOLDER [--documents N] [--causes] [--cases FILE]

FOLDER is one that ``benchmarks.made_up`` wrote. Reads N of its articles, as far apart as they come, and holds what is
found in them against ``truth.jsonl`` as ``govgraph evaluate`` does. Prints the scores as a Markdown table, then, where
asked for, what is missed or too many by its cause; ``--cases`` writes each of these with its words.
"""

import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import click

from benchmarks.made_up.corpus import TRUTH, path_of
from govgraph import pipeline
from govgraph.evaluation import Case, Comparison, Score, find_cases, format_cases, format_causes, score

#: Read, compared and forgotten together.
_BATCH = 200


def compare(folder: Path, records: Iterable[bytes]) -> Iterator[list[Comparison]]:
    """What was found in articles of ``folder`` against their truth (lines as they stand in the file), in batches."""
    left = iter(records)
    while lines := list(islice(left, _BATCH)):
        with tempfile.TemporaryDirectory() as gold:
            ids = [json.loads(line)["id"] for line in lines]
            for id_, line in zip(ids, lines, strict=True):
                Path(gold, f"{id_}.json").write_bytes(line)
            yield pipeline.evaluate(Path(gold), [path_of(folder, int(id_)) for id_ in ids])


def read_truth(folder: Path, documents: int) -> Iterator[bytes]:
    """The lines of ``documents`` articles of a folder, evenly spaced; all lines where it has no more."""
    with (folder / TRUTH).open("rb") as lines:
        count = sum(1 for _ in lines)
        lines.seek(0)
        wanted = {number * count // documents for number in range(documents)} if documents < count else range(count)
        yield from (line for number, line in enumerate(lines) if number in wanted)


def tabulate(scores: dict[str, Score]) -> str:
    """The scores as a Markdown table."""
    rows = ["| | stated | found | right | precision | recall | F1 |", "|---|--:|--:|--:|--:|--:|--:|"]
    for name, one in scores.items():
        shares = " | ".join(f"{share:.3f}" for share in (one.precision, one.recall, one.f1))
        rows.append(f"| {name} | {one.gold:,} | {one.found:,} | {one.right:,} | {shares} |")
    return "\n".join(rows)


def add(sums: dict[str, Score], comparisons: Sequence[Comparison]) -> dict[str, Score]:
    """The scores with those of further documents."""
    return {name: sums.get(name, Score()) + one for name, one in score(comparisons).items()}


@click.command()
@click.option("--documents", default=1000, show_default=True, help="How many articles to read.")
@click.option("--causes", is_flag=True, help="Print what is missed or too many by its cause.")
@click.option("--cases", "file", type=click.Path(dir_okay=False, path_type=Path), help="Write each of these here.")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(folder: Path, documents: int, *, causes: bool, file: Path | None) -> None:
    """Print how much of what the articles in FOLDER state is found."""
    sums: dict[str, Score] = {}
    cases: list[Case] = []
    read = size = 0
    with click.progressbar(length=documents, label="Reading", file=sys.stderr, show_pos=True) as bar:
        for compared in compare(folder, read_truth(folder, documents)):
            sums = add(sums, compared)
            read += len(compared)
            size += sum(len(one.document.raw.encode()) for one in compared)
            if causes or file:
                cases += [case for one in compared for case in find_cases(one)]
            bar.update(len(compared))
    print(f"{read:,} articles, {size:,} bytes\n")
    print(tabulate(sums))
    if causes:
        print(f"\n{format_causes(cases)}")
    if file:
        file.write_text(format_cases(cases) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""How do time and memory of a whole build grow with the corpus, and what do a second process and the cache give?

usage: python -m benchmarks.builds [--documents N] [--workers N] [--corpus FOLDER]

Makes up N articles (10,000 by default; 100,000 take an hour) and runs `govgraph build` on the first N/100, N/10 and all
of them, each in a process of its own: seconds, milliseconds a document and their ratio to the size before, the memory
of all processes together at its highest, and what came out. Then, with the first N/10: one process against two, and
the build after one article of them was changed against the whole one.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import click

from benchmarks.made_up.corpus import path_of, write


@dataclass(frozen=True)
class Measured:
    """One build: seconds on the clock, most bytes of all processes together, and its report."""

    seconds: float
    memory: int
    counts: dict[str, int]
    stages: dict[str, float]


def build(corpus: Path, output: Path, *options: str) -> Measured:
    """Run the command in a process of its own."""
    command = [sys.executable, "-m", "govgraph", "build", str(corpus), "-o", str(output), *options]
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seconds = time.perf_counter() - begin
    report = json.loads((output / "report.json").read_text(encoding="utf-8"))
    stages = report["stages"]
    memory = max(stage["memory"] for stage in stages.values())
    return Measured(seconds, memory, report["counts"], {name: stage["seconds"] for name, stage in stages.items()})


def take(corpus: Path, documents: int, folder: Path) -> Path:
    """A folder with the first articles of a corpus."""
    for number in range(documents):
        place = path_of(folder, number)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(path_of(corpus, number).resolve())
    return folder


def measure_growth(corpus: Path, documents: int, workers: int, scratch: Path) -> None:
    """Print how the cost of a document changes with the corpus."""
    print("| documents | s | ms a document | ratio | peak MB | entities | relations | figures |")
    print("|--:|--:|--:|--:|--:|--:|--:|--:|")
    before = None
    for size in (documents // 100, documents // 10, documents):
        told = build(take(corpus, size, scratch / f"{size}"), scratch / "out", "--workers", str(workers))
        each = 1000 * told.seconds / size
        ratio = f"{each / before:.2f}" if before else ""
        counts = " | ".join(f"{told.counts[name]:,}" for name in ("entities", "relations", "measures"))
        print(
            f"| {size:,} | {told.seconds:.1f} | {each:.1f} | {ratio} | {told.memory / 1e6:,.0f} | {counts} |",
            flush=True,
        )
        print_stages(told)
        before = each
        shutil.rmtree(scratch / "out")


def print_stages(told: Measured) -> None:
    """Say on stderr where the time went."""
    click.echo("; ".join(f"{name} {seconds:.1f} s" for name, seconds in told.stages.items()), err=True)


def measure_workers(corpus: Path, documents: int, scratch: Path) -> None:
    """Print what a second process gives."""
    folder = take(corpus, documents, scratch / "workers")
    one, two = (build(folder, scratch / f"with-{n}", "--workers", f"{n}") for n in (1, 2))
    print(f"\n{documents:,} documents: one process {one.seconds:.1f} s, two {two.seconds:.1f} s,", end=" ")
    print(f"{one.seconds / two.seconds:.2f} times as fast", flush=True)


def measure_change(corpus: Path, documents: int, workers: int, scratch: Path) -> None:
    """Print what a build costs after one article has changed."""
    folder, output = take(corpus, documents, scratch / "changing"), scratch / "changed"
    whole = build(folder, output, "--workers", f"{workers}")
    changed = path_of(folder, documents // 2)
    text = changed.read_text(encoding="utf-8")
    changed.unlink()
    changed.write_text(text + "县委召开会议，部署下一步工作。\n", encoding="utf-8")
    again = build(folder, output, "--workers", f"{workers}")
    print(f"\n{documents:,} documents, one changed: {again.seconds:.1f} s of {whole.seconds:.1f} s,", end=" ")
    print(f"{again.seconds / whole.seconds:.1%}", flush=True)
    print_stages(again)


@click.command()
@click.option("--documents", default=10_000, show_default=True, help="The largest corpus.")
@click.option("--workers", default=2, show_default=True, help="Processes to build with.")
@click.option("--corpus", type=click.Path(exists=True, path_type=Path), help="Articles made up before.")
def main(documents: int, workers: int, corpus: Path | None) -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory(prefix="builds-") as folder:
        scratch = Path(folder)
        if corpus is None:
            corpus = scratch / "corpus"
            write(corpus, documents, truth=False)
        measure_growth(corpus, documents, workers, scratch)
        measure_workers(corpus, documents // 10, scratch)
        measure_change(corpus, documents // 10, workers, scratch)


if __name__ == "__main__":
    main()

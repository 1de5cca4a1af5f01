"""``python -m benchmarks.made_up``: see the package."""

import gc
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click

from benchmarks.made_up import write


def show_progress(numbers: range) -> Iterator[int]:
    """The numbers, with a progress bar on a terminal."""
    with click.progressbar(numbers, label="Writing", file=sys.stderr, show_pos=True, update_min_steps=200) as bar:
        yield from bar


@click.command()
@click.option("--documents", default=1000, show_default=True, help="How many articles.")
@click.option("--seed", default=0, show_default=True, help="Another number, other articles.")
@click.option("--truth/--no-truth", default=True, show_default=True, help="Whether to write what the texts state.")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def main(folder: Path, documents: int, seed: int, *, truth: bool) -> None:
    """Write made-up articles and what they state below FOLDER."""
    gc.disable()  # made-up places break their circles themselves
    begin = time.perf_counter()
    size = write(folder, documents, seed, truth=truth, track=show_progress)
    print(f"{documents:,} articles, {size / 1e6:,.1f} MB, {time.perf_counter() - begin:.0f} s")


if __name__ == "__main__":
    main()

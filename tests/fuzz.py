"""Try every property of the tests for some minutes each, a process a core: `make fuzz MINUTES=10`.

Rounds of cases follow one another until the time is over; each has a seed of its own, and one that fails is shown with
the command that runs it again. Exits with 1 where one failed.
"""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import NamedTuple

import click

#: Cases of the first round; those after it have as many as fill a minute.
FIRST, LONGEST, ROUND = 100, 20_000, 60


class Tried(NamedTuple):
    """How many cases of a property were tried, and what failed."""

    name: str
    cases: int
    failure: str = ""


def find_properties(paths: tuple[str, ...]) -> list[str]:
    """The tests of properties, as pytest names them."""
    told = _run_pytest(0, 0, "--collect-only", "-m", "hypothesis", *paths).stdout
    return [line for line in told.splitlines() if "::" in line]


def fuzz(name: str, minutes: float, seed: int) -> Tried:
    """Try one property for so long, or until a case fails."""
    tried, number, end = 0, FIRST, time.monotonic() + 60 * minutes
    for turn in count(seed):
        begin = time.monotonic()
        done = _run_pytest(number, turn, "-x", name)
        if done.returncode:
            again = f"GOVGRAPH_FUZZ={number} pytest -n 0 '{name}' --hypothesis-seed={turn}"
            return Tried(name, tried, f"{again}\n{done.stdout[-6000:]}{done.stderr[-2000:]}")
        tried += number
        if time.monotonic() >= end:
            break
        number = max(FIRST, min(LONGEST, int(number * ROUND / (time.monotonic() - begin))))
    return Tried(name, tried)


def _run_pytest(cases: int, seed: int, *options: str) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-n",
        "0",
        "-p",
        "no:cacheprovider",
        f"--hypothesis-seed={seed}",
        *options,
    ]
    return subprocess.run(command, env=os.environ | {"GOVGRAPH_FUZZ": str(cases)}, capture_output=True, text=True)


@click.command()
@click.option("--minutes", type=float, default=1, show_default=True, help="Time of each property.")
@click.option("--seed", type=int, default=1, show_default=True, help="Seed of the first round.")
@click.option("--processes", type=int, default=os.cpu_count(), show_default=True, help="Properties tried at once.")
@click.argument("paths", nargs=-1)
def main(minutes: float, seed: int, processes: int, paths: tuple[str, ...]) -> None:
    """Try the properties of the tests, or of those at PATHS."""
    names = find_properties(paths or ("tests",))
    click.echo(f"{len(names)} properties, {minutes:g} minutes each, from seed {seed}", err=True)
    with ThreadPoolExecutor(processes) as pool:
        failed = False
        for one in pool.map(lambda name: fuzz(name, minutes, seed), names):
            failed |= bool(one.failure)
            click.echo(f"{one.cases:>9,}  {'FAILED' if one.failure else 'ok':6}  {one.name}\n{one.failure}".rstrip())
    sys.exit(failed)


if __name__ == "__main__":
    main()

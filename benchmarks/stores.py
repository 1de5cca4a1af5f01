"""Whether every store holds the same graph and gives the same answers to the ready questions, and how fast.

usage: python -m benchmarks.stores [TURTLE...] [--documents N] [--only NAME]... [--limit SECONDS]

Without files: a build of the seeds, and one of N made-up documents (``benchmarks/merge_growth.py``). Each store that is
installed is started on a free port of the loopback interface, loaded, asked and stopped; the others are named. Prints
a Markdown table a file: triples, seconds until the store has loaded and answers, questions answered as pyoxigraph
answers them, and the slowest of them. Then what differs.
"""

import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import click

from benchmarks.merge_growth import Corpus
from govgraph import ontology
from govgraph.graph import merge
from govgraph.pipeline import build
from govgraph.write import write_turtle
from tests.stores.answers import Answer, read_answer
from tests.stores.every import STORES
from tests.stores.kinds import Ask, Kind
from tests.stores.parsers import PARSERS

_COUNT = "SELECT (COUNT(*) AS ?triples) WHERE { ?subject ?predicate ?object }"
_SEEDS = Path(__file__).parents[1] / "seeds"


class Reply(NamedTuple):
    """An answer, or why there is none, and the seconds it took."""

    answer: Answer | None
    fault: str
    seconds: float


@contextmanager
def limited(seconds: int) -> Iterator[None]:
    """Ends what takes longer with a TimeoutError."""

    def stop(_signal: int, _frame: object) -> None:
        raise TimeoutError(f"no answer in {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def ask_all(ask: Ask, limit: int) -> dict[str, Reply]:
    """The reply to each ready question, and to the count of triples."""
    questions = {name: path.read_text(encoding="utf-8") for name, path in ontology.queries().items()}
    replies = {}
    for name, query in {"": _COUNT, **questions}.items():
        begin = time.monotonic()
        answer, fault = None, ""
        try:
            with limited(limit):
                answer = read_answer(ask(query))
        except (ValueError, OSError) as error:
            fault = str(error) or type(error).__name__
        replies[name] = Reply(answer, fault, time.monotonic() - begin)
    return replies


def compare(turtle: Path, kinds: list[Kind], limit: int) -> None:
    """Print the table of one file."""
    print(f"\n{turtle.name}, {turtle.stat().st_size / 1e6:,.1f} MB\n")
    print("| store | triples | load s | same answers | slowest s |\n|---|--:|--:|--:|--:|")
    for name, count in PARSERS.items():
        begin = time.monotonic()
        found = count(turtle)
        seconds = f"{time.monotonic() - begin:.1f}" if found is not None else "not installed"
        print(f"| {name} (reads only) | {'' if found is None else f'{found:,}'} | {seconds} | | |", flush=True)
    reference: dict[str, Reply] = {}
    notes = []
    for kind in kinds:
        if missing := kind.missing():
            print(f"| {kind.name} | | not installed: {', '.join(missing)} | | |", flush=True)
            continue
        begin = time.monotonic()
        with tempfile.TemporaryDirectory() as scratch, kind.open(turtle.resolve(), Path(scratch)) as ask:
            loaded = time.monotonic() - begin
            replies = ask_all(ask, limit)
        reference = reference or replies
        count_reply = replies.pop("")
        triples = "".join("".join(row) for row in count_reply.answer or ()).removeprefix("triples=")
        same = [name for name in replies if replies[name].answer == reference[name].answer is not None]
        slowest = max((replies[name].seconds for name in same), default=0)
        row = f"{kind.name} | {triples or count_reply.fault} | {loaded:.1f} | {len(same)} of {len(replies)}"
        print(f"| {row} | {slowest:.1f} |", flush=True)
        notes += [
            f"- {kind.name}, {name}: {replies[name].fault or difference(reference[name].answer, replies[name].answer)}"
            for name in replies
            if name not in same
        ]
    print("\n" + "\n".join(notes))


def difference(expected: Answer | None, found: Answer | None) -> str:
    """What one answer has that the other has not, in numbers, with an example."""
    more, less = (found or Answer()) - (expected or Answer()), (expected or Answer()) - (found or Answer())
    example = next(iter(more or less), ())
    return f"{more.total()} rows more, {less.total()} less, such as {' '.join(example)[:300]}"


@click.command()
@click.argument("turtle", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--documents", default=10_000, show_default=True, help="How many documents to make up.")
@click.option("--only", multiple=True, type=click.Choice([kind.name for kind in STORES]), help="Just this store.")
@click.option("--limit", default=120, show_default=True, help="Seconds that a question may take.")
def main(turtle: tuple[Path, ...], documents: int, only: tuple[str, ...], limit: int) -> None:
    """Print how the stores compare."""
    kinds = [kind for kind in STORES if not only or kind.name in only]
    with tempfile.TemporaryDirectory() as folder:
        files = list(turtle)
        if not files:
            made = Path(folder) / f"made-up-{documents}.ttl"
            build([_SEEDS], Path(folder) / "seeds")
            write_turtle(merge(Corpus().draw(documents)), made)
            files = [Path(folder) / "seeds" / "graph.ttl", made]
        for file in files:
            compare(file, kinds, limit)


if __name__ == "__main__":
    main()

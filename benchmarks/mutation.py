"""Which changes to the code the tests notice: mutants of extract, link, graph and the readers of numbers and dates.

usage: python -m benchmarks.mutation [--mutants N] [--seed S] [--minutes M] [--survivors FILE] [--again FILE]

Makes every mutant that mutmut's operators make of the functions in question, draws N of them, and runs the tests of
these stages against each. Prints who noticed what as a Markdown table; ``--survivors`` writes the others, one JSON
object a line; ``--again`` tries those of such a file instead of drawing.

No file of the repository is changed: the tests are collected and run once, with the lines that each reaches, and every
mutant lives in a fork of that process, where its function is given other byte code. So a mutant costs only the tests
that reach its line, shortest first, up to the first that fails.
"""

import ast
import difflib
import gc
import json
import os
import random
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from math import sqrt
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, TextIO

import click
import libcst as cst
import pytest
from coverage import Coverage
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import MutationVisitor
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode

_SRC = Path(__file__).parents[1] / "src"
MUTATED = ("extract", "link", "graph", "text/numbers.py", "text/dates.py")
TESTS = ("tests/extract", "tests/link", "tests/graph", "tests/text", "tests/privacy")
#: They start processes, which a mutant of this one does not reach, time the reader, or take seconds each.
_LEFT_OUT = (
    "test_every_process_extracts_the_same",
    "test_a_build_names_it",
    "test_time_grows_with_the_text",
    "test_a_paragraph_of_200_kilobytes_is_read_whole",
    "test_every_text_is_read_and_its_evidence_matches",
    "test_one_template_is_no_reprint",
)
#: CPU seconds of tests a mutant is given, shortest first: some 500 of 1,400.
_BUDGET = 6.0
#: Tests run twice over at first, to see which lines a cache keeps from running again.
_CACHE_PROBES = 60

KILLED, TIMEOUT, SURVIVED, UNREACHED = "killed", "timed out", "survived", "not reached"


@dataclass(frozen=True)
class Mutant:
    """One change: where it stands, and the module's text with it."""

    file: str
    line: int
    number: int
    function: str
    source: Callable[[], str]

    @property
    def id(self) -> str:
        return f"{self.file}:{self.number}"

    @property
    def package(self) -> str:
        return self.file.removesuffix(".py") if self.file.startswith("text") else self.file.split("/")[0]

    def describe(self, result: str) -> str:
        """A line of JSON: where it stands, what became of it, and what it changes."""
        before, after = (_SRC / "govgraph" / self.file).read_text(encoding="utf-8"), self.source()
        lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
        diff = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
        said = {"id": self.id, "line": self.line, "function": self.function, "result": result, "diff": diff}
        return json.dumps(said, ensure_ascii=False) + "\n"


class _Visitor(MutationVisitor):
    """mutmut's own, which leaves out decorated functions; defaults are read at import, too early for a fork."""

    def _skip_node_and_children(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.FunctionDef):
            return False
        return isinstance(node, cst.Param) or bool(super()._skip_node_and_children(node))


def find_mutants(path: Path) -> Iterator[Mutant]:
    """Every mutant of the functions of a module, in the order of its text."""
    wrapper = MetadataWrapper(cst.parse_module(path.read_text(encoding="utf-8")))
    visitor = _Visitor(mutation_operators, IgnoredCode(set(), set(), set()))
    wrapper.visit(visitor)
    positions = wrapper.resolve(PositionProvider)
    names = dict(_functions(wrapper.module))
    for number, mutation in enumerate(visitor.mutations):
        function = names.get(mutation.contained_by_top_level_function)
        if function is not None:

            def source(old: cst.CSTNode = mutation.original_node, new: cst.CSTNode = mutation.mutated_node) -> str:
                return wrapper.module.deep_replace(old, new).code  # type: ignore[attr-defined, no-any-return]

            line = positions[mutation.original_node].start.line
            yield Mutant(path.relative_to(_SRC / "govgraph").as_posix(), line, number, function, source)


def _functions(module: cst.Module) -> Iterator[tuple[cst.CSTNode | None, str]]:
    for statement in module.body:
        if isinstance(statement, cst.FunctionDef):
            yield statement, statement.name.value
        elif isinstance(statement, cst.ClassDef):
            for member in statement.body.body:
                if isinstance(member, cst.FunctionDef):
                    yield member, f"{statement.name.value}.{member.name.value}"


def plant(mutant: Mutant) -> None:
    """Give the mutant's function its byte code, wherever the function is referred to."""
    module = sys.modules["govgraph." + mutant.file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")]
    holder, _, name = mutant.function.rpartition(".")
    function: Any = vars(getattr(module, holder) if holder else module)[name]
    while not isinstance(function, FunctionType):  # a property, a cache, a class method
        function = getattr(function, "fget", None) or getattr(function, "func", None) or function.__wrapped__
    code = compile(mutant.source(), str(module.__file__), "exec")
    function.__code__ = next(found for found in _codes(code) if found.co_qualname == mutant.function)


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


@cache
def _statements(file: str) -> list[tuple[int, int]]:
    """First and last line of each statement, of a compound one its head; the narrowest first."""
    tree = ast.parse((_SRC / "govgraph" / file).read_text(encoding="utf-8"))
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.stmt)]
    spans = [
        (node.lineno, body[0].lineno - 1 if (body := getattr(node, "body", None)) else node.end_lineno or node.lineno)
        for node in nodes
    ]
    return sorted(((first, max(first, last)) for first, last in spans), key=lambda span: span[1] - span[0])


class Runner:
    """A pytest plugin that runs the tests once, then mutant by mutant those that reach it."""

    def __init__(self, mutants: Sequence[Mutant], minutes: float, survivors: TextIO | None) -> None:
        self.results: list[tuple[Mutant, str]] = []
        self._mutants = mutants
        self._survivors = survivors
        self._deadline = time.monotonic() + minutes * 60
        self._seconds: dict[str, float] = {}
        self._reaching: dict[tuple[str, int], set[str]] = defaultdict(set)
        self._fed_by_caches: set[tuple[str, int]] = set()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self._measure(session.items)
        items = {item.nodeid: item for item in session.items}
        gc.freeze()
        with click.progressbar(self._mutants, label="Mutants", file=sys.stderr, show_pos=True) as mutants:
            for mutant in mutants:
                if time.monotonic() > self._deadline:
                    break
                result = self._try(mutant, items)
                self.results.append((mutant, result))
                if self._survivors and result in (SURVIVED, UNREACHED):
                    self._survivors.write(mutant.describe(result))
        return True

    def _measure(self, items: Sequence[pytest.Item]) -> None:
        """Which lines each test reaches and how long it takes; every test must pass."""
        coverage = Coverage(data_file=None, source=[str(_SRC / "govgraph")], config_file=False)
        probes = items[:: max(1, len(items) // _CACHE_PROBES)]
        _clear_caches()
        coverage.start()
        for context, some in (("cold", probes), ("warm", probes), (None, items)):
            for item, following in _pairs(some):
                coverage.switch_context(context or item.nodeid)
                start = time.process_time()
                if _fails(item, following):
                    raise pytest.UsageError(f"{item.nodeid} fails before anything is changed")
                self._seconds[item.nodeid] = time.process_time() - start
        coverage.stop()
        data = coverage.get_data()
        for path in data.measured_files():
            file = Path(path).relative_to(_SRC / "govgraph").as_posix()
            for line, contexts in data.contexts_by_lineno(path).items():
                self._reaching[file, line] = set(contexts) - {"", "cold", "warm"}
                if "cold" in contexts and "warm" not in contexts:
                    self._fed_by_caches.add((file, line))

    def _try(self, mutant: Mutant, items: dict[str, pytest.Item]) -> str:
        first, last = next(span for span in _statements(mutant.file) if span[0] <= mutant.line <= span[1])
        lines = [(mutant.file, line) for line in range(first, last + 1)]
        names = set().union(*(self._reaching[line] for line in lines)) & items.keys()
        cached = any(line in self._fed_by_caches for line in lines)
        if not names and not cached:
            return UNREACHED
        order = sorted(names, key=self._seconds.__getitem__)
        if cached:  # any test may read what is kept
            order += sorted(items.keys() - names, key=self._seconds.__getitem__)
        pid = os.fork()
        if not pid:
            self._run(mutant, [items[name] for name in order], cached)
        _, status = os.waitpid(pid, 0)
        if os.WIFSIGNALED(status):
            return TIMEOUT if os.WTERMSIG(status) == signal.SIGVTALRM else KILLED
        return SURVIVED if os.WEXITSTATUS(status) == 0 else KILLED

    def _run(self, mutant: Mutant, items: Sequence[pytest.Item], cached: bool) -> None:
        """In the fork: exit with 1 at the first test that fails, with 0 if none does."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        try:
            plant(mutant)
            _clear_caches(all_of_them=cached)
            spent = 0.0
            for item, following in _pairs(items):
                allowed = self._seconds[item.nodeid]
                if spent + allowed > _BUDGET:
                    break
                spent += allowed
                signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
                signal.setitimer(signal.ITIMER_VIRTUAL, 5 + 10 * allowed)
                if _fails(item, following):
                    os._exit(1)
            os._exit(0)
        finally:
            os._exit(2)


def _fails(item: pytest.Item, following: pytest.Item | None) -> bool:
    from _pytest.runner import runtestprotocol

    return any(report.failed for report in runtestprotocol(item, log=False, nextitem=following))


def _pairs(items: Sequence[pytest.Item]) -> Iterator[tuple[pytest.Item, pytest.Item | None]]:
    return zip_longest(items, items[1:])


def _clear_caches(*, all_of_them: bool = True) -> None:
    """Forget what was read, but for what takes no argument, patterns and tables, where it may stay."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("govgraph.extract", "govgraph.link", "govgraph.graph", "govgraph.text")):
            for value in list(vars(module).values()):
                if not hasattr(value, "cache_clear") or value.__module__ != name:
                    continue
                if all_of_them or value.__wrapped__.__code__.co_argcount:
                    value.cache_clear()


def interval(hits: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    z, share = 1.96, hits / of
    middle, spread = share + z * z / (2 * of), z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (middle - spread) / (1 + z * z / of), (middle + spread) / (1 + z * z / of)


def format_table(results: Iterable[tuple[Mutant, str]]) -> str:
    """The Markdown table: mutants by package and what became of them."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for mutant, result in results:
        counts[mutant.package][result] += 1
        counts["together"][result] += 1
    lines = ["| | mutants | killed | timed out | survived | not reached | noticed | 95 % |", "|---|" + "--:|" * 7]
    for package in sorted(counts, key=lambda name: (name == "together", name)):
        found = counts[package]
        of, hits = found.total(), found[KILLED] + found[TIMEOUT]
        low, high = interval(hits, of)
        cells = [of, *(found[result] for result in (KILLED, TIMEOUT, SURVIVED, UNREACHED))]
        numbers = " | ".join(map(str, cells))
        lines.append(f"| {package} | {numbers} | {hits / of:.0%} | {low:.0%} to {high:.0%} |")
    return "\n".join(lines)


def _draw(number: int, seed: int, again: Path | None) -> list[Mutant]:
    found = [_SRC / "govgraph" / name for name in MUTATED]
    files = sorted(file for path in found for file in (path.rglob("*.py") if path.is_dir() else [path]))
    wanted = {json.loads(line)["id"] for line in again.read_text(encoding="utf-8").splitlines()} if again else set()
    if wanted:
        files = [_SRC / "govgraph" / name for name in sorted({id_.partition(":")[0] for id_ in wanted})]
    with click.progressbar(files, label="Making mutants", file=sys.stderr) as bar:
        mutants = [mutant for file in bar for mutant in find_mutants(file)]
    click.echo(f"{len(mutants):,} mutants in {len(files)} files", err=True)
    if wanted:
        return [mutant for mutant in mutants if mutant.id in wanted]
    # Any first part of the sample is a sample too, so that --minutes may cut it short.
    return random.Random(seed).sample(mutants, min(number, len(mutants)))  # noqa: S311


@click.command()
@click.option("--mutants", "number", default=500, show_default=True, help="How many are drawn.")
@click.option("--seed", default=1, show_default=True)
@click.option("--minutes", default=60.0, show_default=True, help="No mutant is begun after that.")
@click.option("--survivors", type=click.Path(path_type=Path), help="Write what was not noticed to this file.")
@click.option("--again", type=click.Path(exists=True, path_type=Path), help="Try the mutants of such a file.")
def main(number: int, seed: int, minutes: float, survivors: Path | None, again: Path | None) -> None:
    """Draw, try, and print the table."""
    drawn = _draw(number, seed, again)
    keep = " and ".join(f"not {name}" for name in _LEFT_OUT)
    with survivors.open("w", encoding="utf-8", buffering=1) if survivors else nullcontext() as file:
        runner = Runner(drawn, minutes, file)
        code = pytest.main([*TESTS, "-q", "-p", "no:cacheprovider", "-p", "no:warnings", "-k", keep], [runner])
    if code:
        raise click.ClickException(f"the tests do not run: pytest ended with {code!r}")
    click.echo(format_table(runner.results))


if __name__ == "__main__":
    main()

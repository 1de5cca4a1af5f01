"""`govgraph doctor`: looks at all that a build needs on this machine, one thing after the other."""

from collections.abc import Callable, Iterator
from pathlib import Path

from govgraph.doctor.findings import Finding, State, worst
from govgraph.doctor.machine import check_cores, check_disk, check_memory, check_output, check_processes
from govgraph.doctor.programs import check_packages, check_python, check_spark
from govgraph.doctor.terminal import render_finding, render_verdict
from govgraph.doctor.trials import check_build
from govgraph.doctor.words import check_corrections, check_extractors, check_villages, check_words


def examine(output: Path) -> Iterator[Finding]:
    """What was found, in the order of the checks; each is made when its finding is asked for.

    Args:
        output: the folder that builds are written into, which need not exist.
    """
    yield from check_python()
    yield from check_packages()
    yield from check_spark()
    yield from check_output(output)
    yield from check_disk(output)
    checks: tuple[Callable[[], Iterator[Finding]], ...] = (
        *(check_memory, check_cores, check_processes),
        *(check_words, check_villages, check_extractors, check_corrections, check_build),
    )
    for check in checks:
        yield from check()


__all__ = ["Finding", "State", "examine", "render_finding", "render_verdict", "worst"]

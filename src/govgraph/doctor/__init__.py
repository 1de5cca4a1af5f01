"""`govgraph doctor`: looks at all that a build needs on this machine, one thing after the other.

Whatever it looks at may be what is broken, the packages that govgraph requires too: nothing that needs one is loaded
before they have been looked at.
"""

from collections.abc import Iterator
from pathlib import Path

from govgraph.doctor.findings import Finding, State, worst
from govgraph.doctor.terminal import render_finding, render_verdict


def examine(output: Path) -> Iterator[Finding]:
    """What was found, in the order of the checks; each is made when its finding is asked for.

    Args:
        output: the folder that builds are written into, which need not exist.
    """
    try:
        from govgraph.doctor.programs import check_packages, check_python

        yield from check_python()
        yield from check_packages()
        from govgraph.doctor import machine, sparks, trials, words
    except ImportError as error:
        remedy = "Put right the packages that it requires, or install govgraph anew with them."
        yield Finding("govgraph", "fault", f"it cannot be loaded ({error})", remedy)
        return
    yield from sparks.check_spark()
    yield from machine.check_output(output)
    yield from machine.check_disk(output)
    yield from machine.check_memory()
    yield from machine.check_cores()
    yield from machine.check_processes()
    yield from words.check_words()
    yield from words.check_villages()
    yield from words.check_extractors()
    yield from words.check_corrections()
    yield from trials.check_build()


__all__ = ["Finding", "State", "examine", "render_finding", "render_verdict", "worst"]

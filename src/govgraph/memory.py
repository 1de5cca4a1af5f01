"""Spares the collector of reference cycles work that finds none: the records of a build refer to nothing in circles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: New objects between two looks for cycles, and how many looks go by between two at older ones. Python's own numbers
#: cost the plan of ten thousand articles a third of its time.
_THRESHOLDS = (200_000, 20, 100)


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """In the block, look for cycles a few hundred times more seldom."""
    before = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)


def collect_seldom() -> None:
    """The same for the rest of this process."""
    gc.set_threshold(*_THRESHOLDS)

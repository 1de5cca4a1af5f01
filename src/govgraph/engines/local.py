"""Documents read in this process, or a batch at a time in several; what comes out is the same, in the same order."""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

S = TypeVar("S")
R = TypeVar("R")

#: Documents that a process is handed together: a second's work, which is what a lost process costs.
BATCH = 32
#: Batches that wait for each process or have been read and wait for those before them; they bound the memory.
AHEAD = 3
#: Fewer documents are read sooner by one process than others have loaded the word lists (two seconds each).
FEW = 100


def count_workers(documents: int, wanted: int | None = None) -> int:
    """How many processes to read so many documents with: those asked for, or one a core where it pays."""
    if wanted is None:
        wanted = 1 if documents < FEW else os.cpu_count() or 1
    return max(1, min(wanted, documents))


def read_all(sources: Sequence[S], read: Callable[[S], R], lost: Callable[[S], R], workers: int) -> Iterator[R]:
    """What ``read`` makes of each source, in their order.

    Args:
        sources: what is read; it and what comes of it must be picklable where ``workers`` is more than one.
        read: makes something of one source.
        lost: what stands for a source that ended the process that read it, such as by taking all memory.
        workers: processes, one being this.
    """
    if workers == 1:
        yield from map(read, sources)
        return
    batches = (sources[start : start + BATCH] for start in range(0, len(sources), BATCH))
    waiting: deque[tuple[Sequence[S], Future[list[R]]]] = deque()
    pool = _open(workers)
    try:
        while True:
            while len(waiting) < AHEAD * workers and (batch := next(batches, None)):
                waiting.append((batch, pool.submit(_read_batch, read, batch)))
            if not waiting:
                return
            batch, future = waiting.popleft()
            try:
                results = future.result()
            except BrokenProcessPool:
                pool.shutdown(cancel_futures=True)
                results = list(_read_apart(batch, read, lost))
                pool = _open(workers)
                waiting = deque((other, pool.submit(_read_batch, read, other)) for other, _ in waiting)
            yield from results
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _read_batch(read: Callable[[S], R], batch: Sequence[S]) -> list[R]:
    return [read(source) for source in batch]


def _read_apart(batch: Sequence[S], read: Callable[[S], R], lost: Callable[[S], R]) -> Iterator[R]:
    """Read sources one by one in a process of their own, with a new one where one has ended."""
    pool = _open(1)
    try:
        for source in batch:
            try:
                yield pool.submit(read, source).result()
            except BrokenProcessPool:
                yield lost(source)
                pool = _open(1)
    finally:
        pool.shutdown(cancel_futures=True)


def _open(workers: int) -> ProcessPoolExecutor:
    """Processes that inherit nothing, so that they are the same on every system."""
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))

"""Work done in this process, or a batch at a time in several; what comes out is the same, in the same order."""

import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from types import ModuleType, TracebackType
from typing import NoReturn, Self, TypeVar

from govgraph import lexicon
from govgraph.lexicon.additions import NO_ADDITIONS, Additions
from govgraph.memory import collect_seldom

T = TypeVar("T")
R = TypeVar("R")

#: Documents that a process is handed together: a second's work, which is what a lost process costs.
BATCH = 32
#: Batches that wait for each process or are done and wait for those before them; they bound the memory.
AHEAD = 3
#: Fewer documents are read sooner by one process than others have loaded the word lists (two seconds each).
FEW = 100


def count_workers(documents: int, wanted: int | None = None) -> int:
    """How many processes to read so many documents with: those asked for, or one a core where it pays."""
    if wanted is None:
        wanted = 1 if documents < FEW else os.cpu_count() or 1
    return max(1, min(wanted, documents))


class Workers:
    """Processes that stay from one piece of work to the next; with a ``count`` of one, this process.

    They inherit nothing, so that they are the same on every system, and they run nothing of the script that asked for
    them, which needs no guard ``if __name__ == "__main__"``. Each is given the user's own words before it works; this
    process reads with them already.
    """

    def __init__(self, count: int, words: Additions = NO_ADDITIONS) -> None:
        self.count = count
        self._words = words
        self._pool: ProcessPoolExecutor | None = None
        self._worked = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.rest()

    def warm(self, load: Callable[[None], None]) -> None:
        """Start the processes while this one does something else; with ``load`` they load where it stands."""
        if self.count > 1 and self._pool is None:
            for _ in range(self.count):
                self._submit(load, [None])

    def rest(self, least: int = 0) -> None:
        """End the processes, with all the memory that they hold, until there is work again.

        Those that have worked on fewer than ``least`` items since they started stay.
        """
        if self._pool is not None and self._worked >= least:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None
            self._worked = 0

    def run(
        self, items: Sequence[T], work: Callable[[T], R], lost: Callable[[T], R], batch: int = BATCH
    ) -> Iterator[R]:
        """What ``work`` makes of each item, in their order.

        Args:
            items: they, and what comes of them, must be picklable where there are several processes.
            work: makes something of one item.
            lost: what stands for an item that ended the process that worked on it, such as by taking all memory.
            batch: items that a process is handed together.
        """
        if self.count == 1:
            yield from map(work, items)
            return
        batches = (items[start : start + batch] for start in range(0, len(items), batch))
        waiting: deque[tuple[Sequence[T], Future[list[R]]]] = deque()
        try:
            while True:
                while len(waiting) < AHEAD * self.count and (own := next(batches, None)):
                    waiting.append((own, self._submit(work, own)))
                    self._worked += len(own)
                if not waiting:
                    return
                own, future = waiting.popleft()
                try:
                    results = future.result()
                except BrokenProcessPool:
                    self.rest()
                    results = list(_work_apart(own, work, lost, self._words))
                    waiting = deque((other, self._submit(work, other)) for other, _ in waiting)
                yield from results
        finally:
            for _, future in waiting:
                future.cancel()

    def _submit(self, work: Callable[[T], R], items: Sequence[T]) -> Future[list[R]]:
        """Hand items to a process, or where one has ended meanwhile, which ends all, to a new one."""
        try:
            return _hand(self._open(), work, items)
        except BrokenProcessPool:
            self.rest()
            return _hand(self._open(), work, items)

    def _open(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = _open(self.count, self._words)
        return self._pool


def _work_on(work: Callable[[T], R], items: Sequence[T]) -> list[R]:
    return [work(item) for item in items]


def _work_apart(items: Sequence[T], work: Callable[[T], R], lost: Callable[[T], R], words: Additions) -> Iterator[R]:
    """Work on items one by one in a process of their own, with a new one where one has ended."""
    pool = _open(1, words)
    try:
        for item in items:
            try:
                yield _hand(pool, work, [item]).result()[0]
            except BrokenProcessPool:
                yield lost(item)
                pool = _open(1, words)
    finally:
        pool.shutdown(cancel_futures=True)


#: One thread at a time may have hidden the script.
_HIDING = threading.Lock()


def _hand(pool: ProcessPoolExecutor, work: Callable[[T], R], items: Sequence[T]) -> Future[list[R]]:
    """Hand items to a process of the pool, which starts it where there is none for them."""
    with _HIDING, _hidden_script():
        return pool.submit(_work_on, work, items)


@contextmanager
def _hidden_script() -> Iterator[None]:
    """Processes that start in the block do not run the user's script again, as ``spawn`` would have them.

    They need nothing of it, and a script without a guard would start a build in each of them.
    """
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = script


def _open(workers: int, words: Additions) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin, initargs=(words,))


def _begin(words: Additions) -> None:
    """Have this process read with these words, and end with the one that started it, which may be killed unasked."""
    lexicon.use(words)
    collect_seldom()
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.join,), daemon=True).start()


def _end_after(wait: Callable[[], None]) -> NoReturn:
    wait()
    os._exit(1)

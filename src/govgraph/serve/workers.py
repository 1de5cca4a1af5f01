"""Processes that answer queries: Oxigraph cannot be interrupted, but a process can be ended."""

import asyncio
import multiprocessing
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from math import ceil
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from govgraph.errors import GovgraphError
from govgraph.serve.replies import Job, Reply, answer_job, refuse
from govgraph.serve.stores import open_store, read_prefixes

try:
    import resource
except ImportError:  # Windows has none
    resource = None  # type: ignore[assignment]

#: What a worker may take of memory before its query counts as too large.
_MOST_MEMORY = 2 << 30

#: Seconds that the server has to end a query before it ends by itself.
_GRACE = 5

_SPAWN = multiprocessing.get_context("spawn")

_Stamp = tuple[int, int, int]


class Worker:
    """A process with the store of a build open, started when it is needed and ended when a query takes too long.

    ``stores`` is where the store is kept. Its methods block; one thread at a time may call ``answer``, any may call
    ``stop``.
    """

    def __init__(self, folder: Path, stores: Path, seconds: float) -> None:
        self._folder = folder
        self._stores = stores
        self._seconds = seconds
        self._closed = False
        self._changing = threading.RLock()  # a process that is not yet started cannot be ended
        self._stamp: _Stamp | None = None
        self._process: SpawnProcess | None = None
        self._pipe, _ = _SPAWN.Pipe()

    def start(self) -> Reply | None:
        """Have a process that holds the build as it is now; a refusal if that cannot be."""
        stamp = _read_stamp(self._folder)
        if self._process and self._process.is_alive() and stamp == self._stamp:
            return None
        with self._changing:
            if self._closed:
                return _refuse_stopped()
            self.stop()
            self._pipe.close()
            self._pipe, other = _SPAWN.Pipe()
            self._process = _SPAWN.Process(
                target=_work, args=(other, self._folder, self._stores, self._seconds), daemon=True
            )
            self._process.start()
            other.close()
            self._stamp = stamp
        refusal: Reply | None = self._pipe.recv()
        return refusal

    def answer(self, job: Job) -> Reply:
        """Answer a query, or refuse it when it has run too long or has ended its process."""
        try:
            if refusal := self.start():
                return refusal
            self._pipe.send(job)
            if self._pipe.poll(self._seconds):
                reply: Reply = self._pipe.recv()
                return reply
        except (EOFError, OSError):
            if self._closed:
                return _refuse_stopped()
            self.stop()
            return refuse(503, "The query was ended: it took too much memory. Ask for less, with LIMIT or FILTER.")
        self.stop()
        return refuse(
            503, f"The query was ended after {self._seconds:g} seconds, the limit. Ask for less, with LIMIT or FILTER."
        )

    def stop(self) -> None:
        """End the process at once, whatever it does."""
        with self._changing:
            if self._process:
                self._process.kill()
                self._process.join()

    def close(self) -> None:
        """End the process for good."""
        with self._changing:
            self._closed = True
            self.stop()


class Pool:
    """A few workers, each with one query at a time; more queries wait, though no longer than a query may run."""

    def __init__(self, folder: Path, stores: Path, *, workers: int, seconds: float) -> None:
        self._seconds = seconds
        self._workers = [Worker(folder, stores, seconds) for _ in range(workers)]
        self._threads = ThreadPoolExecutor(workers)
        self._closed = False
        self._idle: asyncio.Queue[Worker] = asyncio.LifoQueue()  # who has a process already comes first

    async def open(self) -> None:
        """Start the first process; the others come when they are needed."""
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._threads, self._workers[-1].start)
        for worker in self._workers:
            self._idle.put_nowait(worker)

    async def answer(self, job: Job) -> Reply:
        """Answer a query; when the caller is cancelled, the query is ended."""
        try:
            async with asyncio.timeout(self._seconds):
                worker = await self._idle.get()
        except TimeoutError:
            return refuse(503, "Other queries keep every worker busy. Ask again later.")
        if self._closed:
            self._idle.put_nowait(worker)
            return _refuse_stopped()
        loop = asyncio.get_running_loop()
        running = self._threads.submit(worker.answer, job)
        running.add_done_callback(lambda _: loop.call_soon_threadsafe(self._idle.put_nowait, worker))
        try:
            return await asyncio.shield(asyncio.wrap_future(running))
        except asyncio.CancelledError:
            worker.stop()
            raise

    def close(self) -> None:
        """End the processes and what they are at."""
        self._closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.close()
        self._threads.shutdown(wait=True)


def _refuse_stopped() -> Reply:
    return refuse(503, "The server has been stopped.")


def _read_stamp(folder: Path) -> _Stamp | None:
    """What changes when a build replaces its graph."""
    try:
        stat = (folder / "graph.ttl").stat()
    except OSError:
        return None
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


def _work(pipe: Connection, folder: Path, stores: Path, seconds: float) -> None:
    """Answer the jobs that come through the pipe until its other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the server, which ends its workers
    try:
        store, prefixes = open_store(folder, stores), read_prefixes(folder)
    except (GovgraphError, OSError) as error:
        pipe.send(refuse(503, str(error)))
        return
    pipe.send(None)
    if resource:
        resource.setrlimit(resource.RLIMIT_DATA, (_MOST_MEMORY, _MOST_MEMORY))
    while True:
        try:
            job = pipe.recv()
            _set_alarm(ceil(seconds) + _GRACE)
            pipe.send(answer_job(store, prefixes, job))
            _set_alarm(0)
        except (EOFError, BrokenPipeError):
            return


def _set_alarm(seconds: int) -> None:
    """End this process then, should the server that would do so be gone; 0 calls it off."""
    if hasattr(signal, "alarm"):  # Windows has none
        signal.alarm(seconds)

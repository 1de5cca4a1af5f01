"""What the stages of a build take: time, and the memory of all its processes."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import psutil

#: Seconds between two looks at the memory.
_PAUSE = 0.2


@dataclass(frozen=True, slots=True)
class Stage:
    """What a stage of a build took: seconds, and the most bytes that all processes held at one time in it.

    Memory that processes share is counted for each.
    """

    seconds: float
    memory: int


@dataclass(slots=True)
class Meter:
    """Measures stages that follow each other."""

    stages: dict[str, Stage] = field(default_factory=dict)

    @contextmanager
    def measure(self, name: str) -> Iterator[None]:
        """Measure what is done in the block under this name."""
        begin = time.perf_counter()
        peak = _Peak()
        peak.start()
        try:
            yield
        finally:
            memory = peak.stop()
            self.stages[name] = Stage(round(time.perf_counter() - begin, 3), memory)


class _Peak(threading.Thread):
    """Looks at the memory until it is stopped."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._over = threading.Event()
        self._most = 0

    def run(self) -> None:
        while True:
            self._look()
            if self._over.wait(_PAUSE):
                return

    def stop(self) -> int:
        """The most bytes seen."""
        self._over.set()
        self.join()
        self._look()
        return self._most

    def _look(self) -> None:
        held = 0
        this = psutil.Process()
        for process in (this, *this.children(recursive=True)):
            with suppress(psutil.Error):  # it has just ended
                held += process.memory_info().rss
        self._most = max(self._most, held)

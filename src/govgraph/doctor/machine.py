"""The folder of the output, disk, memory, cores, and whether processes can be started."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import psutil

from govgraph.doctor.findings import Finding, explain
from govgraph.engines import Workers
from govgraph.errors import SetupError
from govgraph.tables import open_build

#: Bytes under which a build may fail: the Turtle of ten thousand articles has 0.3 GB, and its parts lie beside it until
#: it is whole; a build of five articles holds 0.4 GB of memory.
_LITTLE_DISK, _LITTLE_MEMORY = 1_000_000_000, 500_000_000
#: What holds a container back (version 2 of Linux's control groups).
_CONTROLS = Path("/sys/fs/cgroup")


def check_output(output: Path) -> Iterator[Finding]:
    """Whether files can be written into the folder, or it can be made; and whether a build in it is whole."""
    name = "Output"
    place = _existing(output)
    try:
        if not place.is_dir():
            remedy = "Move it away, or name another folder with -o."
            yield Finding(name, "fault", f"{place} is a file, where a folder is wanted", remedy)
            return
        with tempfile.TemporaryDirectory(prefix=".doctor-", dir=place) as folder:
            written = Path(folder, "written")
            written.write_text("省市县", encoding="utf-8")
            written.replace(Path(folder, "renamed"))
    except OSError as error:
        remedy = "Mend the permissions of that folder, or name another with -o."
        yield Finding(name, "fault", f"{place.absolute()} cannot be written ({error.strerror})", remedy)
        return
    if not (output / "tables").is_dir():
        yield Finding(name, "ok", f"{output.absolute()} can be {'written' if output.exists() else 'made'}")
        return
    try:
        open_build(output)
    except SetupError as error:
        yield Finding(name, "warning", str(error))
    else:
        yield Finding(name, "ok", f"{output.absolute()} can be written, and holds a whole build")


def check_disk(output: Path) -> Iterator[Finding]:
    """The space that is free for the output and for temporary files."""
    for name, place in (("Disk", _existing(output)), ("Temporary files", Path(tempfile.gettempdir()))):
        try:
            free = shutil.disk_usage(place).free
        except OSError as error:
            yield explain(name, error)
            continue
        found = f"{_gigabytes(free)} free at {place.absolute()}"
        if free < _LITTLE_DISK:
            yield Finding(name, "warning", found, "Free some: ten thousand articles make 0.3 GB of Turtle alone.")
        else:
            yield Finding(name, "ok", found)


def check_memory() -> Iterator[Finding]:
    """The memory that is free, within what a container is given."""
    memory = psutil.virtual_memory()
    free, total = memory.available, memory.total
    if (limit := _control("memory.max")) is not None and limit < total:
        free, total = min(free, max(0, limit - (_control("memory.current") or 0))), limit
    found = f"{_gigabytes(free)} of {_gigabytes(total)} free"
    if free < _LITTLE_MEMORY:
        yield Finding("Memory", "warning", found, "A small build takes 0.4 GB. End other programs, or use --workers 1.")
    else:
        yield Finding("Memory", "ok", found)


def check_cores() -> Iterator[Finding]:
    """The cores that this process may use: a build starts a process for each of the machine's."""
    cores = os.cpu_count() or 1
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else cores
    if (quota := _quota()) is not None:
        usable = max(1, min(usable, round(quota)))
    if usable < cores:
        found = f"{usable} of the machine's {cores} may be used"
        yield Finding(
            "Cores", "warning", found, f"Build with --workers {usable}; {cores} processes would be in the way."
        )
    else:
        yield Finding("Cores", "ok", f"{cores}, a process on each reads where there are a hundred articles or more")


def check_processes() -> Iterator[Finding]:
    """Whether other processes can be started and asked, as large builds do."""
    name = "Processes"
    remedy = "Build with --workers 1; in a container, give it /dev/shm and leave to start processes."
    try:
        with Workers(2) as helpers:
            answers = list(helpers.run((-1, -2), abs, _lose, batch=1))
    except (OSError, ImportError, BrokenProcessPool, SetupError) as error:
        yield Finding(name, "warning", f"none can be started ({error})", remedy)
    else:
        yield Finding(name, "ok", f"{len(answers)} were started and answered")


def _lose(number: int) -> int:
    raise SetupError("they end at once")


def _existing(folder: Path) -> Path:
    """The folder, or the nearest above it that exists."""
    return next(place for place in (folder.absolute(), *folder.absolute().parents) if place.exists())


def _control(name: str) -> int | None:
    """A number of bytes that a container is held to; None where it is not."""
    try:
        return int((_CONTROLS / name).read_text(encoding="ascii"))
    except (OSError, ValueError):  # "max" says that nothing holds
        return None


def _quota() -> float | None:
    """The cores' worth of time that a container is given."""
    try:
        quota, period = (_CONTROLS / "cpu.max").read_text(encoding="ascii").split()
        return int(quota) / int(period)
    except (OSError, ValueError, ZeroDivisionError):
        return None


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:,.1f} GB"

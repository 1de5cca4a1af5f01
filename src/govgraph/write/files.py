"""Writes files beside their place and renames them into it, so that a killed run leaves the last good one."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from govgraph.errors import SetupError

try:
    import fcntl
except ImportError:  # Windows has none
    fcntl = None  # type: ignore[assignment]

_SURROGATE = re.compile(r"[\ud800-\udfff]")


@contextmanager
def replace_file(path: Path) -> Iterator[Path]:
    """A path in the same folder, to be written in the block; it takes the place of ``path`` if the block ends well.

    >>> with replace_file(Path("graph.ttl")) as beside:  # doctest: +SKIP
    ...     beside.write_text("…")
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        yield beside
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def settle(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk: a power cut behind a rename then loses neither."""
    if path.is_dir() and os.name != "posix":  # elsewhere a folder cannot be opened
        return
    opened = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextmanager
def replace_files(folder: Path) -> Iterator[Path]:
    """A folder beside ``folder``, to be filled in the block; its files take their places there if the block ends well.

    What ``folder`` holds under other names is let be.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = folder.with_name(f".{folder.name}.{os.getpid()}")
    beside.mkdir()
    try:
        yield beside
        folder.mkdir(exist_ok=True)
        for file in sorted(beside.iterdir()):
            file.replace(folder / file.name)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


@contextmanager
def claim_folder(folder: Path) -> Iterator[None]:
    """Keep others who claim it out of a folder for the length of the block, or until this process is killed.

    File systems that know no locks keep nobody out.

    Raises:
        SetupError: somebody else has claimed it.
    """
    if fcntl is None:
        yield
        return
    claim = os.open(folder, os.O_RDONLY)
    try:
        _lock(claim, folder)
        yield
    finally:
        os.close(claim)


def _lock(claim: int, folder: Path) -> None:
    try:
        fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise SetupError(
            f"Another build is writing into {folder}. Wait until it has ended, or choose another folder with -o."
        ) from error
    except OSError:  # a network's folder
        return


def well_formed(text: str) -> str:
    r"""The text as UTF-8 can hold it: a lone surrogate, such as an undecodable file name has, becomes U+FFFD.

    >>> well_formed("报告\udcff.txt")
    '报告�.txt'
    """
    return _SURROGATE.sub("�", text)

"""Writes files beside their place and renames them into it, so that a killed run leaves the last good one."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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


def well_formed(text: str) -> str:
    r"""The text as UTF-8 can hold it: a lone surrogate, such as an undecodable file name has, becomes U+FFFD.

    >>> well_formed("报告\udcff.txt")
    '报告�.txt'
    """
    return _SURROGATE.sub("�", text)

"""Articles and their truth as files."""

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from pathlib import Path

import msgspec

from benchmarks.made_up.articles import article

_PER_FOLDER = 1000
TRUTH = "truth.jsonl"

Track = Callable[[range], Iterable[int]]


def path_of(folder: Path, number: int) -> Path:
    """Where the article of a number stands."""
    return folder / f"{number // _PER_FOLDER:03d}" / f"{number:06d}.txt"


def write(folder: Path, documents: int, seed: int = 0, *, truth: bool = True, track: Track = iter) -> int:
    """Write the first ``documents`` articles of a seed below ``folder``, and what they state beside them.

    Args:
        folder: made where it is missing; articles in it are overwritten.
        documents: how many.
        seed: another one gives other places, names and sentences.
        truth: whether to write ``truth.jsonl`` too.
        track: wraps the numbers while they are written; a progress bar.

    Returns:
        The bytes of the texts.
    """
    folder.mkdir(parents=True, exist_ok=True)
    size = 0
    encode = msgspec.json.Encoder().encode
    with nullcontext() if not truth else (folder / TRUTH).open("wb") as lines:
        for number in track(range(documents)):
            told, path = article(number, seed), path_of(folder, number)
            if number % _PER_FOLDER == 0:
                path.parent.mkdir(exist_ok=True)
            data = told.text.encode()
            path.write_bytes(data)
            size += len(data)
            if lines is not None:
                lines.write(encode(told.truth) + b"\n")
    return size

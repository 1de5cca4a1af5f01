"""CSV that spreadsheets open as it is: a file a table, in a folder or a zip."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import IO

import pyarrow as pa

from govgraph.exports.reading import BuildReader
from govgraph.exports.texts import fit_text
from govgraph.graph.summaries import plain_number
from govgraph.write.files import replace_file, replace_files
from govgraph.write.tables import SCHEMAS

#: What spreadsheets take for the beginning of a formula, full-width signs in some languages too.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\n]")


def write_csv(build: BuildReader, path: Path) -> Sequence[str]:
    """Write one CSV a table into the folder ``path``, or into a zip where its name ends in ``.zip``.

    UTF-8 with a byte order mark, by which Excel knows it, and RFC 4180's quotes and line ends. A text that begins like
    a formula gets an apostrophe before it. Lists are joined by " | ". No clock time goes into the zip.

    Returns:
        What the user should know.
    """
    neutral = 0
    if path.suffix.lower() == ".zip":
        with replace_file(path) as beside, zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, batches in build.tables():
                entry = zipfile.ZipInfo(f"{name}.csv")  # of 1980, the first year that a zip can hold
                entry.compress_type = zipfile.ZIP_DEFLATED
                with archive.open(entry, "w", force_zip64=True) as file:
                    neutral += _write_table(name, batches, file)
    else:
        with replace_files(path) as folder:
            for name, batches in build.tables():
                with (folder / f"{name}.csv").open("wb") as file:
                    neutral += _write_table(name, batches, file)
    if not neutral:
        return ()
    return (
        f"Texts that begin like a formula: {neutral:,}. They have an apostrophe before them, so that no spreadsheet "
        "runs them; --to parquet has them as they are.",
    )


def _write_table(name: str, batches: Iterable[pa.Table], file: IO[bytes]) -> int:
    """Write a table; how many of its texts begin like a formula."""
    neutral = 0
    with _as_text(file) as text:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(SCHEMAS[name].names)
        for batch in batches:
            for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                cells = [_spell(value) for value in values]
                writer.writerow(cells)
                neutral += sum(_is_formula(cell[1:]) for cell in cells if cell.startswith("'"))
    return neutral


@contextmanager
def _as_text(file: IO[bytes]) -> Iterator[IO[str]]:
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    yield text
    text.detach()


def _spell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return plain_number(value)
        case str():
            text = fit_text(value)
            return f"'{text}" if _is_formula(text) else text
        case Iterable():
            return _spell(" | ".join(map(str, value)))
        case _:
            return str(value)


def _is_formula(text: str) -> bool:
    """Whether a spreadsheet may take it for one; a negative number, as ``digits`` may be, is none."""
    return _FORMULA.match(text) is not None and not re.fullmatch(r"-\d+(\.\d+)?", text, re.ASCII)

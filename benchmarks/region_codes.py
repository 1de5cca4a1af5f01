"""What every annotated region was taken for: division codes, zones, and what could not be told.

usage: region_codes.py GOLD_DIR=TEXT_DIR...

Prints a Markdown table, a row an article, and the share of regions that have a code, a parent, or neither.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from govgraph import pipeline
from govgraph.evaluation import Comparison
from govgraph.graph.identities import take_apart
from govgraph.model import Entity


def describe(entity: Entity) -> tuple[str, str]:
    """How sure a region's identity is, and the words for it: its code, or where it lies."""
    if entity.code:
        return "code", entity.code
    parts = take_apart(entity.key)
    place = re.sub(r"Region:|@.*", "", parts.rest)
    if parts.mark == "@":
        return "parent stated", f"in {place}"
    return ("seen near", f"near {place}") if parts.mark == "~" else ("unresolved", "unresolved")


def main(arguments: list[str]) -> None:
    """Print the table of the folders named on the command line."""
    counts: Counter[str] = Counter()
    print("| article | regions |\n|---|---|")
    for argument in arguments:
        gold, _, texts = argument.partition("=")
        for comparison in pipeline.evaluate(Path(gold), [Path(text) for text in texts.split(":")]):
            rows = list(_rows(comparison))
            counts.update(kind for kind, _ in rows)
            print(f"| {comparison.document.id} | {'; '.join(words for _, words in rows)} |")
    total = sum(counts.values())
    print()
    for kind, count in counts.most_common():
        print(f"- {kind}: {count} of {total}, {count / total:.1%}")


def _rows(comparison: Comparison) -> Iterator[tuple[str, str]]:
    for found, wanted in sorted(comparison.entities.right, key=lambda pair: pair[1].names[0]):
        if wanted.type == "Region":
            kind, words = describe(found)
            yield kind, f"{wanted.names[0]} {words}"
    for missed in sorted(comparison.entities.missed, key=lambda entity: entity.names[0]):
        if missed.type == "Region":
            yield "not found", f"{missed.names[0]} **not found**"


if __name__ == "__main__":
    main(sys.argv[1:])

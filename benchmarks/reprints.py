"""How far reprints and other articles lie apart: the evidence of the thresholds in ``govgraph.graph.reprints``.

usage: python -m benchmarks.reprints [GOLD_DIR=TEXT_DIR[:TEXT_DIR]...]

Compares the seeds with their reprints (``tests/reprinting.py``), the annotated articles with each other, and with
templates: themselves under other names and in other figures. Prints the worst of each kind as a Markdown table, then
the time to find the reprints among fingerprints made up for 100,000 and 200,000 documents.
"""

import base64
import random
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

from govgraph.corpus import SourceFile, read_document
from govgraph.corpus.fingerprints import SLOTS, Fingerprint, read_fingerprint, take_fingerprint
from govgraph.graph.reprints import Likeness, compare, find_reprints
from govgraph.model import SourceInfo
from tests.extract.reading import read_text
from tests.renaming.articles import Article, read_articles, rename
from tests.reprinting import REPRINTINGS, paragraphs_of, swap_figures

_ROOT = Path(__file__).parents[1]
OWN = f"{_ROOT}/tests/data/gold={_ROOT}/tests/data/gold/texts"
SIZES = (100_000, 200_000)

Pairs = Iterable[tuple[Fingerprint, Fingerprint]]


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of a text that is long enough."""
    return read_fingerprint(take_fingerprint(read_text(text)))


def pair_reprints() -> Iterator[tuple[Fingerprint, Fingerprint]]:
    """Each seed with each of its reprints."""
    for path in sorted((_ROOT / "seeds").glob("*.txt")):
        seed = read_document(SourceFile(path.name, path))
        original = read_fingerprint(take_fingerprint(seed))
        for reprinting in REPRINTINGS.values():
            yield original, fingerprint("\n".join(reprinting(paragraphs_of(seed))) + "\n")


def pair_templates(articles: Sequence[Article]) -> dict[str, Pairs]:
    """The articles and themselves filled in anew, by what is new."""
    named = [(article.text, rename(article).text) for article in articles]
    return {
        "other names": [(fingerprint(old), fingerprint(new)) for old, new in named],
        "other figures": [(fingerprint(old), fingerprint(swap_figures(old))) for old, _ in named],
        "other names and figures": [(fingerprint(old), fingerprint(swap_figures(new))) for old, new in named],
    }


def tabulate(kinds: dict[str, Pairs]) -> str:
    """The ranges of likeness by kind of pair, in Markdown."""
    rows = [
        "| pairs | number | found to be reprints | shared | kept | retold | refigured |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for kind, pairs in kinds.items():
        found = [compare(*pair) for pair in pairs]
        spans = [_span([getattr(one, field) for one in found]) for field in Likeness.__slots__]
        rows.append(f"| {kind} | {len(found)} | {sum(one.is_reprint for one in found)} | {' | '.join(spans)} |")
    return "\n".join(rows)


def _span(values: Sequence[float]) -> str:
    return f"{min(values):.3g} to {max(values):.3g}"


def make_up(number: int) -> Iterator[SourceInfo]:
    """``number`` documents of 40 sentences, of which every fourth is a copy of the one before with a tenth changed."""
    chance = random.Random(1)  # noqa: S311 - no secret
    slots, sentences = b"", b""
    for place in range(number):
        if place % 4 == 3:
            slots = b"".join(
                chance.randbytes(2) if chance.random() < 0.1 else slots[at : at + 2] for at in range(0, 2 * SLOTS, 2)
            )
        else:
            slots, sentences = chance.randbytes(2 * SLOTS), chance.randbytes(160)
        written = base64.b64encode((1500 - place % 4).to_bytes(4, "little") + slots + sentences).decode()
        yield SourceInfo(f"d{place}", f"{place:064x}", None, None, None, f"d{place}.txt", 1500, (), written)


def main() -> None:
    """Print the table and the times."""
    articles: list[Article] = []
    for pair in sys.argv[1:] or [OWN]:
        gold, _, texts = pair.partition("=")
        articles += read_articles(Path(gold), [Path(folder) for folder in texts.split(":")])
    different = combinations([fingerprint(article.text) for article in articles], 2)
    print(
        tabulate({"reprints of the seeds": pair_reprints(), "different articles": different} | pair_templates(articles))
    )
    for size in SIZES:
        documents = list(make_up(size))
        begin = time.perf_counter()
        found = find_reprints(documents)
        print(f"\n{size:,} documents: {len(found):,} reprints in {time.perf_counter() - begin:.1f} s")


if __name__ == "__main__":
    main()

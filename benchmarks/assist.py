"""What a language model would be asked about annotated articles, and how much of what the rules miss stands there.

usage: assist.py GOLD_DIR=TEXT_DIR...

No model is asked. Prints a Markdown table: sentences and characters sent and of all; the gold relations that the rules
miss, those of them whose words are sent, and those of these whose two ends the rules found, which is the most that a
model can add. The last row has the requests.
"""

import sys
from collections import Counter
from collections.abc import Iterable

from benchmarks.calibrate import compare_all
from govgraph.assist.doubts import find_doubts
from govgraph.assist.readings import Reading
from govgraph.evaluation import Comparison
from govgraph.evaluation.places import Places, touch


def count(comparison: Comparison) -> Counter[str]:
    """The numbers of one article."""
    reading, places = Reading(comparison.document, comparison.found), Places(comparison)
    sent = [(doubt.start, doubt.end) for doubt in find_doubts(reading)]
    sentences = [(one.start, one.end) for passage in reading.scene.passages for one in passage.sentences]
    lost = {entity.id for entity in comparison.entities.missed}
    missed = [
        (touch(places.of_quote(one.quote), sent), {one.subject, one.object}) for one in comparison.relations.missed
    ]
    return Counter(
        {
            "sentences": len(sentences),
            "sentences sent": sum(touch([one], sent) for one in sentences),
            "characters": sum(end - start for start, end in sentences),
            "characters sent": sum(end - start for start, end in sent),
            "relations missed": len(missed),
            "their words are sent": sum(inside for inside, _ in missed),
            "and both ends are known": sum(inside and not ends & lost for inside, ends in missed),
            "office-holders missed": len(comparison.posts.missed),
            "requests": len(sent),
        }
    )


def tabulate(comparisons: Iterable[Comparison]) -> str:
    """The numbers of all articles together."""
    total: Counter[str] = Counter()
    for comparison in comparisons:
        total.update(count(comparison))
    rows = ["| | |", "|---|--:|", *(f"| {name} | {number:,} |" for name, number in total.items())]
    return "\n".join(rows)


if __name__ == "__main__":
    if not sys.argv[1:]:
        raise SystemExit(__doc__)
    print(tabulate(compare_all(sys.argv[1:]).values()))

"""How often each rule is right on annotated articles: the confidence of what it reads.

usage: calibrate.py [--reliability] GOLD_DIR=TEXT_DIR...

Prints the entries of ``lexicon/confidence.yaml``. A rule's share is drawn towards the share of all rules, so that one
that fired once is neither sure nor hopeless.

With ``--reliability``, prints instead how far such confidences can be trusted, as a Markdown table. The articles are
dealt into five parts; what an article says is given the confidence that the other four parts teach. (Where two rules
read one relation, the confidences in use decide which is named.)
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from govgraph import lexicon, pipeline
from govgraph.evaluation import Comparison

PARTS = 5
#: A rule's own share counts as much as that of all rules when it fired this often. In cross-validation over 35 articles
#: the expected calibration error is 0.020; with one reading right and one wrong added to each rule it was 0.037.
WEIGHT = 8
#: Confidences are reported in this many bins of equal width.
BINS = 10

#: A rule, and whether what it read is right.
Reading = tuple[str, bool]


def judge(comparison: Comparison) -> Iterator[Reading]:
    """Every statement of one article."""
    for pairs in (comparison.relations, comparison.posts, comparison.measures):
        yield from ((found.rule, True) for found, _ in pairs.right)
        yield from ((found.rule, False) for found in pairs.extra)


def learn(readings: Iterable[Reading]) -> dict[str, float]:
    """The share of right readings by rule, drawn towards the share of all."""
    known = list(readings)
    right = Counter(rule for rule, is_right in known if is_right)
    fired = Counter(rule for rule, _ in known)
    share = right.total() / fired.total()
    rules = sorted({*lexicon.read("confidence"), *fired})
    return {rule: round((right[rule] + WEIGHT * share) / (fired[rule] + WEIGHT), 2) for rule in rules}


def cross_validate(articles: Sequence[Sequence[Reading]]) -> Iterator[tuple[float, bool]]:
    """The confidence of each statement, learned without its article, and whether it is right."""
    for part in range(PARTS):
        others = (reading for number, article in enumerate(articles) if number % PARTS != part for reading in article)
        table = learn(others)
        yield from ((table[rule], is_right) for article in articles[part::PARTS] for rule, is_right in article)


def tabulate(judged: Sequence[tuple[float, bool]]) -> str:
    """Stated confidence against the share that is right, in Markdown, with what that says in two numbers."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, is_right in judged:
        bins.setdefault(min(int(confidence * BINS), BINS - 1), []).append((confidence, is_right))
    rows = ["| stated confidence | statements | stated on average | right |", "|---|--:|--:|--:|"]
    apart = 0.0
    for number, held in sorted(bins.items()):
        stated = sum(confidence for confidence, _ in held) / len(held)
        right = sum(is_right for _, is_right in held) / len(held)
        apart += len(held) / len(judged) * abs(stated - right)
        rows.append(f"| {number / BINS:.1f} to {(number + 1) / BINS:.1f} | {len(held)} | {stated:.2f} | {right:.2f} |")
    brier = sum((confidence - is_right) ** 2 for confidence, is_right in judged) / len(judged)
    return "\n".join([*rows, "", f"Brier score {brier:.3f}, expected calibration error {apart:.3f}."])


def compare_all(pairs: Iterable[str]) -> Mapping[str, Comparison]:
    """The comparisons of all articles, by id."""
    found = {}
    for pair in pairs:
        gold, _, texts = pair.partition("=")
        found.update({one.gold.id: one for one in pipeline.evaluate(Path(gold), [Path(texts)])})
    return dict(sorted(found.items()))


def main() -> None:
    """Print the one table or the other."""
    reliability, pairs = "--reliability" in sys.argv, [word for word in sys.argv[1:] if "=" in word]
    if not pairs:
        raise SystemExit(__doc__)
    articles = [list(judge(comparison)) for comparison in compare_all(pairs).values()]
    if reliability:
        print(tabulate(list(cross_validate(articles))))
    else:
        print(yaml.safe_dump(learn(reading for article in articles for reading in article)).strip())


if __name__ == "__main__":
    main()

"""Scores and cases as text: aligned for a terminal, in Markdown for a document."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from govgraph.evaluation.cases import Case
from govgraph.evaluation.scores import Score

_COLUMNS = ("gold", "found", "right", "precision", "recall", "F1")
#: Types that a row of the table of causes names.
_COMMONEST = 3
_GROUPS = ("entities", "relations", "posts", "measures")


def format_scores(scores: Mapping[str, Score]) -> str:
    """One aligned line a score, types and predicates below their group."""
    lines = [f"{'':20}" + "".join(f"{column:>10}" for column in _COLUMNS)]
    for name, score in scores.items():
        label = name if name in _GROUPS else f"  {name}"
        shares = "".join(f"{share:10.3f}" for share in (score.precision, score.recall, score.f1))
        lines.append(f"{label:20}{score.gold:10}{score.found:10}{score.right:10}{shares}")
    return "\n".join(lines)


def format_causes(cases: Iterable[Case]) -> str:
    """A Markdown table: what is wrong of each kind, how often missed and how often too many, largest first."""
    rows = [
        f"| {kind} | {cause} | {_count_missed(group)} | {_count_extra(group)} | {_list_types(group)} |"
        for (kind, cause), group in _by_cause(cases)
    ]
    return "\n".join(["| | cause | missed | too many | mostly |", "|---|---|--:|--:|---|", *rows])


def format_cases(cases: Iterable[Case]) -> str:
    """Each cause with its counts and below it its cases: document, words of the text, gold, found."""
    parts = []
    for (kind, cause), group in _by_cause(cases):
        parts.append(f"\n{kind} · {cause}: {_count_missed(group)} missed, {_count_extra(group)} too many")
        parts += [line for case in group for line in _lines(case)]
    return "\n".join(parts).lstrip("\n")


def _lines(case: Case) -> Iterator[str]:
    yield f"  {case.document}  {' '.join(case.words.split())}"
    yield f"      gold   {case.gold or '–'}"
    yield f"      found  {case.found or '–'}"


def _by_cause(cases: Iterable[Case]) -> list[tuple[tuple[str, str], list[Case]]]:
    groups: defaultdict[tuple[str, str], list[Case]] = defaultdict(list)
    for case in cases:
        groups[case.kind, case.cause].append(case)
    return sorted(groups.items(), key=_weight)


def _weight(group: tuple[tuple[str, str], Sequence[Case]]) -> tuple[int, str, str]:
    (kind, cause), cases = group
    return -_count_missed(cases) - _count_extra(cases), kind, cause


def _list_types(cases: Iterable[Case]) -> str:
    """The commonest types of these cases with their counts."""
    counts = Counter(case.type for case in cases if case.type)
    commonest = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_COMMONEST]
    return ", ".join(f"{type_} {count}" for type_, count in commonest)


def _count_missed(cases: Iterable[Case]) -> int:
    return sum(case.gold is not None for case in cases)


def _count_extra(cases: Iterable[Case]) -> int:
    return sum(case.found is not None for case in cases)

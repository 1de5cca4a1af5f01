"""How what a build does is divided into tasks, on one machine and on many: by batches, and by runs of its articles."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from govgraph.graph.plan import Plan
from govgraph.graph.runs import cut
from govgraph.model import GraphEvidence, SourceInfo

#: Articles that are described together, at most. All shares depend on where runs end: the longer they are, the seldomer
#: an article more or less moves an end.
RUN = 4_000


def runs_of(documents: Iterable[SourceInfo]) -> list[list[SourceInfo]]:
    """The documents of a plan, which are sorted by name, in runs that are described together."""
    return list(cut(documents, RUN, lambda document: document.id))


def first_articles(plan: Plan) -> tuple[str, ...]:
    """The first name of each run of articles; of the first run what comes before all names."""
    return ("", *(run[0].id for run in runs_of(plan.documents)[1:]))


def by_run(evidence: Iterable[GraphEvidence], firsts: Sequence[str]) -> Mapping[int, list[GraphEvidence]]:
    """The evidence of statements by the run of its article; the places of names are described with their nodes."""
    places: defaultdict[int, list[GraphEvidence]] = defaultdict(list)
    for row in evidence:
        if row.rule != "mention":
            places[bisect_right(firsts, row.document) - 1].append(row)
    return places

"""How a graph is divided into tasks, on one machine and on many: by shares of its nodes, by runs of its articles."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from govgraph.graph.plan import Plan, Share
from govgraph.model import GraphEvidence
from govgraph.write.descriptions import families_of

#: Articles that are described together.
RUN = 2_000


def first_articles(plan: Plan) -> tuple[str, ...]:
    """The first name of each run of articles, the plan's documents being sorted by name."""
    return tuple(document.id for document in plan.documents[::RUN])


def by_run(evidence: Iterable[GraphEvidence], firsts: Sequence[str]) -> Mapping[int, list[GraphEvidence]]:
    """The evidence of statements by the run of its article; the places of names are described with their nodes."""
    places: defaultdict[int, list[GraphEvidence]] = defaultdict(list)
    for row in evidence:
        if row.rule != "mention":
            places[bisect_right(firsts, row.document) - 1].append(row)
    return places


def shares_with_families(plan: Plan) -> Iterator[tuple[Share, dict[str, str]]]:
    """Every share, and the ids of the families that programs in it belong to, by those of the programs."""
    families = families_of(plan.families)
    for share in plan.shares:
        yield share, {node.id: families[node.id] for node in share.nodes if node.id in families}

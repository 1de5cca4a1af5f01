"""How much of each kind a graph holds."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields

from govgraph.graph.plan import Plan
from govgraph.model import Graph


@dataclass(frozen=True, slots=True)
class Tally:
    """The number of rows in each table of a graph; entities by type and relations by predicate."""

    documents: int = 0
    reprints: int = 0
    entities: Mapping[str, int] = field(default_factory=dict)
    relations: Mapping[str, int] = field(default_factory=dict)
    posts: int = 0
    measures: int = 0
    evidence: int = 0
    identities: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """The numbers by table."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value if isinstance(value, int) else sum(value.values()) for name, value in values.items()}


def tally(graph: Graph) -> Tally:
    """The numbers of one graph."""
    return Tally(
        documents=len(graph.documents),
        reprints=len(graph.reprints),
        entities=Counter(node.type for node in graph.nodes),
        relations=Counter(relation.predicate for relation in graph.relations),
        posts=len(graph.posts),
        measures=len(graph.measures),
        evidence=len(graph.evidence),
        identities=len(graph.identities),
    )


def tally_plan(plan: Plan) -> Tally:
    """The numbers of what a plan holds itself."""
    return Tally(documents=len(plan.documents), reprints=len(plan.reprints), identities=len(plan.identities))


def add_up(tallies: Iterable[Tally]) -> Tally:
    """The numbers of the graph that these are the parts of."""
    listed = list(tallies)
    return Tally(
        documents=sum(one.documents for one in listed),
        reprints=sum(one.reprints for one in listed),
        entities=_add_kinds(one.entities for one in listed),
        relations=_add_kinds(one.relations for one in listed),
        posts=sum(one.posts for one in listed),
        measures=sum(one.measures for one in listed),
        evidence=sum(one.evidence for one in listed),
        identities=sum(one.identities for one in listed),
    )


def _add_kinds(numbers: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for one in numbers:
        total.update(one)
    return dict(sorted(total.items()))

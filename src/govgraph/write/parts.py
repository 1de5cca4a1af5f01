"""The graph taken apart by document, for the formats with named graphs.

What an article's evidence supports stands in the article's part, again where another article supports it too. So a
store that drops the graph of one article has dropped that article, and nothing that others say.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Generic, NamedTuple, Protocol, TypeVar

from govgraph.model import Graph, GraphEvidence, SourceInfo


class Part(NamedTuple):
    """What stands in one named graph: ``name`` is that of its article, or of the build."""

    name: str
    graph: Graph


class _Row(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_Row)


def split_graph(graph: Graph, build: str) -> Iterator[Part]:
    """What no article says, under the name of the build, then a part for each article, in the order of the graph.

    Parts are complete in themselves: the ends of a part's statements are in it, with their names. The tables of all
    parts together hold the rows of the graph, none changed; ``identities`` are left out.
    """
    splitter = _Splitter(graph)
    yield Part(build, splitter.take_rest())
    for document in graph.documents:
        yield Part(document.id, splitter.take(document))


class _Table(Generic[T]):
    """Rows that can be picked by id without losing their order."""

    def __init__(self, rows: Sequence[T]) -> None:
        self._rows = rows
        self._at = {row.id: position for position, row in enumerate(rows)}

    def pick(self, ids: Iterable[str]) -> tuple[T, ...]:
        return tuple(self._rows[position] for position in sorted({self._at[one] for one in ids if one in self._at}))


class _Splitter:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._nodes, self._relations = _Table(graph.nodes), _Table(graph.relations)
        self._posts, self._measures = _Table(graph.posts), _Table(graph.measures)
        self._families = _Table(graph.families)
        self._family = {member: family.id for family in graph.families for member in family.members}
        self._reprints = {reprint.document: reprint for reprint in graph.reprints}
        self._evidence: defaultdict[str, list[GraphEvidence]] = defaultdict(list)
        for row in graph.evidence:
            self._evidence[row.document].append(row)

    def take(self, document: SourceInfo) -> Graph:
        """What one document says."""
        evidence = tuple(self._evidence[document.id])
        reprint = self._reprints.get(document.id)
        part = self._take({row.statement for row in evidence})
        return replace(part, documents=(document,), evidence=evidence, reprints=(reprint,) if reprint else ())

    def take_rest(self) -> Graph:
        """What no document says: the gazetteer's links, what a user added."""
        said = {row.statement for row in self._graph.evidence}
        tables = (self._graph.nodes, self._graph.relations, self._graph.posts, self._graph.measures)
        return self._take({row.id for rows in tables for row in rows} - said)

    def _take(self, ids: set[str]) -> Graph:
        """The rows of these ids, and what they are about."""
        relations, posts, measures = self._relations.pick(ids), self._posts.pick(ids), self._measures.pick(ids)
        ends = {end for row in relations for end in (row.subject, row.object)}
        ends |= {row.of for row in posts} | {row.subject for row in measures}
        nodes = self._nodes.pick(ids | ends)
        families = self._families.pick(self._family[node.id] for node in nodes if node.id in self._family)
        return Graph(nodes=nodes, relations=relations, posts=posts, measures=measures, families=families)

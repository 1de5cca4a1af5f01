"""The articles of a page: their text, what is named in it, and where each statement stands."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from govgraph.model import Graph, GraphEvidence, GraphMeasure, GraphPost, GraphRelation, Node, Section, SourceInfo
from govgraph.write.html.columns import Json

#: The text of a document as it was read; None where it can no longer be had.
Texts = Callable[[SourceInfo], str | None]

#: Characters of whole articles in one page, some 2,000 of them and 20 MB. Of those beyond it the page has the
#: sentences that say something.
MOST_CHARACTERS = 6_000_000
#: What a mark is about, by the number that stands for it in the page.
KINDS = ("entities", "relations", "posts", "measures")


class _Place(NamedTuple):
    """Where an article begins in its document."""

    document: str
    start: int


class Articles:
    """The articles that say something, numbered: a file may hold several, each with its own title and day.

    ``rows`` has what is told of each, ``rules`` the names of the rules that their marks refer to.
    """

    def __init__(self, graph: Graph, texts: Texts | None = None) -> None:
        self._texts = texts
        self._sources = {document.id: document for document in graph.documents}
        self._about: dict[str, tuple[int, int]] = {}
        stated: list[Sequence[Node | GraphRelation | GraphPost | GraphMeasure]]
        stated = [graph.nodes, graph.relations, graph.posts, graph.measures]
        for kind, records in enumerate(stated):
            for number, record in enumerate(records):
                self._about[record.id] = kind, number
        self._starts: dict[str, list[int]] = {}
        found: defaultdict[_Place, list[GraphEvidence]] = defaultdict(list)
        for said in graph.evidence:
            if said.statement in self._about:
                found[_Place(said.document, self._begin(said.document, said.start))].append(said)
        self._places = sorted(found)
        self._rows = [sorted(found[place], key=lambda row: (row.start, -row.end)) for place in self._places]
        self.rules = sorted({row.rule for rows in self._rows for row in rows})
        self._naming: defaultdict[str, list[tuple[float, int]]] = defaultdict(list)
        for number, rows in enumerate(self._rows):
            surest: dict[str, float] = {}
            for one in rows:
                surest[one.statement] = max(one.confidence, surest.get(one.statement, 0.0))
            for statement, confidence in surest.items():
                self._naming[statement].append((-confidence, number))
        reprinted: defaultdict[str, list[str]] = defaultdict(list)
        for reprint in graph.reprints:
            reprinted[reprint.of].append(_publisher(self._sources[reprint.document]))
        self.rows = [self._cite(place, reprinted[place.document]) for place in self._places]

    def naming(self, statement: str) -> list[int]:
        """The articles that say a statement or name a node, by number; the surest first."""
        return [number for _, number in sorted(self._naming.get(statement, ()))]

    def readings(self) -> Iterator[Json]:
        """Of each article its ``text``, as [start, characters] of each stretch that the page has, and its ``marks``.

        A mark is [start, length, kind, number, rule, confidence in hundredths], in code points of the document.
        """
        rules = {rule: number for number, rule in enumerate(self.rules)}
        left = MOST_CHARACTERS
        raw: tuple[str, str | None] = ("", None)
        for place, rows in zip(self._places, self._rows, strict=True):
            source = self._sources.get(place.document)
            if raw[0] != place.document:
                wanted = source is not None and source.characters <= left
                raw = (place.document, self._texts(source) if self._texts and source and wanted else None)
                left -= source.characters if source and raw[1] is not None else 0
            whole = raw[1]
            text = join_stretches(rows) if whole is None else [(place.start, whole[place.start : self._end(place)])]
            marks = [self._mark(row, rules[row.rule]) for row in rows]
            yield {"text": text, "whole": whole is not None, "marks": marks}

    def _mark(self, row: GraphEvidence, rule: int) -> tuple[int, ...]:
        kind, number = self._about[row.statement]
        return row.start, row.end - row.start, kind, number, rule, round(row.confidence * 100)

    def _begin(self, document: str, place: int) -> int:
        """Where the article of a place begins."""
        if document not in self._starts:
            source = self._sources.get(document)
            self._starts[document] = [section.start for section in source.sections] if source else []
        starts = self._starts[document]
        number = bisect_right(starts, place) - 1
        return starts[number] if number > 0 else 0

    def _end(self, place: _Place) -> int | None:
        starts = self._starts[place.document]
        following = max(bisect_right(starts, place.start), 1)
        return starts[following] if following < len(starts) else None

    def _cite(self, place: _Place, reprints: list[str]) -> Json:
        source = self._sources.get(place.document)
        if source is None:
            return {"title": place.document, "date": None, "source": None, "path": None, "url": None, "also": None}
        number = max((i for i, one in enumerate(source.sections) if one.start <= place.start), default=0)
        told = source.sections[number] if source.sections else Section(0, 0)
        published = told.published or source.published
        publisher = told.source or source.source
        also = sorted(set(reprints) - {publisher})
        return {
            "title": told.title or source.title or source.path,
            "date": published.isoformat() if published else None,
            "source": publisher,
            "path": source.path,
            "url": source.url,
            "also": also or None,
        }


def join_stretches(rows: list[GraphEvidence]) -> list[tuple[int, str]]:
    """The texts of evidence in order of its place, those that overlap or touch as one.

    >>> row = lambda start, text: GraphEvidence("s", "d", start, start + len(text), text, "rule", 1.0)
    >>> join_stretches([row(3, "市委推进"), row(5, "推进项目"), row(20, "完")])
    [(3, '市委推进项目'), (20, '完')]
    """
    stretches: list[tuple[int, str]] = []
    for row in rows:
        start, text = stretches[-1] if stretches else (0, "")
        if not stretches or row.start > start + len(text):
            stretches.append((row.start, row.text))
        elif row.end > start + len(text):
            stretches[-1] = (start, text + row.text[start + len(text) - row.start :])
    return stretches


def _publisher(document: SourceInfo) -> str:
    """Who printed an article: its source, or where that is not told its file."""
    return document.source or document.path

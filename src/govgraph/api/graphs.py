"""The graph of a build as a library gives it: records to walk through, and the same for other libraries."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from govgraph import model
from govgraph.api.display import show_graph
from govgraph.api.records import Document, Entity, Evidence, Family, Measure, Post, Relation
from govgraph.errors import SetupError
from govgraph.graph import to_networkx
from govgraph.write import BuildInfo, Texts, write_page, write_turtle
from govgraph.write.tables import build_tables
from govgraph.write.turtle import namespaces, serialise

if TYPE_CHECKING:
    import networkx
    import pandas
    import rdflib

T = TypeVar("T")


class Graph:
    """A knowledge graph in memory, as ``build`` and ``open`` give it; it does not change.

    Its records come in the order of the tables that `govgraph build` writes. ``warnings`` tells what the build did not
    use, a sentence each: files that were skipped, corrections that matched nothing.
    """

    warnings: tuple[str, ...]

    def __init__(
        self, record: model.Graph, info: BuildInfo, texts: Texts | None = None, warnings: Sequence[str] = ()
    ) -> None:
        self._record, self._info, self._texts = record, info, texts
        self.warnings = tuple(warnings)

    def __repr__(self) -> str:
        of = self._record
        counts = (
            f"{len(of.documents):,} documents, {len(of.nodes):,} entities, {len(of.relations):,} relations, "
            f"{len(of.posts):,} posts, {len(of.measures):,} measures"
        )
        return f"<govgraph.Graph: {counts}>"

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The articles that were read."""
        copies = {reprint.document: reprint for reprint in self._record.reprints}
        return tuple(
            _view(Document, row, reprint_of=copy.of if copy else None, similarity=copy.similarity if copy else None)
            for row in self._record.documents
            for copy in [copies.get(row.id)]
        )

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """The regions, organisations, programs, enterprises and projects."""
        return tuple(_view(Entity, row, _graph=self) for row in self._record.nodes)

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """What is said between two entities."""
        return tuple(
            _view(Relation, row, subject=self[row.subject], object=self[row.object], _graph=self)
            for row in self._record.relations
        )

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """Persons in an office."""
        return tuple(_view(Post, row, of=self[row.of], _graph=self) for row in self._record.posts)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """Reported figures."""
        return tuple(_view(Measure, row, subject=self[row.subject], _graph=self) for row in self._record.measures)

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every sentence behind a statement, and every place that names an entity."""
        return tuple(map(self._cite, self._record.evidence))

    @cached_property
    def families(self) -> tuple[Family, ...]:
        """Programs of one name in several places."""
        return tuple(
            _view(Family, row, members=tuple(self[member] for member in row.members)) for row in self._record.families
        )

    def __getitem__(self, id_: str) -> Entity:
        """The entity of this id, such as ``region:320600``.

        Raises:
            KeyError: there is none.
        """
        return self._entities[id_]

    def find(self, name: str = "", *, type: model.EntityType | None = None) -> tuple[Entity, ...]:
        """The entities of a type whose name, or one of whose aliases, has ``name`` in it.

        Those that are called just that come first, then those that the most articles name. Names are in simplified
        script.

        Raises:
            ValueError: there is no such type.
        """
        kinds = get_args(model.EntityType)
        if type is not None and type not in kinds:
            raise ValueError(f"{type!r} is no type of entity. There are {', '.join(kinds)}.")
        found = [
            entity
            for entity in self.entities
            if type in (None, entity.type) and any(name in one for one in (entity.name, *entity.aliases))
        ]
        return tuple(
            sorted(found, key=lambda one: (name not in (one.name, *one.aliases), -one.documents, -one.mentions, one.id))
        )

    def to_networkx(self, *, measures: bool = False) -> "networkx.MultiDiGraph[str]":
        """Entities and office-holders as nodes, relations and posts as edges; figures too if ``measures``.

        Nodes have ``type``, ``name``, ``aliases``, ``documents`` and ``mentions``, edges ``predicate``, ``confidence``
        and ``support``; all are texts and numbers.
        """
        return to_networkx(self._record, measures=measures)

    def to_rdflib(self) -> "rdflib.Graph":
        """The triples of the Turtle, with its prefixes."""
        from pyoxigraph import RdfFormat, parse

        from govgraph.validation.loading import collect_triples

        triples = collect_triples(parse("".join(serialise(self._record, self._info)), format=RdfFormat.TURTLE))
        for prefix, namespace in namespaces(self._info.base_iri).items():
            triples.bind(prefix, namespace)
        return triples

    def to_frames(self) -> "dict[str, pandas.DataFrame]":
        """The tables as pandas reads them from the Parquet files of a build, by name: ``documents``, ``entities`` ….

        Raises:
            SetupError: pandas is not installed.
        """
        if find_spec("pandas") is None:
            raise SetupError("to_frames() needs pandas. Install it: pip install 'govgraph[pandas]'.")
        return {name: table.to_pandas() for name, table in build_tables(self._record).items()}

    def write_turtle(self, path: str | os.PathLike[str]) -> None:
        """Write the graph as Turtle, the same bytes as the build's ``graph.ttl``.

        Raises:
            OSError: the file cannot be written.
        """
        write_turtle(self._record, Path(path), self._info)

    def write_page(self, path: str | os.PathLike[str]) -> None:
        """Write the graph as a page for a browser, in one file, of the 50,000 best supported entities at most.

        Articles are in it whole where the graph was built here and their files are unchanged, otherwise with the
        sentences that say something.

        Raises:
            OSError: the file cannot be written.
        """
        write_page(self._record, Path(path), self._texts, info=self._info)

    def _repr_html_(self) -> str:
        return show_graph(self._record, self.warnings)

    @cached_property
    def _entities(self) -> Mapping[str, Entity]:
        return {entity.id: entity for entity in self.entities}

    @cached_property
    def _documents(self) -> Mapping[str, Document]:
        return {document.id: document for document in self.documents}

    @cached_property
    def _relations_of(self) -> Mapping[str, tuple[Relation, ...]]:
        return _group(self.relations, lambda one: dict.fromkeys((one.subject.id, one.object.id)))

    @cached_property
    def _posts_of(self) -> Mapping[str, tuple[Post, ...]]:
        return _group(self.posts, lambda one: (one.of.id,))

    @cached_property
    def _measures_of(self) -> Mapping[str, tuple[Measure, ...]]:
        return _group(self.measures, lambda one: (one.subject.id,))

    @cached_property
    def _cited(self) -> Mapping[str, tuple[model.GraphEvidence, ...]]:
        return _group(self._record.evidence, lambda one: (one.statement,))

    def _evidence_of(self, statement: str) -> tuple[Evidence, ...]:
        return tuple(map(self._cite, self._cited.get(statement, ())))

    def _cite(self, row: model.GraphEvidence) -> Evidence:
        return _view(Evidence, row, document=self._documents[row.document])


def _view(kind: type[T], row: object, **more: object) -> T:
    """A record for people: the fields of a row of the model that it has too, and ``more``."""
    shared: dict[str, Any] = {
        one.name: getattr(row, one.name)
        for one in fields(kind)  # type: ignore[arg-type]
        if one.name not in more
    }
    return kind(**shared, **more)


def _group(rows: Sequence[T], keys: Callable[[T], Iterable[str]]) -> dict[str, tuple[T, ...]]:
    """The rows of each key, in their order."""
    found: defaultdict[str, list[T]] = defaultdict(list)
    for row in rows:
        for key in keys(row):
            found[key].append(row)
    return {key: tuple(group) for key, group in found.items()}

"""Builds of invented extractions, whole ones and such as are changed a little."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from govgraph.differences import Difference, compare_builds
from govgraph.graph import merge
from govgraph.model import Extraction, Graph
from govgraph.write.tables import build_tables
from tests.graph.articles import example

Edit = Callable[[Extraction], Extraction]


def keep(extraction: Extraction) -> Extraction:
    return extraction


def with_key(called: str, key: str, /, **fields: object) -> Edit:
    """Gives an entity another key, by which it is another node."""

    def edit(extraction: Extraction) -> Extraction:
        entities = tuple(
            replace(one, key=key, **fields) if called in (one.name, *one.aliases) else one  # type: ignore[arg-type]
            for one in extraction.entities
        )
        return replace(extraction, entities=entities)

    return edit


def build(edit: Edit = keep, extractions: Iterable[Extraction] | None = None) -> Graph:
    return merge(edit(one) for one in (example() if extractions is None else extractions))


def compare(old: Graph, new: Graph) -> Difference:
    return compare_builds(build_tables(old), build_tables(new))

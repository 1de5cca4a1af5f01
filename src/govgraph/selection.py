"""Leaves out the statements of which govgraph is not sure enough; entities stay, because the text names them."""

from dataclasses import replace

from govgraph.model import Extraction, Graph


def drop_unsure(extraction: Extraction, least: float) -> Extraction:
    """The extraction without relations, posts and measures of a confidence below ``least`` (0 to 1)."""
    return replace(
        extraction,
        relations=tuple(relation for relation in extraction.relations if relation.confidence >= least),
        posts=tuple(post for post in extraction.posts if post.confidence >= least),
        measures=tuple(measure for measure in extraction.measures if measure.confidence >= least),
    )


def drop_unsure_rows(graph: Graph, least: float) -> Graph:
    """The same of a merged graph, where documents that agree have made a statement surer; its evidence goes with it."""
    relations = tuple(relation for relation in graph.relations if relation.confidence >= least)
    posts = tuple(post for post in graph.posts if post.confidence >= least)
    measures = tuple(measure for measure in graph.measures if measure.confidence >= least)
    kept = {row.id for rows in (graph.nodes, relations, posts, measures) for row in rows}
    evidence = tuple(row for row in graph.evidence if row.statement in kept)
    return replace(graph, relations=relations, posts=posts, measures=measures, evidence=evidence)

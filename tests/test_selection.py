"""Leaving out what is unsure changes nothing of what stays."""

from govgraph.graph import merge
from govgraph.selection import drop_unsure, drop_unsure_rows
from tests.graph.articles import example


def test_nothing_is_dropped_at_zero_and_entities_never() -> None:
    for extraction in example():
        assert drop_unsure(extraction, 0.0) == extraction
        bare = drop_unsure(extraction, 1.1)
        assert (bare.relations, bare.posts, bare.measures) == ((), (), ())
        assert bare.entities == extraction.entities


def test_a_statement_as_sure_as_asked_stays() -> None:
    extraction = example()[0]
    least = min(relation.confidence for relation in extraction.relations)
    assert drop_unsure(extraction, least).relations == extraction.relations
    assert len(drop_unsure(extraction, least + 0.001).relations) < len(extraction.relations)


def test_rows_go_with_their_evidence_and_the_others_stay_as_they_are() -> None:
    graph = merge(example())
    sure = drop_unsure_rows(graph, 0.9)
    assert sure.nodes == graph.nodes
    assert sure.relations == tuple(row for row in graph.relations if row.confidence >= 0.9) != graph.relations
    stated = {row.id for rows in (sure.nodes, sure.relations, sure.posts, sure.measures) for row in rows}
    assert sure.evidence == tuple(row for row in graph.evidence if row.statement in stated) != graph.evidence


def test_articles_that_agree_are_surer_together() -> None:
    """Dropping from each article what is below 0.9 would lose it: two say it at 0.8."""
    graph = merge(example())
    agreed = [row for row in graph.relations if row.confidence == 0.96]
    assert agreed and set(agreed) <= set(drop_unsure_rows(graph, 0.9).relations)

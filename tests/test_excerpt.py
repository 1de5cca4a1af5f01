"""What the page of a large build is made of."""

from pathlib import Path

import pytest

from govgraph.excerpt import read_excerpt, read_frame
from govgraph.tables import read_graph
from govgraph.write.html.layout import find_homeless
from govgraph.write.html.page import best_supported, lookups


def test_of_many_statements_each_thing_keeps_the_most_told(seed_build: Path) -> None:
    whole = read_graph(seed_build)
    most = len({row.subject for row in whole.relations})
    cut = read_excerpt(seed_build, 100_000, most, 100_000)
    assert len(cut.relations) < len(whole.relations)
    assert len(cut.relations) <= most
    assert [row for row in whole.relations if row in set(cut.relations)] == list(cut.relations)
    kept: dict[str, list[str]] = {}
    for row in cut.relations:
        kept.setdefault(row.subject, []).append(row.predicate)
    assert kept.keys() == {row.subject for row in whole.relations}
    within = {row.subject for row in whole.relations if row.predicate == "partOf"}
    assert all("partOf" in kept[subject] for subject in within)
    stated = {row.id for row in cut.nodes} | {row.id for row in cut.relations}
    stated |= {row.id for row in cut.posts} | {row.id for row in cut.measures}
    assert {row.statement for row in cut.evidence} <= stated


def test_a_small_build_is_shown_whole(seed_build: Path) -> None:
    whole = read_graph(seed_build)
    shown = read_excerpt(seed_build, 100_000, 100_000, 100_000)
    assert (shown.nodes, shown.relations, shown.posts, shown.measures) == (
        whole.nodes, whole.relations, whole.posts, whole.measures,
    )  # fmt: skip


@pytest.mark.parametrize("most", [12, 60])
def test_of_many_nodes_the_best_supported_stay_with_what_is_said_of_them(seed_build: Path, most: int) -> None:
    whole = read_graph(seed_build)
    shown, cut = best_supported(whole, most), read_excerpt(seed_build, most, 100_000, 100_000)
    assert 0 < len(cut.nodes) <= most < len(whole.nodes)
    assert (cut.nodes, cut.relations, cut.posts, cut.measures) == (
        shown.nodes, shown.relations, shown.posts, shown.measures,
    )  # fmt: skip
    stated = {row.id for rows in (cut.nodes, cut.relations, cut.posts, cut.measures) for row in rows}
    assert cut.evidence == tuple(row for row in whole.evidence if row.statement in stated)


@pytest.mark.parametrize("evidence", [1, 100_000])
def test_what_is_looked_up_needs_no_evidence_but_of_what_has_no_home(seed_build: Path, evidence: int) -> None:
    whole = read_excerpt(seed_build, 100_000, 100_000, evidence)
    frame = read_frame(seed_build, 100_000, 100_000, evidence)
    assert find_homeless(frame)
    assert 0 < len(frame.evidence) < len(whole.evidence)
    assert lookups(frame) == lookups(whole)

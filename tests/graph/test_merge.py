import random
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.graph import merge
from govgraph.graph.plan import agreed
from govgraph.model import Extraction, Graph, GraphMeasure, Node
from tests.graph.articles import Article, example
from tests.properties import cases


@pytest.fixture(scope="module")
def graph() -> Graph:
    return merge(example())


def node(graph: Graph, name: str) -> Node:
    (found,) = (node for node in graph.nodes if node.name == name)
    return found


def relation(graph: Graph, subject: str, predicate: str, object_: str) -> tuple[float, int, str]:
    ends = node(graph, subject).id, node(graph, object_).id
    (found,) = (r for r in graph.relations if (r.subject, r.predicate, r.object) == (ends[0], predicate, ends[1]))
    return found.confidence, found.support, found.basis


def figure(graph: Graph, indicator: str) -> GraphMeasure:
    (found,) = (measure for measure in graph.measures if measure.indicator == indicator)
    return found


def test_every_table_is_sorted_and_without_doubles(graph: Graph) -> None:
    for rows in (graph.documents, graph.nodes, graph.relations, graph.posts, graph.measures):
        assert len({row.id for row in rows}) == len(rows)
    assert [row.id for row in graph.nodes] == sorted(row.id for row in graph.nodes)
    assert len(set(graph.evidence)) == len(graph.evidence)


def test_one_key_is_one_node_named_by_most_documents(graph: Graph) -> None:
    found = node(graph, "云岭白鹭仪表股份有限公司")
    assert found.aliases == ("白鹭", "白鹭仪表")
    assert (found.documents, found.type) == (3, "Enterprise")
    assert found.id.startswith("enterprise:bai_lu_yi_biao_")


def test_identifier_does_not_change_with_the_name() -> None:
    first, second, third = example()
    alone, joined = merge([first]), merge([first, second, third])
    assert node(alone, "白鹭仪表").id == node(joined, "云岭白鹭仪表股份有限公司").id


def test_agreeing_documents_add_up(graph: Graph) -> None:
    program = next(n for n in graph.nodes if n.key == "Program:红帆领航@Region:9901")
    (runs,) = (r for r in graph.relations if r.object == program.id and r.predicate == "runs")
    assert (runs.confidence, runs.support) == (0.96, 2)


def test_text_wins_over_gazetteer_and_correction_over_both(graph: Graph) -> None:
    assert relation(graph, "青渡市", "partOf", "云岭省") == (0.99, 2, "text")
    assert relation(graph, "河湾区", "runs", "晨露杯") == (0.99, 1, "correction")


def test_one_name_in_two_places_is_a_family(graph: Graph) -> None:
    (family,) = graph.families
    assert (family.name, len(family.members), family.variants) == ("红帆领航", 2, ())
    assert (family.places, family.provinces, family.articles) == (2, 1, 3)
    assert (family.first, family.last) == (date(2021, 11, 19), date(2021, 11, 22))


def test_reprints_of_an_open_period_are_one_figure(graph: Graph) -> None:
    measure = figure(graph, "解决问题")
    assert (measure.value, str(measure.value), measure.support) == (Decimal(83), "83", 2)
    assert (measure.period_start, measure.period_end) == (date(2021, 1, 1), date(2021, 11, 19))
    assert measure.bound == "exact"


@pytest.mark.parametrize(
    ("indicator", "value", "unit", "period"),
    [
        ("解决难题", "83", "个", ("今年以来", date(2021, 1, 1), date(2021, 11, 19))),
        ("解决问题", "84", "个", ("今年以来", date(2021, 1, 1), date(2021, 11, 19))),
        ("解决问题", "83", "件", ("今年以来", date(2021, 1, 1), date(2021, 11, 19))),
        ("解决问题", "83", "个", ("上半年", date(2021, 1, 1), date(2021, 6, 30))),
        ("解决问题", "83", "个", ("去年以来", date(2020, 1, 1), date(2021, 11, 19))),
        ("解决问题", "83", "个", None),
    ],
)
def test_other_figures_stay_apart(indicator: str, value: str, unit: str, period: tuple[str, date, date] | None) -> None:
    other = Article(7, date(2021, 11, 19)).figure("红帆领航", indicator, value, unit, "exact", period).extraction()
    assert len(merge([*example(), other]).measures) == len(merge(example()).measures) + 1


def test_posts_are_one_a_person_and_organisation(graph: Graph) -> None:
    offices = [(post.name, post.role, post.support) for post in graph.posts if post.name == "闻景行"]
    assert sorted(offices) == [("闻景行", "书记", 2), ("闻景行", "党工委书记", 1)]
    assert len({post.person for post in graph.posts}) == 3


def test_every_statement_and_every_mention_has_evidence(graph: Graph) -> None:
    said = {row.statement for row in graph.evidence}
    claims = {row.id for row in graph.relations} | {row.id for row in graph.posts} | {row.id for row in graph.measures}
    assert said == claims | {found.id for found in graph.nodes}
    documents = {document.id for document in graph.documents}
    assert {row.document for row in graph.evidence} == documents
    mentions = [row for row in graph.evidence if row.rule == "mention"]
    assert len(mentions) == sum(found.mentions for found in graph.nodes)
    assert {row.confidence for row in mentions} == {1.0}


def test_the_same_document_twice_changes_nothing() -> None:
    assert merge([*example(), *example()]) == merge(example())


def test_a_copy_under_another_name_is_listed_but_adds_no_support() -> None:
    first, *rest = example()
    copy = replace(first, document=replace(first.document, id="copy", path="copy.txt"))
    single, double = merge([first, *rest]), merge([first, copy, *rest])
    assert len(double.documents) == 4
    assert double.relations == single.relations
    assert [n.documents for n in double.nodes] == [n.documents for n in single.nodes]


def test_two_files_of_one_stem_stay_two() -> None:
    first, second, _ = example()
    clash = replace(second, document=replace(second.document, id=first.document.id))
    graph = merge([first, clash])
    assert len({document.id for document in graph.documents}) == 2
    assert all(document.id.startswith("article:") for document in graph.documents)


def test_what_turns_out_to_be_one_thing_has_no_relation_to_itself() -> None:
    first, *_ = example()
    province = first.entities[1]
    merged = replace(first, entities=tuple(replace(e, key=province.key) for e in first.entities), posts=(), measures=())
    assert merge([merged]).relations == ()


def test_a_record_of_an_unknown_entity_is_an_error() -> None:
    first, *_ = example()
    broken = replace(first.relations[0], subject="e99")
    with pytest.raises(ValueError, match=r"news/001_made_up\.txt.*e99"):
        merge([replace(first, relations=(broken,))])


def test_nothing_gives_an_empty_graph() -> None:
    assert merge([]) == Graph()


@cases(25)
@given(st.permutations(example()), st.randoms(use_true_random=False))
def test_order_changes_nothing(extractions: list[Extraction], shuffler: random.Random) -> None:
    shuffled = [_shuffle(extraction, shuffler) for extraction in extractions]
    assert merge(shuffled) == merge(example())


def _shuffle(extraction: Extraction, shuffler: random.Random) -> Extraction:
    """The same extraction with its tables in another order."""
    return replace(
        extraction,
        entities=tuple(shuffler.sample(extraction.entities, len(extraction.entities))),
        relations=tuple(shuffler.sample(extraction.relations, len(extraction.relations))),
        posts=tuple(shuffler.sample(extraction.posts, len(extraction.posts))),
        measures=tuple(shuffler.sample(extraction.measures, len(extraction.measures))),
    )


def test_confidence_never_reaches_certainty() -> None:
    articles = [Article(number, None).say("青渡市", "partOf", "云岭省", 0.9).extraction() for number in range(1, 20)]
    assert relation(merge(articles), "青渡市", "partOf", "云岭省") == (0.99, 19, "text")


def test_of_equally_many_documents_the_smallest_value_is_agreed() -> None:
    assert agreed([("a", "y"), ("b", "x")]) == "x"
    assert agreed([("a", "y"), ("b", "x"), ("c", "y"), ("c", "y")]) == "y"


def test_only_the_best_reading_of_a_document_counts() -> None:
    article = (
        Article(1, None).say("青渡市", "partOf", "云岭省", 0.6).say("青渡市", "partOf", "云岭省", 0.5).extraction()
    )
    graph = merge([article])
    assert relation(graph, "青渡市", "partOf", "云岭省") == (0.6, 1, "text")
    assert len([row for row in graph.evidence if row.statement == graph.relations[0].id]) == 2

"""What two builds differ in, found in tables that are changed on purpose."""

from dataclasses import replace
from decimal import Decimal

import pyarrow as pa
import pytest

from govgraph.differences import COLUMNS, Change, Difference, compare_builds
from govgraph.model import Entity, Extraction, Graph
from govgraph.records import to_json
from govgraph.write.tables import build_tables
from tests.differences.builds import build, compare, keep, with_key
from tests.graph.articles import Article, example

PARTS = ("documents", "entities", "relations", "posts", "measures")


def test_equal_builds_do_not_differ() -> None:
    difference = compare(build(), build(extractions=example()[::-1]))
    assert not difference
    assert difference.relations.old == difference.relations.new == len(build().relations)


def test_empty_builds_can_be_compared() -> None:
    assert not compare(Graph(), Graph())
    difference = compare(Graph(), build())
    assert [len(getattr(difference, name).added) for name in PARTS] == [getattr(difference, name).new for name in PARTS]
    assert compare(build(), Graph()).entities.gone == difference.entities.added


def test_one_article_more_adds_what_only_it_says_and_recounts_the_rest() -> None:
    difference = compare(build(extractions=example()[:2]), build())
    assert [one.path for one in difference.documents.added] == ["news/003_made_up.txt"]
    assert {one.name for one in difference.entities.added} == {"红帆领航", "晨露杯"}
    assert {(one.subject.name, one.predicate, one.object.name) for one in difference.relations.added} == {
        ("河湾区", "runs", "红帆领航"),
        ("河湾区", "runs", "晨露杯"),
        ("云岭白鹭仪表股份有限公司", "locatedIn", "柳荫社区"),
    }
    assert [(one.indicator, one.value) for one in difference.measures.added] == [("提速", Decimal(45))]
    assert {change.new.name for change in difference.entities.recounted} == {
        "云岭白鹭仪表股份有限公司",
        "河湾区",
        "柳荫社区",
    }
    assert all(not getattr(difference, name).gone and not getattr(difference, name).changed for name in PARTS)


def test_a_difference_is_the_same_from_both_sides() -> None:
    old, new = build(extractions=example()[:2]), build(with_key("晨露杯", "Program:晨露杯"))
    there, back = compare(old, new), compare(new, old)
    for name in PARTS:
        assert getattr(there, name).added == getattr(back, name).gone
        assert getattr(there, name).gone == getattr(back, name).added
        assert [(one.old, one.new) for one in getattr(there, name).recounted] == [
            (one.new, one.old) for one in getattr(back, name).recounted
        ]


def test_changed_entities_say_what_changed() -> None:
    old = build()
    node = next(node for node in old.nodes if node.type == "Enterprise")
    changed = replace(node, name="白鹭", aliases=("白鹭仪表", "白鹭集团"), kind="Group", documents=9)
    new = replace(old, nodes=tuple(changed if one is node else one for one in old.nodes))
    (change,) = compare(old, new).entities.changed
    assert change.fields == ("name", "kind", "documents", "aliases")
    assert (change.old.aliases, change.new.aliases) == (tuple(sorted(node.aliases)), ("白鹭仪表", "白鹭集团"))
    # The statements about it are the same though it has another name.
    assert not compare(old, new).relations


def test_aliases_alone_are_a_change() -> None:
    old = build()
    node = next(node for node in old.nodes if not node.aliases)
    new = replace(old, nodes=tuple(replace(one, aliases=("别名",)) if one is node else one for one in old.nodes))
    for one, other in ((old, new), (new, old)):
        (change,) = compare(one, other).entities.changed
        assert change.fields == ("aliases",)


def test_changed_statements_say_what_changed() -> None:
    old = build()
    new = replace(
        old,
        relations=(replace(old.relations[0], basis="correction", support=7), *old.relations[1:]),
        posts=(replace(old.posts[0], role="主任"), *old.posts[1:]),
        measures=(replace(old.measures[0], bound="under", period=None, period_start=None), *old.measures[1:]),
    )
    difference = compare(old, new)
    assert difference.relations.changed[0].fields == ("basis", "support")
    assert difference.posts.changed[0].fields == ("role",)
    measures = {field for change in difference.measures.changed for field in change.fields}
    assert "bound" in measures


def test_confidence_and_support_alone_are_a_recount() -> None:
    old = build()
    new = replace(old, relations=(replace(old.relations[0], confidence=0.5), *old.relations[1:]))
    relations = compare(old, new).relations
    assert [change.fields for change in relations.recounted] == [("confidence",)]
    assert relations.changed == ()


def _report(value: str, *others: str) -> Graph:
    article = Article(4, None)
    for number in (value, *others):
        article.figure("晨露杯", "提速", number, "%")
    return build(extractions=[article.extraction()])


def test_a_figure_with_another_value_is_changed() -> None:
    measures = compare(_report("45"), _report("50")).measures
    assert [(one.old.value, one.new.value) for one in measures.changed] == [(Decimal(45), Decimal(50))]
    assert "value" in measures.changed[0].fields
    assert (measures.added, measures.gone) == ((), ())


def test_figures_that_could_be_any_of_several_are_not_matched() -> None:
    measures = compare(_report("45", "46"), _report("50", "51")).measures
    assert (len(measures.gone), len(measures.added), measures.changed) == (2, 2, ())


def _as_document(**fields: str) -> Graph:
    graph = build(extractions=[example()[0]])
    return replace(graph, documents=(replace(graph.documents[0], **fields),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("new", "fields"),
    [
        ({"sha256": "f" * 64}, ("sha256",)),
        ({"id": "article:other", "sha256": "f" * 64}, ("id", "sha256")),
        ({"id": "article:other", "path": "old/001.txt"}, ("id", "path")),
    ],
    ids=["same id", "same path", "same content"],
)
def test_a_document_is_known_again(new: dict[str, str], fields: tuple[str, ...]) -> None:
    documents = compare(_as_document(), _as_document(**new)).documents
    assert [change.fields for change in documents.changed] == [fields]
    assert (documents.added, documents.gone) == ((), ())


def test_a_document_with_nothing_in_common_is_another() -> None:
    documents = compare(_as_document(), _as_document(id="article:o", path="o.txt", sha256="f" * 64)).documents
    assert (len(documents.added), len(documents.gone), documents.changed) == (1, 1, ())


def _names(difference: Difference) -> list[tuple[str, str]]:
    """The pairs of entities that may be the same."""
    old = {one.id: f"{one.type} {one.name}" for one in difference.entities.gone}
    new = {one.id: f"{one.type} {one.name}" for one in difference.entities.added}
    return [(old[twins.gone], new[twins.added]) for twins in difference.entities.perhaps_same]


def test_an_entity_under_another_id_is_perhaps_the_same_and_its_statements_too() -> None:
    difference = compare(build(), build(with_key("晨露杯", "Program:晨露杯")))
    assert _names(difference) == [("Program 晨露杯", "Program 晨露杯")]
    assert len(difference.relations.added) == len(difference.relations.gone) == 1
    for name in ("relations", "measures"):
        part = getattr(difference, name)
        assert [(one.gone, one.added) for one in part.perhaps_same] == [(part.gone[0].id, part.added[0].id)]


def test_an_alias_is_enough_and_so_is_the_name_under_another_type() -> None:
    renamed = compare(build(), build(with_key("白鹭", "Enterprise:白鹭", name="白鹭", aliases=())))
    assert _names(renamed) == [("Enterprise 云岭白鹭仪表股份有限公司", "Enterprise 白鹭")]
    retyped = compare(build(), build(with_key("晨露杯", "Project:晨露杯", type="Project")))
    assert _names(retyped) == [("Program 晨露杯", "Project 晨露杯")]


def _offices(count: int, key: str) -> Graph:
    entities = tuple(
        Entity(f"e{i}", "PartyOrganisation", "市委", (), f"PartyOrganisation:市委@{key}{i}", ()) for i in range(count)
    )
    return build(keep, [Extraction(example()[0].document, entities)])


def test_a_name_that_many_share_tells_nothing() -> None:
    few, many = (compare(_offices(count, "甲"), _offices(count, "乙")) for count in (2, 40))
    assert len(few.entities.perhaps_same) == 4
    assert many.entities.perhaps_same == ()
    assert len(many.entities.gone) == len(many.entities.added) == 40


def test_the_order_of_rows_changes_nothing() -> None:
    old, new = build_tables(build(extractions=example()[:2])), build_tables(build(with_key("晨露杯", "Program:晨露杯")))
    turned = {name: table.take(pa.array(range(table.num_rows - 1, -1, -1))) for name, table in new.items()}
    assert to_json(compare_builds(old, new)) == to_json(compare_builds(old, turned))


def test_it_reads_no_evidence() -> None:
    assert "evidence" not in COLUMNS
    needed = {name: table for name, table in build_tables(build()).items() if name in COLUMNS}
    assert not compare_builds(needed, needed)


def test_a_change_of_what_is_said_is_no_recount() -> None:
    post = compare(Graph(), build()).posts.added[0]
    assert Change(post, post, ("support",)).is_weight
    assert not Change(post, post, ("role", "support")).is_weight

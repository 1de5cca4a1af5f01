"""By which rule a statement is read: its confidence is the rule's."""

import pytest

from tests.extract.reading import extract_text


@pytest.mark.parametrize(
    ("text", "person", "rule"),
    [
        ("姜堰区区长王建国走访企业12家。", "王建国", "post.title"),
        ("姜堰区红旗镇变了样，镇党委书记王建国介绍了情况。", "王建国", "post.deictic"),
    ],
)
def test_rules_of_posts(text: str, person: str, rule: str) -> None:
    assert [post.rule for post in extract_text(text).posts if post.person == person] == [rule]


@pytest.mark.parametrize(
    ("text", "name", "rule"),
    [
        ("姜堰区推进服务提质、廉洁为民等“六项行动”。", "廉洁为民", "program.listed"),
        ("姜堰区建设三水街道“红石产业园”。", "红石产业园", "project.quoted"),
        ("岐山县唐家岭村、安乐庄村2个村党支部走访企业12家。", "安乐庄村党支部", "organisation.many"),
        ("姜堰区三水街道流转土地近3000亩，全区办结80件。", "姜堰区", "region.full"),
        ("姜堰区行政审批局办结80件。", "姜堰区行政审批局", "organisation.body"),
        ("姜堰区成立“便民服务小分队”，走访企业12家。", "便民服务小分队", "organisation.team"),
    ],
)
def test_rules_of_names(text: str, name: str, rule: str) -> None:
    (entity,) = (entity for entity in extract_text(text).entities if entity.name == name)
    assert entity.mentions[0].rule == rule


@pytest.mark.parametrize(
    ("text", "kind", "name", "stands"),
    [
        ("姜堰区成立“便民服务小分队”，走访企业12家。", "PublicOrganisation", "便民服务小分队", "“便民服务小分队”"),
        ("姜堰区成立“蓝海帮办”团队，走访企业12家。", "PublicOrganisation", "蓝海帮办团队", "“蓝海帮办”团队"),
        ("姜堰区成立“红袄先锋”服务队。", "PartyOrganisation", "红袄先锋服务队", "“红袄先锋”服务队"),
    ],
)
def test_teams_stand_with_their_marks(text: str, kind: str, name: str, stands: str) -> None:
    (team,) = (entity for entity in extract_text(text).entities if entity.name == name)
    assert (team.type, team.mentions[0].text) == (kind, stands)


@pytest.mark.parametrize(
    ("text", "predicate", "rule"),
    [
        ("姜堰区行政审批局办结80件。", "jurisdiction", "name.owner.jurisdiction"),
        ("姜堰区开会，市场监管局办结80件。", "jurisdiction", "name.completed.jurisdiction"),
        ("姜堰区依托“红石驿站”平台开展“银杏课堂”活动。", "partOfProgram", "part.based"),
    ],
)
def test_rules_of_relations(text: str, predicate: str, rule: str) -> None:
    assert [relation.rule for relation in extract_text(text).relations if relation.predicate == predicate] == [rule]

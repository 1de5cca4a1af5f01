"""Of what a model proposes only that stands which the passage says in these words, of things that are found in it."""

import pytest

from govgraph.assist.answers import MOST_STATEMENTS, read_answer
from govgraph.assist.checks import CONFIDENCE, Checker
from govgraph.assist.doubts import find_doubts
from govgraph.lexicon import read as read_lexicon
from tests.assist.articles import ARTICLE, LIES, SERVES, check, doubt_about, propose, read
from tests.assist.servers import Proposal


def test_what_the_passage_says_is_a_statement_with_its_words() -> None:
    (relation,) = check(SERVES).relations
    reading = read()
    names = {entity.id: entity.name for entity in reading.extraction.entities}
    assert (names[relation.subject], relation.predicate, names[relation.object]) == (
        "红石专窗", "serves", "青禾精密机械有限公司",
    )  # fmt: skip
    assert (relation.basis, relation.rule, relation.confidence) == ("model", "assist/m", CONFIDENCE)
    evidence = relation.evidence
    assert evidence.text == SERVES["quote"] == reading.document.raw[evidence.start : evidence.end]


def test_offsets_are_those_of_the_text_as_it_was_read() -> None:
    """Traditional script, and pinyin in brackets, which the model is not shown."""
    text = ARTICLE.replace("“红石专窗”一路陪着", "“紅石專窗(chuang)”一路陪著")
    (relation,) = check(SERVES, text=text).relations
    evidence = relation.evidence
    assert evidence.text == text[evidence.start : evidence.end]
    assert evidence.text.startswith("“紅石專窗(chuang)”一路陪著")


def test_it_is_less_sure_than_any_rule() -> None:
    assert min(read_lexicon("confidence").values()) > CONFIDENCE


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"predicate": "owns"}, "predicate"),
        ({"predicate": ""}, "predicate"),
        ({"quote": "“红石专窗”服务青禾精密机械有限公司"}, "quote"),
        ({"quote": ""}, "quote"),
        ({"quote": LIES["quote"]}, "quote"),
        ({"quote": "一路陪着青禾精密机械有限公司往前走"}, "end"),
        ({"subject": "云帆驿站"}, "end"),
        ({"subject": "蓝天行动"}, "end"),
        ({"subject": "村民"}, "end"),
        ({"subject": ""}, "end"),
        ({"predicate": "runs"}, "types"),
        ({"subject": "青禾精密机械有限公司", "object": "红石专窗"}, "types"),
        ({"predicate": "partOfProgram", "object": "红石专窗"}, "itself"),
    ],
)
def test_anything_else_is_refused(change: Proposal, reason: str) -> None:
    checked = check(SERVES | change)
    assert checked.relations == ()
    assert [refusal.reason for refusal in checked.refused] == [reason]


def test_a_report_repeats_no_name_that_the_rules_do_not_know() -> None:
    (refusal,) = check({**SERVES, "subject": "李小明", "predicate": "李小明"}).refused
    assert refusal.said == "… … 青禾精密机械有限公司"
    (refusal,) = check({**SERVES, "subject": "村民李小明"}).refused
    assert refusal.said == "… serves 青禾精密机械有限公司"


def test_a_quote_that_is_too_long_is_refused() -> None:
    text = ARTICLE.replace("一路陪着", f"一路{'一步步' * 70}陪着")
    quote = f"“红石专窗”一路{'一步步' * 70}陪着青禾精密机械有限公司"
    assert [one.reason for one in check(SERVES | {"quote": quote}, "陪着", text).refused] == ["quote"]


def test_what_the_rules_say_is_no_news() -> None:
    known = {"subject": "海门区", "predicate": "runs", "object": "江海联办"}
    checked = check(known | {"quote": "海门区和如皋市一起推出了“江海联办”"}, "江海联办")
    assert (checked.relations, checked.known, checked.refused) == ((), 1, ())


def test_what_is_said_twice_counts_once() -> None:
    reading = read()
    checker = Checker(reading, "assist/m")
    checked = checker.check(doubt_about(reading, "一路陪着"), propose(SERVES, SERVES))
    assert (len(checked.relations), checked.known) == (1, 1)


def test_the_division_codes_have_the_last_word() -> None:
    proposal = {"subject": "如皋市", "predicate": "partOf", "object": "海门区", "quote": "海门区和如皋市一起推出"}
    assert [one.reason for one in check(proposal, "江海联办").refused] == ["division"]


def test_nothing_stands_above_itself() -> None:
    reading = read()
    up = {"subject": "红石专窗", "predicate": "partOfProgram", "object": "江海联办", "quote": "“江海联办”，“红石专窗”"}
    down = up | {"subject": "江海联办", "object": "红石专窗"}
    checked = Checker(reading, "assist/m").check(doubt_about(reading, "江海联办"), propose(up, down))
    assert len(checked.relations) == 1
    assert [one.reason for one in checked.refused] == ["circle"]


def test_private_persons_are_not_quoted() -> None:
    (relation,) = check(LIES, "厂房就在").relations
    assert relation.evidence.text == "青禾精密机械有限公司副总经理张林军说，厂房就在临江镇"
    text = ARTICLE.replace("副总经理张林军说", "门口，村民李小明说")
    quote = "青禾精密机械有限公司门口，村民李小明说，厂房就在临江镇"
    assert [one.reason for one in check(LIES | {"quote": quote}, "厂房就在", text).refused] == ["private"]


HEADS = """海门区：干部在一线

2023年5月8日　来源：江海日报

在海门区临江镇，“红石专窗”很忙。副馆长顾清和介绍，青禾精密机械有限公司也来过，村民李小明常来。
"""
POST = {
    "person": "顾清和",
    "role": "副馆长",
    "of": "海门区",
    "quote": "在海门区临江镇，“红石专窗”很忙。副馆长顾清和介绍",
}


def check_post(**change: str) -> tuple[list[str], list[str]]:
    """Who holds an office then, and why nobody does."""
    reading = read(HEADS)
    assert reading.extraction.posts == ()
    (doubt,) = (one for one in find_doubts(reading) if one.titled)
    checked = Checker(reading, "assist/m").check(doubt, propose(posts=(POST | change,)))
    assert all((post.rule, post.basis, post.confidence) == ("assist/m", "model", CONFIDENCE) for post in checked.posts)
    assert not any("顾清和" in one.said or "李小明" in one.said for one in checked.refused)
    return [f"{one.person} {one.role} {one.of}" for one in checked.posts], [one.reason for one in checked.refused]


def test_a_person_behind_a_known_title_gets_the_seat_that_a_model_names() -> None:
    of = next(one.id for one in read(HEADS).extraction.entities if one.name == "青禾精密机械有限公司")
    quote = "副馆长顾清和介绍，青禾精密机械有限公司也来过"
    assert check_post(of="青禾精密机械有限公司", quote=quote) == ([f"顾清和 副馆长 {of}"], [])


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"person": "李小明", "quote": "副馆长顾清和介绍，青禾精密机械有限公司也来过，村民李小明常来"}, "person"),
        ({"person": "李小明", "role": "村民", "quote": "青禾精密机械有限公司也来过，村民李小明常来"}, "person"),
        (
            {"role": "馆主", "of": "青禾精密机械有限公司", "quote": "副馆长顾清和介绍，青禾精密机械有限公司也来过"},
            "title",
        ),
        ({"of": "红石专窗", "quote": "“红石专窗”很忙。副馆长顾清和介绍"}, "end"),
        ({"quote": "海门区文化馆副馆长顾清和"}, "quote"),
    ],
)
def test_nobody_else_gets_into_the_graph(change: Proposal, reason: str) -> None:
    assert check_post(**change) == ([], [reason])


def test_answers_in_other_clothes() -> None:
    inside = '{"relations": [], "posts": []}'
    for content in (
        inside,
        f"```json\n{inside}\n```",
        f"好的：\n```\n{inside}\n```\n完。",
        f"<think>嗯{{</think>\n{inside}",
        "{}",
    ):
        assert read_answer(content) == ((), (), 0, 0)
    for content in (
        "",
        "好",
        "[]",
        '{"relations": {}}',
        '{"relations": 1}',
        "{",
        "[" * 100_000,
        '{"relations": [' + "[" * 100_000,
    ):
        assert read_answer(content) is None, content[:20]


def test_entries_of_another_form_are_counted_and_the_others_read() -> None:
    answer = read_answer('{"relations": [1, null, {"subject": 1}, {"subject": "a", "predicate": "b"}], "posts": ["x"]}')
    assert answer == ((), (), 5, 0)
    many = propose(*[SERVES] * (MOST_STATEMENTS + 3))
    assert (len(many.relations), many.beyond) == (MOST_STATEMENTS, 3)

"""What counts as right."""

import pytest

from govgraph.evaluation import Score, score
from govgraph.evaluation.matching import fold
from tests.evaluation.made_up import Told, compare_told

TEXT = "青渡市推行“红帆领航”行动，受理业务300件。市长林远舟到青渡走访白鹭仪表。"


def _score(gold: Told, found: Told, kind: str) -> Score:
    return score([compare_told(TEXT, gold, found)])[kind]


@pytest.mark.parametrize(
    ("one", "other"), [("“紅帆領航”行動", "红帆领航行动"), ("ＡＩ＋政务 ", "ai政务"), ("白鹭_仪表·", "白鹭仪表")]
)
def test_names_are_compared_without_marks_widths_and_script(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("gold", "found", "right"),
    [
        ("Region:青渡市|青渡", "Region:青渡", 1),
        ("Program:红帆领航", "Program:红帆领航行动|“红帆领航”", 1),
        ("Region:青渡市", "Program:青渡市", 0),
        ("Region:青渡市", "Region:青渡", 0),
    ],
)
def test_an_entity_needs_its_type_and_one_name(gold: str, found: str, right: int) -> None:
    assert _score(Told(gold), Told(found), "entities") == Score(1, 1, right)


def test_a_gold_entity_is_found_once_and_as_many_as_possible_are() -> None:
    gold = Told("Region:青渡市|青渡", "Region:青渡新区|青渡")
    assert _score(gold, Told("Region:青渡", "Region:青渡市"), "Region") == Score(2, 2, 2)
    assert _score(gold, Told("Region:青渡", "Region:青渡市", "Region:青渡新区"), "Region") == Score(2, 3, 2)


def test_a_relation_needs_both_ends_and_the_predicate() -> None:
    ends = ("Region:青渡市", "Program:红帆领航")
    gold = Told(*ends, relations=[("青渡市", "runs", "红帆领航", TEXT)])
    assert _score(gold, gold, "runs") == Score(1, 1, 1)
    other = Told(*ends, relations=[("青渡市", "serves", "红帆领航", TEXT)])
    assert _score(gold, other, "relations") == Score(1, 1, 0)


def test_two_offices_in_one_body_are_one_post() -> None:
    region = "Region:青渡市"
    posts = [("林远舟", "市长", "青渡市", "市长林远舟"), ("林远舟", "书记", "青渡市", "市长林远舟")]
    assert _score(Told(region, posts=posts), Told(region, posts=posts[:1]), "posts") == Score(1, 1, 1)
    assert _score(Told(region, posts=posts), Told(region, posts=posts), "posts") == Score(1, 2, 1)


@pytest.mark.parametrize(
    ("indicator", "value", "unit", "right"),
    [
        ("受理业务", "300", "件", 1),
        ("业务", "300.0", "件", 1),
        ("业", "300", "件", 0),
        ("受理业务", "301", "件", 0),
        ("受理业务", "300", "次", 0),
    ],
)
def test_a_figure_needs_its_number_and_half_of_the_words(indicator: str, value: str, unit: str, right: int) -> None:
    gold = Told("Region:青渡市", measures=[("青渡市", "受理业务", "300", "件", "受理业务300件")])
    found = Told("Region:青渡市", measures=[("青渡市", indicator, value, unit, "受理业务300件")])
    assert _score(gold, found, "measures") == Score(1, 1, right)


def test_shares_of_nothing_are_zero() -> None:
    assert (Score().precision, Score().recall, Score().f1) == (0.0, 0.0, 0.0)
    assert (Score(4, 2, 2).precision, Score(4, 2, 2).recall, Score(8, 4, 3).f1) == (1.0, 0.5, 0.5)

"""Program or slogan: the reasons and their weights."""

import pytest

from govgraph.extract import read_scene
from govgraph.extract.mentions import Scene
from govgraph.extract.names.evidence import REASONS, Candidate, is_certain, is_excluded
from govgraph.extract.names.quoted import candidates
from govgraph.extract.weighing import THRESHOLD, observe, probability, weights
from govgraph.text.passages import read_passages
from tests.extract.reading import read_text


def _candidate(text: str) -> Candidate:
    found = list(candidates(Scene(read_passages(read_text(text)))))
    assert len(found) == 1
    return found[0]


def test_every_reason_has_a_weight_and_every_weight_a_reason() -> None:
    assert list(weights("program_weights", "quoted")) == ["bias", *(reason.__name__ for reason in REASONS)]


def test_every_reason_says_by_an_example_what_it_looks_for() -> None:
    assert [reason.__name__ for reason in REASONS if not (reason.__doc__ or "").strip()] == []


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("姜堰区推出“堰税通”平台。", {"strong_head", "object_of_founding"}),
        ("姜堰区落实“六访六送”工作。", {"weak_head", "object_of_handling", "numbered"}),
        ("姜堰区当好“店小二”。", {"metaphor", "figure_before", "clause_end"}),
        ("两地画出“同心圆”。", {"metaphor", "clause_end"}),
        ("姜堰区设立人才新政“溱湖英才港”。", {"strong_head", "verb_in_clause", "head_inside", "clause_end"}),
        ("姜堰区“堰里红”的做法受到好评。", {"owner_before", "theme", "attribute"}),
        ("姜堰区聘请“首席体验员”。", {"role", "clause_end"}),
    ],
)
def test_reasons(text: str, reasons: set[str]) -> None:
    assert reasons <= set(observe(REASONS, _candidate(text)))


@pytest.mark.parametrize("name", ["放管服", "拿地即开工", "互联网+政务服务"])
def test_what_the_whole_country_knows_is_certain(name: str) -> None:
    assert is_certain(_candidate(f"姜堰区谈到“{name}”。"))


@pytest.mark.parametrize(
    "text",
    [
        "姜堰区打造“红色堡垒”理念。",
        "姜堰区提供“管家式”服务。",
        "姜堰区由“坐等”变“上门”。",
        "姜堰区获评“省级文明单位”。",
        "姜堰区投资2亿元建设“溱湖文旅工坊”。",
    ],
)
def test_what_is_never_a_program(text: str) -> None:
    found = list(candidates(Scene(read_passages(read_text(text)))))
    assert any(is_excluded(candidate) for candidate in found)


def test_an_excluded_name_with_a_strong_head_stays() -> None:
    assert not is_excluded(_candidate("姜堰区设立“菜农贷”风险补偿金。"))


def test_confidence_is_the_probability_at_the_likeliest_place() -> None:
    text = "姜堰区推出“堰税通”平台。大家都在说“堰税通”。"
    scene = Scene(read_passages(read_text(text)))
    likely = [
        probability(observe(REASONS, candidate), weights("program_weights", "quoted"))
        for candidate in candidates(scene)
    ]
    found = [m for m in read_scene(read_passages(read_text(text))).mentions if m.rule == "program.quoted"]
    assert [m.confidence for m in found] == [round(max(likely), 2)] * 2
    assert likely[1] < THRESHOLD < likely[0]

"""The tables that a person reads."""

from govgraph.evaluation import Case, Score, format_cases, format_causes, format_scores

CASES = [
    Case("post", "", "person not read", "d1", "市长林远舟", "林远舟, 市长 of Region:青渡市", None),
    Case("entity", "Project", "other type", "d1", "走访白鹭仪表", "Project:白鹭仪表", "Enterprise:白鹭仪表"),
    Case("entity", "Program", "other type", "d2", "推行红帆", "Program:红帆", "Project:红帆"),
]


def test_scores_are_aligned() -> None:
    table = format_scores({"entities": Score(4, 2, 2), "PublicOrganisation": Score(4, 2, 2), "posts": Score()})
    lines = table.splitlines()
    assert len({len(line) for line in lines}) == 1
    assert lines[0].split() == ["gold", "found", "right", "precision", "recall", "F1"]
    assert lines[1].split() == ["entities", "4", "2", "2", "1.000", "0.500", "0.667"]
    assert lines[2].startswith("  PublicOrganisation")


def test_the_commonest_cause_comes_first() -> None:
    assert format_causes(CASES).splitlines()[2:] == [
        "| entity | other type | 2 | 2 | Program 1, Project 1 |",
        "| post | person not read | 1 | 0 |  |",
    ]


def test_a_case_has_its_document_words_and_both_sides() -> None:
    assert format_cases(CASES).splitlines()[:4] == [
        "entity · other type: 2 missed, 2 too many",
        "  d1  走访白鹭仪表",
        "      gold   Project:白鹭仪表",
        "      found  Enterprise:白鹭仪表",
    ]
    assert "      found  –" in format_cases(CASES)

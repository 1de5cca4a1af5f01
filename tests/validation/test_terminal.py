"""The report as a person reads it."""

from click import unstyle

from govgraph.columns import width_of
from govgraph.validation import Report, Violation, render_report


def violation(number: int, **changes: object) -> Violation:
    values: dict[str, object] = {
        "node": f"region:{number}",
        "name": "青渡市",
        "types": ("gg:Region",),
        "path": "skos:notation",
        "value": '"x"',
        "constraint": "Pattern",
        "message": {"en": "A code is digits.", "zh": "代码应为数字。"},
    }
    return Violation(**(values | changes))  # type: ignore[arg-type]


def lines(*violations: Violation, chinese: bool = False) -> list[str]:
    report = Report("graph.ttl", 1234, not violations, violations)
    return [unstyle(line) for line in render_report(report, "zh" if chinese else "en", 100)]


def test_a_graph_that_conforms() -> None:
    assert lines() == ["graph.ttl: 1,234 triples", "", "The graph conforms: no rule is broken."]
    assert lines(chinese=True)[-1] == "图谱符合约束：没有违反任何规则。"


def test_rules_are_counted_the_commonest_first() -> None:
    missing = violation(1, path="gg:runs", value=None, constraint="MinCount", message={"en": "None.", "zh": "没有。"})
    assert lines(missing, violation(2), violation(33)) == [
        "graph.ttl: 1,234 triples",
        "",
        "    2 × A code is digits.  skos:notation",
        '        region:2  青渡市   wrong form: "x"',
        '        region:33  青渡市  wrong form: "x"',
        "",
        "    1 × None.  gg:runs",
        "        region:1  青渡市  missing",
        "",
        "The graph does not conform: 3 violations, 2 rules broken.",
    ]
    chinese = "\n".join(lines(missing, violation(2), chinese=True))
    assert "代码应为数字。" in chinese
    assert "缺失" in chinese
    assert "违反 2 条规则，共 2 处" in chinese


def test_a_node_at_fault_shows_its_types() -> None:
    found = lines(violation(1, path=None, value=None, constraint="Xone", types=("gg:Program", "gg:Region")))
    assert found[3] == "        region:1  青渡市  not exactly one of them: gg:Program gg:Region"


def test_an_unknown_constraint_has_its_own_name() -> None:
    assert lines(violation(1, constraint="UniqueLang"))[3].endswith('UniqueLang: "x"')


def test_long_lists_and_names_are_cut() -> None:
    found = lines(*(violation(number, name="很长的名字" * 30) for number in range(12)))
    assert "        … and 2 more (--json prints all)" in found
    assert max(map(width_of, found)) <= 100


def test_control_characters_reach_no_terminal() -> None:
    assert "\x1b" not in "".join(lines(violation(1, name="\x1b[31m", value='"\x1b"')))

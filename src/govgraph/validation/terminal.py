"""A validation for a person: the rules that are broken, the commonest first, each with the nodes that break it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Literal

import click

from govgraph.columns import make_printable, pad, shorten, width_of
from govgraph.validation.records import Report, Violation

Language = Literal["en", "zh"]

#: Nodes that are listed under a rule.
_SHOWN = 10
#: Columns of the longest node and name that the rest of a row is aligned with.
_WIDEST = 64

_WORDS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "graph": "{file}: {triples:,} triples",
        "conforms": "The graph conforms: no rule is broken.",
        "broken": "The graph does not conform: {violations:,} violations, {rules} rules broken.",
        "more": "… and {count:,} more (--json prints all)",
    },
    "zh": {
        "graph": "{file}：{triples:,} 个三元组",
        "conforms": "图谱符合约束：没有违反任何规则。",
        "broken": "图谱不符合约束：违反 {rules} 条规则，共 {violations:,} 处。",
        "more": "……另有 {count:,} 处（--json 列出全部）",
    },
}

#: What is the matter with a value, by the SHACL component that it does not meet; others are shown by their own name.
_FAULTS: Mapping[str, Mapping[Language, str]] = {
    "MinCount": {"en": "missing", "zh": "缺失"},
    "QualifiedMinCount": {"en": "missing", "zh": "缺失"},
    "HasValue": {"en": "missing", "zh": "缺失"},
    "MaxCount": {"en": "too many", "zh": "过多"},
    "QualifiedMaxCount": {"en": "too many", "zh": "过多"},
    "Class": {"en": "not of the type", "zh": "类型不符"},
    "Datatype": {"en": "wrong datatype", "zh": "数据类型不符"},
    "NodeKind": {"en": "wrong kind of term", "zh": "不是应有的术语种类"},
    "Pattern": {"en": "wrong form", "zh": "格式不符"},
    "In": {"en": "not one of the values allowed", "zh": "不在允许的取值之列"},
    "MinLength": {"en": "empty", "zh": "为空"},
    "MinInclusive": {"en": "too small", "zh": "过小"},
    "MinExclusive": {"en": "too small", "zh": "过小"},
    "MaxInclusive": {"en": "too large", "zh": "过大"},
    "Equals": {"en": "differs", "zh": "不一致"},
    "Disjoint": {"en": "the same again", "zh": "相同"},
    "LessThan": {"en": "in the wrong order", "zh": "先后颠倒"},
    "LessThanOrEquals": {"en": "in the wrong order", "zh": "先后颠倒"},
    "Not": {"en": "of a type that is excluded", "zh": "属于被排除的类型"},
    "Or": {"en": "none of what it may be", "zh": "不符合任何一种情形"},
    "Xone": {"en": "not exactly one of them", "zh": "并非恰好其一"},
}


def render_report(report: Report, language: Language, width: int) -> Iterator[str]:
    """The lines: the graph, every broken rule with its nodes, and how many in all.

    Args:
        report: what `validate` found.
        language: that of the rules and of the words around them.
        width: columns to fill.
    """
    words = _WORDS[language]
    yield words["graph"].format(file=make_printable(report.file), triples=report.triples)
    rules: defaultdict[tuple[str, str | None], list[Violation]] = defaultdict(list)
    for violation in report.violations:
        rules[violation.message.get(language, ""), violation.path].append(violation)
    for (message, path), broken in sorted(rules.items(), key=lambda item: -len(item[1])):
        yield ""
        yield click.style(f"{len(broken):>5,} × {message}", bold=True) + (f"  {path}" if path else "")
        yield from _list_nodes(broken, language, width)
        if len(broken) > _SHOWN:
            yield f"        {words['more'].format(count=len(broken) - _SHOWN)}"
    yield ""
    if report.conforms:
        yield click.style(words["conforms"], fg="green")
    else:
        total = words["broken"].format(violations=len(report.violations), rules=len(rules))
        yield click.style(total, fg="red")


def _list_nodes(broken: list[Violation], language: Language, width: int) -> Iterator[str]:
    """Nodes with what is the matter: beside the name where there is room, else in a line of its own."""
    names = [make_printable("  ".join(filter(None, (one.node, one.name)))) for one in broken[:_SHOWN]]
    column = min(max(map(width_of, names)), _WIDEST)
    for one, name in zip(broken, names, strict=False):
        fault = _FAULTS.get(one.constraint, {}).get(language, one.constraint)
        # A fault of the node itself lies in its types.
        value = one.value or (None if one.path else " ".join(one.types))
        rest = f"{fault}: {make_printable(value)}" if value else fault
        if width_of(name) <= column:
            yield shorten(f"        {pad(name, column)}  {rest}", width)
        else:
            yield shorten(f"        {name}", width)
            yield shorten(f"            {rest}", width)

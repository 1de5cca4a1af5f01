"""Every ready question in Oxigraph and in rdflib, on invented articles and on the seeds."""

import shutil
from collections import Counter
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from govgraph.serve import Question, fill, open_store, read_questions
from tests.serve.made_up import write_build

QUESTIONS = {question.name: question for question in read_questions()}

Row = tuple[str | Decimal | None, ...]
BAI_LU = "云岭白鹭仪表股份有限公司"
NUMBER = "http://qudt.org/vocab/unit/NUM"
GG = "https://w3id.org/govgraph/ontology#"

#: Question -> the values of its parameters, the columns to compare, and the answers.
ANSWERS: dict[str, tuple[dict[str, str], str, set[Row]]] = {
    "article-entities": (
        {"wanted": "加速度"},
        "type name",
        {
            (GG + "Enterprise", BAI_LU), (GG + "PartyOrganisation", "青渡市委"), (GG + "Program", "红帆领航"),
            (GG + "Program", "孤帆行动"), (GG + "Region", "云岭省"), (GG + "Region", "青渡市"),
            (GG + "Region", "青渡高新区"),
        },
    ),
    "enterprise-servers": (
        {"wanted": "白鹭"},
        "enterpriseName serverName runnerName projectName",
        {(BAI_LU, "红帆领航", "青渡市委", "白鹭仪表智能工厂项目"), (BAI_LU, "青渡市行政审批局", None, None)},
    ),
    "enterprises-most-served": ({}, "enterpriseName servers articles", {(BAI_LU, Decimal(2), Decimal(3))}),
    "enterprises-served": (
        {"wanted": "青渡市"},
        "regionName enterpriseName organisationName programName",
        {("青渡市", BAI_LU, "青渡市行政审批局", None)},
    ),
    "families-widest": (
        {},
        "familyName places provinces articles first last",
        {("红帆领航", Decimal(2), Decimal(1), Decimal(4), "2021-11-19", "2022-01-05")},
    ),
    "figures-by-indicator": (
        {"wanted": "投资"},
        "indicator aboutName bound value unit normalised normalisedUnit",
        {
            ("总投资", "白鹭仪表智能工厂项目", GG + "boundAbout", Decimal("12.5"), "亿元", Decimal(1_250_000_000),
             "http://qudt.org/vocab/unit/CCY_CNY"),
        },
    ),
    "figures-disagreeing": (
        {"wanted": "红帆"},
        "aboutName indicator value title otherValue otherTitle",
        {
            ("红帆领航", "解决问题", Decimal(83), "红帆领航出实招", Decimal(90), "红帆领航这一年"),
            ("红帆领航", "解决问题", Decimal(83), "“红帆领航” 跑出加速度", Decimal(90), "红帆领航这一年"),
        },
    ),
    "office-holders": (
        {"wanted": "高新区"},
        "regionName personName role bodyName",
        {("青渡高新区", "闻景行", "党工委书记", "青渡高新区"), ("青渡高新区", "陆知微", "总经理", BAI_LU)},
    ),
    "program-figures": (
        {"wanted": "红帆领航"},
        "programName indicator value normalisedUnit quote issued",
        {
            ("红帆领航", "解决问题", Decimal(83), NUMBER, "解决问题83个", "2021-11-19"),
            ("红帆领航", "解决问题", Decimal(83), NUMBER, "解决问题83.0个", "2021-11-22"),
            ("红帆领航", "解决问题", Decimal(90), NUMBER, "解决问题90个", "2022-01-05"),
            ("红帆领航", "解决问题", Decimal(12), NUMBER, "解决问题12个", "2022-01-05"),
        },
    ),
    "program-parts": ({"wanted": "领航"}, "programName steps partName", {("红帆领航", Decimal(1), "红帆窗口")}),
    "program-runners": (
        {"wanted": "红帆领航"},
        "programName runnerName regionName support",
        {("红帆领航", "青渡市委", "青渡市", Decimal(2)), ("红帆领航", "河湾区", "河湾区", Decimal(1))},
    ),
    "program-spread": (
        {"wanted": "红帆领航"},
        "familyName runnerName first articles",
        {("红帆领航", "青渡市委", "2021-11-19", Decimal(3)), ("红帆领航", "河湾区", None, Decimal(1))},
    ),
    "programs-in-region": (
        {"wanted": "青渡市"},
        "regionName programName runnerName",
        {("青渡市", "红帆领航", "青渡市委"), ("青渡市", "红帆领航", "河湾区"), ("青渡市", "晨露杯", "河湾区")},
    ),
    "programs-without-runner": (
        {},
        "programName articles example",
        {("孤帆行动", Decimal(2), "“红帆领航” 跑出加速度")},
    ),
    "projects-companies": (
        {"wanted": "智能工厂"},
        "projectName enterpriseName regionName",
        {("白鹭仪表智能工厂项目", BAI_LU, "青渡高新区"), ("白鹭仪表智能工厂项目", BAI_LU, "柳荫社区")},
    ),
    "region-ladder": (
        {"wanted": "柳荫"},
        "regionName steps aboveName code",
        {
            ("柳荫社区", Decimal(1), "河湾区", Decimal(990102)), ("柳荫社区", Decimal(2), "青渡市", Decimal(9901)),
            ("柳荫社区", Decimal(3), "云岭省", Decimal(99)),
        },
    ),
    "region-organisations": (
        {"wanted": "青渡市"},
        "regionName type bodyName upperName",
        {
            ("青渡市", GG + "PartyOrganisation", "青渡市委", None),
            ("青渡市", GG + "PartyOrganisation", "青渡市行政审批局党支部", "青渡市行政审批局"),
            ("青渡市", GG + "PublicOrganisation", "青渡市行政审批局", None),
        },
    ),
    "regions-without-code": (
        {},
        "aboveName regionName articles",
        {("河湾区", "柳荫社区", Decimal(2)), ("青渡市", "青渡高新区", Decimal(2))},
    ),
    "sources-reprints": (
        {"wanted": "晚报"},
        "issued sourceName title path originalPath",
        {(None, "云岭晚报", None, "news/005.txt", "news/001_made_up.txt")},
    ),
    "statement-evidence": (
        {"subject": "青渡市委", "object": "红帆"},
        "subjectName relation objectName confidence quote title",
        {
            ("青渡市委", GG + "runs", "红帆领航", Decimal("0.96"), "青渡市委……红帆领航", "红帆领航出实招"),
            ("青渡市委", GG + "runs", "红帆领航", Decimal("0.96"), "青渡市委……红帆领航", "“红帆领航” 跑出加速度"),
        },
    ),
    "statements-without-article": (
        {},
        "subjectName relation objectName basis",
        {("河湾区", GG + "runs", "晨露杯", GG + "basisCorrection")},
    ),
}  # fmt: skip


class Asked:
    """A graph in both engines."""

    def __init__(self, build: Path) -> None:
        self.store = open_store(build)
        self.graph = rdflib.Graph().parse(build / "graph.ttl")

    def rows(self, query: str, columns: str | None = None) -> tuple[list[Row], list[Row]]:
        """The solutions of Oxigraph and those of rdflib, in order."""
        found = self.store.query(query)
        assert isinstance(found, ox.QuerySolutions)
        names = columns.split() if columns else [variable.value for variable in found.variables]
        ours = [tuple(_plain(row[name].value if row[name] else None) for name in names) for row in found]
        theirs = [
            tuple(_plain(row[name]) for name in names)
            for row in self.graph.query(query)
            if isinstance(row, rdflib.query.ResultRow)
        ]
        return ours, theirs

    def triples(self, query: str) -> tuple[set[Row], set[Row]]:
        """The graph that Oxigraph makes and the one of rdflib, as plain values."""
        found, graph = self.store.query(query), self.graph.query(query).graph
        assert isinstance(found, ox.QueryTriples)
        assert graph is not None
        ours = {tuple(_plain(_value(term)) for term in triple) for triple in found}
        return ours, {tuple(map(_plain, triple)) for triple in graph}


def _value(term: object) -> str:
    assert isinstance(term, ox.NamedNode | ox.Literal)
    return term.value


def _plain(value: object) -> str | Decimal | None:
    """A number as such: the engines write 83.0 and 83."""
    if value is None:
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return str(value)


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    return Asked(write_build(tmp_path_factory.mktemp("made_up")))


@pytest.fixture(scope="module")
def seeds_asked(seed_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Asked:
    own = tmp_path_factory.mktemp("seeds_asked")
    shutil.copy(seed_build / "graph.ttl", own)
    return Asked(own)


def test_every_question_is_tested() -> None:
    assert set(QUESTIONS) == {*ANSWERS, "organisation-page"}


@pytest.mark.parametrize("name", ANSWERS)
def test_answers(name: str, made_up: Asked) -> None:
    values, columns, expected = ANSWERS[name]
    ours, theirs = made_up.rows(fill(QUESTIONS[name], values), columns)
    assert ours == theirs
    assert Counter(ours) == Counter(expected)


@pytest.mark.parametrize("name", ANSWERS)
def test_as_it_is_a_question_asks_for_everything(name: str, made_up: Asked) -> None:
    _, columns, expected = ANSWERS[name]
    ours, theirs = made_up.rows(QUESTIONS[name].text, columns)
    assert ours == theirs
    assert set(ours) >= expected


@pytest.mark.parametrize("question", [one for one in QUESTIONS.values() if one.parameters], ids=lambda one: one.name)
def test_what_is_not_there_has_no_answer(question: Question, made_up: Asked) -> None:
    for parameter in question.parameters:
        query = fill(question, {parameter.name: "无此名称"})
        found = made_up.store.query(query)
        assert not isinstance(found, ox.QueryBoolean)
        assert not list(found)
        assert not list(made_up.graph.query(query))


@pytest.mark.parametrize("name", ANSWERS)
def test_engines_agree_on_the_seeds(name: str, seeds_asked: Asked) -> None:
    ours, theirs = seeds_asked.rows(QUESTIONS[name].text)
    assert ours == theirs
    assert ours or name == "figures-disagreeing"  # no two seeds report of one thing


def test_page_of_an_organisation(made_up: Asked) -> None:
    ours, theirs = made_up.triples(fill(QUESTIONS["organisation-page"], {"wanted": "青渡市委"}))
    assert ours == theirs
    labels = {value for _, property_, value in ours if property_ == str(rdflib.RDFS.label)}
    assert {"青渡市委", "青渡市", "红帆领航", "书记", "闻景行"} <= labels
    assert "青渡市行政审批局" not in labels


def test_page_of_an_organisation_agrees_on_the_seeds(seeds_asked: Asked) -> None:
    ours, theirs = seeds_asked.triples(QUESTIONS["organisation-page"].text)
    assert ours == theirs
    assert len(ours) > 500

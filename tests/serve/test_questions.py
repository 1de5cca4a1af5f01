import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph import ontology
from govgraph.errors import SetupError
from govgraph.serve import Parameter, Question, fill, find_question, list_questions, read_questions

ECHO = Question("echo", "", "", (Parameter("wanted", "", "", ""),), 'SELECT ?wanted { VALUES ?wanted { "" } }')


def test_questions_say_what_they_ask_in_both_languages() -> None:
    questions = read_questions()
    assert len(questions) >= 15
    for question in questions:
        assert question.title_zh.endswith("？"), question.name
        assert question.title_en.endswith("?"), question.name
        for parameter in question.parameters:
            assert re.search("[\u4e00-\u9fff]", parameter.about_zh), question.name
            assert parameter.about_en.isascii(), question.name


def test_every_parameter_that_a_header_names_has_its_place() -> None:
    for question in read_questions():
        named = set(re.findall(r"^# param (\w+)@", question.text, re.MULTILINE))
        assert named == {parameter.name for parameter in question.parameters}, question.name


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_value_is_one_literal_whatever_it_holds(value: str) -> None:
    found = ox.Store().query(fill(ECHO, {"wanted": value}))
    assert isinstance(found, ox.QuerySolutions)
    assert [row["wanted"] for row in found] == [ox.Literal(value)]


@pytest.mark.parametrize(
    "value", ['" } ?s ?p ?o . #', '\\" } # ', "\\", "\\u0022 }", 'VALUES ?object { "" }', "\\g<1>"]
)
def test_a_value_adds_nothing_to_a_question(value: str) -> None:
    question = find_question("statement-evidence")
    found = ox.Store().query(fill(question, {"subject": value}))
    assert isinstance(found, ox.QuerySolutions)
    assert not list(found)
    with_object = fill(question, {"subject": value, "object": "书记项目"})
    assert with_object.count('VALUES ?object { "书记项目" }') == 1


def test_unknown_parameters_and_questions_are_named() -> None:
    with pytest.raises(SetupError, match="echo has no parameter 'region'; it has wanted"):
        fill(ECHO, {"region": "南通市"})
    with pytest.raises(SetupError, match="Did you mean program-runners"):
        find_question("program-runner")
    with pytest.raises(SetupError, match="govgraph query --list"):
        find_question("书记项目")


def test_a_header_without_a_title_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bare.rq"
    path.write_text('# title@zh: 问？\nASK { VALUES ?wanted { "" } }', encoding="utf-8")
    monkeypatch.setattr(ontology, "queries", lambda: {"bare": path})
    with pytest.raises(SetupError, match=r"bare\.rq lacks its line for wanted@zh"):
        read_questions()


def test_list_names_every_question_and_parameter() -> None:
    text = "\n".join(list_questions())
    for question in read_questions():
        assert question.name in text
        assert question.title_zh in text
        assert all(parameter.about_en in text for parameter in question.parameters)

"""What may be one thing or two is put before the user, who is asked once; the next build does as decided."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from govgraph.errors import SetupError
from govgraph.graph import merge
from govgraph.graph.corrections import read_corrections
from govgraph.model import Extraction, Graph
from govgraph.review import COLUMNS, Case, DecisionFile, find_cases, match_answers, quote_cases
from govgraph.tables import read_build
from govgraph.write import write_tables
from tests.conftest import Run
from tests.graph.articles import example
from tests.graph.test_corrections import NEAR, STATED, two_keys


def review(graph: Graph, folder: Path) -> list[Case]:
    """The cases of a build that holds this graph, with quotes."""
    write_tables(graph, folder / "tables")
    tables = read_build(folder, COLUMNS)
    return quote_cases(find_cases(tables), tables)


@pytest.fixture
def cases(tmp_path: Path) -> list[Case]:
    return review(merge(two_keys()), tmp_path / "build")


def rebuild(articles: list[Extraction], path: Path) -> set[frozenset[str]]:
    """The keys of each node of the next build that any other key joins."""
    graph = merge(articles, read_corrections(path))
    return {
        frozenset(row.key for row in graph.identities if row.node == node.id)
        for node in graph.nodes
        if sum(row.node == node.id for row in graph.identities) > 1
    }


def test_unsure_joins_come_first_with_their_rule_and_words(cases: list[Case]) -> None:
    first, *others = cases
    assert (first.kind, first.rule, first.confidence) == ("joined", "registered", 0.9)
    assert {side.name for side in first.sides} == {"白鹭仪表", "云岭白鹭仪表股份有限公司"}
    assert {side.place for side in first.sides} == {"南通市", "江苏省"}
    assert [(side.documents, bool(side.quotes)) for side in first.sides] == [(2, True), (1, True)]
    assert {case.kind for case in others} == {"namesakes"}


def test_namesakes_in_different_nodes_are_cases(cases: list[Case]) -> None:
    (program,) = (case for case in cases if case.sides[0].type == "Program")
    assert program.names == ("红帆领航",)
    assert {side.place for side in program.sides} == {"青渡市", "河湾区"}
    assert all("红帆领航" in quote.text for side in program.sides for quote in side.quotes)


def test_case_ids_do_not_change_with_the_articles(cases: list[Case], tmp_path: Path) -> None:
    first, second, _ = two_keys()
    fewer = review(merge([second, first]), tmp_path / "fewer")
    assert fewer[0].id == cases[0].id


def test_bodies_of_two_places_are_no_case(govgraph: Run, seed_build: Path) -> None:
    """Every city has a 市委; their keys say which, so nobody need ask."""
    shown = json.loads(govgraph("review", seed_build, "--json", "--limit", "1000").stdout)
    assert shown
    for case in shown:
        if case["sides"][0]["type"] in ("PartyOrganisation", "PublicOrganisation"):
            assert case["sides"][0]["place"] == case["sides"][1]["place"] or case["kind"] == "joined"


def test_different_splits_what_a_rule_has_joined(cases: list[Case], tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    assert frozenset({NEAR, STATED}) in {frozenset(keys) for keys in rebuild_without(two_keys())}
    DecisionFile(path).decide(cases[0], "different")
    assert rebuild(two_keys(), path) == set()


def rebuild_without(articles: list[Extraction]) -> list[list[str]]:
    graph = merge(articles)
    return [[row.key for row in graph.identities if row.node == node.id] for node in graph.nodes]


def test_same_joins_namesakes(cases: list[Case], tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    (program,) = (case for case in cases if case.sides[0].type == "Program")
    DecisionFile(path).decide(program, "same")
    assert frozenset({"Program:红帆领航@Region:9901", "Program:红帆领航@Region:990102"}) in rebuild(two_keys(), path)


@pytest.mark.parametrize("answer", ["same", "different"])
def test_what_is_decided_is_not_asked_again(answer: Any, cases: list[Case], tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    file = DecisionFile(path)
    for case in cases:
        assert not file.decides(case)
        file.decide(case, answer)
    assert all(DecisionFile(path).decides(case) for case in cases)
    again = review(merge(two_keys(), read_corrections(path)), tmp_path / "again")
    assert [case for case in again if not DecisionFile(path).decides(case)] == []


def test_all_that_the_file_holds_is_kept(cases: list[Case], tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    own = "# ours,   by hand\r\n[[rename]]   # the firm\r\nname = '甲'\r\n  entity = \"region:9901\"\r\n# end"
    path.write_text(own, encoding="utf-8", newline="")
    DecisionFile(path).decide(cases[0], "same")
    text = path.read_bytes().decode()
    assert text.startswith(own)
    assert len(read_corrections(path).placed) == 2


def test_a_new_file_explains_itself(cases: list[Case], tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    DecisionFile(path).decide(cases[0], "different")
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ") and "govgraph build" in text.splitlines()[0]
    assert "note" in text and "白鹭仪表" in text


def test_an_answer_against_the_file_is_not_written(cases: list[Case], tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    DecisionFile(path).decide(cases[0], "same")
    before = path.read_bytes()
    with pytest.raises(SetupError, match=r"keeps .* apart, which line 5 merges"):
        DecisionFile(path).decide(cases[0], "different")
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("given", "message"), [("x=same", "no case x"), ("{}", "is no decision"), ("{}=maybe", "is no decision")]
)
def test_wrong_decisions_say_what_to_write(given: str, message: str, cases: list[Case], tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=message):
        match_answers([given.format(cases[0].id)], cases, DecisionFile(tmp_path / "corrections.toml"))


@pytest.fixture
def build(tmp_path: Path) -> Path:
    write_tables(merge(example()), tmp_path / "output" / "tables")
    return tmp_path / "output"


def test_a_pipe_gets_the_list_and_a_script_decides(govgraph: Run, build: Path, tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    listed = govgraph("review", build, "--corrections", path)
    assert (listed.returncode, listed.stderr) == (0, "")
    assert "1 open cases, 1 shown" in listed.stdout
    assert not path.exists()
    (case,) = json.loads(govgraph("review", build, "--corrections", path, "--json").stdout)
    assert case["id"] in listed.stdout
    decided = govgraph("review", build, "--corrections", path, "--decide", f"{case['id']}=same")
    assert (decided.returncode, decided.stderr) == (0, "")
    assert json.loads(govgraph("review", build, "--corrections", path, "--json").stdout) == []
    again = govgraph("review", build, "--corrections", path, "--decide", f"{case['id']}=same")
    assert (again.returncode, "Change it there" in again.stderr) == (1, True)


def answer(build: Path, folder: Path, *answers: str) -> str:
    """What a terminal shows when these answers are typed."""
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "govgraph", "review", str(build)]
    with subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, cwd=folder) as process:
        os.close(slave)
        os.write(master, "".join(f"{one}\n" for one in answers).encode())
        shown = b""
        try:
            while chunk := os.read(master, 4096):
                shown += chunk
        except OSError:  # how Linux ends a terminal whose other side is closed
            pass
    os.close(master)
    assert process.returncode == 0, shown.decode()
    return shown.decode()


def test_a_terminal_is_asked(build: Path, tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    assert "Nothing decided" in answer(build, tmp_path, "quit")
    assert "Nothing decided" in answer(build, tmp_path, "skip")
    assert not path.exists()
    assert "Are A and B" in answer(build, tmp_path, "perhaps", "different")
    assert [type(one.entry).__name__ for one in read_corrections(path).placed] == ["KeepApart"]
    assert "Are A and B" not in answer(build, tmp_path)


def test_a_folder_without_a_build_says_what_to_do(govgraph: Run, tmp_path: Path) -> None:
    result = govgraph("review", tmp_path)
    assert result.returncode == 1
    assert "Build one first" in result.stderr

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.serve.made_up import write_build


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_build(tmp_path_factory.mktemp("build"))


def test_ready_question_as_a_table(govgraph: Run, build: Path) -> None:
    result = govgraph("query", "program-runners", "--param", "wanted=红帆领航", "-o", build)
    assert result.returncode == 0, result.stderr
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["programName", "runnerName", "regionName", "support", "confidence"]
    assert [line.split()[1] for line in lines[1:3]] == ["河湾区", "青渡市委"]
    assert lines[3].startswith("2 rows")
    assert "\x1b" not in result.stdout


def test_sparql_from_the_line_and_from_a_file(govgraph: Run, build: Path, tmp_path: Path) -> None:
    sparql = "SELECT ?name { ?x a gg:Enterprise ; skos:prefLabel ?name }"
    (tmp_path / "own.rq").write_text(sparql, encoding="utf-8")
    named = govgraph("query", sparql, "--build", build, "--format", "csv")
    filed = govgraph("query", "-f", tmp_path / "own.rq", "--build", build, "--format", "csv")
    assert named.stdout == filed.stdout
    assert list(csv.reader(io.StringIO(named.stdout))) == [["name"], ["云岭白鹭仪表股份有限公司"]]


def test_graph_is_turtle_by_default(govgraph: Run, build: Path) -> None:
    result = govgraph("query", "organisation-page", "--param", "wanted=青渡市委", "-o", build)
    assert result.returncode == 0, result.stderr
    assert "gg:PartyOrganisation" in result.stdout
    assert result.stdout == govgraph("query", "organisation-page", "--param", "wanted=青渡市委", "-o", build).stdout


def test_json(govgraph: Run, build: Path) -> None:
    result = govgraph("query", "families-widest", "-o", build, "--format", "json")
    assert json.loads(result.stdout)["results"]["bindings"][0]["familyName"]["value"] == "红帆领航"


def test_list_needs_no_build(govgraph: Run) -> None:
    result = govgraph("query", "--list")
    assert result.returncode == 0
    assert "谁在哪里开展某个项目品牌？" in result.stdout


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        ([], 2, "--list"),
        (["ASK {}", "-f", "-"], 2, "--list"),
        (["program-runner"], 1, "Did you mean program-runners"),
        (["program-runners", "--param", "region=南通市"], 1, "it has wanted"),
        (["program-runners", "--param", "wanted"], 2, "NAME=VALUE"),
        (["ASK {}", "--param", "wanted=南通市"], 2, "ready questions only"),
        (["SELECT ?x { ?x"], 1, "line 1, column 15"),
        (["CLEAR ALL"], 1, "CLEAR is refused"),
        (["ASK { SERVICE <http://127.0.0.1:9/> {} }"], 1, "SERVICE is refused"),
        (["program-runners", "--format", "turtle"], 1, "--format table or csv or json"),
        (["program-runners", "-o", "nowhere"], 1, "nowhere holds no build"),
    ],
)
def test_mistakes_are_said_in_one_sentence(
    args: list[str], code: int, message: str, govgraph: Run, build: Path
) -> None:
    result = govgraph("query", *args, *([] if "-o" in args else ["-o", build]))
    assert result.returncode == code
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert not result.stdout

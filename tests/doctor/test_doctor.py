"""`govgraph doctor`: on a machine where all is well, and where one thing after the other is broken."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from packaging.requirements import Requirement

from govgraph.cli import main
from govgraph.columns import width_of
from govgraph.doctor import Finding, machine, render_finding, render_verdict, trials, words, worst
from govgraph.doctor.programs import check_package
from govgraph.lexicon.villages import villages


@pytest.fixture(scope="module")
def findings(seed_build: Path) -> list[Finding]:
    """What the command finds beside a whole build."""
    result = CliRunner().invoke(main, ["doctor", "--json", "-o", str(seed_build)])
    assert (result.exit_code, result.stderr) == (0, "")
    return [Finding(**finding) for finding in json.loads(result.stdout)["findings"]]


def _of(found: Sequence[Finding], name: str) -> Finding:
    (one,) = (finding for finding in found if finding.name == name)
    return one


def test_all_that_a_build_needs_is_looked_at(findings: list[Finding], seed_build: Path) -> None:
    assert [finding.name for finding in findings] == [
        *("Python", "Packages", "Spark", "Output", "Disk", "Temporary files", "Memory", "Cores", "Processes"),
        *("Word lists", "Villages", "Extractors", "Corrections", "Trial build"),
    ]
    assert [finding for finding in findings if finding.state == "fault"] == []
    assert _of(findings, "Output").found == f"{seed_build} can be written, and holds a whole build"
    entities, relations = (int(word) for word in _of(findings, "Trial build").found.split() if word.isdigit())
    assert entities > 10 < relations
    assert _of(findings, "Processes").found == "2 were started and answered"
    assert not list(seed_build.glob(".doctor-*"))


def test_the_terminal_has_a_column_each_and_wraps_by_width(findings: list[Finding]) -> None:
    broken = Finding("输出", "fault", "文件夹" * 40, "换一个")
    for finding in [*findings, broken]:
        first, *rest = map(click.unstyle, render_finding(finding, 80))
        assert width_of(first) <= 80
        assert all(width_of(line) <= 80 and line.startswith(" " * 26) for line in rest)
    first, *rest = map(click.unstyle, render_finding(broken, 80))
    assert first.startswith("FAULT    输出             文件夹")
    assert rest[-1].strip() == "→ 换一个"
    assert render_verdict([*findings, broken]).endswith(" 1 fault")


def test_what_is_broken_is_a_fault_with_a_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GOVGRAPH_DATA", str(tmp_path))
    Path("output").write_text("no folder", encoding="utf-8")
    Path("corrections.toml").write_text("[[rename]]\n", encoding="utf-8")
    Path("villages.sqlite").write_text("no table", encoding="utf-8")
    villages.cache_clear()
    faults = [*machine.check_output(Path("output")), *words.check_corrections(), *words.check_villages()]
    villages.cache_clear()
    assert [fault.state for fault in faults] == ["fault"] * 3
    output, corrections, table = faults
    assert output.remedy == "Move it away, or name another folder with -o."
    assert "corrections.toml, line 1: [[rename]] lacks" in corrections.found
    assert "make it anew with `govgraph villages`" in table.found


def test_a_trial_that_fails_is_a_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "000.txt").write_text("没有名字的文章。", encoding="utf-8")
    monkeypatch.setattr(trials, "default_corpus", lambda: tmp_path)
    (fault,) = trials.check_build()
    assert (fault.name, fault.state) == ("Trial build", "fault")
    assert "000.txt: names no region" in fault.found


def test_a_package_that_is_missing_is_named_before_anything_fails_for_want_of_it(tmp_path: Path) -> None:
    code = "import sys; sys.modules['pyarrow'] = None; from govgraph.cli import main; main(['doctor'])"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (1, "")
    assert re.search("^OK +Python ", done.stdout)
    assert re.search("^FAULT +Packages +pyarrow .* cannot be loaded", done.stdout, re.MULTILINE)
    assert re.search("^ +→ pip install --force-reinstall 'pyarrow==", done.stdout, re.MULTILINE)
    assert done.stdout.endswith("\n1 OK, 2 faults\n")


def test_other_commands_send_to_the_doctor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "govgraph.reports", None)
    result = CliRunner().invoke(main, ["build", "-o", str(tmp_path)])
    assert result.exit_code == 1
    assert "A package that govgraph needs is missing or broken" in result.stderr
    assert "`govgraph doctor` says what to install" in result.stderr


def test_a_package_of_another_version_is_a_fault() -> None:
    (old,) = check_package(Requirement("click>=99"), {})
    assert (old.state, old.remedy) == ("fault", "pip install 'click>=99'")
    assert old.found.endswith("; >=99 is needed")
    (missing,) = check_package(Requirement("govgraph-of-nowhere>=1"), {})
    assert missing.found == "govgraph-of-nowhere is not installed; >=1 is needed"
    assert list(check_package(Requirement("click>=8"), {"click": ["click"]})) == []


def test_a_container_is_held_to_what_it_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in {"memory.max": "800000000", "memory.current": "500000000", "cpu.max": "100000 100000"}.items():
        (tmp_path / name).write_text(f"{text}\n", encoding="ascii")
    monkeypatch.setattr(machine, "_CONTROLS", tmp_path)
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    (memory,), (cores,) = list(machine.check_memory()), list(machine.check_cores())
    assert (memory.state, memory.found) == ("warning", "0.3 GB of 0.8 GB free")
    assert (cores.state, cores.found) == ("warning", "1 of the machine's 4 may be used")
    assert worst([memory, cores]) == "warning"


def test_a_place_that_cannot_be_written_is_a_fault(tmp_path: Path) -> None:
    (fault,) = machine.check_output(Path("/proc/govgraph"))
    assert fault.state == "fault" and "/proc cannot be written" in fault.found
    (well,) = machine.check_output(tmp_path / "new" / "folder")
    assert (well.state, well.found) == ("ok", f"{tmp_path}/new/folder can be made")


def test_a_build_that_is_not_whole_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (warning,) = machine.check_output(tmp_path)
    assert warning.state == "warning"
    assert "Build it again" in warning.found

"""When disk, memory or files fail a build, it says so in a sentence, and the last good output is as it was."""

import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from click.testing import CliRunner

from govgraph import pipeline
from govgraph.cli import main
from govgraph.errors import SetupError
from govgraph.tables import read_build
from govgraph.write.files import claim_folder
from tests.test_cache import outputs

T = TypeVar("T")


@pytest.fixture
def built(articles: Path, tmp_path: Path) -> Path:
    """The folder of a build that a test may spoil."""
    pipeline.build([articles], tmp_path / "output")
    return tmp_path / "output"


@contextmanager
def most_bytes(most: int) -> Iterator[None]:
    """In the block no file may grow beyond so many bytes, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("most", [1_000, 10_000, 60_000])  # early, midway, at the page
def test_a_disk_that_fills_leaves_the_last_build(built: Path, seeds: Path, most: int) -> None:
    before = outputs(built)
    with most_bytes(most):
        ended = CliRunner().invoke(main, ["build", str(seeds / "002_708581ce350e6e56.txt"), "-o", str(built)])
    assert (ended.exit_code, "Error: File too large" in ended.stderr, str(built) in ended.stderr) == (1, True, True)
    assert outputs(built) == before
    assert not list(built.glob(".building-*"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_a_pipe_is_told(articles: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "govgraph", "extract", str(articles)]
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    assert (ended.returncode, ended.stderr.startswith("Error: No space left on device. ")) == (1, True)


def test_two_builds_do_not_write_into_one_folder(built: Path, articles: Path) -> None:
    before = outputs(built)
    one = sorted(articles.iterdir())[0]
    with claim_folder(built), pytest.raises(SetupError, match="Another build is writing into"):
        pipeline.build([one], built)
    assert outputs(built) == before
    pipeline.build([one], built)
    assert outputs(built) != before


def test_files_that_vanish_or_change_while_they_are_read(articles: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for path in articles.iterdir():
        (corpus / path.name).write_bytes(path.read_bytes())
    gone, changed, kept = sorted(corpus.iterdir())

    def disturb(stage: str, items: Sequence[T]) -> Iterator[T]:
        """Delete the first file before it is read, and write into the second once it was."""
        for number, item in enumerate(items):
            if number == 0:
                gone.unlink(missing_ok=True)
            yield item
            if stage == "Reading" and number == 1:
                changed.write_bytes(kept.read_bytes())

    result = pipeline.build([corpus], tmp_path / "output", track=disturb)
    assert [(skip.path, skip.reason) for skip in result.skipped] == [(gone.name, "unreadable")]
    names = [row["path"] for row in read_build(tmp_path / "output")["documents"].to_pylist()]
    assert names == [changed.name, kept.name]


def test_a_file_changed_behind_the_clocks_back_is_read_anew(articles: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    article = corpus / "article.txt"
    text = sorted(articles.glob("*.txt"))[0].read_text(encoding="utf-8")
    article.write_text(text, encoding="utf-8")
    os.utime(article, (4e9, 4e9))
    pipeline.build([corpus], tmp_path / "output")
    article.write_text(text.replace("7个", "8个"), encoding="utf-8")
    os.utime(article, (4e9, 4e9))
    pipeline.build([corpus], tmp_path / "output")
    pipeline.build([corpus], tmp_path / "anew")
    assert outputs(tmp_path / "output") == outputs(tmp_path / "anew")
    digits = {row["digits"] for row in read_build(tmp_path / "output")["measures"].to_pylist()}
    assert ("8" in digits, "7" in digits) == (True, False)


def test_a_clock_that_jumps_changes_nothing(built: Path, articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(1)  # noqa: S311 - no secret
    told: list[float] = []

    def jump() -> float:
        told.append(chance.uniform(0, 4e9))
        return told[-1]

    monkeypatch.setattr(time, "time", jump)
    monkeypatch.setattr(time, "time_ns", lambda: int(jump() * 1e9))
    for output in (built, built.parent / "anew"):
        pipeline.build([articles], output)
        assert outputs(output) == outputs(built)
    assert time.time() in told


def test_all_is_on_the_disk_before_it_has_its_name(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[tuple[str, str]] = []

    def settle(path: Path) -> None:
        done.append(("settled", path.name))

    def rename(path: Path, target: Path) -> Path:
        done.append(("named", Path(target).name))
        return _rename(path, target)

    _rename = Path.replace
    monkeypatch.setattr(pipeline, "settle", settle)
    monkeypatch.setattr(Path, "replace", rename)
    files = pipeline.build([articles], tmp_path / "output").files
    for name in files:
        base = Path(name).name
        assert done.index(("settled", base)) < done.index(("named", base))
    assert {name for how, name in done[-2:] if how == "settled"} == {"output", "tables"}


def test_a_cache_with_flipped_bits_changes_nothing(built: Path, articles: Path) -> None:
    before = outputs(built)
    entries = sorted((built / ".cache").glob("*/*.json"))
    whole = [entry.read_bytes() for entry in entries]
    for entry, data in zip(entries, whole, strict=True):
        at = data.rindex(b'"text":"') + 8  # a letter of the evidence, which leaves the JSON well-formed
        entry.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    pipeline.open_shelf(built).clear()
    pipeline.build([articles], built)
    assert outputs(built) == before
    assert [entry.read_bytes() for entry in entries] == whole


@pytest.mark.parametrize("tenth", range(0, 11, 2))
def test_merged_pieces_with_flipped_bits_change_nothing(built: Path, articles: Path, tenth: int) -> None:
    before = outputs(built)
    entries = sorted((built / ".cache" / "made").glob("*/*"))
    whole = [entry.read_bytes() for entry in entries]
    assert len(whole) == 4  # the summaries, the portions, the share and the run of articles
    for entry, data in zip(entries, whole, strict=True):
        at = tenth * (len(data) - 1) // 10
        entry.write_bytes(data[:at] + bytes([data[at] ^ 16]) + data[at + 1 :])
    pipeline.build([articles], built)
    assert outputs(built) == before
    assert [entry.read_bytes() for entry in entries] == whole
    for entry, data in zip(entries, whole, strict=True):
        entry.write_bytes(data[: tenth * (len(data) - 1) // 10])
    pipeline.build([articles], built)
    assert outputs(built) == before


def test_a_damaged_table_is_never_taken_for_another(built: Path) -> None:
    good = read_build(built)
    for path in sorted((built / "tables").iterdir()):
        data = path.read_bytes()
        cut = [data[:end] for end in (0, 3, 100, len(data) // 2, len(data) - 1)]
        for spoilt in cut:
            path.write_bytes(spoilt)
            with pytest.raises(SetupError, match="Build it again"):
                read_build(built)
        refused = 0
        for at in range(4, len(data), len(data) // 20):
            path.write_bytes(data[:at] + bytes([data[at] ^ 16]) + data[at + 1 :])
            try:
                assert all(table.equals(good[name]) for name, table in read_build(built).items())
            except SetupError:
                refused += 1
        assert refused > 3
        path.write_bytes(data)

"""Bad input through the real command line: a clear message, a count in the report, and the rest is built."""

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

Make = Callable[[Path], Path]


def _make_empty(folder: Path) -> Path:
    path = folder / "empty.txt"
    path.touch()
    return path


def _make_blank(folder: Path) -> Path:
    path = folder / "blank.txt"
    path.write_text("\n \u3000\n\n", encoding="utf-8")
    return path


def _make_binary(folder: Path) -> Path:
    path = folder / "binary.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    return path


def _make_garbage(folder: Path) -> Path:
    path = folder / "garbage.txt"
    path.write_bytes(bytes((7 * i * i + 3 * i) % 256 for i in range(10_000)))
    return path


def _make_huge_line(folder: Path) -> Path:
    path = folder / "huge.txt"
    sentence = "江苏省泰州市姜堰区今年以来解决企业难题128件，".encode()
    path.write_bytes(sentence * (50_000_000 // len(sentence) + 1))
    return path


def _make_dangling(folder: Path) -> Path:
    """A file that nobody can read, not even root."""
    path = folder / "dangling" / "link.txt"
    path.parent.mkdir()
    path.symlink_to(folder / "nowhere")
    return path.parent


def _make_fifo_like_loop(folder: Path) -> Path:
    path = folder / "loop" / "loop.txt"
    path.parent.mkdir()
    path.symlink_to(path)
    return path.parent


def _make_folder_without_articles(folder: Path) -> Path:
    path = folder / "pictures"
    path.mkdir()
    (path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    return path


BAD: dict[str, tuple[Make, str]] = {
    "an empty file": (_make_empty, "empty"),
    "a blank file": (_make_blank, "empty"),
    "a binary file": (_make_binary, "binary"),
    "a file of noise": (_make_garbage, "binary|charset"),
    "a line of 50 MB": (_make_huge_line, "too-large"),
    "a dangling link": (_make_dangling, "unreadable"),
    "a link to itself": (_make_fifo_like_loop, "unreadable"),
    "a folder without articles": (_make_folder_without_articles, "no-articles"),
}


class Mixed:
    """One build of the good articles with every bad input beside them."""

    def __init__(self, folder: Path, articles: Path, govgraph: Run) -> None:
        self.inputs = {name: make(folder) for name, (make, _) in BAD.items()}
        self.output = folder / "output"
        self.result: subprocess.CompletedProcess[str] = govgraph(
            "build", articles, *self.inputs.values(), "-o", self.output
        )
        self.report: dict[str, Any] = json.loads((self.output / "report.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory, articles: Path, govgraph: Run) -> Iterator[Mixed]:
    folder = tmp_path_factory.mktemp("mixed")
    yield Mixed(folder, articles, govgraph)
    (folder / "huge.txt").unlink()


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_named_and_counted(mixed: Mixed, name: str) -> None:
    path, reasons = mixed.inputs[name], BAD[name][1].split("|")
    # A file named by itself goes by its own name, a file below a folder by its path in it.
    shown = {str(path), path.name} | {item.name for item in path.parent.glob(f"{path.name}/*.txt")}
    entries = [skip for skip in mixed.report["skipped"] if skip["path"] in shown]
    assert [skip["reason"] for skip in entries if skip["reason"] in reasons], mixed.report["skipped"]
    assert f"Skipped {entries[0]['path']} ({entries[0]['reason']}): {entries[0]['message']}" in mixed.result.stderr


def test_the_rest_is_built(mixed: Mixed) -> None:
    assert mixed.result.returncode == 0
    assert "Traceback" not in mixed.result.stderr
    assert mixed.report["counts"]["documents"] == 3
    assert mixed.report["counts"]["skipped"] == len(BAD)
    assert "德清县" in (mixed.output / "graph.ttl").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [name for name in BAD if name != "a line of 50 MB"])
def test_nothing_but_bad_input_ends_with_a_remedy(govgraph: Run, tmp_path: Path, name: str) -> None:
    result = govgraph("build", BAD[name][0](tmp_path), "-o", tmp_path / "output")
    assert result.returncode == 1
    assert "Name files or folders of Chinese news" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "output").exists()


def test_a_file_without_permission_is_skipped(govgraph: Run, articles: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked.txt"
    locked.write_text("江苏省泰州市\n", encoding="utf-8")
    locked.chmod(0)
    try:
        locked.read_bytes()
    except PermissionError:
        pass
    else:
        pytest.skip("this user (root) may read every file; the dangling link stands in for it")
    result = govgraph("build", articles, locked, "-o", tmp_path / "output")
    assert result.returncode == 0
    assert "Skipped locked.txt (unreadable)" in result.stderr


def test_an_article_without_an_entity_is_reported(govgraph: Run, articles: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain.txt"
    plain.write_text("天气\n\n今天天气很好，大家都很高兴，孩子们在外面玩。\n", encoding="utf-8")
    result = govgraph("build", articles, plain, "-o", tmp_path / "output")
    assert result.returncode == 0
    assert "No entity found: plain.txt" in result.stderr
    report = json.loads((tmp_path / "output" / "report.json").read_text(encoding="utf-8"))
    assert report["without_entities"] == ["plain.txt"]
    assert report["counts"]["documents"] == 4


def test_markup_in_the_text_stays_text(govgraph: Run, tmp_path: Path) -> None:
    article = tmp_path / "markup.txt"
    article.write_text(
        "姜堰区推行“<script>alert(1)</script>红色代办”\n\n"
        "江苏省泰州市姜堰区推行“红色代办</script><script>alert(2)</script>”服务，帮助企业解决难题128件。\n"
        '江苏省泰州市姜堰区委书记<img src=x onerror="alert(3)">陈望舒介绍，姜堰区实施“书记项目”46个。\n',
        encoding="utf-8",
    )
    result = govgraph("build", article, "-o", tmp_path / "output")
    assert result.returncode == 0, result.stderr
    page = (tmp_path / "output" / "graph.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_a_name_that_is_no_utf8_is_printed_and_built(govgraph: Run, articles: Path, tmp_path: Path) -> None:
    named = Path(str(tmp_path) + "/\udcff\udcfe.txt")
    named.write_bytes((articles / "deqing_hongse_bangban.txt").read_bytes())
    extracted = govgraph("extract", named)
    assert extracted.returncode == 0, extracted.stderr
    assert json.loads(extracted.stdout)["document"]["path"] == "\udcff\udcfe.txt"
    assert govgraph("build", named, "-o", tmp_path / "output").returncode == 0

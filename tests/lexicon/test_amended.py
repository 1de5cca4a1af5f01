"""What is read with the words of a user: in this process, in others, and what is kept and told of it."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import govgraph as govgraph_library
from govgraph import lexicon, pipeline
from govgraph.corpus import find_files
from govgraph.engines import read_file
from govgraph.errors import SetupError
from govgraph.lexicon.additions import NO_ADDITIONS, Additions, Entry
from govgraph.lexicon.folders import read_lexicon
from govgraph.lexicon.groups import Group, amendable, groups
from govgraph.lexicon.shapes import Characters, Found, Lines, Table, Value, Words
from govgraph.model import Extraction
from tests.conftest import Run

_ARTICLE = """广陵区打造营商新品牌

渠畔观察 2024-05-06

广陵区营商服务局推出“青禾”议事亭，今年以来服务企业320帮次。广陵区营服局深化渠心帮办，帮助企业办理审批。

渠畔观察客户端出品
"""

_ALL_GROUPS = [group for file in amendable() for group in groups(file).values() if group.shape]


@pytest.fixture(scope="module")
def example(root: Path) -> Path:
    """The folder that docs/lexicon.md shows."""
    return root / "docs" / "examples" / "lexicon"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "news" / "article.txt"
    path.parent.mkdir()
    path.write_text(_ARTICLE, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def package_alone() -> Iterator[None]:
    """Other tests read with the words of the package."""
    yield
    lexicon.use(NO_ADDITIONS)


def _read(path: Path, folder: Path | None = None) -> Extraction:
    (found,) = pipeline.extract([path], lexicon=folder)
    assert isinstance(found, Extraction)
    return found


def test_the_example_is_read_with(article: Path, example: Path) -> None:
    before, amended, after = _read(article), _read(article, example), _read(article)
    assert before == after != amended
    names = {entity.name: entity for entity in amended.entities}
    assert "广陵区营服局" in names["广陵区营商服务局"].aliases
    assert "渠心帮办" in names
    assert "青禾议事亭" in names["青禾"].aliases
    assert [(str(measure.value), measure.unit) for measure in amended.measures] == [("320", "帮次")]
    assert not before.measures
    assert "渠心帮办" not in {entity.name for entity in before.entities}


def test_nothing_is_read_at_import() -> None:
    """Words that a module asked for at import could not be amended."""
    code = (
        "import importlib, pkgutil, govgraph; from govgraph import lexicon\n"
        "for module in pkgutil.walk_packages(govgraph.__path__, 'govgraph.'):\n"
        "    if 'spark' not in module.name and '__main__' not in module.name: importlib.import_module(module.name)\n"
        "print(lexicon.read.cache_info().misses)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "0\n"


def test_a_build_is_the_same_wherever_the_folder_lies(article: Path, example: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    for path in example.glob("*.yaml"):
        (copy / path.name).write_text(f"# 注\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    article.with_name("second.txt").write_text(_ARTICLE.replace("青禾", "青苗"), encoding="utf-8")
    digests, graphs = [lexicon.digest()], []
    for folder, workers in ((example, 1), (copy, 2)):
        output = tmp_path / f"output{workers}"
        pipeline.build([article.parent], output, lexicon=folder, workers=workers)
        graphs.append((output / "graph.ttl").read_bytes())
        digests.append(json.loads((output / "report.json").read_text(encoding="utf-8"))["versions"]["lexicon"])
    assert digests[0] != digests[1] == digests[2]
    assert graphs[0] == graphs[1]
    assert digests[1].encode() in graphs[0]
    assert "渠心帮办".encode() in graphs[0]


def test_a_changed_word_has_articles_read_again(article: Path, example: Path, tmp_path: Path) -> None:
    words, output = tmp_path / "words", tmp_path / "output"
    words.mkdir()
    (words / "programs.yaml").write_bytes((example / "programs.yaml").read_bytes())

    def build() -> set[Path]:
        pipeline.build([article.parent], output, lexicon=words)
        return set(output.glob(".cache/*/*.json"))

    first = build()
    assert len(first) == 1
    (words / "programs.yaml").write_text("# 注\n" + (words / "programs.yaml").read_text(encoding="utf-8"), "utf-8")
    assert build() == first
    (words / "programs.yaml").write_text("national: 渠心帮办\n", encoding="utf-8")
    assert not build() & first


def test_a_broken_folder_stops_before_work_begins(article: Path, tmp_path: Path, govgraph: Run) -> None:
    words, output = tmp_path / "words", tmp_path / "output"
    words.mkdir()
    (words / "programs.yaml").write_text("heads: 议事亭\nhead: 议事亭\n", encoding="utf-8")
    told = "programs.yaml:2:1: programs.yaml has no group 'head'; did you mean 'heads'?"
    done = govgraph("build", article, "-o", output, "--lexicon", words)
    assert (done.returncode, done.stdout) == (1, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert not output.exists()
    for read in (
        lambda: next(pipeline.extract([article], lexicon=words)),
        lambda: pipeline.explain(article, lexicon=words),
        lambda: pipeline.evaluate(tmp_path, [article], lexicon=words),
    ):
        with pytest.raises(SetupError, match=re.escape(told)):
            read()


def test_the_command_checks_and_lists(example: Path, tmp_path: Path, govgraph: Run) -> None:
    done = govgraph("lexicon", "check", example)
    assert done.returncode == 0
    assert "programs.yaml  7 added, 1 removed" in done.stdout
    assert "  remove metaphors  同心圆" in done.stdout
    (tmp_path / "media.yaml").write_text("home: {}\n", encoding="utf-8")
    done = govgraph("lexicon", "check", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"{tmp_path}/media.yaml:1:1: media.yaml has no group 'home'; did you mean 'homes'?\n"
    listed = govgraph("lexicon", "list").stdout
    assert all(f"{group.file}.yaml" in listed and f"  {group.name}  " in listed for group in _ALL_GROUPS)
    assert "strong_heads: 行动" in govgraph("lexicon", "list", "programs.yaml").stdout
    assert "did you mean 'programs'?" in govgraph("lexicon", "list", "program").stderr


def test_every_group_says_what_it_is_for_and_has_an_example(tmp_path: Path) -> None:
    for group in _ALL_GROUPS:
        assert group.about, f"{group.file}.{group.name}: write a comment over it"
        (tmp_path / f"{group.file}.yaml").write_text(f"remove:\n  {group.example()}\n", encoding="utf-8")
        removed = (Entry(group.file, group.name, group.entries[0]),)
        if len(group.entries) > 1:
            assert read_lexicon(tmp_path) == Additions(removed=removed)
        (tmp_path / f"{group.file}.yaml").unlink()


def test_what_is_taken_away_and_given_back_is_there_again() -> None:
    for group in _ALL_GROUPS:
        assert group.shape is not None
        data, entries = lexicon.read(group.file), (Entry(group.file, group.name, group.entries[0]),)
        without = Additions(removed=entries).amend(group.file, data)
        assert without[group.name] != data[group.name]
        assert without | {group.name: data[group.name]} == data
        again = Additions(added=entries).amend(group.file, without)[group.name]
        assert type(again) is type(data[group.name])
        for value in (again, data[group.name]):
            source = yaml.safe_dump(value, allow_unicode=True)
            node = yaml.compose(source)
            assert node is not None
            found = group.shape.read(node, source)
            assert {one.parts for one in found if isinstance(one, Found)} == set(group.entries)


@pytest.mark.parametrize("word", ["试验词", "(+*[|^"])
def test_no_word_that_a_check_lets_through_takes_a_reading_down(word: str, articles: Path) -> None:
    lexicon.use(Additions(tuple(sorted(filter(None, (_entry(group, word) for group in _ALL_GROUPS))))))
    for source in find_files([articles]):
        assert isinstance(read_file(source, debug=True), tuple)


def test_no_word_that_is_taken_away_takes_a_reading_down(articles: Path) -> None:
    rest = (Entry(group.file, group.name, parts) for group in _ALL_GROUPS for parts in group.entries[1:])
    lexicon.use(Additions(removed=tuple(sorted(rest))))
    for source in find_files([articles]):
        assert isinstance(read_file(source, debug=True), tuple)


def _entry(group: Group, word: str) -> Entry | None:
    """The strangest entry that the form of a group allows."""
    match group.shape:
        case Words():
            return Entry(group.file, group.name, (word,))
        case Characters():
            return Entry(group.file, group.name, ("猫",))
        case Lines():
            return None
        case Table(inner=Words(), fixed=fixed):
            return Entry(group.file, group.name, (group.entries[0][0] if fixed else word, word))
        case Table(inner=Value()):
            value = "词" if group.file == "script" else group.entries[0][1]
            return Entry(group.file, group.name, ("试", value))
    return Entry(group.file, group.name, ("试", "猫"))


def test_the_library_takes_the_folder(example: Path) -> None:
    amended, alone = (govgraph_library.extract_text(_ARTICLE, lexicon=folder) for folder in (example, None))
    assert "渠心帮办" in {entity.name for entity in amended.entities}
    assert "渠心帮办" not in {entity.name for entity in alone.entities}
    texts = {"甲.txt": _ARTICLE}
    assert govgraph_library.build_texts(texts, lexicon=str(example), workers=1).entities != alone.entities
    with pytest.raises(SetupError, match="Name a folder"):
        govgraph_library.extract_text(_ARTICLE, lexicon=example / "nowhere")

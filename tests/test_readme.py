"""The READMEs say what is so: their commands run, their sample is in the graph, and both say the same."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode, QuerySolutions, RdfFormat, Store, parse

from govgraph.cli import main
from govgraph.pipeline import build
from govgraph.write import BASE_IRI

READMES = ("README.md", "README.zh.md")


def _blocks(text: str, language: str) -> list[str]:
    found: list[str] = re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)
    return found


def _words(text: str) -> list[str]:
    """What is code in the running text, but for the other language's examples."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL))


@pytest.fixture(scope="module", params=READMES)
def readme(request: pytest.FixtureRequest, root: Path) -> str:
    return (root / str(request.param)).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def english(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def desk(root: Path, seed_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like the repository after `make build`."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "seeds").symlink_to(root / "seeds")
    (folder / "output").mkdir()
    for name in ("graph.ttl", "tables"):
        (folder / "output" / name).symlink_to(seed_build / name)
    return folder


def test_both_languages_show_the_same(root: Path) -> None:
    english, chinese = ((root / name).read_text(encoding="utf-8") for name in READMES)
    for language in ("sh", "python", "sparql", "turtle", "toml"):
        assert _blocks(english, language) == _blocks(chinese, language) != []
    assert len(re.findall("^## ", english, flags=re.MULTILINE)) == len(re.findall("^## ", chinese, flags=re.MULTILINE))
    assert sorted(_words(english)) == sorted(_words(chinese))


def test_every_command_stands_in_the_table(readme: str) -> None:
    documented = set(re.findall(r"^\| `govgraph ([a-z]+)", readme, flags=re.MULTILINE))
    assert documented == set(main.commands)


def test_the_files_it_names_exist(root: Path, readme: str) -> None:
    named = [word for word in _words(readme) if re.fullmatch(r"[\w./*-]+", word) and "/" in word]
    missing = [word for word in named if not word.startswith(("output", ".venv")) and not list(root.glob(word))]
    assert missing == []


def test_the_picture_is_there_and_small(root: Path, readme: str) -> None:
    (place,) = re.findall(r"^!\[[^\]]+\]\((.+)\)$", readme, flags=re.MULTILINE)
    picture = (root / place).read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert len(picture) < 300_000


def test_the_commands_run(english: str, root: Path, tmp_path: Path) -> None:
    for name in ("seeds", "tests", "docs"):
        (tmp_path / name).symlink_to(root / name)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    targets = (root / "Makefile").read_text(encoding="utf-8")
    for line in (line for block in _blocks(english, "sh") for line in block.splitlines()):
        if line.startswith("make "):  # running them here would run these tests again
            assert f"\n{line.removeprefix('make ')}:" in targets
            continue
        done = subprocess.run(
            ["bash", "-c", line], cwd=tmp_path, env=os.environ | {"PATH": path}, capture_output=True, encoding="utf-8"
        )
        assert (done.returncode, done.stderr) == (0, ""), line
        assert done.stdout


def test_every_correction_it_shows_is_applied(english: str, root: Path, tmp_path: Path) -> None:
    texts = [
        block
        for name in ("README.md", "docs/corrections.md")
        for block in _blocks((root / name).read_text(encoding="utf-8"), "toml")
    ]
    for number, text in enumerate(texts):
        path = tmp_path / f"{number}.toml"
        path.write_text(text, encoding="utf-8")
        result = build([root / "seeds"], tmp_path / "output", corrections=path)
        assert result.corrections is not None
        assert result.corrections.unmatched == ()
        assert result.corrections.applied == text.count("[[") > 0


def test_the_python_runs(english: str, desk: Path) -> None:
    for code in _blocks(english, "python"):
        done = subprocess.run([sys.executable, "-c", code], cwd=desk, capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip() not in ("", "0")


@pytest.fixture(scope="module")
def store(desk: Path) -> Store:
    store = Store()
    store.bulk_load(path=desk / "output" / "graph.ttl", format=RdfFormat.TURTLE)
    return store


def test_the_query_has_answers(english: str, store: Store) -> None:
    for query in _blocks(english, "sparql"):
        answers = store.query(query)
        assert isinstance(answers, QuerySolutions)
        assert next(answers, None) is not None


def test_the_sample_is_in_the_graph(english: str, desk: Path, store: Store) -> None:
    """Hashes in names may change with the rules, so a name stands for any thing of which all of this is said."""
    prefixes = re.findall(r"^@prefix .*$", (desk / "output" / "graph.ttl").read_text(encoding="utf-8"), re.MULTILINE)
    sample = "\n".join([*prefixes, *_blocks(english, "turtle")])
    variables: dict[str, str] = {}

    def spell(term: object) -> str:
        assert not isinstance(term, BlankNode)
        if isinstance(term, NamedNode) and term.value.startswith(BASE_IRI) and not term.value[-6:].isdigit():
            return variables.setdefault(term.value, f"?v{len(variables)}")
        return str(term)

    patterns = [
        f"{spell(quad.subject)} {spell(quad.predicate)} {spell(quad.object)} ."
        for quad in parse(sample, format=RdfFormat.TURTLE)
    ]
    missing = [line for line in patterns if not store.query(f"ASK {{ {line} }}")]
    assert missing == [], "renew the sample in both READMEs"
    assert store.query(f"ASK {{ {' '.join(patterns)} }}"), "renew the sample in both READMEs"

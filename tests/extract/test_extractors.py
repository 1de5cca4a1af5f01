"""Extractors that users install, put on the path with real metadata: what they add, and what is refused."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from govgraph import pipeline
from govgraph.cache import digest_readers
from govgraph.errors import SetupError
from govgraph.extract import extractors
from govgraph.lexicon import use
from govgraph.lexicon.additions import NO_ADDITIONS
from govgraph.model import Extraction
from govgraph.reports import Skipped
from tests.conftest import Run
from tests.extract.packages import describe, install

_ARTICLE = """广陵区公布年度实事清单

2024-05-06

广陵区印发年度实事清单，包括“河畔夜校”（责任单位：广陵区文化馆）、“青禾助学”（牵头单位：扬帆书屋）。两项都已启动。
"""

_HEAD = "from govgraph.extract.extractors import Named, Stated\ndef extract(article):\n"
#: The program and the region of the article, as variables.
_ENDS = (
    "    program = next(m for m in article.mentions if m.type == 'Program')\n"
    "    region = next(m for m in article.mentions if m.type == 'Region')\n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(_ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on the path for packages to be put in."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    _forget()
    yield folder
    for name in ("govgraph_duties", "made_up_extractor"):
        sys.modules.pop(name, None)
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    for made in (extractors.installed_extractors, extractors.load_extractors):
        made.cache_clear()
    digest = sys.modules["govgraph.cache"]
    digest._readers.cache_clear()
    use(NO_ADDITIONS)


def _write(site: Path, code: str, name: str = "made") -> None:
    (site / "made_up_extractor.py").write_text(code, encoding="utf-8")
    describe(site, "made-up", "2.1", {name: "made_up_extractor:extract"})
    sys.modules.pop("made_up_extractor", None)


def _read(article: Path) -> Extraction | Skipped:
    (found,) = pipeline.extract([article])
    return found


def test_the_example_adds_names_and_statements(article: Path, site: Path, root: Path) -> None:
    before, digest = _read(article), digest_readers()
    install(site, root / "docs" / "examples" / "extractor")
    _forget()
    after = _read(article)
    assert isinstance(before, Extraction)
    assert isinstance(after, Extraction)
    assert digest_readers() != digest
    names = {entity.id: entity.name for entity in after.entities}
    told = [row for row in after.relations if row.rule.startswith("duties:")]
    assert {(names[row.subject], row.predicate, names[row.object], row.rule, row.confidence) for row in told} == {
        ("广陵区文化馆", "runs", "河畔夜校", "duties:responsible", 0.9),
        ("扬帆书屋", "runs", "青禾助学", "duties:responsible", 0.9),
    }
    assert all(_ARTICLE[row.evidence.start : row.evidence.end] == row.evidence.text for row in told)
    assert "扬帆书屋" not in {entity.name for entity in before.entities}
    assert set(before.relations) <= {*after.relations} | {row for row in before.relations if row.predicate == "runs"}


def test_a_build_names_it(article: Path, site: Path, root: Path, tmp_path: Path, govgraph: Run) -> None:
    install(site, root / "docs" / "examples" / "extractor")
    output = tmp_path / "output"
    done = govgraph("build", article, "-o", output, env={"PYTHONPATH": f"{site}:{':'.join(filter(None, sys.path))}"})
    assert done.returncode == 0, done.stderr
    versions = json.loads((output / "report.json").read_text(encoding="utf-8"))["versions"]
    assert versions["extractors"] == ["duties (govgraph-duties 1.0)"]
    graph = (output / "graph.ttl").read_text(encoding="utf-8")
    assert f'"{versions["govgraph"]} + duties (govgraph-duties 1.0)"' in graph
    assert '"duties:responsible"' in graph


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("    raise ValueError('no luck')\n", "it raised ValueError: no luck"),
        ("    yield 1 / 0\n", "it raised ZeroDivisionError"),
        ("    return None\n", "it raised TypeError"),
        ("    while True: yield None\n", "it yields more than 20,000 things"),
        ("    yield 'x'\n", "it yields a str, neither Named nor Stated"),
        ("    yield Named('Program', 0, 3, '广陵县', 'x', 0.9)\n", "'广陵县' does not stand at 0, where"),
        ("    yield Named('Program', -3, 3, '广陵区', 'x', 0.9)\n", "its offsets -3 and 3 are none of"),
        ("    yield Named('Program', 0, 10**9, '广陵区', 'x', 0.9)\n", "are none of the article's"),
        ("    yield Named('Program', 0.0, 3, '广陵区', 'x', 0.9)\n", "its offsets 0.0 and 3"),
        ("    yield Named('Person', 0, 3, '广陵区', 'x', 0.9)\n", "'Person' is no type; there are Region, "),
        ("    yield Named('Program', 0, 3, '广陵区', 'X Y', 0.9)\n", "its rule"),
        ("    yield Named('Program', 0, 3, '广陵区', 'x', 1.1)\n", "its confidence 1.1 is not above 0"),
        ("    yield Named('Program', 0, 3, '广陵区', 'x', float('nan'))\n", "its confidence nan"),
        ("    yield Named('Program', 0, len(article.text), article.text, 'x', 1)\n", "no single passage"),
        (_ENDS + "    yield Stated(region, 'owns', program, 0, 3, '广陵区', 'x', 1)\n", "is no relation"),
        (
            _ENDS + "    yield Stated(program, 'runs', region, 0, 3, '广陵区', 'x', 1)\n",
            "in Stated 'x': runs leads from Enterprise or PartyOrganisation or PublicOrganisation or Region to Program,"
            " not from Program to Region",
        ),
        (_ENDS + "    yield Stated(region, 'runs', 'x', 0, 3, '广陵区', 'x', 1)\n", "is neither a"),
    ],
)  # fmt: skip
def test_what_fails_costs_the_article_alone(article: Path, site: Path, body: str, told: str) -> None:
    _write(site, _HEAD + body)
    found = _read(article)
    assert isinstance(found, Skipped)
    assert found.reason == "extractor"
    assert found.message.startswith("the extractor made (made-up 2.1) failed on it: ")
    assert told in found.message


def test_debug_shows_where_it_failed(article: Path, site: Path) -> None:
    _write(site, _HEAD + "    raise ValueError('no luck')\n")
    with pytest.raises(Exception, match="no luck") as caught:
        list(pipeline.extract([article], debug=True))
    assert isinstance(caught.value.__cause__, ValueError)


@pytest.mark.parametrize(
    ("code", "name", "told"),
    [
        ("import nowhere_to_be_found\n", "made", "cannot be loaded \\(ModuleNotFoundError"),
        ("pass\n", "made", "cannot be loaded \\(AttributeError"),
        ("extract = 3\n", "made", "is no function"),
        (_HEAD + "    yield\n", "Made up", "has a name of other characters"),
    ],
)
def test_what_cannot_be_loaded_stops_before_work_begins(
    article: Path, site: Path, code: str, name: str, told: str
) -> None:
    _write(site, code, name)
    with pytest.raises(SetupError, match=told):
        _read(article)


def test_two_of_one_name_stop_it(article: Path, site: Path) -> None:
    _write(site, _HEAD + "    yield\n")
    describe(site, "other", "1", {"made": "made_up_extractor:extract"})
    with pytest.raises(SetupError, match="Two extractors are named made: "):
        _read(article)

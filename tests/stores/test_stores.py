"""Every store that is installed holds the same graph and gives the same answers to all ready questions."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from govgraph import ontology
from tests.stores.answers import Answer, read_answer
from tests.stores.every import STORES
from tests.stores.kinds import Ask, Kind
from tests.stores.parsers import PARSERS

COUNT = "SELECT (COUNT(*) AS ?triples) WHERE { ?subject ?predicate ?object }"
#: Those that answer a question in a second or so; ``benchmarks/stores.py`` asks the others too.
QUICK = [kind for kind in STORES[1:] if kind.name not in ("Jena TDB2", "Comunica")]


@pytest.fixture(scope="module")
def turtle(seed_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build of the seeds, alone in its folder."""
    return Path(shutil.copy(seed_build / "graph.ttl", tmp_path_factory.mktemp("turtle")))


@pytest.fixture(scope="module")
def expected(turtle: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Answer]:
    with STORES[0].open(turtle, tmp_path_factory.mktemp("reference")) as ask:
        return _ask_all(ask)


def _ask_all(ask: Ask) -> dict[str, Answer]:
    questions = {name: path.read_text(encoding="utf-8") for name, path in ontology.queries().items()}
    return {name: read_answer(ask(query)) for name, query in {"count": COUNT, **questions}.items()}


@pytest.mark.parametrize("kind", QUICK, ids=[kind.name for kind in QUICK])
def test_answers(kind: Kind, turtle: Path, expected: dict[str, Answer], tmp_path: Path) -> None:
    if missing := kind.missing():
        pytest.skip(f"not installed: {', '.join(missing)}")
    with kind.open(turtle, tmp_path) as ask:
        found = _ask_all(ask)
    differing = [name for name, answer in found.items() if answer != expected[name]]
    assert not differing
    assert len(found) == len(expected)


@pytest.mark.parametrize("name", PARSERS)
def test_triples(name: str, turtle: Path, expected: dict[str, Answer]) -> None:
    triples = PARSERS[name](turtle)
    if triples is None:
        pytest.skip("not installed")
    assert expected["count"] == Counter([(f"triples={triples}",)])


def test_reads_what_stores_write_differently() -> None:
    ours = b'{"results": {"bindings": [{"n": {"type": "literal", "value": "\xe5\xb8\x82", "xml:lang": "zh-Hans"}}]}}'
    assert read_answer(ours) == read_answer(ours.replace(b"zh-Hans", b"zh-hans")) == Counter([("n=市@zh-hans",)])
    number = b'<http://a.b/c> <http://a.b/d> "%s"^^<http://www.w3.org/2001/XMLSchema#decimal> .\n'
    assert read_answer(number % b"86.0") == read_answer(number % b"86" + number % b"86") != read_answer(number % b"8.6")


def test_a_message_is_no_answer() -> None:
    with pytest.raises(ValueError, match="no answer but"):
        read_answer(b"Virtuoso 37000 Error")

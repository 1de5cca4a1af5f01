"""A build into the folder of the last does again what a change touches; its bytes are those of a new one."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.made_up.corpus import path_of, write
from govgraph import pipeline
from govgraph.engines import Workshop
from govgraph.graph import make_plan
from tests.test_cache import outputs

_DOCUMENTS = 400
_MORE = "\n南通市委组织部推出“红石帮办”项目，服务企业1207家。\n"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    write(folder, _DOCUMENTS, truth=False)
    return folder


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> "Counter[str]":
    """How many tasks of each kind are done."""
    counts: Counter[str] = Counter()

    def do(shop: Workshop, task: object) -> object:
        counts[type(task).__name__] += 1
        return _do(shop, task)

    _do: Callable[..., object] = Workshop.do
    monkeypatch.setattr(Workshop, "do", do)
    monkeypatch.setattr("govgraph.graph.plan.LEAST_SHARE", 50)
    return counts


def test_a_change_does_little_again(corpus: Path, tmp_path: Path, done: "Counter[str]") -> None:
    output, changed = tmp_path / "output", path_of(corpus, _DOCUMENTS // 2)
    text = changed.read_text(encoding="utf-8")
    pipeline.build([corpus], output)
    first, whole = outputs(output), done.copy()
    assert whole["Merging"] > 100
    done.clear()
    pipeline.build([corpus], output)
    assert (outputs(output), done.total()) == (first, 0)
    try:
        changed.write_text(text + _MORE, encoding="utf-8")
        pipeline.build([corpus], output)
        assert (done["Portioning"], done["Citing"]) == (1, 1)
        assert 0 < done["Merging"] < whole["Merging"] / 4
        pipeline.build([corpus], tmp_path / "new", reuse=False)
        assert outputs(output) == outputs(tmp_path / "new")
        changed.unlink()
        done.clear()
        pipeline.build([corpus], output)
        assert 0 < done["Merging"] < whole["Merging"] / 4
        pipeline.build([corpus], tmp_path / "new", reuse=False)
        assert outputs(output) == outputs(tmp_path / "new")
    finally:
        changed.write_text(text, encoding="utf-8")
    pipeline.build([corpus], output)
    assert outputs(output) == first


def test_articles_that_say_nothing_of_their_own_are_not_placed_again(
    articles: Path, tmp_path: Path, done: "Counter[str]", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "_TOGETHER", 1)
    first = min(articles.glob("*.txt"))
    (tmp_path / "reprint.txt").write_bytes(first.read_bytes())
    for _ in range(2):
        pipeline.build([articles, tmp_path / "reprint.txt"], tmp_path / "output")
    assert done["Portioning"] == len(list(articles.glob("*.txt"))) + 1


def test_what_is_kept_is_what_the_last_build_needed(corpus: Path, tmp_path: Path) -> None:
    pipeline.build([corpus], tmp_path / "one")
    kept = _kept(tmp_path / "one")
    pipeline.build([corpus], tmp_path / "one", min_confidence=0.85)
    assert _kept(tmp_path / "one") != kept
    pipeline.build([corpus], tmp_path / "other", min_confidence=0.85)
    assert outputs(tmp_path / "one") == outputs(tmp_path / "other")
    assert _kept(tmp_path / "one") == _kept(tmp_path / "other")


def _kept(output: Path) -> set[str]:
    return {path.name for path in (output / ".cache" / "made").glob("*/*")}


def test_a_plan_has_the_shares_that_are_asked_for(corpus: Path, tmp_path: Path) -> None:
    from govgraph.graph import summarise
    from govgraph.model import Extraction

    read = [one for one in pipeline.extract([corpus]) if isinstance(one, Extraction)]
    few, many = (make_plan(map(summarise, read), pieces=pieces) for pieces in (1, 16))
    assert len(few.shares) < 16 <= len(many.shares)
    assert [node for share in few.shares for node in share.nodes] == [n for share in many.shares for n in share.nodes]

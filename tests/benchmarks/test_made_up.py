"""``benchmarks/made_up``: the same articles for ever, and a truth that stands in them."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.made_up import Article, article, write
from benchmarks.made_up.corpus import TRUTH, path_of
from benchmarks.recall import add, compare, read_truth
from govgraph.evaluation import Score, read_gold
from govgraph.evaluation.matching import fold

_DOCUMENTS = 60

#: The 60 articles give 0.915 of precision and 0.917 of recall; the floors leave a margin.
_PRECISION, _RECALL = 0.88, 0.88


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made_up")
    write(path, _DOCUMENTS)
    return path


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return [article(number) for number in range(200)]


def _statements(truth: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for group in ("relations", "posts", "measures"):
        yield from truth[group]


@pytest.mark.parametrize("hash_seed", ["0", "1"])
def test_the_same_seed_gives_the_same_bytes_in_any_process(
    root: Path, folder: Path, tmp_path: Path, hash_seed: str
) -> None:
    command = [sys.executable, "-m", "benchmarks.made_up", str(tmp_path), "--documents", "20"]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}"}
    subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True)
    for number in range(20):
        assert path_of(tmp_path, number).read_bytes() == path_of(folder, number).read_bytes()
    truth = (tmp_path / TRUTH).read_bytes()
    assert (folder / TRUTH).read_bytes().startswith(truth)


def test_an_article_depends_on_its_number_and_the_seed_alone(articles: list[Article]) -> None:
    for number in reversed(range(0, 200, 7)):
        assert article(number).text == articles[number].text
        assert article(number).truth == articles[number].truth
    assert article(3, seed=1).text != articles[3].text


def test_what_is_stated_stands_in_the_text(articles: list[Article]) -> None:
    for one in articles:
        text = fold(one.text)
        assert all(fold(name) in text for entity in one.truth["entities"] for name in entity["aliases"])
        assert all(fold(statement["quote"]) in text for statement in _statements(one.truth))
        assert all(fold(post["person"]) in text for post in one.truth["posts"])


def test_a_name_belongs_to_one_entity_of_a_kind(articles: list[Article]) -> None:
    for one in articles:
        names = [(entity["type"], fold(entity["name"])) for entity in one.truth["entities"]]
        assert len({*names}) == len(names)


def test_few_articles_retell_another(articles: list[Article]) -> None:
    retold = [one for one in articles if one.of is not None]
    assert 0 < len(retold) < len(articles) / 10
    for one in retold:
        original = articles[one.of or 0]
        assert original.of is None
        assert one.paragraphs == original.paragraphs[: len(one.paragraphs)]
        assert one.header != original.header


def test_articles_have_the_length_of_news(articles: list[Article]) -> None:
    sizes = [len(one.text.encode()) for one in articles]
    assert min(sizes) > 700
    assert max(sizes) < 10_000
    assert 2_500 < sum(sizes) / len(sizes) < 3_500


def test_sentences_are_seldom_the_same(articles: list[Article]) -> None:
    """Those that state something; what states nothing may come again, as it does in real ones."""
    told = [paragraph.text for one in articles if one.of is None for paragraph in one.paragraphs if paragraph.names]
    sentences = [sentence for text in told for sentence in text.split("。") if len(sentence) > 15]
    assert len({*sentences}) > 0.95 * len(sentences)


def test_the_truth_is_gold(folder: Path, tmp_path: Path) -> None:
    for line in (folder / TRUTH).read_text(encoding="utf-8").splitlines():
        (tmp_path / f"{json.loads(line)['id']}.json").write_text(line, encoding="utf-8")
    assert [*read_gold(tmp_path)] == [f"{number:06d}" for number in range(_DOCUMENTS)]


def test_most_of_it_is_found(folder: Path) -> None:
    sums: dict[str, Score] = {}
    for compared in compare(folder, read_truth(folder, _DOCUMENTS)):
        sums = add(sums, compared)
    assert sums["entities"].gold > 1_000
    assert sums["entities"].recall > _RECALL
    assert sums["entities"].precision > _PRECISION

"""Rules are not names: articles in which every proper name is another are read as well as before."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from govgraph import pipeline
from govgraph.evaluation import Score, score
from tests.renaming.articles import Article, find_substitutions, read_articles, rename, write_articles
from tests.test_gold import GROUPS, KINDS

#: How far F1 may fall. What falls is not a rule that holds a name but a name that jieba's dictionary holds.
MOST_LOST = 0.05


def _score(articles: Iterable[Article], folder: Path) -> dict[str, Score]:
    gold, texts = write_articles(articles, folder)
    return score(pipeline.evaluate(gold, [texts]))


@pytest.fixture(scope="module", params=GROUPS)
def articles(request: pytest.FixtureRequest, root: Path) -> list[Article]:
    gold, texts = GROUPS[request.param]
    if not (root / gold).is_dir():
        pytest.skip(f"the gold is not beside this repository ({gold})")
    return read_articles(root / gold, [root / folder for folder in texts])


def test_no_rule_is_a_name(articles: list[Article], tmp_path: Path) -> None:
    before = _score(articles, tmp_path / "before")
    after = _score(map(rename, articles), tmp_path / "after")
    for name in before:
        print(f"{name:20} {before[name].f1:.3f} → {after[name].f1:.3f}")  # noqa: T201 - the figures
    assert {
        kind: before[kind].f1 - after[kind].f1 for kind in KINDS if before[kind].f1 - after[kind].f1 >= MOST_LOST
    } == {}


def test_names_are_replaced_everywhere_and_by_nothing_known(articles: list[Article]) -> None:
    for article in articles:
        names = find_substitutions(article)
        renamed = rename(article)
        assert len(names.new) == len({*names.new.values()}), "two names became one"
        assert not [old for old in names.new if old in renamed.text and not _is_given(old, names.new.values())]
        assert renamed == rename(article)


def _is_given(old: str, new: Iterable[str]) -> bool:
    """兴安盟 may become 阿拉善盟 and 锡林郭勒盟 兴安盟: a region of few leagues has no others."""
    return any(old in name for name in new)

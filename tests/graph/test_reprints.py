"""Reprints are known again in every form; what is only alike, from one template or with one quotation, stays apart."""

import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from govgraph.corpus import SourceFile, read_document
from govgraph.graph.reprints import find_reprints
from govgraph.link.documents import describe
from govgraph.model import SourceInfo
from tests.extract.reading import read_text
from tests.renaming.articles import Article, read_articles, rename
from tests.reprinting import REPRINTINGS, paragraphs_of, swap_figures

_ROOT = Path(__file__).parents[2]
_OWN = _ROOT / "tests" / "data" / "gold"
_SHARED = _ROOT / ".." / "shared" / "gold"

_ANNOTATED: dict[str, Callable[[], list[Article]]] = {
    "own": lambda: read_articles(_OWN, [_OWN / "texts"]),
    "shared": lambda: read_articles(_SHARED, [_ROOT / "seeds", _SHARED / "dev-texts"]),
}


def _describe(text: str, name: str) -> SourceInfo:
    return replace(describe(read_text(text)), id=name)


def _pairs(documents: Iterable[SourceInfo]) -> dict[str, str]:
    return {reprint.document: reprint.of for reprint in find_reprints(documents)}


@pytest.fixture(scope="module")
def seeds() -> dict[str, SourceInfo]:
    paths = sorted((_ROOT / "seeds").glob("*.txt"))
    return {path.stem[:3]: describe(read_document(SourceFile(path.name, path, path.stem[:3]))) for path in paths}


@pytest.fixture(scope="module")
def retold() -> dict[str, list[SourceInfo]]:
    """The reprints of each seed."""
    paths = sorted((_ROOT / "seeds").glob("*.txt"))
    articles = {path.stem[:3]: paragraphs_of(read_document(SourceFile(path.name, path))) for path in paths}
    return {
        seed: [
            _describe("\n".join(reprinting(article)) + "\n", f"{seed} {name}")
            for name, reprinting in REPRINTINGS.items()
        ]
        for seed, article in articles.items()
    }


@pytest.fixture(scope="module", params=_ANNOTATED)
def articles(request: pytest.FixtureRequest) -> list[Article]:
    if request.param == "shared" and not _SHARED.is_dir():
        pytest.skip("the articles are not beside this repository (../shared/gold)")
    return _ANNOTATED[request.param]()


def test_every_reprint_is_known_alone(seeds: dict[str, SourceInfo], retold: dict[str, list[SourceInfo]]) -> None:
    """Against all five seeds, as if no other site had it."""
    missed = []
    for seed, reprints in retold.items():
        for reprint in reprints:
            pairs = _pairs([*seeds.values(), reprint])
            if pairs not in ({reprint.id: seed}, {seed: reprint.id}):  # the fuller one is the original
                missed.append((reprint.id, pairs))
    assert sum(map(len, retold.values())) == 75
    assert missed == []


def test_all_reprints_together_are_five_articles(
    seeds: dict[str, SourceInfo], retold: dict[str, list[SourceInfo]]
) -> None:
    everything = [*seeds.values(), *(reprint for reprints in retold.values() for reprint in reprints)]
    pairs = _pairs(everything)
    originals = {document.id for document in everything} - set(pairs)
    assert sorted(one[:3] for one in originals) == sorted(seeds)
    assert all(reprint[:3] == original[:3] for reprint, original in pairs.items())


def test_order_changes_nothing(seeds: dict[str, SourceInfo], retold: dict[str, list[SourceInfo]]) -> None:
    everything = [*seeds.values(), *(reprint for reprints in retold.values() for reprint in reprints)]
    expected = find_reprints(everything)
    for turn in range(5):
        assert find_reprints(random.Random(turn).sample(everything, len(everything))) == expected  # noqa: S311


def test_an_original_is_no_reprint(seeds: dict[str, SourceInfo], retold: dict[str, list[SourceInfo]]) -> None:
    pairs = _pairs([*seeds.values(), *(reprint for reprints in retold.values() for reprint in reprints)])
    assert not set(pairs) & set(pairs.values())


def test_different_articles_stay_apart(articles: list[Article], retold: dict[str, list[SourceInfo]]) -> None:
    """From each other, and from every reprint of a seed (which may be annotated itself)."""
    documents = [_describe(article.text, article.id) for article in articles if article.id not in retold]
    everything = [*documents, *(reprint for reprints in retold.values() for reprint in reprints)]
    pairs = _pairs(everything)
    assert len(documents) > 20
    assert not {document.id for document in documents} & {*pairs, *pairs.values()}


@pytest.mark.parametrize("fill_in", ["names", "figures", "names and figures"])
def test_one_template_is_no_reprint(articles: list[Article], fill_in: str) -> None:
    """The report of another town in the same words, and that of the same town a year later."""
    documents = []
    for article in articles:
        text = rename(article).text if "names" in fill_in else article.text
        text = swap_figures(text) if "figures" in fill_in else text
        documents += [_describe(article.text, article.id), _describe(text, f"{article.id} filled in")]
    assert _pairs(documents) == {}


def test_one_quotation_is_no_reprint(articles: list[Article]) -> None:
    """A policy of 300 characters that an office puts into all of its articles."""
    policy = "".join(
        f"凡在本市注册满{number}年、连续{number}个季度按时缴纳社会保险的商户，均可向所在街道窗口申领第{number}类补贴，"
        for number in range(1, 8)
    )
    documents = [_describe(f"{article.text}\n{policy}逾期不再受理。\n", article.id) for article in articles]
    assert _pairs(documents) == {}


def _story(sentences: Iterable[int]) -> str:
    return "".join(f"第{number}条街上的{number * 7}户人家在河边住了{number * 13}年。" for number in sentences)


def test_copies_of_a_file_are_reprints_however_short() -> None:
    copies = [replace(_describe("今天天气很好。", name), published=day) for name, day in _days("abc")]
    assert copies[0].fingerprint == ""
    assert find_reprints(copies)[0].similarity == 1.0
    assert _pairs(copies) == {"b": "a", "c": "a"}


def test_a_copy_of_a_reprint_has_its_original() -> None:
    full, cut = _describe(_story(range(30)), "full"), _describe(_story(range(20)), "cut")
    assert _pairs([cut, full, replace(cut, id="cut again")]) == {"cut": "full", "cut again": "full"}


def test_of_equals_the_first_published_is_the_original() -> None:
    texts = [_story(range(30)), f"{_story(range(30))}\n", f"\n{_story(range(30))}"]
    days = zip(texts, _days("xyz", latest_first=True), strict=True)
    documents = [replace(_describe(text, name), published=day) for text, (name, day) in days]
    assert _pairs(documents) == {"x": "z", "y": "z"}


def test_every_reprint_resembles_its_original_itself() -> None:
    """The middle link resembles both ends, the ends do not resemble each other."""
    first, second, third = range(34), range(12, 45), range(26, 58)
    chain = [_describe(_story(part), f"{number}") for number, part in zip(count(), (first, second, third))]
    pairs = _pairs(chain)
    assert not any(pairs.get(one) == other for one, other in (("0", "2"), ("2", "0")))
    assert not set(pairs) & set(pairs.values())


def test_one_corrected_figure_is_a_reprint_and_two_are_not() -> None:
    story = _story(range(30))
    once, twice = story.replace("第9条", "第8条"), story.replace("第9条", "第8条").replace("第19条", "第18条")
    assert _pairs([_describe(story, "a"), _describe(once, "b")]) != {}
    assert _pairs([_describe(story, "a"), _describe(twice, "b")]) == {}


def _days(names: str, *, latest_first: bool = False) -> list[tuple[str, date]]:
    days = range(len(names), 0, -1) if latest_first else range(1, len(names) + 1)
    return [(name, date(2023, 2, day)) for name, day in zip(names, days, strict=True)]

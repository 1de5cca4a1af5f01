"""Programs of one name in several places are a family: who belongs to it, where it is run, when it was first told."""

from collections.abc import Sequence
from datetime import date
from itertools import permutations

import pytest

from govgraph.graph import merge
from govgraph.model import Extraction, Family, Graph
from tests.extract.reading import extract_text
from tests.graph.keyed import node_of, tell

_NANTONG, _SUZHOU, _JINAN = (f"Program:红色帮办@Region:{code}" for code in ("320600", "320500", "370100"))


def _family(articles: Sequence[Extraction]) -> Family:
    (family,) = merge(articles).families
    return family


def _keys(graph: Graph, family: Family) -> set[str]:
    return {node.key for node in graph.nodes if node.id in family.members}


def test_one_name_in_two_cities_is_a_family_of_two_nodes() -> None:
    graph = merge([tell(1, _NANTONG), tell(2, _SUZHOU)])
    (family,) = graph.families
    assert (family.name, family.members) == ("红色帮办", tuple(sorted(family.members)))
    assert _keys(graph, family) == {_NANTONG, _SUZHOU}
    assert len({node_of(graph, key).id for key in (_NANTONG, _SUZHOU)}) == 2
    assert family.id.startswith("family:hong_se_bang_ban_")


@pytest.mark.parametrize(
    "keys",
    [
        (_NANTONG, _NANTONG),
        (_NANTONG, "Program:红色帮帮@Region:320500"),
        ("Program:书记项目@Region:320600", "Program:书记工程@Region:320500"),
        ("Enterprise:青岚@Region:320600", "Enterprise:青岚@Region:320500"),
        (_NANTONG, "Project:红色帮办@Region:320500"),
    ],
    ids=["one program", "two names", "项目 and 工程", "companies", "a program and a project"],
)
def test_what_is_no_family(keys: tuple[str, str]) -> None:
    assert merge([tell(n, key) for n, key in enumerate(keys, 1)]).families == ()


def test_listed_variants_are_of_one_family() -> None:
    texts = ("泰州市姜堰区推行“揭榜挂帅”机制。", "济南市推行“挂帅揭榜”机制。", "合肥市推行“揭榜挂帅”机制。")
    family = _family([_placed(extract_text(text), n) for n, text in enumerate(texts)])
    assert (family.name, family.variants, len(family.members)) == ("挂帅揭榜", ("揭榜挂帅",), 3)
    assert (family.places, family.provinces) == (3, 3)


def _placed(extraction: Extraction, number: int) -> Extraction:
    """The same extraction of a file of another name."""
    return Extraction(
        tell(number, _NANTONG).document, extraction.entities, extraction.relations, extraction.posts,
        extraction.measures,
    )  # fmt: skip


def test_places_and_provinces_are_counted() -> None:
    district = "Program:红色帮办@Region:320612"
    family = _family([tell(n, key) for n, key in enumerate((_NANTONG, district, _SUZHOU, _JINAN), 1)])
    assert (family.places, family.provinces, family.articles) == (4, 2, 4)


def test_near_a_place_and_of_it_is_one_place() -> None:
    family = _family([tell(1, _NANTONG), tell(2, "Program:红色帮办~Region:320600")])
    assert (len(family.members), family.places) == (2, 1)


def test_a_zone_is_a_place_of_its_province() -> None:
    family = _family([tell(1, _NANTONG), tell(2, "Program:红色帮办@Region:云栖园区@Region:320600")])
    assert (family.places, family.provinces) == (2, 1)


def test_what_nobody_places_is_a_member_but_no_place() -> None:
    family = _family([tell(1, _NANTONG), tell(2, "Program:红色帮办?83bf6fe3c3dd")])
    assert (len(family.members), family.places, family.provinces) == (2, 1, 1)


def test_the_first_and_the_last_day_are_of_articles_that_name_a_member() -> None:
    days = [date(2021, 5, 6), date(2019, 3, 1), date(2023, 2, 7)]
    articles = [
        tell(n, key, published=day)
        for n, (key, day) in enumerate(zip((_NANTONG, _SUZHOU, _JINAN), days, strict=True), 1)
    ]
    articles.append(tell(4, "Region:320600", published=date(2010, 1, 1)))
    articles.append(tell(5, _NANTONG))
    family = _family(articles)
    assert (family.first, family.last, family.articles) == (date(2019, 3, 1), date(2023, 2, 7), 4)


def test_undated_articles_give_no_days() -> None:
    family = _family([tell(1, _NANTONG), tell(2, _SUZHOU)])
    assert (family.first, family.last, family.articles) == (None, None, 2)


def test_an_article_that_names_two_members_counts_once() -> None:
    assert _family([tell(1, _NANTONG, _SUZHOU), tell(2, _NANTONG)]).articles == 2


def test_order_changes_no_family() -> None:
    articles = [tell(n, key, published=date(2021, n, 1)) for n, key in enumerate((_NANTONG, _SUZHOU, _JINAN), 1)]
    assert len({merge(order).families for order in permutations(articles)}) == 1


def test_a_further_member_keeps_the_id() -> None:
    two = [tell(1, _NANTONG), tell(2, _SUZHOU)]
    assert _family(two).id == _family([*two, tell(3, _JINAN)]).id

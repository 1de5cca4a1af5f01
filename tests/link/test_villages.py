"""Villages get their official codes where the table is installed, and only where one of the name can be meant."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from govgraph import lexicon
from govgraph.graph import merge
from govgraph.lexicon.villages import install_villages, villages
from tests.extract.reading import called, extract_text
from tests.lexicon.conftest import Pack

#: Of two towns of 南通市 通州区, one of 海安市. The villages are invented.
VILLAGES = {
    "320612119201": "渠南村委会",
    "320612119202": "红石村村委会",
    "320612119003": "滨江社区居委会",
    "320612114201": "渠南村民委员会",
    "320685100201": "红石村委会",
    "320685100202": "双桂村委会",
}


@pytest.fixture
def table(pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The table, in a data folder of the test's own."""
    monkeypatch.setenv("GOVGRAPH_DATA", str(tmp_path / "data"))
    install_villages(pack("2023-06-30", {}, VILLAGES))
    yield
    villages.cache_clear()
    lexicon.digest.cache_clear()


CODED = [
    ("in its town", "南通市通州区张芝山镇渠南村召开大会。", "渠南村", "320612119201", "张芝山镇"),
    ("in the other town", "南通市通州区平潮镇渠南村召开大会。", "渠南村", "320612114201", "平潮镇"),
    ("in its county", "南通市通州区红石村召开大会。", "红石村", "320612119202", "通州区"),
    ("in the other county", "南通市海安市红石村召开大会。", "红石村", "320685100201", "海安市"),
    ("of the county of the article", "海安市的水\n海安市修渠，红石村召开大会。", "红石村", "320685100201", "海安市"),
    ("a community", "南通市通州区滨江社区召开大会。", "滨江社区", "320612119003", "通州区"),
]  # fmt: skip


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize(
    ("text", "name", "code", "within"), [row[1:] for row in CODED], ids=[row[0] for row in CODED]
)  # fmt: skip
def test_the_only_village_of_the_name(text: str, name: str, code: str, within: str) -> None:
    village = called(extract_text(text), name)
    assert (village.code, village.key, village.kind) == (code, f"Region:{code}", "Community")
    assert village.reasons == (f"only one in {within}",)


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("南通市通州区渠南村召开大会。", "Region:渠南村@Region:320612"),
        ("南通市双桂村召开大会。", "Region:双桂村@Region:320600"),
        ("南通市通州区双桂村召开大会。", "Region:双桂村@Region:320612"),
        ("泰州市姜堰区红石村召开大会。", "Region:红石村@Region:321204"),
        ("南通市通州区平潮镇红石村召开大会。", "Region:红石村@Region:320612114"),
    ],
    ids=["two in the county", "only a city is said", "in another county", "in another city", "in the other town"],
)
def test_what_may_be_another_village_has_no_code(text: str, key: str) -> None:
    (village,) = (e for e in extract_text(text).entities if e.kind == "Community")
    assert (village.code, village.key) == (None, key)


@pytest.mark.usefixtures("table")
def test_a_village_named_in_two_articles_of_a_file_is_one() -> None:
    filler = "大家认真听讲，会场秩序井然，发言踊跃。" * 14
    text = (
        f"张芝山镇开会\n来源：南通日报 2021-05-06\n南通市通州区张芝山镇渠南村开会。{filler}\n\n"
        f"渠南村表彰先进\n来源：南通日报 2021-05-07\n南通市通州区张芝山镇渠南村表彰先进。{filler}\n"
    )
    extraction = extract_text(text)
    assert len(extraction.document.sections) == 2
    (village,) = (e for e in extraction.entities if e.kind == "Community")
    assert (village.code, len(village.mentions)) == ("320612119201", 3)


@pytest.mark.usefixtures("table")
def test_a_village_stands_under_its_township() -> None:
    graph = merge([extract_text("南通市通州区红石村召开大会。")])
    names = {node.id: node.name for node in graph.nodes}
    links = {(names[row.subject], names[row.object], row.basis) for row in graph.relations}
    assert names["region:320612119202"] == "红石村"
    assert links == {
        ("红石村", "通州区", "text"),
        ("红石村", "张芝山镇", "gazetteer"),
        ("张芝山镇", "通州区", "gazetteer"),
        ("通州区", "南通市", "text"),
        ("南通市", "江苏省", "gazetteer"),
    }


def test_without_the_table_a_village_is_known_by_its_parent() -> None:
    """Also where this machine has one: ``tests/conftest.py`` hides it."""
    assert villages() is None
    village = called(extract_text("南通市通州区张芝山镇渠南村召开大会。"), "渠南村")
    assert (village.code, village.key) == (None, "Region:渠南村@Region:320612119")

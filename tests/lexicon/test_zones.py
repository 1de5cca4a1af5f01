"""One form for all names of a zone, and the zones of the table by it."""

from collections import Counter

import pytest

from govgraph import lexicon
from govgraph.lexicon.regions import gazetteer
from govgraph.lexicon.zones import find_zones, fold_zone

FORMS = [
    ("石家庄高新区", "石家庄高新技术产业开发区", "石家庄市高新技术开发区", "河北石家庄国家高新区"),
    ("唐山海港经开区", "河北唐山海港经济开发区", "唐山海港经济开发区", "唐山市海港经济开发区管委会"),
    ("苏州工业园", "苏州工业园区", "江苏苏州工业园区", "江苏省苏州市工业园区"),
    ("秦皇岛经开区", "秦皇岛市经济技术开发区", "秦皇岛经济开发区"),
    ("上海综保区", "上海综合保税区"),
    ("天津未来科技城", "天津未来科技城"),
    ("通州湾示范区", "南通通州湾示范区", "江苏省南通市通州湾示范区"),
]


@pytest.mark.parametrize("forms", FORMS, ids=lambda forms: str(forms[0]))
def test_the_forms_of_a_zone_fold_to_one(forms: tuple[str, ...]) -> None:
    assert {fold_zone(form) for form in forms} == {forms[0]}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("石家庄高新区", "石家庄经开区"),
        ("苏州工业园区", "苏州高新区"),
        ("无锡高新区", "无锡惠山高新区"),
        ("杭州未来科技城", "天津未来科技城"),
    ],
)
def test_zones_of_one_place_stay_apart(one: str, other: str) -> None:
    assert fold_zone(one) != fold_zone(other)


def test_folding_again_changes_nothing() -> None:
    zones = [zone.name for zone in gazetteer().by_code.values() if zone.is_zone]
    assert [name for name in zones if fold_zone(fold_zone(name)) != fold_zone(name)] == []


def test_no_county_or_prefecture_has_two_zones_of_one_form() -> None:
    """What lets 经济开发区 and 经济技术开发区 fold to one."""
    counts = Counter((zone.parent, fold_zone(zone.name)) for zone in gazetteer().by_code.values() if zone.is_zone)
    assert [key for key, count in counts.items() if count > 1] == []


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("石家庄高新区", ["130171"]),
        ("唐山海港经开区", ["130274"]),
        ("海港经开区", ["130274", "130302404"]),
        ("前海合作区", ["440305400"]),
        ("深圳前海合作区", ["440305400"]),
        ("北京经开区", ["110115403"]),
        ("岳西经开区", ["340828400"]),
        ("南通经开区", ["320671"]),
        ("吉林经开区", ["220271"]),
        ("经开区", []),
        ("高新技术产业开发区", []),
    ],
)
def test_zones_are_found_by_any_form(name: str, codes: list[str]) -> None:
    assert [zone.code for zone in find_zones(name)] == codes


def test_every_zone_of_the_table_is_found_by_its_name() -> None:
    """But for those that the table calls 经济开发区, without a place."""
    bare = {fold_zone(word) for group in ("zone_suffixes", "bare_zones") for word in lexicon.words("regions", group)}
    lost = [zone for zone in gazetteer().by_code.values() if zone.is_zone and zone not in find_zones(zone.name)]
    assert [zone for zone in lost if fold_zone(zone.name) not in bare] == []

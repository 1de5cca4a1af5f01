"""Keys: their four forms, and what of a name belongs to them."""

import re

import pytest
from hypothesis import given

from govgraph.lexicon.regions import gazetteer
from govgraph.link.keys import (
    anchored,
    fold_program,
    fold_project,
    is_generic,
    is_unique,
    leading_place,
    split_enterprise,
    strip_legal_form,
)
from tests.extract.fragments import ASSEMBLED, TEXTS
from tests.extract.reading import called, extract_text, read_text

#: The first example loads the gazetteer.


def _key(text: str, name: str) -> str:
    return called(extract_text(text), name).key


def _apart(text: str) -> str:
    """What a key of this text's own ends in."""
    return f"?{read_text(text).sha256[:12]}"


# The four forms.


@pytest.mark.parametrize(
    ("text", "name", "key"),
    [
        ("南通市推行“红石驿站”服务。", "南通市", "Region:320600"),
        ("国务院出台文件。", "国务院", "PublicOrganisation:国务院"),
        ("国家电网有限公司在南通市投资12亿元。", "国家电网有限公司", "Enterprise:国家电网"),
        ("南京科技职业学院开会。", "南京科技职业学院", "PublicOrganisation:南京科技职业学院"),
        ("清华大学派了人。", "清华大学", "PublicOrganisation:清华大学"),
    ],
)
def test_what_is_known_by_code_or_is_the_only_one(text: str, name: str, key: str) -> None:
    assert _key(text, name) == key


@pytest.mark.parametrize(
    ("text", "name", "key"),
    [
        ("泰州市行政审批局开会。", "泰州市行政审批局", "PublicOrganisation:行政审批局@Region:321200"),
        ("泰州市行审局开会。", "泰州市行审局", "PublicOrganisation:行政审批局@Region:321200"),
        ("泰州市委开会。", "泰州市委", "PartyOrganisation:委@Region:321200"),
        (
            "泰州市行政审批局开会，行政审批局党支部也来了。",
            "行政审批局党支部",
            "PartyOrganisation:党支部@PublicOrganisation:行政审批局@Region:321200",
        ),
        ("济南市云栖经济开发区揭牌。", "云栖经济开发区", "Region:云栖经开区@Region:370100"),
        ("济南云栖经济技术开发区揭牌。", "济南云栖经济技术开发区", "Region:云栖经开区@Region:370100"),
        ("南通市通州区张芝山镇渠南村召开大会。", "渠南村", "Region:渠南村@Region:320612119"),
    ],
)
def test_what_has_an_owner_or_parent(text: str, name: str, key: str) -> None:
    assert _key(text, name) == key


@pytest.mark.parametrize(
    ("text", "name", "key"),
    [
        ("泰州市开会，审图中心派了人。", "审图中心", "PublicOrganisation:审图中心~Region:321200"),
        ("济南市开会。云栖经济开发区派了人。", "云栖经济开发区", "Region:云栖经开区~Region:370100"),
        ("泰州市姜堰区开会。红石村派了人。", "红石村", "Region:红石村~Region:321204"),
        ("泰州市姜堰区开会。岚谷集团派了人。", "岚谷集团", "Enterprise:岚谷集团~Region:321200"),
        ("泰州市姜堰区推进溱湖众创城项目。", "溱湖众创城项目", "Project:溱湖众创城~Region:321200"),
    ],
)
def test_what_is_seen_near_a_place(text: str, name: str, key: str) -> None:
    """Companies and projects by their prefecture, beyond their county."""
    assert _key(text, name) == key


@pytest.mark.parametrize(
    ("text", "name", "head"),
    [
        ("审图中心派了人。", "审图中心", "PublicOrganisation:审图中心"),
        ("云栖经济开发区揭牌。", "云栖经济开发区", "Region:云栖经开区"),
        ("岚谷集团派了人。", "岚谷集团", "Enterprise:岚谷集团"),
        ("“书记项目”是一项好制度。", "“书记项目”", "Program:书记项目"),
        ("鼓楼区派了人。", "鼓楼区", "Region:鼓楼区"),
        ("溱湖众创城项目开工。", "溱湖众创城项目", "Project:溱湖众创城"),
    ],
)
def test_what_nothing_places_stays_in_its_document(text: str, name: str, head: str) -> None:
    assert _key(text, name) == head + _apart(text)


def test_marks_of_keys_in_a_name_are_written_otherwise() -> None:
    document = read_text("南通市开会。")
    assert anchored("Program", "a@b~c?d", gazetteer().by_code["320600"], document) == "Program:a＠b～c？d~Region:320600"


_FORM = re.compile(r"[A-Za-z]+:[^@~?]+(?:@[A-Za-z]+:[^@~?]+)*(?:~Region:[0-9]{6,9}|\?[0-9a-f]{12})?")


@given(ASSEMBLED)
def test_every_key_has_one_of_the_forms(text: str) -> None:
    for entity in extract_text(f"江苏省泰州市姜堰区开会。{text}").entities:
        assert _FORM.fullmatch(entity.key), entity.key
        assert entity.key.startswith(f"{entity.type}:")


# Companies.

_NANTONG = "江苏省南通市开会。{}派了人。"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("青岚电力股份有限公司", "青岚电力~Region:320600"),
        ("青岚电力有限责任公司", "青岚电力~Region:320600"),
        ("江苏青岚电力股份有限公司", "青岚电力@Region:320000"),
        ("江苏省青岚电力有限公司", "青岚电力@Region:320000"),
        ("青岚（苏州）电力有限公司", "青岚电力@Region:320500"),
        ("苏州青岚电力有限公司", "青岚电力@Region:320500"),
        ("青岚（集团）有限公司", "青岚集团~Region:320600"),
        ("青岚电力集团", "青岚电力集团~Region:320600"),
        ("苏州市青岚重工公司", "青岚重工~Region:320500"),
        ("苏州供电公司", "供电@Region:320500"),
        ("新疆城投集团", "城投集团@Region:650000"),
        ("中国青岚重工有限公司", "中国青岚重工"),
        ("国家电网有限公司", "国家电网"),
        ("华润集团", "华润集团"),
        ("招商银行股份有限公司", "招商银行"),
    ],
)
def test_a_company_is_its_core_name_and_place(name: str, key: str) -> None:
    """A place with its kind before no legal name only says where a company is: 苏州市青岚重工公司."""
    assert _key(_NANTONG.format(name), name) == f"Enterprise:{key}"


def test_an_article_without_any_region_has_the_place_of_a_company_name() -> None:
    assert _key("靖江青岚重工有限公司派了人。", "靖江青岚重工有限公司") == "Enterprise:青岚重工@Region:321282"


def test_companies_of_two_places_are_two() -> None:
    text = "青岚（北京）科技有限公司与青岚（上海）科技有限公司签约。"
    assert _key(text, "青岚（北京）科技有限公司") == "Enterprise:青岚科技@Region:110000"
    assert _key(text, "青岚（上海）科技有限公司") == "Enterprise:青岚科技@Region:310000"


@pytest.mark.parametrize(
    ("name", "split"),
    [
        ("江苏省南通供电公司", ("供电", "南通")),
        ("江苏南通青岚电力有限公司", ("青岚电力", "南通")),
        ("青岚（南通）电力（集团）有限公司", ("青岚电力集团", "南通")),
        ("青岚（暖通）电力有限公司", ("青岚暖通电力", "")),
        ("青岚电力", ("青岚电力", "")),
    ],
)
def test_split_enterprise(name: str, split: tuple[str, str]) -> None:
    assert split_enterprise(name) == split


@given(TEXTS)
def test_a_core_name_is_left_of_every_name(text: str) -> None:
    core, place = split_enterprise(text)
    assert core or not text
    assert not place or place in text
    assert set(core) <= set(text)


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("青岚电力股份有限公司", "青岚电力"),
        ("青岚集团股份有限公司", "青岚集团"),
        ("青岚总公司", "青岚"),
        ("岚公司", "岚公司"),
    ],
)
def test_strip_legal_form(name: str, stem: str) -> None:
    assert strip_legal_form(name) == stem


@pytest.mark.parametrize("core", ["供电", "自来水", "城投集团", "农商银行", "建设集团", "物流"])
def test_generic_names(core: str) -> None:
    assert is_generic(core)


@pytest.mark.parametrize("core", ["青岚电力", "青岚", "岚谷集团", "青岚供电"])
def test_names_of_its_own(core: str) -> None:
    assert not is_generic(core)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("江苏青岚电力", "江苏"),
        ("江苏省青岚电力", "江苏省"),
        ("苏州市青岚电力", "苏州市"),
        ("姜堰青岚电力", "姜堰"),
        ("鼓楼区青岚电力", "鼓楼区"),  # a full name, whichever of the four it is
        ("鼓楼青岚电力", ""),  # a short name that several counties share is none
        ("内蒙古青岚电力", "内蒙古"),
        ("青岚电力", ""),
        ("江苏", ""),
        ("", ""),
    ],
)
def test_leading_place(name: str, place: str) -> None:
    assert leading_place(name) == place


# Projects.

_BUILT = "江苏省南通市召开大会。岚谷精密有限公司投资12亿元建设{}。"


@pytest.mark.parametrize(
    "name",
    ["岚谷精密智能装备产业园项目", "智能装备产业园项目", "岚谷智能装备产业园项目", "年产40万台智能装备产业园项目"],
)
def test_a_project_is_its_company_and_what_is_built(name: str) -> None:
    text = _BUILT.format(name)
    (project,) = (entity for entity in extract_text(text).entities if entity.type == "Project")
    assert project.key == "Project:岚谷精密智能装备产业园~Region:320600"


def test_two_projects_of_one_company_are_two() -> None:
    keys = {_project(_BUILT.format(name)) for name in ("智能装备产业园一期项目", "智能装备产业园二期项目")}
    assert len(keys) == 2


def _project(text: str) -> str:
    return next(entity.key for entity in extract_text(text).entities if entity.type == "Project")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("泰州市姜堰区推进溱湖众创城项目。", "Project:溱湖众创城~Region:321200"),
        ("泰州市姜堰区推进姜堰区溱湖众创城项目。", "Project:溱湖众创城~Region:321200"),
        ("泰州市姜堰区推进溱湖众创城项目，项目位于南通市通州区。", "Project:溱湖众创城~Region:320600"),
    ],
)
def test_a_project_without_a_company_is_its_name_and_site(text: str, key: str) -> None:
    assert _project(text) == key


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("溱湖众创城项目", "溱湖众创城"),
        ("溱湖众创城建设项目", "溱湖众创城"),
        ("溱湖大桥工程", "溱湖大桥"),
        ("溱湖桥工程", "溱湖桥工程"),
        ("岚谷年产2.5万吨铝材项目", "岚谷铝材"),
        ("岚谷日处理300吨污水项目", "岚谷污水"),
        ("岚谷光电二期项目", "岚谷光电二期"),
    ],
)
def test_fold_project(name: str, stem: str) -> None:
    assert fold_project(name) == stem


@given(TEXTS)
def test_folding_a_project_leaves_something(text: str) -> None:
    assert fold_project(text) != "" or text == ""


# Programs and bodies.


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("揭榜挂帅", "挂帅揭榜"),
        ("挂帅揭榜", "挂帅揭榜"),
        ("最多跑一趟", "最多跑一次"),
        ("一网办通", "一网通办"),
        ("书记工程", "书记工程"),
        ("书记项目", "书记项目"),
        ("挂帅揭榜赛", "挂帅揭榜赛"),
    ],
)
def test_listed_variants_of_a_program_are_one(name: str, core: str) -> None:
    assert fold_program(name) == core
    assert _key(f"泰州市姜堰区推行“{name}”。", f"“{name}”") == f"Program:{core}@Region:321204"


@pytest.mark.parametrize("runner", ["姜堰区", "姜堰区委", "姜堰区行政审批局"])
def test_a_program_belongs_to_the_region_of_who_runs_it(runner: str) -> None:
    text = f"泰州市的新风\n泰州市传来消息，{runner}推行“红石驿站”服务。泰州市点赞。\n"
    assert _key(text, "“红石驿站”服务") == "Program:红石驿站@Region:321204"


def test_a_program_of_nobody_belongs_to_the_home_of_its_article() -> None:
    assert _key("泰州市的新风\n“红石驿站”是泰州市的一道风景。\n", "“红石驿站”") == "Program:红石驿站@Region:321200"


@pytest.mark.parametrize(
    ("name", "unique"),
    [
        ("国务院", True),
        ("全国总工会", True),
        ("南京科技职业学院", True),
        ("南京海关", True),
        ("清华大学", True),
        ("红石老年大学", False),
        ("科技职业学院", False),
        ("审图中心", False),
        ("行政审批局", False),
    ],
)
def test_bodies_that_are_the_only_one(name: str, unique: bool) -> None:
    assert is_unique(name) == unique

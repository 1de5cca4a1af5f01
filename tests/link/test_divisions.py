"""Which division a name means: each clue that decides, and what it leaves open."""

import pytest

from govgraph.corpus.script import simplify
from govgraph.corpus.tracking import Tracked
from govgraph.lexicon.regions import gazetteer
from govgraph.link.clues import WEIGHTS, Clue, read_credits, support
from govgraph.link.divisions import find_candidates
from govgraph.model import Entity, Section
from tests.extract.reading import called, extract_text

#: 鼓楼区 is in four cities.
NANJING, XUZHOU, FUZHOU, KAIFENG = "320106", "320302", "350102", "410204"


def _region(text: str, name: str, number: int = 1) -> Entity:
    return called(extract_text(text), name, number)


def test_the_name_of_these_tests_is_in_four_cities() -> None:
    assert [division.code for division in find_candidates("鼓楼区")] == [NANJING, XUZHOU, FUZHOU, KAIFENG]


#: By what clue, the text, the code of 鼓楼区 in it, and the reason that it gives.
DECIDED = [
    ("in front", "早市的变化\n徐州市鼓楼区推行“红石驿站”服务。\n", XUZHOU, "in front 徐州市"),
    ("in front, short", "早市的变化\n福州鼓楼区推行“红石驿站”服务。\n", FUZHOU, "in front 福州市"),
    ("in front, with 的", "早市的变化\n开封市的鼓楼区推行“红石驿站”服务。\n", KAIFENG, "in front 开封市"),
    ("province in front", "早市的变化\n河南省鼓楼区推行“红石驿站”服务。\n", KAIFENG, "in front 河南省"),
    ("title", "徐州市的早市\n鼓楼区推行“红石驿站”服务。\n", XUZHOU, "title 徐州市"),
    ("dateline", "早市的变化\n本报徐州5月6日电 鼓楼区推行“红石驿站”服务。\n", XUZHOU, "dateline 徐州市"),
    ("source", "早市的变化\n来源：福州日报 2021-05-06\n鼓楼区推行“红石驿站”服务。\n", FUZHOU, "source 福州市"),
    ("sentence", "早市的变化\n鼓楼区推行“红石驿站”服务，开封市派人观摩。\n", KAIFENG, "sentence 开封市"),
    ("paragraph", "早市的变化\n鼓楼区推行“红石驿站”服务。开封市派人观摩。\n", KAIFENG, "paragraph 开封市"),
    ("article", "早市的变化\n鼓楼区推行“红石驿站”服务。\n\n开封市派人观摩。\n", KAIFENG, "article 开封市"),
    ("a sibling", "早市的变化\n鼓楼区推行“红石驿站”服务，泉山区随后跟进。\n", XUZHOU, "sentence 泉山区"),
    ("siblings", "早市的变化\n鼓楼区推行“红石驿站”服务，晋安区、台江区跟进。\n", FUZHOU, "sentence 晋安区"),
]


@pytest.mark.parametrize(("text", "code", "reason"), [row[1:] for row in DECIDED], ids=[row[0] for row in DECIDED])
def test_one_clue_decides_and_is_the_reason(text: str, code: str, reason: str) -> None:
    region = _region(text, "鼓楼区")
    assert (region.code, region.key) == (code, f"Region:{code}")
    assert reason in region.reasons


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("徐州市的早市\n来源：福州日报 2021-05-06\n开封市鼓楼区推行“红石驿站”服务。\n", KAIFENG),
        ("早市的变化\n来源：徐州日报 2021-05-06\n鼓楼区推行“红石驿站”服务。\n\n福州市派人观摩。\n", XUZHOU),
        ("徐州市的早市\n鼓楼区推行“红石驿站”服务。\n\n福州市派人观摩。\n", XUZHOU),
        ("早市的变化\n鼓楼区推行“红石驿站”服务，福州市派人观摩。\n\n徐州市也来了人。\n", FUZHOU),
        ("早市的变化\n来源：徐州日报 2021-05-06\n江苏省鼓楼区推行“红石驿站”服务。\n", XUZHOU),
        ("徐州市的早市\n来源：徐州日报 2021-05-06\n鼓楼区推行“红石驿站”服务，福州市派人观摩。\n", XUZHOU),
    ],
    ids=[
        "in front before title and source",
        "source before article",
        "title before article",
        "sentence before article",
        "source within the province in front",
        "title and source together before sentence",
    ],
)
def test_the_stronger_clue_decides(text: str, code: str) -> None:
    assert _region(text, "鼓楼区").code == code


UNRESOLVED = [
    ("nothing", "早市的变化\n鼓楼区推行“红石驿站”服务。\n", "4 of the name, none clearly meant"),
    ("province of two", "早市的变化\n江苏省鼓楼区推行“红石驿站”服务。\n", "2 of the name, none clearly meant"),
    ("two cities alike", "早市的变化\n鼓楼区、徐州市和开封市签约。\n", "4 of the name, none clearly meant"),
    ("another city", "早市的变化\n鼓楼区推行“红石驿站”服务，成都市派人观摩。\n", "4 of the name, none clearly meant"),
    ("where guests are from", "早市的变化\n鼓楼区接待了来自徐州市的客商。\n", "4 of the name, none clearly meant"),
]


@pytest.mark.parametrize(("text", "reason"), [row[1:] for row in UNRESOLVED], ids=[row[0] for row in UNRESOLVED])
def test_what_nothing_decides_stays_apart_and_says_so(text: str, reason: str) -> None:
    extraction = extract_text(text)
    region = called(extraction, "鼓楼区")
    assert region.code is None
    assert region.key == f"Region:鼓楼区?{extraction.document.sha256[:12]}"
    assert region.reasons[-1] == reason


def test_unresolved_names_of_two_articles_have_two_keys() -> None:
    one, other = (_region(f"早市的变化\n鼓楼区推行“{name}”服务。\n", "鼓楼区") for name in ("红石驿站", "清水"))
    assert one.key != other.key


@pytest.mark.parametrize("text", ["鼓楼区接待了来自{}的客商", "鼓楼区赴{}考察早市", "鼓楼区的早市比{}热闹"])
def test_a_place_of_comparison_gives_way(text: str) -> None:
    """福州市 is nearer, but only what is compared."""
    assert _region(f"早市的变化\n{text.format('福州市')}。\n\n徐州市的摊位更多。\n", "鼓楼区").code == XUZHOU
    assert _region("早市的变化\n鼓楼区和福州市签约。\n\n徐州市的摊位更多。\n", "鼓楼区").code == FUZHOU


def test_a_name_means_the_same_further_on_in_its_paragraph() -> None:
    text = "早市的变化\n徐州市鼓楼区推行“红石驿站”服务。鼓楼区还设了热线，福州市派人观摩。\n"
    assert [_region(text, "鼓楼区", number).code for number in (1, 2)] == [XUZHOU, XUZHOU]


def test_a_name_means_the_same_in_the_next_paragraph() -> None:
    text = "早市的变化\n徐州市鼓楼区推行“红石驿站”服务。\n\n鼓楼区还设了热线。\n"
    assert [_region(text, "鼓楼区", number).code for number in (1, 2)] == [XUZHOU, XUZHOU]


def test_the_title_looks_ahead() -> None:
    assert _region("鼓楼区的早市\n南京市鼓楼区推行“红石驿站”服务。\n", "鼓楼区").code == NANJING


def test_two_of_one_name_in_one_article() -> None:
    text = (
        "两地的早市\n徐州市鼓楼区推行“红石驿站”服务。鼓楼区还设了热线。\n\n"
        "开封市鼓楼区推行“清水”行动。鼓楼区还开了夜市。\n"
    )
    assert [_region(text, "鼓楼区", number).code for number in (1, 2, 3, 4)] == [XUZHOU, XUZHOU, KAIFENG, KAIFENG]


def test_two_articles_of_one_file_decide_for_themselves() -> None:
    filler = "大家认真听讲，会场秩序井然，发言踊跃。" * 14
    text = (
        f"鼓楼区召开大会\n来源：徐州日报 2021-05-06\n鼓楼区召开大会。{filler}\n\n"
        f"鼓楼区表彰先进\n来源：福州日报 2021-05-07\n鼓楼区表彰先进。{filler}\n"
    )
    extraction = extract_text(text)
    assert len(extraction.document.sections) == 2
    assert [called(extraction, "鼓楼区", number).code for number in (2, 4)] == [XUZHOU, FUZHOU]


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        (
            "早市的变化\n南通市江海街道推行“红石驿站”服务。\n",
            "Region:江海街道@Region:320600",
            "in front 南通市, which has none of the name",
        ),
        ("早市的变化\n江海街道推行“红石驿站”服务，南通市派人观摩。\n", "Region:江海街道~Region:320600", "near 南通市"),
    ],
)
def test_a_township_of_the_name_in_another_city_is_not_taken(text: str, key: str, reason: str) -> None:
    region = _region(text, "江海街道")
    assert (region.code, region.key) == (None, key)
    assert reason in region.reasons


def test_a_township_of_the_name_in_the_city_is_taken() -> None:
    region = _region("早市的变化\n江海街道推行“红石驿站”服务，广州市海珠区派人观摩。\n", "江海街道")
    assert (region.code, gazetteer().by_code["440105014"].name) == ("440105014", "江海街道")


def test_a_township_needs_more_than_its_province() -> None:
    """Of the two 江海街道, one is in 广东省."""
    region = _region("早市的变化\n江海街道推行“红石驿站”服务，广东省派人观摩。\n", "江海街道")
    assert (region.code, region.key) == (None, "Region:江海街道~Region:440000")


@pytest.mark.parametrize(
    ("text", "name", "code", "reason"),
    [
        ("港闸区推行“红石驿站”服务。", "港闸区", "320613", "formerly 港闸区"),
        ("襄樊市推行“红石驿站”服务。", "襄樊市", "420600", "formerly 襄樊市"),
        ("孟津县推行“红石驿站”服务。", "孟津县", "410308", "formerly 孟津县"),
        ("高邮市高邮镇推行“红石驿站”服务。", "高邮镇", "321084001", "today 高邮街道"),
    ],
)
def test_a_former_name_is_the_division_of_today(text: str, name: str, code: str, reason: str) -> None:
    region = _region(text, name)
    assert (region.code, region.name) == (code, gazetteer().by_code[code].name)
    assert name in region.aliases
    assert reason in region.reasons


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("海南推行“红石驿站”服务。", "海南", "460000"),
        ("吉林推行“红石驿站”服务。", "吉林", "220000"),
        ("吉林市推行“红石驿站”服务。", "吉林市", "220200"),
        ("衡阳推行“红石驿站”服务，衡阳县随后跟进。", "衡阳", "430400"),
        ("江苏省南通市通州推行“红石驿站”服务。", "通州", "320612"),
        ("北京市通州推行“红石驿站”服务。", "通州", "110112"),
        ("南通市通州区推行“红石驿站”服务。", "通州区", "320612"),
    ],
)
def test_short_names(text: str, name: str, code: str) -> None:
    assert _region(text, name).code == code


@pytest.mark.parametrize(("paper", "code"), [("新京报", "110105"), ("新文化报", "220104")])
def test_a_paper_without_a_place_in_its_name_has_a_home(paper: str, code: str) -> None:
    text = f"早市的变化\n来源：{paper} 2021-05-06\n朝阳区推行“红石驿站”服务。\n"
    assert _region(text, "朝阳区").key == f"Region:{code}"


def test_the_only_one_of_a_name_says_so() -> None:
    assert _region("姜堰区推行“红石驿站”服务。", "姜堰区").reasons == ("only one of the name",)


def test_traditional_script_is_decided_alike() -> None:
    text = "早市的變化\n徐州市鼓樓區推行“紅石驛站”服務。\n"
    assert simplify(Tracked.begin("鼓樓區")).text == "鼓楼区"
    assert _region(text, "鼓樓區").code == XUZHOU


# What the choice rests on: the support of clues.


def _clue(code: str, kind: str = "article") -> Clue:
    return Clue(gazetteer().by_code[code], kind, WEIGHTS[kind])


def _supports(code: str, *clues: Clue) -> float:
    return support(gazetteer().by_code[code], clues)[0]


def test_support_grows_with_nearness() -> None:
    itself, parent, sibling, province = (_supports(XUZHOU, _clue(c)) for c in (XUZHOU, "320300", "320311", "320000"))
    assert itself == parent > sibling > province > 0
    assert _supports(XUZHOU, _clue("410200")) == 0


def test_support_adds_kinds_and_a_little_for_more_places() -> None:
    title, source = _clue("320300", "title"), _clue("320300", "source")
    assert _supports(XUZHOU, title, source) == _supports(XUZHOU, title) + _supports(XUZHOU, source)
    again = _supports(XUZHOU, _clue("320311"), _clue("320303"))
    assert _supports(XUZHOU, _clue("320311")) < again < 2 * _supports(XUZHOU, _clue("320311"))
    assert _supports(XUZHOU, title, title) == _supports(XUZHOU, title)


def test_support_says_what_gives_it() -> None:
    clues = [_clue("320311"), _clue("320300", "dateline"), _clue("350100", "title")]
    assert support(gazetteer().by_code[XUZHOU], clues)[1] == ("dateline 徐州市", "article 泉山区")


def test_a_province_alone_supports_no_township() -> None:
    township = "320612119"  # 张芝山镇 of 南通市 通州区
    assert _supports(township, _clue("320000", "title"), _clue("320300", "source")) == 0
    assert _supports(township, _clue("320600")) > 0


@pytest.mark.parametrize(
    ("source", "byline", "kinds"),
    [
        ("徐州日报", None, {("source", "320300")}),
        ("江苏徐州发布", None, {("source", "320300")}),
        (None, "本报徐州5月6日电", {("dateline", "320300")}),
        (None, "新华社南京5月6日电（记者 沈若川）", {("dateline", "320100")}),
        ("本站", "记者 沈若川", set()),
    ],
)
def test_credits_are_read(source: str | None, byline: str | None, kinds: set[tuple[str, str]]) -> None:
    credits = list(read_credits(Section(0, 0, source=source, byline=byline)))
    assert {(clue.kind, clue.division.code) for clue in credits} == kinds
    assert all(clue.weight == WEIGHTS[clue.kind] for clue in credits)


def test_a_paper_of_several_places_gives_each_a_share() -> None:
    credits = list(read_credits(Section(0, 0, source="鼓楼区融媒体中心")))
    assert {clue.division.code for clue in credits} == {NANJING, XUZHOU, FUZHOU, KAIFENG}
    assert sum(clue.weight for clue in credits) == WEIGHTS["source"]

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.corpus.cleaning import clean
from tests.properties import cases

CASES = {
    # pinyin that scrapers leave, and brackets that are none
    "我們(men) 這就發生了翻天覆地的變化。": "我们这就发生了翻天覆地的变化。",
    "產(chan) 業(ye) 園區，43畝(mu) ，共9個(ge)": "产业园区，43亩，共9个",
    "绿（lǜ）色发展，女(nv)工": "绿色发展，女工",
    "人工智能(AI)和氨（NH3）、总值(gdp)": "人工智能（AI）和氨（NH3）、总值（gdp）",
    # script
    "隨著形勢發展，著力全麵推進，著名品牌成效顯著": "随着形势发展，着力全面推进，著名品牌成效显著",
    "方麵製約，批複複墾，積分製考覈": "方面制约，批复复垦，积分制考核",
    "陝西省乾縣、乾安县和於潜镇，若干县市在於抓落實": "陕西省乾县、乾安县和於潜镇，若干县市在于抓落实",
    "中衞市濬縣人": "中卫市浚县人",
    # characters
    "ＡＢＣ１２％，增长５％": "ABC12%，增长5%",
    "总投资1,202.6亿元,07:31开工;见http://a.cn/x?y=1:2": "总投资1,202.6亿元，07:31开工；见http://a.cn/x?y=1:2",
    "「四送一服」和『一卡通』": "“四送一服”和‘一卡通’",
    '"拿地即开工"和"一件事"': "“拿地即开工”和“一件事”",
    "“4•18”活动&nbsp;开\u200b幕\ufeff": "“4·18”活动 开幕",
    # spaces
    "快速通道 服务企业": "快速通道 服务企业",
    "打造高效服务 “快速通道”。共 30 个。": "打造高效服务“快速通道”。共30个。",
    "举办“我心向党 奉献政务”歌咏比赛,  大家 参加。": "举办“我心向党 奉献政务”歌咏比赛，大家参加。",
    "\n\n　　标题　一\n\n\n　　正文。\n": "标题 一\n正文。",
}


@pytest.mark.parametrize(("raw", "text"), CASES.items())
def test_cleaning(raw: str, text: str) -> None:
    assert clean(raw).text == text


FIRST = "全市采取联合组建、分级组建的方式帮办。由机关部门、项目单位、经济开发区和高新区落户板"


def test_a_sentence_broken_by_a_column_is_joined_and_its_place_is_kept() -> None:
    rest = "块分别选派党员，组成支部。"
    cleaned = clean(f"{FIRST}\n\n{rest}")
    assert cleaned.text == FIRST + rest
    assert cleaned.origin[len(FIRST)] == len(FIRST) + 2


@pytest.mark.parametrize(
    "following", ["来源：某某日报", "组织红 项目建支部", "（二）推进改革，优化环境。", "责任编辑：王某，李某"]
)
def test_headings_credits_and_items_are_not_joined(following: str) -> None:
    assert clean(f"{FIRST}\n{following}").text == f"{FIRST}\n{following}"


def test_a_paragraph_mark_lost_inside_a_long_line_is_a_line_break_again() -> None:
    prose = "沈北新区把优化营商环境作为首要任务，持续发力、久久为功，努力让企业受益、让群众得实惠、让改革见效。"
    assert clean(f"　　{prose}　　项目加快推进　　{prose}").text == f"{prose}\n项目加快推进\n{prose}"


PIECES = (
    "我們", "(men) ", "（chan）", "產", "县", "著", "麵", "市政府", "，", ",", "。", " ", "　", "　　", "\n", "\n\n",
    '"', "“", "”",
    "「",
    "』", "：", ":", "1", "9", "%", "％", "Ａ", "(AI)", "http://a.cn/?b:c", "&amp;", "amp;", "&nbsp;",
    "\u200b", "\ufeff",
    "\t", "•", "■", "记者 王某", "来源：某报", "（", "）", "政府召开会议推进项目建设优化营商环境服务企业发展取得成效",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text(max_size=200)


@cases(500)
@given(TEXTS)
def test_every_character_has_a_place_and_cleaning_again_changes_nothing(raw: str) -> None:
    cleaned = clean(raw)
    assert len(cleaned.origin) == len(cleaned.text)
    assert is_rising(cleaned.origin)
    assert all(0 <= place < len(raw) for place in cleaned.origin)
    assert clean(cleaned.text).text == cleaned.text


def is_rising(places: Sequence[int]) -> bool:
    return all(before < after for before, after in pairwise(places))

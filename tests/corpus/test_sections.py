import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.corpus.boilerplate import mark_line
from govgraph.corpus.cleaning import clean
from govgraph.corpus.sections import divide
from govgraph.model import Section
from tests.properties import cases

PROSE = "滨江县委、县政府深入推进营商环境改革，今年以来帮助企业解决问题二十三个。" * 8


def kinds(raw: str) -> list[tuple[str, str]]:
    text = clean(raw).text
    return [(block.kind, text[block.start : block.end]) for block in divide(text)[0]]


def sections(raw: str) -> tuple[Section, ...]:
    return divide(clean(raw).text)[1]


def test_a_page_is_sorted_into_title_author_line_headings_prose_and_boilerplate() -> None:
    raw = f"""首页 > 要闻
微信公众号
滨江：打造“快速通道”
2021-11-19 07:31:00  来源:滨江日报  作者:王某某 李某
听新闻

{PROSE}
多措并举,联系群众更快捷
{PROSE}
责编:赵某
某某口腔医院
• 1"""
    assert [kind for kind, _ in kinds(raw)] == [
        "boilerplate", "boilerplate", "title", "byline", "boilerplate", "body", "heading", "body",
        "boilerplate", "boilerplate", "boilerplate",
    ]  # fmt: skip
    (section,) = sections(raw)
    assert (section.title, section.published, section.source) == (
        "滨江：打造“快速通道”", date(2021, 11, 19), "滨江日报",
    )  # fmt: skip


def test_two_articles_are_divided_at_the_title_over_the_author_line() -> None:
    one = f"滨江县：党建引领促发展\n■某某报记者 王某某 李某\n{PROSE}"
    two = f"临湖县：服务企业解难题\n■某某报记者 赵某某\n{PROSE}"
    first, second = sections(f"{one}\n{two}")
    assert (first.title, second.title) == ("滨江县：党建引领促发展", "临湖县：服务企业解难题")
    assert (first.source, second.byline) == ("某某报", "■某某报记者 赵某某")
    assert (first.start, first.end, second.end) == (0, second.start, len(clean(f"{one}\n{two}").text))


def test_an_author_line_behind_the_prose_does_not_divide() -> None:
    assert len(sections(f"滨江县推进改革\n{PROSE}\n全媒体报道\n来源：滨江日报\n责任编辑：王某")) == 1


@pytest.mark.parametrize(
    ("credit", "source"),
    [
        ("本报滨江10月4日电  （记者王某某）", None),
        ("新华社滨江2月6日电（记者 王某、李某某）", "新华社"),
        ("滨江网讯 ", "滨江网"),
        ("滨江网消息（新闻联播）：", "滨江网"),
        ("本报讯（记者王某）", None),
    ],
)
def test_a_credit_before_the_prose_is_a_byline_of_its_own(credit: str, source: str | None) -> None:
    raw = f"滨江县推进改革\n{credit}{PROSE}"
    assert [kind for kind, _ in kinds(raw)] == ["title", "byline", "body"]
    assert kinds(raw)[-1][1] == PROSE
    assert sections(raw)[0].source == source


@pytest.mark.parametrize("credit", ["（王某某）", "（记者 王某 通讯员 李某某）", "（王某某 摄）"])
def test_a_credit_behind_the_last_prose_is_a_byline_of_its_own(credit: str) -> None:
    assert kinds(f"滨江县推进改革\n{PROSE}\n{PROSE}{credit}")[-2:] == [("body", PROSE), ("byline", credit)]


@pytest.mark.parametrize(
    "line",
    [
        "2月12日电话会议后，全县企业有序复工，企业负责人表示满意。",
        "企业可拨打服务热线12345反映问题，工作人员随时受理。",
        "全县推行一件事改革，压缩办理时限。（责任单位：滨江县委组织部）",
        "记者从滨江县获悉，截至2月19日全县企业复工率达九成。",
        "微信小程序上线后，群众办事更方便，好评率达百分之九十九。",
    ],
)
def test_a_sentence_of_the_article_stays_whole(line: str) -> None:
    assert kinds(f"滨江县推进改革\n{PROSE}\n{line}\n{PROSE}")[2] == ("body", line)


@pytest.mark.parametrize(
    "line",
    [
        "W020180517505687875841.jpg", "数字报", "视听滨江公众号", "· 手机版", "首页 > 今日要闻", "听新闻", "标签：",
        "下一篇",
        "3",
        "滨江市融媒体中心 主办 2004-2019© 未经许可不得转载", "ICP备05016021号-1", "苏公网安备 32108402000003号",
        "责任编辑：王某 举报网络谣言和淫秽信息", "本文转自：某网 a.com", "数据来源：某市统计局",
        "新闻线索：0514-84683100",
        "图为企业车间。（王某 摄）", "版权声明：凡注明来源的作品，版权归某公司。",
    ],
)  # fmt: skip
def test_lines_of_the_page_are_no_part_of_the_article(line: str) -> None:
    assert mark_line(line, 0, len(line)) in ("boilerplate", "end")


def test_a_day_in_the_file_name_is_used_where_the_article_has_none() -> None:
    text = clean(f"滨江县推进改革\n{PROSE}").text
    assert divide(text, "news_20190425_a")[1][0].published == date(2019, 4, 25)
    assert divide(text, "83bf6fe3c3dd0eec")[1][0].published is None


LINES = st.sampled_from(
    [
        PROSE, "滨江县推进改革", "■某某报记者 王某", "来源：滨江日报", "2021-11-19 07:31", "首页", "责任编辑：赵某",
        "下一篇",
        "新华社滨江2月6日电（记者 王某）", f"{PROSE}（王某某）", "核心阅读", "（记者 王某）", "版权声明：转载须注明。",
        "为什么？",
    ]
)  # fmt: skip


@cases(200)
@given(st.lists(LINES, min_size=1, max_size=12).map("\n".join))
def test_whatever_the_lines_the_blocks_cover_the_text_in_order(raw: str) -> None:
    text = clean(raw).text
    blocks, articles = divide(text)
    assert "".join(text[block.start : block.end] for block in blocks).replace(" ", "") == re.sub(r"\s", "", text)
    assert all(one.end <= two.start and one.section <= two.section for one, two in pairwise(blocks))
    assert (articles[0].start, articles[-1].end) == (0, len(text))

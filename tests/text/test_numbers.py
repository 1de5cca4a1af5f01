"""What is a quantity, what only looks like one, and what the words around it say of it."""

import time
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govgraph.text.numbers import KINDS, Quantity, find_quantities


def read(text: str) -> list[tuple[str, str]]:
    return [(str(quantity.value), quantity.unit) for quantity in find_quantities(text)]


def only(text: str) -> Quantity:
    found = find_quantities(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [("恢复到去年同期的九成五。", "9.5"), ("成本降了一成半", "1.5"), ("七成一线员工", "7"), ("三成以上", "3")],
)
def test_tenths_and_half_tenths(text: str, value: str) -> None:
    assert read(text) == [(value, "成")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新建停车位640个", [("640", "个")]),
        ("全县投入7.35亿元", [("7.35", "亿元")]),
        ("到账外资2.4亿美元", [("2.4", "亿美元")]),
        ("常住人口31.8万人", [("31.8", "万人")]),
        ("发放补贴1,250万元", [("1250", "万元")]),
        ("吞吐量58万标准箱", [("58", "万标准箱")]),
        ("PM2.5浓度为28微克/立方米", [("28", "微克/立方米")]),
        ("面积92.6平方公里", [("92.6", "平方公里")]),
        ("清运垃圾6万立方", [("6", "万立方")]),
        ("油库容量80万方", [("80", "万方")]),
        ("占比提高0.7个百分点", [("0.7", "个百分点")]),
        ("压缩至12个工作日", [("12", "个工作日")]),
        ("处理订单2万多批次", [("2", "万批次")]),
        ("梳理9大类事项", [("9", "大类")]),
        ("破解4大难题", [("4", "大")]),
        ("布局六大产业", [("6", "大")]),
        ("推进三大“攻坚行动”", [("3", "大")]),
        ("调解5起共涉及38万元", [("5", "起"), ("38", "万元")]),
        ("复耕77处402.5亩", [("77", "处"), ("402.5", "亩")]),
        ("惠及8个村2万多群众", [("8", "个"), ("2", "万")]),
        ("总人口48万。", [("48", "万")]),
        ("增速-2.6%", [("-2.6", "%")]),
        ("约 450 亩", [("450", "亩")]),
        ("1亿3000万元", [("13000", "万元")]),
        ("投资2千万元", [("2000", "万元")]),
        ("规模达1.3万亿元", [("1.3", "万亿元")]),
        ("5G基站260个", [("260", "个")]),
        ("A级景区3家", [("3", "家")]),
        ("分为甲、乙、C三个类型", [("3", "个")]),
        ("15家园区", [("15", "家")]),
        ("签约66个", [("66", "个")]),
        ("唯一一所中学", [("1", "所")]),
    ],
)
def test_value_and_unit_are_the_texts_own(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一百二十三亿元", ("123", "亿元")),
        ("三万人", ("3", "万人")),
        ("一万二千人", ("12000", "人")),
        ("两千零五户", ("2005", "户")),
        ("两百五十家", ("250", "家")),
        ("二十四小时", ("24", "小时")),
        ("二十多万人", ("20", "万人")),
        ("一亿二千万元", ("12000", "万元")),
        ("十余家", ("10", "家")),
        ("二十来件", ("20", "件")),
        ("十几家", ("10", "家")),
        ("三点五个百分点", ("3.5", "个百分点")),
        ("九成", ("9", "成")),
        ("百分之三十五", ("35", "%")),
        ("三分之一", ("0.3333", "")),
        ("1/4", ("0.25", "")),
        ("两千多", ("2000", "")),
        ("半年", ("0.5", "年")),
        ("两个半小时", ("2.5", "个小时")),
        ("上百个", ("100", "个")),
        ("上亿吨", ("1", "亿吨")),
        ("千万吨", ("1000", "万吨")),
        ("百万只", ("100", "万只")),
        ("逾百条", ("100", "条")),
        ("万家企业", ("1", "万家")),
        ("超千亿元", ("1000", "亿元")),
    ],
)
def test_chinese_numerals(text: str, expected: tuple[str, str]) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2022年",
            "3月15日9时30分",
            "5月8日下午",
            "2020年1月—6月",
            "今年1至5月",
            "二季度",
            "上半年",
            "2022-03-15",
            "近三年",
        ),
        *(
            "晚上8点到次日7点",
            "二〇二三年",
            "五年来",
            "第3批",
            "第十二批",
            "第一",
            "首次",
            "前10名",
            "3号文件",
            "104国道",
        ),
        *(
            "国道312",
            "327省道",
            "12345",
            "1+5",
            "1+3+N",
            "10+3",
            "5G",
            "PM2.5",
            "4.0版",
            "7×24小时",
            "3号小区",
            "3棵树",
        ),
        *("0514-84683100", "苏ICP备05003036号-1", "三联三融", "六稳六保", "三服务", "十四五", "两学一做", "一号战略"),
        *(
            "二十大",
            "一把手",
            "一带一路",
            "一体化",
            "一线",
            "一系列",
            "一批",
            "一些",
            "一定",
            "一个",
            "万众",
            "千家万户",
        ),
        *(
            "一项又一项",
            "一艘艘",
            "下一步",
            "三位一体",
            "最后一公里",
            "进一步",
            "三大队",
            "4大学",
            "5部门",
            "8项目",
            "2场所",
        ),
        *(
            "数十家",
            "几十个",
            "若干项",
            "几万人",
            "亿元以上",
            "每万人",
            "万吨级码头",
            "百亿产业",
            "二期",
            "十九届四中全会",
            "6办1所",
        ),
    ],
)
def test_what_only_looks_like_a_quantity(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    ("text", "bound", "marked"),
    [
        ("达到52家", "exact", "52家"),
        ("流转近800亩", "almost", "近800亩"),
        ("将近6年", "almost", "将近6年"),
        ("大约300人", "about", "大约300人"),
        ("70%左右", "about", "70%左右"),
        ("服务超过5万人", "over", "超过5万人"),
        ("服务超1200个", "over", "超1200个"),
        ("60多万元", "over", "60多万元"),
        ("900余件", "over", "900余件"),
        ("比重在55%以上。", "over", "55%以上"),
        ("不低于2亿元", "over", "不低于2亿元"),
        ("3个多月", "over", "3个多月"),
        ("千余人", "over", "千余人"),
        ("带动上百家企业", "over", "上百家"),
        ("组织上千人次", "over", "上千人次"),
        ("线上百家企业", "exact", "百家"),
        ("惠及过百家企业", "over", "过百家"),
        ("惠及超过百家企业", "over", "超过百家"),
        ("不到7天", "under", "不到7天"),
        ("不超过500万元", "under", "不超过500万元"),
        ("3天以内办结", "under", "3天以内"),
        ("最近4家", "exact", "4家"),
        ("节约90万元", "exact", "90万元"),
        ("其余37家", "exact", "37家"),
    ],
)
def test_bound_and_the_words_that_say_it(text: str, bound: str, marked: str) -> None:
    quantity = only(text)
    assert (quantity.bound, text[quantity.start : quantity.end]) == (bound, marked)
    assert text[quantity.number_start] in "0123456789百千三"


@pytest.mark.parametrize(
    ("text", "value", "upper", "unit"),
    [
        ("增收10—20万元", 10, 20, "万元"),
        ("5%-8%", 5, 8, "%"),
        ("5米至8米", 5, 8, "米"),
        ("三至五年", 3, 5, "年"),
        ("七八家", 7, 8, "家"),
        ("十五六个", 15, 16, "个"),
        ("八九十亿元", 80, 90, "亿元"),
        ("两三个小时", 2, 3, "个小时"),
        ("8千到1万元", Decimal("0.8"), 1, "万元"),
        ("9000万—1.2亿元", Decimal("0.9"), Decimal("1.2"), "亿元"),
    ],
)
def test_ranges(text: str, value: Decimal, upper: Decimal, unit: str) -> None:
    quantity = only(text)
    assert (quantity.bound, quantity.value, quantity.upper, quantity.unit) == ("range", value, upper, unit)


def test_both_ends_of_a_change_count() -> None:
    assert read("社区由26到42个") == [("26", "个"), ("42", "个")]
    assert read("从22%提高到28%") == [("22", "%"), ("28", "%")]
    assert read("由2012年的31.5亿元增加到80亿元") == [("31.5", "亿元"), ("80", "亿元")]


@pytest.mark.parametrize(
    ("text", "threshold"),
    [
        ("5亿元以上的签约项目", True),
        ("投资亿元以上项目", True),
        ("70周岁以上老人", True),
        ("百人以上企业", True),
        ("工期达300天以上，", False),
        ("70%以上的企业", False),
        ("服务20家以上", False),
        ("5个工作日以内办结", False),
        ("5亿元的项目", False),
    ],
)
def test_thresholds(text: str, threshold: bool) -> None:
    assert only(text).threshold is threshold


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *(
            ("3家", "count"),
            ("3万元", "money"),
            ("3亩", "area"),
            ("3公里", "length"),
            ("3万立方", "volume"),
            ("3吨", "weight"),
        ),
        *(("3%", "percent"), ("3倍", "multiple"), ("24小时内", "duration"), ("77岁", "age"), ("3兆瓦", "other")),
        *(("8个月完成", "duration"), ("3个工作日", "duration"), ("3个百分点", "percent"), ("3人次", "count")),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert only(text).kind == kind


def test_the_word_one_is_marked() -> None:
    assert only("建成一所学校").article
    assert not only("建成1所学校").article
    assert not only("建成两所学校").article


_PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            "0123456789.,-—至到由从一二两三十百千万亿零〇点半几多余近约超上过第前每/+% 个家亩元大类以上的年月日时起"
        ),
        st.sampled_from(["分之", "一把手", "以上", "唯一", "2021年", "万元", "个工作日", "十四五", "超过", "不到"]),
        st.characters(),
    ),
    max_size=40,
).map("".join)


@given(_PIECES)
@example("一" * 40)
@example("三点五倍")
@example("²³个½亩٣家")
def test_quantities_are_ordered_and_within_the_text(text: str) -> None:
    end = 0
    for quantity in find_quantities(text):
        assert end <= quantity.start <= quantity.number_start < quantity.end <= len(text)
        assert quantity.value.is_finite()
        assert quantity.kind in KINDS
        assert (quantity.upper is not None) == (quantity.bound == "range")
        assert quantity.upper is None or quantity.upper > quantity.value
        end = quantity.end


@given(st.integers(1, 10**9), st.sampled_from(["家", "万元", "亩", "%", "个工作日"]))
def test_a_written_number_is_read_back(number: int, unit: str) -> None:
    assert read(f"共{number}{unit}，") == [(str(number), unit)]


@pytest.mark.parametrize("piece", ["1", "一", "万", "1,111", "1/", "1—", "十几", "一分之", "2019年", "自啊"])
def test_time_grows_with_the_text(piece: str) -> None:
    """A quadratic pattern would need hours for these."""
    started = time.perf_counter()
    find_quantities(piece * (200_000 // len(piece)))
    assert time.perf_counter() - started < 10

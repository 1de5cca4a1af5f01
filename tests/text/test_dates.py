"""Where a text says when, and which days that is."""

import time
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govgraph.text.dates import find_dates, resolve

PUBLISHED = date(2021, 11, 19)  # a Friday


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("今年1至6月，全县新开工42个项目", ["今年1至6月"]),
        ("2020年1月—9月完成投资", ["2020年1月—9月"]),
        ("截至10月底，已办结600件", ["截至10月底"]),
        ("到5月底前，开工12个", ["到5月底前"]),
        ("由2012年的3亿元增加到2020年的8亿元", ["2012年", "2020年"]),
        ("自3月10日复工以来，返岗5000人", ["自3月10日复工以来"]),
        ("从2月3日开始，抽调80人", ["从2月3日开始"]),
        ("5月6日上午，9月13日16时30分", ["5月6日上午", "9月13日16时30分"]),
        ("去年，我市获批3个；今年以来又增2个", ["去年", "今年以来"]),
        ("“十三五”期间累计投入", ["“十三五”期间"]),
        ("党的十九大以来，全区", ["党的十九大以来"]),
        ("本报北京3月9日电", ["3月9日"]),
        ("2022-06-01 08:30", ["2022-06-01"]),
        ("前三季度增长5%", ["前三季度"]),
        ("每年每月每天", ["每年", "每月", "每天"]),
        ("近年来，日前，近日", ["近年来", "日前", "近日"]),
        ("目前年均增长8%", ["目前"]),
        ("优势体现在三方面", []),
        ("一月一主题", []),
        ("3个月完成", []),
        ("5日内办结", []),
        ("8月1日前往", ["8月1日"]),
        ("12345热线", []),
        ("以上周边地区", []),
    ],
)
def test_spans(text: str, spans: list[str]) -> None:
    assert [span.text for span in find_dates(text)] == spans


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *(("9月13日", "day"), ("昨天", "relative"), ("3月份", "month"), ("年初", "month"), ("一季度", "quarter")),
        *(("上半年", "half"), ("2018年", "year"), ("全年", "year"), ("1—4月", "range"), ("前三季度", "range")),
        *(
            ("目前", "relative"),
            ("近三年", "relative"),
            ("今年以来", "since"),
            ("2月6日起", "since"),
            ("2020-01-02", "day"),
            ("前7个月", "range"),
            ("“十三五”期间", "range"),
            ("党的十九大以来", "since"),
            ("2018年至今", "since"),
            ("8月1日后", "since"),
            ("8月上旬", "month"),
            ("2020年四季度", "quarter"),
            ("三年前", "relative"),
        ),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert [span.kind for span in find_dates(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("今年", "2021-01-01", "2021-12-31"),
        ("去年", "2020-01-01", "2020-12-31"),
        ("前年", "2019-01-01", "2019-12-31"),
        ("二〇一九年", "2019-01-01", "2019-12-31"),
        ("今年1至7月", "2021-01-01", "2021-07-31"),
        ("今年1月—8月", "2021-01-01", "2021-08-31"),
        ("1—4月", "2021-01-01", "2021-04-30"),
        ("11月至2月", "2020-11-01", "2021-02-28"),
        ("2017年至2019年底", "2017-01-01", "2019-12-31"),
        ("2020-2025年", "2020-01-01", "2025-12-31"),
        ("上个月", "2021-10-01", "2021-10-31"),
        ("本月", "2021-11-01", "2021-11-30"),
        ("3月份", "2021-03-01", "2021-03-31"),
        ("12月", "2020-12-01", "2020-12-31"),
        ("去年2月", "2020-02-01", "2020-02-29"),
        ("一季度", "2021-01-01", "2021-03-31"),
        ("四季度", "2021-10-01", "2021-12-31"),
        ("前三季度", "2021-01-01", "2021-09-30"),
        ("前7个月", "2021-01-01", "2021-07-31"),
        ("今年上半年", "2021-01-01", "2021-06-30"),
        ("下半年", "2021-07-01", "2021-12-31"),
        ("9月13日16时", "2021-09-13", "2021-09-13"),
        ("12月30日", "2020-12-30", "2020-12-30"),
        ("3月5日至8日", "2021-03-05", "2021-03-08"),
        ("13日至14日", "2021-11-13", "2021-11-14"),
        ("23日至24日", "2021-10-23", "2021-10-24"),
        ("30日至2日", "2021-10-30", "2021-11-02"),
        ("28日至3月2日", "2021-02-28", "2021-03-02"),
        ("2月6日起", "2021-02-06", "2021-11-19"),
        ("今年以来", "2021-01-01", "2021-11-19"),
        ("2019年以来", "2019-01-01", "2021-11-19"),
        ("自2月10日复工以来", "2021-02-10", "2021-11-19"),
        ("党的十八大以来", "2012-11-08", "2021-11-19"),
        ("截至9月底", "2021-09-30", "2021-09-30"),
        ("到4月底前", "2021-04-30", "2021-04-30"),
        ("截止到2018年底", "2018-12-31", "2018-12-31"),
        ("截至目前", "2021-11-19", "2021-11-19"),
        ("今年初", "2021-01-01", "2021-01-31"),
        ("今年8月底", "2021-08-21", "2021-08-31"),
        ("全年", "2021-01-01", "2021-12-31"),
        ("五年来", "2016-11-20", "2021-11-19"),
        ("近三年", "2018-11-20", "2021-11-19"),
        ("过去三年", "2018-11-20", "2021-11-19"),
        ("最近两个月", "2021-09-20", "2021-11-19"),
        ("昨天", "2021-11-18", "2021-11-18"),
        ("前晚", "2021-11-17", "2021-11-17"),
        ("上周", "2021-11-08", "2021-11-14"),
        ("“十四五”期间", "2021-01-01", "2025-12-31"),
        ("2019-04-25", "2019-04-25", "2019-04-25"),
        ("2019.4.25", "2019-04-25", "2019-04-25"),
        ("近三个月", "2021-08-20", "2021-11-19"),
        ("近10天", "2021-11-10", "2021-11-19"),
        ("近两个星期", "2021-11-06", "2021-11-19"),
        ("8月上旬", "2021-08-01", "2021-08-10"),
        ("8月中旬", "2021-08-11", "2021-08-20"),
        ("2月下旬", "2021-02-21", "2021-02-28"),
        ("十月初", "2021-10-01", "2021-10-10"),
        ("二〇二〇年十月底", "2020-10-21", "2020-10-31"),
        ("十二月二十三日晚", "2020-12-23", "2020-12-23"),
        ("十月十日晚", "2021-10-10", "2021-10-10"),
        ("首季度", "2021-01-01", "2021-03-31"),
        ("前十个月", "2021-01-01", "2021-10-31"),
        ("前12个月", "2021-01-01", "2021-12-31"),
        ("今年底", "2021-12-01", "2021-12-31"),
        ("31日", "2021-10-31", "2021-10-31"),
        ("19日", "2021-11-19", "2021-11-19"),
        ("2018年至今", "2018-01-01", "2021-11-19"),
        ("自2020年3月", "2020-03-01", "2021-11-19"),
    ],
)
def test_resolve(text: str, first: str, last: str) -> None:
    assert resolve(text, PUBLISHED) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("text", "published", "first", "last"),
    [
        ("31日", "2021-03-05", "2021-01-31", "2021-01-31"),
        ("2月29日", "1904-02-01", "1896-02-29", "1896-02-29"),  # 1900 was no leap year
        ("近一个月", "2021-03-31", "2021-03-01", "2021-03-31"),
        ("上个月", "2021-01-05", "2020-12-01", "2020-12-31"),
        ("12月至1月", "2021-01-05", "2020-12-01", "2021-01-31"),
        ("上周", "2021-11-15", "2021-11-08", "2021-11-14"),  # published on a Monday
        ("今年以来", "2021-01-01", "2021-01-01", "2021-01-01"),
    ],
)
def test_the_day_of_publication_settles(text: str, published: str, first: str, last: str) -> None:
    days = date.fromisoformat(first), date.fromisoformat(last)
    assert resolve(text, date.fromisoformat(published)) == days


@pytest.mark.parametrize(
    "text", ["近年来", "日前", "近日", "每年", "每天", "几年前", "2月30日", "2019-02-30", "没有日期", "0周以来", ""]
)
def test_times_that_no_calendar_settles(text: str) -> None:
    assert resolve(text, PUBLISHED) is None


@pytest.mark.parametrize(
    "text", ["今年", "去年3月", "3月份", "9月13日", "目前", "今年以来", "2019年以来", "昨天", "近三年", "全年", "1—4月"]
)
def test_relative_times_need_a_publication(text: str) -> None:
    assert resolve(text, None) is None


@pytest.mark.parametrize("text", ["2018年", "2019年1月—8月", "“十四五”期间", "2019-04-25", "截至2018年底"])
def test_full_dates_need_none(text: str) -> None:
    assert resolve(text, None) is not None


_PIECES = st.lists(
    st.one_of(
        st.sampled_from("0123456789年月日号初底末中前后至到—-今去昨一二三四十〇自截从起来半季度周天个近几多"),
        st.sampled_from(["以来", "上半年", "季度", "截至", "2021年", "十四五", "期间", "“", "目前", "党的十八大"]),
        st.characters(),
    ),
    max_size=30,
).map("".join)


@given(_PIECES, st.none() | st.dates())
@example("今年13月", date.min)
@example("去年", date.min)
@example("明年", date.max)
@example("九年来", date.min)
@example("0月1日至2日", PUBLISHED)
@example("0周以来", PUBLISHED)
def test_any_text_gives_ordered_spans_and_ordered_days(text: str, published: date | None) -> None:
    end = 0
    for span in find_dates(text):
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
        resolved = resolve(span.text, published)
        assert resolved is None or resolved[0] <= resolved[1]
        end = span.end
    resolve(text, published)


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31)))
def test_a_written_day_is_read_back(day: date) -> None:
    assert resolve(f"{day.year}年{day.month}月{day.day}日", None) == (day, day)
    assert resolve(f"{day.month}月{day.day}日", day) == (day, day)


@pytest.mark.parametrize("piece", ["1", "一", "2019年", "1月", "1—", "自2019年啊", " "])
def test_time_grows_with_the_text(piece: str) -> None:
    """A quadratic pattern would need hours for these."""
    started = time.perf_counter()
    find_dates(piece * (200_000 // len(piece)))
    assert time.perf_counter() - started < 10

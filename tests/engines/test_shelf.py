"""What tasks leave for the next build comes back as it was, or not at all."""

from pathlib import Path

import pytest

from govgraph.engines.shelf import Segment, Shelf
from govgraph.errors import SetupError

_PARTS = {"region:320600": "南通市".encode() * 1_000, "": b"\0", "none": b""}


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "made")


def keep(shelf: Shelf, name: str, parts: dict[str, bytes]) -> dict[str, Segment]:
    with shelf.keep(name) as leaf:
        return leaf.conclude(leaf.add(parts))


def test_what_is_kept_is_found_and_read(shelf: Shelf) -> None:
    assert not shelf.exists()
    name = shelf.name("a task", [b"of this"])
    assert not shelf.has(name)
    segments = keep(shelf, name, _PARTS)
    assert (shelf.exists(), shelf.has(name)) == (True, True)
    assert shelf.find(name, dict[str, Segment]) == segments
    assert dict(zip(segments, shelf.read(segments.values()), strict=True)) == dict(sorted(_PARTS.items()))
    assert segments["region:320600"].length < segments["region:320600"].size == 9_000


def test_a_name_is_of_all_that_it_is_made_of(shelf: Shelf) -> None:
    bases = [
        ("a", []),
        ("a", [b""]),
        ("a", [b"b"]),
        ("ab", []),
        ("a", [b"bc"]),
        ("a", [b"b", b"c"]),
        ("a", [b"c", b"b"]),
    ]
    assert len({shelf.name(task, basis) for task, basis in bases}) == len(bases)


def test_equal_parts_are_known_to_be_equal(shelf: Shelf) -> None:
    one, other = keep(shelf, "aa1", _PARTS), keep(shelf, "bb2", _PARTS | {"": b"\1"})
    assert [one[part].digest == other[part].digest for part in sorted(_PARTS)] == [False, True, True]


def test_no_damage_is_read(shelf: Shelf) -> None:
    keep(shelf, "aa1", {"one": b"two"})
    (path,) = shelf.folder.glob("*/*")
    data = path.read_bytes()
    for at in range(len(data)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert shelf.find("aa1", dict[str, Segment]) is None
        path.write_bytes(data[:at])
        assert shelf.find("aa1", dict[str, Segment]) is None
    path.write_bytes(data)
    assert shelf.find("aa1", int) is None  # of another kind
    assert shelf.find("aa1", dict[str, Segment]) is not None


def test_an_end_by_fault_keeps_nothing(shelf: Shelf) -> None:
    with pytest.raises(ZeroDivisionError), shelf.keep("aa1") as leaf:
        leaf.add({"one": b"two"})
        raise ZeroDivisionError
    assert not list(shelf.folder.rglob("*1*"))


def test_what_is_not_wanted_goes(shelf: Shelf) -> None:
    segments = keep(shelf, "aa1", _PARTS)
    keep(shelf, "bb2", _PARTS)
    (shelf.folder / "notes.txt").write_text("not ours")
    shelf.keep_only({"bb2"})
    assert (shelf.has("aa1"), shelf.has("bb2")) == (False, True)
    assert shelf.measure()[0] == 1
    with pytest.raises(SetupError, match="Run the same command again"):
        list(shelf.read(segments.values()))
    shelf.clear()
    assert shelf.measure() == (0, 0)
    assert (shelf.folder / "notes.txt").is_file()

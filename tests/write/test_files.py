from pathlib import Path

import pytest

from govgraph.write.files import replace_file, well_formed


def test_a_finished_block_replaces_the_file(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("old")
    with replace_file(path) as beside:
        beside.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert [item.name for item in tmp_path.iterdir()] == ["graph.ttl"]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_a_broken_block_leaves_the_last_good_file(error: type[BaseException], tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("old")
    with pytest.raises(error), replace_file(path) as beside:
        beside.write_text("half")
        raise error
    assert path.read_text() == "old"
    assert [item.name for item in tmp_path.iterdir()] == ["graph.ttl"]


def test_well_formed_text_is_left_alone() -> None:
    assert well_formed("书记项目 𠮷\x00") == "书记项目 𠮷\x00"
    assert well_formed("\ud83d") == "�"

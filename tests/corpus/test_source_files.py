from pathlib import Path

import pytest

from govgraph.corpus import SourceFile, find_files, read_document
from govgraph.corpus.formats import LARGEST
from govgraph.errors import DocumentError, SetupError


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("县政府召开会议。", encoding="utf-8")


def test_text_files_below_a_folder_are_found_and_hidden_ones_are_not(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/c.TXT", "plain", "page.html", "news.zip", "a.jpg", ".hidden.txt", ".git/x.txt")
    assert [file.name for file in find_files([tmp_path])] == [
        "a/c.TXT", "b.txt", "news.zip", "page.html", "plain",
    ]  # fmt: skip


def test_a_file_named_itself_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    write(tmp_path, "page.news")
    assert [file.name for file in find_files([tmp_path / "page.news"])] == ["page.news"]


def test_the_order_of_the_paths_and_repetition_change_nothing(tmp_path: Path) -> None:
    write(tmp_path, "one/a.txt", "one/b.txt", "two/a.txt")
    paths = [tmp_path / "one", tmp_path / "two", tmp_path / "one" / "a.txt", tmp_path]
    assert find_files(paths) == find_files(paths[::-1])
    assert len(find_files(paths)) == 3


def test_the_id_is_the_stem_and_the_whole_name_where_stems_collide(tmp_path: Path) -> None:
    write(tmp_path, "north/a.txt", "south/a.txt", "b.txt", "c.txt", "c.md")
    ids = {file.name: file.id for file in find_files([tmp_path])}
    assert ids == {"b.txt": "b", "c.md": "c_md", "c.txt": "c_txt", "north/a.txt": "north_a", "south/a.txt": "south_a"}


def test_ids_differ_even_where_two_folders_hold_one_name(tmp_path: Path) -> None:
    write(tmp_path, "one/a.txt", "two/a.txt")
    assert [file.id for file in find_files([tmp_path / "two", tmp_path / "one"])] == ["a_txt", "a_txt_2"]


def test_links_that_lead_in_a_circle_are_walked_once(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert [file.name for file in find_files([tmp_path])] == ["a.txt"]


def test_a_missing_path_stops_the_run_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="does not exist"):
        find_files([tmp_path / "nowhere"])


def reason(path: Path) -> str:
    with pytest.raises(DocumentError) as caught:
        read_document(SourceFile(path.name, path))
    return caught.value.reason


def test_what_cannot_be_used_says_why(tmp_path: Path) -> None:
    for name, data in {"empty": b"", "blank": b" \n\t", "bom": b"\xef\xbb\xbf", "nul": b"a\0b\0\0\1" * 9}.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "pdf").write_bytes(b"%PDF-1.7 \x80\x81")
    (tmp_path / "noise").write_bytes(bytes(range(128, 256)) * 40)
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert {name: reason(tmp_path / name) for name in ("empty", "blank", "bom", "nul", "pdf", "noise")} == {
        "empty": "empty", "blank": "empty", "bom": "empty", "nul": "binary", "pdf": "damaged", "noise": "charset",
    }  # fmt: skip
    assert reason(tmp_path / "link") == reason(tmp_path / "loop") == reason(tmp_path) == "unreadable"


def test_a_file_above_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    assert reason(path) == "too-large"

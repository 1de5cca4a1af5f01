"""A user's folder of word lists: what it adds, and every mistake with its place. It may be hostile."""

import shutil
import time
from itertools import pairwise
from pathlib import Path

import pytest

from govgraph.errors import SetupError
from govgraph.lexicon.additions import Entry
from govgraph.lexicon.folders import check_lexicon, read_lexicon

#: Seconds that the most hostile of files may take.
_PATIENCE = 10


def _folder(path: Path, **files: str | bytes) -> Path:
    """A folder with these word lists."""
    path.mkdir(exist_ok=True)
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (path / f"{name}.yaml").write_bytes(data)
    return path


def _tell(folder: Path) -> str:
    return "\n".join(map(str, check_lexicon(folder).mistakes))


def test_entries_are_added_and_removed(tmp_path: Path) -> None:
    folder = _folder(
        tmp_path / "words",
        programs="national: >\n  渠心帮办\n  河畔夜校 # no comment in a text\nremove: {metaphors: [同心圆]}\n",
        media='homes: {渠畔观察: "321002"}\n',
    )
    (folder / "README.md").write_text("为人而写", encoding="utf-8")
    (folder / ".git").mkdir()
    checked = check_lexicon(folder)
    assert "'#' " not in "".join(map(str, checked.mistakes))
    assert Entry("media", "homes", ("渠畔观察", "321002")) in checked.additions.added
    assert Entry("programs", "national", ("渠心帮办",)) in checked.additions.added
    assert checked.additions.removed == (Entry("programs", "metaphors", ("同心圆",)),)


def test_what_it_says_counts_and_not_how(tmp_path: Path) -> None:
    one = read_lexicon(_folder(tmp_path / "one", programs="national: 渠心帮办 河畔夜校\nheads: 议事亭\n"))
    other = read_lexicon(
        _folder(tmp_path / "other", programs="# 注\nheads: [议事亭]\nnational:\n- 河畔夜校\n- 渠心帮办\n")
    )
    third = read_lexicon(_folder(tmp_path / "third", programs="national: 渠心帮办\nheads: 议事亭\n"))
    assert one == other
    assert one.digest == other.digest != third.digest


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("program", "heads: 议事亭", "program.yaml: no word list is called so; did you mean 'programs.yaml'?"),
        ("confidence", "runs.verb: 1", "confidence.yaml: this list is not for amending: it is measured"),
        ("programs", "\nmetaphers: 甲", "yaml:2:1: programs.yaml has no group 'metaphers'; did you mean 'metaphors'?"),
        ("programs", "departments: 甲", "1:1: programs.yaml has no group 'departments'; enterprises.yaml has one"),
        ("periods", "five_year_plans: {十六五: 1}", "'five_year_plans' is not for amending: it is the State's"),
        ("programs", "heads: {a: 1}", "1:8: in 'heads': this is a mapping; expected is words, separated by spaces"),
        ("programs", "heads: [[甲]]", "1:9: in 'heads': this is a list; expected is a text"),
        ("programs", "heads:\n- 甲\n- 乙 丙\n", "3:3: in 'heads': '乙 丙' is no single word"),
        ("programs", "heads:", "nothing stands here"),
        ("programs", "heads: >\n  甲站\n  乙站 行动\n", "3:6: in 'heads': '行动' is in the package's list already"),
        ("programs", "heads: 甲站 乙站 甲站", "1:14: in 'heads': '甲站' stands in line 1 already"),
        ("programs", "heads: 服務站", "traditional script, and texts are read in simplified: write '服务站'"),
        ("programs", f"heads: {'长' * 61}", "has more than 60 characters"),
        ("programs", "remove: {heads: 活劝}", "'活劝' is not in the package's list"),
        ("programs", "remove: {metaphors: 红引擎擎}", "did you mean '红引擎'?"),
        ("programs", "heads: 甲站\nremove: {heads: 甲站}", "is added and removed (line 2)"),
        ("programs", "remove: 甲站", "below 'remove' stand names of groups"),
        ("posts", "remove: {office_tails: 助理}", "was the last entry left"),
        ("programs", "variants: [渠心帮办]", "'渠心帮办' is one name; a row has two or more"),
        ("media", "homes: {渠畔观察: 32}", "'32' is not what is expected here: a division code of six digits"),
        ("media", 'homes: {新华日报: "320100"}', "has another value already, 320000"),
        ("media", "homes: 渠畔观察", "this is a text; expected is a mapping, each name to a division code"),
        ("periods", "days: {大后天: 三}", "'三' is not what is expected here: a whole number"),
        ("periods", "events: {盛会: 2022-13-01}", "'2022-13-01' is not what is expected here: a day"),
        ("periods", "not_after: {现在: ']'}", "']' cannot stand among these characters"),
        ("units", "kinds: {counts: 帮次}", "stands under no name of the list: age, area, count"),
        ("script", "phrases: {甲乙: 丙}", "are not of one length"),
        ("boilerplate", "ends: ['(渠畔']", "is no regular expression"),
        ("boilerplate", "ends: ['.*']", "'.*' matches every line"),
        ("boilerplate", "closing_credits: ['.$']", "'.$' matches every line"),
        ("boilerplate", "ends: ['x*']", "'x*' matches every line"),
        ("boilerplate", "ends: ['(?:渠+)+$']", "takes for ever on some lines"),
        ("boilerplate", "ends: 渠畔", "this is a text; expected is a list of regular expressions"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(tmp_path: Path, name: str, content: str, told: str) -> None:
    folder = _folder(tmp_path / "words", **{name: content})
    assert told in _tell(folder)
    with pytest.raises(SetupError, match="has mistakes; nothing was read"):
        read_lexicon(folder)


def test_all_mistakes_are_told_in_order(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "words", programs="heads: 行动\nverb: 甲\n", boilerplate="ends: ['(', '.*']\n")
    assert [(m.file, m.line, m.column) for m in check_lexicon(folder).mistakes] == [
        ("boilerplate.yaml", 1, 8), ("boilerplate.yaml", 1, 13), ("programs.yaml", 1, 8), ("programs.yaml", 2, 1),
    ]  # fmt: skip


_LAUGHS = "a: &a [甲, 甲]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in pairwise("abcdefghij")
)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"heads: [\xe7\x94\xb2", "2:1: this is no YAML: did not find expected"),
        (b"heads: \xe7\x94\xb2\n  b: c: d\n", "2:4: this is no YAML: mapping values are not allowed"),
        ("heads: 甲站".encode("gb18030"), "1:1: this is no UTF-8"),
        (b"verbs: a\nheads: \xff", "programs.yaml:2:1: this is no UTF-8"),
        ("heads: 甲站".encode("utf-16"), "this is no UTF-8"),
        (b"heads: a\x00b", "1:9: the control character '\\x00' stands here"),
        (b"heads: \xed\xa0\x80", "this is no UTF-8"),
        (_LAUGHS.encode(), "1:4: word lists have no anchors (&) and no aliases (*)"),
        (b"heads: *a", "no anchors (&) and no aliases (*)"),
        (b"heads: !!python/object/apply:os.system [ls]", "1:8: word lists have no tags (!)"),
        (b"[" * 100_000, "this stands deeper than anything in a word list does"),
        (b"heads: " + b"{a: " * 5000, "this stands deeper"),
        (b"heads: a\n---\nheads: b\n", "2:1: a file has one list"),
        ("heads: 甲站\nheads: 乙站\n".encode(), "2:1: 'heads' stands here a second time"),
        (b"organs: {a: 1, a: 2}\n", "1:16: 'a' stands here a second time"),
        (b"? [a, b]\n: c\n", "has no group"),
        (b"- a\n", "1:1: a word list is a mapping"),
        (b"text", "a word list is a mapping"),
        (b"#" * ((1 << 20) + 1), "the file has more than 1024 kB"),
        (b"%BOGUS\n", "this is no YAML"),
    ],
)  # fmt: skip
def test_a_hostile_file_is_refused_soon(tmp_path: Path, content: bytes, told: str) -> None:
    begin = time.monotonic()
    assert told in _tell(_folder(tmp_path / "words", programs=content))
    assert time.monotonic() - begin < _PATIENCE


def test_a_file_of_many_words_is_read_soon(tmp_path: Path) -> None:
    words = " ".join(f"甲{number:05}" for number in range(20_000))
    begin = time.monotonic()
    checked = check_lexicon(_folder(tmp_path / "words", programs=f"heads: {words}\n"))
    assert time.monotonic() - begin < _PATIENCE
    assert (len(checked.additions.added), checked.mistakes) == (20_000, ())


def test_what_is_no_list_is_told(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "words", programs="# nothing yet\n")
    assert not check_lexicon(folder).additions
    (folder / "programs.txt").write_text("甲", encoding="utf-8")
    (folder / "more").mkdir()
    (folder / "gone.yaml").symlink_to(folder / "nowhere")
    told = _tell(folder)
    assert "programs.txt: no word list is called so; did you mean 'programs.yaml'?" in told
    assert "more: this is a folder" in told
    assert "gone.yaml: this is no file that can be read" in told
    shutil.rmtree(folder)
    with pytest.raises(SetupError, match="Name a folder"):
        check_lexicon(folder)

"""Fingerprints: the same in every process and on every machine, blind to marks and titles, small."""

from itertools import combinations
from operator import eq
from pathlib import Path

from govgraph.corpus import SourceFile, read_document
from govgraph.corpus.fingerprints import SLOTS, read_fingerprint, take_fingerprint
from tests.conftest import Run
from tests.extract.reading import extract_text, read_text

_ROOT = Path(__file__).parents[2]
_STORY = (
    "澄川市的夜市上周重新开张。三百多家摊位沿河排开，最远的一家从邻省赶来！管理处说，今年摊位费减免四成；"
    "愿意留下的摊主，还能租到河边的门面。去年夜市停办93天，摊主们各自谋生。"
)
#: Written by rensa 0.5.0. A fingerprint in a cache is worth nothing once this changes.
_WRITTEN = (
    "QgAAAGInU+LL/8HVcF15sHmlycAq/8RW+CboJ/1HxO+qlCb0HldUDhYg6yjW7eQZjaf8bIr3YOjmcoExsBFs2sCckJesixcwZ/X5Z+/mjVnu"
    "FaopoIt9Ggxe1m0aS0KcATeeE1jA7p4I7/Yk1hbZCZi++6n0hjE61Juxmc2Y5m3ZzDDLBctahHmEy31G0fwLMgt26q45dUIFnprnrxnUUOvE"
    "6hQiWfLVlLCzI/5lZU3gYM+q6yYfAemxtle6Q5goCtkxWzmkOVNyLiT/zAJcr21mERkfY/PnS84ze7CHB9Dpdm/1ZqCgcE5O946z34qwo8G3"
    "NuzLjm4g2rQfFfe4VBswT3uTjgAAdAsAAACCAABTjwAAa/pT/g=="
)


def test_the_same_everywhere(govgraph: Run, tmp_path: Path) -> None:
    assert take_fingerprint(read_text(_STORY)) == _WRITTEN
    (tmp_path / "story.txt").write_text(_STORY, encoding="utf-8")
    for seed in ("1", "4711"):
        assert f'"fingerprint": "{_WRITTEN}"' in govgraph("extract", tmp_path, env={"PYTHONHASHSEED": seed}).stdout


def test_it_is_in_the_extraction() -> None:
    assert extract_text(_STORY).document.fingerprint == _WRITTEN


def test_marks_lines_and_script_change_nothing() -> None:
    spelled = _STORY.replace("，", ",").replace("！", " ! ").replace("沿河", "沿 河").replace("开张", "開張")
    assert take_fingerprint(read_text(spelled)) == _WRITTEN


def test_titles_and_credits_change_nothing() -> None:
    retitled = f"夜市重新开张\n2023-02-17 澄川晚报\n{_STORY}\n责任编辑：纪闻\n"
    assert take_fingerprint(read_text(retitled)) == _WRITTEN


def test_a_text_of_few_words_has_none() -> None:
    assert take_fingerprint(read_text("澄川市的夜市上周重新开张。")) == ""


def test_sentences_tell_their_figures_apart() -> None:
    told = read_fingerprint(take_fingerprint(read_text(_STORY))).sentences
    other = read_fingerprint(take_fingerprint(read_text(_STORY.replace("93", "39")))).sentences
    assert told[:-1] == other[:-1]
    assert told[-1][0] == other[-1][0]
    assert told[-1][1] != other[-1][1]


def test_different_articles_agree_in_no_slot_by_chance() -> None:
    """Sixteen bits of a slot are enough, and the longest text is no exception."""
    written = [
        take_fingerprint(read_document(SourceFile(path.name, path))) for path in sorted((_ROOT / "seeds").glob("*.txt"))
    ]
    long = "".join(f"第{number}条街上有{number * 7}户人家住了{number * 13}年。" for number in range(9000))
    slots = [memoryview(read_fingerprint(one).slots).cast("H") for one in (*written, take_fingerprint(read_text(long)))]
    agreeing = [sum(map(eq, one, another)) for one, another in combinations(slots, 2)]
    assert sum(agreeing) <= 2 * len(agreeing)
    assert max(agreeing) < SLOTS / 16


def test_it_does_not_grow_with_a_dump_of_articles() -> None:
    dump = "".join(f"第{number}条街上有{number * 7}户人家住了{number * 13}年。" for number in range(30_000))
    assert len(take_fingerprint(read_text(dump))) < 20_000

"""Rows of names and the parts that prepositions give to them, where a whole text cannot show them."""

from itertools import chain

from govgraph.extract.clauses.roles import Rows, find_helpers, read_roles, row_at
from govgraph.extract.clauses.subjects import Subjects
from govgraph.extract.mentions import Mention, Scene
from govgraph.text.passages import Clause
from tests.extract.reading import read_clauses


def _names(mentions: tuple[Mention, ...] | list[Mention]) -> list[str]:
    return [mention.name for mention in mentions]


def _rows(text: str) -> list[list[str]]:
    """The rows of more than one name, each once."""
    scene, subjects, _ = read_clauses(text)
    mentions = list(chain.from_iterable(subjects.within(p.start, p.end) for p in scene.passages))
    rows = Rows(scene, mentions)
    return [_names(rows.of(one)) for one in mentions if len(rows.of(one)) > 1 and rows.of(one)[0] is one]


def _first(text: str) -> tuple[Scene, Subjects, Clause]:
    scene, subjects, clauses = read_clauses(text)
    return scene, subjects, clauses[0]


def test_names_of_one_kind_stand_in_a_row() -> None:
    assert _rows("姜堰区财政局、姜堰区税务局和姜堰区商务局到场。") == [["姜堰区财政局", "姜堰区税务局", "姜堰区商务局"]]


def test_a_comma_or_a_name_of_another_kind_ends_the_row() -> None:
    assert _rows("姜堰区财政局到场，姜堰区税务局也来了。") == []
    assert _rows("姜堰区财政局、岚谷集团到场。") == []


def test_companies_and_projects_share_a_row() -> None:
    scene, subjects, _ = read_clauses("溱湖众创城项目总投资30亿元。岚谷集团、溱湖众创城项目获奖。")
    mentions = subjects.within(scene.passages[0].sentences[1].start, scene.passages[0].end)
    assert [m.type for m in Rows(scene, mentions).of(mentions[0])] == ["Enterprise", "Project"]


def test_a_name_that_was_never_seen_stands_alone() -> None:
    scene, _, _ = read_clauses("姜堰区召开会议。")
    stranger = Mention(0, 1, "Region", "某区", "region.full", 0.9)
    assert Rows(scene, ()).of(stranger) == [stranger]


def test_a_row_starts_at_a_place_and_behind_its_mark() -> None:
    text = "姜堰区推行“堰里快办”“堰企贷”等服务。"
    scene, subjects, clause = _first(text)
    assert _names(row_at(scene, subjects, clause.start + text.index("“"), clause.end)) == ["堰里快办", "堰企贷"]
    assert row_at(scene, subjects, clause.start + text.index("推行"), clause.end) == []


def test_a_row_takes_the_last_of_a_chain_of_places() -> None:
    scene, subjects, clause = _first("姜堰区罗塘街道、兴化市到场。")
    assert _names(row_at(scene, subjects, clause.start, clause.end)) == ["罗塘街道", "兴化市"]


def test_roles_are_read_behind_their_prepositions() -> None:
    roles = read_roles(*_first("由姜堰区财政局、姜堰区税务局会同兴化市财政局，为企业服务。"))
    assert _names(roles.agents) == ["姜堰区财政局", "姜堰区税务局"]
    assert _names(roles.partners) == ["兴化市财政局"]
    assert roles.receivers == ()
    assert _names(read_roles(*_first("姜堰区财政局为岚谷集团送去口罩。")).receivers) == ["岚谷集团"]


def test_a_preposition_inside_a_word_gives_no_role() -> None:
    assert read_roles(*_first("姜堰区的资金投向江苏云岫新材料股份有限公司。")).receivers == ()
    assert read_roles(*_first("理由兴化市知道。")).agents == ()


def test_helpers_are_the_last_name_and_those_joined_to_it() -> None:
    text = "在姜堰区财政局和姜堰区商务局的支持下，岚谷集团复工。"
    scene, subjects, _ = read_clauses(text)
    helpers, behind = find_helpers(scene, subjects, scene.passages[0].sentences[0])
    assert sorted(_names(helpers)) == ["姜堰区商务局", "姜堰区财政局"]
    assert scene.text[behind:].startswith("，岚谷集团")


def test_without_helpers_the_sentence_begins_at_its_start() -> None:
    scene, subjects, _ = read_clauses("岚谷集团复工。")
    sentence = scene.passages[0].sentences[0]
    assert find_helpers(scene, subjects, sentence) == ([], sentence.start)

"""Which quantities are reported, and the words that each figure takes from those told before it."""

import pytest

from govgraph.extract.figures.indicators import Telling
from govgraph.extract.figures.reported import is_planned, is_reported
from tests.extract.reading import read_clauses


def _reported(text: str) -> list[bool]:
    """For every quantity of a text, whether it reports something."""
    scene, _, clauses = read_clauses(text)
    passage = scene.passages[0]
    return [
        is_reported(scene, passage, c, q) for q in passage.quantities for c in clauses if c.start <= q.start < c.end
    ]


def _planned(text: str) -> list[bool]:
    """For every clause of a text's first sentence, whether it tells what is to come."""
    scene, _, _ = read_clauses(text)
    sentence, planned = scene.passages[0].sentences[0], False
    found: list[bool] = []
    for clause in sentence.clauses:
        planned = is_planned(scene, sentence, clause, planned=planned)
        found.append(planned)
    return found


def _told(text: str) -> list[str]:
    """The words of every figure of a text's first sentence."""
    scene, subjects, _ = read_clauses(text)
    passage, telling = scene.passages[0], Telling(scene)
    found: list[str] = []
    for clause in passage.sentences[0].clauses:
        subject = subjects.of(clause)
        assert subject is not None
        quantities = [q for q in passage.quantities if clause.start <= q.start < clause.end]
        for index in range(len(quantities)):
            found += telling.of(clause, quantities, index, subject.mention)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "姜堰区走访企业42家。",
        "姜堰区目前有驿站42个。",
        "岚谷光电提前90天开工。",
        "姜堰区审批用时3天。",
        "姜堰区一个工作日办结。",
        "姜堰区每周开展一次走访。",
        "姜堰区税收占比提高了三分之一。",
        "姜堰区修路5公里。",
    ],
)
def test_what_was_done_or_got_is_reported(text: str) -> None:
    assert _reported(text) == [True]


@pytest.mark.parametrize(
    "text",
    [
        "姜堰区位列前10名。",
        "姜堰区排名第3位。",
        "姜堰区是26个示范县之一。",
        "3公里外是姜堰区。",
        "姜堰区方圆5公里没有路灯。",
        "27年前的姜堰区没有路灯。",
        "历经90天，姜堰区建成公厕。",
        "姜堰区召开一次会议。",
        "姜堰区跻身千亿元俱乐部。",
        "姜堰区成为税收超百亿元的园区。",
        "岚谷光电切割3毫米的玻璃。",
        "姜堰区今年72岁的老人行动不便。",
        "双桂村贫困户贺大山养鸡300只。",
        "岚谷集团投产年产2万吨树脂项目。",
        "姜堰区落实“金牌服务34条”。",
    ],
)
def test_ranks_distances_classes_and_names_report_nothing(text: str) -> None:
    assert True not in _reported(text)


def test_a_plan_holds_for_the_clauses_behind_it() -> None:
    assert _planned("姜堰区力争建成公厕50座，改造菜场9个。") == [True, True]
    assert _planned("下一步，姜堰区改造菜场9个。") == [True, True]
    assert _planned("到2028年底，姜堰区改造菜场9个。") == [True, True]


def test_a_plan_ends_at_a_semicolon_and_at_what_was_done() -> None:
    assert _planned("姜堰区计划走访企业42家；改造菜场9个。") == [True, False]
    assert _planned("姜堰区计划走访企业42家，目前走访31家。") == [True, False]


def test_the_future_particle_needs_a_verb() -> None:
    assert _planned("姜堰区将投资6亿元。") == [True]
    assert _planned("姜堰区即将建成公厕50座。") == [True]
    assert _planned("姜堰区将109个事项并入清单。") == [False]
    assert _planned("姜堰区将事项并入清单。") == [False]


def test_a_planned_sum_and_planned_tasks_are_no_plans() -> None:
    assert _planned("溱湖众创城项目计划总投资30亿元。") == [False]
    assert _planned("姜堰区完成计划任务120项。") == [False]


def test_growth_leans_on_what_was_told_before() -> None:
    assert _told("姜堰区吞吐量3341万吨，同比增长25%。") == ["吞吐量", "吞吐量同比增长"]


def test_each_of_a_row_has_its_own_words() -> None:
    assert _told("姜堰区财政收入、工业产值分别增长18%和5%。") == ["财政收入增长", "工业产值增长"]
    assert _told("姜堰区办结率、回访率均达100%。") == ["办结率", "回访率"]


def test_a_row_that_does_not_match_its_figures_is_not_told_apart() -> None:
    assert "财政收入增长" not in _told("姜堰区财政收入、工业产值和农业产值分别增长18%和5%。")
    assert len(_told("姜堰区党员、干部均捐款100元。")) == 1


def test_a_figure_without_words_tells_nothing() -> None:
    assert _told("达到12家。") == []

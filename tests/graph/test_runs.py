"""Runs of rows: all of them, none too heavy, and a row more or less moves few ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.graph.runs import cut
from tests.properties import cases

_ROWS = st.lists(st.tuples(st.text(max_size=6), st.integers(0, 40)), max_size=60)


def _name(row: tuple[str, int]) -> str:
    return row[0]


def _weigh(row: tuple[str, int]) -> int:
    return row[1]


@cases(100)
@given(_ROWS, st.integers(1, 50))
def test_runs_are_all_rows_in_their_order_and_none_is_too_heavy(rows: list[tuple[str, int]], most: int) -> None:
    runs = list(cut(rows, most, _name, _weigh))
    assert [row for run in runs for row in run] == rows
    assert all(run and (sum(map(_weigh, run)) <= most or len(list(filter(_weigh, run))) == 1) for run in runs)


def test_a_run_is_half_of_the_most_as_a_rule() -> None:
    runs = list(cut(map(str, range(100_000)), 200, str))
    assert 900 < len(runs) < 1_200
    assert min(map(len, runs[:-1])) >= 50


@pytest.mark.parametrize("at", [0, 17, 4_321, 9_999])
def test_a_row_more_or_less_moves_few_ends(at: int) -> None:
    rows = [str(number) for number in range(10_000)]
    runs = {tuple(run) for run in cut(rows, 100, str)}
    for changed in (rows[:at] + rows[at + 1 :], [*rows[:at], "another", *rows[at:]]):
        again = {tuple(run) for run in cut(changed, 100, str)}
        assert len(again - runs) <= 4


def test_a_row_that_weighs_the_most_stands_alone() -> None:
    assert list(cut("abcabc", 9, str, {"a": 1, "b": 20, "c": 2}.__getitem__)) == [
        ["a"],
        ["b"],
        ["c", "a"],
        ["b"],
        ["c"],
    ]

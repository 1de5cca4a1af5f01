"""``benchmarks/mutation.py``: a mutant is the function with one change, and nothing else is touched."""

from pathlib import Path

import pytest

from benchmarks.mutation import find_mutants, interval, plant
from govgraph.graph import pinyin


def test_a_mutant_takes_the_place_of_its_function(root: Path) -> None:
    path = root / "src" / "govgraph" / "graph" / "pinyin.py"
    # The second is cached: mutmut itself leaves such functions out.
    functions = {"spell": pinyin.spell, "_spell_word": pinyin._spell_word.__wrapped__}
    whole = {name: function.__code__ for name, function in functions.items()}
    mutants = list(find_mutants(path))
    assert {mutant.function for mutant in mutants} == functions.keys()
    assert len({mutant.id for mutant in mutants}) == len(mutants)
    for mutant in mutants:
        plant(mutant)
        try:
            assert [name for name in whole if functions[name].__code__ != whole[name]] == [mutant.function]
        finally:
            functions[mutant.function].__code__ = whole[mutant.function]


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(0, 10, 0.0, 0.278), (5, 10, 0.237, 0.763), (10, 10, 0.722, 1.0), (400, 500, 0.763, 0.833)],
)
def test_interval_is_wilsons(hits: int, of: int, low: float, high: float) -> None:
    assert interval(hits, of) == pytest.approx((low, high), abs=0.001)

"""Word lists as regular expressions."""

import re
import time
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.lexicon.patterns import any_of, find_fault

WORDS = st.lists(st.text(st.sampled_from("市县委局.+"), min_size=1, max_size=4), min_size=1, max_size=12, unique=True)


def test_a_machine_that_stops_for_a_while_is_no_fault_of_a_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = count(0, 60)
    for name in ("perf_counter", "monotonic", "time"):
        monkeypatch.setattr(time, name, lambda: next(clock))
    assert find_fault("渠畔观察客户端(?:出品|监制)") is None
    assert find_fault("(?:渠+)+$") is not None


@given(WORDS, st.text(st.sampled_from("市县委局.+"), max_size=12))
def test_finds_what_the_plain_list_finds_longest_first(words: list[str], text: str) -> None:
    plain = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    for tail in ("", "$", "(?=市)"):
        found = [match.span() for match in re.finditer(f"(?:{any_of(words)}){tail}", text)]
        assert found == [match.span() for match in re.finditer(f"(?:{plain}){tail}", text)]

"""Word lists as regular expressions."""

import re

from hypothesis import given
from hypothesis import strategies as st

from govgraph.lexicon.patterns import any_of

WORDS = st.lists(st.text(st.sampled_from("市县委局.+"), min_size=1, max_size=4), min_size=1, max_size=12, unique=True)


@given(WORDS, st.text(st.sampled_from("市县委局.+"), max_size=12))
def test_finds_what_the_plain_list_finds_longest_first(words: list[str], text: str) -> None:
    plain = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    for tail in ("", "$", "(?=市)"):
        found = [match.span() for match in re.finditer(f"(?:{any_of(words)}){tail}", text)]
        assert found == [match.span() for match in re.finditer(f"(?:{plain}){tail}", text)]

"""The words of the page, and the style sheet that shell.py puts together."""

import re
from collections.abc import Iterator
from typing import Any

from govgraph.model import Graph
from govgraph.write.html.page import render_page
from govgraph.write.html.shell import read_asset, read_words


def leaves(words: dict[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for key, value in words.items():
        if isinstance(value, dict):
            yield from leaves(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", value


def test_both_languages_say_the_same_things_with_the_same_gaps() -> None:
    languages = [
        {path: set(re.findall(r"\{\w+\}", text)) for path, text in leaves(words)} for words in read_words().values()
    ]
    assert languages[0] == languages[1]


def test_no_word_has_the_name_of_a_method() -> None:
    """Jinja would write the method into the markup in its place."""
    parts = {part for path, _ in leaves(read_words()["zh"]) for part in path.split(".")}
    assert not parts & set(dir(dict))


def test_the_dark_colours_stand_in_both_places() -> None:
    page = render_page(Graph()).decode()
    assert page.count(read_asset("dark.css")) == 2
    assert "/* dark.css */" not in page

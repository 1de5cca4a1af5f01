"""Traditional script to simplified, character for character."""

import re
from functools import cache

from opencc import OpenCC

from govgraph.corpus.tracking import Tracked
from govgraph.lexicon import read


def simplify(text: Tracked) -> Tracked:
    """The same text in simplified script; the length does not change."""
    converted = _converter().convert(text.text)
    if len(converted) != len(text.text):
        converted = _convert_singly(text.text)
    pattern, repairs = _repairs()
    return text.replace(pattern.sub(lambda match: repairs[match[0]], converted))


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def _convert_singly(text: str) -> str:
    """Without the phrases, of which one changed the length."""
    single = {char: _converter().convert(char) for char in set(text)}
    return "".join(single[char] if len(single[char]) == 1 else char for char in text)


@cache
def _repairs() -> tuple[re.Pattern[str], dict[str, str]]:
    entry = read("script")
    particle, phrases = entry["particle"], dict(entry["phrases"])
    before, after = ("".join(particle[side].split()) for side in ("after", "before"))
    pattern = "|".join([*map(re.escape, phrases), f"(?<![{before}]){particle['from']}(?![{after}])"])
    return re.compile(pattern), {**phrases, particle["from"]: particle["to"]}

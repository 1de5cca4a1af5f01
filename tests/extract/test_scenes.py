"""How finders look into a scene: in the whole text at once, with what a search of each paragraph would find."""

import re
from functools import cache
from pathlib import Path

import pytest
from ahocorasick_rs import AhoCorasick

from govgraph.extract.mentions import Scene
from govgraph.text.passages import read_passages
from tests.extract.reading import read_text

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
#: A title, a credit that opens the line of a paragraph, and one that closes another.
CREDITED = "淮安市推行改革\n本报讯（记者 王一）姜堰区推行改革，办结83件。\n镇村干部走访企业，群众满意。（记者 王二）\n"
PATTERNS = ("改革|企业|公司", "[省市区县镇村]", "(?<=。)[^，。]{1,9}", "[^，。；]{2,30}", "（[^）]*）", "没有这样的字")


def _scene(text: str) -> Scene:
    return Scene(read_passages(read_text(text)))


@cache
def _scenes() -> tuple[Scene, ...]:
    return tuple(_scene(text) for text in (CREDITED, *(path.read_text(encoding="utf-8") for path in SEEDS)))


def test_one_scene_has_passages_inside_of_lines() -> None:
    edges = [scene.text[passage.start - 1] for scene in _scenes() for passage in scene.passages if passage.start]
    assert {"\n"} < set(edges)


@pytest.mark.parametrize("shape", PATTERNS)
def test_matches_are_those_of_each_passage(shape: str) -> None:
    pattern = re.compile(shape)
    for scene in _scenes():
        alone = [
            (passage, match.span())
            for passage in scene.passages
            for match in pattern.finditer(scene.text, passage.start, passage.end)
        ]
        assert [(passage, match.span()) for passage, match in scene.matches(pattern)] == alone


@pytest.mark.parametrize("overlapping", [False, True])
def test_hits_are_those_of_each_passage(overlapping: bool) -> None:
    matcher = AhoCorasick(["改革", "革", "记者", "推行改革", "企业", "区"])
    for scene in _scenes():
        alone = [
            (passage, index, passage.start + start, passage.start + end)
            for passage in scene.passages
            for index, start, end in matcher.find_matches_as_indexes(
                scene.text[passage.start : passage.end], overlapping=overlapping
            )
        ]
        assert scene.hits(matcher, overlapping=overlapping) == alone


def test_words_are_found_where_they_are_words() -> None:
    scene = _scene("淮安市推行改革\n全区改革者推行改革，园区和新区推行园区改革。\n")
    wanted = ("改革", "园区", "新区")
    words = [word for passage in scene.passages for word in passage.words if word.text in wanted]
    assert scene.find_words(wanted) == words
    assert len(words) > 3

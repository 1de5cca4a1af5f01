"""Where the name of a person stands behind a title: a surname and a given name, or sounds of another language."""

import re

from govgraph.extract.mentions import Scene, words
from govgraph.extract.posts.offices import holds_office
from govgraph.model import EntityType
from govgraph.text.passages import Passage
from govgraph.text.words import tag_of

_HAN = re.compile("[\u4e00-\u9fff]+")
_NAMED: tuple[EntityType, ...] = ("PublicOrganisation", "PartyOrganisation", "Enterprise")
#: A name in two or three parts: 艾尔肯·吐尼亚孜.
_PARTS = re.compile("[\u4e00-\u9fff]{1,7}(?:[·•・．‧][\u4e00-\u9fff]{1,7}){0,2}[·•・．‧](?=[\u4e00-\u9fff])")
#: A name of two characters set wide: 王　伟.
_WIDE = re.compile("([\u4e00-\u9fff])[ \u3000]{1,2}([\u4e00-\u9fff])")
#: How far a name is looked for again.
_AROUND = 1500
_SPEAKS = re.compile("笑着|[笑]?(?:说|道|表示|介绍|告诉|坦言|认为)")
#: Characters of adverbs; 立新 is one too by the dictionary, and a given name.
_FUNCTION = re.compile("[不已还也都就才又再更最很只曾先后必须应当均一]")
#: Tags that jieba's dictionary gives to given names and to words that serve as such.
_NAME_TAGS = ("x", "nr", "nrt", "nrfg", "nz", "ns", "n", "a", "z")
#: Tags of common words: 严肃|指出 and 全程|陪同 are no names, while 局长白露，may be one.
_COMMON_TAGS = ("n", "a", "z")
#: Characters that join a name to what follows; inside a name only as part of a word: 雍|和平.
_JOINING = frozenset("的和与等说在是了、")


def name_end(scene: Scene, passage: Passage, at: int) -> int | None:
    """Where a person's name that starts here ends; None where none does."""
    text = scene.text[at : min(at + 6, passage.end)]
    if not _HAN.match(text) or scene.starting_at(at, *_NAMED) or _is_place(scene, at):
        return None
    if parts := _PARTS.match(scene.text, at, min(at + 20, passage.end)):
        return _foreign_end(scene, passage, parts.end(), 1)
    if (wide := _WIDE.match(text)) and wide[1] in words("posts", "surnames") and tag_of(wide[2]) != "v":
        return at + wide.end() if _is_followed(scene, at + wide.end(), passage) else None
    lengths = _lengths(text)
    if foreign := _foreign_end(scene, passage, at, 4 if lengths else 3):
        return foreign
    scored = [
        (_fit(scene, passage, at, length), length)
        for length in lengths
        if len(text) >= length and _HAN.fullmatch(text[:length])
    ]
    best = max(scored, default=(0.0, 0))
    return at + best[1] if best[0] > 0 else None


def _lengths(text: str) -> tuple[int, ...]:
    surnames = words("posts", "surnames")
    if text[:2] in surnames:
        return (4, 3)
    return (3, 2) if text[:1] in surnames else ()


def _is_place(scene: Scene, at: int) -> bool:
    """Whether a region is named here; a short one of two characters may start a name: 康定|一."""
    region = scene.starting_at(at, "Region")
    return region is not None and (region.deictic or region.end - at > 2 or region.rule != "region.short")


def _is_followed(scene: Scene, end: int, passage: Passage) -> bool:
    following = scene.text[end : min(end + 1, passage.end)]
    return not following or following in words("names", "after_name") or not _HAN.match(following)


def _foreign_end(scene: Scene, passage: Passage, at: int, shortest: int) -> int | None:
    """The end of a name written by sound: up to where something follows that follows names."""
    sounds = words("posts", "sounds")
    for end in range(at + 1, min(at + 7, passage.end) + 1):
        if shortest > 1 and scene.text[end - 1] not in sounds:
            return None
        if end - at >= max(shortest, 2) and scene.is_boundary(end) and _is_followed(scene, end, passage):
            return end
    return None


def _fit(scene: Scene, passage: Passage, at: int, length: int) -> float:
    """How well a name of this length fits: its end is a word's end, what follows is what follows names."""
    name, end = scene.text[at : at + length], at + length
    if not _may_be_name(scene, passage, at, name):
        return -1.0
    word = scene.word_after(at)
    score = 0.0
    if word and word.end == end and word.tag in ("x", "nr", "nrt"):
        score += 1.0
    if scene.is_boundary(end):
        score += 0.5
    parts = scene.words_between(at, end)
    if len(parts) == 2 and parts[1].end == end:  # a surname and a given name: 陈|海伦, 张|明艳
        score += 1.0 if parts[1].tag in ("nr", "x", "nrt", "nz") else 0.6
    if length == 3 and _recurs(scene, at, name):
        score += 1.5
    if length == 3 and tag_of(scene.text[end - 1 : end + 1]) == "v":  # 贺岩|担任
        score -= 1.0
    if name.endswith("和"):  # 缪春和|笑着说
        score += 1.5
    if _is_followed(scene, end, passage) or _SPEAKS.match(scene.text, end):
        score += 1.6
    return score if score >= 1.0 else -1.0


def _recurs(scene: Scene, at: int, name: str) -> bool:
    """Whether the text around repeats the name and never without its last character: 刘跃进, not 刘跃|进."""
    around = scene.text[max(0, at - _AROUND) : at + _AROUND]
    return 1 < around.count(name) == around.count(name[:-1])


def _may_be_name(scene: Scene, passage: Passage, at: int, name: str) -> bool:
    if name[0] in words("posts", "doubtful_surnames") and not _is_surely(scene, passage, at, name):
        return False
    if holds_office(scene, at, at + len(name)):
        return False
    if name[1:] in words("posts", "forms_of_address") or tag_of(name) not in _NAME_TAGS or _joins(scene, at, name):
        return False
    if name in words("names", "stop_words") or (
        tag_of(name) in _COMMON_TAGS and _HAN.match(scene.text, at + len(name))
    ):
        return False
    if len(name) == 2 or tag_of(name[1:]) not in ("p", "c", "u", "d"):
        return True
    return tag_of(name[1:]) == "d" and not _FUNCTION.search(name[1:]) and _is_followed(scene, at + len(name), passage)


def _is_surely(scene: Scene, passage: Passage, at: int, name: str) -> bool:
    """Whether a name whose surname is a function word too is one: jieba reads it so, or all of its shape says so."""
    word = scene.word_after(at)
    if word and word.end == at + len(name) and word.tag in ("nr", "nrt"):
        return True
    given = name[1:]
    return (
        len(given) == 2
        and given[0] not in words("posts", "wide_surnames")
        and (tag_of(given) in ("x", "nr", "nz", "nrt") or _SPEAKS.match(scene.text, at + len(name)) is not None)
        and _is_followed(scene, at + len(name), passage)
    )


def _joins(scene: Scene, at: int, name: str) -> bool:
    """Whether the name takes in a joining word: 张三|和; 缪春和|笑着说 and 雍|和平|当场 do not."""
    for index, character in enumerate(name[1:], start=1):
        if character not in _JOINING:
            continue
        word = scene.word_after(at + index)
        inside = word is not None and word.end == at + len(name) and len(word.text) == 2
        if not inside and not (character == "和" and index == 2 and _SPEAKS.match(scene.text, at + len(name))):
            return True
    return False

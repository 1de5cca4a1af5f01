"""Programs named without marks: title-like forms whose last word says what they are (行政审批制度改革, 人才发展基金)."""

import re
from collections.abc import Iterator

from govgraph.extract.mentions import Mention, Scene, pattern, words
from govgraph.extract.projects import behind_verbs
from govgraph.text.passages import Passage


def find_bare(scene: Scene, passage: Passage) -> Iterator[Mention]:
    """Names without marks whose last word says what they are: 行政审批制度改革, 人才发展基金."""
    for match in pattern("programs", "bare_heads", "WORDS").finditer(scene.text, passage.start, passage.end):
        end = match.end()
        if not scene.is_boundary(end) or scene.over(match.start(), "Program", "Enterprise", "PublicOrganisation"):
            continue
        start = behind_verb(scene, scene.walk_back(passage, match.start(), 16, far=True), match.start())
        name, stem = scene.text[start:end], scene.text[start : match.start()]
        if len(stem) < 2 or name in words("programs", "bare_generic") or stem in words("programs", "bare_generic"):
            continue
        if re.match(r"[\d一二三四五六七八九十]+(?:多|余)?(?:项|个|大|条)", name):
            continue
        owner = scene.ending_at(start, "Region", "PublicOrganisation", "PartyOrganisation")
        if match[0] in words("programs", "bare_weak") and not (owner or _governed(scene, passage, start, end)):
            continue
        aliases = (scene.text[owner.start : end],) if owner else ()
        yield Mention(start, end, "Program", name, "program.bare", 0.6, stem=name, aliases=aliases)


def behind_verb(scene: Scene, start: int, end: int) -> int:
    """Behind the last governing verb that a far walk went over."""
    start = behind_verbs(scene, start, end)
    found = scene.words_between(start, end)
    verbs = [
        w.end for w in found if w.text in words("programs", "verbs") and w.text not in words("names", "name_words")
    ]
    return verbs[-1] if verbs else start


def _governed(scene: Scene, passage: Passage, start: int, end: int) -> bool:
    """Whether a name is the object of a verb of founding, or is said to be in force."""
    before = scene.text[max(passage.start, start - 6) : start]
    behind = scene.text[end : end + 4]
    return bool(pattern("programs", "verbs", "WORDS(?:了|的|起|首个)?$").search(before)) or bool(
        re.match("上线|运行|启用|覆盖|全面|正式|落地|施行|实施", behind)
    )



"""Programs listed under a common head: the parts of “六项行动”, 蓝天、碧水、净土保卫战."""

import re
from collections.abc import Iterator

from govgraph.extract.mentions import Mention, Scene, pattern, plain
from govgraph.extract.names.titles import behind_verb
from govgraph.text.passages import Passage

_SHARED_HEADS = "保卫战|攻坚战|专项行动"
_SHARED_HEAD = re.compile(_SHARED_HEADS)
_SHARED = re.compile(
    f"(?P<stems>(?:[\u4e00-\u9fff]{{2,4}}、){{1,8}}[\u4e00-\u9fff]{{2,4}}?)(?:[两三四五六七]大)?[“‘]?(?P<head>{_SHARED_HEADS})"
)


def find_shared(scene: Scene) -> Iterator[Mention]:
    """蓝天、碧水、净土三大“保卫战”: a head shared by a list of stems makes a program of each."""
    if _SHARED_HEAD.search(scene.text) is None:
        return
    for _, match in scene.matches(_SHARED):
        start = behind_verb(scene, match.start(), match.end("stems"))
        for stem in re.finditer("[^、]+", scene.text[start : match.end("stems")]):
            name = stem[0] + match["head"]
            yield Mention(start + stem.start(), start + stem.end(), "Program", name, "program.shared", 0.75, stem=name)


_UMBRELLA = re.compile(
    "等[“‘]?(?:(?P<number>(?:\\d+|[一二两三四五六七八九十百]+)(?:大|项|个|类))|(?:一?系列)?(?:重大|重点|特色)?)"
    "(?P<head>行动|工程|计划|改革|专项|攻坚|机制|制度|品牌|活动)"
)


def find_members(scene: Scene) -> Iterator[Mention]:
    """服务效能提质、廉洁为民等“六项行动”: what is listed under a numbered umbrella is a program each.

    So is what stands in one list with a program: 诉接速办、“淮上关爱一件事”等一系列重大改革.
    """
    for passage, match in scene.matches(_UMBRELLA):
        spans = _list_before(scene, passage, match.start())
        known = [scene.over(end - 1, "Program") for _, end in spans]
        named = all(3 <= end - start <= 16 and "”“" not in scene.text[start:end] for start, end in spans)
        marked = any(found and scene.text[start] in "“‘" for (start, _), found in zip(spans, known, strict=True))
        if len(spans) < 2 or not named or not (match["number"] or marked):
            continue
        for (start, end), found in zip(spans, known, strict=True):
            if found is None:
                name = plain(scene.text[start:end])
                yield Mention(
                    start, end, "Program", name, "program.listed", 0.75, stem=name, aliases=(name + match["head"],)
                )


def _list_before(scene: Scene, passage: Passage, end: int) -> list[tuple[int, int]]:
    """The members of the list that ends here, the first freed of the verb that governs it."""
    sentence = passage.sentence_at(end)
    lead = scene.text[sentence.start : end]
    cut = max(lead.rfind(mark) for mark in "，；：。") + 1
    verb = pattern("programs", "verbs", "WORDS了?").search(lead, cut)
    start = verb.end() if verb else cut
    return [
        (sentence.start + m.start(), sentence.start + m.end()) for m in re.compile("[^、和]+").finditer(lead, start)
    ]

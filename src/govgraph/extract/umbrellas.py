"""Programs listed under a common head: the parts of “六项行动”, 蓝天、碧水、净土保卫战."""

import re
from collections.abc import Iterator

from govgraph.extract.mentions import Mention, Scene, pattern, plain
from govgraph.extract.titles import behind_verb
from govgraph.text.passages import Passage

_SHARED = re.compile(
    "(?P<stems>(?:[\u4e00-\u9fff]{2,4}、){1,8}[\u4e00-\u9fff]{2,4})(?:[两三四五六七]大)?[“‘]?(?P<head>保卫战|攻坚战|专项行动)"
)


def find_shared(scene: Scene, passage: Passage) -> Iterator[Mention]:
    """蓝天、碧水、净土三大“保卫战”: a head shared by a list of stems makes a program of each."""
    for match in _SHARED.finditer(scene.text, passage.start, passage.end):
        start = behind_verb(scene, match.start(), match.end("stems"))
        for stem in re.finditer("[^、]+", scene.text[start : match.end("stems")]):
            name = stem[0] + match["head"]
            yield Mention(start + stem.start(), start + stem.end(), "Program", name, "program.shared", 0.75, stem=name)


_UMBRELLA = re.compile(
    "等(?:[“‘])?(?:\\d+|[一二两三四五六七八九十]+)(?:大|项|个|类)(?P<head>行动|工程|计划|改革|专项|攻坚|机制|制度|品牌|活动)"
)


def find_members(scene: Scene, passage: Passage) -> Iterator[Mention]:
    """服务效能提质、廉洁为民等“六项行动”: what is listed under a numbered umbrella is a program each."""
    for match in _UMBRELLA.finditer(scene.text, passage.start, passage.end):
        at, sentence = match.start(), passage.sentence_at(match.start())
        lead = scene.text[sentence.start : at]
        cut = max(lead.rfind(mark) for mark in "，；：。") + 1
        verb = list(pattern("programs", "verbs", "WORDS了?").finditer(lead, cut))
        start = sentence.start + (verb[0].end() if verb else cut)
        members = list(re.finditer("[^、和]+", scene.text[start:at]))
        if len(members) < 2 or any(not 3 <= len(m[0]) <= 14 for m in members):
            continue
        for member in members:
            name = plain(member[0])
            if not scene.over(start + member.start(), "Program"):
                yield Mention(
                    start + member.start(), start + member.end(), "Program", name, "program.listed", 0.75, stem=name,
                    aliases=(name + match["head"],),
                )  # fmt: skip



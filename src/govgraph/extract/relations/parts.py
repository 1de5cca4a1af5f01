"""Programs that are parts, windows or tools of others, by what stands between the two names."""

import re
from collections.abc import Iterator
from itertools import pairwise

from govgraph.extract.claims import Claim
from govgraph.extract.mentions import Mention, Scene, outermost, pattern
from govgraph.text.passages import Passage

_SET_UP = "(?:设置|开设|设立|开发|研发|推出|开通|上线|建立|搭建|实行|推行|实施|采用|探索|开展|举办)"
#: 在*驿站*内设置‘*民情速递*’, 依托*…平台*开发的“*无证明办事*”系统.
_BASED = re.compile(f"(?:平台|系统)?(?:内|里|上|中|下)?[^，。；]{{0,3}}{_SET_UP}(?:了|的)?[^，。；“”]{{0,4}}[“‘]?")
_NEAR = 12
_BASE = re.compile("(?:依托|基于|借助|利用|在|通过)[^，。；“”]{0,6}[“‘]?$")
#: *联盟*实行“*轮值书记*”制度.
_ACTING = re.compile(f"(?:，通过|{_SET_UP}了?)[^，。；“”]{{0,4}}")
#: 出台*《…办法》*，明确了“*租让结合*”等供地模式.
_PROVIDING = re.compile("[》”]?，[^。；“”]{0,24}?(?:明确|提出|规定|推行|实行)[^。；“”]{0,10}")
#: 把“*镇合意*”行动确定为市委“*书记项目*”.
_MADE = re.compile("(?:行动|活动|工作|工程)?(?:确定为|列为|列入|纳入|定为)[^，。；“”]{0,6}")


def find_parts(scene: Scene) -> Iterator[Claim]:
    """What the sentences say about two programs that follow each other."""
    programs = sorted(outermost(m for m in scene.mentions if m.type == "Program"), key=lambda m: m.start)
    for first, second in pairwise(programs):
        passage = scene.passage_of(first.start)
        sentence = passage.sentence_at(first.start)
        if second.end <= sentence.end:
            yield from _between(scene, passage, sentence.start, first, second)


def _between(scene: Scene, passage: Passage, start: int, first: Mention, second: Mention) -> Iterator[Claim]:
    between, lead = scene.text[first.end : second.start], scene.text[start : first.start]
    behind = scene.text[second.end : second.end + 2]
    marks = (scene.text[first.end - 1], scene.text[second.start])
    if between == "" and marks[0] not in "”’》" and marks[1] in "“‘":
        yield Claim(second, "partOfProgram", first, "part.window", first.start, second.end)
    elif _BASE.search(lead[-_NEAR:]) and _BASED.fullmatch(between):
        yield Claim(second, "partOfProgram", first, "part.based", first.start, second.end)
    elif not lead.strip("“‘") and _ACTING.fullmatch(between):
        yield Claim(second, "partOfProgram", first, "part.acting", first.start, second.end)
    elif pattern("programs", "title_heads", "WORDS$").search(first.name) and _PROVIDING.fullmatch(between):
        yield Claim(second, "partOfProgram", first, "part.provided", first.start, second.end)
    elif between.startswith("是") and behind == "之一":
        yield Claim(first, "partOfProgram", second, "part.one", first.start, second.end)
    elif _MADE.fullmatch(between):
        yield Claim(first, "partOfProgram", second, "part.made", first.start, second.end)

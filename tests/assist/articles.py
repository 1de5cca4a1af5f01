"""An article of which the rules leave some unsaid, what a good model says of it, and what a bad one does."""

import json
from pathlib import Path

from govgraph.assist.answers import Answer, read_answer
from govgraph.assist.checks import Accepted, Checker
from govgraph.assist.doubts import Doubt, find_doubts
from govgraph.assist.readings import Reading
from govgraph.corpus import parse_document
from govgraph.link import extract_document
from tests.assist.servers import Proposal, Request

ARTICLE = """海门区：营商环境再提升

2023年5月8日　来源：江海日报

海门区行政审批局推出“红石专窗”，为企业服务。从签约到开工，“红石专窗”一路陪着青禾精密机械有限公司往前走。

青禾精密机械有限公司副总经理张林军说，厂房就在临江镇，离“云帆驿站”不远，村民李小明常去坐坐。

海门区和如皋市一起推出了“江海联办”，“红石专窗”也在其中。
"""

SERVES = {
    "subject": "红石专窗", "predicate": "serves", "object": "青禾精密机械有限公司",
    "quote": "“红石专窗”一路陪着青禾精密机械有限公司往前走",
}  # fmt: skip
LIES = {
    "subject": "青禾精密机械有限公司", "predicate": "locatedIn", "object": "临江镇",
    "quote": "青禾精密机械有限公司副总经理张林军说，厂房就在临江镇，离“云帆驿站”不远，村民李小明常去坐坐。",
}  # fmt: skip


def read(text: str = ARTICLE) -> Reading:
    """An article as a model is asked about it."""
    document = parse_document("article.txt", text.encode())
    return Reading(document, extract_document(document))


def doubt_about(reading: Reading, words: str) -> Doubt:
    """The passage in doubt that holds these words."""
    return next(one for one in find_doubts(reading) if words in reading.document.text[one.start : one.end])


def propose(*relations: Proposal, posts: tuple[Proposal, ...] = ()) -> Answer:
    """An answer in the form that is asked for."""
    answer = read_answer(json.dumps({"relations": relations, "posts": posts}))
    assert answer is not None
    return answer


def check(proposal: Proposal, words: str = "一路陪着", text: str = ARTICLE) -> Accepted:
    """What becomes of a relation proposed for the passage with these words."""
    reading = read(text)
    return Checker(reading, "assist/m").check(doubt_about(reading, words), propose(proposal))


def answer_well(request: Request) -> None:
    """Say of each passage what it says."""
    request.propose(*(one for one in (SERVES, LIES) if one["quote"] in request.text))


def write(folder: Path, *texts: str) -> Path:
    """A folder of articles."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts or [ARTICLE]):
        (folder / f"article{number}.txt").write_text(text, encoding="utf-8")
    return folder

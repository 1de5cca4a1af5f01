"""Policy papers: plans and rules in 《…》, and those named behind the verb that issued them."""

import re
from collections.abc import Iterator

from govgraph.extract.mentions import Mention, Scene, pattern, plain
from govgraph.text.passages import Passage


def find_titled(scene: Scene, passage: Passage) -> Iterator[Mention]:
    """Plans and rules in 《…》 that somebody issued."""
    for quote in passage.quotes:
        name = scene.text[quote.start : quote.end]
        if quote.mark != "《" or not pattern("programs", "title_heads", "WORDS(?:（[^）]*）)?$").search(name):
            continue
        around = scene.text[max(passage.start, quote.start - 30) : quote.end + 20]
        if pattern("programs", "title_verbs", "WORDS").search(around):
            aliases = {re.sub("^关于", "", name), name.strip("《》")} - {name}
            yield Mention(
                quote.start - 1, quote.end + 1, "Program", plain(name), "program.titled", 0.9, stem=plain(name),
                aliases=tuple(sorted(aliases)),
            )  # fmt: skip


_ISSUED = re.compile(
    "(?:出台|印发|制定|颁布|发布|推出|起草|制发)(?:实施)?(?:了|的)?(?:相关|配套|一系列)?(?P<name>[\u4e00-\u9fff\\d]{4,26}?"
    "(?:[\\d一二三四五六七八九十]+条(?:具体|重大)?(?:政策|措施|举措)?|若干(?:试行)?措施|实施办法|实施意见|正面审核清单|负面清单|申报指南|"
    "行动计划|行动方案|实施方案|专项政策|管理办法))(?=[，。；和、])"
)


def find_issued(scene: Scene, passage: Passage) -> Iterator[Mention]:
    """出台帮扶中小企业共渡难关18条政策: a plan named behind the verb that issued it."""
    for match in _ISSUED.finditer(scene.text, passage.start, passage.end):
        name = re.sub("^(?:关于|[全各][市省区县国]|首个|首批)+", "", match["name"])
        if (
            scene.over(match.start("name"), "Program")
            or len(name) < 6
            or re.match("[\\d一二三四五六七八九十]+条", name)
        ):
            continue
        yield Mention(
            match.end("name") - len(name), match.end("name"), "Program", name, "program.issued", 0.75, stem=name
        )

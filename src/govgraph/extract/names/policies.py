"""Policy papers: plans and rules in 《…》, and those named behind the verb that issued them."""

import re
from collections.abc import Iterator

from govgraph.extract.mentions import Mention, Scene, pattern, plain
from govgraph.extract.names.titles import title_start


def find_titled(scene: Scene) -> Iterator[Mention]:
    """Plans and rules in 《…》 that somebody issued."""
    for passage, quote in scene.quotes():
        name = scene.text[quote.start : quote.end]
        if quote.mark != "《" or not pattern("programs", "title_heads", "WORDS(?:（[^）]*）)?$").search(name):
            continue
        around = scene.text[max(passage.start, quote.start - 30) : quote.end + 20]
        if pattern("programs", "title_verbs", "WORDS").search(around):
            aliases = {re.sub("^关于", "", name), *_by_number(scene.text[quote.end : quote.end + 40])} - {name}
            yield Mention(
                quote.start - 1, quote.end + 1, "Program", plain(name), "program.titled", 0.9, stem=plain(name),
                aliases=tuple(sorted(aliases)),
            )  # fmt: skip


_COUNT = re.compile("[^。]*?(?P<number>[1-9]\\d)条(?:具体|重大)?(?:措施|举措|政策)")


def _by_number(behind: str) -> Iterator[str]:
    """What a paper that 提出34条具体措施 is called by: 34条, 34条措施, 三十四条."""
    if match := _COUNT.match(behind):
        tens, ones = divmod(int(match["number"]), 10)
        digits = " 一二三四五六七八九"
        yield f"{digits[tens].removeprefix('一')}十{digits[ones].strip()}条"
        yield from (f"{match['number']}条{kind}" for kind in ("", "措施", "具体措施", "政策"))


_VERSION = re.compile("(?<!\\d)[1-9]\\.0版")


def find_versions(scene: Scene) -> Iterator[Mention]:
    """营商环境改革5.0版: packages of reforms numbered like programs; a bare 6.0版 is that of the one before."""
    stem, told = "", None
    for passage, match in scene.matches(_VERSION) if ".0版" in scene.text else ():
        start = title_start(scene, passage, match.start())
        stem = scene.text[start : match.start()] or (stem if passage is told else "")
        told = passage
        if len(stem) >= 2:
            name = stem + match[0]
            yield Mention(start, match.end(), "Program", name, "program.version", 0.75, stem=name, aliases=(match[0],))


_ISSUED = re.compile(
    "(?:出台|印发|制定|颁布|发布|推出|起草|制发)(?:实施)?(?:了|的)?(?:相关|配套|一系列)?(?P<name>[\u4e00-\u9fff\\d]{4,26}?"
    "(?:[\\d一二三四五六七八九十]+条(?:具体|重大)?(?:政策|措施|举措)?|若干(?:试行)?措施|实施办法|实施意见|正面审核清单|负面清单|申报指南|"
    "行动计划|行动方案|实施方案|专项政策|管理办法))(?=[，。；和、])"
)


def find_issued(scene: Scene) -> Iterator[Mention]:
    """出台帮扶中小企业共渡难关18条政策: a plan named behind the verb that issued it."""
    for _, match in scene.matches(_ISSUED):
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

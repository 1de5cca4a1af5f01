"""Projects whose names stand in “ ”: 出资建设“智造谷”项目, 打造“山东光谷”, “云顶茶海”景区."""

import re
from collections.abc import Iterator

from govgraph.extract.mentions import Mention, Scene, pattern
from govgraph.text.passages import Passage
from govgraph.text.quotes import Quote

_BUILT = re.compile(
    "(?:建设|打造|规划建设|兴建|新建|投建|共建|建成|推进|开发)(?:了|全市首个|全省首个|全国首个|国际一流的)?[\u4e00-\u9fff]{0,6}$"
)
_SITE = re.compile("(?:谷|干线|港|新城|小镇|产业园|基地|湿地|公园|大道|广场|廊道)$")
_INVESTED = re.compile("投资|出资|签约|开工|竣工|投产|落户|动工|奠基")
_LONGEST = 12
#: 承担的重点科技攻关*项目*“…的研发”: a task of research is named behind its kind.
_TASK = re.compile("(?:项目|专项|课题)$")
_RESEARCH = re.compile("(?:研发|研制|开发|攻关|研究|应用|产业化|关键技术)$")


def find_sites(scene: Scene) -> Iterator[Mention]:
    """Every quoted name that is invested in or built, and is a site."""
    for passage, quote in scene.quotes():
        if quote.mark == "《":
            continue
        mention = _researched(scene, quote)
        if mention is None and 2 <= quote.end - quote.start <= _LONGEST:
            mention = _kind_behind(scene, quote) or _built(scene, passage, quote)
        if mention is not None:
            yield mention


def _researched(scene: Scene, quote: Quote) -> Mention | None:
    """国家重点研发计划项目“…关键技术研究”."""
    name = scene.text[quote.start : quote.end]
    lead = scene.text[max(0, quote.start - 4) : quote.start - 1]
    if not (len(name) > 6 and _TASK.search(lead) and _RESEARCH.search(name)):
        return None
    aliases = (name + "项目",)
    return Mention(quote.start - 1, quote.end + 1, "Project", name, "project.quoted", 0.8, stem=name, aliases=aliases)


def _kind_behind(scene: Scene, quote: Quote) -> Mention | None:
    """“黔叶一号”生产线."""
    behind = pattern("projects", "kinds_behind").match(scene.text, quote.end + 1)
    if behind is None:
        return None
    name = scene.text[quote.start : quote.end]
    if len(name) < 3:
        return None
    return Mention(
        quote.start - 1, behind.end(), "Project", name, "project.quoted", 0.65, stem=name, aliases=(name + behind[0],)
    )


def _built(scene: Scene, passage: Passage, quote: Quote) -> Mention | None:
    name = scene.text[quote.start : quote.end]
    sentence = passage.sentence_at(quote.start)
    lead = scene.text[max(sentence.start, quote.start - 14) : quote.start - 1]
    called = len(name) > 2 and scene.text.startswith("项目", quote.end + 1)
    invested = called and _INVESTED.search(scene.text, sentence.start, sentence.end)
    if not ((invested and (_BUILT.search(lead) or "投资" in lead)) or (_SITE.search(name) and _BUILT.search(lead))):
        return None
    owner = scene.ending_at(quote.start - 1, "Enterprise", "Region")
    return Mention(
        quote.start - 1, quote.end + (3 if called else 1), "Project", name, "project.quoted", 0.7, owner=owner,
        stem=name, aliases=(name + "项目",),
    )  # fmt: skip

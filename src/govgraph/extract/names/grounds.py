"""What speaks for and against a phrase naming a project: one small function a reason; some are never names."""

import re
from collections.abc import Callable
from functools import cache

import msgspec

from govgraph.extract.mentions import endings, pattern, words
from govgraph.extract.names.phrases import Phrase
from govgraph.text.words import Word

_PLACED = re.compile("(?:位于|地处|选址|落户|落户于|落户到|进驻|入驻|走进|走到|来到|园区|在|到|于|入)$")
_ATTRIBUTE = re.compile("(?:投资|投入|占地)[^，。；]{1,12}(?:元|亩|米)(?:建设)?的$")
_TOTAL = re.compile("[^。；]{0,16}(?:总投资|投资额|占地|总装机|年产|建筑面积|计划投资)")
_BUILDER = re.compile("(?:由|和|与)[^，。；]{2,24}(?:建设|投建|承建|投资|实施|开发|共建|攻关|研发)的$")
_OBJECT = "WORDS了?(?:[^，。；]{0,8}(?:的|首[个座条家]|一[个座条批]))?$"
_TITLE = re.compile("总裁|董事|经理|书记|主任|负责人")
#: 数字车间13个、…: a kind of which there are many.
_HOW_MANY = re.compile("(?:\\d+|[一二两三四五六七八九十]+)(?:余|多)?[个家处座条](?=[，、。；])")
_COUNT = re.compile("(?:\\d+|[一二两三四五六七八九十百]+)(?:余|多)?(?:个|大|类|批|家|条|座|项|处|所|次)")
#: Bare kinds that a company's name alone completes: 二期项目, 新厂房.
_OWN = re.compile("[一二三四五]期|新厂|总部|研发|生产|制造")
#: 5个|车间, 1号|车间: parts of a plant.
_NUMBERED = re.compile("(?:\\d|[一二两三四五六七八九十几])(?:个|号|座|条|处|家|栋|间|批)$")
_NO_SITE = re.compile("项目|工程|[一二三四五]期")
_DIGIT = re.compile("\\d")
_STAGE = re.compile("[一二三四五]期")
_INSIDE = re.compile("的?[^，。；]{0,4}[里内](?!容)")
_ITEMS = re.compile("的(?:负责人|施工现场|建设|工地)|施工现场|工地|现场|负责人|一期|二期|主体")


class Ground(msgspec.Struct, frozen=True, gc=False):
    """A phrase and what stands around it in its sentence."""

    phrase: Phrase
    before: str
    behind: str

    @property
    def count(self) -> int:
        """How often its name stands in the document; more than three times count as three."""
        text = self.phrase.scene.text
        name, found, at = text[self.phrase.core : self.phrase.end], 0, 0
        while found < 3 and (at := text.find(name, at)) >= 0:
            found, at = found + 1, at + len(name)
        return found


def look_around(phrase: Phrase) -> Ground:
    """The phrase with the words before and behind it."""
    sentence = phrase.passage.sentence_at(phrase.start)
    text = phrase.scene.text
    before = text[max(sentence.start, phrase.start - 24) : phrase.start]
    behind = text[phrase.end : min(sentence.end, phrase.end + 24)]
    before, behind = before.rstrip("“‘"), behind.lstrip("”’")
    return Ground(phrase, before, behind)


def company(g: Ground) -> float:
    """岚谷光电…项目."""
    return g.phrase.owner is not None and g.phrase.owner.type == "Enterprise"


def region(g: Ground) -> float:
    """姜堰区…项目."""
    return g.phrase.owner is not None and g.phrase.owner.type == "Region"


def work(g: Ground) -> float:
    """It ends in 项目."""
    return g.phrase.kind.endswith("项目")


def engineering(g: Ground) -> float:
    """It ends in 工程."""
    return g.phrase.kind.endswith("工程")


def site(g: Ground) -> float:
    """It holds a place that is built: 产业园, 产业园项目."""
    return _NO_SITE.match(g.phrase.kind) is None


def place_for_all(g: Ground) -> float:
    """公园, 机场: most that stand are old."""
    return pattern("projects", "weak_heads", "^WORDS").match(g.phrase.kind) is not None


def capacity(g: Ground) -> float:
    """年产2万吨, 10GW, 2×34万千瓦."""
    return _DIGIT.search(g.phrase.inner) is not None


def stage(g: Ground) -> float:
    """二期."""
    return _STAGE.search(g.phrase.kind) is not None


def proper(g: Ground) -> float:
    """A word that the dictionary lacks or knows as a name."""
    return g.phrase.scene.looks_proper(g.phrase.core, g.phrase.head)


def long(g: Ground) -> float:
    """At least six characters behind the owner."""
    return len(g.phrase.inner) >= 6


def short(g: Ground) -> float:
    """At most two."""
    return len(g.phrase.inner) <= 2


def general(g: Ground) -> float:
    """Made of words of kinds only: 现代|农业|产业, 石化."""
    found = _inner_words(g)
    return not company(g) and bool(found) and all(w.text in _kinds() for w in found)


@cache
def _kinds() -> frozenset[str]:
    return words("projects", "generic") | words("projects", "vague") | words("enterprises", "industries")


def vague(g: Ground) -> float:
    """Holds a word of praise or rank: 重大, 优质, 市级."""
    return any(w.text in words("projects", "vague") for w in _inner_words(g))


def program_word(g: Ground) -> float:
    """惠民, 党建, 培训: undertakings that nobody builds."""
    return not site(g) and any(w.text in words("projects", "unbuilt") for w in _inner_words(g))


def invested(g: Ground) -> float:
    """总投资8亿元的…, 由甲投资建设的…."""
    return bool(_ATTRIBUTE.search(g.before) or _BUILDER.search(g.before) or _TOTAL.match(g.behind))


def built_before(g: Ground) -> float:
    """建设…, 启动…, 打造全市首个…, 建设国际一流的…."""
    return pattern("projects", "governing", _OBJECT).search(g.before) is not None


def site_built(g: Ground) -> float:
    """建成乐器文创产业园: a place is built, plain as its words are."""
    return site(g) and built_before(g)


def happens(g: Ground) -> float:
    """…开工, …投产."""
    return pattern("projects", "events", "[^，。；]{0,10}WORDS(?!了)").match(g.behind) is not None


def attended(g: Ground) -> float:
    """…负责人, …施工现场."""
    return _ITEMS.match(g.behind) is not None


def settled_in(g: Ground) -> float:
    """落户…, 在…: where other things are."""
    return _PLACED.search(g.before) is not None


def standing(g: Ground) -> float:
    """…车间里, …产业园内: things happen in it."""
    return _INSIDE.match(g.behind) is not None


def in_row(g: Ground) -> float:
    """A row of names that ends in 等…项目."""
    return pattern("projects", "list_nouns", "(?:、[^，。；]{2,60})?等[^，。；]{0,10}WORDS").match(g.behind) is not None


def one_of_row(g: Ground) -> float:
    """、 stands beside it."""
    return g.before.endswith("、") or g.behind.startswith("、")


def noun_behind(g: Ground) -> float:
    """…项目|资金, …产业园|建设指挥部: a part of a longer name."""
    word = g.phrase.scene.word_after(g.phrase.end)
    noun = word is not None and word.tag in ("n", "vn", "nz", "b") and word.text not in words("projects", "verbs")
    return noun and not attended(g)


def again(g: Ground) -> float:
    """Named several times."""
    return min(g.count - 1, 2)


def in_heading(g: Ground) -> float:
    """In a heading."""
    return g.phrase.passage.kind != "body"


def said_of(g: Ground) -> float:
    """A company's name and 的 stand before it: 禾晟装备的防腐阀门项目."""
    owner = g.phrase.owner
    return owner is not None and owner.end < g.phrase.start


def opens_with_verb(g: Ground) -> float:
    """Its first word is a verb: 入园项目."""
    found = _inner_words(g)
    return bool(found) and found[0].tag in ("v", "vd", "ad") and found[0].text not in words("projects", "inside")


def is_excluded(g: Ground) -> bool:
    """Never a project: a bare kind, a count, a part of a plant, a title, a body."""
    inner, kind, generic = g.phrase.inner, g.phrase.kind, words("projects", "generic")
    return (
        (not inner and not _is_completed(g))
        or inner in ("一", "某", "以上", "以下", "扩建")
        or inner in generic
        or inner + kind in generic
        or len(inner + kind) < 3 + (not company(g))
        or (g.phrase.name.endswith(endings("projects", "bodies")) and not in_row(g))
        or bool(_NUMBERED.search(inner) or _TITLE.search(inner) or _COUNT.match(inner) or _HOW_MANY.match(g.behind))
    )


def _is_completed(g: Ground) -> bool:
    """岚谷光电二期项目, 岚谷光电新厂房, 东岸村棚户区改造工程: an owner alone makes a kind a name."""
    own = company(g) and (_OWN.match(g.phrase.kind) or in_row(g))
    return bool(own or (region(g) and site(g)) or (g.phrase.owner and stage(g)))


def _inner_words(g: Ground) -> list[Word]:
    return g.phrase.scene.words_between(g.phrase.core, g.phrase.head)


#: In the order in which the weights list them.
REASONS: tuple[Callable[[Ground], float], ...] = (
    company, region, work, engineering, site, place_for_all, capacity, stage, proper, long, short, general,
    vague, program_word, invested, built_before, site_built, happens, attended, settled_in, standing, in_row,
    one_of_row, noun_behind, again, in_heading, said_of, opens_with_verb,
)  # fmt: skip

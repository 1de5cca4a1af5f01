"""What speaks for and against a quoted name being a program: one small function a reason, weighed by data.

The weights were learned from annotated articles by ``benchmarks/learn_programs.py`` and stand in
``lexicon/program_weights.yaml``, readable: a positive weight speaks for a program.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from govgraph import lexicon
from govgraph.extract.mentions import Scene, pattern, words
from govgraph.text.passages import Passage
from govgraph.text.quotes import Quote
from govgraph.text.words import tag_of

#: An approval mode under whose name projects are reported: 拿地即开工.
MODE = re.compile("[\u4e00-\u9fff]{2,4}即[\u4e00-\u9fff]{2,4}")

_NUMBER = "[一二两三四五六七八九十百千\\d]"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quoted name and what stands around it.

    ``before`` and ``behind`` are the words of the sentence around the row of quotations that the name stands in: what
    governs or follows one goes for all. ``head`` is the word behind that says what kind of thing it is, ``shape`` the
    parts of speech of the name's own words.
    """

    scene: Scene
    passage: Passage
    quote: Quote
    name: str
    before: str
    behind: str
    head: str
    row: tuple[int, int]
    count: int
    shape: tuple[str, ...]


Feature = Callable[[Candidate], float]


def has(group: str, shape: str, text: str) -> bool:
    """Whether a word of a group of the lexicon stands in ``text`` in this shape."""
    return bool(pattern("programs", group, shape).search(text))


def known_nationally(c: Candidate) -> float:
    """The whole country has it: 放管服."""
    return c.name in words("programs", "national")


def strong_head(c: Candidate) -> float:
    """“…”行动, “…”品牌."""
    return c.head in words("programs", "strong_heads")


def weak_head(c: Candidate) -> float:
    """“…”服务, “…”建设: programs and plain work."""
    return bool(c.head) and not strong_head(c)


def head_of_kind(c: Candidate) -> float:
    """“…”共促的推进机制, 名为“…”的平台."""
    return bool(re.match("[^，。；“”]{0,3}的[^，。；“”]{0,6}(?:模式|机制|体系|品牌|平台|工作法|制度|办法)", c.behind))


def head_of_row(c: Candidate) -> float:
    """“…”“…”等13个社区服务品牌."""
    return has("strong_heads", "^(?:等|为代表的)[^，。；“”‘’]{0,16}?WORDS", c.behind)


def head_inside(c: Candidate) -> float:
    """“红石驿站”: the name says what it is."""
    return has("inner_heads", "WORDS$", c.name) and not _is_word(c)


def kind_before(c: Candidate) -> float:
    """小程序“…”."""
    return has("kinds_before", "WORDS$", c.before)


def object_of_founding(c: Candidate) -> float:
    """推出“…”."""
    return has("founding", "WORDS了?$", c.before)


def object_of_handling(c: Candidate) -> float:
    """落实“…”, 通过“…”: what is done to programs and to much else."""
    return has("verbs", "WORDS了?$", c.before) and not object_of_founding(c)


def verb_in_clause(c: Candidate) -> float:
    """推出人才新政“…”: a verb of founding earlier in the clause."""
    return has("founding", "WORDS[^，。；：]{1,14}$", c.before) and not has("not_before", "WORDS(?:了|着)?$", c.before)


def verb_behind(c: Candidate) -> float:
    """“…”上线, “…”推出以来."""
    return bool(re.match("(?:自)?(?:推出|实施|开展|启动|上线|推行|施行|创建|推广|建成|运行|开通|开放|试点|落地)", c.behind))


def means_of(c: Candidate) -> float:
    """以“…”为抓手."""
    return bool(re.match("[^，。；]{0,12}?为(?:抓手|引领|载体|依托|平台|契机|统领|统揽|牵引|总揽|支撑)", c.behind))


def owner_before(c: Candidate) -> float:
    """张芝山镇“…”, 市“…”: whose it is."""
    owner = c.scene.ending_at(c.row[0] - 1, "Region", "PublicOrganisation", "PartyOrganisation")
    return owner is not None or c.before.endswith(("市", "省", "区", "县"))


def counted(c: Candidate) -> float:
    """10个“…”."""
    return bool(re.search(rf"{_NUMBER}+(?:余|多)?(?:个|支|项|家|条|处|批|类|场|间|座)$", c.before))


def again(c: Candidate) -> float:
    """Named in marks several times."""
    return min(c.count - 1, 2)


def unmarked(c: Candidate) -> float:
    """Named without marks too."""
    return len(c.name) >= 3 and c.scene.text.count(c.name) > c.count


def in_row(c: Candidate) -> float:
    """“…”“…”."""
    return c.row != (c.quote.start, c.quote.end)


def numbered(c: Candidate) -> float:
    """三联三融, 一街一品, 六化, 十条: built on numbers."""
    return bool(re.fullmatch(f"(?:{_NUMBER}+[\u4e00-\u9fff]{{1,3}}){{1,3}}|.{{1,12}}{_NUMBER}+条", c.name)) and not _is_word(c)


def formula(c: Candidate) -> float:
    """1+5, 党建+产业链, 标准地+承诺制."""
    return "+" in c.name


def approval_mode(c: Candidate) -> float:
    """拿地即开工."""
    return bool(MODE.fullmatch(c.name))


def theme(c: Candidate) -> float:
    """红色…, 先锋…, …帮办: what such brands are made of."""
    return bool(re.search("党|红|先锋|e家|帮办|代办|管家|马上|书记|网格|助|惠|暖|邻里|同心|直通|快办|通办|易|微", c.name))


def opens_paragraph(c: Candidate) -> float:
    """A paragraph begins with it."""
    return c.quote.start - 1 == c.passage.start and not c.quote.depth


def in_heading(c: Candidate) -> float:
    """In a heading."""
    return c.passage.kind == "heading"


def in_title(c: Candidate) -> float:
    """In the title."""
    return c.passage.kind == "title"


def in_speech(c: Candidate) -> float:
    """Somebody says it."""
    return c.passage.speech_at(c.quote.start) is not None


def metaphor(c: Candidate) -> float:
    """A figure of speech that the lexicon has: 同心圆."""
    known = words("programs", "metaphors")
    return c.name in known or any(c.name.endswith(w) and len(c.name) - len(w) <= 2 and len(w) > 2 for w in known)


def dictionary_word(c: Candidate) -> float:
    """An ordinary word: 舞台, 身份证."""
    return _is_word(c)


def outcome_behind(c: Candidate) -> float:
    """“…”理念, “…”问题."""
    return has("not_after", "^的?WORDS", c.behind)


def figure_before(c: Candidate) -> float:
    """成为“…”, 打通“…”, 从“…”."""
    return has("not_before", "WORDS(?:了|着)?$", c.before)


def turned_into(c: Candidate) -> float:
    """从“…”到“…”, 变“…”为“…”: a contrast."""
    return bool(re.match("(?:[^，。；“”]{0,3}(?:到|为|走向|变成|换来|换取))[“‘]|[^，。；“”]{0,8}(?:变为|转为|转变|转型)", c.behind))


def attribute(c: Candidate) -> float:
    """“…”的服务: a manner."""
    return c.behind.startswith("的") and not head_of_kind(c)


def manner(c: Candidate) -> float:
    """保姆式."""
    return c.name.endswith(("式", "型", "级", "化")) and not numbered(c)


def named_by_speech(c: Candidate) -> float:
    """说“…”, 称“…”."""
    return bool(re.search("(?:说|道|问|喊|写道|称|表示|回答|叫|句|简称)[：，]?$", c.before))


def single(c: Candidate) -> float:
    """“跑”."""
    return len(c.name) == 1


def long(c: Candidate) -> float:
    """More than ten characters."""
    return len(c.name) > 10


def clause_like(c: Candidate) -> float:
    """Somebody speaks: 我, 不是, …了."""
    return bool(re.search("^(?:我|你|他|不是|没有|为什么|怎么|要)(?!为)|[了吗呢]$", c.name))


def modified(c: Candidate) -> float:
    """花园中的高新区: a phrase, no name."""
    return bool(re.search("(?<=.)[的是](?=.)", c.name))


def goal(c: Candidate) -> float:
    """中国水性涂料之都."""
    return bool(re.search("之[都城乡路冠最]$|高地$|样板$|一流|园区$|名城$|城市$|强[市县区镇]$|先进[县市区单]|单位$|第一|速度$|特色$", c.name))


def role(c: Candidate) -> float:
    """首席服务员, 总楼长."""
    return c.name.endswith(("员", "长", "手", "者", "人", "队", "军", "官", "团"))


def digits(c: Candidate) -> float:
    """4·18: a date or a bare number."""
    return bool(re.fullmatch(r"\d+[·.]\d+", c.name))


def listed_clause(c: Candidate) -> float:
    """为担当者担当、为负责者负责; 一街一景，一路一特色: marks inside."""
    return bool(re.search("[，、；]", c.name))


def verbal(c: Candidate) -> float:
    """Ends in a verb: 登上门."""
    return bool(c.shape) and c.shape[-1] in ("v", "vd", "vg", "d", "a", "ad", "m")


def negated(c: Candidate) -> float:
    """不好办."""
    return c.name.startswith(("不", "无", "没", "难", "零")) or "难" in c.name


def attribute_before(c: Candidate) -> float:
    """经济“加速度”, 城市治理“同心圆”: a plain noun leads it."""
    word = c.scene.word_before(c.row[0] - 1)
    return word is not None and word.tag in ("n", "vn") and not (kind_before(c) or owner_before(c))


def clause_end(c: Candidate) -> float:
    """Nothing follows."""
    return not c.behind or c.behind[0] in "，。；！？：—"


def starts_clause(c: Candidate) -> float:
    """Nothing stands before."""
    return not c.before


#: In the order in which they are listed in the weights.
FEATURES: tuple[Feature, ...] = (
    known_nationally, strong_head, weak_head, head_of_kind, head_of_row, head_inside, kind_before,
    object_of_founding, object_of_handling, verb_in_clause, verb_behind, means_of, owner_before, counted, again,
    unmarked, in_row, numbered, formula, approval_mode, theme, opens_paragraph, in_heading, in_title, in_speech,
    metaphor, dictionary_word, outcome_behind, figure_before, turned_into, attribute, manner, named_by_speech, single,
    long, clause_like, modified, goal, role, digits, listed_clause, verbal, negated, attribute_before, clause_end,
    starts_clause,
)  # fmt: skip


def _is_word(c: Candidate) -> bool:
    return tag_of(c.name) != "x"


def observe(candidate: Candidate) -> dict[str, float]:
    """The reasons that hold, by name."""
    found = {feature.__name__: float(feature(candidate)) for feature in FEATURES}
    return {name: value for name, value in found.items() if value}


@cache
def weights() -> Mapping[str, float]:
    """How much each reason counts, ``bias`` among them."""
    return {name: float(weight) for name, weight in lexicon.read("program_weights")["quoted"].items()}


def probability(observed: Mapping[str, float], known: Mapping[str, float]) -> float:
    """How likely a name is a program, between 0 and 1.

    >>> probability({"strong_head": 1.0}, {"bias": -2.0, "strong_head": 2.0})
    0.5
    """
    score = known["bias"] + sum(value * known.get(name, 0.0) for name, value in observed.items())
    return 1 / (1 + math.exp(-score))


def pool(observations: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """The reasons of all places where a name stands: each at its strongest."""
    found: dict[str, float] = {}
    for observed in observations:
        for name, value in observed.items():
            found[name] = max(value, found.get(name, 0.0))
    return found

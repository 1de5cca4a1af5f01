"""What speaks for and against a quoted name being a program: one small function a reason.

Some things are always or never programs (``is_certain``, ``is_excluded``); for the rest the reasons are weighed.
"""

import re
from collections.abc import Callable

import msgspec

from govgraph.extract.mentions import Scene, pattern, words
from govgraph.text.passages import Passage
from govgraph.text.quotes import Quote
from govgraph.text.words import tag_of

#: An approval mode under whose name projects are reported: 拿地即开工.
MODE = re.compile("[\u4e00-\u9fff]{2,4}即[\u4e00-\u9fff]{2,4}")

_NUMBER = "[一二两三四五六七八九十百千\\d]"


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """A quoted name and what stands around it.

    ``before`` and ``behind`` are the words of the sentence around the row of quotations that the name stands in: what
    governs or follows one goes for all. ``head`` is the word behind that says what kind of thing it is, ``end`` the
    place where the name with its own head ends, ``count`` how often it is quoted.
    """

    scene: Scene
    passage: Passage
    quote: Quote
    name: str
    before: str
    behind: str
    head: str
    end: int
    row: tuple[int, int]
    count: int


_NUMBERED = re.compile(f"(?:{_NUMBER}+[\u4e00-\u9fff]{{1,3}}){{1,3}}|.{{1,12}}{_NUMBER}+条")
_THEMES = re.compile("党|红|先锋|e家|帮办|代办|管家|马上|书记|网格|助|惠|暖|邻里|同心|直通|快办|通办|易|微")
_MARK = re.compile("[，、；]")
_OF_THE_NET = re.compile("互联网\\+.{4,6}")
_DAY = re.compile(r"\d+[·.]\d+")
_ONE_EACH = re.compile("一.一(?:策|档|议|案)")
_GOAL = re.compile(
    "之[都城乡路冠最]$|高地$|样板$|一流|园区$|名城$|城市$|强[市县区镇]$|先进[县市区单]|单位$|机关$|标兵$|第一|速度$|特色$"
)
_SAID = re.compile("(?<=.)[的是](?=.)|[吗呢]$|^(?:我们|你|他|不是|没有|为什么|怎么)")
_IN_FORCE = re.compile(
    "(?:自)?(?:推出|实施|开展|启动|上线|推行|施行|创建|推广|建成|运行|开通|开放|试点|落地|(?:建|开|办|设|送)[到进在])"
    "|[^，。；]{0,12}?为(?:抓手|引领|载体|依托|平台|统领|统揽|牵引|总揽|支撑)"
)
_THEME = re.compile("为(?:课题|主题|题|主线|目标|核心|导向|标准|准则)(?!教育)")
_HONOURED = re.compile("(?:获评|荣获|评为|荣膺|授予)[^，。；：]{0,8}$")
_INVESTED = re.compile("(?:投资|出资)[^，。；]{0,12}(?:建设|打造|兴建|建成)$")
_BECOMES = re.compile("(?:成为|变成|变为|当作|当成|视为|就是)[^，。；：“”]{0,10}$")
_MADE = re.compile("(?:成为|变成|变为)[^，。；：“”]{0,10}的$")
_TURNED = re.compile(
    "[^，。；“”]{0,3}(?:到|(?<![列定作])为|走向|变|变成|换来|换取)[“‘]|[^，。；“”]{0,8}(?:变为|转为|转变|转型)"
)


def has(group: str, shape: str, text: str) -> bool:
    """Whether a word of a group of the lexicon stands in ``text`` in this shape."""
    return bool(pattern("programs", group, shape).search(text))


def strong_head(c: Candidate) -> float:
    """“…”行动, “…”“…”等13个社区服务品牌, 小程序“…”: its kind is said."""
    return (
        c.head in words("programs", "strong_heads")
        or has("strong_heads", "^(?:等|为代表的)[^，。；“”‘’]{0,16}?WORDS", c.behind)
        or has("kinds_before", "(?<![把将对让])WORDS$", c.before)
    )


def weak_head(c: Candidate) -> float:
    """“…”服务, “…”建设: programs and plain work."""
    return bool(c.head) and not strong_head(c)


def head_inside(c: Candidate) -> float:
    """“红石驿站”: the name says what it is."""
    return has("inner_heads", "WORDS$", c.name) and not _is_word(c)


def object_of_founding(c: Candidate) -> float:
    """推出“…”."""
    return has("founding", "WORDS了?$", c.before)


def object_of_building(c: Candidate) -> float:
    """打造“…”: brands and boasts."""
    return has("building", "WORDS了?$", c.before)


def object_of_handling(c: Candidate) -> float:
    """落实“…”, 以“…”为抓手, “…”上线: what is done to programs and to much else."""
    handled = has("verbs", "WORDS了?$", c.before) and not (object_of_founding(c) or object_of_building(c))
    return handled or bool(_IN_FORCE.match(c.behind))


def verb_in_clause(c: Candidate) -> float:
    """推出人才新政“…”: a verb of founding earlier in the clause."""
    return has("founding", "WORDS[^，。；：]{1,14}$", c.before) and not has("not_before", "WORDS(?:了|着)?$", c.before)


def owner_before(c: Candidate) -> float:
    """张芝山镇“…”, 市“…”: whose it is."""
    owner = c.scene.ending_at(c.row[0] - 1, "Region", "PublicOrganisation", "PartyOrganisation")
    return owner is not None or c.before.endswith(("市", "省", "区", "县"))


def again(c: Candidate) -> float:
    """Named in marks several times."""
    return min(c.count - 1, 2)


def numbered(c: Candidate) -> float:
    """三联三融, 一街一品, 六化, 十条: built on numbers."""
    return bool(_NUMBERED.fullmatch(c.name)) and not _is_word(c)


def theme(c: Candidate) -> float:
    """红色…, 先锋…, …帮办: what such brands are made of."""
    return bool(_THEMES.search(c.name))


def opens_paragraph(c: Candidate) -> float:
    """A paragraph begins with it."""
    return c.quote.start - 1 == c.passage.start and not c.quote.depth


def in_heading(c: Candidate) -> float:
    """In a heading."""
    return c.passage.kind == "heading"


def in_speech(c: Candidate) -> float:
    """Somebody says it."""
    return c.passage.speech_at(c.quote.start) is not None


def metaphor(c: Candidate) -> float:
    """A figure of speech that the lexicon has: 同心圆."""
    known = words("programs", "metaphors")
    return c.name in known or any(c.name[cut:] in known for cut in (1, 2) if len(c.name) - cut > 2)


def dictionary_word(c: Candidate) -> float:
    """An ordinary word: 舞台, 身份证."""
    return _is_word(c)


def figure_before(c: Candidate) -> float:
    """成为“…”, 打通“…”, 从“…”, 是群众的“…”."""
    return has("not_before", "WORDS(?:了|着)?$", c.before) or bool(_BECOMES.search(c.before))


def attribute(c: Candidate) -> float:
    """“…”的服务: a manner."""
    return c.behind.startswith("的")


def long(c: Candidate) -> float:
    """More than ten characters."""
    return len(c.name) > 10


def goal(c: Candidate) -> float:
    """中国水性涂料之都."""
    return _GOAL.search(c.name) is not None


def role(c: Candidate) -> float:
    """首席服务员, 总楼长."""
    return c.name.endswith(("员", "长", "手", "者", "人", "队", "军", "官", "团"))


def listed_clause(c: Candidate) -> float:
    """为担当者担当、为负责者负责; 一街一景，一路一特色: marks inside."""
    return bool(_MARK.search(c.name))


def attribute_before(c: Candidate) -> float:
    """经济“加速度”, 城市治理“同心圆”: a plain noun leads it."""
    word = c.scene.word_before(c.row[0] - 1)
    return word is not None and word.tag in ("n", "vn") and not owner_before(c)


def clause_end(c: Candidate) -> float:
    """Nothing follows."""
    return not c.behind or c.behind[0] in "，。；！？：—"


def is_certain(c: Candidate) -> bool:
    """Known to the whole country (放管服, 互联网+医疗健康), or a mode of approval (拿地即开工)."""
    nationwide = c.name in words("programs", "national") or _OF_THE_NET.fullmatch(c.name)
    return bool(nationwide or MODE.fullmatch(c.name))


def is_excluded(c: Candidate) -> bool:
    """Never a program: a date, a team, a contrast, a theme, an honour, a site, an image, a manner, an idea, an evil."""
    return (
        len(c.name) < 2
        or bool(_DAY.fullmatch(c.name))
        or c.name.endswith("队")
        or bool(_TURNED.match(c.behind) or _THEME.match(c.behind))
        or any(said.search(c.before) for said in (_HONOURED, _INVESTED, _MADE))
        or (has("not_after", "^的?WORDS", c.behind) and not strong_head(c))
        or has("avoided", "WORDS[^，。；：“”]{0,8}$", c.before)
        or c.name.endswith("式")
        or (c.name.endswith("了") and not c.head)
        or bool(_ONE_EACH.fullmatch(c.name))
        or bool(_SAID.search(c.name))
    )


#: In the order in which the weights list them.
REASONS: tuple[Callable[[Candidate], float], ...] = (
    strong_head, weak_head, head_inside, object_of_founding, object_of_building, object_of_handling, verb_in_clause,
    owner_before, again, numbered, theme, opens_paragraph, in_heading, in_speech, metaphor, dictionary_word,
    figure_before, attribute, long, goal, role, listed_clause, attribute_before, clause_end,
)  # fmt: skip


def _is_word(c: Candidate) -> bool:
    return tag_of(c.name) != "x"

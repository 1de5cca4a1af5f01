"""What speaks for and against a short name being a company: one small function a reason."""

import re
from collections.abc import Callable, Set
from functools import cache

import msgspec

from govgraph.extract.mentions import Mention, Scene, alternation, endings, pattern, words
from govgraph.text.passages import Passage
from govgraph.text.words import Word, tag_of


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """A name that may be a company's: a brand (``start``..``brand_end``), mostly with a trade behind it.

    ``before`` and ``behind`` are the text around it in its paragraph, ``row_start`` what stands before the row that it
    is in, at least before the member before it. ``owner`` is the region that ends where it starts, ``tag`` the brand's
    in the dictionary, ``inner`` the words in the brand; ``listed`` says whether the trade is one or two industry words
    of the lexicon. ``count`` is how often the document has the name, ``known`` whether a company with a legal form
    begins with the brand.
    """

    scene: Scene
    passage: Passage
    start: int
    end: int
    name: str
    brand: str
    trade: str
    tag: str
    inner: tuple[Word, ...]
    listed: bool
    owner: Mention | None
    before: str
    behind: str
    row_start: str
    count: int
    known: bool

    @property
    def full_name(self) -> str:
        """The name with the region in front, where one stands there."""
        return self.scene.text[self.owner.start if self.owner else self.start : self.end]


_JOINTS = frozenset("、和与")
_ROW_BEFORE = re.compile("[^，。；：！？、和与“”（）]{2,14}[、和与]$")
#: How far around a name is looked.
_BEFORE, _BEHIND = 16, 60


def look_around(
    scene: Scene, passage: Passage, span: tuple[int, int, int], count: int, brands: Set[str]
) -> Candidate:  # fmt: skip
    """The candidate at a span (start, end of the brand, end) with what all reasons ask of it, each found out once."""
    start, brand_end, end = span
    text = scene.text
    brand, trade = text[start:brand_end], text[brand_end:end]
    before = text[max(passage.start, start - _BEFORE) : start]
    return Candidate(
        scene, passage, start, end, text[start:end], brand, trade, tag_of(brand),
        tuple(scene.words_between(start, brand_end)),
        bool(trade) and pattern("enterprises", "industries", "WORDS{1,2}").fullmatch(trade) is not None,
        scene.ending_at(start, "Region"), before, text[end : min(passage.end, end + _BEHIND)],
        _ROW_BEFORE.sub("", before) if before[-1:] in _JOINTS else before, count, brand in brands,
    )  # fmt: skip


_MEMBER = "[^，。；：！？、和与“”（）等]{2,12}?"
_ROW_BEHIND = f"(?:(?:[、和与]{_MEMBER}){{1,6}}?)?"
_COUNTED = "等?(?:\\d+|[一两三四五六七八九十百]+|多|数|一批)?(?:余|多)?(?:家|户|个|大)?[^，。；、“”等]{0,6}?"


#: Tags of names in the dictionary, of ordinary words, and of what is a name or no word.
_NAMES = frozenset({"nz", "nr", "nrt", "nrfg", "nt"})
_PLAIN = frozenset({"v", "vn", "a", "d", "b", "m", "t", "f", "i", "l", "ad", "an"})
_UNCOMMON = _NAMES | {"x"}
_LATIN = re.compile("[A-Za-z]")
_TRADE_BEFORE = re.compile("(?:[、和与，。]|^)([^、和与，。；]{2,4})[、和与]$")
_TRADE_BEHIND = re.compile("[、和与]([^、和与，。；等]{2,4})(?=[、和与，。；等])")
_ROW_GOES_ON = _JOINTS | {"等"}
_QUOTED = re.compile("“[^”]{1,6}”[^，。；、]{1,8}")
_CLAUSE_EDGES = frozenset("、，。；") | {""}
_PARTNERS = frozenset("与为给向对同把被让")
_OF_PLACE = re.compile("(?:[市县区镇乡村园省州内里]|落户|入驻)[^，。；]{0,6}的$")
_OPENING, _CLOSING = frozenset("“《"), frozenset("”》")
_OFFICES = (
    "书记", "主任", "局长", "县长", "区长", "市长", "镇长",
    "员", "同志", "主席", "记者", "教授", "先生", "女士", "领导",
)  # fmt: skip


@cache
def _row_of(group: str, lead: str = "") -> re.Pattern[str]:
    return re.compile(f"{_ROW_BEHIND}{lead}(?:{alternation('enterprises', group)})")


def listed_trade(c: Candidate) -> float:
    """岚谷光电, 岚谷光电显示: an industry word of the lexicon, or two."""
    return c.listed


def trade_of_matter(c: Candidate) -> float:
    """岚谷活性炭: a noun whose last character says of what matter or kind the product is."""
    return bool(c.trade) and not c.listed


def broad_trade(c: Candidate) -> float:
    """岚谷建设, 岚谷材料: the trade is a common word as well."""
    return bool(c.trade) and c.trade in words("enterprises", "broad_trades")


def brand_and_trade(c: Candidate) -> float:
    """岚谷光电: two characters that are a name or no word, and an industry word."""
    return c.listed and len(c.brand) == 2 and c.tag in _UNCOMMON and not broad_trade(c)


def brand_and_matter(c: Candidate) -> float:
    """岚谷活性炭: the same with any other trade."""
    return bool(c.trade) and not c.listed and len(c.brand) == 2 and c.tag in _UNCOMMON


def unknown_brand(c: Candidate) -> float:
    """岚谷: no word of the dictionary."""
    return c.tag == "x"


def name_brand(c: Candidate) -> float:
    """天瑞, 惠农: the dictionary knows it as a name."""
    return c.tag in _NAMES


def place_brand(c: Candidate) -> float:
    """兰山: a place."""
    return c.tag in ("ns", "s") or c.scene.starting_at(c.start, "Region") is not None


def noun_brand(c: Candidate) -> float:
    """红豆: an ordinary noun."""
    return c.tag == "n"


def plain_brand(c: Candidate) -> float:
    """远航: another ordinary word."""
    return c.tag in _PLAIN


def word_that_acts(c: Candidate) -> float:
    """红豆光电完成整合: a plain word or place, a trade, and what companies do."""
    if not c.trade:
        return False
    is_word = c.tag == "n" or c.tag in _PLAIN or place_brand(c)
    return bool(is_word and (acting(c) or titled(c)) and not trade_inside(c))


def word_alone(c: Candidate) -> float:
    """红豆: no trade, and known to the dictionary."""
    return not c.trade and c.tag != "x"


def two_characters(c: Candidate) -> float:
    """A brand of two characters."""
    return len(c.brand) == 2


def latin(c: Candidate) -> float:
    """A brand with Latin letters."""
    return _LATIN.search(c.brand) is not None


def pieces(c: Candidate) -> float:
    """恋|尚|你: the words of the dictionary make no sense of it."""
    return len(c.inner) > 1 and any(len(word.text) == 1 for word in c.inner)


def word_inside(c: Candidate) -> float:
    """新型|环保: the brand starts with a plain word of two characters."""
    first = c.inner[0] if len(c.inner) > 1 else None
    return first is not None and len(first.text) > 1 and first.tag not in ("x", "nz", "nr", "ns", "nrt")


def loose_inside(c: Candidate) -> float:
    """交|个: a single character that is a numeral, an adverb, a preposition or the like."""
    return any(len(word.text) == 1 and word.tag[0] in "mqfpcdruk" for word in c.inner)


@cache
def _common() -> frozenset[str]:
    return words("enterprises", "industries") | words("names", "name_words") | words("names", "stop_words")


def trade_inside(c: Candidate) -> float:
    """智能光电, 建设管理: the brand holds a word that names of all kinds are made of."""
    return any(len(word.text) > 1 and word.text in _common() for word in c.inner)


def adjective(c: Candidate) -> float:
    """新材料, 大数据: a character that tells a kind leads."""
    return c.brand[0] in "新高大小老多全非类各双微超低"


def region_before(c: Candidate) -> float:
    """姜堰区|岚谷光电."""
    return c.owner is not None


def region_and_brand(c: Candidate) -> float:
    """姜堰|岚谷光电: nothing else could follow a place."""
    return c.owner is not None and not c.owner.deictic and bool(brand_and_trade(c)) and not field(c)


def again(c: Candidate) -> float:
    """The document has the name more than once."""
    return min(c.count - 1, 2)


def known_brand(c: Candidate) -> float:
    """A company of the document with a legal form begins with it."""
    return c.known


def row_of_companies(c: Candidate) -> float:
    """In a row with a company: 云岫集团、岚谷光电."""
    left = c.before[-1:] in _JOINTS and c.scene.ending_at(_first(c) - 1, "Enterprise")
    right = c.behind[:1] in _JOINTS and c.scene.over(c.end + 2, "Enterprise")
    return bool(left or right)


def row_of_trades(c: Candidate) -> float:
    """In a row with bare trades: 新能源、岚谷光电."""
    left = _TRADE_BEFORE.search(c.before) if c.before[-1:] in _JOINTS else None
    right = _TRADE_BEHIND.match(c.behind)
    return any(side is not None and _is_plain(side[1]) for side in (left, right))


def in_row(c: Candidate) -> float:
    """In a row of whatever."""
    return c.behind[:1] == "、" or c.before[-1:] == "、"


def row_said(c: Candidate) -> float:
    """A row that says its kind: 岚谷、云岫等12家企业."""
    if c.behind[:1] not in _ROW_GOES_ON:
        return False
    return _row_of("list_nouns", f"等{_COUNTED}").match(c.behind) is not None


def kind_before(c: Candidate) -> float:
    """龙头企业岚谷光电."""
    return bool(c.trade) and c.before.removesuffix("“").endswith(endings("enterprises", "kinds_before"))


def handled(c: Candidate) -> float:
    """走访岚谷光电."""
    return bool(c.trade) and _ends_with_verb(c.row_start, "handling", "了过")


def acting(c: Candidate) -> float:
    """岚谷光电投资5亿元."""
    return bool(_row_of("acts").match(c.behind))


def titled(c: Candidate) -> float:
    """岚谷光电总经理."""
    return bool(pattern("enterprises", "titles", "的?WORDS").match(c.behind))


def holding(c: Candidate) -> float:
    """岚谷光电生产线, 岚谷光电二期."""
    return bool(_row_of("holdings", "的?[^，。；、的]{0,8}?").match(c.behind))


def quoted_act(c: Candidate) -> float:
    """岚谷“复活”生产线."""
    return _QUOTED.match(c.behind) is not None and c.before[-1:] in _CLAUSE_EDGES


def agent(c: Candidate) -> float:
    """由岚谷光电建设."""
    return c.before[-1:] == "由"


def partner(c: Candidate) -> float:
    """与岚谷光电签约, 为岚谷光电解决."""
    return c.before[-1:] in _PARTNERS


def of_place(c: Candidate) -> float:
    """园区里的岚谷光电."""
    return c.before[-1:] == "的" and _OF_PLACE.search(c.before) is not None


def of_other(c: Candidate) -> float:
    """先进的电子."""
    return c.before[-1:] == "的" and not of_place(c) and not of_amount(c)


def of_amount(c: Candidate) -> float:
    """总投资5亿元的岚谷光电产业园."""
    return c.before.endswith(("元的", "亩的", "米的"))


def opens_clause(c: Candidate) -> float:
    """At the head of its clause."""
    return not c.before or c.before[-1] in "，。；：“\n"


def closes_clause(c: Candidate) -> float:
    """Nothing follows."""
    return not c.behind or c.behind[0] in "，。；！？：”\n"


def word_before(c: Candidate) -> float:
    """生产岚谷光电: a word that opens no name stands right before it."""
    word = c.scene.word_before(_first(c)) if not region_and_brand(c) else None
    return word is not None and word.tag in ("n", "vn", "v", "a", "b") and not (handled(c) or kind_before(c))


def field(c: Candidate) -> float:
    """光电产业, 光电技术: a line of business."""
    return bool(pattern("enterprises", "fields", "WORDS").match(c.behind))


def goes_on(c: Candidate) -> float:
    """岚谷新能源|汽车: the trade is the beginning of a common word."""
    word = pattern("enterprises", "generic").match(c.scene.text, c.end - len(c.trade))
    return word is not None and word.end() > c.end


def developed(c: Candidate) -> float:
    """发展光电."""
    return _ends_with_verb(c.row_start, "developing", "了以")


def in_heading(c: Candidate) -> float:
    """In a heading."""
    return c.passage.kind == "heading"


def in_quotes(c: Candidate) -> float:
    """Between marks of its own."""
    return c.before[-1:] in _OPENING or c.behind[:1] in _CLOSING


def person(c: Candidate) -> float:
    """苗向东: reads as a person's name, or stands behind an office."""
    if c.trade:
        return False
    return c.before.endswith(_OFFICES) or (len(c.brand) == 3 and c.brand[0] in words("posts", "surnames"))


def is_excluded(c: Candidate) -> bool:
    """Never a company: a kind of companies, a line of business, 这家企业."""
    return not _generic().isdisjoint((c.name, c.brand, c.trade)) or c.brand[0] in "这那该每各某其市省县区镇"


@cache
def _generic() -> frozenset[str]:
    return words("enterprises", "generic") | words("enterprises", "fields")


#: In the order in which the weights list them.
REASONS: tuple[Callable[[Candidate], float], ...] = (
    listed_trade, trade_of_matter, broad_trade, brand_and_trade, brand_and_matter, unknown_brand, name_brand,
    place_brand, noun_brand, plain_brand, word_that_acts, word_alone, two_characters, latin, pieces, word_inside,
    loose_inside, trade_inside, adjective, region_before, region_and_brand, again, known_brand, row_of_companies,
    row_of_trades, in_row, row_said, kind_before, handled, acting, titled, holding, quoted_act, agent, partner,
    of_place, of_amount, of_other, opens_clause, closes_clause, word_before, field, goes_on, developed, in_heading,
    in_quotes, person,
)  # fmt: skip


def _first(c: Candidate) -> int:
    return c.owner.start if c.owner else c.start


def _ends_with_verb(text: str, group: str, particles: str) -> bool:
    """Whether a text ends with a verb of a group of the lexicon, a particle behind it or not."""
    verbs = endings("enterprises", group)
    return text.endswith(verbs) or (text[-1:] in particles and text[:-1].endswith(verbs))


def _is_plain(name: str) -> bool:
    return name in words("enterprises", "industries") or tag_of(name) in ("n", "vn", "v")

"""What speaks for and against a short name being a company: one small function a reason."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from govgraph.extract.mentions import Mention, Scene, alternation, pattern, words
from govgraph.text.passages import Passage
from govgraph.text.words import tag_of


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that may be a company's: a brand (``start``..``brand_end``), mostly with a trade behind it.

    ``before`` and ``behind`` are the text around it in its paragraph, ``owner`` the region that ends where it starts,
    ``count`` how often the document has the name, ``known`` whether a company with a legal form begins with the brand.
    """

    scene: Scene
    passage: Passage
    start: int
    brand_end: int
    end: int
    owner: Mention | None
    before: str
    behind: str
    count: int
    known: bool

    @property
    def name(self) -> str:
        """The brand with its trade."""
        return self.scene.text[self.start : self.end]

    @property
    def full_name(self) -> str:
        """The name with the region in front, where one stands there."""
        return self.scene.text[self.owner.start if self.owner else self.start : self.end]

    @property
    def brand(self) -> str:
        """The name without its trade."""
        return self.scene.text[self.start : self.brand_end]

    @property
    def trade(self) -> str:
        """What stands behind the brand; empty where nothing does."""
        return self.scene.text[self.brand_end : self.end]


_MEMBER = "[^，。；：！？、和与“”（）等]{2,12}?"
_ROW_BEHIND = f"(?:(?:[、和与]{_MEMBER}){{1,6}}?)?"
_ROW_BEFORE = re.compile("[^，。；：！？、和与“”（）]{2,14}[、和与]$")
_COUNTED = "等?(?:\\d+|[一两三四五六七八九十百]+|多|数|一批)?(?:余|多)?(?:家|户|个|大)?[^，。；、“”等]{0,6}?"


@cache
def _row_of(group: str, lead: str = "") -> re.Pattern[str]:
    return re.compile(f"{_ROW_BEHIND}{lead}(?:{alternation('enterprises', group)})")


def listed_trade(c: Candidate) -> float:
    """岚谷光电, 岚谷光电显示: an industry word of the lexicon, or two."""
    return bool(pattern("enterprises", "industries", "WORDS{1,2}").fullmatch(c.trade))


def trade_of_matter(c: Candidate) -> float:
    """岚谷活性炭: a noun whose last character says of what matter or kind the product is."""
    return bool(c.trade) and not listed_trade(c)


def broad_trade(c: Candidate) -> float:
    """岚谷建设, 岚谷材料: the trade is a common word as well."""
    return c.trade in words("enterprises", "broad_trades")


def brand_and_trade(c: Candidate) -> float:
    """岚谷光电: two characters that are a name or no word, and an industry word."""
    return listed_trade(c) and two_characters(c) and (unknown_brand(c) or name_brand(c)) and not broad_trade(c)


def brand_and_matter(c: Candidate) -> float:
    """岚谷活性炭: the same with any other trade."""
    return trade_of_matter(c) and two_characters(c) and (unknown_brand(c) or name_brand(c))


def unknown_brand(c: Candidate) -> float:
    """岚谷: no word of the dictionary."""
    return tag_of(c.brand) == "x"


def name_brand(c: Candidate) -> float:
    """天瑞, 惠农: the dictionary knows it as a name."""
    return tag_of(c.brand) in ("nz", "nr", "nrt", "nrfg", "nt")


def place_brand(c: Candidate) -> float:
    """兰山: a place."""
    return tag_of(c.brand) in ("ns", "s") or c.scene.starting_at(c.start, "Region") is not None


def noun_brand(c: Candidate) -> float:
    """红豆: an ordinary noun."""
    return tag_of(c.brand) == "n"


def plain_brand(c: Candidate) -> float:
    """远航: another ordinary word."""
    return tag_of(c.brand) in ("v", "vn", "a", "d", "b", "m", "t", "f", "i", "l", "ad", "an")


def word_that_acts(c: Candidate) -> float:
    """红豆光电完成整合: a plain word or place, a trade, and what companies do."""
    is_word = noun_brand(c) or plain_brand(c) or place_brand(c)
    return bool(is_word and c.trade and not trade_inside(c) and (acting(c) or titled(c)))


def word_alone(c: Candidate) -> float:
    """红豆: no trade, and known to the dictionary."""
    return not c.trade and not unknown_brand(c)


def two_characters(c: Candidate) -> float:
    """A brand of two characters."""
    return len(c.brand) == 2


def latin(c: Candidate) -> float:
    """A brand with Latin letters."""
    return bool(re.search("[A-Za-z]", c.brand))


def pieces(c: Candidate) -> float:
    """恋|尚|你: the words of the dictionary make no sense of it."""
    found = c.scene.words_between(c.start, c.brand_end)
    return len(found) > 1 and any(len(word.text) == 1 for word in found)


def word_inside(c: Candidate) -> float:
    """新型|环保: the brand starts with a plain word of two characters."""
    found = c.scene.words_between(c.start, c.brand_end)
    return len(found) > 1 and len(found[0].text) > 1 and found[0].tag not in ("x", "nz", "nr", "ns", "nrt")


def loose_inside(c: Candidate) -> float:
    """交|个: a single character that is a numeral, an adverb, a preposition or the like."""
    found = c.scene.words_between(c.start, c.brand_end)
    return any(len(word.text) == 1 and word.tag[0] in "mqfpcdruk" for word in found)


@cache
def _common() -> frozenset[str]:
    return words("enterprises", "industries") | words("names", "name_words") | words("names", "stop_words")


def trade_inside(c: Candidate) -> float:
    """智能光电, 建设管理: the brand holds a word that names of all kinds are made of."""
    return any(word.text in _common() for word in c.scene.words_between(c.start, c.brand_end) if len(word.text) > 1)


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
    left = c.before[-1:] in tuple("、和与") and c.scene.ending_at(_first(c) - 1, "Enterprise")
    right = c.behind[:1] in tuple("、和与") and c.scene.over(c.end + 2, "Enterprise")
    return bool(left or right)


def row_of_trades(c: Candidate) -> float:
    """In a row with bare trades: 新能源、岚谷光电."""
    left = re.search("(?:[、和与，。]|^)([^、和与，。；]{2,4})[、和与]$", c.before)
    right = re.match("[、和与]([^、和与，。；等]{2,4})(?=[、和与，。；等])", c.behind)
    return any(side is not None and _is_plain(side[1]) for side in (left, right))


def in_row(c: Candidate) -> float:
    """In a row of whatever."""
    return c.behind[:1] == "、" or c.before[-1:] == "、"


def row_said(c: Candidate) -> float:
    """A row that says its kind: 岚谷、云岫等12家企业."""
    return bool(_row_of("list_nouns", f"等{_COUNTED}").match(c.behind))


def kind_before(c: Candidate) -> float:
    """龙头企业岚谷光电."""
    return bool(c.trade) and bool(pattern("enterprises", "kinds_before", "WORDS[“]?$").search(c.before))


def handled(c: Candidate) -> float:
    """走访岚谷光电."""
    return bool(c.trade) and bool(pattern("enterprises", "handling", "WORDS(?:了|过)?$").search(_row_start(c)))


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
    return bool(re.match("“[^”]{1,6}”[^，。；、]{1,8}", c.behind)) and c.before[-1:] in ("", *"、，。；")


def agent(c: Candidate) -> float:
    """由岚谷光电建设."""
    return c.before[-1:] == "由"


def partner(c: Candidate) -> float:
    """与岚谷光电签约, 为岚谷光电解决."""
    return c.before[-1:] in tuple("与为给向对同把被让")


def of_place(c: Candidate) -> float:
    """园区里的岚谷光电."""
    return bool(re.search("(?:[市县区镇乡村园省州内里]|落户|入驻)[^，。；]{0,6}的$", c.before))


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
    word = pattern("enterprises", "generic").match(c.scene.text, c.brand_end)
    return word is not None and word.end() > c.end


def developed(c: Candidate) -> float:
    """发展光电."""
    return bool(pattern("enterprises", "developing", "WORDS(?:了|以)?$").search(_row_start(c)))


def in_heading(c: Candidate) -> float:
    """In a heading."""
    return c.passage.kind == "heading"


def in_quotes(c: Candidate) -> float:
    """Between marks of its own."""
    return c.before[-1:] in tuple("“《") or c.behind[:1] in tuple("”》")


def person(c: Candidate) -> float:
    """苗向东: reads as a person's name, or stands behind an office."""
    is_name = len(c.brand) == 3 and c.brand[0] in words("posts", "surnames")
    behind_office = re.search("(?:书记|主任|[局县区市镇]长|员|同志|主席|记者|教授|先生|女士|领导)$", c.before)
    return not c.trade and (is_name or behind_office is not None)


def is_excluded(c: Candidate) -> bool:
    """Never a company: a kind of companies, a line of business, 这家企业."""
    generic = words("enterprises", "generic") | words("enterprises", "fields")
    return c.name in generic or c.brand in generic or c.trade in generic or c.brand[0] in "这那该每各某其市省县区镇"


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


def _row_start(c: Candidate) -> str:
    """What stands before the row that the name is in, at least before the member before it."""
    return _ROW_BEFORE.sub("", c.before)


def _is_plain(name: str) -> bool:
    return name in words("enterprises", "industries") or tag_of(name) in ("n", "vn", "v")

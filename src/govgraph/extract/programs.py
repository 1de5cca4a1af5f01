"""Programs: campaigns, brands, platforms, policies: quoted, titled in 《…》, or with a head noun of their own.

A quoted name is weighed by what stands around it; ``score_quote`` lists the reasons.
"""

import re
from collections import Counter
from collections.abc import Iterator

from govgraph.extract.mentions import Mention, Scene, alternation, pattern, plain, words
from govgraph.extract.projects import behind_verbs
from govgraph.text.passages import LONGEST_NAME, Passage, is_speech
from govgraph.text.quotes import Quote, find_rows
from govgraph.text.words import tag_of

#: A quoted name at or above this score is a program. The score is a sum of the reasons in ``score_quote``.
THRESHOLD = 1.0

_ETC = re.compile("[”’](?:等|为代表的)(?P<between>[^，。；“”‘’]{0,16}?)(?P<head>HEADS)")
_COUNT_BEFORE = re.compile(r"(?:\d+(?:余|多)?|[一二两三四五六七八九十百]+)(?:个|支|项|家|条|处|批|类|大|场)$")
_FORMULA = re.compile(
    "[一二两三四五六七八九十百千万\\d][\u4e00-\u9fff]+[一二两三四五六七八九十百千万\\d][\u4e00-\u9fff]+|.*[+·].*|[\u4e00-\u9fff]{2,4}e[\u4e00-\u9fff]+"
)
_RED = re.compile("党|红色|红|先锋|e家|帮办|代办|驿站|管家|马上办|专窗|书记|网格|助企|惠企|一网|一次|跑")
#: An approval mode under whose name projects are reported: 拿地即开工.
MODE = re.compile("[\u4e00-\u9fff]{2,4}即[\u4e00-\u9fff]{2,4}")
_NUMBERED = re.compile(
    "[二两三四五六七八九十百\\d]+(?:大|项|条|号|张|化|个)?[\u4e00-\u9fff]{1,3}|.{1,12}\\d+条|.{1,4}[一二三四五六七八九十]+条"
)
_OF_KIND = re.compile("的[^，。；“”]{0,6}(?:模式|机制|体系|品牌|平台|工作法)")
_BEGUN = re.compile("(?:自)?(?:推出|实施|开展|启动|上线|推行|施行|创建|推广|建成|运行|开通|开放|试点)")
_FRAME = re.compile("[^，。；]{0,12}?为(?:抓手|引领|载体|依托|平台|契机|统领|统揽|牵引|总揽|支撑)")
_GOAL = re.compile("之[都城乡路冠最]$|型$|高地$|样板$|一流|园区$|名城$|强[市县区镇]$|先进[县市区]$|第一")
_CLAUSE_LIKE = re.compile("^(?:我|你|他|不是|没有|为什么|怎么)|了$|吗$|呢$")
_SPEECH_BEFORE = re.compile("(?:说|道|问|喊|写道|称|表示|回答)[：，]?$")


def find_programs(scene: Scene) -> None:
    """Add every program to the scene."""
    counts = Counter(plain(scene.text[q.start : q.end]) for p in scene.passages for q in p.quotes)
    for passage in scene.passages:
        scene.add(_quoted(scene, passage, counts))
        scene.add(_titled(scene, passage))
    for passage in scene.passages:
        scene.add(_bare(scene, passage))
        scene.add(_umbrella_members(scene, passage))
        scene.add(_shared_heads(scene, passage))
        scene.add(_issued(scene, passage))
    scene.add(_again(scene))


def _quoted(scene: Scene, passage: Passage, counts: Counter[str]) -> Iterator[Mention]:
    rows = find_rows(scene.text, passage.quotes)
    for quote in passage.quotes:
        team = scene.over(quote.start, "Project", "PublicOrganisation", "PartyOrganisation")
        if quote.mark == "《" or is_speech(quote, passage) or (team and team.start == quote.start - 1):
            continue
        score, head_end = score_quote(scene, passage, quote, rows[quote], counts)
        if score < THRESHOLD:
            continue
        inner = plain(scene.text[quote.start : quote.end])
        prefix = _prefix_start(scene, passage, quote)
        extended = plain(scene.text[quote.start : head_end])
        chosen = _display_name(inner, extended)
        aliases = {extended, plain(scene.text[prefix:head_end])}
        if chosen == inner:
            aliases.add(inner)
        confidence = min(0.95, 0.5 + 0.12 * score) - (0.1 if quote.depth else 0)
        yield Mention(
            quote.start - 1, max(head_end, quote.end + 1), "Program", chosen, "program.quoted", round(confidence, 2),
            stem=chosen, aliases=tuple(sorted(aliases - {chosen})),
        )  # fmt: skip


def _display_name(inner: str, extended: str) -> str:
    """The brand alone; with its window or platform where that makes another thing (“双像”党建e平台)."""
    return extended if extended != inner and pattern("programs", "instances", "WORDS$").search(extended) else inner


def _prefix_start(scene: Scene, passage: Passage, quote: Quote) -> int:
    """Nouns that belong to the name and stand before the mark: 人才新政“金十条”."""
    start = scene.walk_back(passage, quote.start - 1, 8, stop_at=("Region", "PublicOrganisation", "PartyOrganisation"))
    return _behind_verb(scene, start, quote.start - 1)


def score_quote(
    scene: Scene, passage: Passage, quote: Quote, row: tuple[int, int], counts: Counter[str]
) -> tuple[float, int]:
    """How much speaks for a quoted name being a program, and where the name with its head noun ends.

    ``row`` is the span of the quotations it stands beside; what governs or follows one goes for all.
    """
    inner = scene.text[quote.start : quote.end]
    name = plain(inner)
    if len(name) < 2 or len(inner) > LONGEST_NAME or re.search("[。！？]", inner):
        return -9.0, quote.end + 1
    last, head = row[1], ""
    behind = scene.text[last + 1 : last + 14]
    match = pattern("programs", "heads", "(?P<mid>[\u4e00-\u9fffA-Za-z]{0,4}?)(?P<head>WORDS)").match(behind)
    own_end = quote.end + 1
    if match and scene.is_boundary(last + 1 + match.end()):
        head = match["head"]
        if last == quote.end:
            own_end = last + 1 + match.end()
    attribute = _OF_KIND.match(scene.text, last + 1)
    etc = re.compile(_ETC.pattern.replace("HEADS", alternation("programs", "strong_heads"))).match(scene.text, last)
    first = row[0] - 1
    before = scene.text[max(passage.start, first - 10) : first]
    owner = scene.ending_at(first, "Region", "PublicOrganisation", "PartyOrganisation")
    reasons = {
        "national": 3.0 * (name in words("programs", "national")),
        "strong head": 1.6 * (head in words("programs", "strong_heads") or bool(etc) or bool(attribute)),
        "weak head": 0.7 * (bool(head) and head not in words("programs", "strong_heads")),
        "verb": 1.0 * bool(pattern("programs", "verbs", "WORDS了?$").search(before)),
        "verb nearby": 0.6 * bool(pattern("programs", "verbs", "WORDS了?[^，。；：“”‘’、的]{0,6}$").search(before)),
        "verb behind": 1.0 * bool(_BEGUN.match(scene.text, last + 1)),
        "frame": 1.2 * bool(_FRAME.match(scene.text, last + 1)),
        "kind before": 1.0 * bool(pattern("programs", "kinds_before", "WORDS$").search(before)),
        "head inside": 0.9 * bool(pattern("programs", "inner_heads", "WORDS$").search(name)),
        "numbered": 0.8 * bool(_NUMBERED.fullmatch(name)),
        "owner": 0.7 * (owner is not None or before.endswith(("市", "省", "区", "县"))),
        "count": 0.8 * bool(_COUNT_BEFORE.search(before)),
        "again": 0.4 * min(counts[name] - 1, 2),
        "formula": 0.5 * bool(_FORMULA.fullmatch(name)),
        "theme": 0.6 * bool(_RED.search(name)),
        "topic": 0.5 * (quote.start - 1 == passage.start and quote.depth == 0),
        "title": 0.4 * (passage.kind != "body"),
        "listed": 0.2 * (last != quote.end),
        "metaphor": -2.2 * _is_metaphor(name),
        "outcome": -1.6 * bool(pattern("programs", "not_after", "的?WORDS").match(behind)),
        "figure": -1.4 * bool(pattern("programs", "not_before", "WORDS(?:了|着)?$").search(before)),
        "manner": -1.2 * (name.endswith("式") or behind.startswith("的")),
        "speech": -1.5 * bool(_SPEECH_BEFORE.search(before)),
        "long": -0.5 * (len(name) > 14),
        "clause": -0.8 * bool(_CLAUSE_LIKE.search(inner)),
        "goal": -1.5 * bool(_GOAL.search(name)),
        "team": -2.0 * name.endswith("队"),
        "mode": 2.4 * bool(MODE.fullmatch(name)),
        "date": -3.0 * bool(re.fullmatch(r"\d+[·.]\d+", name)),
    }
    return sum(reasons.values()), own_end


def _is_metaphor(name: str) -> bool:
    known = words("programs", "metaphors")
    return name in known or any(name.endswith(word) and len(name) - len(word) <= 2 and len(word) > 2 for word in known)


def _titled(scene: Scene, passage: Passage) -> Iterator[Mention]:
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


_SHARED = re.compile(
    "(?P<stems>(?:[\u4e00-\u9fff]{2,4}、){1,8}[\u4e00-\u9fff]{2,4})(?:[两三四五六七]大)?[“‘]?(?P<head>保卫战|攻坚战|专项行动)"
)


def _shared_heads(scene: Scene, passage: Passage) -> Iterator[Mention]:
    """蓝天、碧水、净土三大“保卫战”: a head shared by a list of stems makes a program of each."""
    for match in _SHARED.finditer(scene.text, passage.start, passage.end):
        start = _behind_verb(scene, match.start(), match.end("stems"))
        for stem in re.finditer("[^、]+", scene.text[start : match.end("stems")]):
            name = stem[0] + match["head"]
            yield Mention(start + stem.start(), start + stem.end(), "Program", name, "program.shared", 0.75, stem=name)


_ISSUED = re.compile(
    "(?:出台|印发|制定|颁布|发布|推出|起草|制发)(?:实施)?(?:了|的)?(?:相关|配套|一系列)?(?P<name>[\u4e00-\u9fff\\d]{4,26}?"
    "(?:[\\d一二三四五六七八九十]+条(?:具体|重大)?(?:政策|措施|举措)?|若干(?:试行)?措施|实施办法|实施意见|正面审核清单|负面清单|申报指南|"
    "行动计划|行动方案|实施方案|专项政策|管理办法))(?=[，。；和、])"
)


def _issued(scene: Scene, passage: Passage) -> Iterator[Mention]:
    """出台帮扶中小企业共渡难关18条政策: a plan named behind the verb that issued it."""
    for match in _ISSUED.finditer(scene.text, passage.start, passage.end):
        name = re.sub("^(?:关于|全市|全省|全区|首个|全国)", "", match["name"])
        if (
            scene.over(match.start("name"), "Program")
            or len(name) < 6
            or re.match("[\\d一二三四五六七八九十]+条", name)
        ):
            continue
        yield Mention(
            match.end("name") - len(name), match.end("name"), "Program", name, "program.issued", 0.75, stem=name
        )


_UMBRELLA = re.compile(
    "等(?:[“‘])?(?:\\d+|[一二两三四五六七八九十]+)(?:大|项|个|类)(?P<head>行动|工程|计划|改革|专项|攻坚|机制|制度|品牌|活动)"
)


def _umbrella_members(scene: Scene, passage: Passage) -> Iterator[Mention]:
    """服务效能提质、廉洁为民等“六项行动”: what is listed under a numbered umbrella is a program each."""
    for match in _UMBRELLA.finditer(scene.text, passage.start, passage.end):
        at, sentence = match.start(), passage.sentence_at(match.start())
        lead = scene.text[sentence.start : at]
        cut = max(lead.rfind(mark) for mark in "，；：。") + 1
        verb = list(pattern("programs", "verbs", "WORDS了?").finditer(lead, cut))
        start = sentence.start + (verb[0].end() if verb else cut)
        members = list(re.finditer("[^、和]+", scene.text[start:at]))
        if len(members) < 2 or any(not 3 <= len(m[0]) <= 14 for m in members):
            continue
        for member in members:
            name = plain(member[0])
            if not scene.over(start + member.start(), "Program"):
                yield Mention(
                    start + member.start(), start + member.end(), "Program", name, "program.listed", 0.75, stem=name,
                    aliases=(name + match["head"],),
                )  # fmt: skip


def _bare(scene: Scene, passage: Passage) -> Iterator[Mention]:
    """Names without marks whose last word says what they are: 行政审批制度改革, 人才发展基金."""
    for match in pattern("programs", "bare_heads", "WORDS").finditer(scene.text, passage.start, passage.end):
        end = match.end()
        if not scene.is_boundary(end) or scene.over(match.start(), "Program", "Enterprise", "PublicOrganisation"):
            continue
        start = _behind_verb(scene, scene.walk_back(passage, match.start(), 16, far=True), match.start())
        name, stem = scene.text[start:end], scene.text[start : match.start()]
        if len(stem) < 2 or name in words("programs", "bare_generic") or stem in words("programs", "bare_generic"):
            continue
        if re.match(r"[\d一二三四五六七八九十]+(?:多|余)?(?:项|个|大|条)", name):
            continue
        owner = scene.ending_at(start, "Region", "PublicOrganisation", "PartyOrganisation")
        if match[0] in words("programs", "bare_weak") and not (owner or _governed(scene, passage, start, end)):
            continue
        aliases = (scene.text[owner.start : end],) if owner else ()
        yield Mention(start, end, "Program", name, "program.bare", 0.6, stem=name, aliases=aliases)


def _behind_verb(scene: Scene, start: int, end: int) -> int:
    """Behind the last governing verb that a far walk went over."""
    start = behind_verbs(scene, start, end)
    found = scene.words_between(start, end)
    verbs = [
        w.end for w in found if w.text in words("programs", "verbs") and w.text not in words("names", "name_words")
    ]
    return verbs[-1] if verbs else start


def _governed(scene: Scene, passage: Passage, start: int, end: int) -> bool:
    """Whether a name is the object of a verb of founding, or is said to be in force."""
    before = scene.text[max(passage.start, start - 6) : start]
    behind = scene.text[end : end + 4]
    return bool(pattern("programs", "verbs", "WORDS(?:了|的|起|首个)?$").search(before)) or bool(
        re.match("上线|运行|启用|覆盖|全面|正式|落地|施行|实施", behind)
    )


def _again(scene: Scene) -> list[Mention]:
    """Every other place where a program's name stands, with marks or without."""
    names = {
        name for m in scene.mentions if m.type == "Program" for name in (m.name, m.stem, *m.aliases) if len(name) >= 4
    }
    names |= {m.stem for m in scene.mentions if m.type == "Program" and len(m.stem) == 3 and tag_of(m.stem) == "x"}
    names |= {name for name in words("programs", "national") if len(name) >= 3 and name in scene.text}
    if not names:
        return []
    pattern = re.compile("|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n))))
    return [
        Mention(match.start(), match.end(), "Program", match[0], "program.again", 0.7, stem=match[0])
        for passage in scene.passages
        for match in pattern.finditer(scene.text, passage.start, passage.end)
        if not scene.over(match.start(), "Program") and not scene.over(match.end() - 1, "Program")
    ]

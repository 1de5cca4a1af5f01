"""Relations read off clauses: a subject, a verb, an object, and the few set phrases that say the same.

Cases:

1. subject + verb + program: *镇江市*创新开设10个“红色专窗”; every member of a list of programs is an object
2. owner + program: *市委*“书记项目”, *扬州市委*‘2号文件’
3. in + helper + 的帮助下 + helped: 在*市行政审批局*的帮办下，*该项目*…
4. subject + verb + enterprise or project: *娄桥街道*肩负着…*亚运龙舟基地项目*
5. enterprise + verb + project: *A.O.史密斯*投资9.4亿元的*…基地*
6. enterprise or project + 落户, 位于 + region, and 位于 + region + 的 + enterprise
7. program inside a program's name or list: *“双像”*党建e平台, ‘小微管家’‘小微跑腿’等*‘小微服务+’*
"""

import re
from collections.abc import Iterator
from functools import cache

from govgraph.extract.claims import Claim
from govgraph.extract.mentions import Mention, Scene, alternation, words
from govgraph.extract.subjects import Subject, Subjects
from govgraph.model import EntityType, Predicate
from govgraph.text.passages import Clause, Passage, Sentence

_BODIES: tuple[EntityType, ...] = ("Region", "PartyOrganisation", "PublicOrganisation")
_RUNNERS: tuple[EntityType, ...] = (*_BODIES, "Enterprise")
_HELP = re.compile(
    "在(?P<helpers>[^，。]{2,40}?)的?(?:帮助|指导|支持|帮办|协助|推动|协调|帮扶|关心|牵头|服务)(?:[和与](?:帮助|指导|支持|帮办|协助))?下"
)
_SITUATED = re.compile("(?:位于|地处|坐落于|坐落在|落户于?|设在)(?P<place>[^，。]{2,24}?)的$")
_PAIRED = re.compile("[^，。]{0,12}(?:结对|共建|合作|签订|签署|签约|对接|联合)")
_FOR = re.compile("(?:为|向|给|帮助|协助|推动|支持)$")
_ATTRIBUTE = re.compile("(?:(?:投资|总投资|捐资|援建|承建|建设|投建|打造|承担|研发)[^，。；]{0,16}?的|投资|承担的?|建设的?|实施的?|[^，。；]{0,4}新建)[^，。；]{0,8}$")
_LIST_OF = re.compile("[”’》]?(?:等|这|组成的)[^，。；“”‘’]{0,6}[“‘]?$")


@cache
def _cue(predicate: str, shape: str) -> re.Pattern[str]:
    return re.compile(shape.replace("WORDS", alternation("relations", predicate)))


def find_relations(scene: Scene, subjects: Subjects) -> list[Claim]:
    """Every relation that a clause or a name states."""
    claims: list[Claim] = []
    for passage in scene.passages:
        for sentence in passage.sentences:
            claims += _in_sentence(scene, subjects, passage, sentence)
    return claims


def _in_sentence(scene: Scene, subjects: Subjects, passage: Passage, sentence: Sentence) -> Iterator[Claim]:
    yield from _helped(scene, subjects, sentence)
    yield from _parts(scene, subjects, passage, sentence)
    for clause in sentence.clauses:
        subject = subjects.of(clause)
        if subject is None:
            continue
        mentions = subjects.within(clause.start, clause.end)
        for mention in mentions:
            if mention.type == "Program":
                yield from _run(scene, passage, sentence, clause, subject, mention)
            elif mention.type in ("Enterprise", "Project"):
                yield from _served(scene, sentence, clause, subject, mention)
                yield from _located(scene, subjects, clause, mention)
                yield from _undertaken(scene, subjects, clause, subject, mention)


def _run(
    scene: Scene, passage: Passage, sentence: Sentence, clause: Clause, subject: Subject, program: Mention
) -> Iterator[Claim]:
    owner = scene.ending_at(program.start, *_RUNNERS) or _possessor(scene, program)
    if owner is not None:
        yield Claim(owner, "runs", program, "runs.owner", 0.85, owner.start, program.end)
        return
    actor = subject.mention
    if actor.type not in _RUNNERS or actor is program:
        return
    lead = scene.text[max(clause.start, program.start - 40) : program.start]
    wide = scene.text[sentence.start : program.start]
    behind = scene.text[program.end : program.end + 4]
    verb = _cue("runs", "WORDS").search(lead) or re.match("为(?:抓手|引领|载体|依托|统领)|(?:全面|正式)?(?:启用|启动|上线|实施|施行|试点)", behind)
    if verb:
        confidence = 0.85 if subject.said else 0.75
        yield Claim(actor, "runs", program, "runs.verb", confidence, _from(clause, actor), clause.end)
    elif passage.kind != "body":
        yield Claim(actor, "runs", program, "runs.heading", 0.6, passage.start, passage.end)
    elif _cue("runs", "WORDS").search(wide) and subject.said:
        yield Claim(actor, "runs", program, "runs.sentence", 0.6, _from(clause, actor), clause.end)
    elif "“" in scene.text[program.start : program.start + 1]:
        yield Claim(actor, "runs", program, "runs.carried", 0.5, _from(clause, actor), clause.end)


def _possessor(scene: Scene, program: Mention) -> Mention | None:
    """市 of 市“12345”, 市委 of 市委“书记项目”: what stands right before the mark."""
    before = scene.text[program.start - 1 : program.start]
    if before and before in "省市区县镇" and scene.is_boundary(program.start - 1):
        return Mention(
            program.start - 1, program.start, "Region", before, "region.kind", 0.8, stem=before, deictic=True
        )
    return None


def _from(clause: Clause, actor: Mention) -> int:
    return min(clause.start, actor.start) if actor.end > clause.start - 120 and actor.name else clause.start


def _helped(scene: Scene, subjects: Subjects, sentence: Sentence) -> Iterator[Claim]:
    """在甲的指导下，在乙的帮办下，丙…: both serve what the sentence then speaks of."""
    last = 0
    helpers: list[Mention] = []
    for match in _HELP.finditer(scene.text, sentence.start, sentence.end):
        inside = [m for m in subjects.within(match.start("helpers"), match.end("helpers")) if m.type in _BODIES]
        helpers += inside[-1:]
        last = match.end()
    if not helpers:
        return
    helped = [m for m in subjects.within(last, sentence.end) if m.type in ("Enterprise", "Project")][:1]
    helped = helped or _last_before(subjects, sentence)
    for helper in helpers:
        for one in helped:
            start = min(sentence.start, one.start)
            yield Claim(helper, "serves", one, "serves.helped", 0.85, start, sentence.end)


def _last_before(subjects: Subjects, sentence: Sentence) -> list[Mention]:
    """What the sentence before was about: 该项目 stands for it."""
    before = [m for m in subjects.within(max(0, sentence.start - 90), sentence.start) if m.type in ("Enterprise", "Project")]
    return before[-1:]


def _served(scene: Scene, sentence: Sentence, clause: Clause, subject: Subject, thing: Mention) -> Iterator[Claim]:
    actor = subject.mention
    if actor.type == "Program" and subject.said and actor.start < thing.start:
        yield Claim(actor, "serves", thing, "serves.program", 0.5, clause.start, clause.end)
        return
    if actor.type not in _BODIES or not (actor.name or thing.type == "Project"):
        return
    lead = scene.text[max(clause.start, actor.end if subject.said else clause.start) : thing.start]
    if _cue("serves", "WORDS").search(lead):
        yield Claim(actor, "serves", thing, "serves.verb", 0.7 if subject.said else 0.6, clause.start, clause.end)
    elif re.search("[与和同]$", lead) and _PAIRED.match(scene.text, thing.end, sentence.end):
        yield Claim(actor, "serves", thing, "serves.paired", 0.75, clause.start, clause.end)


def _located(scene: Scene, subjects: Subjects, clause: Clause, thing: Mention) -> Iterator[Claim]:
    regions = [m for m in subjects.within(thing.end, clause.end) if m.type == "Region"]
    for region in regions[:1]:
        between = scene.text[thing.end : region.start]
        if _cue("located", "(?:WORDS)[^，。；]{0,4}$").search(between):
            yield Claim(thing, "locatedIn", region, "located.verb", 0.85, thing.start, region.end)
    situated = _SITUATED.search(scene.text, clause.start, thing.start)
    if situated:
        places = [m for m in subjects.within(situated.start("place"), situated.end("place") + 1) if m.type == "Region"]
        if places:
            yield Claim(thing, "locatedIn", places[-1], "located.attribute", 0.9, situated.start(), thing.end)
    before = scene.text[max(clause.start, thing.start - 2) : thing.start]
    if before.endswith(("区内", "园内")):
        kind = "新区" if before == "区内" else "园区"
        inside = Mention(thing.start - 2, thing.start - 1, "Region", kind[-1], "region.kind", 0.7, stem=kind[-1], deictic=True)
        yield Claim(thing, "locatedIn", inside, "located.inside", 0.7, thing.start - 2, thing.end)


def _undertaken(scene: Scene, subjects: Subjects, clause: Clause, subject: Subject, thing: Mention) -> Iterator[Claim]:
    if thing.type != "Project":
        return
    firms = [m for m in subjects.within(clause.start, thing.start) if m.type == "Enterprise"]
    for firm in firms:
        if _ATTRIBUTE.search(scene.text[firm.end : thing.start]):
            yield Claim(firm, "undertakes", thing, "undertakes.attribute", 0.85, firm.start, thing.end)
    if not firms and subject.mention.type == "Enterprise" and subject.mention.start < thing.start:
        lead = scene.text[clause.start : thing.start]
        if _cue("undertakes", "WORDS").search(lead):
            yield Claim(subject.mention, "undertakes", thing, "undertakes.verb", 0.7, clause.start, clause.end)


def _parts(scene: Scene, subjects: Subjects, passage: Passage, sentence: Sentence) -> Iterator[Claim]:
    """A、B等“六项行动”: what is listed is part of what the list ends in."""
    programs = [m for m in subjects.within(sentence.start, sentence.end) if m.type == "Program"]
    for index, whole in enumerate(programs):
        members: list[Mention] = []
        edge = whole.start
        for part in reversed(programs[:index]):
            between = scene.text[part.end : edge]
            if not (_LIST_OF.fullmatch(between) if not members else re.fullmatch("[”’、和]{0,2}", between)):
                break
            members.append(part)
            edge = part.start
        for part in members:
            yield Claim(part, "partOfProgram", whole, "part.list", 0.85, members[-1].start, whole.end)


def contained_brand(part: Mention, brands: list[Mention]) -> Mention | None:
    """The program whose whole name another program's name carries: 双像 of 双像党建e平台."""
    inside = [b for b in brands if b.stem != part.stem and b.stem in part.name and len(b.stem) >= 2]
    return max(inside, key=lambda b: len(b.stem), default=None)


def is_mode(name: str) -> bool:
    """Whether a program is an approval mode under whose name projects are reported: 拿地即开工."""
    return re.fullmatch("[\u4e00-\u9fff]{2,4}即[\u4e00-\u9fff]{2,4}", name) is not None and name in words("programs", "national") | {name}

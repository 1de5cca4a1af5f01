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

from govgraph.extract.claims import Claim
from govgraph.extract.evidence import MODE
from govgraph.extract.mentions import Mention, Scene, pattern
from govgraph.extract.subjects import Subject, Subjects
from govgraph.model import EntityType, Predicate
from govgraph.text.passages import Clause, Passage, Sentence

_BODIES: tuple[EntityType, ...] = ("Region", "PartyOrganisation", "PublicOrganisation")
_RUNNERS: tuple[EntityType, ...] = (*_BODIES, "Enterprise")
_HELP = "在(?P<helpers>[^，。]{2,40}?)的?WORDS(?:[和与]WORDS)?下"
_SITUATED = re.compile("(?:位于|地处|坐落于|坐落在|落户于?|设在)(?P<place>[^，。]{2,24}?)的$")
#: Before a project's name, behind a company's: it invests in it.
_ATTRIBUTE = "(?:WORDS[^，。；]{0,16}?的|投资|承担的?|建设的?|实施的?|[^，。；]{0,4}新建)[^，。；]{0,8}$"
_LISTED = re.compile("[”’》]?(?:、|等|和)")
_BUILT_BY = "(?:等[央国民外]企|等企业)?(?:对口|捐资|投资|出资|共同)*WORDS的"
_LIST_OF = re.compile("[”’》]?(?:等|这|组成的)[^，。；“”‘’]{0,6}[“‘]?$")


def find_relations(scene: Scene, subjects: Subjects) -> list[Claim]:
    """Every relation that a clause or a name states."""
    claims: list[Claim] = []
    for passage in scene.passages:
        for sentence in passage.sentences:
            claims += _in_sentence(scene, subjects, passage, sentence)
    return claims


def _in_sentence(scene: Scene, subjects: Subjects, passage: Passage, sentence: Sentence) -> Iterator[Claim]:
    yield from _helped(scene, subjects, sentence)
    yield from _epitome(scene, subjects, passage, sentence)
    yield from _parts(scene, subjects, passage, sentence)
    for clause in sentence.clauses:
        subject = subjects.of(clause)
        if subject is None:
            continue
        mentions = subjects.within(clause.start, clause.end)
        for mention in mentions:
            if mention.type == "Program":
                yield from _run(scene, subjects, passage, sentence, clause, subject, mention)
            elif mention.type in ("Enterprise", "Project"):
                yield from _served(scene, subjects, sentence, clause, subject, mention)
                yield from _located(scene, subjects, sentence, clause, mention)
                yield from _undertaken(scene, subjects, clause, subject, mention)


def _run(
    scene: Scene, subjects: Subjects, passage: Passage, sentence: Sentence, clause: Clause, subject: Subject,
    program: Mention,
) -> Iterator[Claim]:  # fmt: skip
    owner = scene.ending_at(program.start, *_RUNNERS) or _possessor(scene, program) or _founder(scene, clause, program)
    if owner is not None:
        yield Claim(owner, "runs", program, "runs.owner", owner.start, program.end)
    actors = [a for a in subject.all if a.type in _RUNNERS] or [subjects.home(passage)]
    for actor in actors:
        if actor is not owner:
            yield from _run_by(scene, passage, sentence, clause, subject, actor, program, owned=owner is not None)


def _founder(scene: Scene, clause: Clause, program: Mention) -> Mention | None:
    """*大兴区*推出的“拿地即开工”政策: who founded it stands in the attribute."""
    founded = pattern("clauses", "founding", "WORDS的[^，。；]{0,8}$").search(scene.text, clause.start, program.start)
    return scene.ending_at(founded.start(), *_RUNNERS) if founded else None


def _run_by(
    scene: Scene, passage: Passage, sentence: Sentence, clause: Clause, subject: Subject, actor: Mention,
    program: Mention, *, owned: bool,
) -> Iterator[Claim]:  # fmt: skip
    lead = scene.text[max(clause.start, program.start - 40) : program.start]
    if pattern("clauses", "negation").search(lead) or (clause.speech and not subject.speaker):
        return
    wide = scene.text[sentence.start : program.start]
    behind = scene.text[program.end : program.end + 4]
    begun = pattern("clauses", "begun", "为(?:抓手|引领|载体|依托|统领)|(?:全面|正式)?WORDS").match(
        behind.lstrip("》”’")
    )
    verb = begun or pattern("relations", "runs").search(lead)
    if MODE.fullmatch(program.stem) and not pattern("relations", "runs", "WORDS了?[“‘]?$").search(lead):
        return
    if owned and not pattern("relations", "runs", "WORDS了?[^，。]{0,6}$").search(lead):
        return
    if verb:
        rule = "runs.verb" if subject.said else "runs.carried"
        yield Claim(actor, "runs", program, rule, _from(clause, actor), clause.end)
    elif passage.kind != "body":
        yield Claim(actor, "runs", program, "runs.heading", passage.start, passage.end)
    elif pattern("relations", "runs", "WORDS").search(wide) and subject.said:
        yield Claim(actor, "runs", program, "runs.sentence", _from(clause, actor), clause.end)
    elif scene.text[program.start] in "“‘《":
        yield Claim(actor, "runs", program, "runs.quoted", _from(clause, actor), clause.end)


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
    for match in pattern("clauses", "help", _HELP).finditer(scene.text, sentence.start, sentence.end):
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
            yield Claim(helper, "serves", one, "serves.helped", start, sentence.end)


def _last_before(subjects: Subjects, sentence: Sentence) -> list[Mention]:
    """What the sentence before was about: 该项目 stands for it."""
    before = [
        m for m in subjects.within(max(0, sentence.start - 90), sentence.start) if m.type in ("Enterprise", "Project")
    ]
    return before[-1:]


def _served(
    scene: Scene, subjects: Subjects, sentence: Sentence, clause: Clause, subject: Subject, thing: Mention
) -> Iterator[Claim]:
    if agent := _agent(scene, subjects, clause, thing):
        predicate: Predicate = "undertakes" if agent.type == "Enterprise" else "serves"
        yield Claim(agent, predicate, thing, f"{predicate}.attribute", agent.start, thing.end)
        return
    actor = subject.mention
    if actor.type == "Program" and subject.said and actor.start < thing.start:
        yield Claim(actor, "serves", thing, "serves.program", clause.start, clause.end)
        return
    if actor.type not in _BODIES or not (actor.name or thing.type == "Project"):
        return
    if (
        actor.type == "Region"
        and thing.type == "Enterprise"
        and pattern("clauses", "settling", "[^。；]{0,40}WORDS").search(scene.text, thing.start, sentence.end)
    ):
        yield Claim(thing, "locatedIn", actor, "located.settled", clause.start, sentence.end)
    elif _is_helped(scene, subjects, sentence, clause, subject, thing):
        rule = "serves.verb" if subject.said else "serves.carried"
        for one in subject.all:
            yield Claim(one, "serves", thing, rule, clause.start, clause.end)
    elif scene.text[thing.start - 1] in "与和同" and pattern("clauses", "pairing", "[^，。]{0,12}WORDS").match(
        scene.text, thing.end, sentence.end
    ):
        yield Claim(actor, "serves", thing, "serves.paired", clause.start, clause.end)


def _is_helped(
    scene: Scene, subjects: Subjects, sentence: Sentence, clause: Clause, subject: Subject, thing: Mention
) -> bool:
    """Whether a verb of helping or building stands between the subject and the thing.

    A list at a clause's head takes the verb of the clause before: …全力加快重点项目建设，*创显电子*、…等85个项目竣工.
    """
    start = subject.mention.end if subject.said else clause.start
    if pattern("relations", "serves", "WORDS").search(scene.text, max(clause.start, start), thing.start):
        return True
    if subject.said or not _LISTED.match(scene.text, thing.end) or _adverbial_place(scene, subjects, sentence, thing):
        return False
    return pattern("relations", "serves", "WORDS").search(scene.text, sentence.start, thing.start) is not None


def _agent(scene: Scene, subjects: Subjects, clause: Clause, thing: Mention) -> Mention | None:
    """*鄂尔多斯市*援建的A项目、B项目: whoever built them stands in the attribute, for the whole list."""
    built = [
        m
        for m in pattern("clauses", "building", _BUILT_BY).finditer(scene.text, clause.start, thing.start)
        if "的" in m[0]
    ]
    for match in reversed(built):
        agent = next((m for m in subjects.within(clause.start, match.start()) if m.end == match.start()), None)
        if (
            agent is not None
            and agent.type in _RUNNERS
            and not (agent.type == "Enterprise" and thing.type == "Enterprise")
        ):
            return agent
    return None


def _located(scene: Scene, subjects: Subjects, sentence: Sentence, clause: Clause, thing: Mention) -> Iterator[Claim]:
    regions = [m for m in subjects.within(thing.end, clause.end) if m.type == "Region"]
    for first in regions[:1]:
        if pattern("relations", "located", "WORDS[^，。；]{0,4}$").search(scene.text[thing.end : first.start]):
            region = subjects.chain_end(first, clause.end)
            yield Claim(thing, "locatedIn", region, "located.verb", thing.start, region.end)
    if place := _attribute_place(scene, subjects, clause, thing):
        yield Claim(thing, "locatedIn", place, "located.attribute", place.start, thing.end)
    elif place := _adverbial_place(scene, subjects, sentence, thing):
        yield Claim(thing, "locatedIn", place, "located.adverbial", place.start, thing.end)


def _attribute_place(scene: Scene, subjects: Subjects, clause: Clause, thing: Mention) -> Mention | None:
    """位于*新吴区*的福群电子有限公司."""
    situated = _SITUATED.search(scene.text, clause.start, thing.start)
    if situated is None:
        return None
    places = [m for m in subjects.within(situated.start("place"), situated.end("place") + 1) if m.type == "Region"]
    return places[-1] if places else None


def _adverbial_place(scene: Scene, subjects: Subjects, sentence: Sentence, thing: Mention) -> Mention | None:
    """在*溧水*，…企业入驻; *厦门自贸片区*内，…: the last place that the sentence sets before the thing."""
    places = [m for m in subjects.within(max(sentence.start, thing.start - 120), thing.start) if m.type == "Region"]
    for place in reversed(places):
        before = scene.text[max(sentence.start, place.start - 1) : place.start]
        behind = scene.text[place.end : place.end + 3]
        if before in ("在", "于", "到") or re.match("区?(?:境|园)?内|区内", behind):
            return subjects.chain_end(place, thing.start)
        if scene.text[place.end : place.end + 1] != "的" and scene.ending_at(place.start, "Region") is None:
            return None
    return None


def _undertaken(scene: Scene, subjects: Subjects, clause: Clause, subject: Subject, thing: Mention) -> Iterator[Claim]:
    if thing.type != "Project":
        return
    firms = [m for m in subjects.within(clause.start, thing.start) if m.type == "Enterprise"]
    for firm in firms:
        if pattern("clauses", "investing", _ATTRIBUTE).search(scene.text[firm.end : thing.start]):
            yield Claim(firm, "undertakes", thing, "undertakes.attribute", firm.start, thing.end)
    if not firms and subject.mention.type == "Enterprise" and subject.mention.start < thing.start:
        lead = scene.text[clause.start : thing.start]
        if pattern("relations", "undertakes", "WORDS").search(lead) and not pattern("clauses", "watching").search(lead):
            yield Claim(subject.mention, "undertakes", thing, "undertakes.verb", clause.start, clause.end)


_EPITOME = re.compile("^这(?:正|就|也|只|仅)?是[^。]{2,60}(?:缩影|体现|写照|实践|成果|例子|一例)")


def _epitome(scene: Scene, subjects: Subjects, passage: Passage, sentence: Sentence) -> Iterator[Claim]:
    """这正是…*“挂帅揭榜”*行动的成效体现: what the paragraph before told of is part of the program."""
    if not _EPITOME.match(scene.text[sentence.start : sentence.end]):
        return
    whole = next((m for m in subjects.within(sentence.start, sentence.end) if m.type == "Program"), None)
    told = scene.passage_before(passage) if sentence.start == passage.start else None
    start, end = (told.start, told.end) if told else (passage.start, sentence.start)
    part = next((m for m in subjects.within(start, end) if m.type == "Program"), None)
    if whole is not None and part is not None:
        yield Claim(part, "partOfProgram", whole, "part.epitome", sentence.start, sentence.end)


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
            yield Claim(part, "partOfProgram", whole, "part.list", members[-1].start, whole.end)

"""Who serves an enterprise or a project.

Cases, T for the thing:

1. subject + verb + T: *娄桥街道*肩负着…亚运龙舟基地项目
2. subject + 为 T + verb: *富源县*为铝板带项目办理手续
3. helper + T: 在*行政审批局*的帮办下，该项目…
4. program + … + T: *“书记茶叙”*共举办28期，帮助宏启电路协调事项
5. T + 通过 program: 盛威织造通过*集成服务平台*申请…
6. T speaks: “*政府*为我们送来口罩。”
7. builder in the attribute: *鄂尔多斯市*援建的A项目
8. subject + 与 T + 结对, 签约; a company with a university, the other way round
9. T. + subject + 提前介入: *党委*第一时间牵头挂钩, of the project that the sentence before is about
"""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from govgraph.extract.claims import Claim
from govgraph.extract.clauses.roles import BODIES, find_helpers, read_roles, row_at
from govgraph.extract.clauses.subjects import Subject, Subjects
from govgraph.extract.mentions import Mention, Scene, pattern
from govgraph.model import EntityType, Predicate
from govgraph.text.passages import Clause, Passage, Sentence

THINGS: tuple[EntityType, ...] = ("Enterprise", "Project")
_BUILT_BY = "(?:等[央国民外]企|等企业)?(?:对口|捐资|投资|出资|共同)*WORDS(?:[^，。；]{1,10}元)?的"
_WITH = re.compile("[与和同]")
_PAIRED = "[”’]?(?:等[^，。；]{0,10})?(?:在[^，。；]{2,16})?[^，。；]{0,6}WORDS"
_DONE = "WORDS(?!的)"
_LISTED = re.compile("[”’》]?(?:、|等|和)")
_GOVERNMENT = re.compile("(?<![\u4e00-\u9fff])(?:还有)?(?:当地|地方)?(?:党委)?政府")
_BARE = "WORDS(?:该)?(?P<kind>企业|公司|项目)(?!们|群众|家|和|、|与|发展|开办|落户|上市|的|减|降|解难|纾困)"
_KIND = re.compile("企业|公司|项目")
_US = "(?:WORDS)[^，。；]{0,4}(?:我们|我司|咱)|(?:为|给|帮|替|与|同)(?:我们|我司|咱)"
_ASKED = "(?:WORDS了?)[^，。；]{0,16}$"


def find_services(scene: Scene, subjects: Subjects, passage: Passage, sentence: Sentence) -> Iterator[Claim]:
    """Who serves the things that a sentence names."""
    yield from _helped(scene, subjects, sentence)
    for clause in sentence.clauses:
        subject = subjects.of(clause)
        if subject is None:
            continue
        if clause.speech:
            yield from _thanked(scene, subjects, passage, clause)
        if named := subjects.within_clause(clause):
            receivers = read_roles(scene, subjects, clause).receivers
            for thing in named:
                if thing.type in THINGS:
                    yield from _served(scene, subjects, sentence, clause, subject, thing, given=thing in receivers)
            yield from _used(scene, subjects, clause, subject)
            yield from _paired(scene, subjects, clause, subject)
        yield from _meant(scene, subjects, passage, sentence, clause, subject)


def _helped(scene: Scene, subjects: Subjects, sentence: Sentence) -> Iterator[Claim]:
    """在甲的指导下，在乙的帮办下，丙…: both serve what the sentence then speaks of."""
    helpers, last = find_helpers(scene, subjects, sentence)
    if not helpers or any(_acts(subjects, clause) for clause in sentence.clauses if clause.start >= last):
        return
    things = [m for m in subjects.within(last, sentence.end) if m.type in THINGS][:1]
    for one in things or _last_before(subjects, sentence):
        for helper in helpers:
            yield Claim(helper, "serves", one, "serves.helped", min(sentence.start, one.start), sentence.end)


def _acts(subjects: Subjects, clause: Clause) -> bool:
    """Whether a body acts in a clause by name: 在甲支持下，*局党组*开通…."""
    subject = subjects.of(clause)
    return subject is not None and subject.said and subject.mention.type in BODIES


def _last_before(subjects: Subjects, sentence: Sentence) -> list[Mention]:
    """What the sentence before was about: 该项目 stands for it."""
    before = [m for m in subjects.within(max(0, sentence.start - 90), sentence.start) if m.type in THINGS]
    return before[-1:]


def _served(
    scene: Scene, subjects: Subjects, sentence: Sentence, clause: Clause, subject: Subject, thing: Mention, *,
    given: bool,
) -> Iterator[Claim]:  # fmt: skip
    if thing.type == "Project" and (agent := builder_before(scene, subjects, clause, thing)):
        predicate: Predicate = "undertakes" if agent.type == "Enterprise" else "serves"
        yield Claim(agent, predicate, thing, f"{predicate}.attribute", agent.start, thing.end)
        return
    actor = subject.mention
    if actor is thing or (subject.said and actor.start >= thing.start and not given):
        return
    helped = given or _is_helped(scene, subjects, sentence, clause, subject, thing)
    if not helped:
        return
    program = subjects.program_before(sentence, clause, thing.start)
    if program is not None and program is not thing.owner:
        yield Claim(program, "serves", thing, "serves.program", min(program.start, clause.start), clause.end)
    rule = "serves.receiver" if given else "serves.verb" if subject.said else "serves.carried"
    for one in subject.all if actor.type in BODIES else ():
        if one.name or thing.type == "Project":
            yield Claim(one, "serves", thing, rule, clause.start, clause.end)


def _is_helped(
    scene: Scene, subjects: Subjects, sentence: Sentence, clause: Clause, subject: Subject, thing: Mention
) -> bool:
    """Whether a verb of helping or building stands between the subject and the thing.

    A list at a clause's head takes the verb of the clause before: …全力加快重点项目建设，*创显电子*、…等85个项目竣工.
    """
    start = subject.mention.end if subject.said and subject.mention.start >= clause.start else clause.start
    if pattern("relations", "serves", _DONE).search(scene.text, max(clause.start, start), thing.start):
        return True
    if subject.said or not _LISTED.match(scene.text, thing.end) or thing.type == "Enterprise":
        return False
    return pattern("relations", "serves").search(scene.text, sentence.start, thing.start) is not None


def builder_before(scene: Scene, subjects: Subjects, clause: Clause, thing: Mention) -> Mention | None:
    """*鄂尔多斯市*援建的A项目、B项目, 该镇投资6.5亿元的C: the builder stands in the attribute, for the whole list."""
    built = list(pattern("clauses", "building", _BUILT_BY).finditer(scene.text, clause.start, thing.start))
    for match in reversed(built):
        agent = next((m for m in subjects.within(clause.start, match.start()) if m.end == match.start()), None)
        if agent is not None and agent.type in (*BODIES, "Enterprise"):
            return agent
    return None


def _meant(
    scene: Scene, subjects: Subjects, passage: Passage, sentence: Sentence, clause: Clause, subject: Subject
) -> Iterator[Claim]:
    """祁晟化工停摆。*应急管理局*得知后，帮助企业修改资料: the 企业 that the sentence before is about."""
    if subject.mention.type not in (*BODIES, "Program"):
        return
    kind = _KIND.search(scene.text, clause.start, clause.end)
    bare = pattern("clauses", "receiver", _BARE).search(scene.text, clause.start, clause.end) if kind else None
    unsaid = pattern("clauses", "attending").search(scene.text, clause.start, clause.end) if subject.said else None
    if bare is None and unsaid is None:
        return
    kinds: tuple[EntityType, ...] = THINGS
    if bare is not None:
        kinds = ("Project",) if bare["kind"] == "项目" else ("Enterprise",)
    before = subjects.sentence_before(passage, sentence)
    since = before.start if before else sentence.start
    named = [m for m in subjects.within(since, clause.end) if m.type in kinds and not m.deictic]
    if named and named[-1].start < clause.start and len({m.name for m in named}) == 1:
        yield Claim(
            subject.mention, "serves", named[-1], "serves.meant", min(named[-1].start, clause.start), clause.end
        )


def _paired(scene: Scene, subjects: Subjects, clause: Clause, subject: Subject) -> Iterator[Claim]:
    """*市政协党组*与奇美化工结对共建; 企业与*上海交通大学*开展合作."""
    acts = subject.mention
    for match in _WITH.finditer(scene.text, clause.start, clause.end):
        row = row_at(scene, subjects, match.end(), clause.end)
        if not row or not pattern("clauses", "pairing", _PAIRED).match(scene.text, row[-1].end, clause.end):
            continue
        for one in row:
            if acts.type in BODIES and one.type == "Enterprise":
                yield Claim(acts, "serves", one, "serves.paired", clause.start, clause.end)
            elif acts.type == "Enterprise" and one.type == "PublicOrganisation":
                yield Claim(one, "serves", acts, "serves.paired", clause.start, clause.end)


def _used(scene: Scene, subjects: Subjects, clause: Clause, subject: Subject) -> Iterator[Claim]:
    """*盛威织造*通过财政奖补集成服务平台申请奖补: what a company uses or gets serves it."""
    if subject.mention.type != "Enterprise":
        return
    for program in subjects.within(max(clause.start, subject.mention.end), clause.end):
        lead = scene.text[clause.start : program.start]
        if program.type == "Program" and pattern("clauses", "using", _ASKED).search(lead):
            yield Claim(program, "serves", subject.mention, "serves.used", clause.start, clause.end)


def _thanked(scene: Scene, subjects: Subjects, passage: Passage, clause: Clause) -> Iterator[Claim]:
    """“*政府*为我们送来口罩。”, says the head of a company: the body serves the company."""
    firm = subjects.speaker(passage, clause)
    if firm is None or firm.type != "Enterprise":
        return
    for match in _GOVERNMENT.finditer(scene.text, clause.start, clause.end):
        if pattern("relations", "serves", _US).search(scene.text, match.end(), clause.end):
            region = replace(subjects.home(passage), start=match.start(), end=match.end())
            yield Claim(region, "serves", firm, "serves.thanked", clause.start, clause.end)
    for body in subjects.within(clause.start, clause.end):
        if body.type in BODIES and pattern("relations", "serves", _US).search(scene.text, body.end, clause.end):
            yield Claim(body, "serves", firm, "serves.thanked", clause.start, clause.end)

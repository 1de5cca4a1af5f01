"""Who runs a program.

Cases, P for the program:

1. subject + verb + P: *镇江市*创新开设10个“红色专窗”
2. owner + P: *市委*“书记项目”; 市“12345”; *大兴区*推出的“拿地即开工”政策
3. subject + 联合 partner + verb + P: *保险公司* in 局里联合保险公司推出“惠农保”
4. P + 由 agent + verb: “会商日”由*市委、市政府*召集
5. P + 是 + region + 的: “帮办”是*园区*的服务品牌
6. body in the heading before ：: *行政审批局*：“寿速办”擦亮名片
7. 在 body 的推动下 + P: whoever helps it to stand runs it too
"""

from collections.abc import Iterator

from govgraph.extract.claims import Claim
from govgraph.extract.clauses.roles import BODIES, find_helpers, read_roles
from govgraph.extract.clauses.subjects import Subject, Subjects
from govgraph.extract.mentions import Mention, Scene, pattern
from govgraph.extract.names.evidence import MODE
from govgraph.model import EntityType
from govgraph.text.passages import Clause, Passage, Sentence

RUNNERS: tuple[EntityType, ...] = (*BODIES, "Enterprise")
#: Characters in front of a program within which who founded it is read: a verb, 的 and eight more.
_NEAR = 24
_ITS = "[”’》]?[^，。；]{0,8}?(?:就|正|便)?是(?P<place>[^，。；]{2,20}?)(?:在[^，。；]{2,12})?(?:的|推出|打造|WORDS)"


def find_runners(scene: Scene, subjects: Subjects, passage: Passage, sentence: Sentence) -> Iterator[Claim]:
    """Who runs the programs that a sentence names."""
    yield from _helped(scene, subjects, sentence)
    for clause, subject, named in subjects.telling_clauses(sentence):
        programs = [m for m in named if m.type == "Program"]
        roles = read_roles(scene, subjects, clause)
        if apart := _apart(scene, clause, subject, programs):
            yield from apart
            continue
        for program in programs:
            yield from _owned(scene, subjects, clause, program)
            for partner in roles.partners:
                if partner.type in RUNNERS and partner.end <= program.start and _verb_between(scene, partner, program):
                    yield Claim(partner, "runs", program, "runs.partner", clause.start, clause.end)
            yield from _run(scene, subjects, passage, sentence, clause, subject, program)
        if roles.agents:
            yield from _by_agent(scene, subject, clause, roles.agents, subjects.within(sentence.start, clause.end))


def _apart(scene: Scene, clause: Clause, subject: Subject, programs: list[Mention]) -> list[Claim]:
    """税务局、人社分局*分别*推出“税立方”驿站和“蓄水池”计划: each its own."""
    if not subject.said or len(programs) != len(subject.all) or len(programs) < 2:
        return []
    between = scene.text[subject.all[-1].end : programs[0].start]
    if "分别" not in between:
        return []
    pairs = zip(subject.all, programs, strict=True)
    return [Claim(actor, "runs", program, "runs.verb", clause.start, clause.end) for actor, program in pairs]


def _helped(scene: Scene, subjects: Subjects, sentence: Sentence) -> Iterator[Claim]:
    helpers, last = find_helpers(scene, subjects, sentence)
    told = subjects.within(last, sentence.end) if helpers else []
    programs = [m for m in told if m.type == "Program"][:1]
    if any(m.type in ("Enterprise", "Project") and m.start < p.start for m in told for p in programs):
        return
    for program in programs:
        for helper in helpers:
            yield Claim(helper, "runs", program, "runs.helped", sentence.start, program.end)


def _verb_between(scene: Scene, one: Mention, program: Mention) -> bool:
    return pattern("relations", "runs").search(scene.text, one.end, program.start) is not None


def _by_agent(
    scene: Scene, subject: Subject, clause: Clause, agents: tuple[Mention, ...], told: list[Mention]
) -> Iterator[Claim]:
    """“会商日”由*市委、市政府*召集: of the program the clause or the one before is about."""
    if not agents or not pattern("clauses", "leading").search(scene.text, agents[-1].end, clause.end):
        return
    about = [m for m in told if m.type == "Program" and m.end <= agents[0].start][-1:]
    about = about or ([subject.mention] if subject.mention.type == "Program" else [])
    for program in about:
        for agent in agents:
            if agent.type in RUNNERS:
                yield Claim(agent, "runs", program, "runs.agent", clause.start, clause.end)


def _owned(scene: Scene, subjects: Subjects, clause: Clause, program: Mention) -> Iterator[Claim]:
    if owner := _owner(scene, clause, program):
        yield Claim(owner, "runs", program, "runs.owner", owner.start, program.end)
    if its := pattern("clauses", "founding", _ITS).match(scene.text, program.end, clause.end):
        inside = [m for m in subjects.within(its.start("place"), its.end("place") + 1) if m.type in RUNNERS]
        for one in inside[-1:]:
            yield Claim(one, "runs", program, "runs.owner", program.start, its.end())


def _owner(scene: Scene, clause: Clause, program: Mention) -> Mention | None:
    return scene.ending_at(program.start, *RUNNERS) or _possessor(scene, program) or _founder(scene, clause, program)


def _founder(scene: Scene, clause: Clause, program: Mention) -> Mention | None:
    """*大兴区*推出的“拿地即开工”政策: who founded it stands in the attribute."""
    founded = pattern("clauses", "founding", "WORDS的[^，。；]{0,8}$").search(
        scene.text, max(clause.start, program.start - _NEAR), program.start
    )
    return scene.ending_at(founded.start(), *RUNNERS) if founded else None


def _possessor(scene: Scene, program: Mention) -> Mention | None:
    """市 of 市“12345”, 市委 of 市委“书记项目”: what stands right before the mark."""
    before = scene.text[program.start - 1 : program.start]
    if before and before in "省市区县镇" and scene.is_boundary(program.start - 1):
        return Mention(
            program.start - 1, program.start, "Region", before, "region.kind", 0.8, stem=before, deictic=True
        )
    return None


def _run(
    scene: Scene, subjects: Subjects, passage: Passage, sentence: Sentence, clause: Clause, subject: Subject,
    program: Mention,
) -> Iterator[Claim]:  # fmt: skip
    lead = scene.text[max(clause.start, program.start - 40) : program.start]
    if pattern("clauses", "negation").search(lead) or (clause.speech and not subject.speaker):
        return
    owner = _owner(scene, clause, program)
    actors = [a for a in subject.all if a.type in RUNNERS] or [subject.topic or subjects.home(passage)]
    for actor in actors:
        rule = _rule(scene, passage, sentence, clause, subject, actor, program, owned=owner is not None)
        if actor is not owner and rule is not None:
            start = passage.start if passage.kind != "body" else _from(clause, actor)
            yield Claim(actor, "runs", program, rule, start, clause.end)


def _rule(
    scene: Scene, passage: Passage, sentence: Sentence, clause: Clause, subject: Subject, actor: Mention,
    program: Mention, *, owned: bool,
) -> str | None:  # fmt: skip
    """By which case the actor runs the program; None where the clause does not say it."""
    lead = scene.text[max(clause.start, program.start - 40) : program.start]
    directly = pattern("relations", "runs", "WORDS了?[^，。]{0,6}$").search(lead)
    behind = scene.text[program.end : program.end + 12].lstrip("》”’")
    begun = pattern("clauses", "begun", "为(?:抓手|引领|载体|依托|统领)|(?:全面|正式)?WORDS").match(behind)
    if MODE.fullmatch(program.stem) and not pattern("relations", "runs", "WORDS了?[“‘]?$").search(lead):
        return None
    uses = actor.type == "Enterprise" and pattern("clauses", "using", "WORDS了?[^，。；]{0,12}$").search(lead)
    if uses or ((owned or actor.type == "Enterprise") and not directly):
        return None
    if begun or pattern("relations", "runs").search(lead):
        if actor.rule == "region.home":
            return "runs.home"
        return "runs.verb" if subject.said else "runs.carried"
    if passage.kind != "body":
        return "runs.home" if actor.rule == "region.home" else "runs.heading"
    if subject.said and pattern("relations", "runs").search(scene.text, sentence.start, program.start):
        return "runs.sentence"
    quoted = scene.text[program.start] in "“‘《" and actor.rule != "region.home"
    return "runs.quoted" if quoted else None


def _from(clause: Clause, actor: Mention) -> int:
    return min(clause.start, actor.start) if actor.end > clause.start - 120 and actor.name else clause.start

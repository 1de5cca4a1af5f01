"""Which company undertakes a project.

Cases, P for the project:

1. company + verb + P: *A.O.史密斯*投资9.4亿元的…基地
2. P + 由 company + verb: 智驱项目由*北京智驱科技*投资建设; the 由 may stand in a later clause
3. 由 company + verb + 的 + P
4. company + 与 row + 签署协议，共同建设 + P: all of them; a body among them serves it
"""

import re
from collections.abc import Iterator

from govgraph.extract.claims import Claim
from govgraph.extract.clauses.roles import BODIES, read_roles
from govgraph.extract.clauses.subjects import Subjects
from govgraph.extract.mentions import Scene, pattern
from govgraph.model import Predicate
from govgraph.text.passages import Passage, Sentence

#: Before a project's name, behind a company's: it invests in it.
_ATTRIBUTE = "(?:WORDS[^，。；]{0,16}?的|投资|承担的?|建设的?|实施的?|[^，。；]{0,4}新建)[^，。；]{0,8}$"


_JOINTLY = re.compile("(?:共同|合作|联合|携手)(?:出资|投资)?(?:建设|投资|打造|开发|兴建|组建)[^，。；]{0,8}$")


def find_undertakings(scene: Scene, subjects: Subjects, passage: Passage, sentence: Sentence) -> Iterator[Claim]:
    """Which companies undertake the projects that a sentence names."""
    yield from _joint(scene, subjects, sentence)
    for clause, subject, mentions in subjects.telling_clauses(sentence):
        projects = [m for m in mentions if m.type == "Project"]
        agents = [m for m in read_roles(scene, subjects, clause).agents if m.type == "Enterprise"]
        for agent in agents:
            if not pattern("relations", "undertakes").search(scene.text, agent.end, clause.end):
                continue
            told = [m for m in subjects.within(sentence.start, agent.start) if m.type == "Project"]
            behind = [p for p in projects if p.start >= agent.end]
            about = [p for p in told[-1:] if p.start >= clause.start] or behind or told[-1:]
            about = about or ([subject.mention] if subject.mention.type == "Project" else [])
            for project in about:
                yield Claim(agent, "undertakes", project, "undertakes.agent", clause.start, clause.end)
        for project in projects:
            firms = [m for m in mentions if m.type == "Enterprise" and m.end <= project.start and m not in agents]
            for firm in firms:
                between = scene.text[firm.end : project.start]
                invests = pattern("clauses", "investing", _ATTRIBUTE).search(between)
                if invests and not pattern("clauses", "watching").search(between):
                    yield Claim(firm, "undertakes", project, "undertakes.attribute", firm.start, project.end)
            lead = scene.text[clause.start : project.start]
            acts = subject.mention.type == "Enterprise" and subject.mention.start < project.start and not agents
            builds = pattern("relations", "undertakes").search(lead) and not pattern("clauses", "watching").search(lead)
            if not firms and acts and builds:
                yield Claim(subject.mention, "undertakes", project, "undertakes.verb", clause.start, clause.end)


def _joint(scene: Scene, subjects: Subjects, sentence: Sentence) -> Iterator[Claim]:
    """*富士康与白沙洲工业园区*签署协议，共同出资建设“智造谷”项目."""
    told = subjects.within(sentence.start, sentence.end)
    for project in (m for m in told if m.type == "Project"):
        if not _JOINTLY.search(scene.text, sentence.start, project.start):
            continue
        for clause in sentence.clauses:
            partners = read_roles(scene, subjects, clause).partners if clause.start < project.start else ()
            subject = subjects.of(clause)
            if not partners or subject is None or not subject.said:
                continue
            for one in (*subject.all, *partners):
                predicate: Predicate = "undertakes" if one.type == "Enterprise" else "serves"
                if one.type in ("Enterprise", *BODIES) and one.end <= project.start:
                    yield Claim(one, predicate, project, f"{predicate}.joint", clause.start, project.end)

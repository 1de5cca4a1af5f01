"""Where companies, projects and regions lie.

Cases, T for the thing:

1. T + 落户, 位于, 选址 + region; T + 在 region + 落户, 安家; the verb may stand in a later clause
2. 位于 region 的 + T
3. 在 region 内，T …; 在 region，T … : the last place that the run of clauses sets before the thing
4. region + 引进 T: it settles there
5. region + 位于, 隶属 + region: *南强片区*位于经开区东部
"""

import re
from collections.abc import Iterator

from govgraph.extract.claims import Claim
from govgraph.extract.clauses.roles import read_roles
from govgraph.extract.clauses.subjects import Subject, Subjects
from govgraph.extract.mentions import Mention, Scene, pattern
from govgraph.extract.relations.serving import THINGS
from govgraph.text.passages import Clause, Passage, Sentence

_SITUATED = re.compile("(?:位于|地处|坐落于|坐落在|落户于?|设在|建在)(?P<place>[^，。]{2,24}?)的$")
_AT = "WORDS[^，。；]{0,4}$"
_IN_PLACE = "^[^，。；]{0,4}WORDS"
_LIES = re.compile("(?:位于|地处|隶属于?|坐落于|坐落在)[^，。；]{0,2}$")
_INSIDE = re.compile("区?(?:境|园)?内|区内|[^，。；]{0,10}企业(?:中|里)")


def find_places(scene: Scene, subjects: Subjects, passage: Passage, sentence: Sentence) -> Iterator[Claim]:
    """Where the things and regions of a sentence lie."""
    for clause, subject, mentions in subjects.telling_clauses(sentence):
        agents = read_roles(scene, subjects, clause).agents
        regions = [m for m in mentions if m.type == "Region"]
        for region in regions:
            yield from _verb(scene, subjects, clause, subject, [m for m in mentions if m not in agents], region)
        for thing in mentions:
            if thing.type in THINGS:
                yield from _around(scene, subjects, sentence, clause, thing)
                yield from _settled(scene, subjects, sentence, clause, subject, thing)


def _verb(
    scene: Scene, subjects: Subjects, clause: Clause, subject: Subject, mentions: list[Mention], region: Mention
) -> Iterator[Claim]:
    """Cases 1 and 5: the thing is the last one named before the verb in the clause, or the clause's subject."""
    before, behind = scene.text[clause.start : region.start], scene.text[region.end : clause.end]
    at = pattern("relations", "located", _AT).search(before)
    settles = before.endswith(("在", "于")) and pattern("relations", "settles", _IN_PLACE).match(behind)
    if not at and not settles:
        return
    place = subjects.chain_end(region, clause.end)
    things = [m for m in mentions if m.type in THINGS and m.end <= region.start]
    thing = things[-1] if things else subject.mention
    if thing.type in THINGS:
        yield Claim(thing, "locatedIn", place, "located.verb", min(thing.start, clause.start), place.end)
    elif subject.mention.name and thing.type == "Region" and thing is not region and _LIES.search(before):
        if behind.startswith("的") or scene.ending_at(thing.start, "Region"):
            return
        yield Claim(thing, "partOf", place, "region.lies", min(thing.start, clause.start), place.end)


def _around(scene: Scene, subjects: Subjects, sentence: Sentence, clause: Clause, thing: Mention) -> Iterator[Claim]:
    if place := _attribute_place(scene, subjects, clause, thing):
        yield Claim(thing, "locatedIn", place, "located.attribute", place.start, thing.end)
    elif place := adverbial_place(scene, subjects, sentence, thing):
        yield Claim(thing, "locatedIn", place, "located.adverbial", place.start, thing.end)


def _attribute_place(scene: Scene, subjects: Subjects, clause: Clause, thing: Mention) -> Mention | None:
    """位于*新吴区*的福群电子有限公司."""
    situated = _SITUATED.search(scene.text, clause.start, thing.start)
    if situated is None:
        return None
    places = [m for m in subjects.within(situated.start("place"), situated.end("place") + 1) if m.type == "Region"]
    return places[-1] if places else None


def adverbial_place(scene: Scene, subjects: Subjects, sentence: Sentence, thing: Mention) -> Mention | None:
    """在*溧水*，…企业入驻; *厦门自贸片区*内，…: the last place that is set before the thing, since the last ；."""
    since = max(sentence.start, thing.start - 80, scene.text.rfind("；", sentence.start, thing.start) + 1)
    places = [m for m in subjects.within(since, thing.start) if m.type == "Region"]
    for place in reversed(places):
        before = scene.text[max(sentence.start, place.start - 1) : place.start]
        last = subjects.chain_end(place, thing.start)
        if before in ("在", "于", "到") or _INSIDE.match(scene.text, last.end):
            return last
        if scene.text[place.end : place.end + 1] != "的" and scene.ending_at(place.start, "Region") is None:
            return None
    return None


def _settled(
    scene: Scene, subjects: Subjects, sentence: Sentence, clause: Clause, subject: Subject, thing: Mention
) -> Iterator[Claim]:
    """*佛子镇*引进甲公司; 全镇…，甲、乙等企业入驻: what a region, or a body of it, draws in settles there."""
    actor = subject.mention
    region = actor if actor.type == "Region" else actor.owner
    if region is None or region.type != "Region":
        return
    drawn = pattern("clauses", "drawing", "WORDS[^，。；]{0,12}$").search(scene.text, clause.start, thing.start)
    settling = pattern("clauses", "settling", "[^。；]{0,30}WORDS").match(scene.text, thing.end, sentence.end)
    elsewhere = settling and any(m.type == "Region" for m in subjects.within(settling.end(), settling.end() + 12))
    if (drawn and region.name) or (settling and not elsewhere and thing.type == "Enterprise"):
        yield Claim(thing, "locatedIn", region, "located.settled", clause.start, sentence.end)

"""Relations that stand in how names are put together: regions in a row, brands inside names, modes of projects."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from govgraph.extract.claims import Claim
from govgraph.extract.mentions import Mention, Scene
from govgraph.extract.names.evidence import MODE
from govgraph.extract.relations.parts import find_parts
from govgraph.lexicon.regions import gazetteer
from govgraph.link.things import Register, Thing
from govgraph.model import Entity


def find_structure(scene: Scene, register: Register, things: Iterable[Thing]) -> Iterator[Claim]:
    """All of them, in the order of the text."""
    yield from _regions_in_a_row(scene, register)
    yield from _places_of_things(scene)
    yield from _brands([thing for thing in things if thing.type == "Program"])
    yield from find_parts(scene)
    yield from _modes(scene)


def _regions_in_a_row(scene: Scene, register: Register) -> Iterator[Claim]:
    """江苏省镇江市, 泰顺雅阳镇: the second lies in the first."""
    for mention in scene.mentions:
        if mention.type != "Region" or mention.deictic or scene.over(mention.start, "Region") is not mention:
            continue
        start = scene.before_bracket(mention.start, 40)  # 苏锡通科技产业园区（以下简称…）张芝山镇
        before = scene.ending_at(start, "Region") or _said_to_lie(scene, mention)
        inner, outer = register.of(mention), register.of(before) if before else None
        if before is None or before.deictic or inner is None or outer is None or inner is outer:
            continue
        if before.start > mention.start:
            yield Claim(mention, "partOf", before, "region.lies", mention.start, before.end)
        elif may_lie_in(inner, outer):
            yield Claim(mention, "partOf", before, "region.row", before.start, mention.end)


_LIES = re.compile("(?:位于|地处|隶属于?|坐落于|是)(?:[\u4e00-\u9fff]{2,4}(?:首府|省会))?")


def _said_to_lie(scene: Scene, mention: Mention) -> Mention | None:
    """明光市位于*安徽省*东部."""
    match = _LIES.match(scene.text, mention.end)
    if match is None or match[0] == "是":
        return None
    return scene.starting_at(match.end(), "Region")


def may_lie_in(inner: Thing | Entity, outer: Thing | Entity) -> bool:
    """Whether the order of levels allows it; the gazetteer has the last word where both have codes."""
    one, other = gazetteer().at(inner.code or ""), gazetteer().at(outer.code or "")
    if one is not None and other is not None:
        return gazetteer().holds(other, one) or (other is one and inner.kind == "Community")
    return outer.kind != "Community" or inner.kind == "Community"


#: 海旺食品*漳州*有限公司, 恒通冷链物流（*新乡*）有限公司: the place of a company's branch.
_LOCAL_FIRM = re.compile("）?(?:股份)?有限(?:责任)?公司")


def _places_of_things(scene: Scene) -> Iterator[Claim]:
    """清江浦区|天鹏锂能产业化项目, 合青高铁*明光*北站: a region before or inside the name of a project or company."""
    for thing in scene.mentions:
        if thing.type not in ("Enterprise", "Project") or thing.deictic:
            continue
        before = scene.ending_at(thing.start, "Region")
        led = thing.owner is not None and thing.owner.type == "Region"
        inside = thing.type == "Enterprise" and scene.over(thing.start, "Project") is not None
        if before is not None and not before.deictic and not led and not inside:
            yield Claim(thing, "locatedIn", before, "place.before", before.start, thing.end)
        named_after = thing.type == "Project" or thing.name.endswith(("分行", "分公司", "支行", "支公司", "供电公司"))
        for place in _inside(scene, thing):
            local = _LOCAL_FIRM.match(scene.text, place.end) is not None
            if named_after or local or (place.start == thing.start and not led):
                yield Claim(thing, "locatedIn", place, "place.inside", thing.start, thing.end)


def _inside(scene: Scene, thing: Mention) -> Iterator[Mention]:
    at = thing.start
    while at < thing.end:
        place = scene.starting_at(at, "Region")
        if place is not None and not place.deictic and place.end < thing.end:
            following = scene.starting_at(place.end, "Region")
            if (following is None or following.end >= thing.end) and scene.over(at, "Enterprise") in (None, thing):
                yield place
            at = place.end
        else:
            at += 1


def _brands(programs: list[Thing]) -> Iterator[Claim]:
    """“双像”党建e平台 is part of 双像: a program's name that carries another's."""
    named: defaultdict[str, list[Thing]] = defaultdict(list)
    for program in programs:
        for name in _brand_names(program.name):
            named[name].append(program)
    for part in programs:
        carried = [whole for name in _parts(part.name) for whole in named.get(name, ()) if whole is not part]
        if carried:
            whole = max(carried, key=lambda thing: (len(thing.name), thing.key))
            mention = part.mentions[0]
            yield Claim(mention, "partOfProgram", whole.mentions[0], "part.brand", mention.start, mention.end)


def _parts(name: str) -> Iterator[str]:
    """All that a name holds, but itself."""
    for start, end in combinations(range(len(name) + 1), 2):
        if end - start < len(name):
            yield name[start:end]


def _brand_names(name: str) -> list[str]:
    """A brand's name, and its parts: 寿速办 of 红审先锋·寿速办."""
    return [name, *(part for part in name.split("·") if len(part) > 2 and part != name)]


def _modes(scene: Scene) -> Iterator[Claim]:
    """实现“拿地即开工”: the mode serves the project its sentence or the one before speaks of."""
    modes = [m for m in scene.mentions if m.type == "Program" and MODE.fullmatch(m.stem)]
    for mode in modes:
        passage = scene.passage_of(mode.start)
        sentence = passage.sentence_at(mode.start)
        projects = [m for m in scene.within(passage.start, sentence.end) if m.type == "Project"]
        nearest = min(projects, key=lambda m: abs(m.start - mode.start), default=None)
        if nearest is not None:
            start, end = min(nearest.start, mode.start), max(nearest.end, mode.end)
            yield Claim(mode, "serves", nearest, "serves.mode", start, end)

"""Enumerations: “A、B和C等27家企业” names each of its members, and says what they are."""

import re
from collections.abc import Iterator
from functools import cache

from govgraph.extract.mentions import Mention, Scene, alternation, endings, plain, words
from govgraph.model import EntityType
from govgraph.text.passages import Passage

_MEMBER = re.compile(r"[\w·．.（）()“”‘’×—\-+]{2,30}")
_HAN = re.compile("[\u4e00-\u9fff]+")
_SEPARATOR = re.compile("、|以及|及(?!其)|和(?!谐)|与")
#: Members that open with one of these are descriptions, no names.
_DESCRIPTION = re.compile(
    "(?:各|全|多|该|其|相关|有关|一批|部分|不少|所有|每|本|我)|.*(?:问题|方面|工作|领域|情况|环节|方式|需求|困难|群体)$"
)


@cache
def _tail() -> re.Pattern[str]:
    kinds = {"Enterprise": "enterprises", "Project": "projects", "Program": "programs"}
    nouns = "|".join(f"(?P<{kind}>{alternation(name, 'list_nouns')})" for kind, name in kinds.items())
    return re.compile(
        f"(?:为(?P<Enterprise_led>龙头)|等(?:\\d+|[一二两三四五六七八九十百]+|多|数|一(?:大)?批)?(?:余|多)?(?:家|个|项|座|所|大|处|条)?(?:[^，。；、“”等服助惠为向对方支]{{0,8}}?)(?:{nouns}))(?![\u4e00-\u9fff]*(?:专家|团队))(?!家)"
    )


def find_lists(scene: Scene) -> None:
    """Add the members of every enumeration that says what they are to the scene."""
    for passage, match in scene.matches(_tail()):
        behind = scene.word_after(match.end())
        if not scene.is_boundary(match.end()) or (
            behind and behind.tag in ("n", "vn") and match.lastgroup == "Program"
        ):
            continue
        scene.add(_members(scene, passage, match.start(), (match.lastgroup or "Project").removesuffix("_led")))


def _members(scene: Scene, passage: Passage, end: int, kind: str) -> Iterator[Mention]:
    spans = [(_over_fragment(scene, a, b), b) for a, b in _spans(scene, passage, end)]
    if len(spans) < 2 and not (kind == "Enterprise" and spans and _stands_alone(scene, *spans[0])):
        return
    sure = kind == "Enterprise" and any(_is_sure(scene, *span) for span in spans)
    for start, stop in spans:
        name = scene.text[start:stop]
        if kind == "Project" and (body := _built_body(scene, start, stop)):
            yield _built(scene, body, start, stop)
            continue
        if scene.over(start, "Enterprise", "Project", "Program", "PublicOrganisation", "PartyOrganisation"):
            continue
        if scene.over(stop - 1, "Enterprise", "Project", "Program", "PublicOrganisation") or not (
            _is_name(scene, name, start, stop) or (sure and _is_plain_name(scene, name, start, stop))
        ):
            continue
        owner = _owner(scene, start, stop)
        chosen: EntityType = _type(kind, name, owner)
        if chosen == "Project" or name in words("programs", "bare_generic"):
            continue
        yield Mention(
            start, stop, chosen, plain(name), f"{chosen.lower()}.listed", 0.75, owner=owner,
            stem=scene.text[owner.end if owner else start : stop],
        )  # fmt: skip


def _built_body(scene: Scene, start: int, stop: int) -> Mention | None:
    """星禾种业研发中心, 经开区第三小学 in a row of projects: the body that is being built there."""
    body = scene.ending_at(stop, "PublicOrganisation")
    return body if body and body.start >= start and _BUILDING.search(body.name) else None


def _built(scene: Scene, body: Mention, start: int, stop: int) -> Mention:
    name = plain(scene.text[body.start : stop])
    lead = _owner(scene, body.start, stop)
    return Mention(body.start, stop, "Project", name, "project.listed", 0.95, owner=lead, stem=name)


_BUILDING = re.compile("(?:中心|小学|中学|学校|医院|大学|学院|院区|馆)$")


def _over_fragment(scene: Scene, start: int, stop: int) -> int:
    """联系服务|正|安|玻璃: one character before an industry word is half a name."""
    word, before = scene.word_after(start), scene.word_before(start)
    if word is None or before is None or len(word.text) != 1 or len(before.text) != 1 or before.tag in ("p", "c", "uj"):
        return start
    industry = scene.text[word.end : stop] in words("enterprises", "industries")
    return before.start if industry and _HAN.fullmatch(before.text) else start


def _stands_alone(scene: Scene, start: int, stop: int) -> bool:
    """帮助昊宸焦化等3家企业: a list of one, named with its industry."""
    name = scene.text[start:stop]
    return 3 <= stop - start <= 8 and name.endswith(endings("enterprises", "industries"))


def _is_sure(scene: Scene, start: int, stop: int) -> bool:
    return scene.over(start, "Enterprise") is not None or _is_name(scene, scene.text[start:stop], start, stop)


def _is_plain_name(scene: Scene, name: str, start: int, stop: int) -> bool:
    """三峰拉链, 宏业羊绒: two plain words in a row of companies."""
    found = scene.words_between(start, stop)
    common = _DESCRIPTION.match(name) or name in words("enterprises", "generic") or re.search("[业类等型]$", name)
    return (
        len(found) == 2 and found[1].end == stop and 3 <= len(name) <= 6 and not common
        and found[0].tag not in ("v", "vd", "a", "b", "r") and _HAN.fullmatch(name) is not None
    )  # fmt: skip


def _spans(scene: Scene, passage: Passage, end: int) -> Iterator[tuple[int, int]]:
    """The members of the list that ends here, from the last to the first; the first is freed of the verb before it."""
    sentence = passage.sentence_at(end - 1)
    cut = max(scene.text.rfind(mark, sentence.start, end) for mark in "，。；：！？…") + 1
    start = max(cut, sentence.start)
    edges = [
        start,
        *(i for m in _SEPARATOR.finditer(scene.text, start, end) if _outside(scene, m.start()) for i in m.span()),
        end,
    ]
    spans = list(zip(edges[::2], edges[1::2], strict=True))
    for position, (a, b) in enumerate(spans):
        yield (
            (_behind_verb(scene, scene.walk_back(passage, b, 28, stop_at=(), far=True), b), b)
            if not position
            else (a, b)
        )


def _behind_verb(scene: Scene, start: int, end: int) -> int:
    """The first member without its verb and whoever acts: 姜堰区|服务|*化工*."""
    region = scene.starting_at(start, "Region")
    word = scene.word_after(region.end if region else start)
    if word is None or word.end >= end or word.tag not in ("v", "vn", "vd") or len(word.text) < 2:
        return start
    return word.end


def _outside(scene: Scene, place: int) -> bool:
    """Whether a separator divides names: not one inside a name or a word that was found before."""
    return scene.is_boundary(place) and not scene.over(place, "Enterprise", "Project", "Program", "PublicOrganisation")


def _is_name(scene: Scene, name: str, start: int, stop: int) -> bool:
    if name[:1].isdigit() and not name.endswith(("项目", "工程")):
        return False
    first = scene.word_after(start)
    if (
        first is not None
        and first.tag in ("v", "vd", "d")
        and len(first.text) > 1
        and first.text not in words("names", "name_words")
    ):
        return False
    if not _MEMBER.fullmatch(name) or _DESCRIPTION.match(name) or name in words("enterprises", "generic"):
        return False
    return scene.looks_proper(start, stop)


def _owner(scene: Scene, start: int, stop: int) -> Mention | None:
    """The region or company that leads a member's name."""
    lead = scene.starting_at(start, "Enterprise") or scene.starting_at(start, "Region")
    return lead if lead and lead.end < stop and not lead.deictic else None


def _type(kind: str, name: str, owner: Mention | None) -> EntityType:
    """创显电子 in a list of projects is a company all the same."""
    if kind == "Enterprise" or (
        kind == "Project" and owner is None and len(name) <= 6 and name.endswith(endings("enterprises", "industries"))
    ):
        return "Enterprise"
    return "Program" if kind == "Program" else "Project"

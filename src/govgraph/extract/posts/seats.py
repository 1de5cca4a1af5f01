"""Whose office a title names: the region or body in front of it, the one of the title before, or the one spoken of.

Cases:

1. 江海街道|党工委书记, 姜堰|区委书记, 审批局|副局长: the name in front
2. 市委常委、|秘书长: the seat of the title before
3. 公司|人力资源部|经理: over a department
4. 副市长, 镇党委书记: the region of that kind; 局党组书记, 局长: the body of that kind, named before
"""

import re
from collections import Counter

from govgraph.extract.mentions import Mention, Scene, ends_name, pattern, words
from govgraph.extract.posts.offices import Office
from govgraph.model import EntityType
from govgraph.text.passages import Passage

_ORGANISATIONS: tuple[EntityType, ...] = ("PublicOrganisation", "PartyOrganisation", "Enterprise")
_KIND_BEFORE = re.compile("(?:自治区|社区|街道|园区|新区|开发区|高新区|经开区|[省市区县州盟旗镇乡村])$")
_LOCAL_KIND = ("村", "社区", "街道", "园区", "新区", "开发区", "片区", "高新区", "经开区", "合作区", "示范区")
#: No department's name is longer.
_LONGEST_DEPARTMENT = 14
_HAN = re.compile("[\u4e00-\u9fff]")
#: Tags of words that stand in no department's name.
_NOT_IN_TITLES = frozenset({"c", "d", "f", "p", "r", "u", "uj", "ul", "v", "x"})
_JOINTS = "、，兼及和 "


def seat_of(scene: Scene, passage: Passage, office: Office, prior: Mention | None) -> tuple[Mention, int] | None:
    """The region or body that a title belongs to, and where the words of the title start.

    ``prior`` is the seat of the title that this one continues, or of the person named before in the same row.
    """
    named = _named(scene, office, prior)
    if named is not None:
        return named, office.start
    continues = scene.text[office.start - 1] in _JOINTS
    if prior is not None and continues:
        return prior, office.start
    return _over_department(scene, passage, office) or _spoken_of(scene, passage, office)


def _named(scene: Scene, office: Office, prior: Mention | None) -> Mention | None:
    if office.organ and (organ := scene.ending_at(office.organ_start + len(office.organ), "PartyOrganisation")):
        return organ
    start = scene.before_bracket(office.start, 24)  # 乌鲁木齐市工信局（市大数据发展局）副局长
    if body := scene.ending_at(start, *_ORGANISATIONS) or _sharing_body(scene, office):
        return body
    if branch := _branch(scene, office):
        return branch
    if kind := office.kind:
        return _of_kind(scene, office, kind, prior)
    if region := scene.ending_at(start, "Region"):
        return region if _may_have(region, office) else None
    return _kind_before(scene, office) or _bare_body(scene, start)


def _sharing_body(scene: Scene, office: Office) -> Mention | None:
    """组织部|长: a body whose last character is the title's first."""
    if office.start != office.head_start:
        return None
    return scene.ending_at(office.start + 1, *_ORGANISATIONS)


def _branch(scene: Scene, office: Office) -> Mention | None:
    """代办服务党支部|书记: a branch of its own name that the document names elsewhere."""
    if not office.organ.endswith(("党支部", "党委", "党总支")):
        return None
    end = office.organ_start + len(office.organ)
    if scene.ending_at(office.organ_start, "Region", *_ORGANISATIONS):
        return None
    branches = [
        m for m in scene.mentions
        if m.type == "PartyOrganisation" and not m.deictic and len(m.stem) > len(office.organ) + 1
        and scene.text.endswith(m.stem, 0, end) and _stands_free(scene, end - len(m.stem))
    ]  # fmt: skip
    return max(branches, key=lambda m: (len(m.stem), -m.start), default=None)


def _of_kind(scene: Scene, office: Office, kind: str, prior: Mention | None) -> Mention | None:
    """The region of a title that names its kind: 融安|县委书记, 淇县|县委书记, 副市长."""
    for place in (office.kind_start + len(kind), office.kind_start, office.start):
        if region := scene.ending_at(place, "Region"):
            return region
    if prior is not None and scene.text[office.start - 1] in _JOINTS and _is_of_kind(prior, kind):
        return prior
    return _deictic(scene, office.kind_start, kind) if _stands_free(scene, office.start) else None


def _is_of_kind(seat: Mention, kind: str) -> bool:
    """Whether a seat is a region of this kind or its government: 浚县人民政府党组副书记、*副县长*."""
    region = seat if seat.type == "Region" else seat.owner if seat.stem.endswith("政府") else None
    return region is not None and region.name.endswith(kind)


def _may_have(region: Mention, office: Office) -> bool:
    if office.organ:
        return office.organ in words("posts", "region_organs")
    if office.head in words("posts", "local_offices"):
        return region.name.endswith(_LOCAL_KIND)
    return office.head in words("posts", "region_offices")


def _kind_before(scene: Scene, office: Office) -> Mention | None:
    """镇|党委书记, 园区|党工委书记: a bare kind of region in front of an office that regions have."""
    if office.organ not in words("posts", "region_organs") and office.head not in words("posts", "region_offices"):
        return None
    found = _KIND_BEFORE.search(scene.text, max(0, office.start - 3), office.start)
    if found is None or not _stands_free(scene, found.start()):
        return None
    return _deictic(scene, found.start(), found[0])


def _stands_free(scene: Scene, at: int) -> bool:
    """Whether no unknown name runs up to here: 镇 of 杏山镇 is no kind."""
    if at == 0 or not _HAN.match(scene.text[at - 1]):
        return True
    word = scene.word_before(at)
    return word is not None and (ends_name(word) or word.text in words("posts", "degrees"))


def _bare_body(scene: Scene, end: int) -> Mention | None:
    """党政办|主任: a body of a fixed name whose owner the document named before."""
    found = pattern("organisations", "bodies", "WORDS$").search(scene.text, max(0, end - 12), end)
    if found is None or len(found[0]) < 3:
        return None
    return Mention(found.start(), end, "PublicOrganisation", found[0], "organisation.body", 0.7, stem=found[0])


def _over_department(scene: Scene, passage: Passage, office: Office) -> tuple[Mention, int] | None:
    """公司|品牌部|经理, 财政局|预算科|科长: the department is part of the title."""
    start = scene.walk_back(passage, office.start, _LONGEST_DEPARTMENT, stop_at=_ORGANISATIONS)
    for end in (start, start - 1 if scene.text[start - 1] == "的" else start):
        if body := scene.ending_at(end, *_ORGANISATIONS):
            apart = body.type != "Enterprise" and _is_body(scene.text[start : office.start])
            return None if apart else (body, start)
    company = pattern("posts", "bare_companies", "该?(?P<kind>WORDS)的?").match(scene.text, start, office.start)
    if company:
        known = _company_of(scene, passage, office.start)
        return (known, company.end()) if known else None
    if office.head not in words("posts", "company_offices"):
        return None
    if long := _over_phrase(scene, passage, office.start):
        return long
    if _HAN.match(scene.text[start - 1]):
        return None
    if scene.looks_proper(start, office.start) or office.organ:
        return None
    known = _company_of(scene, passage, office.start)
    return (known, start) if known else None


def _is_body(department: str) -> bool:
    """Whether a department is a body of its own: 指挥部|办公室 is, 财政局|国库科 is none."""
    return department.endswith(tuple(sorted(words("organisations", "heads"))))


def _over_phrase(scene: Scene, passage: Passage, end: int) -> tuple[Mention, int] | None:
    """希捷公司|全球磁头及硬盘运营|副总裁: the last company of the clause, where only nouns stand between."""
    reach = range(end - 1, max(passage.start, end - _LONGEST_DEPARTMENT), -1)
    company = next((found for at in reach if (found := scene.ending_at(at, "Enterprise"))), None)
    if company is None or any(
        word.tag in _NOT_IN_TITLES or not _HAN.match(word.text) for word in scene.words_between(company.end, end)
        if word.text not in "及和与"
    ):  # fmt: skip
        return None
    return company, company.end


def _company_of(scene: Scene, passage: Passage, start: int) -> Mention | None:
    """The company that the sentence begins with, or the one spoken of last."""
    sentence = passage.sentence_at(start)
    if first := scene.starting_at(sentence.start, "Enterprise"):
        return first
    since = (scene.passage_before(passage) or passage).start
    known = [m for m in scene.mentions if m.type == "Enterprise" and since <= m.start < start]
    near = [m for m in known if m.start >= passage.start]
    unquoted = [m for m in near if passage.speech_at(m.start) is None]
    return max(unquoted or near or known, key=lambda m: m.start, default=None)


def _spoken_of(scene: Scene, passage: Passage, office: Office) -> tuple[Mention, int] | None:
    """局|党组书记, 支部|书记 and bare 局长: the body of that kind which the paragraph or the document speaks of."""
    found = pattern("posts", "bare_bodies", "该?(?P<kind>WORDS)$").search(
        scene.text, max(0, office.start - 5), office.start
    )
    if found and _stands_free(scene, found.start()):
        kind, start = found["kind"], office.start
    elif office.organ in words("posts", "bare_bodies") and _stands_free(scene, office.start):
        kind, start = office.organ, office.start
    elif office.head.endswith("长") and not office.organ and not _HAN.match(scene.text[office.start - 1]):
        kind, start = office.head.removesuffix("长"), office.start
    else:
        return None
    body = _body_called(scene, passage, office.start, kind)
    return (body, start) if body else None


def _body_called(scene: Scene, passage: Passage, at: int, kind: str) -> Mention | None:
    """The only body of a kind that the paragraph named, or else the one the document names most."""
    known = [
        m for m in scene.mentions
        if m.type in ("PublicOrganisation", "PartyOrganisation") and not m.deictic and m.start < at
        and m.name.endswith(kind)
    ]  # fmt: skip
    near = [m for m in known if m.start >= passage.start]
    if near and len({m.stem for m in near}) == 1:
        return near[-1]
    often = Counter(m.stem for m in known)
    return max(known, key=lambda m: (often[m.stem], m.start), default=None)


def _deictic(scene: Scene, start: int, kind: str) -> Mention:
    existing = scene.starting_at(start, "Region")
    if existing is not None and existing.end == start + len(kind):
        return existing
    return Mention(start, start + len(kind), "Region", kind, "region.kind", 0.8, stem=kind, deictic=True)

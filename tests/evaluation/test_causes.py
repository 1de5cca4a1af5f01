"""Every cause is told from the others, and every error has one."""

import pytest

from govgraph.evaluation import Comparison, find_cases
from govgraph.evaluation.matching import Pairs
from tests.evaluation.made_up import Told, compare_told

TEXT = (
    "青渡市河湾区委推行“红帆领航”行动。区委书记林远舟走访白鹭仪表。\n"
    "青渡市行政审批局开设红帆窗口，今年受理业务300件，办结290件。"
)


def _causes(gold: Told, found: Told, kind: str) -> list[str]:
    return [case.cause for case in find_cases(compare_told(TEXT, gold, found)) if case.kind == kind]


@pytest.mark.parametrize(
    ("gold", "found", "causes"),
    [
        (Told("Enterprise:白鹭仪表"), Told("Project:白鹭仪表"), ["other type"]),
        (Told("Enterprise:白鹭仪表"), Told("Enterprise:仪表"), ["boundary: name cut short"]),
        (Told("Program:红帆领航"), Told("Program:推行“红帆领航"), ["boundary: name too long"]),
        (Told("Program:红帆领航"), Told("Program:领航”行动"), ["boundary: cut or completed otherwise"]),
        (Told("Enterprise:白鹭仪表"), Told("Project:走访白鹭"), ["other type and boundary"]),
        (Told("Enterprise:白鹭仪表"), Told(), ["never found: words without marks"]),
        (Told("Program:红帆领航"), Told(), ["never found: quoted words"]),
        (Told("Region:青渡区"), Told(), ["named only in pieces (list, short form)"]),
        (Told("Program:红帆", "Program:红帆领航", "Program:红帆窗口"), Told("Program:红帆领航", "Program:红帆窗口"),
         ["named only within a longer name"]),
        (Told("Region:青渡市", "PublicOrganisation:行政审批局"), Told("Region:青渡市|青渡市行政审批局"),
         ["read as part of another name"]),
        (Told("Region:青渡市", "Region:河湾区|青渡市"), Told("Region:青渡市"),
         ["alias: taken for one with another entity"]),
        (Told("Region:河湾区", "PartyOrganisation:区委|河湾区"), Told("Region:河湾区"),
         ["only its namesake of another type found"]),
        (Told("Program:红帆领航|行动"), Told("Program:红帆领航", "Program:行动"), ["alias: one entity split in two"]),
        (Told("Region:河湾区"), Told("Region:河湾区", "PartyOrganisation:河湾区"),
         ["namesake of another type beside the right one"]),
        (Told("Region:河湾区"), Told("Region:河湾区", "Region:市河湾"),
         ["boundary: a second reading of a name that was found"]),
        (Told("Region:河湾区"), Told("Region:河湾区", "Enterprise:市河湾"), ["part of another name"]),
        (Told(), Told("Program:红帆领航"), ["invented: quoted words"]),
        (Told(), Told("Enterprise:白鹭仪表"), ["invented: words without marks"]),
    ],
)  # fmt: skip
def test_entities(gold: Told, found: Told, causes: list[str]) -> None:
    assert _causes(gold, found, "entity") == causes


RUNS = "河湾区委推行“红帆领航”行动"
ALL = ("Region:青渡市", "Region:河湾区", "PartyOrganisation:河湾区委|区委", "Program:红帆领航", "Program:红帆窗口")


def _told(*relations: tuple[str, str, str, str], entities: tuple[str, ...] = ALL) -> Told:
    return Told(*entities, relations=relations)


@pytest.mark.parametrize(
    ("gold", "found", "causes"),
    [
        (_told(("河湾区委", "runs", "红帆领航", RUNS)),
         _told(("区委推行", "runs", "红帆领航", RUNS), entities=("PartyOrganisation:区委推行", "Program:红帆领航")),
         ["an end found under a wrong name or type"]),
        (_told(("河湾区", "partOf", "青渡市", "青渡市河湾区")), _told(("青渡市", "partOf", "河湾区", "青渡市河湾区")),
         ["direction"]),
        (_told(("红帆窗口", "partOfProgram", "红帆领航", "开设红帆窗口")),
         _told(("红帆窗口", "runs", "红帆领航", "开设红帆窗口")),
         ["predicate: runs for partOfProgram"]),
        (_told(("河湾区委", "runs", "红帆领航", RUNS)), _told(("河湾区", "runs", "红帆领航", RUNS)),
         ["other subject chosen"]),
        (_told(("河湾区委", "runs", "红帆领航", RUNS)), _told(("河湾区委", "runs", "红帆窗口", RUNS)),
         ["other object chosen"]),
        (_told(("河湾区委", "runs", "红帆领航", RUNS)),
         _told(("河湾区", "runs", "红帆领航", RUNS), entities=(ALL[1], ALL[3])),
         ["subject not found as entity"]),
        (_told(("河湾区委", "runs", "红帆领航", RUNS)), _told(entities=ALL[:2]),
         ["subject and object not found as entity"]),
        (_told(("河湾区委", "runs", "红帆领航", RUNS)), _told(), ["nothing read in the sentence"]),
        (_told(("河湾区委", "runs", "红帆领航", RUNS), ("河湾区", "partOf", "青渡市", "青渡市河湾区委")),
         _told(("河湾区", "partOf", "青渡市", "青渡市河湾区委")),
         ["pair not read, the sentence gave other relations"]),
        (_told(), _told(("河湾区委", "runs", "红帆窗口", RUNS)), ["ends right, but not related"]),
        (_told(entities=ALL[3:]), _told(("河湾区委", "runs", "红帆窗口", RUNS)),
         ["an end that is no entity of the gold"]),
        (_told(("河湾区委", "jurisdiction", "河湾区", "河湾区委"), ("河湾区", "partOf", "青渡市", "青渡市河湾区")),
         _told(("河湾区委", "jurisdiction", "河湾区", "河湾区委"), ("河湾区", "partOf", "青渡市", "青渡市河湾区"),
               ("河湾区委", "jurisdiction", "青渡市", "青渡市河湾区委")),
         ["a farther link than the nearest"]),
        (_told(("河湾区委", "runs", "红帆领航", RUNS)),
         _told(("河湾区委", "runs", "红帆领航", RUNS), ("河湾区", "runs", "红帆领航", RUNS)),
         ["one more subject than the gold has"]),
        (_told(("河湾区委", "runs", "红帆领航", RUNS)),
         _told(("河湾区委", "runs", "红帆领航", RUNS), ("河湾区委", "runs", "红帆窗口", RUNS)),
         ["one more object than the gold has"]),
    ],
)  # fmt: skip
def test_relations(gold: Told, found: Told, causes: list[str]) -> None:
    assert _causes(gold, found, "relation") == causes


POST = ("林远舟", "书记", "河湾区委", "区委书记林远舟")


@pytest.mark.parametrize(
    ("gold", "found", "causes"),
    [
        ((POST,), (("林远舟", "书记", "青渡市", "区委书记林远舟"),), ["other organisation chosen"]),
        ((POST,), (("林远", "书记", "河湾区委", "区委书记林远舟"),), ["person: name cut otherwise"]),
        ((POST,), (), ["person not read"]),
        ((POST,), (POST, ("林远舟", "书记", "青渡市", "区委书记林远舟")), ["a second post of a person"]),
        ((), (POST,), ["person: no office-holder of the gold"]),
    ],
)
def test_posts(gold: tuple[tuple[str, ...], ...], found: tuple[tuple[str, ...], ...], causes: list[str]) -> None:
    assert _causes(Told(*ALL, posts=gold), Told(*ALL, posts=found), "post") == causes


def test_a_post_suffers_from_its_organisation() -> None:
    gold = Told(*ALL, posts=(POST,))
    assert _causes(gold, Told(*ALL[:2]), "post") == ["organisation not found as entity"]
    cut = Told("PartyOrganisation:区委书记", posts=[("林远舟", "书记", "区委书记", "区委书记林远舟")])
    assert _causes(gold, cut, "post") == ["organisation found under a wrong name or type"]


DONE = ("红帆窗口", "受理业务", "300", "件", "今年受理业务300件")


@pytest.mark.parametrize(
    ("gold", "found", "causes"),
    [
        ((DONE,), (("青渡市", "受理业务", "300", "件", DONE[-1]),), ["other subject chosen"]),
        ((DONE,), (("红帆窗口", "今年", "300", "件", DONE[-1]),), ["indicator"]),
        ((DONE,), (("青渡市", "今年", "300", "件", DONE[-1]),), ["subject and indicator"]),
        ((DONE,), (("红帆窗口", "受理业务", "300", "次", DONE[-1]),), ["unit"]),
        ((DONE,), (("红帆窗口", "受理业务", "30", "件", DONE[-1]),), ["value"]),
        ((DONE,), (), ["number not read"]),
        ((DONE,), (DONE, ("青渡市", "受理业务", "300", "件", DONE[-1])), ["a number read twice"]),
        ((), (DONE,), ["no figure of the gold"]),
    ],
)
def test_measures(gold: tuple[tuple[str, ...], ...], found: tuple[tuple[str, ...], ...], causes: list[str]) -> None:
    assert _causes(Told(*ALL, measures=gold), Told(*ALL, measures=found), "measure") == causes


def test_a_measure_suffers_from_its_subject() -> None:
    gold = Told(*ALL, measures=(DONE,))
    elsewhere = Told(*ALL[:4], measures=[("青渡市", *DONE[1:])])
    assert _causes(gold, elsewhere, "measure") == ["subject not found as entity"]
    cut = Told("Program:帆窗口", measures=[("帆窗口", *DONE[1:])])
    assert _causes(gold, cut, "measure") == ["subject found under a wrong name or type"]


def test_a_case_shows_the_words_and_both_sides() -> None:
    gold, found = Told("Enterprise:白鹭仪表"), Told("Enterprise:仪表")
    (case,) = find_cases(compare_told(TEXT, gold, found))
    assert (case.document, case.type, case.gold, case.found) == (
        "d1", "Enterprise", "Enterprise:白鹭仪表", "Enterprise:仪表",
    )  # fmt: skip
    assert case.words == "区委书记林远舟走访白鹭仪表"


def _sizes(comparison: Comparison) -> tuple[int, int]:
    kinds: tuple[Pairs, ...] = (comparison.entities, comparison.relations, comparison.posts, comparison.measures)  # type: ignore[type-arg]
    return sum(len(pairs.missed) for pairs in kinds), sum(len(pairs.extra) for pairs in kinds)


def test_every_miss_and_every_extra_has_one_case() -> None:
    gold = Told(*ALL, relations=[("河湾区委", "runs", "红帆领航", RUNS)], posts=[POST], measures=[DONE])
    found = Told("Region:青渡", "Program:红帆窗口", measures=[("红帆窗口", "办结", "290", "件", "办结290件")])
    comparison = compare_told(TEXT, gold, found)
    cases = find_cases(comparison)
    missed = sum(case.gold is not None for case in cases)
    extra = sum(case.found is not None for case in cases)
    assert (missed, extra) == _sizes(comparison)
    assert missed > 0 < extra

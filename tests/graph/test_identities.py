"""Which keys of several articles are one thing: each rule where it joins, and where something contradicts it."""

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.graph import merge
from govgraph.graph.identities import CONFIDENCE, Judgements, find_identities, shorten_code, take_apart
from govgraph.graph.summaries import group_summaries, rekey, summarise
from govgraph.model import Extraction
from tests.graph.keyed import Named, node_of, rule_of, tell, tell_each, things
from tests.properties import cases

#: 南通市, two of its districts, a town of one; 苏州市; 江苏省; 济南市; 山东省.
CITY, DISTRICT, OTHER, TOWN, SISTER = (
    "Region:320600",
    "Region:320612",
    "Region:320613",
    "Region:320612119",
    "Region:320612100",
)
CITY_2, PROVINCE, CITY_3, PROVINCE_2 = "Region:320500", "Region:320000", "Region:370100", "Region:370000"

_COMPANY, _GENERIC, _VILLAGE, _BODY = (
    "Enterprise:青岚电力",
    "Enterprise:供电",
    "Region:渠南村",
    "PublicOrganisation:审图中心",
)
_ZONE, _ZONE_SHORT = f"Region:云栖科技产业园区@{CITY}", f"Region:云栖园区@{CITY}"
_LEGAL = "青岚电力股份有限公司"

JOINED: list[tuple[str, str, list[Named]]] = [
    ("code", CITY, [CITY, CITY]),
    ("unique", "PublicOrganisation:国务院", ["PublicOrganisation:国务院", "PublicOrganisation:国务院"]),
    ("owner", f"PartyOrganisation:委@{CITY}", [f"PartyOrganisation:委@{CITY}", f"PartyOrganisation:委@{CITY}"]),
    ("near", f"{_COMPANY}~{CITY}", [f"{_COMPANY}~{CITY}", f"{_COMPANY}~{CITY}"]),
    ("near", f"{_BODY}~{CITY}", [f"{_BODY}~{CITY}", f"{_BODY}@{CITY}"]),
    ("near", f"{_VILLAGE}~{TOWN}", [f"{_VILLAGE}~{TOWN}", f"{_VILLAGE}@{TOWN}"]),
    ("near", f"{_GENERIC}~{CITY}", [f"{_GENERIC}~{CITY}", f"{_GENERIC}@{CITY}"]),
    ("registered", f"{_COMPANY}~{CITY}", [f"{_COMPANY}~{CITY}", f"{_COMPANY}@{PROVINCE}"]),
    ("registered", f"{_COMPANY}~{PROVINCE}", [f"{_COMPANY}~{PROVINCE}", f"{_COMPANY}@{CITY}"]),
    ("within", f"{_VILLAGE}~{CITY}", [f"{_VILLAGE}~{CITY}", f"{_VILLAGE}@{TOWN}"]),
    ("within", f"{_VILLAGE}@{CITY}", [f"{_VILLAGE}@{CITY}", f"{_VILLAGE}@{TOWN}"]),
    ("within", f"Region:高新区~{CITY}", [f"Region:高新区~{CITY}", f"Region:高新区@{DISTRICT}"]),
    ("within", f"Project:溱湖众创城~{PROVINCE}", [f"Project:溱湖众创城~{PROVINCE}", f"Project:溱湖众创城~{CITY}"]),
    (
        "legal name", f"{_COMPANY}~{CITY_3}",
        [(f"{_COMPANY}~{CITY}", _LEGAL), (f"{_COMPANY}~{CITY_3}", _LEGAL)],
    ),
    ("short name", f"Enterprise:青岚~{CITY}", [f"Enterprise:青岚~{CITY}", (f"{_COMPANY}~{CITY}", "青岚")]),
    ("short name", f"Enterprise:青岚~{CITY}", [f"Enterprise:青岚~{CITY}", (f"{_COMPANY}@{PROVINCE}", "青岚")]),
    ("short name", f"Program:红帮@{CITY}", [f"Program:红帮@{CITY}", (f"Program:红色帮办@{CITY}", "红帮")]),
    ("short name", _ZONE_SHORT, [_ZONE_SHORT, _ZONE]),
    ("short name", _ZONE_SHORT, [_ZONE_SHORT, f"Region:云栖产业园@{CITY}", _ZONE]),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "key", "named"), JOINED)
def test_a_rule_joins_and_is_the_reason(rule: str, key: str, named: list[Named]) -> None:
    graph = merge(tell_each(*named))
    keys = {one if isinstance(one, str) else one[0] for one in named}
    assert things(graph) == {frozenset(keys)}
    (row,) = (row for row in graph.identities if row.key == key)
    assert (row.rule, row.confidence) == (rule, CONFIDENCE[rule])


def test_every_rule_is_tried() -> None:
    assert {rule for rule, _, _ in JOINED} | {"document", "correction"} == set(CONFIDENCE)


APART: list[tuple[str, list[Named]]] = [
    ("bodies of two cities", [f"{_BODY}@{CITY}", f"{_BODY}@{CITY_2}"]),
    ("a body near a place around its owner", [f"{_BODY}~{CITY}", f"{_BODY}@{DISTRICT}"]),
    ("a body near a place within its owner", [f"{_BODY}~{DISTRICT}", f"{_BODY}@{CITY}"]),
    ("bodies near a city and near its district", [f"{_BODY}~{DISTRICT}", f"{_BODY}~{CITY}"]),
    ("two types of one name", [f"PartyOrganisation:委@{CITY}", f"PublicOrganisation:委@{CITY}"]),
    ("two villages of the city", [f"{_VILLAGE}~{CITY}", f"{_VILLAGE}@{TOWN}", f"{_VILLAGE}@{SISTER}"]),
    ("stated in two districts", [f"{_VILLAGE}@{DISTRICT}", f"{_VILLAGE}@{OTHER}"]),
    ("villages of two cities", [f"{_VILLAGE}~{CITY}", f"{_VILLAGE}@{CITY_2}"]),
    ("villages near two cities", [f"{_VILLAGE}~{CITY}", f"{_VILLAGE}~{CITY_2}"]),
    ("bare zones of city and district", [f"Region:高新区@{CITY}", f"Region:高新区@{DISTRICT}"]),
    ("zones of two stems", [_ZONE, f"Region:云湖园区@{CITY}"]),
    ("zones of two cities", [_ZONE, f"Region:云栖园区@{CITY_2}"]),
    ("a short zone of two", [_ZONE_SHORT, _ZONE, f"Region:云栖工业园区@{CITY}"]),
    ("another province", [f"{_COMPANY}~{CITY}", f"{_COMPANY}@{PROVINCE_2}"]),
    ("another city", [f"{_COMPANY}~{CITY}", f"{_COMPANY}@{CITY_2}"]),
    ("two registered", [f"{_COMPANY}~{CITY}", f"{_COMPANY}@{CITY}", f"{_COMPANY}@{PROVINCE}"]),
    ("registered in two provinces", [f"{_COMPANY}@{PROVINCE}", f"{_COMPANY}@{PROVINCE_2}"]),
    ("a generic name", [f"{_GENERIC}~{CITY}", f"{_GENERIC}@{PROVINCE}"]),
    ("a generic name within", [f"{_GENERIC}~{PROVINCE}", f"{_GENERIC}@{CITY}"]),
    ("near two cities", [f"{_COMPANY}~{CITY}", f"{_COMPANY}~{CITY_3}"]),
    ("no legal name", [(f"{_COMPANY}~{CITY}", "青岚电力集团"), (f"{_COMPANY}~{CITY_3}", "青岚电力集团")]),
    ("two legal names", [(f"{_COMPANY}~{CITY}", _LEGAL), (f"{_COMPANY}~{CITY_3}", "青岚电力有限公司")]),
    ("a legal name of one", [(f"{_COMPANY}~{CITY}", _LEGAL), f"{_COMPANY}~{CITY_3}"]),
    ("nobody says the short name", [f"Enterprise:青岚~{CITY}", f"{_COMPANY}~{CITY}"]),
    ("a short name elsewhere", [f"Enterprise:青岚~{CITY}", (f"{_COMPANY}~{CITY_3}", "青岚")]),
    (
        "a short name of two",
        [f"Enterprise:青岚~{CITY}", (f"{_COMPANY}~{CITY}", "青岚"), (f"Enterprise:青岚重工~{CITY}", "青岚")],
    ),
    ("two places of registration", [f"Enterprise:青岚@{CITY}", (f"{_COMPANY}@{PROVINCE}", "青岚")]),
    ("another name, not shorter", [f"Enterprise:红帆~{CITY}", (f"{_COMPANY}~{CITY}", "红帆")]),
    ("a short name of a company and a project", [f"Project:青岚~{CITY}", (f"{_COMPANY}~{CITY}", "青岚")]),
    ("one program of two cities", [f"Program:红色帮办@{CITY}", f"Program:红色帮办@{CITY_2}"]),
    ("one program of a city and its district", [f"Program:红色帮办@{CITY}", f"Program:红色帮办@{DISTRICT}"]),
    ("a program near the region that runs one", [f"Program:红色帮办~{CITY}", f"Program:红色帮办@{CITY}"]),
    ("a program near a city of a district that runs one", [f"Program:红色帮办~{CITY}", f"Program:红色帮办@{DISTRICT}"]),
    ("a short program of another region", [f"Program:红帮@{CITY_2}", (f"Program:红色帮办@{CITY}", "红帮")]),
    ("a short program of the district", [f"Program:红帮@{DISTRICT}", (f"Program:红色帮办@{CITY}", "红帮")]),
    ("projects of two cities", [f"Project:溱湖众创城~{CITY}", f"Project:溱湖众创城~{CITY_2}"]),
    ("projects of two cities of a province", [f"Project:溱湖众创城~{r}" for r in (CITY, CITY_2, PROVINCE)]),
    ("what is placed nowhere", [f"{_COMPANY}?aaaaaaaaaaaa", f"{_COMPANY}?bbbbbbbbbbbb", f"{_COMPANY}~{CITY}"]),
    ("an unresolved district", ["Region:鼓楼区?aaaaaaaaaaaa", "Region:320302", "Region:鼓楼区?bbbbbbbbbbbb"]),
]  # fmt: skip


@pytest.mark.parametrize("named", [named for _, named in APART], ids=[name for name, _ in APART])
def test_what_contradicts_keeps_apart(named: list[Named]) -> None:
    graph = merge(tell_each(*named))
    assert things(graph) == {frozenset({one if isinstance(one, str) else one[0]}) for one in named}
    assert {row.rule for row in graph.identities} == {"document"}


# What belongs to joined owners.


def test_what_joined_owners_own_goes_along() -> None:
    owned = [
        "PartyOrganisation:党工委@{}",
        "Program:红色帮办@{}",
        "PartyOrganisation:党支部@PublicOrganisation:管委会@{}",
    ]
    articles = [tell(n, zone, *(key.format(zone) for key in owned)) for n, zone in enumerate((_ZONE, _ZONE_SHORT), 1)]
    graph = merge(articles)
    assert things(graph) == {frozenset((_ZONE, _ZONE_SHORT))} | {
        frozenset((key.format(_ZONE), key.format(_ZONE_SHORT))) for key in owned
    }
    assert {rule_of(graph, key.format(_ZONE_SHORT)) for key in owned} == {"short name"}  # as sure as their owners


def test_what_two_owners_own_stays_apart() -> None:
    zones = _ZONE, f"Region:云栖园区@{CITY_2}"
    graph = merge([tell(n, zone, f"PartyOrganisation:党工委@{zone}") for n, zone in enumerate(zones, 1)])
    assert len(things(graph)) == 4


def test_a_village_of_joined_zones_is_one() -> None:
    villages = [f"Region:红石村@{zone}" for zone in (_ZONE, _ZONE_SHORT)]
    graph = merge([tell(1, _ZONE, villages[0]), tell(2, _ZONE_SHORT, villages[1])])
    assert frozenset(villages) in things(graph)


def test_a_village_of_a_zone_counts_where_the_zone_turns_out_to_be() -> None:
    """The district has a 红石村 in each of two towns, one of them in a zone: which is meant near it is open."""
    zone, village = "Region:云栖园区", "Region:红石村"
    graph = merge(
        tell_each(
            f"{zone}~{CITY}",
            f"{zone}@{TOWN}",
            f"{village}@{zone}~{CITY}",
            f"{village}~{DISTRICT}",
            f"{village}@{SISTER}",
        )
    )
    assert frozenset({f"{village}~{DISTRICT}"}) in things(graph)


def test_an_office_of_joined_bodies_has_one_holder() -> None:
    bodies = [f"PartyOrganisation:党工委@{zone}" for zone in (_ZONE, _ZONE_SHORT)]
    told = [(_ZONE, bodies[0]), (_ZONE_SHORT, bodies[1])]
    graph = merge([tell(n, *named, posts={"沈若川": named[1]}) for n, named in enumerate(told, 1)])
    (post,) = graph.posts
    assert (post.name, post.support, post.of) == ("沈若川", 2, node_of(graph, bodies[0]).id)


def test_one_name_in_two_bodies_is_two_people() -> None:
    bodies = [f"PartyOrganisation:委@{region}" for region in (CITY, CITY_2)]
    graph = merge([tell(n, body, posts={"沈若川": body}) for n, body in enumerate(bodies, 1)])
    assert len({post.person for post in graph.posts}) == 2


# What a user decides.


def _decide(named: list[Named], judgements: Judgements) -> dict[str, tuple[str, str]]:
    found = find_identities(group_summaries(map(summarise, tell_each(*named))), judgements)
    return {key: (joined.key, joined.rule) for key, joined in found.items()}


@pytest.mark.parametrize(
    "named",
    [named for _, _, named in JOINED if len({one if isinstance(one, str) else one[0] for one in named}) == 2],
)
def test_what_a_user_keeps_apart_no_rule_joins(named: list[Named]) -> None:
    keys = [one if isinstance(one, str) else one[0] for one in named]
    assert len({key for key, _ in _decide(named, Judgements()).values()}) == 1
    decided = _decide(named, Judgements(apart=frozenset([frozenset(keys)])))
    assert decided == {key: (key, "document") for key in keys}


@pytest.mark.parametrize("named", [named for _, named in APART if len(named) == 2], ids=lambda _: "")
def test_what_a_user_joins_is_one(named: list[Named]) -> None:
    kept, gone = (one if isinstance(one, str) else one[0] for one in named)
    decided = _decide(named, Judgements(same=((kept, gone),)))
    assert decided == {kept: (kept, "document"), gone: (kept, "document" if kept == gone else "correction")}


def test_what_is_joined_by_a_user_takes_what_it_owns_along() -> None:
    bodies: list[Named] = [f"PartyOrganisation:党工委@{zone}" for zone in (_ZONE, f"Region:云湖园区@{CITY}")]
    decided = _decide(
        [_ZONE, f"Region:云湖园区@{CITY}", *bodies], Judgements(same=((_ZONE, f"Region:云湖园区@{CITY}"),))
    )
    assert decided[str(bodies[1])] == (bodies[0], "owner")


@pytest.mark.parametrize("other", [f"{_COMPANY}~{CITY}", f"{_COMPANY}@{PROVINCE}"])
def test_apart_holds_on_a_way_round(other: str) -> None:
    """The company near the city goes on as the registered one, and so does what a user keeps apart from it."""
    near, stated, short = f"{_COMPANY}~{CITY}", f"{_COMPANY}@{PROVINCE}", f"Enterprise:青岚~{CITY}"
    named: list[Named] = [(near, "青岚"), (stated, "青岚"), short]
    assert {key for key, _ in _decide(named, Judgements()).values()} == {stated}
    decided = _decide(named, Judgements(apart=frozenset([frozenset((short, other))])))
    assert decided[near][0] == decided[stated][0] == stated
    assert decided[short][0] != stated


# What holds for any keys.

_PLACES = (PROVINCE, CITY, DISTRICT, TOWN, SISTER, CITY_2, PROVINCE_2)
_CORES = {
    "Region": ("渠南村", "高新区", "云栖园区", "云栖科技产业园区", "云栖产业园"),
    "Enterprise": ("青岚", "青岚电力", "青岚电力集团", "供电"),
    "Project": ("青岚产业园", "青岚电力产业园"),
    "Program": ("红帮", "红色帮办"),
    "PublicOrganisation": ("审图中心", "管委会"),
}
_ALIASES = ("青岚", "青岚电力", "红帮", _LEGAL, "青岚产业园")


@st.composite
def _key(draw: st.DrawFn, kinds: tuple[str, ...] = tuple(_CORES), depth: int = 2) -> str:
    kind = draw(st.sampled_from(kinds))
    core = draw(st.sampled_from(_CORES[kind]))
    mark = draw(st.sampled_from("@~?" if depth else "@~"))
    if mark == "?":
        return f"{kind}:{core}?{draw(st.sampled_from(('a' * 12, 'b' * 12)))}"
    if mark == "@" and depth and draw(st.booleans()):
        return f"{kind}:{core}@{draw(_key(('Region', 'PublicOrganisation'), depth - 1))}"
    return f"{kind}:{core}{mark}{draw(st.sampled_from(_PLACES))}"


_NAMED = st.tuples(st.one_of(_key(), st.sampled_from(_PLACES)), st.lists(st.sampled_from(_ALIASES), max_size=2))
_ARTICLE = st.lists(_NAMED, min_size=1, max_size=4, unique_by=lambda named: named[0])
_ARTICLES = st.lists(_ARTICLE, min_size=1, max_size=6).map(
    lambda articles: [tell(n, *((key, *names) for key, names in article)) for n, article in enumerate(articles, 1)]
)
_PATIENT = cases(150)


@_PATIENT
@given(_ARTICLES, st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_nothing(articles: list[Extraction], shuffler: random.Random) -> None:
    merged = merge(articles)
    assert merge(reversed(articles)) == merged
    assert merge(shuffler.sample(articles, len(articles))) == merged


@_PATIENT
@given(_ARTICLES)
def test_every_key_has_one_identity_and_its_node(articles: list[Extraction]) -> None:
    graph = merge(articles)
    keys = sorted({entity.key for article in articles for entity in article.entities})
    assert sorted(row.key for row in graph.identities) == keys
    assert {row.node for row in graph.identities} <= {node.id for node in graph.nodes}
    unnamed = {node.id for node in graph.nodes} - {row.node for row in graph.identities}
    assert all(node.documents == 0 and node.type == "Region" for node in graph.nodes if node.id in unnamed)


@_PATIENT
@given(_ARTICLES)
def test_two_codes_are_never_one_node(articles: list[Extraction]) -> None:
    graph = merge(articles)
    codes = {key for keys in things(graph) for key in keys if key in _PLACES}
    assert len({node_of(graph, key).id for key in codes}) == len(codes)
    assert all(node_of(graph, key).key == key for key in codes)


@_PATIENT
@given(_ARTICLES)
def test_types_never_mix(articles: list[Extraction]) -> None:
    for keys in things(merge(articles)):
        assert len({key.partition(":")[0] for key in keys}) == 1


@_PATIENT
@given(_ARTICLES)
def test_joining_again_joins_nothing(articles: list[Extraction]) -> None:
    groups = group_summaries(map(summarise, articles))
    same = {key: joined.key for key, joined in find_identities(groups).items()}
    again = find_identities(rekey(groups, same))
    assert {key: joined.key for key, joined in again.items()} == {key: key for key in same.values()}


@_PATIENT
@given(_ARTICLES, st.data())
def test_kept_apart_is_apart(articles: list[Extraction], data: st.DataObject) -> None:
    groups = group_summaries(map(summarise, articles))
    pairs = list(combinations(sorted(groups.entities), 2))
    if not pairs:
        return
    one, other = data.draw(st.sampled_from(pairs))
    found = find_identities(groups, Judgements(apart=frozenset([frozenset((one, other))])))
    assert found[one].key != found[other].key


# Keys taken apart.


@pytest.mark.parametrize(
    ("key", "parts"),
    [
        ("Region:320600", ("Region:320600", "", "", "")),
        ("Region:渠南村@Region:320612119", ("Region:渠南村", "@", "Region:320612119", "320612119")),
        ("Program:红帮@Region:云栖园区@Region:320600", ("Program:红帮", "@", "Region:云栖园区@Region:320600", "3206")),
        ("Program:红帮@Region:云栖园区~Region:320600", ("Program:红帮", "@", "Region:云栖园区~Region:320600", "3206")),
        ("Region:鼓楼区?83bf6fe3c3dd", ("Region:鼓楼区", "?", "83bf6fe3c3dd", "")),
        ("Enterprise:国家电网", ("Enterprise:国家电网", "", "", "")),
    ],
)
def test_take_apart(key: str, parts: tuple[str, str, str, str]) -> None:
    assert tuple(take_apart(key)) == parts


@given(_key())
def test_parts_make_the_key_again(key: str) -> None:
    parts = take_apart(key)
    assert f"{parts.head}{parts.mark}{parts.rest}" == key


@pytest.mark.parametrize(
    ("code", "short"), [("320000", "32"), ("320600", "3206"), ("320612", "320612"), ("320612119", "320612119"),
                        ("320612100", "320612100"), ("320612119001", "320612119001")],
)  # fmt: skip
def test_shorten_code(code: str, short: str) -> None:
    assert shorten_code(code) == short

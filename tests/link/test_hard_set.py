"""Linking on the hard set: the floors of region accuracy and of merges, and that the set itself is sound."""

from collections import Counter

from govgraph.lexicon.regions import gazetteer, shorten
from govgraph.lexicon.zones import find_zones
from tests.link import hard_set

_KINDS = ("zone", "township", "community")


def test_regions_are_what_the_text_means() -> None:
    names = hard_set.files("regions")
    verdicts = [verdict for name in names for verdict in hard_set.region_verdicts(name)]
    assert hard_set.accuracy(verdicts) >= 0.97, "\n\n".join(map(hard_set.describe_regions, names))


def test_one_thing_is_one_node_and_two_stay_apart() -> None:
    names = hard_set.files("merges")
    verdicts = [verdict for name in names for verdict in hard_set.merge_verdicts(name)]
    reached = hard_set.precision(verdicts) >= 0.99, hard_set.recall(verdicts) >= 0.90
    assert reached == (True, True), "\n\n".join(map(hard_set.describe_merges, names))


def test_every_set_is_judged() -> None:
    assert {"regions", "regions_2"} <= set(hard_set.files("regions"))
    assert {"merges", "merges_2"} <= set(hard_set.files("merges"))
    for name in hard_set.files("regions"):
        assert len(hard_set.region_verdicts(name)) == sum(len(case["links"]) for case in hard_set.load(name))


def test_the_set_is_large() -> None:
    regions, merges = hard_set.load_all("regions"), hard_set.load_all("merges")
    pairs = sum(len(case.get("same", ())) + len(case.get("apart", ())) for case in merges)
    assert (len(regions) >= 160, pairs >= 110) == (True, True)


def test_every_case_says_what_it_tries_and_why() -> None:
    for name, keys in (("regions", {"text", "links", "former"}), ("merges", {"documents", "same", "apart"})):
        for case in hard_set.load_all(name):
            assert set(case) <= keys | {"trap", "why"}, case
            assert case["trap"], case
            assert case["why"], case


def test_names_stand_in_their_texts() -> None:
    for case in hard_set.load_all("regions"):
        text = hard_set.simplified(case["text"])
        for name in case["links"]:
            word, number = hard_set.place_of(name)
            assert text.count(word) >= (number or 1), name
    for case in hard_set.load_all("merges"):
        for end in (end for pair in [*case.get("same", ()), *case.get("apart", ())] for end in pair):
            number, _, name = end.partition(":")
            assert name.removeprefix("@") in case["documents"][int(number) - 1], end


def test_codes_exist_and_bear_the_name() -> None:
    """A code's division bears the name, whole or short, or as the end of it (高新区); ``former`` names are excused."""
    table = gazetteer()
    for case in hard_set.load_all("regions"):
        for name, wanted in case["links"].items():
            word, parent = hard_set.place_of(name)[0], wanted.partition(" in ")[2]
            assert not parent.isdecimal() or parent in table.by_code, (name, wanted)
            if wanted.isdecimal() and word not in case.get("former", ()):
                division = table.by_code[wanted]
                bearers = (*table.find(word), *find_zones(word))
                assert word in _abridged(division.name) or division in bearers, (name, wanted)


def test_values_are_well_formed() -> None:
    for case in hard_set.load_all("regions"):
        for name, wanted in case["links"].items():
            simple = wanted.isdecimal() or wanted in ("none", "unresolved", "unresolved or none")
            assert simple or wanted.split(" ")[0] in _KINDS, (name, wanted)


def test_former_names_are_former() -> None:
    for case in hard_set.load_all("regions"):
        for name in case.get("former", ()):
            assert name in case["links"]
            assert case["links"][name] not in {division.code for division in gazetteer().find(name)}


def test_no_text_stands_twice() -> None:
    texts = [case["text"] for case in hard_set.load_all("regions")]
    texts += [text for case in hard_set.load_all("merges") for text in case["documents"]]
    assert [text for text, count in Counter(texts).items() if count > 1] == []


def _abridged(name: str) -> set[str]:
    """How a name is written: whole, without its kind, as its zone alone, a prefecture by its first word and 州."""
    short = shorten(name)
    zone = name.replace("高新技术产业开发区", "高新区").replace("经济技术开发区", "经开区")
    return {name, short, zone, f"{short[:1]}州", *(end for end in ("高新区", "经开区", "新区") if zone.endswith(end))}

import hashlib

import pytest

from govgraph.graph.identifiers import Naming, assign_identifiers, hash_key, is_local_name, slug


def test_official_code_is_the_name() -> None:
    ids = assign_identifiers([Naming("region", "region|320600", "南通市", "320600")])
    assert ids == {("region", "region|320600"): "region:320600"}


def test_hash_is_base_36_of_sha256() -> None:
    number = int.from_bytes(hashlib.sha256("书记项目".encode()).digest(), "big") % 36**6
    assert int(hash_key("书记项目"), 36) == number
    assert len(hash_key("书记项目")) == 6


@pytest.mark.parametrize(
    "label",
    [
        "红色帮办",
        "<script>alert(1)</script>",
        "a/b.c",
        "\ud800",
        "𠮷",
        "",
        '"\\\n',
        "ＡＢ—c",
        "É",
        "x" * 500,
        "长" * 500,
    ],
)
def test_local_names_are_safe_and_short(label: str) -> None:
    (name,) = assign_identifiers([Naming("program", label, label)]).values()
    prefix, _, local = name.partition(":")
    assert prefix == "program"
    assert is_local_name(local)
    assert len(local) <= 40


def test_slug_is_cut_between_syllables() -> None:
    assert slug("淮安市清江浦区行政审批局驻区政务服务中心") == "huai_an_shi_qing_jiang_pu_qu_xing"


def test_equal_names_with_two_keys_stay_apart() -> None:
    ids = assign_identifiers([Naming("program", "a|书记项目", "书记项目"), Naming("program", "b|书记项目", "书记项目")])
    assert len(set(ids.values())) == 2


def test_clashing_hashes_grow_for_all_whatever_the_order() -> None:
    namings = [Naming("program", str(number), "书记项目") for number in range(60)]
    forward, backward = assign_identifiers(namings, length=1), assign_identifiers(reversed(namings), length=1)
    assert len(set(forward.values())) == 60
    assert forward == backward
    assert {len(name.rpartition("_")[2]) for name in forward.values()} >= {2, 4}


def test_two_regions_that_claim_one_code_both_lose_it() -> None:
    ids = assign_identifiers([Naming("region", "old", "甲县", "990101"), Naming("region", "new", "乙区", "990101")])
    assert "region:990101" not in ids.values()
    assert len(set(ids.values())) == 2

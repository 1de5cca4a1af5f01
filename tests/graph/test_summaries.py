"""What articles said, under other keys and with equal entities kept once."""

from dataclasses import replace

from govgraph.graph.summaries import group_summaries, rekey, summarise
from govgraph.model import Entity
from tests.graph.keyed import tell

_OFFICE, _OTHER = "PublicOrganisation:行政审批局@Region:320600", "PublicOrganisation:审批局@Region:320600"
_REGION = "Region:320600"


def test_what_no_key_is_given_for_keeps_its_own() -> None:
    summaries = (
        replace(summarise(tell(number, _REGION, office)), relations=((office, "jurisdiction", _REGION),))
        for number, office in enumerate((_OFFICE, _OTHER))
    )
    groups = group_summaries(summaries)
    changed = rekey(groups, {_OTHER: _OFFICE})
    assert set(changed.entities) == {_REGION, _OFFICE}
    assert len(changed.entities[_OFFICE].entities) == 2
    assert set(changed.relations) == {(_OFFICE, "jurisdiction", _REGION)}
    assert set(rekey(groups, {_OTHER: _REGION}).relations) == {(_OFFICE, "jurisdiction", _REGION)}


def test_equal_entities_are_kept_once() -> None:
    one, other = summarise(tell(1, _REGION, _OFFICE)), summarise(tell(2, _REGION, _OFFICE))
    known: dict[Entity, Entity] = {}
    first, second = one.sharing(known), other.sharing(known, one.document)
    assert second.document is one.document
    assert first.document is one.document
    assert second.entities == other.entities
    assert all(mine is theirs for mine, theirs in zip(first.entities, second.entities, strict=True))
    assert len(known) == 2

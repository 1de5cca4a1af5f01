"""What the plan hands to those who merge: shares with all that is known of their nodes, and the sayings of documents.

Each is bytes, the same on one machine and on many, and needs nothing else of the plan.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from govgraph.graph.merge import merge_share
from govgraph.graph.plan import Assignment, Plan, Share
from govgraph.graph.portions import Portion, assign
from govgraph.model import Extraction, Graph
from govgraph.write.descriptions import families_of


@dataclass(frozen=True, slots=True)
class ShareTask:
    """A share to be merged. ``families`` has the ids of those that its programs belong to, by the programs' ids;
    ``ids`` those of its nodes, and of those that its links lead to, by their keys.
    """

    share: Share
    families: dict[str, str]
    ids: dict[str, str]


@dataclass(slots=True)
class Pack:
    """What some documents say of the nodes of one share, and the ids of the nodes that they name there."""

    portions: list[Portion] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)


_ENCODER = msgspec.msgpack.Encoder()
_PACKS = msgspec.msgpack.Decoder(Pack)


def share_tasks(plan: Plan) -> Iterator[ShareTask]:
    """The tasks of the plan's shares, in their order."""
    families, ids = families_of(plan.families), plan.assignment.ids
    for share in plan.shares:
        places = (*share.links, *(place for place, _ in share.told))
        keys = {*(node.key for node in share.nodes), *(key for link in places for key in (link[0], link[2]))}
        own = {node.id: families[node.id] for node in share.nodes if node.id in families}
        yield ShareTask(share, own, {key: ids[key] for key in sorted(keys)})


def restrict(assignment: Assignment, documents: Mapping[str, Sequence[str]]) -> Assignment:
    """Of an assignment what places the sayings of some documents: the keys that each names, by its ``document_key``."""
    names = {one: assignment.names[one] for one in documents}
    own = {
        assignment.parts.get((key, one.partition("|")[0]), key) if assignment.parts else key
        for one, keys in documents.items()
        if names[one] not in assignment.copies
        for key in keys
    }
    keys = {key: assignment.keys[key] for key in sorted(own) if key in assignment.keys}
    meant = sorted({keys.get(key, key) for key in own} & assignment.ids.keys())
    return Assignment(
        names=names,
        copies=assignment.copies & set(names.values()),
        keys=keys,
        ids={key: assignment.ids[key] for key in meant},
        firsts=tuple(sorted({assignment.firsts[assignment.share_of(key)] for key in meant})),
        parts={part: key for part, key in assignment.parts.items() if key in own},
        dropped=assignment.dropped,
        lost=assignment.lost,
    )


def pack_portions(extractions: Iterable[Extraction], assignment: Assignment) -> Iterator[tuple[int, bytes]]:
    """What documents say, by the number of the share in which it is merged."""
    packs: defaultdict[int, Pack] = defaultdict(Pack)
    for extraction in extractions:
        for number, portion in assign(extraction, assignment).items():
            packs[number].portions.append(portion)
            packs[number].ids |= {row.object: assignment.ids[row.object] for row in portion.relations}
    return ((number, _ENCODER.encode(pack)) for number, pack in sorted(packs.items()))


def merge_packs(task: ShareTask, packs: Iterable[bytes]) -> Graph:
    """Merge a share from what all documents say of it."""
    ids, portions = dict(task.ids), list[Portion]()
    for pack in map(_PACKS.decode, packs):
        ids |= pack.ids
        portions += pack.portions
    return merge_share(task.share, portions, ids)

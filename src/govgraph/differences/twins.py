"""What is gone and what is added of one kind, matched by more than the id."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import product

from govgraph.differences.records import End, R, StoredEntity, Twins

#: A name that more entities share (市委) does not say which of them is meant.
_MOST = 3

#: What tells that entities are perhaps the same, the surest first; what one pairs is not tried with the next.
_NAMINGS: tuple[Callable[[StoredEntity], Iterable[Hashable]], ...] = (
    lambda entity: [(entity.type, entity.name)],
    lambda entity: {(entity.type, name) for name in (entity.name, *entity.aliases)},
    lambda entity: [entity.name],  # read as another type now
)


def pair_alike(
    gone: Sequence[R], added: Sequence[R], key: Callable[[R], Hashable]
) -> tuple[list[tuple[R, R]], list[R], list[R]]:
    """The pairs (gone, added) of which each is the only one with its key, and what is left of both."""
    old, new = (_only_ones(side, key) for side in (gone, added))
    pairs = [(record, new[name]) for name, record in old.items() if name in new]
    taken_old, taken_new = ({pair[side].id for pair in pairs} for side in (0, 1))
    return pairs, [one for one in gone if one.id not in taken_old], [one for one in added if one.id not in taken_new]


def find_twins(gone: Sequence[StoredEntity], added: Sequence[StoredEntity]) -> tuple[Twins, ...]:
    """Entities that are perhaps the same under another id: of one name or alias, which few others have."""
    found: set[tuple[str, str]] = set()
    for naming in _NAMINGS:
        paired = {id_ for pair in found for id_ in pair}
        old, new = (_by_name((one for one in side if one.id not in paired), naming) for side in (gone, added))
        for name in old.keys() & new.keys():
            if max(len(old[name]), len(new[name])) <= _MOST:
                found.update(product(old[name], new[name]))
    return tuple(Twins(*pair) for pair in sorted(found))


def follow_twins(
    gone: Sequence[R], added: Sequence[R], key: Callable[[R], Iterable[object]], twins: Iterable[Twins]
) -> tuple[Twins, ...]:
    """What is said alike of entities that are perhaps the same, where these are one pair.

    Args:
        gone: statements of the old build only.
        added: statements of the new build only.
        key: what makes a statement what it is, ends as End.
        twins: entities that are perhaps the same.
    """
    pairs = list(twins)
    counts = Counter(id_ for pair in pairs for id_ in (pair.gone, pair.added))
    now = {pair.gone: pair.added for pair in pairs if counts[pair.gone] == counts[pair.added] == 1}
    said = {_identify(one, key, {}): one.id for one in added}
    matched = ((one.id, said.get(_identify(one, key, now))) for one in gone)
    return tuple(Twins(old, new) for old, new in matched if new)


def _only_ones(records: Iterable[R], key: Callable[[R], Hashable]) -> dict[Hashable, R]:
    groups: defaultdict[Hashable, list[R]] = defaultdict(list)
    for record in records:
        groups[key(record)].append(record)
    return {name: group[0] for name, group in groups.items() if len(group) == 1}


def _by_name(
    entities: Iterable[StoredEntity], naming: Callable[[StoredEntity], Iterable[Hashable]]
) -> dict[Hashable, list[str]]:
    groups: defaultdict[Hashable, list[str]] = defaultdict(list)
    for entity in entities:
        for name in naming(entity):
            groups[name].append(entity.id)
    return groups


def _identify(record: R, key: Callable[[R], Iterable[object]], now: Mapping[str, str]) -> tuple[object, ...]:
    return tuple(now.get(value.id, value.id) if isinstance(value, End) else value for value in key(record))

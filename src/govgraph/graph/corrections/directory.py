"""Finds what a corrections file speaks of among the keys, by the ids that things have before any correction.

So a file keeps its meaning once it was applied, and the id that a merge took away still finds its thing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from govgraph.graph.corrections.entries import Described, Ref
from govgraph.graph.identifiers import assign_identifiers, is_code, naming_of
from govgraph.graph.summaries import Groups
from govgraph.model import EntityType, Node

#: Candidates that a message names.
_SHOWN = 5

_PLACED = ("partOf", "jurisdiction", "locatedIn")


class NotFoundError(Exception):
    """Why a reference finds nothing, or more than one thing."""


class Directory:
    """The keys of the readings by id and by name.

    Args:
        nodes: the nodes of these keys and of those that they are taken for, the gazetteer's parents too, by key.
        same: the key that each key is taken for when nobody corrects it; keys not in it stand for themselves.
        groups: the readings.
    """

    def __init__(self, nodes: Mapping[str, Node], same: Mapping[str, str], groups: Groups) -> None:
        self._nodes = dict(nodes)
        self._unread = {key for key, node in nodes.items() if not node.documents}
        self._present = self._unread | set(groups.entities)
        self._same = dict(same)
        self._ids = {node.id: key for key, node in nodes.items()}
        self._members: defaultdict[str, set[str]] = defaultdict(set)
        self._bearers: defaultdict[tuple[EntityType, str], set[str]] = defaultdict(set)
        for key, node in sorted(nodes.items()):
            self._members[self.taken_for(key)].add(key)
            if node.type == "Region" and is_code(node.code):
                self._ids.setdefault(f"region:{node.code}", key)
            for name in (node.name, *node.aliases):
                self._bearers[node.type, name].add(self.taken_for(key))
        self._regions: defaultdict[str, set[str]] = defaultdict(set)
        for subject, predicate, object_ in groups.relations:
            if predicate in _PLACED:
                self._regions[self.taken_for(subject)].add(self.taken_for(object_))

    def taken_for(self, key: str) -> str:
        """The key of the node that it belongs to when nobody corrects it."""
        return self._same.get(key, key)

    def members(self, key: str) -> frozenset[str]:
        """All keys of that node."""
        return frozenset(self._members[self.taken_for(key)] & self._present)

    def add_parts(self, parts: Mapping[str, str], left: Iterable[str]) -> None:
        """Know the keys split off from others, found by their ids only; ``left`` are all that have readings."""
        self._present = self._unread | set(left)
        for part, whole in sorted(parts.items()):
            self._add_part(part, whole)

    def _add_part(self, part: str, whole: str) -> None:
        node = replace(self._nodes[whole], key=part, code=None)
        self._nodes[part] = node
        self._members[part].add(part)
        self._add_id(node, part)

    def add_type(self, key: str, type_: EntityType) -> None:
        """Know the id that the thing gets when it is given this type."""
        for member in (key, self.taken_for(key)):
            if member in self._nodes:
                node = self._nodes[member]
                self._add_id(replace(node, type=type_, key=retype_key(member, type_)), key)

    def find(self, ref: Ref) -> str:
        """The key that a reference means.

        Raises:
            NotFoundError: nothing fits, or several things do.
        """
        if isinstance(ref, str):
            if ref not in self._ids:
                raise NotFoundError(f"no article names {ref} any more")
            return self._choose(self._ids[ref])
        found = sorted(key for key in self._bearers[ref.type, ref.name] if self._fits(ref, key))
        if not found:
            raise NotFoundError(f"no article names such a thing: {ref}")
        if len(found) > 1:
            names = [self._nodes[key].id for key in found if key in self._nodes]
            more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
            raise NotFoundError(f"{ref} may be any of {', '.join(names[:_SHOWN])}{more}: name one by its id")
        return self._choose(found[0])

    def _choose(self, key: str) -> str:
        """The key, or another of its node where all its readings were split off."""
        return key if key in self._present else min(self.members(key))

    def _fits(self, ref: Described, key: str) -> bool:
        if ref.code and all(self._nodes[member].code != ref.code for member in self._members[key]):
            return False
        if not ref.within:
            return True
        region = self.taken_for(self._ids.get(ref.within, ""))
        owned = any(member.endswith((f"@{region}", f"~{region}")) for member in self._members[key])
        return bool(region) and (owned or region in self._regions[key])

    def _add_id(self, node: Node, key: str) -> None:
        naming = naming_of(node)
        self._ids.setdefault(assign_identifiers([naming])[naming.prefix, naming.key], key)


def retype_key(key: str, type_: EntityType) -> str:
    """The key of the same thing as another type.

    >>> retype_key("PublicOrganisation:机关工委@Region:3206", "PartyOrganisation")
    'PartyOrganisation:机关工委@Region:3206'
    """
    return f"{type_}:{key.partition(':')[2]}"

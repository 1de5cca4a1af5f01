"""Articles reduced to the keys that they give what they name: all that identity across articles rests on."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import cast

from govgraph.graph.identifiers import code_of
from govgraph.graph.identities import take_apart
from govgraph.model import Entity, EntityType, Extraction, Graph, MentionEvidence, Node, Post, SourceInfo

#: A key, or a key and the further names that the article uses: ``("Enterprise:青岚电力~Region:320600", "青岚")``.
Named = str | tuple[str, ...]


def tell(
    number: int, *named: Named, published: date | None = None, posts: Mapping[str, str] | None = None
) -> Extraction:
    """An article that names these; ``posts`` are the offices of people by name, as keys."""
    entities = tuple(_entity(place, one) for place, one in enumerate(named))
    ids = {entity.key: entity.id for entity in entities}
    held = tuple(
        Post(person, "书记", ids[key], "post.title", 0.9, entities[0].mentions[0])
        for person, key in (posts or {}).items()
    )
    document = SourceInfo(f"{number:03}", f"{number:064x}", None, published, None, f"{number:03}.txt", 900)
    return Extraction(document, entities, posts=held)


def tell_each(*named: Named) -> list[Extraction]:
    """An article for each."""
    return [tell(number, one) for number, one in enumerate(named, start=1)]


def _entity(place: int, named: Named) -> Entity:
    key, *names = (named,) if isinstance(named, str) else named
    kind, _, core = take_apart(key).head.partition(":")
    mention = MentionEvidence(10 * place, 10 * place + len(core), core, "mention.full", 0.9)
    return Entity(
        f"e{place}", cast(EntityType, kind), core, tuple(names), key, (mention,),
        "AdministrativeDivision" if code_of(key) else None, code_of(key),
    )  # fmt: skip


def things(graph: Graph) -> set[frozenset[str]]:
    """Which keys became one node, for every node that an article names."""
    return {frozenset(row.key for row in graph.identities if row.node == node) for node in _ids(graph)}


def _ids(graph: Graph) -> Iterable[str]:
    return sorted({row.node for row in graph.identities})


def rule_of(graph: Graph, key: str) -> str:
    """The rule by which a key was joined to its node."""
    (rule,) = (row.rule for row in graph.identities if row.key == key)
    return rule


def node_of(graph: Graph, key: str) -> Node:
    """The node that a key was taken for."""
    (name,) = (row.node for row in graph.identities if row.key == key)
    return next(node for node in graph.nodes if node.id == name)

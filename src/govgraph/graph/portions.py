"""Takes one document's sayings apart by the share in which each is merged, under the keys of nodes."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from govgraph.graph.plan import Assignment
from govgraph.graph.summaries import MeasureKey, document_key, key_entities, measure_key
from govgraph.model import Extraction, Measure, MentionEvidence, Post, Relation


@dataclass(slots=True)
class Portion:
    """What one document says of the nodes of one share.

    ``document`` is the article's name, ``content`` the hash of its file. Mentions stand under the key of their node;
    the ends of records are keys of nodes; figures stand under their ``measure_key``.
    """

    document: str
    content: str
    mentions: list[tuple[str, tuple[MentionEvidence, ...]]] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    measures: list[tuple[MeasureKey, Measure]] = field(default_factory=list)


def assign(extraction: Extraction, assignment: Assignment) -> Mapping[int, Portion]:
    """A document's portions by the number of their share; none of a reprint.

    Raises:
        ValueError: a record names an entity that its extraction does not have.
    """
    document = extraction.document
    name, content = assignment.names[document_key(document)], document.sha256
    if name in assignment.copies:
        return {}
    given = key_entities(extraction)
    if assignment.parts:
        given = {id_: assignment.parts.get((key, content), key) for id_, key in given.items()}
    keys = {id_: assignment.keys.get(key, key) for id_, key in given.items()}
    dropped, lost = assignment.dropped, assignment.lost
    shares = {key: assignment.share_of(key) for key in set(keys.values()) - lost}
    portions: defaultdict[int, Portion] = defaultdict(lambda: Portion(name, content))
    for entity in extraction.entities:
        if (key := keys[entity.id]) in shares:
            portions[shares[key]].mentions.append((key, entity.mentions))
    for relation in extraction.relations:
        subject, object_ = keys[relation.subject], keys[relation.object]
        place = given[relation.subject], relation.predicate, given[relation.object]
        # Two names that turn out to be one thing: all eight relations are irreflexive.
        if subject != object_ and place not in dropped and (subject, relation.predicate, object_) not in lost:
            portions[shares[subject]].relations.append(replace(relation, subject=subject, object=object_))
    for post in extraction.posts:
        of = keys[post.of]
        if (post.person, given[post.of]) not in dropped and (post.person, of) not in lost:
            portions[shares[of]].posts.append(replace(post, of=of))
    for measure in extraction.measures:
        subject = keys[measure.subject]
        figure = measure_key(measure, subject, document)
        if (given[measure.subject], *figure[1:]) not in dropped and figure not in lost:
            portions[shares[subject]].measures.append((figure, replace(measure, subject=subject)))
    return portions

"""Relations read off clauses, a family of predicates a module; what is said of one name of a row is said of all."""

from collections.abc import Iterator

from govgraph.extract.claims import Claim
from govgraph.extract.clauses.roles import Rows
from govgraph.extract.clauses.subjects import Subjects
from govgraph.extract.mentions import Mention, Scene
from govgraph.extract.relations.belonging import find_belonging
from govgraph.extract.relations.building import find_undertakings
from govgraph.extract.relations.places import find_places
from govgraph.extract.relations.running import find_runners
from govgraph.extract.relations.serving import find_services

#: Each reads one sentence.
READERS = (find_runners, find_services, find_places, find_undertakings, find_belonging)
#: What a sentence without a name may tell: it helps *the company* that the one before is about.
_OF_THE_UNNAMED = (find_services,)
#: Predicates whose thing may stand in a row, and whether the thing is their subject.
_SHARED = {"serves": False, "undertakes": False, "locatedIn": True}


def find_relations(scene: Scene, subjects: Subjects) -> list[Claim]:
    """Every relation that a clause or a name states."""
    claims: list[Claim] = []
    for passage in scene.passages:
        rows = Rows(scene, subjects.within(passage.start, passage.end))
        for sentence in passage.sentences:
            named = subjects.names_any(sentence.start, sentence.end)
            for read in READERS if named else _OF_THE_UNNAMED:
                for claim in read(scene, subjects, passage, sentence):
                    claims += _shared(claim, rows)
    return claims


def _shared(claim: Claim, rows: Rows) -> Iterator[Claim]:
    """The claim, and the same of every name in its thing's row."""
    yield claim
    if claim.predicate not in _SHARED:
        return
    thing = claim.subject if _SHARED[claim.predicate] else claim.object
    for other in rows.of(thing):
        if other is not thing:
            yield _of(claim, thing, other)


def _of(claim: Claim, thing: Mention, other: Mention) -> Claim:
    subject, target = (other if one is thing else one for one in (claim.subject, claim.object))
    start, end = min(claim.start, other.start), max(claim.end, other.end)
    return Claim(subject, claim.predicate, target, claim.rule, start, end)

"""What of an answer becomes a statement: only what the passage says in these words, of things that the rules found.

A model adds no entity and changes none, so that the worst that an answer can do, whoever wrote it, is one more
statement between things of its own passage, marked as a model's.
"""

from collections import defaultdict
from itertools import chain
from typing import Literal, NamedTuple, get_args

from govgraph import ontology
from govgraph.assist.answers import Answer, ProposedPost, ProposedRelation
from govgraph.assist.doubts import Doubt
from govgraph.assist.readings import Named, Reading
from govgraph.extract.mentions import plain
from govgraph.link.statements import LONGEST_EVIDENCE, names_private_person
from govgraph.link.structure import may_lie_in
from govgraph.model import Evidence, Post, Predicate, Relation

#: How sure a statement is that only a model makes: less than any rule (0.47 to 0.98). It is set, not measured, for
#: the model is the user's. A higher ``--min-confidence`` leaves out what the answers about one article say alone.
CONFIDENCE = 0.3

#: Why a proposal is refused, for reports.
Reason = Literal[
    "form",
    "too-many",
    "predicate",
    "quote",
    "end",
    "types",
    "itself",
    "circle",
    "division",
    "private",
    "person",
    "title",
]
#: Relations in which nothing stands above itself.
_RISING: tuple[Predicate, ...] = ("partOf", "subOrganisationOf", "partOfProgram")


class Refusal(NamedTuple):
    """A proposal that is no statement; ``said`` are the model's words, … for what the rules found under no such name.

    That may be the name of a private person, which stands in no report either.
    """

    reason: Reason
    said: str


class Accepted(NamedTuple):
    """What one answer adds, what it tells again, and what of it is refused."""

    relations: tuple[Relation, ...]
    posts: tuple[Post, ...]
    known: int
    refused: tuple[Refusal, ...]


class Checker:
    """Checks the answers about one document, in the order of the text; ``rule`` is what statements say they are by."""

    def __init__(self, reading: Reading, rule: str) -> None:
        self._reading = reading
        self._rule = rule
        self._stated = set(reading.stated)
        self._above: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for subject, predicate, target in reading.stated:
            self._above[predicate, subject].append(target)
        self._names = {name for one in reading.entities.values() for name in (one.name, *one.aliases)}
        self._seated = {(post.person, post.of) for post in reading.extraction.posts}

    def check(self, doubt: Doubt, answer: Answer) -> Accepted:
        """What an answer about a passage adds to what is known."""
        relations: list[Relation] = []
        posts: list[Post] = []
        refused = [Refusal("form", "")] * answer.malformed + [Refusal("too-many", "")] * answer.beyond
        known = 0
        said = (self._relation(doubt, proposed) for proposed in answer.relations)
        held = (self._post(doubt, proposed) for proposed in answer.posts)
        for verdict in chain(said, held):
            match verdict:
                case Relation():
                    relations.append(verdict)
                case Post():
                    posts.append(verdict)
                case Refusal():
                    refused.append(verdict)
                case None:
                    known += 1
        return Accepted(tuple(relations), tuple(posts), known, tuple(refused))

    def _relation(self, doubt: Doubt, proposed: ProposedRelation) -> Relation | Refusal | None:
        predicate = next((one for one in get_args(Predicate) if one == proposed.predicate), None)
        said = f"{self._repeat(proposed.subject)} {predicate or '…'} {self._repeat(proposed.object)}"
        if predicate is None:
            return Refusal("predicate", said)
        place = self._find_quote(doubt, proposed.quote)
        if place is None:
            return Refusal("quote", said)
        subjects, objects = self._named(place, proposed.subject), self._named(place, proposed.object)
        if not subjects or not objects:
            return Refusal("end", said)
        starts, targets = ontology.ends(predicate)
        subjects = [one for one in subjects if one.entity.type in starts]
        objects = [one for one in objects if one.entity.type in targets]
        if not subjects or not objects:
            return Refusal("types", said)
        pairs = [(one, other) for one in subjects for other in objects if one.entity is not other.entity]
        if not pairs:
            return Refusal("itself", said)
        subject, target = min(pairs, key=lambda pair: (abs(pair[0].start - pair[1].start), pair[0].start))
        stated = (subject.entity.id, predicate, target.entity.id)
        if stated in self._stated:
            return None
        if predicate in _RISING and self._rises(target.entity.id, predicate, subject.entity.id):
            return Refusal("circle", said)
        if predicate == "partOf" and not may_lie_in(subject.entity, target.entity):
            return Refusal("division", said)
        evidence = self._show(place, (min(subject.start, target.start), max(subject.end, target.end)))
        if evidence is None:
            return Refusal("private", said)
        self._stated.add(stated)
        self._above[predicate, subject.entity.id].append(target.entity.id)
        return Relation(*stated, "model", self._rule, CONFIDENCE, evidence)

    def _post(self, doubt: Doubt, proposed: ProposedPost) -> Post | Refusal | None:
        role = proposed.role if any(one.role == proposed.role for one in doubt.titled) else "…"
        said = f"{role} {self._repeat(proposed.of)}"
        place = self._find_quote(doubt, proposed.quote)
        if place is None:
            return Refusal("quote", said)
        inside = [one for one in doubt.titled if place[0] <= one.start and one.end <= place[1]]
        held = [one for one in inside if one.person == "".join(proposed.person.split())]
        if not held:
            return Refusal("person", said)
        held = [one for one in held if one.role == proposed.role.strip()]
        if not held:
            return Refusal("title", said)
        seats = [one for one in self._named(place, proposed.of) if one.entity.type in ontology.ends("postOf")[1]]
        if not seats:
            return Refusal("end", said)
        pairs = [(one, seat) for one in held for seat in seats]
        title, seat = min(pairs, key=lambda pair: (abs(pair[0].start - pair[1].start), pair[0].start))
        if (title.person, seat.entity.id) in self._seated:
            return None
        evidence = self._show(place, (min(title.start, seat.start), max(title.end, seat.end)))
        if evidence is None:
            return Refusal("private", said)
        self._seated.add((title.person, seat.entity.id))
        return Post(title.person, title.role, seat.entity.id, self._rule, CONFIDENCE, evidence, "model")

    def _repeat(self, name: str) -> str:
        return plain(name) if plain(name) in self._names else "…"

    def _find_quote(self, doubt: Doubt, quote: str) -> tuple[int, int] | None:
        """Where the passage has these very words; models often leave out or add white space at the ends."""
        words = quote.strip()
        if not 0 < len(words) <= LONGEST_EVIDENCE:
            return None
        start = self._reading.document.text.find(words, doubt.start, doubt.end)
        return (start, start + len(words)) if start >= 0 else None

    def _named(self, place: tuple[int, int], name: str) -> list[Named]:
        """The things that these words of the text name, or whose name they are."""
        wanted = plain(name)
        return [
            one for one in self._reading.named_in(*place) if wanted in (one.words, one.entity.name, *one.entity.aliases)
        ]

    def _rises(self, from_: str, predicate: Predicate, to: str) -> bool:
        """Whether what is stated leads from one thing to another."""
        seen, waiting = {from_}, [from_]
        while waiting:
            above = set(self._above.get((predicate, waiting.pop()), ())) - seen
            waiting += above
            seen |= above
        return to in seen

    def _show(self, place: tuple[int, int], ends: tuple[int, int]) -> Evidence | None:
        """The quoted words; where they may name a private person, those from one end to the other alone."""
        text = self._reading.document.text
        for start, end in (place, ends):
            if not names_private_person(text[start:end]):
                return self._reading.document.evidence(start, end)
        return None

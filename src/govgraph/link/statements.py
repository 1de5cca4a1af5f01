"""Claims of one document as statements between its entities; what names alone say is added here."""

from collections.abc import Iterable, Iterator, Sequence

from govgraph import lexicon
from govgraph.extract.claims import Claim, MeasureClaim, PostClaim
from govgraph.extract.mentions import Mention, pattern
from govgraph.link.names import NameLinker
from govgraph.link.things import Register, Thing
from govgraph.model import Document, EntityType, Evidence, Measure, Post, Predicate, Relation
from govgraph.text.dates import resolve

_ORG: frozenset[EntityType] = frozenset({"PartyOrganisation", "PublicOrganisation"})
_ENDS: dict[Predicate, tuple[frozenset[EntityType], frozenset[EntityType]]] = {
    "partOf": (frozenset({"Region"}), frozenset({"Region"})),
    "jurisdiction": (_ORG, frozenset({"Region"})),
    "subOrganisationOf": (_ORG, _ORG),
    "runs": (_ORG | {"Region", "Enterprise"}, frozenset({"Program"})),
    "partOfProgram": (frozenset({"Program"}), frozenset({"Program"})),
    "serves": (_ORG | {"Region", "Program"}, frozenset({"Enterprise", "Project"})),
    "undertakes": (frozenset({"Enterprise"}), frozenset({"Project"})),
    "locatedIn": (frozenset({"Enterprise", "Project"}), frozenset({"Region"})),
}


#: A reading that takes the region of the article for who runs a program; it counts where nobody else is named.
_UNSAID = "runs.home"
#: Evidence is for reading: longer than this it is cut to what the rule read.
LONGEST_EVIDENCE = 200
#: Words that stand beside private persons' names.
_PRIVATE = "WORDS|[一-鿿]某"


def confidence_of(rule: str) -> float:
    """How often what a rule reads is right, as measured on annotated articles."""
    return float(lexicon.read("confidence")[rule])


def names_private_person(words: str) -> bool:
    """Whether words that stand beside private persons' names are among these."""
    return pattern("clauses", "private", _PRIVATE).search(words) is not None


class StatementLinker:
    """Turns claims about mentions into statements about things."""

    def __init__(self, document: Document, register: Register, names: NameLinker, ids: dict[Thing, str]) -> None:
        self.document = document
        self.register = register
        self.names = names
        self.ids = ids
        self._private: dict[tuple[int, int], bool] = {}
        self._shown: dict[tuple[int, int], Evidence] = {}

    def thing(self, mention: Mention) -> Thing | None:
        """What a mention stands for, a short form resolved where it stands."""
        known = self.register.of(mention) or self.names.owner(mention)
        if known in self.ids:
            return known
        return self.thing(mention.otherwise) if mention.otherwise is not None else None

    def _evidence(self, start: int, end: int) -> Evidence:
        """The sentence that says a claim, or its clauses where that is long.

        Where a private person stands beside them, the claim's own characters alone.
        """
        if (start, end) not in self._shown:
            self._shown[start, end] = self._show(start, end)
        return self._shown[start, end]

    def _show(self, start: int, end: int) -> Evidence:
        sentence = self.names.scene.passage_of(start).sentence_at(start)
        if self._may_be_shown(sentence.start, sentence.end, end):
            return self.document.evidence(sentence.start, sentence.end)
        first = max((clause.start for clause in sentence.clauses if clause.start <= start), default=start)
        last = min((clause.end for clause in sentence.clauses if clause.end >= end), default=end)
        if self._may_be_shown(first, last, end):
            return self.document.evidence(first, last)
        return self.document.evidence(start, end)

    def _may_be_shown(self, first: int, last: int, end: int) -> bool:
        return end <= last <= first + LONGEST_EVIDENCE and not self._is_private(first, last)

    def _is_private(self, start: int, end: int) -> bool:
        """Whether words that stand beside private persons' names stand between two places; read once."""
        if (start, end) not in self._private:
            self._private[start, end] = names_private_person(self.document.text[start:end])
        return self._private[start, end]

    def relations(self, claims: Iterable[Claim]) -> tuple[Relation, ...]:
        """One relation for each pair and predicate: the surest claim, the first of those."""
        best: dict[tuple[str, str, str], Relation] = {}
        read = list(claims)
        run = {self.thing(c.object) for c in read if c.predicate == "runs" and c.rule != _UNSAID}
        for claim in read:
            if claim.rule == _UNSAID and self.thing(claim.object) in run:
                continue
            subject, target = self.thing(claim.subject), self.thing(claim.object)
            if subject is None or target is None or subject is target:
                continue
            starts, ends = _ENDS[claim.predicate]
            if subject.type not in starts or target.type not in ends:
                continue
            key = (self.ids[subject], claim.predicate, self.ids[target])
            evidence = self._evidence(claim.start, claim.end)
            confidence = confidence_of(claim.rule) if claim.confidence is None else claim.confidence
            relation = Relation(key[0], claim.predicate, key[2], "text", claim.rule, confidence, evidence)
            if key not in best or best[key].confidence < relation.confidence:
                best[key] = relation
        return tuple(sorted(best.values(), key=relation_order))

    def posts(self, claims: Iterable[PostClaim]) -> tuple[Post, ...]:
        """One post for each person and body; several titles there are one role."""
        found: dict[tuple[str, str], Post] = {}
        for claim in claims:
            of = self.thing(claim.of)
            if of is None:
                continue
            key = (claim.person, self.ids[of])
            if key in found:
                continue
            evidence = self._evidence(claim.start, claim.end)
            found[key] = Post(claim.person, claim.role, self.ids[of], claim.rule, confidence_of(claim.rule), evidence)
        return tuple(found.values())

    def measures(self, claims: Iterable[MeasureClaim]) -> tuple[Measure, ...]:
        """Figures with their subjects; one told twice in the same words counts once."""
        found: dict[tuple[str, str, str, str], Measure] = {}
        for claim in claims:
            subject = self.thing(claim.subject)
            if subject is None:
                continue
            quantity, period = claim.quantity, claim.period
            span = resolve(period.text, self.document.published) if period else None
            measure = Measure(
                self.ids[subject], claim.indicator, quantity.value, quantity.unit, quantity.bound,
                period.text if period else None, span[0] if span else None, span[1] if span else None,
                claim.rule, confidence_of(claim.rule), self._evidence(claim.start, claim.end),
            )  # fmt: skip
            found.setdefault((measure.subject, measure.indicator, str(measure.value), measure.unit), measure)
        return tuple(found.values())


def claims_of_names(things: Sequence[Thing], register: Register) -> Iterator[Claim]:
    """What names say by themselves: 淮安市行政审批局 is of 淮安市, 天鹏锂能产业化项目 is 天鹏锂能's."""
    named = set(things)
    for thing in things:
        owner = thing.owner
        while owner is not None and owner not in named:
            owner = owner.owner
        predicate = _predicate_of_owner(thing, owner) if owner is not None else None
        if owner is None or predicate is None:
            continue
        mention = next((m for m in thing.mentions if m.owner is not None), thing.mentions[0])
        whole = owner.mentions[0]
        rule = f"name.{'owner' if mention.owner is not None else 'completed'}.{predicate}"
        held = mention.owner if mention.owner is not None and register.of(mention.owner) is owner else whole
        yield _directed(mention, predicate, held, rule)


def _directed(mention: Mention, predicate: Predicate, owner: Mention, rule: str) -> Claim:
    subject, target = (owner, mention) if predicate in ("undertakes", "runs") else (mention, owner)
    return Claim(subject, predicate, target, rule, mention.start, mention.end)


def _predicate_of_owner(thing: Thing, whole: Thing) -> Predicate | None:
    owner = whole.type
    if thing.type in _ORG:
        return "jurisdiction" if owner == "Region" else "subOrganisationOf" if owner in _ORG else None
    if thing.type in ("Enterprise", "Project") and owner == "Region":
        return "locatedIn"
    if thing.type == "Project" and owner == "Enterprise":
        return "undertakes"
    if thing.type == "Program" and owner in ("Region", "PartyOrganisation", "PublicOrganisation"):
        return "runs"
    return None


def relation_order(relation: Relation) -> tuple[int, str, int]:
    """The order of a document's relations: by subject, predicate and object."""
    return _number(relation.subject), relation.predicate, _number(relation.object)


def _number(identifier: str) -> int:
    return int(identifier[1:])

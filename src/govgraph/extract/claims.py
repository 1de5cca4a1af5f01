"""What a document says about its mentions, before it is known which entities they are.

``rule`` names the case that read it; how sure that case is stands in ``lexicon/confidence.yaml``, for the claims of
users' extractors in the claim.
"""

import msgspec

from govgraph.extract.mentions import Mention
from govgraph.model import Predicate
from govgraph.text.dates import DateSpan
from govgraph.text.numbers import Quantity


class Claim(msgspec.Struct, frozen=True, eq=False, gc=False):
    """Subject, predicate and object, said by the characters ``start``..``end`` of the cleaned document."""

    subject: Mention
    predicate: Predicate
    object: Mention
    rule: str
    start: int
    end: int
    confidence: float | None = None


class PostClaim(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A person in an office; the name stands at ``name_start``..``end``."""

    person: str
    role: str
    of: Mention
    rule: str
    start: int
    name_start: int
    end: int


class MeasureClaim(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A figure of a mention, in the words of the text."""

    subject: Mention
    indicator: str
    quantity: Quantity
    period: DateSpan | None
    rule: str
    start: int
    end: int


class Roles(msgspec.Struct, frozen=True, gc=False):
    """Who stands in which part of a clause, each in the order of the text."""

    agents: tuple[Mention, ...] = ()
    partners: tuple[Mention, ...] = ()
    receivers: tuple[Mention, ...] = ()

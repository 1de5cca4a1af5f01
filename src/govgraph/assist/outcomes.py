"""What came of asking, for the report and the terminal."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Failure:
    """A passage that got no answer: its article, a code, and what happened."""

    path: str
    reason: str
    message: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A proposal that became no statement: its article, why, and its words as far as the rules know them."""

    path: str
    reason: str
    said: str


@dataclass(slots=True)
class Outcome:
    """What came of asking a model.

    ``sentences`` counts those of all articles, ``passages`` what was asked about, and ``characters`` theirs; of the
    passages ``cached`` had an answer already, from an earlier build or a reprint, and ``unasked`` were not asked about
    because the server had failed too often. ``requests`` counts repeated ones too, ``prompt_tokens``
    and ``completion_tokens`` what the server says of this build's. ``accepted`` counts statements by relation and
    ``post``, ``known`` what the rules or an earlier answer say already. ``failed`` and ``refused`` have every case.
    """

    address: str
    model: str
    articles: int = 0
    sentences: int = 0
    passages: int = 0
    characters: int = 0
    cached: int = 0
    unasked: int = 0
    requests: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    accepted: Counter[str] = field(default_factory=Counter)
    known: int = 0
    refused: list[Refused] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)

    @property
    def reasons(self) -> dict[str, int]:
        """How many proposals were refused for each reason, the commonest first."""
        return dict(Counter(one.reason for one in self.refused).most_common())

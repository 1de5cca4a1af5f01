"""Article ``i`` of a seed: its place, its subject, its paragraphs, what is around them, and what it states."""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import exp
from random import Random
from typing import Any

from benchmarks.made_up.grammar import Frame, sections
from benchmarks.made_up.places import places
from benchmarks.made_up.telling import Paragraph, Teller, frames
from benchmarks.made_up.truth import annotate
from benchmarks.made_up.world import world

#: Of a hundred articles so many retell an earlier one.
_REPRINTS = 3
#: Subjects, how common each is, which bodies have to do with it, and the kinds of paragraphs with their weights.
_SUBJECTS: dict[str, tuple[int, str, dict[str, int]]] = {
    "business": (20, "business", {
        "brand": 3, "action": 2, "window": 4, "serve": 6, "zone": 2, "project": 1, "data": 1, "talent": 1, "party": 1,
    }),
    "governance": (14, "governance", {
        "method": 5, "town": 4, "window": 2, "action": 3, "brand": 2, "livelihood": 1, "party": 1,
    }),
    "rural": (14, "rural", {"rural": 6, "town": 4, "method": 1, "action": 2, "serve": 1, "data": 1, "talent": 1}),
    "livelihood": (12, "livelihood", {"livelihood": 6, "action": 2, "window": 2, "town": 2, "talent": 1, "brand": 1}),
    "project": (12, "business", {"project": 6, "zone": 3, "serve": 3, "data": 1, "action": 1, "visit": 1}),
    "meeting": (9, "business", {"visit": 6, "data": 2, "project": 2, "action": 1, "serve": 2, "zone": 1}),
    "economy": (7, "business", {"data": 6, "zone": 2, "project": 2, "serve": 3, "talent": 1}),
    "party": (12, "governance", {"party": 6, "brand": 4, "method": 2, "serve": 2, "window": 1, "town": 1}),
    "mixed": (4, "business", {
        "serve": 2, "project": 2, "rural": 2, "livelihood": 2, "party": 2, "town": 2, "data": 1, "brand": 2, "zone": 1,
    }),
}  # fmt: skip
_SUBJECT_NAMES = [name for name, (weight, _, _) in _SUBJECTS.items() for _ in range(weight)]
_KINDS = {name: [kind for kind, count in row[2].items() for _ in range(count)] for name, row in _SUBJECTS.items()}
#: Characters of an article: the median, the spread (of the logarithm) and the bounds.
_LENGTH = (900, 0.42, 330, 2500)
#: Shares: of articles with headings and with a closing paragraph, of paragraphs that state nothing.
_HEADED, _CLOSED, _ASIDE = 0.22, 0.75, 0.5
#: The share of paragraphs that end in a sentence that states nothing.
_REMARKED = 0.1
#: Shares of articles: with indented paragraphs, without a line about the source.
_INDENTED, _BARE = 0.6, 0.35
#: Paragraphs that a reprint keeps at least, the title being one.
_KEPT = 4


@dataclass(frozen=True)
class Article:
    """A made-up article; ``of`` is the number of the one that it retells."""

    number: int
    header: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    footer: tuple[str, ...]
    indent: str
    of: int | None = None

    @property
    def id(self) -> str:
        return f"{self.number:06d}"

    @cached_property
    def text(self) -> str:
        """The article as its file has it."""
        title, *body = (paragraph.text for paragraph in self.paragraphs)
        lines = [title, *self.header, *(self.indent + text for text in body), *self.footer]
        return "\n".join(lines) + "\n"

    @cached_property
    def truth(self) -> dict[str, Any]:
        """What the text states, as the gold has it (``govgraph.evaluation.gold``)."""
        return annotate(self.id, self.paragraphs)


def article(number: int, seed: int = 0) -> Article:
    """The article of a number; the same for ever."""
    if _is_reprint(number, seed):
        return _retell(number, seed)
    return _tell(number, seed)


def _chance(what: str, number: int, seed: int) -> Random:
    """What decides one thing of an article, apart from the others."""
    return Random(f"{seed}:{number}:{what}")  # noqa: S311 - no secret


def _is_reprint(number: int, seed: int) -> bool:
    return number > 0 and _chance("reprint", number, seed).random() * 100 < _REPRINTS


def _original(number: int, seed: int) -> int:
    """The number itself or, for a reprint, the article before it that is none."""
    while _is_reprint(number, seed):
        number -= 1
    return number


def _retell(number: int, seed: int) -> Article:
    """An earlier article from another source, of the same day, often without its end."""
    chance = _chance("retold", number, seed)
    of = _original(int(number * chance.random()), seed)
    told, teller = _tell(of, seed), Teller(world(seed, _place(of, seed)), chance, "")
    teller.day = _begin(of, seed)[0].day
    kept = told.paragraphs[: max(_KEPT, len(told.paragraphs) - int(chance.random() * 3))]
    header = teller.paragraph(teller.pick(frames("reprint_headers"))).text
    return Article(number, (header,), kept, _footer(teller), _indent(teller), of)


def _place(number: int, seed: int) -> str:
    known = places(seed)
    at = bisect(known.weights, _chance("place", number, seed).random() * known.weights[-1])
    return known.codes[min(at, len(known.codes) - 1)]


def _begin(number: int, seed: int) -> tuple[Teller, str]:
    """An article of which nothing is told, and its subject."""
    chance = _chance("told", number, seed)
    subject = _SUBJECT_NAMES[int(chance.random() * len(_SUBJECT_NAMES))]
    return Teller(world(seed, _place(number, seed)), chance, _SUBJECTS[subject][1]), subject


def _tell(number: int, seed: int) -> Article:
    teller, subject = _begin(number, seed)
    chance = teller.chance
    median, spread, low, high = _LENGTH
    length = min(max(median * exp(spread * chance.gauss(0, 1)), low), high)
    paragraphs = [teller.paragraph(teller.pick(frames("titles", subject)))]
    header = _header(teller)
    paragraphs.append(_lead(teller, subject, by_line=not header))
    paragraphs += _body(teller, subject, length - sum(len(paragraph.text) for paragraph in paragraphs))
    return Article(number, header, tuple(paragraphs), _footer(teller), _indent(teller))


def _indent(teller: Teller) -> str:
    return "　　" if teller.chance.random() < _INDENTED else ""


def _header(teller: Teller) -> tuple[str, ...]:
    if teller.chance.random() < _BARE:
        return ()
    return (teller.paragraph(teller.pick(frames("headers"))).text,)


def _footer(teller: Teller) -> tuple[str, ...]:
    count = int(teller.chance.random() * 3)
    return tuple(teller.paragraph(teller.pick(frames("footers"))).text for _ in range(count))


def _lead(teller: Teller, subject: str, *, by_line: bool) -> Paragraph:
    """The first paragraph, after which the place is known by its full name."""
    opening = ""
    if by_line:
        opening = teller.paragraph(teller.pick(frames("bylines"))).text + ("　" if teller.chance.random() < 0.5 else "")
    return teller.paragraph(teller.pick(frames("leads", subject)), opening)


def _body(teller: Teller, subject: str, length: float) -> Iterator[Paragraph]:
    """Paragraphs until the article is long enough or there is nothing new to say."""
    chance, kinds = teller.chance.random, list(_KINDS[subject])
    headed, last, since = chance() < _HEADED, "", 0
    more = 2.6 + (length > 700) + (length > 1500)
    while length > 60 and kinds:
        if headed and since >= 2 and chance() < 0.6 and (heading := teller.pick(frames("headings"))):
            since = 0
            yield teller.paragraph(heading)
        if chance() < _ASIDE and (aside := teller.pick(frames("background"))):
            told = teller.paragraph(aside)
        else:
            kind = kinds[int(chance() * len(kinds))]
            if kind == last:
                kind = kinds[int(chance() * len(kinds))]
            if not (chosen := _choose(teller, kind, int(chance() * more))):
                kinds = [other for other in kinds if other != kind]
                continue
            told, last = teller.paragraph(chosen), kind
        since += 1
        length -= len(told.text)
        yield told
    if chance() < _CLOSED:
        yield teller.paragraph(teller.pick(frames("closing")))


def _choose(teller: Teller, kind: str, more: int) -> list[Frame]:
    """The frames of a paragraph, nothing where all that open one of its kind are used."""
    section = sections()[kind]
    chosen = teller.pick(section["open"])
    if chosen:
        for _ in range(more):
            chosen += teller.pick(section["then"])
        if teller.chance.random() < _REMARKED:
            chosen += teller.pick(frames("distractors"))
    return chosen

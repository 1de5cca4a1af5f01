"""A case as lines of text."""

from collections.abc import Iterator

import click

from govgraph.review.cases import Case, Side

#: A sentence is cut at so many characters.
_LONGEST = 120

_WHY = {
    "near": "seen near one place",
    "within": "one place lies within the other",
    "registered": "the place of one is named by the other",
    "legal name": "they bear one legal name",
    "short name": "one name is short for the other",
    "unique": "the name is known once",
    "code": "they have one division code",
}


def render_case(case: Case, number: int, total: int) -> Iterator[str]:
    """The case with its number, why it is one, and for each side its names, place and sentences."""
    if case.kind == "joined":
        why = f"taken for one: {_WHY.get(case.rule or '', case.rule)} (confidence {case.confidence:g})"
    else:
        why = f"taken for two, though both are called {', '.join(case.names)}"
    yield f"{click.style(f'{number}/{total}', bold=True)}  {case.id}  {why}"
    for letter, side in zip("AB", case.sides, strict=True):
        yield from _render_side(letter, side)
    yield ""


def _render_side(letter: str, side: Side) -> Iterator[str]:
    place = f" ({side.place})" if side.place else ""
    articles = "1 article" if side.documents == 1 else f"{side.documents} articles"
    yield f"  {letter}  {click.style(side.name, bold=True)}{place}  {side.type}  {articles}  {side.id}"
    for quote in side.quotes:
        text = " ".join(quote.text.split())
        cut = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
        yield f"     {quote.document}: {cut}"

"""What the paragraphs of an article state, in the form of the gold."""

from collections.abc import Iterable
from typing import Any

from benchmarks.made_up.telling import Paragraph
from benchmarks.made_up.things import Thing


def annotate(id_: str, paragraphs: Iterable[Paragraph]) -> dict[str, Any]:
    """The record of one document: entities in the order in which they are named, each statement once."""
    surfaces: dict[Thing, dict[str, None]] = {}
    relations: dict[tuple[Thing, str, Thing], str] = {}
    posts: dict[tuple[str, Thing], tuple[str, str]] = {}
    measures: dict[tuple[Thing, str, float, str], str] = {}
    for paragraph in paragraphs:
        for thing, name in paragraph.names:
            surfaces.setdefault(thing, {})[name] = None
        for subject, predicate, object_, quote in paragraph.says:
            relations.setdefault((subject, predicate, object_), quote)
        for person, role, of, quote in paragraph.posts:
            posts.setdefault((person, of), (role, quote))
        for measure in paragraph.measures:
            measures.setdefault((measure.subject, measure.indicator, measure.value, measure.unit), measure.quote)
    ends = [end for one, _, other in relations for end in (one, other)]
    for thing in (*ends, *(of for _, of in posts), *(key[0] for key in measures)):
        surfaces.setdefault(thing, {})
    ids = {thing: f"e{number}" for number, thing in enumerate(surfaces, 1)}
    return {
        "id": id_,
        "entities": [
            {"id": ids[thing], "type": thing.type, "name": name, "aliases": [other for other in names if other != name]}
            for thing, names in surfaces.items()
            for name in [_choose_name(thing, names)]
        ],
        "relations": [
            {"s": ids[one], "p": predicate, "o": ids[other], "quote": quote}
            for (one, predicate, other), quote in relations.items()
        ],
        "posts": [
            {"person": person, "role": role, "of": ids[of], "quote": quote}
            for (person, of), (role, quote) in posts.items()
        ],
        "measures": [
            {"s": ids[subject], "indicator": indicator, "value": value, "unit": unit, "quote": quote}
            for (subject, indicator, value, unit), quote in measures.items()
        ],
    }


def _choose_name(thing: Thing, names: dict[str, None]) -> str:
    """The full name; of a company or program only where the text has it, for none can complete 锦岳精密 by the text."""
    stated = thing.type not in ("Enterprise", "Program", "Project") or any(thing.name in name for name in names)
    return thing.name if stated else next(iter(names))

"""Annotated articles, and the same under other names."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govgraph.corpus import SourceFile, read_document
from tests.renaming.brands import rename_companies, rename_leading, rename_people, rename_zones
from tests.renaming.places import rename_places
from tests.renaming.programs import rename_programs
from tests.renaming.substitutions import Substitutions

#: Kinds of names, in the order in which they are given: a company's name may begin with a place.
KINDS = ("places", "zones", "people", "companies", "projects", "programs")


@dataclass(frozen=True, slots=True)
class Article:
    """A clean text and the JSON record of what annotators found in it."""

    id: str
    text: str
    gold: dict[str, Any]


def read_articles(gold: Path, texts: Path) -> Iterator[Article]:
    """The articles of a folder of gold, their texts as the rules read them: simplified, without noise."""
    for path in sorted(gold.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        file = next(texts.glob(f"{record['id']}*.txt"))
        yield Article(record["id"], read_document(SourceFile(file.name, file)).text, record)


def rename(article: Article, kinds: tuple[str, ...] = KINDS) -> Article:
    """The article with other proper names, the same in its text and its gold."""
    names = find_substitutions(article, kinds)
    return Article(article.id, names.apply(article.text), names.apply_to_gold(article.gold))


def find_substitutions(article: Article, kinds: tuple[str, ...] = KINDS) -> Substitutions:
    """What stands for what: every name once, whoever holds it."""
    entities = article.gold["entities"]
    by_type: dict[str, list[str]] = {}
    for entity in entities:
        by_type.setdefault(entity["type"], []).extend((entity["name"], *entity.get("aliases", ())))
    regions = [entity["name"] for entity in entities if entity["type"] == "Region"]
    everything = [name for group in by_type.values() for name in group]
    bodies = [name for kind in ("PartyOrganisation", "PublicOrganisation") for name in by_type.get(kind, ())]
    campuses = [name for name in bodies if name.endswith("院区")]
    substitutions = Substitutions(article.text)
    if "places" in kinds:
        rename_places(regions, everything, substitutions)
    if "zones" in kinds:
        rename_zones((*regions, *campuses), substitutions)
    if "people" in kinds:
        rename_people([post["person"] for post in article.gold.get("posts", ())], bodies, substitutions)
    if "companies" in kinds:
        rename_companies(by_type.get("Enterprise", ()), substitutions)
    if "projects" in kinds:
        rename_leading(by_type.get("Project", ()), substitutions)
    if "programs" in kinds:
        others = (*by_type.get("Region", ()), *by_type.get("Enterprise", ()))
        rename_programs((*by_type.get("Program", ()), *bodies), others, article.text, substitutions)
    return substitutions

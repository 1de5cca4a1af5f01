"""Annotated articles, and the same under other names."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from opencc import OpenCC

from govgraph.corpus import SourceFile, read_document
from govgraph.model import EntityType
from tests.renaming.brands import rename_companies, rename_people, rename_starts, rename_stems
from tests.renaming.places import rename_places
from tests.renaming.programs import rename_programs
from tests.renaming.substitutions import Substitutions


@dataclass(frozen=True, slots=True)
class Article:
    """A clean text and the JSON record of what annotators found in it."""

    id: str
    text: str
    gold: dict[str, Any]


def read_articles(gold: Path, texts: Sequence[Path]) -> list[Article]:
    """The articles of a folder of gold, their texts as the rules read them: simplified, without noise."""
    simplify = OpenCC("t2s").convert
    records = [json.loads(simplify(path.read_text(encoding="utf-8"))) for path in sorted(gold.rglob("*.json"))]
    files = {path.stem.partition("_")[0]: path for folder in texts for path in sorted(folder.glob("*.txt"))}
    documents = (read_document(SourceFile(files[record["id"]].name, files[record["id"]])) for record in records)
    return [Article(record["id"], read.text, record) for record, read in zip(records, documents, strict=True)]


def write_articles(articles: Iterable[Article], folder: Path) -> tuple[Path, Path]:
    """Write them as a folder of gold and one of texts, and give both."""
    gold, texts = folder / "gold", folder / "texts"
    for path in (gold, texts):
        path.mkdir(parents=True, exist_ok=True)
    for article in articles:
        (texts / f"{article.id}.txt").write_text(article.text, encoding="utf-8")
        (gold / f"{article.id}.json").write_text(json.dumps(article.gold, ensure_ascii=False), encoding="utf-8")
    return gold, texts


def rename(article: Article) -> Article:
    """The article with other proper names, the same in its text and its gold."""
    names = find_substitutions(article)
    return Article(article.id, names.apply(article.text), names.apply_to_gold(article.gold))


def find_substitutions(article: Article) -> Substitutions:
    """What stands for what, places first: a company's name may begin with one, a program's with either."""
    full = _names_by_type(article, short=False)
    names = _names_by_type(article, short=True)
    bodies = [*names["PartyOrganisation"], *names["PublicOrganisation"]]
    substitutions = Substitutions(article.text)
    rename_places(full["Region"], [name for group in names.values() for name in group], substitutions)
    rename_stems([*full["Region"], *(name for name in bodies if name.endswith("院区"))], substitutions)
    rename_people([post["person"] for post in article.gold["posts"]], bodies, substitutions)
    rename_companies(names["Enterprise"], substitutions)
    rename_starts(names["Project"], substitutions)
    rename_programs([*names["Program"], *bodies], [*names["Region"], *names["Enterprise"]], article.text, substitutions)
    return substitutions


def _names_by_type(article: Article, *, short: bool) -> dict[str, list[str]]:
    """The full names of the entities of each type, and where ``short`` their other names too."""
    names: dict[str, list[str]] = {entity_type: [] for entity_type in get_args(EntityType)}
    for entity in article.gold["entities"]:
        names[entity["type"]] += [entity["name"], *(entity.get("aliases", []) if short else [])]
    return names

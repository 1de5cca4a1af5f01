"""Gold: what annotators found in an article, one JSON file a document."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, get_args

from govgraph.errors import SetupError
from govgraph.model import EntityType, Predicate


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """An entity with all the names by which its text calls it, the full one first."""

    id: str
    type: EntityType
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """A relation between two entities of the document, and the words that say it (here and below maybe ``""``)."""

    subject: str
    predicate: Predicate
    object: str
    quote: str


@dataclass(frozen=True, slots=True)
class GoldPost:
    """A person in an office of an entity."""

    person: str
    role: str
    of: str
    quote: str


@dataclass(frozen=True, slots=True)
class GoldMeasure:
    """A figure that the text reports of an entity."""

    subject: str
    indicator: str
    value: float
    unit: str
    quote: str


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """All that the annotators found in one document; no relation stands in it twice."""

    id: str
    entities: tuple[GoldEntity, ...]
    relations: tuple[GoldRelation, ...]
    posts: tuple[GoldPost, ...]
    measures: tuple[GoldMeasure, ...]


def read_gold(folder: Path) -> dict[str, GoldDocument]:
    """The gold documents in and below ``folder`` by their ids, in the order of the files' names.

    Raises:
        SetupError: no gold is there, a file is broken, or two files annotate one document.
    """
    found: dict[str, GoldDocument] = {}
    for path in sorted(folder.rglob("*.json")):
        document = _read(path)
        if document.id in found:
            raise SetupError(f"{path} annotates document {document.id} a second time. Keep one of its files.")
        found[document.id] = document
    if not found:
        raise SetupError(f"{folder} holds no gold. Name a folder with one .json file of annotations a document.")
    return found


def assign_gold(text_ids: Iterable[str], gold: Iterable[str]) -> dict[str, str]:
    """The gold document of each text: the one of its name, or of the part before the first ``_``.

    >>> assign_gold(["000_83bf", "001", "other"], ["000", "001"])
    {'000_83bf': '000', '001': '001'}

    Raises:
        SetupError: a gold document has no text, or two.
    """
    known = dict.fromkeys(gold)
    assigned: dict[str, str] = {}
    for text in text_ids:
        stem = PurePosixPath(text).stem
        document = stem if stem in known else stem.partition("_")[0]
        if document in assigned.values():
            raise SetupError(f"Two texts belong to the gold of {document}; one is {text}. Name only the annotated one.")
        if document in known:
            assigned[text] = document
    if missing := [document for document in known if document not in assigned.values()]:
        raise SetupError(
            f"The gold has no text for {', '.join(missing)}. Name the file or folder too; "
            f"a text is called like its gold: {missing[0]}.txt or {missing[0]}_….txt."
        )
    return assigned


def _read(path: Path) -> GoldDocument:
    try:
        document = _parse(json.loads(path.read_text(encoding="utf-8-sig")))
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise _broken(path, f"cannot be used ({error})") from error
    except KeyError as error:
        raise _broken(path, f"lacks {error} in one of its records") from error
    ids = [entity.id for entity in document.entities]
    named = [end for relation in document.relations for end in (relation.subject, relation.object)]
    named += [post.of for post in document.posts] + [measure.subject for measure in document.measures]
    if strangers := sorted({*named} - {*ids}):
        raise _broken(path, f"speaks of {', '.join(strangers)} without listing it among its entities")
    if len({*ids}) < len(ids):
        raise _broken(path, "gives one id to two entities")
    return document


def _broken(path: Path, fault: str) -> SetupError:
    return SetupError(f"The gold {path} {fault}. Mend the file or take it out of the folder.")


def _parse(record: dict[str, Any]) -> GoldDocument:
    relations: dict[tuple[str, str, str], GoldRelation] = {}
    for relation in map(_relation, record["relations"]):
        relations.setdefault((relation.subject, relation.predicate, relation.object), relation)
    posts = [
        GoldPost(item["person"], item.get("role", ""), item["of"], item.get("quote", ""))
        for item in record.get("posts", [])
    ]
    return GoldDocument(
        record["id"],
        tuple(_entity(item) for item in record["entities"]),
        tuple(relations.values()),
        tuple(posts),
        tuple(_measure(item) for item in record.get("measures", [])),
    )


def _entity(item: dict[str, Any]) -> GoldEntity:
    if item["type"] not in get_args(EntityType):
        raise ValueError(f"{item['type']} is no type of entity")
    return GoldEntity(item["id"], item["type"], (item["name"], *item.get("aliases", [])))


def _relation(item: dict[str, Any]) -> GoldRelation:
    if item["p"] not in get_args(Predicate):
        raise ValueError(f"{item['p']} is no relation")
    return GoldRelation(item["s"], item["p"], item["o"], item.get("quote", ""))


def _measure(item: dict[str, Any]) -> GoldMeasure:
    return GoldMeasure(
        item["s"], item["indicator"], float(item["value"]), item.get("unit") or "", item.get("quote", "")
    )

"""Neo4j: a folder of CSV in the layout of `neo4j-admin database import`, and the scripts that load it.

    (:Entity:Program …)-[:SERVES {id, confidence, sentence …}]->(:Entity:Enterprise …)
    (:OfficeHolder)-[:HOLDS_POST]->(:Entity)     (:Measure)-[:ABOUT]->(:Entity)
    (:Entity)-[:MENTIONED_IN]->(:Article)        (:Evidence {statement})-[:QUOTED_FROM]->(:Article)
    (:Article)-[:REPRINT_OF]->(:Article)         (:Program)-[:IN_FAMILY]->(:ProgramFamily)

A relationship cannot be the end of another: evidence names the id of what it supports in ``statement``.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import IO, get_args

from govgraph.exports.reading import BuildReader
from govgraph.exports.texts import fit_text
from govgraph.graph.view import NOWHERE, quote_statements
from govgraph.model import EntityType, Graph, GraphMeasure, Node, Predicate, SourceInfo
from govgraph.write.files import replace_files
from govgraph.write.tables import build_tables

#: What Neo4j takes for the end of a list's item; in names it becomes the Chinese mark.
_BETWEEN, _INSTEAD = ";", "；"
_SPECIAL = re.compile('[",\n]|^$')

Value = str | int | float | bool | date | Decimal | Sequence[str] | None


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A file of the layout: its header as neo4j-admin spells it, ``name:type``, and what its rows are.

    Args:
        name: the file's, without ``.csv``.
        header: the columns but for the last, which ``what`` fills.
        what: the labels of its nodes, or the type of its relationships.
        ends: the labels that relationships begin and end at; none for nodes.
    """

    name: str
    header: tuple[str, ...]
    what: str
    ends: tuple[str, str] | None = None

    def columns(self) -> tuple[str, ...]:
        """The whole header."""
        return (*self.header, ":LABEL" if self.ends is None else ":TYPE")


def _upper(predicate: str) -> str:
    """``partOfProgram`` as Neo4j names relationships: ``PART_OF_PROGRAM``."""
    return re.sub("(?<=[a-z])(?=[A-Z])", "_", predicate).upper()


_ENTITY = ("id:ID", "name", "aliases:string[]", "kind", "code", "documents:long", "mentions:long", "corrected:boolean")
_QUOTE = ("sentence", "article", "title", "published:date")  # a Quote
_WEIGHT = ("confidence:double", "support:long")
_FROM, _TO = ":START_ID", ":END_ID"

#: The files of the folder; all are written, those without rows too, so that none of an older export remains.
NODES: tuple[CsvFile, ...] = (
    *(CsvFile(kind, _ENTITY, f"Entity{_BETWEEN}{kind}") for kind in get_args(EntityType)),
    CsvFile("OfficeHolder", ("id:ID", "name"), "OfficeHolder"),
    CsvFile(
        "Measure",
        (
            *("id:ID", "indicator", "value:double", "digits", "unit", "bound", "period"),
            *("period_start:date", "period_end:date", "normalised_value:double", "normalised_unit"),
            *(*_WEIGHT, *_QUOTE),
        ),
        "Measure",
    ),
    CsvFile(
        "Evidence",
        ("id:ID", "statement", "text", "start:long", "end:long", "rule", "confidence:double"),
        "Evidence",
    ),
    CsvFile(
        "Article", ("id:ID", "title", "published:date", "source", "url", "path", "sha256", "characters:long"), "Article"
    ),
    CsvFile(
        "ProgramFamily",
        (
            *("id:ID", "name", "variants:string[]", "places:long", "provinces:long", "articles:long"),
            *("first:date", "last:date"),
        ),
        "ProgramFamily",
    ),
)
RELATIONSHIPS: tuple[CsvFile, ...] = (
    *(
        CsvFile(
            _upper(name), (_FROM, _TO, "id", "basis", "source", *_WEIGHT, *_QUOTE), _upper(name), ("Entity", "Entity")
        )
        for name in get_args(Predicate)
    ),
    CsvFile("HOLDS_POST", (_FROM, _TO, "id", "role", *_WEIGHT, *_QUOTE), "HOLDS_POST", ("OfficeHolder", "Entity")),
    CsvFile("ABOUT", (_FROM, _TO), "ABOUT", ("Measure", "Entity")),
    CsvFile("QUOTED_FROM", (_FROM, _TO), "QUOTED_FROM", ("Evidence", "Article")),
    CsvFile("MENTIONED_IN", (_FROM, _TO, "mentions:long"), "MENTIONED_IN", ("Entity", "Article")),
    CsvFile("REPRINT_OF", (_FROM, _TO, "similarity:double"), "REPRINT_OF", ("Article", "Article")),
    CsvFile("IN_FAMILY", (_FROM, _TO), "IN_FAMILY", ("Program", "ProgramFamily")),
)


def write_neo4j(build: BuildReader, path: Path) -> Sequence[str]:
    """Write the CSV files into the folder ``path``, with ``import.sh`` for a new database and ``load.cypher`` for a
    running server.

    A backslash in a cell that needs quotes becomes ``＼``: LOAD CSV would take it for an escape.

    Returns:
        What the user should know: nothing.
    """
    with replace_files(path) as folder:
        with ExitStack() as stack:
            _fill(_Writer(folder, stack), build)
        script = folder / "import.sh"
        script.write_text(_write_script(), encoding="utf-8", newline="\n")
        script.chmod(0o755)
        (folder / "load.cypher").write_text(_write_cypher(), encoding="utf-8", newline="\n")
    return ()


class _Writer:
    """The open files by name."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._files: dict[str, IO[str]] = {}
        self._last = {file.name: file.what for file in (*NODES, *RELATIONSHIPS)}
        for file in (*NODES, *RELATIONSHIPS):
            opened = (folder / f"{file.name}.csv").open("w", encoding="utf-8", newline="")
            self._files[file.name] = stack.enter_context(opened)
            opened.write(",".join(file.columns()) + "\n")

    def add(self, name: str, *values: Value) -> None:
        """A row, but for its label or type."""
        self._files[name].write(",".join(map(_spell, (*values, self._last[name]))) + "\n")


def _fill(files: _Writer, build: BuildReader) -> None:
    documents = {document.id: document for document in build.documents()}
    for row in documents.values():
        where = row.source, row.url, row.path
        files.add("Article", row.id, row.title, row.published, *where, row.sha256, row.characters)
    for copy in build.reprints():
        files.add("REPRINT_OF", copy.document, copy.of, copy.similarity)
    for part in build.parts():
        _add_part(files, part, documents)
    for node, document, mentions in build.mentions():
        files.add("MENTIONED_IN", node, document, mentions)
    for family in build.families():
        counts = family.places, family.provinces, family.articles
        files.add("ProgramFamily", family.id, family.name, family.variants, *counts, family.first, family.last)
        for member in family.members:
            files.add("IN_FAMILY", member, family.id)


def _add_part(files: _Writer, part: Graph, documents: dict[str, SourceInfo]) -> None:
    quotes = quote_statements(part.evidence, documents)
    for node in part.nodes:
        files.add(node.type, *_describe_node(node))
    for row in part.relations:
        weight = row.confidence, row.support, *quotes.get(row.id, NOWHERE)
        files.add(_upper(row.predicate), row.subject, row.object, row.id, row.basis, row.source, *weight)
    for post in part.posts:
        weight = post.confidence, post.support, *quotes.get(post.id, NOWHERE)
        files.add("OfficeHolder", post.person, post.name)
        files.add("HOLDS_POST", post.person, post.of, post.id, post.role, *weight)
    for values in _describe_measures(part.measures):
        files.add("Measure", *values, *quotes.get(str(values[0]), NOWHERE))
    for measure in part.measures:
        files.add("ABOUT", measure.id, measure.subject)
    for statement, rows in groupby(part.evidence, key=lambda row: row.statement):
        for number, place in enumerate(rows, start=1):
            id_ = f"{statement}_{number}"
            at = place.start, place.end, place.rule, place.confidence
            files.add("Evidence", id_, statement, place.text, *at)
            files.add("QUOTED_FROM", id_, place.document)


def _describe_node(node: Node) -> Iterable[Value]:
    return node.id, node.name, node.aliases, node.kind, node.code, node.documents, node.mentions, node.corrected


def _describe_measures(measures: tuple[GraphMeasure, ...]) -> Iterator[Sequence[Value]]:
    """What the tables say of figures, in the order of the file."""
    names = [column.partition(":")[0] for column in next(file for file in NODES if file.name == "Measure").header]
    names = names[: -len(_QUOTE)]
    for row in build_tables(Graph(measures=measures))["measures"].to_pylist():
        yield [row[name] for name in names]


def _spell(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return _quote_text(value)
        case float():
            return repr(value)
        case Decimal():
            return repr(float(value))
        case int() | date():
            return str(value)
        case _:
            return _quote_text(_BETWEEN.join(item.replace(_BETWEEN, _INSTEAD) for item in value)) if value else ""


def _quote_text(text: str) -> str:
    text = fit_text(text)
    if not _SPECIAL.search(text):
        return text
    return '"{}"'.format(text.replace("\\", "＼").replace('"', '""'))


def _write_script() -> str:
    lines = [
        "#!/bin/sh",
        "# Makes a database of these files, offline: ./import.sh [DATABASE] [more options of neo4j-admin]",
        "# Needs Neo4j 5 or newer. A database that exists is replaced only with --overwrite-destination.",
        'cd "$(dirname "$0")" || exit 1',
        "database=${1:-neo4j}",
        "[ $# -gt 0 ] && shift",
        'exec neo4j-admin database import full "$database" "$@" \\',
        "  --id-type=string --multiline-fields=true --array-delimiter=';' \\",
        *(f"  --nodes={file.name}.csv \\" for file in NODES),
        *(f"  --relationships={file.name}.csv \\" for file in RELATIONSHIPS),
    ]
    return "\n".join(lines).removesuffix(" \\") + "\n"


def _write_cypher() -> str:
    lines = [
        "// Loads these files into a running server of Neo4j 5.23 or newer; again, it updates what it loaded before.",
        "// Copy the folder to the server's import folder as import/govgraph, then: cypher-shell -f load.cypher",
        "",
    ]
    labels = sorted({file.what.split(_BETWEEN)[0] for file in NODES})
    lines += [f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE;" for label in labels]
    lines.append("CREATE INDEX IF NOT EXISTS FOR (n:Evidence) ON (n.statement);")
    lines.append("CALL db.awaitIndexes();")
    lines += [text for file in (*NODES, *RELATIONSHIPS) for text in _load(file)]
    return "\n".join(lines) + "\n"


def _load(file: CsvFile) -> Iterator[str]:
    """The statement that loads a file."""
    yield ""
    yield f"LOAD CSV WITH HEADERS FROM 'file:///govgraph/{file.name}.csv' AS row"
    yield "CALL (row) {"
    columns = [column for column in file.header if column not in ("id:ID", _FROM, _TO)]
    if file.ends is None:
        first, *more = file.what.split(_BETWEEN)
        yield f"  MERGE (x:{first} {{id: row.`id:ID`}})"
        settings = [f"x:{label}" for label in more]
    else:
        begin, end = file.ends
        yield f"  MATCH (a:{begin} {{id: row.`{_FROM}`}}), (b:{end} {{id: row.`{_TO}`}})"
        named = " {id: row.id}" if "id" in columns else ""
        columns = [column for column in columns if column != "id"]
        yield f"  MERGE (a)-[x:{file.what}{named}]->(b)"
        settings = []
    settings += [f"x.{column.partition(':')[0]} = {_convert(column)}" for column in columns]
    if settings:
        yield f"  SET {', '.join(settings)}"
    yield "} IN TRANSACTIONS OF 10000 ROWS;"


def _convert(column: str) -> str:
    """A cell, which LOAD CSV takes for text, as what its header says it is."""
    cell = f"row.`{column}`"
    match column.partition(":")[2]:
        case "long":
            return f"toInteger({cell})"
        case "double":
            return f"toFloat({cell})"
        case "boolean":
            return f"toBoolean({cell})"
        case "date":
            return f"date({cell})"
        case "string[]":
            return f"split({cell}, '{_BETWEEN}')"
        case _:
            return cell

"""The folder for Neo4j: neo4j-admin's grammar of headers and quotes, ids that lead somewhere, and both scripts."""

import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from govgraph.exports import BuildReader
from govgraph.exports.neo4j import NODES, RELATIONSHIPS, write_neo4j
from govgraph.exports.texts import fit_text
from govgraph.graph import to_networkx
from govgraph.graph.view import NOWHERE, quote_statements
from govgraph.model import Graph, GraphMeasure, GraphPost, GraphRelation

#: A column as neo4j-admin spells it: a name, a type of values, or what the importer itself needs.
_COLUMN = re.compile(r"(id:ID|:LABEL|:START_ID|:END_ID|:TYPE|[a-z0-9_]+(:(string\[\]|long|double|boolean|date))?)")
_NULL = object()


def parse(text: str, legacy: bool) -> Iterator[list[Any]]:
    """Rows of CSV as Neo4j reads them; an empty cell without quotes is no value.

    Args:
        text: the file.
        legacy: as LOAD CSV does by default, where a backslash in quotes escapes a quote or a backslash.
    """
    row: list[Any] = []
    position = 0
    while position < len(text):
        if text[position] == '"':
            position += 1
            cell = ""
            while True:
                char, after = text[position], text[position + 1]
                if (char == '"' and after == '"') or (legacy and char == "\\" and after in '\\"'):
                    cell += after
                    position += 2
                elif char == '"':
                    position += 1
                    break
                else:
                    cell += char
                    position += 1
            row.append(cell)
        else:
            end = re.compile("[,\n]").search(text, position)
            assert end
            row.append(text[position : end.start()] or _NULL)
            position = end.start()
        if text[position] == "\n":
            yield row
            row = []
        else:
            assert text[position] == ","
        position += 1
    assert not row


def convert(column: str, cell: Any) -> Any:
    if cell is _NULL:
        return None
    match column.partition(":")[2]:
        case "long":
            return int(cell)
        case "double":
            return float(cell)
        case "boolean":
            return {"true": True, "false": False}[cell]
        case "string[]":
            return cell.split(";")
        case "date":
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", cell)
            return cell
        case _:
            return cell


@pytest.fixture
def files(build: BuildReader, tmp_path: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of every file, by the names of their columns."""
    write_neo4j(build, tmp_path)
    read: dict[str, list[dict[str, Any]]] = {}
    for file in (*NODES, *RELATIONSHIPS):
        text = (tmp_path / f"{file.name}.csv").read_bytes().decode()
        header, *rows = parse(text, legacy=False)
        assert [header, *rows] == list(parse(text, legacy=True)), "LOAD CSV reads other cells than neo4j-admin"
        assert header == list(file.columns())
        assert len(set(header)) == len(header)
        assert all(_COLUMN.fullmatch(column) for column in header)
        assert {len(row) for row in rows} <= {len(header)}
        read[file.name] = [
            {
                column.partition(":")[0] or column: convert(column, cell)
                for column, cell in zip(header, row, strict=True)
            }
            for row in rows
        ]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        ["import.sh", "load.cypher", *(f"{name}.csv" for name in read)]
    )
    return read


def test_ids_are_unique_and_every_end_is_a_node(files: dict[str, list[dict[str, Any]]]) -> None:
    labels: dict[str, set[str]] = {}
    for file in NODES:
        for row in files[file.name]:
            assert row["id"] not in labels
            assert row[":LABEL"] == file.what
            labels[row["id"]] = set(row[":LABEL"].split(";"))
    for file in RELATIONSHIPS:
        assert file.ends
        for row in files[file.name]:
            assert row[":TYPE"] == file.what
            assert file.ends[0] in labels[row[":START_ID"]]
            assert file.ends[1] in labels[row[":END_ID"]]


def test_it_holds_the_whole_graph(files: dict[str, list[dict[str, Any]]], graph: Graph) -> None:
    view = to_networkx(graph, measures=True)
    assert {node["id"] for file in NODES[:8] for node in files[file.name]} == set(view)
    joined = [row for file in RELATIONSHIPS[:10] for row in files[file.name]]
    assert Counter((row[":START_ID"], row[":END_ID"]) for row in joined) == Counter(view.edges())
    types = {node.type for node in graph.nodes}
    nodes = {row["id"]: row for kind in types for row in files[kind]}
    for node in graph.nodes:
        row = nodes[node.id]
        assert (row["kind"], row["code"], row["documents"]) == (node.kind, node.code, node.documents)
        assert (row["mentions"], row["corrected"], row[":LABEL"]) == (
            node.mentions,
            node.corrected,
            f"Entity;{node.type}",
        )
        assert _same(row["name"], node.name)
        assert [_same(*pair) for pair in zip(row["aliases"] or (), node.aliases, strict=True)] == [True] * len(
            node.aliases
        )
    quotes = quote_statements(graph.evidence, {document.id: document for document in graph.documents})
    told = {row["id"]: row for row in joined if "id" in row} | {row["id"]: row for row in files["Measure"]}
    assert len(told) == len(graph.relations) + len(graph.posts) + len(graph.measures)
    statements: list[GraphRelation | GraphPost | GraphMeasure] = [*graph.relations, *graph.posts, *graph.measures]
    for statement in statements:
        row = told[statement.id]
        sentence, article, title, published = quotes.get(statement.id, NOWHERE)
        assert (row["confidence"], row["support"]) == (statement.confidence, statement.support)
        assert (row["article"], row["published"]) == (article, published.isoformat() if published else None)
        assert _same(row["sentence"], sentence)
        assert _same(row["title"], title)
    for relation in graph.relations:
        assert (told[relation.id]["basis"], told[relation.id]["source"]) == (relation.basis, relation.source)
    for post in graph.posts:
        assert _same(told[post.id]["role"], post.role)
    for measure in graph.measures:
        row = told[measure.id]
        assert row["value"] == pytest.approx(float(measure.value), abs=1e-6)
        assert (row["bound"], row["period_start"]) == (measure.bound, str(measure.period_start or "") or None)
    said = [row for row in graph.evidence if row.rule != "mention"]
    assert [
        (row["statement"], row["start"], row["end"], row["rule"], row["confidence"]) for row in files["Evidence"]
    ] == [(row.statement, row.start, row.end, row.rule, row.confidence) for row in said]
    assert [row[":END_ID"] for row in files["QUOTED_FROM"]] == [row.document for row in said]
    assert all(_same(row["text"], place.text) for row, place in zip(files["Evidence"], said, strict=True))
    assert [(row["id"], row["url"]) for row in files["Article"]] == [(one.id, one.url) for one in graph.documents]
    assert sum(row["mentions"] for row in files["MENTIONED_IN"]) == sum(row.rule == "mention" for row in graph.evidence)
    assert len(files["REPRINT_OF"]) == len(graph.reprints)
    assert [row["id"] for row in files["ProgramFamily"]] == [family.id for family in graph.families]
    assert len(files["IN_FAMILY"]) == sum(len(family.members) for family in graph.families)


def _same(cell: str | None, text: str | None) -> bool:
    """A text as it is, but for the marks that Neo4j would take for its own."""
    plain = str.maketrans("＼；", "\\;")
    return (cell or "").translate(plain) == fit_text(text or "").translate(plain)


def test_the_script_names_every_file(build: BuildReader, tmp_path: Path) -> None:
    """Run with a neo4j-admin that prints what it is asked for."""
    write_neo4j(build, tmp_path / "neo4j")
    admin = tmp_path / "neo4j-admin"
    admin.write_text('#!/bin/sh\npwd\nfor word; do echo "$word"; done\n', encoding="utf-8")
    admin.chmod(0o755)
    done = subprocess.run(
        [tmp_path / "neo4j" / "import.sh", "news", "--overwrite-destination"],
        env=os.environ | {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    where, *words = done.stdout.splitlines()
    assert Path(where) == tmp_path / "neo4j"
    assert words[:5] == ["database", "import", "full", "news", "--overwrite-destination"]
    assert {"--multiline-fields=true", "--array-delimiter=;", "--id-type=string"} <= set(words)
    for option, listed in (("--nodes=", NODES), ("--relationships=", RELATIONSHIPS)):
        named = [word.removeprefix(option) for word in words if word.startswith(option)]
        assert named == [f"{file.name}.csv" for file in listed]
        assert all((tmp_path / "neo4j" / name).is_file() for name in named)


def test_the_cypher_reads_every_column(build: BuildReader, tmp_path: Path) -> None:
    write_neo4j(build, tmp_path)
    statements = (tmp_path / "load.cypher").read_text(encoding="utf-8").split("LOAD CSV WITH HEADERS FROM ")[1:]
    for file, statement in zip((*NODES, *RELATIONSHIPS), statements, strict=True):
        assert statement.startswith(f"'file:///govgraph/{file.name}.csv' AS row\nCALL (row) {{\n")
        assert statement.rstrip().endswith("} IN TRANSACTIONS OF 10000 ROWS;")
        assert set(re.findall(r"row\.`?([\w:\[\]]+)`?", statement)) == set(file.header)
        assert all(label in statement for label in file.what.split(";"))

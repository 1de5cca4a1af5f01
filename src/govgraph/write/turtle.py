"""Turtle: sorted, grouped by subject, one blank line between subjects, written as a stream."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from govgraph import ontology
from govgraph.graph.tally import Tally, tally
from govgraph.model import Graph
from govgraph.write.builds import BuildInfo
from govgraph.write.descriptions import DATA_PREFIXES, Chapter, Description, describe
from govgraph.write.files import replace_file

#: The vocabularies that the data uses; the ontology declares some more.
_VOCABULARIES = (
    *("cv", "dcat", "dct", "foaf", "gg", "legal", "oa", "org", "prov", "qb", "qudt", "rdf", "rdfs", "schema"),
    *("sdmx-dimension", "sdmx-measure", "skos", "unit", "xsd"),
)

_HEADER = """\
# A knowledge graph of local governance, read from news by govgraph {version}.
# {documents} articles, {nodes} entities, {relations} relations, {posts} posts, {measures} figures.
# Direct triples stand with their subject; each has a gg:Statement with its evidence below.
# Terms: https://w3id.org/govgraph/ontology
"""


def write_turtle(graph: Graph, path: Path, info: BuildInfo | None = None) -> None:
    """Write the graph as Turtle. Equal graphs give equal bytes.

    Raises:
        ValueError: an identifier of the graph is no prefixed name.
    """
    with replace_file(path) as beside, beside.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(serialise(graph, info or BuildInfo()))


def serialise(graph: Graph, info: BuildInfo) -> Iterator[str]:
    """The document in pieces: header, prefixes, then a block for each subject."""
    yield write_header(tally(graph), info)
    yield "\n"
    yield from write_prefixes(info.base_iri)
    yield from write_chapters(describe(graph, info))


def write_header(held: Tally, info: BuildInfo) -> str:
    """What the file is, as comments: Turtle's, and those of all formats akin to it."""
    counts = held.counts
    return _HEADER.format(
        version=info.version,
        documents=counts["documents"],
        nodes=counts["entities"],
        relations=counts["relations"],
        posts=counts["posts"],
        measures=counts["measures"],
    )


def write_prefixes(base_iri: str) -> Iterator[str]:
    """A line for each prefix, sorted."""
    for prefix, namespace in sorted(namespaces(base_iri).items()):
        yield f"@prefix {prefix}: <{namespace}> .\n"


def write_chapters(chapters: Iterable[Chapter]) -> Iterator[str]:
    """A block for each subject, under the titles of their chapters."""
    for title, descriptions in chapters:
        for position, block in enumerate(write_blocks(descriptions)):
            yield write_title(title) if position == 0 else "\n"
            yield block


def write_title(title: str) -> str:
    """The line above a chapter, a comment."""
    return f"\n# {title}\n\n"


def write_blocks(descriptions: Iterable[Description]) -> Iterator[str]:
    """A block for each subject; between two of a chapter stands an empty line."""
    return map(_block, descriptions)


def namespaces(base_iri: str) -> dict[str, str]:
    """Every prefix of the output with its namespace."""
    known = ontology.prefixes()
    return {prefix: known[prefix] for prefix in _VOCABULARIES} | {
        prefix: f"{base_iri}{prefix}/" for prefix in DATA_PREFIXES
    }


def _block(description: Description) -> str:
    """One subject; objects of one property that follow each other are joined by commas."""
    lines: list[str] = []
    last = ""
    for property_, value in description.properties:
        if property_ == last:
            lines[-1] += f", {value}"
        else:
            lines.append(f"{property_} {value}")
            last = property_
    properties = " ;\n    ".join(lines)
    return f"{description.subject} {properties} .\n"

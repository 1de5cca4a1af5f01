"""How fast Turtle is written, and in how much memory, held against rdflib on a made-up graph.

usage: turtle.py [--documents N] [--part P]

Prints triples a second of ``write_turtle`` over a graph of about a million triples, those of rdflib (``add`` and
``serialize``), their ratio, and the memory that writing takes beyond the graph. rdflib is measured on a graph of the
same shape with a P-th of the documents, to its benefit: it slows down with size, and its terms are made beforehand.
Processor time is counted, so that other work on the machine does not decide.
"""

import time
import tracemalloc
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import pyoxigraph as ox
import rdflib

from govgraph.model import (
    Graph,
    GraphEvidence,
    GraphMeasure,
    GraphPost,
    GraphRelation,
    Node,
    Predicate,
    SourceInfo,
)
from govgraph.write import write_turtle

REGIONS = 300
#: Places and bodies that documents share; what else a document names is its own.
SENTENCE = "今年以来，{}坚持党建引领，围绕{}解决企业用工、用电、用地等难题，累计办结事项{}件。"


class Maker:
    """Makes a graph of so many documents, the same at every call."""

    def __init__(self, documents: int) -> None:
        self.evidence: list[GraphEvidence] = []
        self.relations: list[GraphRelation] = []
        self.measures: list[GraphMeasure] = []
        self.posts: list[GraphPost] = []
        self.nodes = [self._region(number) for number in range(REGIONS)]
        self.nodes += [self._node("body", "PublicOrganisation", f"{r:04}_x", f"第{r}县审批局") for r in range(REGIONS)]
        self.documents = [self._document(number) for number in range(documents)]

    def graph(self) -> Graph:
        """The graph, its tables sorted."""
        return Graph(
            documents=tuple(self.documents),
            nodes=tuple(sorted(self.nodes, key=lambda row: row.id)),
            relations=tuple(sorted(self.relations, key=lambda row: (row.subject, row.predicate, row.object))),
            posts=tuple(sorted(self.posts, key=lambda row: row.id)),
            measures=tuple(sorted(self.measures, key=lambda row: (row.subject, row.indicator, row.id))),
            evidence=tuple(sorted(self.evidence, key=lambda row: (row.statement, row.document, row.start))),
        )

    def _region(self, number: int) -> Node:
        return self._node("region", "Region", f"{320000 + number}", f"第{number}县", str(320000 + number))

    def _node(self, prefix: str, kind: str, local: str, name: str, code: str | None = None) -> Node:
        return Node(f"{prefix}:{local}", kind, name, (name[:-1],), local, None, code, 1, 1)  # type: ignore[arg-type]

    def _document(self, number: int) -> SourceInfo:
        article = f"article:{number:05}_made_up"
        region, body = f"region:{320000 + number % REGIONS}", f"body:{number % REGIONS:04}_x"
        program = self._node("program", "Program", f"bang_ban_{number:05}", f"第{number}号帮办")
        firm = self._node("enterprise", "Enterprise", f"dian_li_{number:05}", f"第{number}电力有限公司")
        project = self._node("project", "Project", f"xiang_mu_{number:05}", f"第{number}号厂房项目")
        self.nodes += [program, firm, project]
        for place, one in enumerate((region, body, program.id, firm.id, project.id)):
            self.evidence.append(GraphEvidence(one, article, place, place + 4, "第一号处", "mention", 1.0))
        links: list[tuple[str, Predicate, str]] = [
            (body, "runs", program.id),
            (program.id, "serves", firm.id),
            (firm.id, "locatedIn", region),
            (firm.id, "undertakes", project.id),
            (project.id, "locatedIn", region),
        ]
        for place, link in enumerate(links):
            claim = f"statement:{link[1].lower()}_{number:05}_{place}"
            self.relations.append(GraphRelation(claim, *link, "text", 0.93, 1))
            self._cite(claim, article, 100 * place, f"{link[1]}.cue")
        for place, indicator in enumerate(("解决难题", "总投资")):
            claim = f"measure:jie_jue_{number:05}_{place}"
            value, unit, year = Decimal(number) / 4, ("件", "万元")[place], 2000 + number % 20
            period = (f"{year}年", date(year, 1, 1), date(year, 12, 31))
            self.measures.append(GraphMeasure(claim, program.id, indicator, value, unit, "exact", *period, 0.9, 1))
            self._cite(claim, article, 600 + 100 * place, "measure.count")
        post, person = f"post:ju_zhang_{number:05}", f"person:wang_{number:05}"
        self.posts.append(GraphPost(post, person, f"王{number}", "局长", body, 0.95, 1))
        self._cite(post, article, 800, "post.title")
        published = date(2015, 1, 1) + timedelta(days=number % 3000)
        return SourceInfo(article, f"{number:064x}", f"第{number}篇报道", published, "日报", f"{number}.txt", 1000)

    def _cite(self, claim: str, article: str, start: int, rule: str) -> None:
        text = SENTENCE.format(article, claim, start)
        self.evidence.append(GraphEvidence(claim, article, start, start + len(text), text, rule, 0.9))


def time_ours(graph: Graph, path: Path) -> float:
    """Processor seconds to write the graph."""
    begin = time.process_time()
    write_turtle(graph, path)
    return time.process_time() - begin


def time_rdflib(triples: list[tuple[rdflib.term.Node, ...]], prefixes: dict[str, str], path: Path) -> float:
    """Processor seconds to add the triples and serialise them."""
    begin = time.process_time()
    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in prefixes.items():
        graph.bind(prefix, namespace)
    for triple in triples:
        graph.add(triple)  # type: ignore[arg-type]
    graph.serialize(path, format="turtle")
    return time.process_time() - begin


def read_terms(path: Path) -> tuple[list[tuple[rdflib.term.Node, ...]], dict[str, str]]:
    """The triples of a file as rdflib's terms, and its prefixes."""
    parser = ox.parse(path=path, format=ox.RdfFormat.TURTLE)
    triples = [(_term(quad.subject), _term(quad.predicate), _term(quad.object)) for quad in parser]
    return triples, dict(parser.prefixes)


def _term(term: object) -> rdflib.term.Node:
    if isinstance(term, ox.Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))
    return rdflib.URIRef(term.value)  # type: ignore[attr-defined]


def measure_memory(graph: Graph, path: Path) -> float:
    """Megabytes that writing takes at its peak, all that Python allocates in it."""
    tracemalloc.start()
    write_turtle(graph, path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


@click.command()
@click.option("--documents", default=4000, show_default=True, help="Of the graph; 4,000 make about a million triples.")
@click.option("--part", default=10, show_default=True, help="rdflib gets a graph with a P-th of the documents.")
def main(documents: int, part: int) -> None:
    """Print how fast Turtle is written, in how much memory, and how fast rdflib is."""
    with TemporaryDirectory() as folder:
        path, small = Path(folder, "graph.ttl"), Path(folder, "small.ttl")
        graph = Maker(documents).graph()
        memory = measure_memory(graph, path)
        seconds = time_ours(graph, path)
        count = sum(1 for _ in ox.parse(path=path, format=ox.RdfFormat.TURTLE))
        size = path.stat().st_size / 1e6
        write_turtle(Maker(documents // part).graph(), small)
        triples, prefixes = read_terms(small)
        other = time_rdflib(triples, prefixes, Path(folder, "rdflib.ttl"))
    ours, theirs = count / seconds, len(triples) / other
    print("| | triples | MB | CPU s | triples a second | memory beyond the input |\n|---|--:|--:|--:|--:|--:|")
    print(f"| write_turtle | {count:,} | {size:.0f} | {seconds:.1f} | {ours:,.0f} | {memory:.0f} MB |")
    print(f"| rdflib | {len(triples):,} | | {other:.1f} | {theirs:,.0f} | |")
    print(f"\nratio: {ours / theirs:.1f}")


if __name__ == "__main__":
    main()

"""Lists of tasks name a program and, in brackets, who is responsible: “河畔夜校”（责任单位：县文化馆）."""

import re
from collections.abc import Iterator

from govgraph.extract import Mention
from govgraph.extract.extractors import Article, Named, Stated

_TASK = re.compile("(?P<program>“[^“”]{2,20}”)（(?:责任单位|牵头单位)：(?P<body>[^（），。、；]{3,30})）")


def extract(article: Article) -> Iterator[Named | Stated]:
    """Each such program, its body where govgraph saw none there, and that the body runs it."""
    known = {(mention.start, mention.end): mention for mention in article.mentions}
    for passage in article.passages:
        for match in _TASK.finditer(article.text, passage.start, passage.end):
            program = Named("Program", *match.span("program"), match["program"], "task", 0.9)
            yield program
            body: Mention | Named | None = known.get(match.span("body"))
            if body is None or body.type not in ("PartyOrganisation", "PublicOrganisation"):
                body = Named("PublicOrganisation", *match.span("body"), match["body"], "task", 0.8)
                yield body
            yield Stated(body, "runs", program, *match.span(), match[0], "responsible", 0.9)

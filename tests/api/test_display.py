"""What notebooks show: the things themselves, whatever their names, in bounded size."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from govgraph import model
from govgraph.api.graphs import Graph
from govgraph.write import BuildInfo
from tests.write.example_graph import BREAKOUT, HOSTILE, LINK, big_graph, example_graph

ALLOWED = {
    *("div", "style", "p", "b", "span", "table", "tr", "th", "td", "ul", "li", "blockquote", "bdi", "br", "cite"),
    *("code", "q", "time", "svg", "path", "rect", "line", "text", "title"),
}
ATTRIBUTES = {
    *("class", "scope", "viewbox", "role", "aria-label", "aria-hidden", "x", "y", "width", "height", "rx"),
    *("x1", "y1", "x2", "y2", "d", "transform"),
}
NAMES = (HOSTILE, BREAKOUT, LINK, "'\"`{{ 1 }}", "a\x00b\udcff", "很长的名字" * 20_000, "\u202e反写\u2069\u2069")


class _Piece(HTMLParser):
    """Reads a piece of HTML, and whether all that it opens is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED
        assert {name for name, _ in attributes} <= ATTRIBUTES
        if tag != "br":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, text: str) -> None:
        if "style" not in self.open:
            self.text += text


def _show(graph: Graph) -> str:
    return _Piece(graph._repr_html_()).text


def test_a_graph_shows_counts_names_and_a_picture() -> None:
    graph = Graph(example_graph(), BuildInfo(), warnings=["Skipped a.txt (empty): it is empty"])
    html = graph._repr_html_()
    text = _show(graph)
    assert f"{len(graph.entities)} 个实体 entities" in text
    assert "治理项目 Program" in text
    assert "⚠ Skipped a.txt" in text
    assert html.count("<text") == 40
    assert html.count("<rect ") > 3
    assert html == Graph(example_graph(), BuildInfo(), warnings=graph.warnings)._repr_html_()


def test_an_entity_shows_what_is_said_of_it_and_the_sentences() -> None:
    graph = Graph(example_graph(), BuildInfo())
    (program,) = graph.find("红色帮办", type="Program")
    text = " ".join(_Piece(program._repr_html_()).text.split())
    assert "治理项目 Program · program:hongse_bangban" in text
    assert "澜江市委组织部 运行 runs 红色帮办 0.93 今年以来，澜江市委组织部紧紧围绕优化营商环境" in text
    assert "解决重难点问题 约83 个 · 今年以来" in text
    (office,) = graph.find("中共澜江市委", type="PartyOrganisation")
    assert "书记项目" in _Piece(office._repr_html_()).text
    (board,) = graph.find("高新区党工委", type="PartyOrganisation")
    assert "闻一舟 任 holds 党工委书记" in " ".join(_Piece(board._repr_html_()).text.split())


@pytest.mark.parametrize("name", NAMES)
def test_names_are_text_in_bounded_size(name: str) -> None:
    record = example_graph()
    record = replace(
        record,
        documents=tuple(replace(one, title=name, path=name) for one in record.documents),
        nodes=tuple(replace(one, name=name, aliases=(name,) * 50) for one in record.nodes),
        posts=tuple(replace(one, name=name, role=name) for one in record.posts),
        measures=tuple(replace(one, indicator=name, unit=name, period=name) for one in record.measures),
        evidence=tuple(replace(one, text=name) for one in record.evidence),
    )
    graph = Graph(record, BuildInfo(), warnings=[name] * 50)
    for html in (graph._repr_html_(), *(entity._repr_html_() for entity in graph.entities)):
        _Piece(html)
        assert len(html.encode()) < 60_000
        assert not {"\0", "\u202e", "\u2069"} & set(html)


def test_graphs_of_any_size_are_shown() -> None:
    assert "0 个实体 entities" in _show(Graph(model.Graph(), BuildInfo()))
    large = Graph(big_graph(3000), BuildInfo())
    assert len(large._repr_html_().encode()) < 60_000
    busiest = max(large.entities, key=lambda entity: len(entity.relations))
    assert f"… {len(busiest.relations) - 12:,} more in" in _Piece(busiest._repr_html_()).text

"""How soon the page of a graph can be used and how smoothly it moves, beside stock pyvis of the same graph.

usage: python -m benchmarks.page [--nodes N]... [--stock N]... [--wait SECONDS]

Every page is opened in headless Chromium without a network. Prints a row for each: size of the file, seconds from the
start of navigation until the network is first drawn and until it can be used (stock pyvis: until its physics have
settled), and milliseconds a frame while the pointer drags the ground: the mean and the worst of forty. The graphs are
merged from made-up documents (``benchmarks/merge_growth.py``).
"""

import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

import click
from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright
from pyvis.network import Network

from benchmarks.merge_growth import Corpus
from govgraph.graph import merge
from govgraph.model import Graph
from govgraph.pipeline import build
from govgraph.write.html import write_html
from govgraph.write.html.page import best_supported
from tests.browser.conftest import ARGUMENTS, SETTINGS

_SEEDS = Path(__file__).parents[1] / "seeds"
#: A document of the corpus adds about seven nodes.
_NODES_A_DOCUMENT = 6
_MARKS = """
network.once("afterDrawing", () => performance.mark("drawn"));
network.once("stabilizationIterationsDone", () => performance.mark("usable"));
"""
_FRAMES = """() => { window.frames_ = []; let before = performance.now();
  const tick = (now) => { window.frames_.push(now - before); before = now; requestAnimationFrame(tick); };
  requestAnimationFrame(tick); }"""
_AT = "(name) => (performance.getEntriesByName(name)[0] || {}).startTime"


class Seen(NamedTuple):
    """What one page took: bytes, seconds, milliseconds; None where it was not seen in time."""

    size: int
    drawn: float | None
    usable: float | None
    mean: float | None
    worst: float | None


def draw_graph(nodes: int) -> Graph:
    """A merged graph of at least so many nodes, cut to the best supported of them."""
    return best_supported(merge(Corpus().draw(round(nodes / _NODES_A_DOCUMENT) + 40)), nodes)


def write_stock(graph: Graph, path: Path) -> None:
    """The same nodes, labels and edges as pyvis draws them by itself."""
    network = Network(directed=True, cdn_resources="in_line", height="900px")
    for node in graph.nodes:
        network.add_node(node.id, label=node.name, group=node.type)
    for relation in graph.relations:
        network.add_edge(relation.subject, relation.object, title=relation.predicate)
    page = network.generate_html().replace("return network;", f"{_MARKS}return network;", 1)
    path.write_text(page, encoding="utf-8")


def look(browser: Browser, path: Path, wait: float) -> Seen:
    """Open a page and drag its ground."""
    page = browser.new_page(**SETTINGS)
    page.context.set_offline(True)
    try:
        page.goto(path.as_uri(), wait_until="commit")
        usable = _wait_for(page, "usable", wait)
        mean, worst = _drag(page) if usable else (None, None)
        return Seen(path.stat().st_size, page.evaluate(_AT, "drawn"), usable, mean, worst)
    finally:
        page.context.close()


def _wait_for(page: Page, mark: str, wait: float) -> float | None:
    try:
        page.wait_for_function(_AT, arg=mark, timeout=wait * 1000, polling=50)
    except TimeoutError:
        return None
    seconds: float = page.evaluate(_AT, mark)
    return seconds


def _drag(page: Page) -> tuple[float, float]:
    """Milliseconds a frame, the mean and the worst, while the pointer moves."""
    page.wait_for_timeout(500)
    page.mouse.move(720, 450)
    page.mouse.down()
    page.evaluate(_FRAMES)
    for step in range(40):
        page.mouse.move(720 + 7 * step, 450 + 3 * step)
        page.wait_for_timeout(16)
    frames: list[float] = page.evaluate("frames_")
    page.mouse.up()
    return sum(frames) / len(frames), max(frames)


def _say(value: float | None, scale: float, decimals: int) -> str:
    return "–" if value is None else f"{value / scale:.{decimals}f}"


@click.command()
@click.option("--nodes", multiple=True, type=int, default=(2_000, 10_000, 50_000), show_default=True)
@click.option(
    "--stock", multiple=True, type=int, default=(2_000,), show_default=True, help="Sizes for stock pyvis too."
)
@click.option("--wait", default=900.0, show_default=True, help="Seconds to wait for a page.")
def main(nodes: tuple[int, ...], stock: tuple[int, ...], wait: float) -> None:
    """Print how the pages compare."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        print("| page | MB | first drawn s | usable s | ms a frame | worst |\n|---|--:|--:|--:|--:|--:|")
        pages = [("the seeds", _build_seeds(Path(folder)))]
        for count in nodes:
            graph, path = draw_graph(count), Path(folder, f"{count}.html")
            write_html(graph, path)
            pages.append((f"{len(graph.nodes):,} nodes, {len(graph.relations):,} edges", path))
            if count in stock:
                write_stock(graph, Path(folder, f"{count}-stock.html"))
                pages.append(("the same, stock pyvis", Path(folder, f"{count}-stock.html")))
        for name, path in pages:
            seen = look(browser, path, wait)
            row = [_say(seen.size, 1e6, 1), _say(seen.drawn, 1e3, 2), _say(seen.usable, 1e3, 2)]
            print("| " + " | ".join([name, *row, _say(seen.mean, 1, 0), _say(seen.worst, 1, 0)]) + " |", flush=True)
        browser.close()


def _build_seeds(folder: Path) -> Path:
    build([_SEEDS], folder / "seeds", reuse=False)
    return folder / "seeds" / "graph.html"


if __name__ == "__main__":
    main()

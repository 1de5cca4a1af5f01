"""A browser without a network, and pages opened in it; every test fails that fetched something or logged an error."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from govgraph.model import Graph
from govgraph.write.html import write_html

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
Open = Callable[..., "sync_api.Page"]


def is_trouble(message: "sync_api.ConsoleMessage") -> bool:
    """Errors and warnings, but for Chromium's advice on the getImageData with which the tests look at the canvas."""
    return message.type in ("error", "warning") and "willReadFrequently" not in message.text


@pytest.fixture(scope="session")
def browser() -> Iterator["sync_api.Browser"]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("no chromium on this machine (Debian: apt-get install chromium)")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: "sync_api.Browser", tmp_path: Path) -> Iterator[Open]:
    troubles: list[str] = []
    contexts = []

    def open_graph(graph: Graph, fragment: str = "", **settings: object) -> "sync_api.Page":
        path = tmp_path / "graph.html"
        write_html(graph, path)
        own = path.as_uri()
        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **settings})
        contexts.append(context)
        is_own = lambda url: url.split("#")[0] == own  # noqa: E731
        context.route("**/*", lambda route: route.continue_() if is_own(route.request.url) else route.abort())
        context.set_offline(True)
        page = context.new_page()
        page.on("request", lambda request: None if is_own(request.url) else troubles.append(request.url))
        page.on("console", lambda message: troubles.append(message.text) if is_trouble(message) else None)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("dialog", lambda dialog: (troubles.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.add_init_script("addEventListener('securitypolicyviolation', (e) => console.error(e.violatedDirective))")
        page.goto(own + fragment)
        page.wait_for_selector("html[data-ready]", state="attached")
        return page

    yield open_graph
    for context in contexts:
        context.close()
    assert not troubles

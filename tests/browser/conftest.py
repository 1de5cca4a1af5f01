"""A browser without a network, and pages opened in it; every test fails that fetched something or logged an error."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from govgraph.model import Graph
from govgraph.write.article import Article
from govgraph.write.html import write_article_page, write_html
from govgraph.write.html.reader import Texts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, Route

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
# Without animations nothing has to be waited for.
SETTINGS: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce"}
VIOLATIONS = "addEventListener('securitypolicyviolation', (e) => console.error(e.violatedDirective))"


class Open(Protocol):
    """Opens the page of a graph or article, in the context that all tests share unless ``settings`` ask for another.

    ``texts`` gives the page of a graph its articles whole.
    """

    def __call__(
        self, shown: Graph | Article, fragment: str = "", texts: Texts | None = None, **settings: Any
    ) -> "Page": ...


class Desk:
    """One browser, one page that the tests share, and what went wrong since it was last asked."""

    def __init__(self, browser: "Browser", folder: Path) -> None:
        self.browser = browser
        self.folder = folder
        self.troubles: list[str] = []
        self.files: dict[object, Path] = {}
        self.shared: Page | None = None
        self.site: str | None = None

    def file_of(self, shown: Graph | Article, texts: Texts | None) -> str:
        key: object = shown.document.sha256 if isinstance(shown, Article) else (shown, texts)
        if key not in self.files:
            self.files[key] = self.folder / f"page{len(self.files)}.html"
            if isinstance(shown, Article):
                write_article_page(shown, self.files[key])
            else:
                write_html(shown, self.files[key], texts)
        return self.files[key].as_uri()

    def new_page(self, **settings: Any) -> "Page":
        context = self.browser.new_context(**{**SETTINGS, **settings})
        context.route("**/*", self.let_through)
        context.set_offline(self.site is None)
        page = context.new_page()
        page.on("request", self.note_request)
        page.on("console", self.note_message)
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("dialog", self.dismiss)
        page.add_init_script(VIOLATIONS)
        return page

    def is_own(self, url: str) -> bool:
        if url.startswith("blob:") or (self.site and url.startswith(f"{self.site}/")):
            return True
        if url == "about:blank" or url.startswith("blob:null/"):  # what a file lets the reader save
            return True
        return url.split("#")[0] in {path.as_uri() for path in self.files.values()}

    def let_through(self, route: "Route") -> None:
        if self.is_own(route.request.url):
            route.continue_()
        else:
            route.abort()

    def note_request(self, request: "Request") -> None:
        if not self.is_own(request.url):
            self.troubles.append(request.url)

    def note_message(self, message: "ConsoleMessage") -> None:
        # Chromium's advice on the getImageData with which the tests look at the canvas is none of the page's.
        if message.type in ("error", "warning") and "willReadFrequently" not in message.text:
            self.troubles.append(message.text)

    def dismiss(self, dialog: "Dialog") -> None:
        self.troubles.append(f"dialog {dialog.message}")
        dialog.dismiss()


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("no chromium on this machine (Debian: apt-get install chromium)")
    with sync_api.sync_playwright() as playwright:
        browser: Browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield Desk(browser, tmp_path_factory.mktemp("pages"))
        browser.close()


@pytest.fixture
def open_page(desk: Desk) -> Iterator[Open]:
    desk.troubles.clear()
    own: list[Page] = []

    def open_shown(shown: Graph | Article, fragment: str = "", texts: Texts | None = None, **settings: Any) -> "Page":
        if settings:
            own.append(desk.new_page(**settings))
        else:
            desk.shared = desk.shared or desk.new_page()
        page = own[-1] if settings else desk.shared
        assert page is not None
        page.goto("about:blank")  # or another fragment of the same file would not load it anew
        page.goto(desk.file_of(shown, texts) + fragment)
        page.wait_for_selector("html[data-ready]", state="attached")
        return page

    yield open_shown
    for page in own:
        page.context.close()
    assert not desk.troubles


@pytest.fixture
def open_site(desk: Desk, server: str) -> Iterator[Callable[..., "Page"]]:
    """Open a page of the server of the seeds, which is all that may be fetched from."""
    desk.troubles.clear()
    desk.site = server
    own: list[Page] = []

    def open_path(path: str, **settings: Any) -> "Page":
        own.append(desk.new_page(**settings))
        own[-1].goto(server + path)
        own[-1].wait_for_selector("html[data-ready]", state="attached")
        return own[-1]

    yield open_path
    for page in own:
        page.context.close()
    desk.site = None
    # The browser logs every answer that is a refusal; those the page shows.
    assert not [trouble for trouble in desk.troubles if "the server responded with a status of" not in trouble]

"""The picture of the page for the READMEs: ``python -m tests.browser.picture docs/page.png``."""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

import govgraph
from govgraph.pipeline import build, default_corpus
from tests.browser.conftest import ARGUMENTS, SETTINGS

#: A program that a zone and a town run, with a part of its own and figures.
PROGRAM = "书记项目"
_SIZE = {"width": 1360, "height": 860}


def draw(path: Path) -> None:
    """Draw the page of the seeds with the best told of the programs of that name selected."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        build([default_corpus()], Path(folder))
        graph = govgraph.open(folder)
        program = max(graph.find(PROGRAM, type="Program"), key=lambda one: len(one.relations))
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        page = browser.new_context(**{**SETTINGS, "viewport": _SIZE}, offline=True).new_page()
        page.goto(f"{(Path(folder) / 'graph.html').as_uri()}#node={program.id}")
        page.wait_for_selector("html[data-ready]", state="attached")
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        page.screenshot(path=path)
        browser.close()


if __name__ == "__main__":
    draw(Path(sys.argv[1]))

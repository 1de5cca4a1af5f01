"""docs/third-party.md lists what is installed, at the versions that are pinned."""

import re
import sys
from pathlib import Path

import pytest

from tests import licences

_ROW = re.compile(r"^\| (\S+) \| (\S+) \| (.+) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def page() -> str:
    return licences.DOC.read_text(encoding="utf-8")


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="the page is written on Python 3.11: others need fewer")
def test_the_page_is_up_to_date(page: str) -> None:
    """Written again on this system, it is the same; make docs writes it."""
    assert licences.write_page() == page


def test_every_pin_is_listed_once_at_its_version(page: str) -> None:
    rows = [(name, version) for name, version, _ in _ROW.findall(page.partition("## Copied")[0]) if name != "package"]
    assert sorted(rows) == sorted(row for row in licences.read_pins().items())


def test_what_govgraph_needs_is_under_no_copyleft_licence(page: str) -> None:
    needed = page.partition("## Development")[0]
    assert [row for row in _ROW.findall(needed) if re.search("GPL|EUPL|CC-BY-NC|SSPL|BUSL", row[2])] == []


def test_what_is_copied_has_its_licence_beside_it(root: Path) -> None:
    folder = root / "src/govgraph/write/html/vis-network"
    assert {path.name for path in folder.glob("LICENSE*")} == {"LICENSE-APACHE-2.0", "LICENSE-MIT"}
    minified = list((root / "src").rglob("*.min.*"))
    assert minified == [folder / "vis-network.min.js"]

"""The picture as SVG and PNG, and on paper."""

import struct
import zlib
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.write.example_graph import example_graph

SVG = "{http://www.w3.org/2000/svg}"
PROGRAM = "#node=program:hongse_bangban"


def download(page: Any, button: str, folder: Path) -> Path:
    page.click("#picture summary")
    with page.expect_download() as waiting:
        page.click(button)
    path = folder / str(waiting.value.suggested_filename)
    waiting.value.save_as(path)
    return path


def first_pixel(png: bytes) -> tuple[int, ...]:
    """The colour of the upper left pixel; the first row's filter changes nothing of its first pixel."""
    at, data = 8, b""
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        data += png[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += length + 12
    return tuple(zlib.decompress(data)[1:4])


def test_the_drawing_has_what_is_in_view(open_page: Any, tmp_path: Path) -> None:
    page = open_page(example_graph())
    path = download(page, "#save-svg", tmp_path)
    assert path.name == "govgraph.svg"
    root = ElementTree.parse(path).getroot()  # noqa: S314 - ours
    assert root.tag == f"{SVG}svg"
    texts = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
    assert "红色帮办" in texts
    assert "东亭区" in [text.replace("\u2009", "") for text in texts]
    fills = [path.get("fill") for path in root.iter(f"{SVG}path")]
    assert fills.count("#c8401f") == 10
    assert len(list(root.iter(f"{SVG}rect"))) == 1 + page.evaluate("DATA.territories.length")
    drawn = page.evaluate("DATA.relations.length")
    assert fills.count("#a7a69f") == drawn  # the heads of the arrows
    attributes = [pair for element in root.iter() for pair in element.attrib.items()]
    assert not {name for name, _ in attributes if "href" in name or name in ("src", "style", "class")}
    assert not any("url(" in value or "http" in value for _, value in attributes)


def test_the_drawing_leaves_out_what_is_hidden_or_elsewhere(open_page: Any, tmp_path: Path) -> None:
    page = open_page(example_graph(), "#hide=PartyOrganisation,serves")
    text = download(page, "#save-svg", tmp_path).read_text("utf-8")
    assert "#c8401f" not in text
    assert text.count('<path d="M8 1.5l6.5') == 15
    page.evaluate("network.moveTo({ position: { x: 99999, y: 0 }, animation: false })")
    text = download(page, "#save-svg", tmp_path).read_text("utf-8")
    assert "M8 1.5l6.5" not in text


def test_a_selection_stands_above_a_veil(open_page: Any, tmp_path: Path) -> None:
    page = open_page(example_graph(), PROGRAM)
    root = ElementTree.parse(download(page, "#save-svg", tmp_path)).getroot()  # noqa: S314
    assert [rect.get("fill-opacity") for rect in root.findall(f"{SVG}rect")] == [None, "0.84"]
    lit = root.findall(f"{SVG}g")[1]
    assert len(lit.findall(f"{SVG}g")[1]) == page.evaluate("state.lit.size")
    assert len(lit.findall(f"{SVG}g")[0]) == page.evaluate("state.litEdges.size")


@pytest.mark.parametrize(("scheme", "ground"), [("light", (251, 250, 247)), ("dark", (21, 24, 29))])
def test_the_png_is_twice_as_sharp(open_page: Any, tmp_path: Path, scheme: str, ground: tuple[int, ...]) -> None:
    page = open_page(example_graph(), color_scheme=scheme, device_scale_factor=1.5)
    png = download(page, "#save-png", tmp_path).read_bytes()
    width, height = struct.unpack(">II", png[16:24])
    assert [width, height] == page.evaluate(
        "(({ width, height }) => [width, height].map((one) => Math.round(Math.round(one) * 3)))"
        "(document.getElementById('canvas').getBoundingClientRect())"
    )
    assert first_pixel(png) == ground


def test_saving_leaves_the_screen_as_it_was(open_page: Any) -> None:
    page = open_page(example_graph(), color_scheme="dark")
    page.evaluate("putOnPaper()")
    assert page.evaluate("theme.paper") == "#15181d"
    assert page.evaluate("document.documentElement.dataset.theme") is None


def test_paper_is_white_and_has_no_bars(open_page: Any) -> None:
    page = open_page(example_graph(), PROGRAM, color_scheme="dark")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.getElementById('panel-name')).color") == "rgb(0, 0, 0)"
    for bar in (".bar", ".strip", ".legend", ".zoom", "#picture", ".around", "#canvas"):
        assert not page.is_visible(bar), bar
    assert page.is_visible("#print-picture svg")
    assert page.get_attribute("#print-picture svg > rect", "fill") == "#ffffff"
    assert "把“红色帮办”列为重点任务" in page.inner_text("#panel")
    assert page.evaluate("document.getElementById('panel').getBoundingClientRect().top") >= page.evaluate(
        "document.getElementById('print-picture').getBoundingClientRect().bottom"
    )
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("#print-picture svg").count() == 0


def test_the_menu_closes(open_page: Any) -> None:
    page = open_page(example_graph(), PROGRAM)
    page.click("#picture summary")
    page.keyboard.press("Escape")
    assert not page.is_visible("#save-svg")
    assert page.is_visible("#panel")
    page.click("#picture summary")
    page.click("h1")
    assert not page.is_visible("#save-svg")

"""docs/ontology.html says what the ontology says, fetches nothing and is up to date."""

import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import get_args

import pytest
import rdflib
from rdflib.namespace import RDFS, SKOS

from govgraph import ontology
from govgraph.model import EntityType, Predicate
from govgraph.write.html.diagram import Arrows, Box, draw
from govgraph.write.html.reference import render_reference


@pytest.fixture(scope="module")
def page() -> str:
    return render_reference().decode()


def test_the_page_in_docs_is_up_to_date(root: Path, page: str) -> None:
    assert (root / "docs" / "ontology.html").read_text(encoding="utf-8") == page, "run `make docs`"


def test_same_bytes_in_every_process(page: str, tmp_path: Path) -> None:
    path = tmp_path / "ontology.html"
    command = [sys.executable, "-m", "govgraph.write.html.reference", str(path)]
    subprocess.run(command, check=True, env=os.environ | {"PYTHONHASHSEED": "7"})
    assert path.read_bytes() == page.encode()


def test_every_term_is_there_with_its_texts(page: str) -> None:
    declared = rdflib.Graph().parse(ontology.directory() / "govgraph.ttl")
    assert re.findall(r'<article id="(\w+)"', page) != sorted(ontology.terms())  # in the order of the file
    assert sorted(re.findall(r'<article id="(\w+)"', page)) == sorted(ontology.terms())
    shown = unescape(page)
    for name in ontology.terms():
        for predicate in (RDFS.label, SKOS.definition, SKOS.scopeNote):
            for text in declared.objects(rdflib.URIRef(ontology.NAMESPACE + name), predicate):
                assert f">{text}<" in shown


def test_links_lead_somewhere(page: str) -> None:
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert targets <= set(re.findall(r'id="([^"]+)"', page))
    assert set(ontology.terms()) & targets >= set(get_args(EntityType))


def test_nothing_is_fetched_and_nothing_runs(page: str) -> None:
    assert "script-src 'none'" in unescape(page)
    assert "<script" not in page
    assert not re.findall(r'(?:src|href)="(?!#|data:)', page)
    assert "url(" not in page


def test_the_drawing_has_every_relation_and_end(page: str) -> None:
    drawing = page[page.index("<svg class=") : page.index("</svg>")]
    assert sorted(re.findall(r'class="relation type-(\w+)"', drawing)) == sorted(get_args(Predicate))
    ends = [ontology.ends(name) for name in get_args(Predicate)]
    assert drawing.count('class="line') == sum(len(begin) + len(lead) for begin, lead in ends)
    assert sorted(re.findall(r'class="class type-(\w+)"', drawing)) == sorted([*get_args(EntityType)] * 2)


def test_boxes_do_not_overlap(page: str) -> None:
    for drawing in re.findall(r'<svg class="drawing".*?</svg>', page, re.DOTALL):
        boxes = [
            tuple(map(float, box))
            for box in re.findall(r'<rect x="(\S+)" y="(\S+)" width="(\d+)" height="(\d+)"', drawing)
        ]
        height = float(re.findall(r'viewBox="0 0 \d+ (\d+)"', drawing)[0])
        for number, (x, y, wide, high) in enumerate(boxes):
            assert 0 <= y <= height - high
            assert all(x != left or abs(y - top) > high for left, top, *_ in boxes[number + 1 :]), wide


def test_labels_cannot_become_markup() -> None:
    drawn = draw([Arrows(Box("a", "<b>", '"&'), [Box("c", "<i>", "c")], [Box("d", "d", "</svg>")])])
    assert "<b>" not in drawn
    assert "<i>" not in drawn
    assert drawn.count("</svg>") == 1

"""`govgraph export`: a finished build in other formats."""

import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from govgraph.write.formats import FORMATS
from tests.conftest import Run


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_and_standard_output_are_the_same(name: str, govgraph: Run, seed_build: Path, tmp_path: Path) -> None:
    path = tmp_path / "graph"
    written = govgraph("export", seed_build, "--to", name, "-o", path)
    printed = govgraph("export", seed_build, "--to", name)
    assert (written.returncode, printed.returncode, written.stderr + printed.stderr) == (0, 0, "")
    assert written.stdout.startswith(f"{path}  ")
    assert path.read_text(encoding="utf-8") == printed.stdout
    assert [file.name for file in tmp_path.iterdir()] == ["graph"]


def test_turtle_is_that_of_the_build(govgraph: Run, seed_build: Path) -> None:
    assert govgraph("export", seed_build, "--to", "ttl").stdout == (seed_build / "graph.ttl").read_text("utf-8")


def test_quads_have_the_triples_of_the_build(govgraph: Run, seed_build: Path) -> None:
    quads = ox.parse(govgraph("export", seed_build, "--to", "nq").stdout, format=ox.RdfFormat.N_QUADS)
    turtle = ox.parse(path=seed_build / "graph.ttl", format=ox.RdfFormat.TURTLE)
    assert {quad.triple for quad in quads} == {quad.triple for quad in turtle}


def test_another_base_names_the_things(govgraph: Run, seed_build: Path) -> None:
    text = govgraph("export", seed_build, "--to", "nt", "--base-iri", "https://example.org/kg/").stdout
    assert "<https://example.org/kg/region/320600>" in text
    assert "w3id.org/govgraph/id" not in text


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--to", "nt", "--base-iri", "here"], 1, "Give an absolute IRI"),
        (["--to", "rdfxml"], 2, "'rdfxml' is not one of"),
        ([], 2, "Missing option '--to'"),
        (["--to", "nt", "-o", "missing/graph.nt"], 1, "Free the place or choose another"),
    ],
)
def test_a_wrong_option_says_what_to_do(
    arguments: list[str], code: int, message: str, govgraph: Run, seed_build: Path
) -> None:
    result = govgraph("export", seed_build, *arguments)
    assert result.returncode == code
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_a_folder_without_a_build_says_how_to_make_one(govgraph: Run, tmp_path: Path) -> None:
    result = govgraph("export", tmp_path, "--to", "nt")
    assert result.returncode == 1
    assert "Build one first: govgraph build" in result.stderr


def test_a_closed_pipe_is_silent(seed_build: Path) -> None:
    command = f"{sys.executable} -m govgraph export {seed_build} --to nq | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, encoding="utf-8", env=os.environ)
    assert done.stdout.startswith("# A knowledge graph")
    assert done.stderr == ""

"""`govgraph export`: a finished build in other formats."""

import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from govgraph.exports import FILES, FOLDERS, FORMATS
from tests.conftest import Run


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in FILES])
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


def test_json_ld_has_the_triples_of_the_build(govgraph: Run, seed_build: Path) -> None:
    text = govgraph("export", seed_build, "--to", "jsonld").stdout
    read = rdflib.Graph().parse(data=text, format="json-ld").serialize(format="nt")
    turtle = rdflib.Graph().parse(seed_build / "graph.ttl").serialize(format="nt")
    assert sorted(read.splitlines()) == sorted(turtle.splitlines()) != []


def test_files_and_folders_have_the_same_bytes_whatever_the_hash_seed(
    govgraph: Run, seed_build: Path, tmp_path: Path
) -> None:
    for name in FILES:
        written = []
        for seed in ("0", "1"):
            path = tmp_path / seed / name
            path.parent.mkdir(exist_ok=True)
            done = govgraph("export", seed_build, "--to", name, "-o", path, env={"PYTHONHASHSEED": seed})
            assert (done.returncode, done.stderr) == (0, "")
            assert done.stdout.startswith(f"{path}  ")
            files = sorted(path.iterdir()) if name in FOLDERS else [path]
            written.append([(file.name, file.read_bytes()) for file in files])
        assert written[0] == written[1]
        assert all(data for _, data in written[0])


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
        (["--to", "xlsx"], 2, "--to xlsx needs a file to write, named with -o"),
        (["--to", "neo4j"], 2, "--to neo4j needs a folder to write, named with -o"),
        (["--to", "xlsx", "-o", "/"], 2, "/ is a folder, and xlsx writes a file. Name another place."),
        (["--to", "nq", "-o", "/"], 2, "/ is a folder, and nq writes a file. Name another place."),
        (["--to", "csv", "-o", "/dev/null"], 2, "/dev/null is a file, and csv writes a folder. Name another place."),
        (["--to", "csv", "-o", "/dev/null/csv"], 1, "Free the place or choose another"),
        (["--to", "csv", "-o", "missing/tables.zip"], 1, "Free the place or choose another"),
        (["--to", "xlsx", "-o", "missing/graph.xlsx"], 1, "Free the place or choose another"),
        (["--to", "gexf", "--base-iri", "https://example.org/"], 2, "--base-iri is for RDF"),
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
    for arguments in (["--to", "nt"], ["--to", "gexf"], ["--to", "xlsx", "-o", tmp_path / "graph.xlsx"]):
        result = govgraph("export", tmp_path, *arguments)
        assert result.returncode == 1
        assert "Build one first: govgraph build" in result.stderr


def test_a_closed_pipe_is_silent(seed_build: Path) -> None:
    command = f"{sys.executable} -m govgraph export {seed_build} --to nq | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, encoding="utf-8", env=os.environ)
    assert done.stdout.startswith("# A knowledge graph")
    assert done.stderr == ""

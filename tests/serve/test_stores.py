import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from govgraph.cli import main
from govgraph.errors import SetupError
from govgraph.serve import open_store, place_stores, read_prefixes
from tests.conftest import Serve
from tests.serve.made_up import write_build

OPEN = """
import sys
from pathlib import Path
from govgraph.serve import open_store
print(len(open_store(Path(sys.argv[1]))))
"""


@pytest.fixture
def build(tmp_path: Path) -> Path:
    return write_build(tmp_path)


def stores_of(build: Path) -> list[Path]:
    return sorted((build / ".store").iterdir())


def test_store_holds_the_graph(build: Path) -> None:
    in_memory = ox.Store()
    in_memory.load(path=str(build / "graph.ttl"), format=ox.RdfFormat.TURTLE)
    assert set(open_store(build)) == set(in_memory)
    assert len(in_memory) > 500


def test_store_is_made_once(build: Path) -> None:
    open_store(build)
    before = [(path, path.stat().st_ino, path.stat().st_mtime_ns) for path in stores_of(build)]
    open_store(build)
    assert [(path, path.stat().st_ino, path.stat().st_mtime_ns) for path in stores_of(build)] == before
    assert len(before) == 1


def test_changed_graph_gets_a_new_store_in_place_of_the_old(build: Path) -> None:
    old = open_store(build)
    count = len(old)
    graph = build / "graph.ttl"
    graph.write_text(graph.read_text(encoding="utf-8") + "\nregion:99 gg:partOf region:98 .\n", encoding="utf-8")
    assert len(open_store(build)) == count + 1
    assert len(stores_of(build)) == 1
    assert len(list(old)) == count  # one that is open goes on answering


def test_store_takes_no_triple(build: Path) -> None:
    node = ox.NamedNode("urn:x")
    with pytest.raises(RuntimeError, match="only possible on read-write"):
        open_store(build).add(ox.Quad(node, node, node))


def test_processes_at_once_all_get_the_store(build: Path) -> None:
    command = [sys.executable, "-c", OPEN, str(build)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)]
    said = [process.communicate(timeout=120) for process in running]
    assert {out for out, _ in said} == {f"{len(open_store(build))}\n".encode()}, said
    assert len(stores_of(build)) == 1


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nothing can be written into the folder for the length of the block, not even by root."""
    if os.geteuid():
        folder.chmod(0o555)
        yield
        folder.chmod(0o755)
        return
    mounts = (["mount", "--bind", str(folder), str(folder)], ["mount", "-o", "remount,bind,ro", str(folder)])
    if any(subprocess.run(mount, capture_output=True, check=False).returncode for mount in mounts):
        pytest.skip("root may not mount here")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def test_a_build_that_nobody_may_write_is_asked_and_served(build: Path, serve: Serve) -> None:
    with read_only(build):
        with pytest.raises(OSError, match=r"Read-only|Permission"):
            (build / "new").touch()
        with place_stores(build) as stores:
            count = len(open_store(build, stores))
            assert not stores.is_relative_to(build)
        asked = CliRunner().invoke(main, ["query", "--build", str(build), "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"])
        assert (asked.exit_code, f"{count}" in asked.stdout.replace(",", "")) == (0, True), asked.output
        with serve(folder=build) as address:
            query = urlencode({"query": "ASK { ?s ?p ?o }"})
            with urllib.request.urlopen(f"{address}/sparql?{query}", timeout=60) as reply:
                assert json.load(reply)["boolean"] is True
    assert not stores.exists()
    assert not (build / ".store").exists()


@pytest.mark.parametrize("name", ["empty", "missing", "file"])
def test_folder_without_build_is_an_error_with_a_remedy(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    for read in (open_store, read_prefixes):
        with pytest.raises(SetupError, match=r"holds no build\. Build one first: govgraph build"):
            read(tmp_path / name)
    assert not list((tmp_path / "empty").iterdir())


def test_broken_graph_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("region:99 a gg:Region .\n", encoding="utf-8")
    with pytest.raises(SetupError, match=r"graph\.ttl is no Turtle .*Build it again"):
        open_store(tmp_path)
    assert not stores_of(tmp_path)


def test_prefixes_are_those_of_the_file(build: Path) -> None:
    prefixes = read_prefixes(build)
    assert prefixes["gg"] == "https://w3id.org/govgraph/ontology#"
    assert prefixes["region"] == "https://w3id.org/govgraph/id/region/"
    parser = ox.parse(path=str(build / "graph.ttl"), format=ox.RdfFormat.TURTLE)
    list(parser)
    assert prefixes == dict(parser.prefixes)

"""Stores as servers of their own, on a free port of the loopback interface, each stopped when the work is done."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from tests.stores.answers import wants_triples
from tests.stores.kinds import Ask, find_program

GRAPH = "https://w3id.org/govgraph/id/"

_VIRTUOSO = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 100000
MaxDirtyBuffers = 70000
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
[SPARQL]
ResultSetMaxRows = 10000000
"""


@contextmanager
def open_oxigraph(turtle: Path, scratch: Path) -> Iterator[Ask]:
    """The Oxigraph server: loaded by its own loader, then served."""
    program, store, port = find_program("oxigraph") or "oxigraph", str(scratch / "oxigraph"), free_port()
    _run(program, "load", "--location", store, "--file", str(turtle))
    command = [program, "serve-read-only", "--location", store, "--bind", f"127.0.0.1:{port}"]
    with _serving(command, scratch, port):
        yield lambda query: _post(f"http://127.0.0.1:{port}/query", query)


@contextmanager
def open_virtuoso(turtle: Path, scratch: Path) -> Iterator[Ask]:
    """Virtuoso with a database of its own, loaded by its bulk loader."""
    sql, http = free_port(), free_port()
    (scratch / "virtuoso.ini").write_text(_VIRTUOSO.format(sql=sql, http=http, folder=turtle.parent), encoding="utf-8")
    command = [find_program("virtuoso-t") or "virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"]
    with _serving(command, scratch, sql, http):
        load = f"ld_dir('{turtle.parent}', '{turtle.name}', '{GRAPH}'); rdf_loader_run(); checkpoint;"
        failed = "select ll_file, ll_error from DB.DBA.load_list where ll_error is not null;"
        said = _run(find_program("isql-vt") or "isql-vt", f"127.0.0.1:{sql}", "dba", "dba", f"EXEC={load} {failed}")
        assert "0 Rows." in said, said
        address = f"http://127.0.0.1:{http}/sparql?{urlencode({'default-graph-uri': GRAPH})}"
        yield lambda query: _post(address, query)


@contextmanager
def open_comunica(turtle: Path, scratch: Path) -> Iterator[Ask]:
    """Comunica's endpoint over the file."""
    program, port = find_program("comunica-sparql-file-http") or "comunica-sparql-file-http", free_port()
    command = [program, str(turtle), "--port", str(port), "--timeout", "600", "--workers", "1"]
    with _serving(command, scratch, port):
        yield lambda query: _post(f"http://127.0.0.1:{port}/sparql", query)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


@contextmanager
def _serving(command: list[str], folder: Path, *ports: int) -> Iterator[None]:
    """The server runs and listens on all ports; what it says is in the folder."""
    log = folder / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
    try:
        for port in ports:
            while not _listens(port):
                assert server.poll() is None, log.read_text(encoding="utf-8", errors="replace")
                time.sleep(0.1)
        yield
    finally:
        server.terminate()
        try:
            server.wait(timeout=60)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _listens(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def _post(address: str, query: str) -> bytes:
    form = urlencode({"query": query}).encode()
    accept = "application/n-triples" if wants_triples(query) else "application/sparql-results+json"
    try:
        with urlopen(Request(address, form, {"Accept": accept}), timeout=600) as response:
            content: bytes = response.read()
    except HTTPError as error:
        raise ValueError(f"{error.code}: {error.read().decode(errors='replace')[:300]}") from error
    except URLError as error:
        raise ValueError(str(error)) from error
    return content


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout

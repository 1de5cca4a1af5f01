"""What no browser sends: broken HTTP, clients that stop halfway, clients that take nothing."""

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import uvicorn
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send

from govgraph.serve import connections
from govgraph.serve.protocol import Endpoint
from govgraph.serve.workers import Pool

HOST = b"Host: 127.0.0.1\r\n"
POST = b"POST /sparql HTTP/1.1\r\n" + HOST + b"Content-Type: application/sparql-query\r\n"

#: Requests, and the status each gets.
BROKEN = {
    "no host": (b"GET / HTTP/1.1\r\n\r\n", 400),
    "two hosts": (b"GET / HTTP/1.1\r\n" + HOST + b"Host: evil.example\r\n\r\n", 400),
    "no text": (b"\x16\x03\x01\x02\x00\x01\r\n\r\n", 400),
    "a length below nothing": (POST + b"Content-Length: -5\r\n\r\n", 400),
    "two lengths": (POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nASK {}", 400),
    "a chunk of no length": (POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
    "a body without end": (POST + b"Content-Length: 99999999999\r\n\r\n" + b"#" * ((1 << 20) + 1), 413),
    "a header in the address": (b"GET /questions/a%0d%0aSet-Cookie:b HTTP/1.1\r\n" + HOST + b"\r\n", 404),
    "a path out of the build": (b"GET /../report.json HTTP/1.1\r\n" + HOST + b"\r\n", 404),
    "the same in disguise": (b"GET /questions/..%2f..%2freport.json HTTP/1.1\r\n" + HOST + b"\r\n", 404),
    "another server's address": (b"GET http://evil.example/query HTTP/1.1\r\n" + HOST + b"\r\n", 404),
    "a tunnel": (b"CONNECT evil.example:80 HTTP/1.1\r\n" + HOST + b"\r\n", 404),
    "a name within the host": (b"GET /query HTTP/1.1\r\nHost: evil.example:80@127.0.0.1\r\n\r\n", 421),
}


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=20)


def read_status(client: socket.socket) -> int:
    return int(client.recv(100).split()[1])


@pytest.mark.parametrize("name", BROKEN)
def test_broken_requests_are_refused(server: str, name: str) -> None:
    port = int(server.rpartition(":")[2])
    data, status = BROKEN[name]
    with connect(port) as client:
        with contextlib.suppress(OSError):  # it answers before it has read all
            client.sendall(data)
        assert read_status(client) == status
    with connect(port) as client:
        client.sendall(b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\n" + HOST + b"\r\n")
        assert read_status(client) == 200


async def answer(scope: Scope, receive: Receive, send: Send) -> None:
    """More than the buffers of a connection hold."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"30000000")]})
    for _ in range(30):
        await send({"type": "http.response.body", "body": b"a" * 1_000_000, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The port of a server that waits a third of a second."""
    monkeypatch.setattr(connections, "PATIENCE", 0.3)
    config = uvicorn.Config(answer, lifespan="off", log_level="error", http=connections.Connection)
    running = uvicorn.Server(config)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]})
        thread.start()
        yield listener.getsockname()[1]
        running.should_exit = True
        thread.join(20)


def is_closed(client: socket.socket) -> bool:
    """Whether the server ends the connection while one byte in a while is sent, all that has come being read."""
    for _ in range(100):
        try:
            client.sendall(b"a")
            client.settimeout(0.05)
            if client.recv(1 << 20) == b"":
                return True
        except TimeoutError:
            continue
        except OSError:
            return True
    return False


@pytest.mark.parametrize("begin", [b"", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nA: "])
def test_a_client_that_never_ends_its_request_is_left(impatient: int, begin: bytes) -> None:
    with connect(impatient) as client:
        client.sendall(begin)
        assert is_closed(client)


def test_a_client_that_takes_nothing_is_left_and_a_slow_one_is_not(impatient: int) -> None:
    request = b"GET / HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"
    with connect(impatient) as idle, connect(impatient) as slow:
        idle.sendall(request)
        slow.sendall(request)
        taken = 0
        while data := slow.recv(1 << 20):
            taken += len(data)
            time.sleep(0.01)
        assert taken > 30_000_000
        time.sleep(0.5)
        rest = 0
        with contextlib.suppress(OSError):
            while data := idle.recv(1 << 20):
                rest += len(data)
        assert rest < 30_000_000


def post(body: list[Message]) -> int:
    """The status that a query gets of which these messages come."""

    async def receive() -> Message:
        return body.pop(0) if body else await asyncio.sleep(60, {"type": "http.disconnect"})

    async def respond() -> int:
        headers = [(b"content-type", b"application/sparql-query")]
        scope = {"type": "http", "method": "POST", "path": "/sparql", "query_string": b"", "headers": headers}
        return (
            await Endpoint(Pool(Path(), Path(), workers=1, seconds=1), 1).respond(Request(scope, receive))
        ).status_code

    with ThreadPoolExecutor(1) as thread:  # in this one a browser's tests may have left a loop running
        return thread.submit(asyncio.run, respond()).result()


def test_a_client_that_leaves_within_its_query_is_no_fault() -> None:
    assert post([{"type": "http.request", "body": b"ASK", "more_body": True}, {"type": "http.disconnect"}]) == 400


def test_a_query_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govgraph.serve.protocol.PATIENCE", 0.1)
    assert post([{"type": "http.request", "body": b"ASK", "more_body": True}]) == 408

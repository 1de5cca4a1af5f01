"""A server on loopback that speaks chat completions, well or badly, as a test tells it to."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

#: What a server does with a request: it writes an answer with the help of ``Request``.
Behaviour = Callable[["Request"], None]
Proposal = dict[str, str]


@dataclass
class Request:
    """One request; ``number`` counts from 1, ``text``, ``names`` and ``people`` are what is asked about."""

    number: int
    body: dict[str, Any]
    headers: dict[str, str]
    path: str
    handler: BaseHTTPRequestHandler

    @property
    def question(self) -> dict[str, Any]:
        asked: dict[str, Any] = json.loads(self.body["messages"][-1]["content"])
        return asked

    @property
    def text(self) -> str:
        return str(self.question["text"])

    def send(self, status: int, body: bytes, kind: str = "application/json", **headers: str) -> None:
        """Answer with these bytes."""
        self.handler.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.handler.send_header(name.replace("_", "-"), value)
        self.handler.end_headers()
        self.handler.wfile.write(body)

    def complete(self, content: str | None) -> None:
        """Answer as a model that says this."""
        usage = {"prompt_tokens": 100, "completion_tokens": 10}
        choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": "stop"}
        self.send(200, json.dumps({"id": "1", "choices": [choice], "usage": usage}, ensure_ascii=False).encode())

    def propose(self, *relations: Proposal, posts: tuple[Proposal, ...] = ()) -> None:
        """Answer in the form that is asked for."""
        self.complete(json.dumps({"relations": relations, "posts": posts}, ensure_ascii=False))


@dataclass
class ModelServer:
    """A running server; ``requests`` holds all that it was asked."""

    address: str = ""
    requests: list[Request] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)


def wait_for(over: threading.Event) -> Behaviour:
    """Say nothing until a test is over."""

    def behave(_: Request) -> None:
        over.wait(10)

    return behave


@contextmanager
def serve(behave: Behaviour) -> Iterator[ModelServer]:
    """A server for the length of the block."""
    model, lock = ModelServer(), threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers["Content-Length"]))
            with lock:
                headers = {name.lower(): value for name, value in self.headers.items()}
                request = Request(len(model.requests) + 1, json.loads(data), headers, self.path, self)
                model.requests.append(request)
            try:
                behave(request)
            except OSError:  # the client has had enough
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A client that breaks off is no news."""

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        model.address = f"http://127.0.0.1:{server.server_port}/v1"
        try:
            yield model
        finally:
            model.stopping.set()
            server.shutdown()
            thread.join()

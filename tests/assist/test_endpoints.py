"""Every way in which a server can answer badly ends soon, in bounded memory, with what to do about it."""

import http.client
import json
import socket
import threading
import time
import tracemalloc
from collections.abc import Callable
from contextlib import closing

import pytest

from govgraph.assist.endpoints import ATTEMPTS, MOST_BYTES, AnswerError, Endpoint, Reply
from govgraph.errors import SetupError
from tests.assist.servers import Behaviour, Request, serve, wait_for

QUESTION = [{"role": "user", "content": json.dumps({"text": "甲镇推出“乙行动”。", "names": [], "people": []})}]
KEY = "sk-0123456789abcdef"


def ask(behave: Behaviour, *, timeout: float = 5.0) -> Reply:
    with serve(behave) as model:
        return Endpoint(model.address, "m", timeout=timeout, pause=0.01).ask(QUESTION)


def fail(behave: Behaviour, *, timeout: float = 5.0) -> AnswerError:
    with pytest.raises(AnswerError) as caught:
        ask(behave, timeout=timeout)
    return caught.value


def test_a_question_goes_out_as_the_protocol_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVGRAPH_ASSIST_KEY", KEY)
    with serve(lambda request: request.complete("好")) as model:
        reply = Endpoint(f"{model.address}/", "qwen3:8b").ask(QUESTION)
    assert reply == Reply("好", 100, 10)
    (request,) = model.requests
    assert request.path == "/v1/chat/completions"
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.body == {
        "model": "qwen3:8b",
        "messages": QUESTION,
        "temperature": 0,
        "stream": False,
        "response_format": {"type": "json_object"},
    }


def test_without_a_key_none_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOVGRAPH_ASSIST_KEY", raising=False)
    with serve(lambda request: request.complete("好")) as model:
        Endpoint(model.address, "m").ask(QUESTION)
    assert "authorization" not in model.requests[0].headers


def test_a_server_without_json_mode_is_asked_without(monkeypatch: pytest.MonkeyPatch) -> None:
    def behave(request: Request) -> None:
        if "response_format" in request.body:
            request.send(400, b'{"error": "response_format is not supported"}')
        else:
            request.complete("好")

    with serve(behave) as model:
        endpoint = Endpoint(model.address, "m")
        assert [endpoint.ask(QUESTION).content for _ in range(2)] == ["好", "好"]
    assert ["response_format" in request.body for request in model.requests] == [True, False, False]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_again(status: int) -> None:
    def behave(request: Request) -> None:
        if request.number < ATTEMPTS:
            request.send(status, b"{}", Retry_After="0")
        else:
            request.complete("好")

    assert ask(behave).content == "好"


@pytest.mark.parametrize("status", [429, 502])
def test_but_not_for_ever(status: int) -> None:
    with serve(lambda request: request.send(status, b"later")) as model, pytest.raises(AnswerError) as caught:
        Endpoint(model.address, "m", pause=0.01).ask(QUESTION)
    assert (caught.value.reason, len(model.requests)) == ("busy", ATTEMPTS)
    assert f"{status}: later" in str(caught.value)


def test_a_server_that_breaks_off_is_asked_again_and_given_up() -> None:
    def behave(request: Request) -> None:
        request.handler.connection.shutdown(socket.SHUT_RDWR)

    with serve(behave) as model, pytest.raises(AnswerError) as caught:
        Endpoint(model.address, "m", pause=0.01).ask(QUESTION)
    assert (caught.value.reason, len(model.requests)) == ("disconnected", ATTEMPTS)


def test_half_an_answer_is_none() -> None:
    def behave(request: Request) -> None:
        request.handler.send_response(200)
        request.handler.send_header("Content-Type", "application/json")
        request.handler.send_header("Content-Length", "1000")
        request.handler.end_headers()
        request.handler.wfile.write(b'{"choices": []}')
        request.handler.close_connection = True

    assert fail(behave).reason == "disconnected"


def _pour(request: Request, head: bytes, piece: bytes, count: int) -> None:
    request.handler.wfile.write(head)
    for _ in range(count):
        request.handler.wfile.write(piece)


@pytest.mark.parametrize(
    "head",
    [b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-Long: ", b"HTTP/1.1 200 "],
    ids=["body", "header", "status"],
)
def test_of_a_flood_little_is_read(head: bytes) -> None:
    """A gigabyte is offered; the server notices that nobody takes it."""
    cut = threading.Event()

    def behave(request: Request) -> None:
        try:
            _pour(request, head, b" " * 65536, 16384)
        except OSError:
            cut.set()
            raise

    tracemalloc.start()
    begin = time.monotonic()
    error = fail(behave)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert error.reason in ("too-large", "disconnected")
    assert time.monotonic() - begin < 5
    assert peak < 8 * MOST_BYTES
    assert cut.wait(5)


def _drip(request: Request, head: bytes, stopping: Callable[[float], bool]) -> None:
    request.handler.wfile.write(head)
    while not stopping(0.05):
        request.handler.wfile.write(b" ")
        request.handler.wfile.flush()


@pytest.mark.parametrize(
    "head", [b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-Slow: ", b""]
)
def test_a_drip_ends_when_the_time_is_over(head: bytes) -> None:
    over = threading.Event()
    begin = time.monotonic()
    try:
        assert fail(lambda request: _drip(request, head, over.wait), timeout=0.4).reason == "timeout"
    finally:
        over.set()
    assert time.monotonic() - begin < 2


def test_silence_ends_when_the_time_is_over() -> None:
    over = threading.Event()
    try:
        error = fail(wait_for(over), timeout=0.3)
    finally:
        over.set()
    assert error.reason == "timeout"
    assert "0.3 seconds" in str(error)


def test_what_is_no_http_is_no_answer() -> None:
    def behave(request: Request) -> None:
        request.handler.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n")
        request.handler.close_connection = True

    assert fail(behave).reason == "disconnected"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"<html>hello</html>", "text/html"),
        (b'{"choices": [{"message": {"content": "{}"}}]}', "text/plain"),
        (b"not json", "application/json"),
        (b"\xff\xfe\x00", "application/json"),
        (b"[]", "application/json"),
        (b'{"choices": []}', "application/json"),
        (b'{"choices": [{"message": "hi"}]}', "application/json"),
        (b"[" * 100_000, "application/json"),
        (b'{"choices": [{"message": {"content": ["a"]}}]}', "application/json; charset=utf-8"),
    ],
)
def test_another_protocol_is_named_so(body: bytes, kind: str) -> None:
    error = fail(lambda request: request.send(200, body, kind))
    assert error.reason == "no-json"
    assert "/v1" in str(error)


def test_a_model_that_says_nothing_and_counts_nothing() -> None:
    body = b'{"choices": [{"message": {"content": null}}], "usage": {"prompt_tokens": null}}'
    assert ask(lambda request: request.send(200, body, "application/vnd.api+json")) == Reply("", 0, 0)


@pytest.mark.parametrize(
    ("status", "words"), [(401, "GOVGRAPH_ASSIST_KEY"), (403, "GOVGRAPH_ASSIST_KEY"), (404, "no model m")]
)
def test_what_the_user_has_to_put_right_stops_at_once(status: int, words: str) -> None:
    server = serve(lambda request: request.send(status, b'{"error": "\x1b[31mno\x07"}'))
    with server as model, pytest.raises(SetupError, match=words) as caught:
        Endpoint(model.address, "m").ask(QUESTION)
    assert len(model.requests) == 1
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_redirect_is_followed(status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVGRAPH_ASSIST_KEY", KEY)
    with serve(lambda request: request.complete("好")) as other:
        target = f"{other.address}/chat/completions"
        redirect = serve(lambda request: request.send(status, b"", Location=target))
        with redirect as model, pytest.raises(SetupError, match="sends elsewhere") as caught:
            Endpoint(model.address, "m").ask(QUESTION)
    assert other.requests == []
    assert target in str(caught.value)


def test_a_rejected_question_says_why() -> None:
    error = fail(lambda request: request.send(413, "太长".encode() * 1000))
    assert error.reason == "rejected"
    assert "太长" in str(error)
    assert len(str(error)) < 400


def test_nobody_there() -> None:
    with closing(socket.socket()) as held:
        held.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{held.getsockname()[1]}/v1"
        with pytest.raises(AnswerError, match="cannot be reached") as caught:
            Endpoint(address, "m", pause=0.01).ask(QUESTION)
    assert caught.value.reason == "unreachable"


def test_http_where_https_is_asked_for() -> None:
    with serve(lambda request: request.complete("好")) as model, pytest.raises(AnswerError) as caught:
        Endpoint(model.address.replace("http:", "https:"), "m", timeout=3, pause=0.01).ask(QUESTION)
    assert caught.value.reason == "unreachable"


def test_a_server_that_repeats_the_key_does_not_show_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVGRAPH_ASSIST_KEY", KEY)
    for status in (401, 413, 302):

        def behave(request: Request, status: int = status) -> None:
            request.send(status, f"Incorrect key: {KEY}".encode(), Location=f"http://elsewhere/{KEY}")

        with serve(behave) as model, pytest.raises((SetupError, AnswerError)) as caught:
            Endpoint(model.address, "m").ask(QUESTION)
        assert KEY not in str(caught.value)
        assert KEY not in repr(Endpoint(model.address, "m"))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1:11434",
        "ftp://host/v1",
        "http://",
        "http:///v1",
        "file:///etc/passwd",
        "http://host:99999/v1",
        "http://host:port/v1",
        "http://host/v1?key=1",
        "http://host/v1#a",
        "http://ho st/v1",
        "http://host/v1\r\nX: 1",
        "http://[::1/v1",
        f"http://{'a' * 70}/v1",
    ],
)
def test_a_wrong_address_is_refused(address: str) -> None:
    with pytest.raises(SetupError, match="--assist wants an address such as"):
        Endpoint(address, "m")


def test_a_key_in_the_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(SetupError, match="GOVGRAPH_ASSIST_KEY") as caught:
        Endpoint(f"http://user:{KEY}@127.0.0.1/v1", "m")
    assert KEY not in str(caught.value)


@pytest.mark.parametrize("key", ["a b", "a\nX-Evil: 1", "密钥"])
def test_a_key_that_is_none_is_refused_and_not_repeated(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVGRAPH_ASSIST_KEY", key)
    with pytest.raises(SetupError, match="GOVGRAPH_ASSIST_KEY") as caught:
        Endpoint("http://127.0.0.1/v1", "m")
    assert key not in str(caught.value)


@pytest.mark.parametrize("model", ["", " ", "a\nb", "m" * 201])
def test_a_model_without_a_usable_name_is_refused(model: str) -> None:
    with pytest.raises(SetupError, match="--model wants the name"):
        Endpoint("http://127.0.0.1/v1", model)


def test_stopping_ends_what_is_under_way() -> None:
    over = threading.Event()
    caught: list[AnswerError] = []

    def ask_in_vain(endpoint: Endpoint) -> None:
        try:
            endpoint.ask(QUESTION)
        except AnswerError as error:
            caught.append(error)

    with serve(wait_for(over)) as model:
        endpoint = Endpoint(model.address, "m")
        thread = threading.Thread(target=ask_in_vain, args=(endpoint,))
        thread.start()
        while not model.requests:
            time.sleep(0.01)
        begin = time.monotonic()
        endpoint.stop()
        thread.join(5)
        over.set()
    assert time.monotonic() - begin < 2
    assert [error.reason for error in caught] == ["stopped"]
    with pytest.raises(AnswerError):
        endpoint.ask(QUESTION)


def test_the_client_uses_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert ask(lambda request: request.complete("好")).content == "好"
    assert http.client.HTTPConnection.debuglevel == 0

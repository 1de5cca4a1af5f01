"""The address that a user names: one question a request, within limits of time and size.

Chat completions as many servers of language models speak them: ``POST {address}/chat/completions``. Only the standard
library is used, which heeds no proxy settings and follows no redirects: what is asked goes to this address alone.
"""

import http.client
import json
import os
import re
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import NamedTuple
from urllib.parse import quote, urlsplit

import msgspec

from govgraph.errors import GovgraphError, SetupError

#: The environment variable that may hold a key; it is sent to the address and written nowhere.
KEY_VARIABLE = "GOVGRAPH_ASSIST_KEY"
#: Seconds that one request may take in all; a model of 7 billion parameters on a processor takes about half a minute.
TIMEOUT = 180.0
#: Seconds within which the address has to take a connection.
_CONNECT = 10.0
#: An answer has a few kilobytes; of a longer one no more is read.
MOST_BYTES = 1 << 20
#: How often a question is put to a server that is busy or breaks off, and the seconds before the second time; the
#: pause doubles each time.
ATTEMPTS = 4
PAUSE = 1.0
#: The longest pause that a server may ask for.
_LONGEST_PAUSE = 30.0
#: Characters of a server's own message that are shown.
_SHOWN = 200

_BUSY = frozenset({408, 429, 500, 502, 503, 504})
_UNPRINTABLE = re.compile(r"[^\w\s!-~\u3000-\u303f\uff00-\uffef“”‘’…—·]|[\x00-\x1f\x7f-\x9f]")

Message = Mapping[str, str]


class AnswerError(GovgraphError):
    """One question got no answer.

    Args:
        reason: a short code, stable for reports: ``unreachable``, ``timeout``, ``busy``, ``disconnected``,
            ``too-large``, ``rejected``, ``no-json``, ``form``, ``stopped``.
        message: what happened and what to do about it.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class Reply(NamedTuple):
    """What the model said, and the tokens that this took where the server counts them."""

    content: str
    prompt_tokens: int = 0
    completion_tokens: int = 0


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message


class _Usage(msgspec.Struct):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class _Completion(msgspec.Struct):
    choices: list[_Choice]
    usage: _Usage | None = None


_DECODER = msgspec.json.Decoder(_Completion)


class _Response(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes


class _Call:
    """One request's connection, which another thread may cut."""

    def __init__(self, connection: http.client.HTTPConnection, timeout: float) -> None:
        self.connection = connection
        self.is_late = False
        self._timeout = timeout
        #: http.client hands its own over to the response.
        self._socket: socket.socket | None = None

    def connect(self) -> None:
        self.connection.connect()
        self._socket = self.connection.sock
        self._socket.settimeout(self._timeout)

    def expire(self) -> None:
        """Cut it because the time is over."""
        self.is_late = True
        self.cut()

    def cut(self) -> None:
        """End what is being read or written."""
        held = self._socket or self.connection.sock
        if held is not None:
            with suppress(OSError):
                socket.socket.shutdown(held, socket.SHUT_RDWR)


class Endpoint:
    """A model at an address. Several threads may ask at a time.

    Args:
        address: such as ``http://127.0.0.1:11434/v1``; https is spoken with the certificates that this system trusts.
        model: the name by which the server knows the model.
        timeout: seconds for one request in all.
        pause: seconds before a question is put a second time.

    Raises:
        SetupError: the address, the model's name or the key cannot be used.
    """

    def __init__(self, address: str, model: str, *, timeout: float = TIMEOUT, pause: float = PAUSE) -> None:
        self.address = address.rstrip("/")
        self.model = model
        self._timeout, self._pause = timeout, pause
        self._is_safe, self._host, self._port, self._path = _take_apart(self.address)
        self._headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "govgraph"}
        self._key = _read_key()
        if self._key:
            self._headers["Authorization"] = f"Bearer {self._key}"
        if not model.strip() or not model.isprintable() or len(model) > 200:
            raise SetupError("--model wants the name by which the server knows the model, such as qwen3:8b.")
        self._tls = ssl.create_default_context() if self._is_safe else None
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._calls: set[_Call] = set()
        self._takes_form = True
        self._sent = 0

    @property
    def requests(self) -> int:
        """The requests sent so far, repeated ones too."""
        with self._lock:
            return self._sent

    def ask(self, messages: Sequence[Message]) -> Reply:
        """Put one question.

        Raises:
            SetupError: the server wants a key, does not know the model, or is another than the address says.
            AnswerError: there is no answer to this question.
        """
        response = self._post(messages, formed=self._takes_form)
        if response.status in (400, 422) and self._takes_form:  # servers that know no JSON mode refuse it so
            plain = self._post(messages, formed=False)
            if plain.status == 200:
                self._takes_form = False
            response = plain
        return self._read(response)

    def stop(self) -> None:
        """End all requests under way; what is asked from now on gets no answer."""
        self._stopped.set()
        with self._lock:
            for call in self._calls:
                call.cut()

    def _post(self, messages: Sequence[Message], *, formed: bool) -> _Response:
        """The response to a question, which is put again where the server is busy or breaks off."""
        asked: dict[str, object] = {"model": self.model, "messages": messages, "temperature": 0, "stream": False}
        if formed:
            asked["response_format"] = {"type": "json_object"}
        body = json.dumps(asked, ensure_ascii=False).encode("utf-8", "replace")
        pause = self._pause
        for attempt in range(1, ATTEMPTS + 1):
            wanted = 0.0
            try:
                response = self._send(body)
                if response.status not in _BUSY:
                    return response
                failure = AnswerError("busy", f"{self.address} is busy or fails ({self._quote(response)})")
                wanted = _read_pause(response.headers.get("retry-after", ""))
            except AnswerError as error:
                if error.reason not in ("unreachable", "disconnected"):
                    raise
                failure = error
            if attempt == ATTEMPTS or self._stopped.wait(max(pause, wanted)):
                break
            pause *= 2
        raise failure

    def _send(self, body: bytes) -> _Response:
        with self._call() as call:
            try:
                try:
                    call.connect()
                except (OSError, UnicodeError) as error:
                    if call.is_late or self._stopped.is_set():
                        raise
                    raise AnswerError(
                        "unreachable",
                        f"{self.address} cannot be reached ({_name(error)}). Start the server, or name its address: "
                        "--assist http://HOST:PORT/v1",
                    ) from error
                call.connection.request("POST", f"{self._path}/chat/completions", body, self._headers)
                with call.connection.getresponse() as response:
                    data = response.read(MOST_BYTES + 1)
            except (OSError, UnicodeError, http.client.HTTPException) as error:
                raise self._broken(call, error) from error
            if call.is_late or self._stopped.is_set():
                raise self._broken(call, None)
            if len(data) > MOST_BYTES:
                raise AnswerError("too-large", f"{self.address} answered with more than {MOST_BYTES:,} bytes")
            if response.length:
                raise AnswerError("disconnected", f"{self.address} broke off in the middle of its answer")
            return _Response(response.status, {name.lower(): value for name, value in response.getheaders()}, data)

    def _broken(self, call: _Call, error: Exception | None) -> AnswerError:
        """Why a request ended without an answer."""
        if self._stopped.is_set():
            return AnswerError("stopped", "not asked any more")
        if call.is_late or error is None or isinstance(error, TimeoutError):
            return AnswerError("timeout", f"{self.address} gave no whole answer within {self._timeout:g} seconds")
        return AnswerError("disconnected", f"{self.address} broke off ({_name(error)})")

    @contextmanager
    def _call(self) -> Iterator[_Call]:
        """A connection that is cut when the time is over, whatever the server sends until then, and how slowly."""
        if self._stopped.is_set():
            raise AnswerError("stopped", "not asked any more")
        limit = min(_CONNECT, self._timeout)
        call = _Call(
            http.client.HTTPSConnection(self._host, self._port, timeout=limit, context=self._tls)
            if self._tls
            else http.client.HTTPConnection(self._host, self._port, timeout=limit),
            self._timeout,
        )
        timer = threading.Timer(self._timeout, call.expire)
        timer.daemon = True
        with self._lock:
            self._calls.add(call)
            self._sent += 1
        timer.start()
        try:
            yield call
        finally:
            timer.cancel()
            with self._lock:
                self._calls.discard(call)
            call.connection.close()

    def _read(self, response: _Response) -> Reply:
        """What the model said.

        Raises:
            SetupError, AnswerError: as ``ask``.
        """
        status = response.status
        if status in (401, 403):
            raise SetupError(
                f"{self.address} wants another key ({self._quote(response)}). "
                f"Set the environment variable {KEY_VARIABLE} to one that may use {self.model}."
            )
        if status == 404:
            raise SetupError(
                f"{self.address} has no chat completions or no model {self.model} ({self._quote(response)}). "
                "--assist wants the address up to and with /v1, --model a name that the server lists under /models."
            )
        if 300 <= status < 400:
            target = self._clean(response.headers.get("location", "no address"))
            raise SetupError(
                f"{self.address} sends elsewhere ({status} to {target}), which is not followed. "
                "Name that address with --assist if it is the right one."
            )
        if status != 200:
            raise AnswerError("rejected", f"{self.address} rejected a question ({self._quote(response)})")
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json" and not kind.endswith("+json"):
            raise self._no_json(f"its answer is {self._clean(kind) or 'of no type'}")
        try:
            completion = _DECODER.decode(response.body)
        except (msgspec.MsgspecError, RecursionError) as error:
            raise self._no_json("its answer is no chat completion") from error
        if not completion.choices:
            raise self._no_json("its answer has no choices")
        usage = completion.usage or _Usage()
        content = completion.choices[0].message.content or ""
        return Reply(content, max(0, usage.prompt_tokens or 0), max(0, usage.completion_tokens or 0))

    def _no_json(self, found: str) -> AnswerError:
        return AnswerError(
            "no-json",
            f"{self.address} does not speak the protocol of chat completions: {found}. "
            "--assist wants the address up to and with /v1, such as http://127.0.0.1:11434/v1",
        )

    def _quote(self, response: _Response) -> str:
        """The status and the server's own words."""
        said = self._clean(response.body.decode("utf-8", "replace"))
        return f"{response.status}: {said}" if said else str(response.status)

    def _clean(self, text: str) -> str:
        """A server's words for a person, on one line; the key, which some repeat, is taken out."""
        shown = text.replace(self._key, "…") if self._key else text
        shown = " ".join(_UNPRINTABLE.sub(" ", shown[: 8 * _SHOWN]).split())
        return shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"


def _take_apart(address: str) -> tuple[bool, str, int, str]:
    """Whether it is https, host, port and path of an address."""
    wanted = "--assist wants an address such as http://127.0.0.1:11434/v1 or https://HOST/v1"
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
        host.encode("idna")
    except (ValueError, UnicodeError) as error:
        raise SetupError(f"{wanted} ({error}).") from error
    if parts.username is not None or parts.password is not None:
        raise SetupError(f"A key does not belong into an address: set the environment variable {KEY_VARIABLE}.")
    if parts.scheme not in ("http", "https") or not host or re.search(r"[\s\x00-\x1f]", address):
        raise SetupError(f"{wanted}.")
    if parts.query or parts.fragment:
        raise SetupError(f"{wanted}, without ? or #.")
    is_safe = parts.scheme == "https"
    return is_safe, host, port or (443 if is_safe else 80), quote(parts.path, safe="/%:@~!$&'()*+,;=")


def _read_key() -> str:
    key = os.environ.get(KEY_VARIABLE, "").strip()
    if not all("!" <= character <= "~" for character in key):
        raise SetupError(f"The key in {KEY_VARIABLE} holds characters that no key has. Set it anew.")
    return key


def _read_pause(value: str) -> float:
    """The seconds of a Retry-After header; a date in it is not heeded."""
    return min(float(value), _LONGEST_PAUSE) if value.isascii() and value.isdigit() else 0.0


def _name(error: BaseException) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__

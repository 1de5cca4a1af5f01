"""What every request passes: the host it asks for, the site it comes from; and the headers every answer has."""

from collections.abc import Collection
from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
}

#: A page states its own policy; this one holds for what is no page, and forbids frames, which a page cannot.
FRAMES = "frame-ancestors 'none'"
_POLICY = f"default-src 'none'; sandbox; {FRAMES}"


class Guard:
    """Refuses what a page of another site makes a browser ask, and sets the headers of all answers.

    A name that its owner has pointed at this machine (DNS rebinding) shows in the Host header, which has to be one of
    ``hosts``. Other sites may send requests to the endpoint, even though they cannot read the answers; unless they are
    ``origins`` to be let in, they are turned away before they cost time.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str], origins: Collection[str]) -> None:
        self._app = app
        self._hosts = hosts
        self._origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Content-Security-Policy", _POLICY)
                if not self._origins:
                    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
            await send(message)

        headers = Headers(scope=scope)
        if (host := read_host(headers.get("host", ""))) not in self._hosts:
            text = f"This server does not answer as {host!r}. Use the address that it printed, or --allow-host.\n"
            await PlainTextResponse(text, 421)(scope, receive, send_guarded)
        elif self._is_foreign(headers) and scope["path"] == "/sparql":
            text = "Pages of other sites may not ask here. Start the server with --cors and their origin to let them.\n"
            await PlainTextResponse(text, 403)(scope, receive, send_guarded)
        else:
            await self._app(scope, receive, send_guarded)

    def _is_foreign(self, headers: Headers) -> bool:
        """Whether a browser sends this for a page of another origin."""
        if "*" in self._origins or headers.get("origin") in self._origins:
            return False
        return headers.get("sec-fetch-site", "none") not in ("same-origin", "none")


def read_host(header: str) -> str:
    """The name in a Host header, without its port.

    >>> read_host("LocalHost:8420"), read_host("[::1]:8420"), read_host("evil.example")
    ('localhost', '::1', 'evil.example')
    """
    name = header.strip().lower()
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return name.partition(":")[0].rstrip(".")


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False

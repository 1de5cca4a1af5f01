"""The server of one build: its pages, and its SPARQL endpoint."""

import contextlib
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Route

from govgraph.errors import SetupError
from govgraph.serve.connections import Connection
from govgraph.serve.guards import Guard, is_loopback
from govgraph.serve.pages import Pages, fill_question, render_query_page
from govgraph.serve.protocol import Endpoint
from govgraph.serve.stores import open_store, place_stores
from govgraph.serve.workers import Pool

#: Queries that run at once; each has a process of some 40 MB.
_WORKERS = 4
#: Connections that are open at once; more are told to come again.
_CONNECTIONS = 200


@dataclass(frozen=True, slots=True)
class Settings:
    """Where to serve, to whom, and how much.

    Args:
        host: the address to listen at.
        port: the port, or 0 for a free one.
        names: host names, other than those of this machine, under which it may be asked.
        origins: sites whose pages may ask, such as ``https://example.org``; ``*`` for all.
        seconds: how long a query may run.
        most_rows: how many rows or triples it may give.
    """

    host: str = "127.0.0.1"
    port: int = 8420
    names: Sequence[str] = ()
    origins: Sequence[str] = ()
    seconds: float = 10
    most_rows: int = 100_000


def serve(folder: Path, settings: Settings, announce: Callable[[str], None]) -> None:
    """Serve the build in ``folder`` until the process is interrupted.

    Args:
        folder: what `govgraph build` was given as its output.
        settings: where, to whom, how much.
        announce: is told the address as soon as it answers.

    Raises:
        SetupError: there is no build, the port is taken, or an address beyond this machine names no host.
    """
    if not is_loopback(settings.host) and not settings.names:
        raise SetupError(
            f"At {settings.host} other machines could ask, and there is no password. If they shall, say under which "
            "name, with --allow-host NAME."
        )
    with place_stores(folder) as stores, _listen(settings) as listener:
        open_store(folder, stores)  # made here, once, before the workers open it
        render_query_page()
        port = listener.getsockname()[1]
        shown = f"[{settings.host}]" if ":" in settings.host else settings.host
        pool = Pool(folder, stores, workers=_WORKERS, seconds=settings.seconds)
        app = make_app(folder, settings, pool, lambda: announce(f"http://{shown}:{port}/"))
        config = uvicorn.Config(
            app,
            http=Connection,
            log_level="error",
            access_log=False,
            server_header=False,
            limit_concurrency=_CONNECTIONS,
            timeout_graceful_shutdown=1,
            ws="none",
        )
        server = _Server(config, pool)
        with contextlib.suppress(KeyboardInterrupt):  # uvicorn raises it again once it has stopped
            server.run(sockets=[listener])
        if not server.started:
            raise SetupError("The processes that answer queries ended at once. Free some memory and run again.")


def warn_of_others(settings: Settings) -> str | None:
    """What the user should know before other machines can ask."""
    if is_loopback(settings.host):
        return None
    return f"Warning: whoever reaches {settings.host} can read the whole build. There is no password and no encryption."


class _Server(uvicorn.Server):
    """Ends the queries that run before it waits for their answers to be sent."""

    def __init__(self, config: uvicorn.Config, pool: Pool) -> None:
        super().__init__(config)
        self._pool = pool

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._pool.close()
        await super().shutdown(sockets)


def make_app(folder: Path, settings: Settings, pool: Pool, announce: Callable[[], None]) -> Starlette:
    """The application; the pool is open as long as it lives."""
    pages = Pages(folder)

    @contextlib.asynccontextmanager
    async def run_pool(_: Starlette) -> AsyncIterator[None]:
        try:
            await pool.open()
            announce()
            yield
        finally:
            pool.close()

    hosts = {"localhost", "127.0.0.1", "::1", settings.host.lower(), *map(str.lower, settings.names)}
    cors = Middleware(
        CORSMiddleware,
        allow_origins=settings.origins,
        allow_methods=["GET", "POST"],
        allow_headers=["Accept", "Content-Type"],
    )
    return Starlette(
        routes=[
            Route("/", pages.show_graph),
            Route("/query", pages.show_query),
            Route("/questions/{name}", fill_question),
            Route("/sparql", Endpoint(pool, settings.most_rows).respond, methods=["GET", "POST"]),
        ],
        middleware=[Middleware(Guard, hosts=hosts, origins=settings.origins), *([cors] if settings.origins else [])],
        lifespan=run_pool,
    )


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((settings.host, settings.port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise SetupError(
            f"Nothing can listen at {settings.host}, port {settings.port} ({error.strerror}). "
            "Choose another --host or --port; --port 0 takes a free one."
        ) from error
    return listener

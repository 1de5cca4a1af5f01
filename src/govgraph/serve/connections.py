"""Connections that make no headway are closed, so that slow clients, a thousand of them, keep nobody out."""

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

#: Seconds that a client has to send the head of a request, and to take what fills the buffers of its answer.
PATIENCE = 10.0


class Connection(H11Protocol):
    """A connection of uvicorn's with a limit on waiting; it has none of its own but between two requests."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what has come; the time runs on until the head of a request is whole."""
        super().data_received(data)
        if self._is_answering():
            self._go_on()
        elif self._waiting is None:
            self._wait()

    def pause_writing(self) -> None:
        """The client has not taken what was sent."""
        super().pause_writing()
        self._go_on()
        self._wait()

    def resume_writing(self) -> None:
        """It has."""
        super().resume_writing()
        self._go_on()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        self._go_on()
        super().connection_lost(exc)

    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _wait(self) -> None:
        self._waiting = self.loop.call_later(PATIENCE, self._end)

    def _go_on(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _end(self) -> None:
        self._waiting = None
        self.transport.abort()

"""Runs the application under uvicorn, inside a program that has other things to do."""

import asyncio
import contextlib
import ipaddress
import socket
from collections.abc import AsyncIterator

import uvicorn

from gateway.app import Gateway

GRACE = 3
"""Seconds that open streams get at shutdown."""


class ServeFailed(Exception):  # noqa: N818
    """The server cannot listen; the text is one sentence for a person."""


@contextlib.asynccontextmanager
async def serving(
    dsn: str, *, host: str = "127.0.0.1", port: int = 0, base_path: str = ""
) -> AsyncIterator[int]:
    """Serve as long as the context lasts; yields the port. Raises ServeFailed.

    Only on the loopback: TLS for other addresses is not built yet.
    """
    if not ipaddress.ip_address(host).is_loopback:
        raise ServeFailed(f"{host} is not a loopback address: without TLS it is refused.")
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as exc:
        listening.close()
        raise ServeFailed(f"Port {port} is taken.") from exc
    config = uvicorn.Config(
        Gateway(dsn).app(base_path),
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        access_log=False,
        log_level="warning",
        timeout_graceful_shutdown=GRACE,
    )
    server = _Server(config)
    task = asyncio.get_running_loop().create_task(server.serve([listening]), name="gateway")
    try:
        ready = asyncio.get_running_loop().create_task(server.ready.wait())
        await asyncio.wait({ready, task}, return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()
        if not server.ready.is_set():
            raise ServeFailed("The gateway could not start: is the database installed?")
        yield listening.getsockname()[1]
    finally:
        server.should_exit = True
        await asyncio.gather(task, return_exceptions=True)
        listening.close()


class _Server(uvicorn.Server):
    """Says when it is ready, and leaves the signals to the program around it."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.ready.set()

    @contextlib.contextmanager
    def capture_signals(self):  # type: ignore[no-untyped-def]
        yield

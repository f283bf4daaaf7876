"""Runs the application under uvicorn, inside a program that has other things to do."""

import asyncio
import contextlib
import ipaddress
import re
import socket
import ssl
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import cast

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from gateway.app import Gateway
from gateway.evidence.keys import SigningKey
from gateway.problems import Problem

GRACE = 3
"""Seconds that open streams get at shutdown."""


class ServeFailed(Exception):  # noqa: N818
    """The server cannot listen; the text is one sentence for a person."""


@contextlib.asynccontextmanager
async def serving(
    dsn: str,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    base_path: str = "",
    tls_cert: Path | None = None,
    tls_key: Path | None = None,
    behind_proxy: bool = False,
    signing_key: SigningKey | None = None,
    sweep_every: float | None = None,
) -> AsyncIterator[int]:
    """Serve as long as the context lasts; yields the port. Raises ServeFailed.

    Other addresses than the loopback need TLS, or a proxy in front (``behind_proxy``) whose
    ``X-Forwarded-For`` is believed then. Without a ``signing_key`` there are no evidence bundles.
    ``sweep_every``: seconds between sweeps over all users, whose findings consoles show.
    PostgreSQL need not be there yet.
    """
    _check(host, base_path, tls_cert, encrypted=tls_cert is not None or behind_proxy)
    listening = _listen(host, port)
    config = uvicorn.Config(
        Gateway(dsn, signing_key, sweep_every).app(base_path),
        http=_Http,
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        ws_max_size=64 * 1024,
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=behind_proxy,
        timeout_graceful_shutdown=GRACE,
        ssl_certfile=tls_cert,
        ssl_keyfile=tls_key,
    )
    server = _Server(config)
    try:
        # Not a task group: what goes wrong in the body must leave as itself, not inside a group.
        task = asyncio.get_running_loop().create_task(server.serve([listening]), name="gateway")
        try:
            await _ready(server, task)
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            await asyncio.gather(task, return_exceptions=True)
    finally:
        listening.close()


def _check(host: str, base_path: str, tls_cert: Path | None, *, encrypted: bool) -> None:
    try:
        loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError as exc:
        raise ServeFailed(f"{host} is not an IP address.") from exc
    if not loopback and not encrypted:
        raise ServeFailed(
            f"{host} is not a loopback address: it needs --tls-cert and --tls-key, "
            "or --behind-proxy if a proxy encrypts."
        )
    if base_path and not re.fullmatch(r"(/[A-Za-z0-9._~-]+)+", base_path):
        raise ServeFailed(f"The base path {base_path} is not like /console.")
    if tls_cert is not None and not tls_cert.is_file():
        raise ServeFailed(f"There is no certificate {tls_cert}.")


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named because asyncio else leaves TCP_NODELAY off: 40 ms more for each answer.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except OSError as exc:
        listening.close()
        raise ServeFailed(f"{host} port {port} cannot be used: {exc.strerror}.") from exc
    return listening


async def _ready(server: "_Server", task: asyncio.Task[None]) -> None:
    waiting = asyncio.get_running_loop().create_task(server.ready.wait())
    try:
        await asyncio.wait({waiting, task}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
    if server.ready.is_set():
        return
    failure = task.exception()
    if isinstance(failure, ssl.SSLError | OSError):
        raise ServeFailed("The certificate and its key cannot be used.") from failure
    raise ServeFailed("The gateway could not start; the log says why.") from failure


class _Http(H11Protocol):
    """Refuses what is no HTTP request as everything else is refused."""

    def send_400_response(self, msg: str) -> None:
        del msg
        answer = cast("RequestResponseCycle | None", self.cycle)
        if answer is None or answer.response_complete or not answer.response_started:
            response = Problem("malformed_request").response()
            head = [b"HTTP/1.1 400 Bad Request", *map(b": ".join, response.raw_headers)]
            self.transport.write(b"\r\n".join([*head, b"Connection: close", b"", response.body]))
        self.transport.close()


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
    def capture_signals(self) -> Iterator[None]:
        yield

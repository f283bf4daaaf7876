"""One console's WebSocket: who it is, where it left off, then everything that commits."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import asyncpg
import msgspec
from starlette.websockets import WebSocket, WebSocketDisconnect

from gateway import __version__
from gateway.auth import Grant, Operator
from gateway.change_log import HEARTBEAT, ChangeLog
from gateway.hub import Hub, Subscription
from gateway.problems import Problem
from gateway.wire import PROTOCOL, Environment, Position, Reset

START_WITHIN = 5.0
"""Seconds a console has to say where it left off."""


class Start(msgspec.Struct, frozen=True, tag_field="type", tag="start", forbid_unknown_fields=True):
    """The console's first and only frame."""

    position: Position | None = None


class Hello(msgspec.Struct, frozen=True, tag_field="type", tag="hello"):
    """The gateway's first frame."""

    protocol: str
    server: str
    epoch: str
    position: Position
    resumed: bool
    operator: Operator
    environment: Environment
    heartbeat_seconds: float


_encoder = msgspec.json.Encoder()
_start = msgspec.json.Decoder(Start)


class EventStream:
    """Serves ``/ws/events`` (docs/protocol.md, Events)."""

    def __init__(
        self,
        hub: Hub,
        change_log: ChangeLog,
        authenticate: Callable[[str], Awaitable[Grant | None]],
        environment: Environment,
    ) -> None:
        self._hub = hub
        self._change_log = change_log
        self._authenticate = authenticate
        self._environment = environment

    async def __call__(self, socket: WebSocket) -> None:
        """Serve one console until it leaves, falls behind or its session ends."""
        if socket.headers.get("origin") is not None:
            await self._deny(
                socket, Problem(403, "origin_not_allowed", "Browsers may not connect.")
            )
            return
        scheme, _, token = socket.headers.get("authorization", "").partition(" ")
        grant = await self._authenticate(token) if scheme == "Bearer" and token else None
        if grant is None:
            await self._deny(socket, Problem(401, "unauthenticated", "Sign in first."))
            return
        await socket.accept()
        with contextlib.suppress(WebSocketDisconnect):
            try:
                async with asyncio.timeout(START_WITHIN):
                    start = _start.decode(await socket.receive_text())
            except TimeoutError:
                await socket.close(4408)
                return
            except (msgspec.DecodeError, KeyError):
                await socket.close(4400)
                return
            await self._serve(socket, grant, start)

    async def _serve(self, socket: WebSocket, grant: Grant, start: Start) -> None:
        with self._hub.subscription() as subscription:
            # From here on what commits is queued; what came before is read up to this position.
            here = self._hub.position
            if here is None:
                await socket.close(1013)
                return
            backlog = None
            if start.position is not None:
                try:
                    backlog = await self._change_log.between(start.position, here)
                except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
                    await socket.close(1013)
                    return
            resumed = backlog is not None and not isinstance(backlog, Reset)
            hello = Hello(
                protocol=PROTOCOL,
                server=__version__,
                epoch=here.epoch,
                position=start.position if resumed and start.position else here,
                resumed=resumed,
                operator=grant.operator,
                environment=self._environment,
                heartbeat_seconds=HEARTBEAT,
            )
            await socket.send_text(_encoder.encode(hello).decode())
            if backlog is not None:
                await socket.send_text(_encoder.encode(backlog).decode())
            leaves = asyncio.get_running_loop().create_task(_until_gone(socket))
            try:
                await self._pump(socket, subscription, grant, leaves)
            finally:
                leaves.cancel()
                await asyncio.gather(leaves, return_exceptions=True)

    async def _pump(
        self,
        socket: WebSocket,
        subscription: Subscription,
        grant: Grant,
        leaves: asyncio.Task[None],
    ) -> None:
        loop = asyncio.get_running_loop()
        while not leaves.done():
            coming = loop.create_task(subscription.next())
            await asyncio.wait({coming, leaves}, return_when=asyncio.FIRST_COMPLETED)
            if not coming.done():
                coming.cancel()
                return
            frame = coming.result()
            if frame is None:
                await socket.close(4008)
                return
            if datetime.now(UTC) >= grant.expires_at:
                await socket.close(4401)
                return
            await socket.send_text(frame.decode())

    async def _deny(self, socket: WebSocket, problem: Problem) -> None:
        await socket.send_denial_response(problem.response())


async def _until_gone(socket: WebSocket) -> None:
    with contextlib.suppress(WebSocketDisconnect):
        while True:
            await socket.receive_text()

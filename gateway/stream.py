"""One console's WebSocket: who it is, where it left off, then everything that commits."""

import asyncio
import contextlib
from typing import Literal

import asyncpg
import msgspec
from starlette.websockets import WebSocket, WebSocketDisconnect

from gateway import __version__
from gateway.auth import Auth, Grant
from gateway.change_log import HEARTBEAT, ChangeLog
from gateway.database import UNREACHABLE
from gateway.hub import Hub, Subscription
from gateway.problems import Problem
from gateway.wire import PROTOCOL, Environment, Hello, Reset, Start

START_WITHIN = 5.0
"""Seconds a console has to say where it left off."""


_encoder = msgspec.json.Encoder()
_start = msgspec.json.Decoder(Start)


class EventStream:
    """Serves ``/ws/events`` (docs/protocol.md, Events)."""

    def __init__(
        self,
        hub: Hub,
        change_log: ChangeLog,
        auth: Auth,
        environment: Environment,
    ) -> None:
        self._hub = hub
        self._change_log = change_log
        self._auth = auth
        self._environment = environment

    async def __call__(self, socket: WebSocket) -> None:
        """Serve one console until it leaves, falls behind or its session ends."""
        if socket.headers.get("origin") is not None:
            await self._deny(socket, Problem("origin_not_allowed"))
            return
        scheme, _, token = socket.headers.get("authorization", "").partition(" ")
        grant = await self._auth.authenticate(token) if scheme == "Bearer" and token else None
        if grant is None:
            await self._deny(socket, Problem("unauthenticated"))
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
                except (*UNREACHABLE, asyncpg.PostgresError):
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
            self._change_log.want_proof()
            with self._auth.watch(grant) as over:
                loop = asyncio.get_running_loop()
                leaves = loop.create_task(_until_gone(socket))
                ends = loop.create_task(over.wait())
                try:
                    await self._pump(socket, subscription, leaves, ends)
                finally:
                    leaves.cancel()
                    ends.cancel()
                    await asyncio.gather(leaves, ends, return_exceptions=True)

    async def _pump(
        self,
        socket: WebSocket,
        subscription: Subscription,
        leaves: asyncio.Task[None],
        ends: "asyncio.Task[Literal[True]]",
    ) -> None:
        loop = asyncio.get_running_loop()
        while not leaves.done():
            coming = loop.create_task(subscription.next())
            await asyncio.wait({coming, leaves, ends}, return_when=asyncio.FIRST_COMPLETED)
            if ends.done():
                coming.cancel()
                await socket.close(4401)
                return
            if not coming.done():
                coming.cancel()
                return
            frame = coming.result()
            if frame is None:
                await socket.close(4008)
                return
            await socket.send_text(frame.decode())

    async def _deny(self, socket: WebSocket, problem: Problem) -> None:
        await socket.send_denial_response(problem.response())


async def _until_gone(socket: WebSocket) -> None:
    with contextlib.suppress(WebSocketDisconnect):
        while True:
            await socket.receive_text()

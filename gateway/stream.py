"""One console's WebSocket: who it is, where it left off, then everything that commits."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import asyncpg
import msgspec
from starlette.websockets import WebSocket, WebSocketDisconnect

from gateway import __version__, parse
from gateway.auth import Auth, Grant
from gateway.change_log import HEARTBEAT, ChangeLog
from gateway.database import UNREACHABLE
from gateway.hub import Hub, Subscription, encoded
from gateway.log_database import is_ahead
from gateway.problems import Problem
from gateway.wire import PROTOCOL, Environment, Hello, Position, Renewal, Reset, Start

START_WITHIN = 5.0
"""Seconds a console has to say where it left off."""
REACH_WITHIN = 5.0
"""Seconds a console is kept waiting that has seen more than this gateway."""

PROTOCOL_ERROR = 4400
SESSION_OVER = 4401
NO_START = 4408
TOO_SLOW = 4008
TRY_AGAIN = 1013
RESTART = 1012
"""Come back at once: this stream began under a role that the operator no longer has."""

_start = msgspec.json.Decoder(Start)
_renewal = msgspec.json.Decoder(Renewal)


class EventStream:
    """Serves ``/ws/events`` (docs/protocol.md, Events)."""

    def __init__(
        self,
        hub: Hub,
        change_log: ChangeLog,
        auth: Auth,
        environment: Callable[[], Awaitable[Environment]],
    ) -> None:
        self._hub = hub
        self._change_log = change_log
        self._auth = auth
        self._environment = environment

    async def __call__(self, socket: WebSocket) -> None:
        """Serve one console until it leaves, falls behind or its session ends."""
        try:
            grant = await self._admit(socket)
        except Problem as problem:
            await socket.send_denial_response(problem.response())
            return
        await socket.accept()
        with contextlib.suppress(WebSocketDisconnect):
            await socket.close(await self._converse(socket, grant))

    async def _admit(self, socket: WebSocket) -> Grant:
        """Return who knocks; raises Problem for whom the door stays shut."""
        parse.check_protocol(socket)
        parse.no_query(socket)
        if socket.headers.get("origin") is not None:
            raise Problem("origin_not_allowed")
        token = parse.bearer(socket.headers.get("authorization", ""))
        try:
            grant = await self._auth.authenticate(token)
        except (*UNREACHABLE, asyncpg.PostgresError) as exc:
            raise Problem("database_unavailable") from exc
        if grant is None:
            raise Problem("unauthenticated")
        return grant

    async def _converse(self, socket: WebSocket, grant: Grant) -> int:
        """Return the code to close with; raises WebSocketDisconnect when the console left."""
        try:
            async with asyncio.timeout(START_WITHIN):
                start = _start.decode(await socket.receive_text())
        except TimeoutError:
            return NO_START
        except (msgspec.DecodeError, KeyError):
            return PROTOCOL_ERROR
        line = _Line(socket)
        if start.position is not None and not await self._reach(start.position):
            return TRY_AGAIN
        with self._hub.subscription(start.users) as subscription:
            # From here on what commits is queued; what came before is read up to this position.
            here = self._change_log.position
            if here is None:
                return TRY_AGAIN
            try:
                await self._greet(line, grant, start, subscription, here)
            except (*UNREACHABLE, asyncpg.PostgresError):
                return TRY_AGAIN
            self._change_log.want_proof()
            return await self._stream(line, grant, subscription)

    async def _reach(self, position: Position) -> bool:
        """Read as far as the console did at another gateway; False if that takes too long.

        What is between would reach the console twice. Where nobody ever was nothing is waited for.
        """
        with (
            self._hub.subscription() as frames,
            contextlib.suppress(*UNREACHABLE, asyncpg.PostgresError),
        ):
            async with asyncio.timeout(REACH_WITHIN):
                while (here := self._change_log.position) and is_ahead(position, here):
                    if await self._change_log.is_beyond(position):
                        break
                    self._change_log.want_proof()
                    await frames.next()
                return True
        return False

    async def _greet(
        self,
        line: "_Line",
        grant: Grant,
        start: Start,
        subscription: Subscription,
        here: Position,
    ) -> None:
        """Say hello, and bring the console from where it left off to here."""
        backlog = None
        if start.position is not None:
            backlog = await self._change_log.resume(start.position, here)
        resumed = backlog is not None and not isinstance(backlog, Reset)
        hello = Hello(
            protocol=PROTOCOL,
            server=__version__,
            epoch=here.epoch,
            position=start.position if resumed and start.position else here,
            resumed=resumed,
            operator=grant.operator,
            environment=await self._environment(),
            heartbeat_seconds=HEARTBEAT,
            expires_in=_left(grant),
        )
        await line.send(encoded(hello))
        missed = backlog and subscription.wants(backlog)
        if missed:
            await line.send(encoded(missed))

    async def _stream(self, line: "_Line", grant: Grant, subscription: Subscription) -> int:
        """Send, listen and watch the session until one of them ends it; returns the close code."""
        session = _Session(self._auth, grant)
        loop = asyncio.get_running_loop()
        tasks = [
            loop.create_task(part)
            for part in (line.send_all(subscription), session.listen(line.socket), session.over())
        ]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            # Of several the first: to whom nothing could be sent, nothing more is said.
            return next(task for task in tasks if task in done).result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


class _Line:
    """Sends frames with their numbers: a client notices when one is missing or comes twice."""

    def __init__(self, socket: WebSocket) -> None:
        self.socket = socket
        self._number = 0

    async def send(self, frame: str) -> None:
        """Send one frame, as `hub.encoded` returns it."""
        self._number += 1
        await self.socket.send_text(f'{{"number":{self._number},{frame[1:]}')

    async def send_all(self, subscription: Subscription) -> int:
        """Send what comes until the console is too slow for it."""
        while (frame := await subscription.next()) is not None:
            await self.send(frame)
        return TOO_SLOW


class _Session:
    """The session a stream hangs on: the console may renew its token, and must in time."""

    def __init__(self, auth: Auth, grant: Grant) -> None:
        self._auth = auth
        self._grant = grant

    async def listen(self, socket: WebSocket) -> int:
        """Take newer tokens until one is no good."""
        while True:
            try:
                renewal = _renewal.decode(await socket.receive_text())
            except (msgspec.DecodeError, KeyError):
                return PROTOCOL_ERROR
            try:
                grant = await self._auth.authenticate(renewal.access_token)
            except (*UNREACHABLE, asyncpg.PostgresError):
                return TRY_AGAIN
            if grant is None or grant.operator.id != self._grant.operator.id:
                return SESSION_OVER
            self._grant = grant

    async def over(self) -> int:
        """Wait until the session ends, grants something else, or its newest token expires."""
        with self._auth.watch(self._grant) as end:
            while (left := _left(self._grant)) > 0:  # renewed meanwhile, it is longer than it was
                await asyncio.wait({end}, timeout=left)
                if end.done():
                    return RESTART if end.result() == "role" else SESSION_OVER
        return SESSION_OVER


def _left(grant: Grant) -> float:
    """Return the seconds until a token expires."""
    return max(0.0, (grant.expires_at - datetime.now(UTC)).total_seconds())

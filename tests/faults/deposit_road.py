"""The way of one request from a console to a gateway, and what can become of it on the way."""

import asyncio
import random
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Literal

Kind = Literal["deposit", "key", "cancel", "other"]
Fault = Callable[["Road", bytes], Awaitable[bytes | None]]
"""Carries one request in its own way; returns the answer, None: the connection is cut."""
PATIENCE = 0.7
"""Seconds after which the console gives a request up."""
LATER = 0.2
ANSWERED_WITHIN = 60.0
"""Seconds: a gateway that does not answer at all must not hold up the runs."""


class Road:
    """Carries each request to one of the gateways, by dice; event streams are carried through."""

    def __init__(self, ports: Sequence[int], dice: random.Random) -> None:
        self.ports = ports
        self._dice = dice
        self.plan: dict[Kind, deque[Fault]] = defaultdict(deque)
        self.port = 0
        self.sent = 0
        """Deposits that reached a gateway, copies included."""
        self._carrying: set[asyncio.Task[None] | None] = set()
        self._streams: set[asyncio.StreamWriter] = set()
        self._under_way: set[asyncio.Task[None]] = set()
        self._group: asyncio.TaskGroup

    @property
    def url(self) -> str:
        """The console's address of the gateway."""
        return f"http://127.0.0.1:{self.port}"

    def calm(self) -> None:
        """Let nothing more go wrong."""
        self.plan.clear()

    def cut_streams(self) -> None:
        """Cut all event streams: they may hang on a gateway that is to be left alone."""
        for writer in self._streams:
            writer.transport.abort()

    async def settle(self) -> None:
        """Wait until every copy has arrived."""
        while self._under_way:
            await asyncio.wait(self._under_way)

    def later(self, seconds: float, request: bytes) -> None:
        """Let a copy of a request arrive after a while; nobody hears its answer."""

        async def arrive() -> None:
            await asyncio.sleep(seconds)
            await self.ask(request)

        task = self._group.create_task(arrive())
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def ask(self, request: bytes) -> bytes | None:
        """Have a gateway answer a request; None if there is none, or it dies meanwhile."""
        self.sent += _kind(request) == "deposit"
        for port in self._dice.sample(self.ports, len(self.ports)):
            try:
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                continue
            try:
                writer.write(request)
                async with asyncio.timeout(ANSWERED_WITHIN):
                    return await _message(reader)
            except (OSError, TimeoutError, asyncio.IncompleteReadError):
                return None
            finally:
                writer.transport.abort()
        return None

    async def carry(
        self, from_console: asyncio.StreamReader, to_console: asyncio.StreamWriter
    ) -> None:
        """Carry what comes over one connection of a console."""
        carrying = asyncio.current_task()
        self._carrying.add(carrying)  # a server holds its connections weakly: one got lost
        try:
            await self._carry(from_console, to_console)
        finally:
            self._carrying.discard(carrying)

    async def _carry(
        self, from_console: asyncio.StreamReader, to_console: asyncio.StreamWriter
    ) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            while request := await _message(from_console):
                if b"upgrade: websocket" in request.lower():
                    await self._tunnel(request, from_console, to_console)
                    break
                planned = self.plan[_kind(request)]
                fault = planned.popleft() if planned else None
                answer = await (self.ask(request) if fault is None else fault(self, request))
                if answer is None:
                    break
                to_console.write(answer)
        to_console.transport.abort()

    async def _tunnel(
        self, request: bytes, from_console: asyncio.StreamReader, to_console: asyncio.StreamWriter
    ) -> None:
        port = self._dice.choice(self.ports)
        from_gateway, to_gateway = await asyncio.open_connection("127.0.0.1", port)
        to_gateway.write(request)
        self._streams.add(to_gateway)
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(_pump(from_console, to_gateway))
                both.create_task(_pump(from_gateway, to_console))
        finally:
            self._streams.discard(to_gateway)
            to_gateway.transport.abort()


async def lose_request(_: Road, __: bytes) -> bytes | None:
    """Nothing arrives."""
    return None


async def lose_answer(road: Road, request: bytes) -> bytes | None:
    """It arrives, its answer does not."""
    await road.ask(request)
    return None


async def twice(road: Road, request: bytes) -> bytes | None:
    """It arrives twice at once, perhaps at two gateways."""
    async with asyncio.TaskGroup() as both:
        first = both.create_task(road.ask(request))
        both.create_task(road.ask(request))
    return first.result()


async def again_later(road: Road, request: bytes) -> bytes | None:
    """It is answered, and a copy of it arrives later."""
    road.later(LATER, request)
    return await road.ask(request)


async def delayed(road: Road, request: bytes) -> bytes | None:
    """It arrives when the console has long given it up."""
    road.later(PATIENCE + LATER, request)
    await asyncio.sleep(PATIENCE + LATER)
    return None


async def slow_answer(road: Road, request: bytes) -> bytes | None:
    """It arrives; its answer is too late."""
    await road.ask(request)
    await asyncio.sleep(PATIENCE + LATER)
    return None


async def error_instead(_: Road, __: bytes) -> bytes | None:
    """Something before the gateway says that it is not there."""
    return _answer(502, b"<html>Bad Gateway</html>")


async def error_after(road: Road, request: bytes) -> bytes | None:
    """It arrives; something before the gateway says that there was an error."""
    await road.ask(request)
    return _answer(504, b"<html>Gateway Timeout</html>")


FAULTS: tuple[Fault, ...] = (
    lose_request, lose_answer, twice, again_later, delayed, slow_answer, error_instead, error_after,
)  # fmt: skip


@asynccontextmanager
async def road(ports: Sequence[int], dice: random.Random) -> AsyncIterator[Road]:
    """Run a road to some gateways."""
    carried = Road(ports, dice)
    server = await asyncio.start_server(carried.carry, "127.0.0.1", 0)
    carried.port = server.sockets[0].getsockname()[1]
    async with asyncio.TaskGroup() as group:
        carried._group = group
        yield carried
    server.close()


def _kind(request: bytes) -> Kind:
    line = request.partition(b"\r\n")[0]
    if line.startswith(b"POST") and b"/deposits " in line:
        return "deposit"
    if b"/deposit-keys/" in line:
        return "cancel" if line.startswith(b"POST") else "key"
    return "other"


def _answer(status: int, body: bytes) -> bytes:
    head = (
        f"HTTP/1.1 {status} Error\r\ncontent-type: text/html\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _message(reader: asyncio.StreamReader) -> bytes:
    """Read one request or answer; empty at the end of the connection."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError as exc:
        if exc.partial:
            raise
        return b""
    for line in head.lower().split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name == b"content-length":
            return head + await reader.readexactly(int(value))
    return head


async def _pump(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while carried := await source.read(1 << 16):
            target.write(carried)
    target.transport.abort()

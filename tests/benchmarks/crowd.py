"""The streams of many consoles in one process; one more, far away, reads or has stopped reading."""

import asyncio
import contextlib
import socket
import time
from collections.abc import AsyncIterator, Coroutine
from urllib.parse import urlsplit

import msgspec
import uvloop
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from console.sandbox import Sandbox
from tests.benchmarks.lines import reader, say
from tests.benchmarks.socket_client import stream, token_of

AT_ONCE = 20
"""Streams that are opened side by side."""
SEGMENT, WINDOW = 1400, 8192
"""Bytes of a packet, and of what may be on its way, to the one far away.

On the loopback the kernel alone would hold megabytes for it, and hardly anybody notice.
"""
ENDS_WITHIN = 5.0
"""Seconds within which what was on its way has been read, and the end seen."""


class Row(msgspec.Struct):
    """All that is looked at of a transaction."""

    id: int


class Commit(msgspec.Struct):
    """All that is looked at of a commit."""

    transactions: list[Row]


class Frame(msgspec.Struct):
    """All that is looked at of a frame."""

    commits: list[Commit] = []


class Phase(msgspec.Struct):
    """What to wait for: so many commits, while one more console reads or does not."""

    commits: int
    stopped: bool


class Heard(msgspec.Struct):
    """When each transaction reached each of the others, and whether the one far away was let go."""

    times: dict[int, list[int]]
    cut_off: bool


_frame = msgspec.json.Decoder(Frame)


class Crowd:
    """Streams that are read; when each of them heard of each transaction."""

    def __init__(self) -> None:
        self.times: dict[int, list[int]] = {}
        self._count = 0
        self._more = asyncio.Event()

    async def follow(self, connection: ClientConnection) -> None:
        """Read a stream until it ends."""
        async for text in connection:
            frame = _frame.decode(text)
            now = time.monotonic_ns()
            for commit in frame.commits:
                for row in commit.transactions:
                    self.times.setdefault(row.id, []).append(now)
                    self._count += 1
            self._more.set()

    async def reach(self, count: int) -> dict[int, list[int]]:
        """Wait until so many have been heard of, all streams together; begin anew."""
        while self._count < count:
            self._more.clear()
            await self._more.wait()
        times, self.times, self._count = self.times, {}, 0
        return times


@contextlib.asynccontextmanager
async def followed(where: Sandbox, token: str, count: int) -> AsyncIterator[Crowd]:
    """So many streams, all of which are open and read."""
    crowd = Crowd()
    async with contextlib.AsyncExitStack() as stack, asyncio.TaskGroup() as group:
        tasks: list[asyncio.Task[None]] = []
        for first in range(0, count, AT_ONCE):
            opening = [stream(where, token) for _ in range(first, min(count, first + AT_ONCE))]
            opened = await asyncio.gather(*map(stack.enter_async_context, opening))
            tasks += [group.create_task(crowd.follow(connection)) for connection in opened]
        yield crowd
        for task in tasks:
            task.cancel()


def far(where: Sandbox) -> socket.socket:
    """Connect as from a network of small packets, to which little is sent ahead."""
    parts = urlsplit(where.api)
    connection = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, WINDOW)
    if hasattr(socket, "TCP_MAXSEG"):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, SEGMENT)
    connection.connect((parts.hostname, parts.port))
    connection.setblocking(False)  # noqa: FBT003
    return connection


async def main() -> None:
    """One phase a line, after the sandbox and the number of streams; another line ends it."""
    lines = await reader()
    where = msgspec.json.decode(await lines.readline(), type=Sandbox)
    token = await token_of(where)
    say(b"ready")
    count = int(await lines.readline())
    async with followed(where, token, count) as crowd:
        say(b"open")
        while line := await lines.readline():
            phase = msgspec.json.decode(line, type=Phase)
            async with stream(where, token, far(where)) as last, asyncio.TaskGroup() as group:
                rest = Crowd()
                reading = None if phase.stopped else group.create_task(rest.follow(last))
                say(b"ready")
                await lines.readline()
                times = await crowd.reach(phase.commits * count)
                if reading is None:
                    cut_off = await ends(rest.follow(last))
                else:
                    cut_off = not reading.cancel()
            say(msgspec.json.encode(Heard(times, cut_off)))


async def ends(reading: Coroutine[None, None, None]) -> bool:
    """Tell whether a stream that is read has an end: it was let go."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(ENDS_WITHIN):
            with contextlib.suppress(ConnectionClosed):
                await reading
            return True
    return False


if __name__ == "__main__":
    uvloop.run(main())

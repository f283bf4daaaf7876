"""The way from a console to whichever gateway is up, and everything that can be wrong with it."""

import asyncio
import random
import socket
import struct
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, suppress

CHUNK = 1 << 16
SMALL = 8192
"""Bytes that the system may hold for a reader that has stopped: few, or it would take long."""
DRIP = 0.1
"""Seconds a byte."""
TEXT = 0x81
"""The first byte of a WebSocket frame that holds a whole text."""


class Road:
    """Carries connections, each to one of the gateways; its state says what happens to them."""

    def __init__(self, ports: Sequence[int], dice: random.Random) -> None:
        self.ports = ports
        self._dice = dice
        self._writers: set[asyncio.StreamWriter] = set()
        self.port = 0
        self.refuses = False
        """Whether nobody seems to be there."""
        self.flows = asyncio.Event()
        """Cleared: a black hole, both ways."""
        self.reads = asyncio.Event()
        """Cleared: the console does not read, as far as gateways can tell."""
        self.is_dripping = False
        self.hostility = 0.0
        """How likely it is that a frame of an event stream comes twice, later, or not at all."""
        self.flows.set()
        self.reads.set()

    @property
    def url(self) -> str:
        """The console's address of the gateway."""
        return f"http://127.0.0.1:{self.port}"

    def cut(self) -> None:
        """Reset all connections there are."""
        at_once = struct.pack("ii", 1, 0)
        for writer in self._writers:
            with suppress(OSError):
                end = writer.get_extra_info("socket")
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
            writer.transport.abort()

    async def carry(
        self, from_console: asyncio.StreamReader, to_console: asyncio.StreamWriter
    ) -> None:
        """Carry one connection both ways."""
        gateway = None if self.refuses else await self._some_gateway()
        if gateway is None:
            to_console.transport.abort()
            return
        from_gateway, to_gateway = gateway
        ends = {to_console, to_gateway}
        self._writers |= ends
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._ask(from_console, to_gateway))
                both.create_task(self._answer(from_gateway, to_console))
        except* OSError:
            pass
        finally:
            self._writers -= ends
            for end in ends:
                end.transport.abort()

    async def _some_gateway(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        for port in self._dice.sample(self.ports, len(self.ports)):
            end = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
            end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL)
            end.setblocking(False)  # noqa: FBT003
            try:
                await asyncio.get_running_loop().sock_connect(end, ("127.0.0.1", port))
                return await asyncio.open_connection(sock=end, limit=SMALL)
            except OSError:
                end.close()
        return None

    async def _ask(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        while asked := await source.read(CHUNK):
            await self.flows.wait()
            target.write(asked)
            await target.drain()
        target.transport.abort()

    async def _answer(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        frames = Frames(self._dice)
        while True:
            await self.reads.wait()
            if not (answered := await source.read(CHUNK)):
                break
            await self.flows.wait()
            if frames.is_speaking:
                answered = b"".join(frames.mangled(answered, self.hostility))
            # Nothing else comes with it: the gateway says no more before it is spoken to.
            frames.is_speaking |= answered.startswith(b"HTTP/1.1 101")
            await self._write(target, answered)
        target.transport.abort()

    async def _write(self, target: asyncio.StreamWriter, answered: bytes) -> None:
        sent = 0
        while self.is_dripping and sent < len(answered) and not target.is_closing():
            target.write(answered[sent : sent + 1])
            sent += 1
            await asyncio.sleep(DRIP)
        if not target.is_closing():
            target.write(answered[sent:])
            await target.drain()


class Frames:
    """What a proxy that understands WebSocket can do to the frames of one gateway."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._rest = bytearray()
        self._held = b""
        self.is_speaking = False

    def mangled(self, received: bytes, hostility: float) -> Iterator[bytes]:
        """Yield whole frames: repeated, swapped with the next one, or left out."""
        self._rest += received
        for frame in self._whole():
            if frame[0] != TEXT or self._dice.random() >= hostility:
                yield frame
            else:
                match self._dice.randrange(3):
                    case 0:
                        yield frame + frame
                    case 1 if not self._held:
                        self._held = frame
                        continue
                    case _:
                        pass
            yield self._held
            self._held = b""

    def _whole(self) -> Iterator[bytes]:
        rest = self._rest
        while len(rest) >= 2:
            length, head = rest[1] & 0x7F, 2
            if length >= 126:
                head = 4 if length == 126 else 10
                length = int.from_bytes(rest[2:head], "big")
            if len(rest) < max(head, head + length):
                return
            yield bytes(rest[: head + length])
            del rest[: head + length]


@asynccontextmanager
async def road(ports: Sequence[int], dice: random.Random) -> AsyncIterator[Road]:
    """Open a road to the gateways on these ports."""
    way = Road(ports, dice)
    server = await asyncio.start_server(way.carry, "127.0.0.1", 0)
    way.port = server.sockets[0].getsockname()[1]
    try:
        yield way
    finally:
        way.refuses = True
        server.close()
        way.cut()
        way.flows.set()
        way.reads.set()

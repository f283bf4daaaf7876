"""A wire to PostgreSQL that is cut after so many messages, as when a process is killed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit, urlunsplit


class Wire:
    """Carries each connection until one of them has sent ``messages``; then cuts them all."""

    def __init__(self, host: str, port: int, messages: int) -> None:
        self._there = host, port
        self._left = messages
        self._ends: list[asyncio.StreamWriter] = []
        self.is_cut = False

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Connect one client."""
        answers, server = await asyncio.open_connection(*self._there)
        self._ends += [writer, server]
        async with asyncio.TaskGroup() as group:
            group.create_task(self._pump(answers, writer, counted=False))
            group.create_task(self._pump(reader, server, counted=True))

    def cut(self) -> None:
        """Close both ends of everything, at once and without a word."""
        self.is_cut = True
        for end in self._ends:
            end.transport.abort()

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, counted: bool
    ) -> None:
        left = self._left
        with suppress(OSError):
            while chunk := await reader.read(1 << 20):
                writer.write(chunk)
                await writer.drain()
                left -= counted
                if not left:
                    self.cut()
        writer.close()


@asynccontextmanager
async def cut_wire(dsn: str, messages: int) -> AsyncIterator[tuple[Wire, str]]:
    """Yield the wire and the DSN that leads over it."""
    parts = urlsplit(dsn)
    wire = Wire(parts.hostname or "", parts.port or 5432, messages)
    server = await asyncio.start_server(wire.carry, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    place = parts.netloc.replace(f":{parts.port}", f":{port}")
    try:
        yield wire, urlunsplit(parts._replace(netloc=place))
    finally:
        wire.cut()
        server.close()

"""A bare WebSocket client of the gateway: when each transaction arrived, decoded."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator

import msgspec
import uvloop
from websockets.asyncio.client import ClientConnection, connect

from api_client.addresses import events_url
from api_client.client import ApiClient
from api_client.models import Commits, Event
from console.sandbox import Sandbox
from tests.benchmarks.lines import Tally, reader, say

_event = msgspec.json.Decoder(Event)


async def token_of(where: Sandbox) -> str:
    """Sign in."""
    async with ApiClient(where.api) as client:
        await client.sign_in(where.operator.email, where.operator.password)
        return await client.access_token(None)


@contextlib.asynccontextmanager
async def stream(
    where: Sandbox, token: str, sock: socket.socket | None = None
) -> AsyncIterator[ClientConnection]:
    """An event stream from here on, greeted; on a socket that is connected if one is given."""
    async with connect(
        events_url(where.api),
        additional_headers={"Authorization": f"Bearer {token}"},
        compression=None,
        proxy=None,
        sock=sock,
    ) as connection:
        await connection.send('{"type": "start"}')
        await connection.recv()
        yield connection


async def main() -> None:
    """Receive until asked for the times."""
    lines = await reader()
    where = msgspec.json.decode(await lines.readline(), type=Sandbox)
    tally = Tally()
    async with stream(where, await token_of(where)) as connection:
        say(b"ready")

        async def receive() -> None:
            async for frame in connection:
                event = _event.decode(frame)
                if isinstance(event, Commits):
                    tally.note(row.id for commit in event.commits for row in commit.transactions)

        async with asyncio.TaskGroup() as group:
            receiving = group.create_task(receive())
            await tally.reach(int(await lines.readline()))
            receiving.cancel()
    say(msgspec.json.encode(tally.times))


if __name__ == "__main__":
    uvloop.run(main())

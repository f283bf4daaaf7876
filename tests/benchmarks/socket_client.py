"""A bare WebSocket client of the gateway: when each transaction arrived, decoded."""

import asyncio
import contextlib
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


@contextlib.asynccontextmanager
async def stream(where: Sandbox) -> AsyncIterator[ClientConnection]:
    """An event stream from here on."""
    async with ApiClient(where.api) as client:
        await client.sign_in(where.operator.email, where.operator.password)
        token = await client.access_token(None)
    async with connect(
        events_url(where.api),
        additional_headers={"Authorization": f"Bearer {token}"},
        compression=None,
        proxy=None,
    ) as connection:
        await connection.send('{"type": "start"}')
        yield connection


async def main() -> None:
    """Receive until asked for the times."""
    lines = await reader()
    where = msgspec.json.decode(await lines.readline(), type=Sandbox)
    tally = Tally()
    async with stream(where) as connection:
        await connection.recv()
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

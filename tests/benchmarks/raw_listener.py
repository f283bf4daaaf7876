"""The peer: nothing but LISTEN, and when each notification came."""

import asyncpg
import msgspec
import uvloop

from tests.benchmarks.lines import Tally, reader, say


async def main() -> None:
    """Listen until asked for the times."""
    lines = await reader()
    dsn = (await lines.readline()).decode().strip()
    tally = Tally()

    def hear(_: object, __: int, ___: str, payload: object) -> None:
        tally.note([int(str(payload))])

    connection = await asyncpg.connect(dsn)
    await connection.add_listener("benchmark", hear)
    say(b"ready")
    await tally.reach(int(await lines.readline()))
    await connection.close()
    say(msgspec.json.encode(tally.times))


if __name__ == "__main__":
    uvloop.run(main())

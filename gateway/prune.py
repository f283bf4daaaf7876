"""Takes old commits out of the change log, as an administrator; what is kept stays provable."""

import asyncpg

from gateway.sql import statements

BATCH = 10_000
"""Rows a transaction; nothing that the triggers or the gateways do waits for them."""


async def prune(dsn: str, *, keep_days: int) -> int:
    """Forget commits older than ``keep_days`` (>= 1); returns how many rows went.

    Each account's state at the cut is kept as a checkpoint, and a console that resumes from before
    it is told to start over. Raises what asyncpg raises.
    """
    sql = statements("prune.sql")
    connection = await asyncpg.connect(
        dsn, timeout=10, server_settings={"application_name": "svetu-gateway prune"}
    )
    total = 0
    try:
        while True:
            async with connection.transaction(isolation="repeatable_read"):
                await connection.execute(sql["begin"])
                await connection.execute(sql["doom"].format(days=int(keep_days), most=BATCH))
                await connection.execute(sql["remember"])
                await connection.execute(sql["move_horizon"])
                gone = int((await connection.execute(sql["forget"])).split()[1])
                await connection.execute(sql["end"])
            total += gone
            if gone == 0:
                return total
    finally:
        await connection.close()

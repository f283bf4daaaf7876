"""Sweeps on a schedule, one gateway at a time, and writes down what is found and what is over."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable

import asyncpg
import msgspec

from gateway.database import UNREACHABLE, Database
from gateway.explain.sweep import BATCH, Drift, Progress, Sweep
from gateway.sql import statements

logger = logging.getLogger(__name__)

MOST = 10_000
"""Findings of one sweep: with so many something else is the matter, and it ends there."""
RETRY = 60.0
"""Seconds until the next look, at most, after one that failed or while another gateway sweeps."""
LAST = 2**63 - 1
NAME = "svetu-gateway sweep"
TURN_SESSION = {"application_name": NAME, "statement_timeout": "60s", "lock_timeout": "5s"}

_encoder = msgspec.json.Encoder()


class Sweeper:
    """Sweeps every so many seconds, with two connections of its own.

    When a sweep is due is in the database, so that several gateways keep one schedule, and a
    restart changes nothing. What is found is written on the connection that holds the turn: who
    has lost it writes nothing any more. ``rest`` waits for a number of seconds.
    """

    def __init__(
        self,
        dsn: str,
        every: float,
        *,
        batch: int = BATCH,
        most: int = MOST,
        rest: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._dsn = dsn
        self._every = every
        self._batch = batch
        self._most = most
        self._rest = rest
        self._sql = statements("findings.sql")

    async def run(self) -> None:
        """Sweep whenever it is due, until cancelled."""
        while True:
            await self._rest(await self.look())

    async def look(self) -> float:
        """Sweep if it is due and nobody else does; returns the seconds until the next look."""
        try:
            async with self._turn() as turn:
                if turn is None:
                    return self._soon
                left: float = await turn.fetchval(self._sql["due_in"], self._every)
                if left > 0:
                    return left
                await turn.execute(self._sql["begin"], self._every)
                await _Run(turn, self._dsn, self._batch, self._most).run()
                return self._every
        except (*UNREACHABLE, asyncpg.PostgresError) as exc:
            logger.warning("sweep: %s: %s", type(exc).__name__, exc)
            return self._soon

    @property
    def _soon(self) -> float:
        return min(self._every, RETRY)

    @contextlib.asynccontextmanager
    async def _turn(self) -> AsyncIterator[asyncpg.Connection | None]:
        """Connect, and have the turn as long as the context lasts; None: another gateway has it."""
        connection = await asyncpg.connect(self._dsn, timeout=5, server_settings=TURN_SESSION)
        try:
            if await connection.fetchval(self._sql["take_turn"]):
                yield connection
                await connection.execute(self._sql["end_turn"])
            else:
                yield None
        finally:
            connection.terminate()


class _Run:
    """One sweep, written down batch by batch."""

    def __init__(self, turn: asyncpg.Connection, dsn: str, batch: int, most: int) -> None:
        self._turn = turn
        self._dsn = dsn
        self._batch = batch
        self._most = most
        self._sql = statements("findings.sql")
        self._written_to = 0
        self._found: list[Drift] = []
        self._undecided: list[int] = []
        self._users = self._findings = self._hints = 0

    async def run(self) -> None:
        """Sweep; raises what asyncpg raises."""
        is_whole = await self._look_at_all()
        if is_whole:
            await self._write(LAST)  # nobody comes after the last one: what was open there is over
        await self._turn.execute(self._sql["end"], self._users, is_whole, self._hints)

    async def _look_at_all(self) -> bool:
        """Return whether it came to the end, and did not find too much."""
        known = {row["user_id"] for row in await self._turn.fetch(self._sql["open"])}
        async with (
            Database.open(self._dsn, connections=1, name=NAME) as database,
            contextlib.aclosing(Sweep(database, batch=self._batch).run()) as news,
        ):
            async for each in news:
                if isinstance(each, Progress):
                    self._users += each.users
                    await self._write(each.until)
                elif each.is_under_way:
                    self._undecided.append(each.user_id)
                elif each.is_hint and each.user_id not in known:
                    self._hints += 1
                elif self._findings == self._most:
                    logger.warning("sweep: more than %d findings", self._most)
                    until = each.user_id - 1
                    await self._write(until)
                    self._users = await self._turn.fetchval(self._sql["users_until"], until)
                    return False
                else:
                    self._findings += 1
                    self._found.append(each)
        return True

    async def _write(self, until: int) -> None:
        await self._turn.execute(
            self._sql["record"], _encoder.encode(self._found).decode(), self._written_to, until,
            self._undecided,
        )  # fmt: skip
        self._written_to, self._found, self._undecided = until, [], []

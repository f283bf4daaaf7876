"""Who wakes the reader: a few writers notify it, a crowd of them is polled instead."""

import asyncio
import logging
from types import TracebackType
from typing import Self

import asyncpg

from gateway.database import UNREACHABLE
from gateway.log_database import LogDatabase

logger = logging.getLogger(__name__)

WEIGHT = 0.1
"""Of the newest number of writers in the running mean."""
CROWDED = 2.0
SPARSE = 0.7
"""Transactions in progress, on average: from how many on writers are silenced, and until when."""
RETRY = 1.0


class Crowd:
    """Keeps writers from notifying while many of them write, by holding the lock that they try.

    A commit with a NOTIFY waits for all others that have one, flush to disk included: a crowd of
    them would go one by one. Whoever notified before we hold the lock keeps us waiting for it, so
    it has a connection of its own; from our first try on, all others are silent.
    """

    def __init__(self, database: LogDatabase) -> None:
        self._database = database
        self._mean = 0.0
        self._crowded, self._sparse = asyncio.Event(), asyncio.Event()
        self._silencing = False
        self._silent_until = 0

    @property
    def is_silenced(self) -> bool:
        """Whether a commit may come without a wake, so that the reader has to look by itself."""
        return self._silencing or self._silent_until > 0

    async def __aenter__(self) -> Self:
        self._task = asyncio.get_running_loop().create_task(self._run(), name="crowd")
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    def observe(self, snapshot: str) -> None:
        """Take the snapshot (``pg_snapshot``) of a read: who was writing then."""
        oldest, _, listed = snapshot.split(":")
        if int(oldest) > self._silent_until:
            self._silent_until = 0
        writing = listed.count(",") + 1 if listed else 0
        self._mean += WEIGHT * (writing - self._mean)
        if self._mean > CROWDED:
            self._sparse.clear()
            self._crowded.set()
        elif self._mean < SPARSE:
            self._crowded.clear()
            self._sparse.set()

    async def _run(self) -> None:
        while True:
            await self._crowded.wait()
            self._silencing = True
            try:
                await self._silence()
            except (*UNREACHABLE, asyncpg.PostgresError) as exc:
                logger.warning("wake lock: %s", type(exc).__name__)
                await asyncio.sleep(RETRY)
            finally:
                self._silencing = False

    async def _silence(self) -> None:
        async with self._database.silence() as end:
            logger.info("many write at once: polling")
            await self._sparse.wait()
            self._silent_until = await end()

"""The change log's statements: who follows it has a connection, those who resume share a few."""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime

import asyncpg

from gateway.commits import Row
from gateway.database import STEADY, UNREACHABLE
from gateway.sql import statements
from gateway.wall_clock import read_clocks
from gateway.wire import Position

CHANNEL = "svetu_console"
_NUMBER = "[0-9]{1,19}"
SNAPSHOT = f"{_NUMBER}:{_NUMBER}:({_NUMBER}(,{_NUMBER})*)?"
"""What a position from outside looks like: PostgreSQL reads signs and any number of digits too."""
RESUMERS = 4
"""Connections on which consoles that resume are brought up to date, however many they are."""

# The plan is two index ranges whatever the statistics say; a bad one costs five times as much.
SESSION = {
    **STEADY,
    "application_name": "svetu-gateway change log",
    "enable_seqscan": "off",
    "plan_cache_mode": "force_generic_plan",
    "jit": "off",
    "statement_timeout": "10s",
}
WAKE_SESSION = {"application_name": "svetu-gateway wake", "statement_timeout": "0"}


class LogReader:
    """One connection; every answer is of one snapshot."""

    def __init__(
        self, connection: asyncpg.Connection, news: asyncpg.prepared_stmt.PreparedStatement
    ) -> None:
        self._connection = connection
        self._news = news
        self._sql = statements("change_log.sql")

    async def origin(self) -> Row:
        """Return ``epoch`` and ``snapshot``: where everything committed so far has been seen."""
        row: Row = await self._connection.fetchrow(self._sql["origin"])
        return row

    async def news(self, after: str) -> list[Row]:
        """Return all rows that the snapshot ``after`` has not seen.

        Each carries the ``snapshot`` of the reading; if there are none, one without ``pos`` does.
        """
        rows: list[Row] = await self._news.fetch(after, in_progress(after), None)
        return rows

    async def proof(self) -> Row:
        """Return the columns of statement ``proof``: what tells whether the log is whole."""
        row: Row = await self._connection.fetchrow(self._sql["proof"])
        return row

    async def admit_gap(self, reason: str, lost: int, stamp: str) -> None:
        """Write a gap into the log, and up to which losses and which stamp it speaks of."""
        await self._connection.execute(self._sql["admit_gap"], reason, lost, stamp)


class LogDatabase:
    """The connections to the change log of one database; all raise what asyncpg raises."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._sql = statements("change_log.sql")
        self._resumers: asyncpg.Pool

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Let consoles resume, as long as the context lasts; PostgreSQL need not be there yet."""
        async with asyncpg.create_pool(
            self._dsn,
            min_size=0,
            max_size=RESUMERS,
            timeout=5,
            server_settings=SESSION,
            init=read_clocks,
        ) as self._resumers:
            yield

    @contextlib.asynccontextmanager
    async def follow(self, wake: Callable[[], object]) -> AsyncIterator[LogReader]:
        """Connect; ``wake`` is called whenever somebody who commits says so."""
        connection = await asyncpg.connect(self._dsn, timeout=5, server_settings=SESSION)
        try:
            await read_clocks(connection)
            await connection.add_listener(CHANNEL, lambda *_: wake())
            yield LogReader(connection, await connection.prepare(self._sql["news"]))
        finally:
            connection.terminate()

    async def between(self, after: str, until: str) -> list[Row]:
        """Return all rows that ``until`` has seen and ``after`` has not; see `LogReader.news`."""
        rows: list[Row] = await self._resumers.fetch(
            self._sql["news"], after, in_progress(after), until
        )
        return rows

    async def stretch(self, after: str, until: str, limit: int) -> list[Row]:
        """Return ``xid`` and ``rows`` of the oldest that ``until`` has seen and ``after`` has not.

        With the oldest xid first, which is not the order in which they committed.
        """
        rows: list[Row] = await self._resumers.fetch(
            self._sql["stretch"], after, in_progress(after), until, limit
        )
        return rows

    async def origin(self) -> Row:
        """Return ``epoch`` and ``snapshot`` of now."""
        row: Row = await self._resumers.fetchrow(self._sql["origin"])
        return row

    async def is_too_old(self, position: str, oldest: datetime | None) -> bool:
        """Whether commits that the snapshot ``position`` has not seen are gone, or too long ago."""
        too_old: bool = await self._resumers.fetchval(self._sql["too_old"], position, oldest)
        return too_old

    @contextlib.asynccontextmanager
    async def silence(self) -> AsyncIterator[Callable[[], Awaitable[int]]]:
        """Keep writers from notifying; yields what lets them again.

        That returns a transaction id: whoever was kept from it has an older one.
        """
        connection = await asyncpg.connect(self._dsn, timeout=5, server_settings=WAKE_SESSION)
        try:
            await connection.execute(self._sql["silence"])
            yield lambda: connection.fetchval(self._sql["unsilence"])
        finally:
            with contextlib.suppress(*UNREACHABLE):
                connection.terminate()


def in_progress(snapshot: str) -> list[str]:
    """Return the transactions that a ``pg_snapshot`` saw in progress."""
    listed = snapshot.rpartition(":")[2]
    return listed.split(",") if listed else []


def is_ahead(position: Position, here: Position) -> bool:
    """Whether a position of the same epoch has seen a transaction end that ``here`` has not."""
    try:
        _, theirs, _ = position.snapshot.split(":")
        seen_by_them = int(theirs)
    except ValueError:  # it came from outside; whoever reads on from it refuses it
        return False
    if position.epoch != here.epoch:
        return False
    _, ours, _ = here.snapshot.split(":")
    open_to_them = in_progress(position.snapshot)
    return seen_by_them > int(ours) or any(
        int(xid) < seen_by_them and xid not in open_to_them for xid in in_progress(here.snapshot)
    )

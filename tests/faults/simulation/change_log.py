"""The gateway's connections to the change log, over the model; and two cursors that are wrong."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from typing import Literal

import asyncpg

from gateway.commits import Row
from gateway.log_database import LogDatabase, LogReader
from tests.faults.simulation.database import (
    ADMITTED,
    BLANK,
    CAPTURE,
    HORIZON,
    Admitted,
    Database,
    GoneError,
    LogRow,
    moment,
    money,
    pause,
)
from tests.faults.simulation.loop import NOBODY

Cursor = Literal["snapshot", "newest"]
"""By what the reader knows what is new; by the newest row that it has seen, wrongly."""

TRIP, SLOW_TRIP = 0.02, 0.15
WAKE = 0.01
"""Seconds that a statement, one that looks at more, and a notification take at most."""


class ModelReader(LogReader):
    """One connection; every statement sees one moment, which is not that of its answer."""

    def __init__(self, log: "ModelLog") -> None:
        self._log = log
        self._model = log.database
        self._lives = (log.database.life, log.lives)

    async def origin(self) -> Row:
        await self._trip()
        row = {"snapshot": self._log.position(), "epoch": self._model.epoch()}
        await self._trip()
        return row

    async def news(self, after: str) -> list[Row]:
        await self._trip()
        rows = self._log.rows(after, None)
        await self._trip()
        return rows

    async def proof(self) -> Row:
        await self._trip()
        model = self._model
        admitted: Admitted = model.tables[ADMITTED]
        capture = model.tables[CAPTURE]
        row = {
            "snapshot": self._log.position(),
            "epoch": model.epoch(),
            "stamp": capture.stamp,
            "faults": [] if capture.enabled else ["a trigger is disabled"],
            "admitted_lost": admitted.lost,
            "admitted_stamp": admitted.stamp,
            "is_over": self._is_over(admitted),
            "environment": "sandbox",
            "backend_zone": "UTC",
            "findings": 0,
            "now": moment(model.clock()),
        }
        if admitted.open_until is not None:
            row["faults"] = ["a change that was not written down may still be committed"]
        await self._trip(SLOW_TRIP)
        return row | {"lost": model.lost}

    async def admit_gap(self, reason: str, lost: int, stamp: str) -> None:
        await self._trip()
        gap = self._model.begin("svetu-gateway change log")
        own = self._model.assign(gap)
        gap.xid = gap.newest_xid = own
        await gap.lock(ADMITTED)
        admitted: Admitted = gap.read(ADMITTED)
        is_new = admitted[:2] != (lost, stamp)
        if is_new or self._is_over(admitted):
            is_open = is_new and _oldest(self._model.snapshot()) < own
            await gap.write((ADMITTED, Admitted(lost, stamp, own if is_open else None)))
            gap.note({"kind": "x", "reason": reason})
            gap.wakes = True
        gap.commit()
        await self._trip()

    def _is_over(self, admitted: Admitted) -> bool:
        limit = admitted.open_until
        return limit is not None and limit <= _oldest(self._model.snapshot())

    async def _trip(self, longest: float = TRIP) -> None:
        await pause(self._model.dice, longest)
        if self._lives != (self._model.life, self._log.lives):
            raise GoneError


class ModelLog(LogDatabase):
    """All connections of one gateway; ``sever`` loses them."""

    def __init__(self, database: Database, cursor: Cursor = "snapshot") -> None:
        self.database = database
        self._cursor = cursor
        self.lives = 0

    def position(self) -> str:
        """Return where a reader is who has seen everything."""
        if self._cursor == "snapshot":
            return self.database.snapshot()
        newest = max((row["pos"] for part in self.database.log.values() for row in part), default=0)
        return f"{newest}:{newest}:"

    def rows(self, after: str, until: str | None) -> list[Row]:
        """Return what the statement ``news`` does."""
        here = self.position()
        if self._cursor == "snapshot":
            found = self.database.news(after, until)
        else:
            least, most = (int(text.partition(":")[0]) for text in (after, until or here))
            every = (row for part in self.database.log.values() for row in part)
            found = sorted(
                (row for row in every if least < row["pos"] <= most), key=lambda row: row["pos"]
            )
        seen = {"snapshot": here, "horizon": str(self.database.tables[HORIZON])}
        return [self._joined(row) | seen for row in found] or [BLANK | seen]

    def sever(self) -> None:
        """Lose all connections."""
        self.lives += 1

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        yield

    @contextlib.asynccontextmanager
    async def follow(self, wake: Callable[[], object]) -> AsyncIterator[LogReader]:
        reader = await self._connect()
        loop = asyncio.get_running_loop()

        def wake_soon() -> None:
            loop.call_later(self.database.dice.random() * WAKE, wake, context=NOBODY)

        self.database.listeners[reader] = wake_soon
        try:
            yield reader
        finally:
            self.database.listeners.pop(reader, None)

    async def origin(self) -> Row:
        return await (await self._connect()).origin()

    async def between(self, after: str, until: str) -> list[Row]:
        await self._connect()
        rows = self.rows(after, until)
        await pause(self.database.dice, TRIP)
        return rows

    async def stretch(self, after: str, until: str, limit: int) -> list[Row]:
        await self._connect()
        sizes = Counter(int(row["xid"]) for row in self.rows(after, until) if row["pos"])
        return [{"xid": xid, "rows": size} for xid, size in sorted(sizes.items())[:limit]]

    async def is_too_old(self, position: str, oldest: datetime | None) -> bool:
        del oldest
        await self._connect()
        horizon: int = self.database.tables[HORIZON]
        return horizon >= _oldest(position)

    @contextlib.asynccontextmanager
    async def silence(self) -> AsyncIterator[Callable[[], Awaitable[int]]]:
        reader = await self._connect()
        self.database.silencers += 1
        try:
            while any(other.wakes for other in self.database.running.values()):  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            yield lambda: self._unsilence(reader)
        finally:
            self.database.silencers -= 1

    async def _connect(self) -> ModelReader:
        await pause(self.database.dice, TRIP)
        if not self.database.is_up:
            raise asyncpg.CannotConnectNowError
        return ModelReader(self)

    async def _unsilence(self, reader: ModelReader) -> int:
        await reader.origin()
        transaction = self.database.begin()
        xid = self.database.assign(transaction)
        transaction.xid = transaction.newest_xid = xid
        transaction.wakes = True
        transaction.commit()
        return xid

    def _joined(self, row: LogRow) -> LogRow:
        booking = self.database.tables.get(("transaction", row["transaction_id"]))
        if booking is None or booking.user_id != row["user_id"]:
            return row
        return row | {
            "id": row["transaction_id"],
            "type": "deposit",
            "status": booking.status,
            "amount": money(booking.stamp),
        }


def _oldest(snapshot: str) -> int:
    """Return the oldest transaction id that the snapshot saw in progress, or the next one."""
    return int(snapshot.partition(":")[0])

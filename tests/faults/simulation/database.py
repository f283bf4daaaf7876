"""A model of PostgreSQL: transaction ids, snapshots, locks, crashes; and of the triggers."""

import asyncio
import random
from bisect import bisect_left, insort
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from tests.faults.simulation.locks import Locks

Key = tuple[str, int]
Value = Any
LogRow = dict[str, Any]

ADMITTED, CAPTURE, HORIZON = ("admitted", 0), ("capture", 0), ("horizon", 0)
BASE = datetime(2026, 11, 24, 12, tzinfo=UTC)
FLUSH = 0.2
"""Seconds between the flushes of a database that does not wait for the disk."""


def moment(seconds: float) -> datetime:
    """Return the database's clock at a time of the simulation."""
    return BASE + timedelta(microseconds=int(seconds * 1e6))


class Balance(NamedTuple):
    """An account; no two writes of a run have the same ``stamp``, which is the balance as well."""

    stamp: int
    frozen: int


class Booking(NamedTuple):
    """A row of ``balance_transactions``; its amount is the ``stamp``, which no other write has."""

    user_id: int
    stamp: int
    status: str


class Capture(NamedTuple):
    """The triggers: as they are, and the ``stamp`` that every change of them leaves."""

    stamp: str
    enabled: bool = True


class Admitted(NamedTuple):
    """Up to which losses and which stamp of the triggers the log tells of a gap."""

    lost: int
    stamp: str
    open_until: int | None = None


class GoneError(ConnectionError):
    """The connection is lost."""


@dataclass(slots=True, eq=False)
class Written:
    """What one commit changed; ``order`` is its place among all commits of a run."""

    order: int
    at: float
    xid: int
    changes: list[tuple[Key, Value, Value]]
    rows: list[LogRow]
    is_partly_lost: bool
    """A trigger failed at some of it."""


@dataclass(eq=False)
class Database:
    """The committed state, and who is at work. ``has_epoch`` False: see `epoch`."""

    dice: random.Random
    clock: Callable[[], float]
    is_async: bool = False
    has_epoch: bool = True
    is_up: bool = True
    tables: dict[Key, Value] = field(default_factory=dict)
    log: dict[int, list[LogRow]] = field(default_factory=dict)
    log_xids: list[int] = field(default_factory=list)
    commits: list[Written] = field(default_factory=list)
    locks: Locks = field(default_factory=Locks)
    lost: int = 0
    """The counter of statements that were not written down; no rollback takes it back."""
    fails_to_log: bool = False
    silencers: int = 0
    """Who keeps writers from notifying."""
    life: int = 0
    next_xid: int = 100
    next_pos: int = 1
    next_id: int = 1

    def __post_init__(self) -> None:
        self.latest_completed = self.next_xid - 1
        self.running: dict[int, Transaction] = {}
        self.listeners: dict[object, Callable[[], object]] = {}
        self.on_commit: Callable[[Written], None] = lambda _: None
        self.on_crash: Callable[[], None] = lambda: None
        self._order = self._stamp = self.crashes = 0
        self.lives: dict[str, int] = {}
        """By epoch: how many crashes there had been."""
        self._epoch: str | None = None
        self._snapshot: str | None = None
        self.tables |= {ADMITTED: Admitted(0, "s0"), CAPTURE: Capture("s0"), HORIZON: 0}

    def stamp(self) -> int:
        """Return a number that no write has had."""
        self._stamp += 1
        return self._stamp

    def epoch(self) -> str:
        """Return the epoch, a new one after crash recovery; or, wrongly, one that never changes."""
        if self._epoch is None:
            self._epoch = f"e{self.crashes if self.has_epoch else 0}"
            self.lives[self._epoch] = self.crashes
        return self._epoch

    def begin(self, application: str = "shop") -> "Transaction":
        """Open a transaction; raises GoneError."""
        if not self.is_up:
            raise GoneError
        return Transaction(self, application)

    def snapshot(self) -> str:
        """Return ``pg_current_snapshot()``."""
        if self._snapshot is None:
            xmax = self.latest_completed + 1
            listed = sorted(xid for xid in self.running if xid < xmax)
            self._snapshot = f"{min(listed, default=xmax)}:{xmax}:{','.join(map(str, listed))}"
        return self._snapshot

    def news(self, after: str, until: str | None = None) -> list[LogRow]:
        """Return the log's rows that ``after`` has not seen and ``until`` (None: now) has."""
        if after == self.snapshot():
            return []
        _, xmax, listed = after.split(":")
        xids = [int(xid) for xid in listed.split(",") if xid and int(xid) in self.log]
        xids += self.log_xids[bisect_left(self.log_xids, int(xmax)) :]
        rows = [r for xid in xids if until is None or sees(until, xid) for r in self.log[xid]]
        return sorted(rows, key=lambda row: int(row["pos"]))

    def assign(self, transaction: "Transaction") -> int:
        """Hand out a transaction id."""
        xid = self.next_xid
        self.next_xid += 1
        self.running[xid] = transaction
        return xid

    def finish(self, transaction: "Transaction", *, commits: bool) -> None:
        """Let a transaction's work be seen by all, or by nobody."""
        assert transaction.xid is not None
        del self.running[transaction.xid]
        self.complete(transaction.newest_xid)
        if commits:
            self._apply(transaction)
        self.locks.release(transaction)

    def complete(self, xid: int) -> None:
        """Note that a transaction, or a part of one, is over."""
        self.latest_completed = max(self.latest_completed, xid)
        self._snapshot = None

    def disconnect(self) -> None:
        """End every connection; what is not committed is rolled back."""
        self.is_up = False
        for transaction in list(self.running.values()):
            self.finish(transaction, commits=False)
        self.life += 1
        self.listeners.clear()
        self.locks.break_all(GoneError())

    def crash(self) -> None:
        """Lose what was not on disk; transaction ids and positions may be handed out again."""
        self.disconnect()
        durable = self.clock() // FLUSH * FLUSH if self.is_async else self.clock()
        while self.commits and self.commits[-1].at > durable:
            self._take_back(self.commits.pop())
        used = max((written.xid for written in self.commits), default=99)
        self.next_xid = self.dice.randint(used + 1, min(self.next_xid, used + 4))
        self.latest_completed = self.next_xid - 1
        places = [row["pos"] for written in self.commits for row in written.rows]
        self.next_pos = max(places, default=0) + self.dice.choice((1, 33))
        ids = [number for kind, number in self.tables if kind == "transaction"]
        self.next_id = max(ids, default=0) + self.dice.choice((1, 33))
        self.lost += self.dice.choice((0, 32))
        self._snapshot = None
        self._epoch = None
        self.crashes += 1
        self.on_crash()

    def _apply(self, transaction: "Transaction") -> None:
        assert transaction.xid is not None
        changes = [(key, self.tables.get(key), new) for key, new in transaction.changes.items()]
        self._order += 1
        written = Written(
            self._order, self.clock(), transaction.xid, changes, transaction.rows,
            transaction.gave_up,
        )  # fmt: skip
        for key, _, new in changes:
            self._set(key, new)
        if transaction.rows:
            self.log[transaction.xid] = transaction.rows
            insort(self.log_xids, transaction.xid)
        self.commits.append(written)
        self.on_commit(written)
        if transaction.wakes:
            for wake in self.listeners.values():
                wake()

    def _take_back(self, written: Written) -> None:
        for key, old, _ in reversed(written.changes):
            self._set(key, old)
        if self.log.pop(written.xid, None) is not None:
            self.log_xids.remove(written.xid)

    def _set(self, key: Key, value: Value) -> None:
        if value is None:
            self.tables.pop(key, None)
        else:
            self.tables[key] = value


class Transaction:
    """One database transaction; every method raises GoneError once the connection is lost."""

    def __init__(self, database: Database, application: str) -> None:
        self._database = database
        self._application = application
        self._life = database.life
        self.gave_up = False
        self._savepoints: list[tuple[dict[Key, Value], int]] = []
        self.xid: int | None = None
        self.newest_xid = 0
        """Its own, or that of its newest savepoint."""
        self.changes: dict[Key, Value] = {}
        self.rows: list[LogRow] = []
        self.wakes = False

    def read(self, key: Key) -> Value:
        """Return the newest committed value, or the own one; None if there is none."""
        return self.changes[key] if key in self.changes else self._database.tables.get(key)

    async def lock(self, key: Key, *, exclusive: bool = True) -> None:
        """Wait for a lock; raises DeadlockError."""
        await self._database.locks.acquire(self, key, exclusive=exclusive)
        self.check()

    async def write(self, *changes: tuple[Key, Value]) -> None:
        """One statement: lock its rows, change them, let the trigger write it down."""
        self.check()
        if self.xid is None:
            self.newest_xid = self.xid = self._database.assign(self)
        for table in dict.fromkeys(kind for (kind, _), _ in changes):
            await self.lock((f"table {table}", 0), exclusive=False)
        for key, _ in changes:
            await self.lock(key)
        before = [(key, self.read(key), new) for key, new in changes]
        self.changes.update(changes)
        self._trigger([row for change in before for row in log_rows(*change)])

    async def truncate(self) -> None:
        """Empty ``balance_transactions``; whoever writes to it is waited for, and then waits."""
        self.check()
        self.newest_xid = self.xid = self._database.assign(self)
        await self.lock(("table transaction", 0))
        for key in self._database.tables:
            if key[0] == "transaction":
                self.changes[key] = None
        self._trigger([{"kind": "x", "reason": "truncate"}])

    def savepoint(self) -> None:
        """Begin a part that can be taken back by itself; what it writes has an id of its own."""
        self.check()
        self._savepoints.append((dict(self.changes), len(self.rows)))
        if self.xid is not None:
            self.newest_xid = self._database.next_xid
            self._database.next_xid += 1

    def rollback_to_savepoint(self) -> None:
        """Take back what was done since the last savepoint."""
        self.check()
        self.changes, kept = self._savepoints.pop()
        del self.rows[kept:]
        self._database.complete(self.newest_xid)

    def note(self, row: LogRow) -> None:
        """Write a row into the log, in this transaction."""
        database = self._database
        assert self.xid is not None
        self.rows.append(
            BLANK
            | row
            | {
                "pos": database.next_pos,
                "xid": str(self.xid),
                "recorded_at": moment(database.clock()),
                "written_by": "shop",
                "application_name": self._application,
            }
        )
        if row["kind"] == "b":
            self.changes["version", row["user_id"]] = database.next_pos
        database.next_pos += 1

    def commit(self) -> None:
        """Make it seen and lasting."""
        self.check()
        if self.xid is not None:
            self._database.finish(self, commits=True)

    def rollback(self) -> None:
        """Make it never have been."""
        if self.xid is not None and self._database.running.get(self.xid) is self:
            self._database.finish(self, commits=False)
        else:
            self._database.locks.release(self)

    def check(self) -> None:
        """Raise GoneError if the connection is lost."""
        if self._life != self._database.life:
            raise GoneError

    def _trigger(self, rows: list[LogRow]) -> None:
        database = self._database
        if not database.tables[CAPTURE].enabled or not rows:
            return
        if self.gave_up or database.fails_to_log:
            self.gave_up = True
            database.lost += 1
            return
        self.wakes |= not database.silencers
        for row in rows:
            self.note(row)


BLANK: LogRow = {
    "kind": None, "user_id": None, "transaction_id": None, "balance_after": None,
    "frozen_after": None, "currency_after": None, "reason": None, "completing": None,
    "user_name": "", "changes": None, "id": None, "type": None, "status": None, "amount": None,
    "currency": "RSD", "payment_method": None, "description": None, "created_at": None,
    "completed_at": None, "test": False, "pos": None,
}  # fmt: skip


def money(stamp: int) -> Decimal:
    """Return an amount as the marketplace stores it."""
    return Decimal(stamp) / 100


def log_rows(key: Key, old: Value, new: Value) -> list[LogRow]:
    """Return what the triggers write of one changed row."""
    kind, number = key
    if old == new:
        return []
    if kind == "balance":
        row: LogRow = {"kind": "b", "user_id": number, "changes": 0}
        if new is not None:
            row |= {"balance_after": money(new.stamp), "frozen_after": money(new.frozen)}
        return [row]
    if kind == "transaction":
        completed = new is not None and new.status == "completed"
        row = {"kind": "t", "transaction_id": number}
        row["completing"] = completed and (old is None or old.status != "completed")
        owners = dict.fromkeys(side.user_id for side in (old, new) if side is not None)
        return [row | {"user_id": user_id} for user_id in owners]
    return []


def sees(snapshot: str, xid: int) -> bool:
    """Whether a snapshot saw a transaction's work, provided that it did commit."""
    _, xmax, listed = snapshot.split(":")
    return xid < int(xmax) and (not listed or str(xid) not in listed.split(","))


async def pause(dice: random.Random, longest: float) -> None:
    """Let others go on, most often at once."""
    if dice.random() < 0.2:
        await asyncio.sleep(dice.random() * longest)

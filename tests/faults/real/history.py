"""What is true: every commit in its order, and what each row has been from when on."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

import asyncpg

from api_client.models import Position
from tests.faults.truth import Truth, changes, sees

Key = tuple[str, int]
"""``balance`` and a user, or ``transaction`` and its id."""
Xid = tuple[int, int]
"""The life of the database, and the transaction id, which another life may use again."""
Value = tuple[int | str, ...] | None

INSTALLED = "select to_regclass('svetu_console.epoch') is not null"
EPOCH = "select svetu_console.current_epoch()"
LIFE = "select backend_start from pg_stat_activity where backend_type = 'checkpointer'"
BALANCES = """
    select user_id, (balance * 100)::bigint as balance, (frozen_balance * 100)::bigint as frozen
    from user_balances
"""
BOOKINGS = "select id, user_id, (amount * 100)::bigint as amount, status from balance_transactions"
LATE = 5.0
"""Seconds after which every commit can be seen by all, if nobody has heard of it before."""
OF_TABLE = {"user_balances": "balance", "balance_transactions": "transaction"}


@dataclass(frozen=True)
class Entry:
    """One commit: its place in the order of all, and since when everybody can see it."""

    order: int
    xid: Xid
    truth: Truth
    visible_at: float
    keys: tuple[Key, ...]
    """The rows that it touched."""


class History:
    """Commits as PostgreSQL's log has them; times are Unix times in seconds."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.by_xid: dict[Xid, Entry] = {}
        self.touched: dict[Key, list[int]] = {}
        """The orders of the commits that touched a row, and beside them what they left."""
        self.values: dict[Key, list[Value]] = {}
        self._acknowledged: list[tuple[float, int, float]] = []
        self._lives: list[float] = []
        self._epochs: dict[str, list[int]] = {}
        self._read = 0

    @property
    def life(self) -> int:
        """Which life the database lives: the number of times that it has been started."""
        return len(self._lives)

    def life_at(self, moment: float) -> int:
        """Return which life it lived then."""
        return bisect_right(self._lives, moment)

    async def note_life(self, admin: asyncpg.Connection) -> None:
        """Find out whether the database has been started again, and what the epoch is called."""
        began = (await admin.fetchval(LIFE)).timestamp()
        epoch = await admin.fetchval(EPOCH) if await admin.fetchval(INSTALLED) else ""
        if began not in self._lives:
            self._lives.append(began)
        self._epochs.setdefault(epoch, []).append(self.life)

    def is_seen(self, entry: "Entry", position: Position) -> bool:
        """Whether a position of a stream has seen a commit.

        In one epoch the database may live several times, without using an id again.
        """
        lives = self._epochs.get(position.epoch, [])
        life, xid = entry.xid
        return bool(lives) and (life < lives[0] or (life in lives and sees(position.snapshot, xid)))

    def acknowledge(self, connected_at: float, xid: int, moment: float) -> None:
        """Note when a writer heard of its commit, and since when it had been connected."""
        self._acknowledged.append((connected_at, xid, moment))

    async def read(self, admin: asyncpg.Connection) -> None:
        """Take what has been committed since the last time."""
        known = {(self.life_at(since), xid): at for since, xid, at in self._acknowledged}
        self._acknowledged.clear()
        for place, truth in await changes(admin):
            if place > self._read:
                self._read = place
                self._take(truth, known)

    async def check(self, admin: asyncpg.Connection) -> None:
        """Assert that all of this has led to what the tables hold."""
        balances = {
            row["user_id"]: (row["balance"], row["frozen"]) for row in await admin.fetch(BALANCES)
        }
        bookings = {
            row["id"]: (row["user_id"], row["amount"], row["status"])
            for row in await admin.fetch(BOOKINGS)
        }
        for kind, true in (("balance", balances), ("transaction", bookings)):
            told = self.state(kind)
            differing = dict(told.items() ^ true.items())
            assert not differing, f"{kind}s: the log and the table differ: {differing}"

    def state(self, kind: str) -> dict[int, Value]:
        """Return all rows of a kind that there are."""
        return {
            number: values[-1]
            for (of_kind, number), values in self.values.items()
            if of_kind == kind and values[-1] is not None
        }

    def was(self, key: Key, value: Value, since: int) -> bool:
        """Whether a row has been this at any time after the commit ``since``, or right then."""
        orders = self.touched.get(key)
        if orders is None:
            return value is None
        place = bisect_right(orders, since) - 1
        if place < 0:
            return value is None or value in self.values[key]
        return value in self.values[key][place:]

    def _take(self, truth: Truth, known: Mapping[Xid, float]) -> None:
        order, xid = len(self.entries), (self.life_at(truth.at), truth.xid)
        left: dict[Key, Value] = {
            (OF_TABLE[table], number): None
            for table in truth.truncated
            for number in self.state(OF_TABLE[table])
        }
        for user, balance in truth.balances.items():
            left["balance", user] = None if balance is None else (balance, truth.frozen[user])
        for number, booking in truth.bookings.items():
            left["transaction", number] = booking
        visible_at = known.get(xid, truth.at + LATE)
        entry = Entry(order, xid, truth, visible_at, tuple(left))
        self.entries.append(entry)
        self.by_xid[xid] = entry
        for key, value in left.items():
            self.touched.setdefault(key, []).append(order)
            self.values.setdefault(key, []).append(value)


class Needed:
    """What must be on screen at least, at a time: of each row, the order of a commit."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._until = 0.0
        self._place = 0
        self._by_time: list[Entry] = []
        self.orders: dict[Key, int] = {}

    def at(self, moment: float) -> dict[Key, int]:
        """Return that of everything that could be seen before ``moment``."""
        entries = self._history.entries
        if len(self._by_time) != len(entries):
            self._by_time = sorted(entries, key=lambda entry: entry.visible_at)
            self._until = float("inf")
        if moment < self._until:
            self._place, self.orders = 0, {}
        self._until = moment
        while self._place < len(self._by_time):
            entry = self._by_time[self._place]
            if entry.visible_at >= moment:
                break
            self._place += 1
            for key in entry.keys:
                self.orders[key] = max(entry.order, self.orders.get(key, -1))
        return self.orders

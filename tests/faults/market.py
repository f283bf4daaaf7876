"""A marketplace at work: payments, long and wide transactions, migrations; each commit timed."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from decimal import Decimal
from importlib import resources
from zoneinfo import ZoneInfo

import asyncpg

from gateway.sandbox.history import load
from gateway.sandbox.traffic import Backend, Customers, customers

ZONE = "Europe/Belgrade"
LIMIT = 0.5
"""Seconds that nobody may hold a payment up. The server is told as well, whose clock counts even
when this program is late: a payment that waits longer for a lock fails."""

PAYERS, WIDE = 6, 1
PAYMENTS_PER_SECOND = 12.0
"""Of one payer."""

BOOK = """
    insert into balance_transactions (user_id, type, amount, status, payment_method, description)
    select u, 'deposit', $2, $3, 'mock_payment', 'Пополнение' from unnest($1::int[]) u returning id
"""
CREDIT = """
    insert into user_balances (user_id, balance) select u, $2 from unnest($1::int[]) u
    on conflict (user_id) do update set balance = user_balances.balance + excluded.balance
"""
AT_ONCE = """
    with booked as (
        insert into balance_transactions (user_id, type, amount, status) values
        ($1, 'deposit', $2, 'completed') returning user_id, amount
    ) insert into user_balances (user_id, balance) select * from booked
    on conflict (user_id) do update set balance = user_balances.balance + excluded.balance
"""
COMPLETE = """
    update balance_transactions set status = 'completed', completed_at = now()
    where id = any ($1::int[])
"""


@dataclass
class Tally:
    """What became of the payments; seconds by the phase in which they began or ended."""

    phase: str = "before"
    payments: Counter[str] = field(default_factory=Counter)
    longest: dict[str, float] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    slow: list["Slow"] = field(default_factory=list)

    @asynccontextmanager
    async def payment(self, kind: str) -> AsyncIterator["Stopwatch"]:
        """Time one commit from its first statement to its answer; a failure is written down."""
        began, watch = self.phase, Stopwatch()
        try:
            yield watch
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as exc:
            self.failures.append(f"{type(exc).__name__}: {exc}")
        taken = watch.seconds
        self.payments[began] += 1
        if taken > LIMIT / 2:
            self.slow.append(Slow(kind, began, self.phase, time.perf_counter(), taken))
        for phase in {began, self.phase}:
            self.longest[phase] = max(taken, self.longest.get(phase, 0.0))


@dataclass(frozen=True)
class Slow:
    """A payment that took long: until when (``time.perf_counter``), and for how many seconds."""

    kind: str
    began: str
    ended: str
    until: float
    seconds: float


class Stopwatch:
    """Seconds since it was made, without those that were meant to be spent."""

    def __init__(self) -> None:
        self._started = time.perf_counter()

    @property
    def seconds(self) -> float:
        """Seconds so far."""
        return time.perf_counter() - self._started

    async def linger(self, seconds: float) -> None:
        """Keep the transaction open; what was asked for is not counted, what is late is."""
        await asyncio.sleep(seconds)
        self._started += seconds


class Market:
    """All writers, on connections of the tables' owner, each for users nobody else writes to.

    So no payment ever waits for another payment, however long that one takes. ``slow`` connections
    take long on purpose.
    """

    def __init__(self, dsn: str, seed: int, *, slow: int) -> None:
        self._dsn = dsn
        self._seed = seed
        self._slow = slow
        self._shares: list[Customers] = []
        self.tally = Tally()

    @property
    def users(self) -> list[int]:
        """Everybody who is written for."""
        return [user for share in self._shares for user in share.ids]

    async def open(self, users: int) -> None:
        """Create and fill the tables."""
        tables = resources.files("gateway.sandbox").joinpath("marketplace.sql")
        owner = await asyncpg.connect(self._dsn)
        await owner.execute(tables.read_text(encoding="utf-8"))
        await load(owner, users=users, seed=self._seed, zone=ZONE)
        await owner.execute("create table scratch (id int); create table pulse (id int); analyze")
        everybody = await customers(owner)
        await owner.close()
        number = PAYERS + self._slow + WIDE + 1
        for place in range(number):
            ids = everybody.ids[place::number]
            unseen = [user for user in everybody.unseen if user in set(ids)]
            self._shares.append(Customers(ids, unseen))

    async def trade(self) -> None:
        """Write until cancelled."""
        acts: list[Callable[[asyncpg.Connection, Customers, random.Random], Awaitable[None]]]
        acts = [self._pay] * PAYERS + [self._take_long] * self._slow + [self._write_wide] * WIDE
        async with asyncio.TaskGroup() as group:
            for place, act in enumerate(acts):
                group.create_task(self._go_on(place, act))

    async def migrate_and_back(self) -> None:
        """Leave the schema as it was."""
        await self.migrate(forward=True)
        await self.migrate(forward=False)

    async def migrate(self, *, forward: bool) -> None:
        """Change rows and the schema in one transaction; as careful ones do, without a queue."""
        own = list(self._shares[-1].ids)
        ddl = (
            "alter table users add column live_note text;"
            "alter table user_balances add column live_note text;"
            "alter table balance_transactions add column live_note text;"
            "create index live_note on balance_transactions (live_note)"
            if forward
            else "drop index live_note; alter table balance_transactions drop column live_note;"
            "alter table user_balances drop column live_note;"
            "alter table users drop column live_note"
        )
        connection = await self._connect()
        for _ in range(600):
            with suppress(asyncpg.LockNotAvailableError, asyncpg.DeadlockDetectedError):
                async with connection.transaction():
                    await connection.execute("set local lock_timeout = '60ms'")
                    await connection.execute(CREDIT, own, Decimal(1))
                    await connection.execute(BOOK, own, Decimal(1), "completed")
                    await connection.execute("insert into scratch values (1)")
                    await connection.execute(f"{ddl}; truncate scratch")
                await connection.close()
                return
            await asyncio.sleep(0.1)
        raise TimeoutError("the migration found no moment")

    async def _connect(self) -> asyncpg.Connection:
        settings = {"application_name": "marketplace", "lock_timeout": f"{LIMIT * 1000:.0f}ms"}
        return await asyncpg.connect(self._dsn, server_settings=settings)

    async def _go_on(
        self,
        place: int,
        act: Callable[[asyncpg.Connection, Customers, random.Random], Awaitable[None]],
    ) -> None:
        connection = await self._connect()
        try:
            await act(connection, self._shares[place], random.Random(f"{self._seed}/{place}"))
        finally:
            connection.terminate()

    async def _pay(
        self, connection: asyncpg.Connection, share: Customers, dice: random.Random
    ) -> None:
        """What customers do, one business act a commit."""
        backend = Backend(connection, dice, ZoneInfo(ZONE), share)
        while True:
            await asyncio.sleep(dice.expovariate(PAYMENTS_PER_SECOND))
            async with self.tally.payment("payment"):
                await backend.act()

    async def _take_long(
        self, connection: asyncpg.Connection, share: Customers, dice: random.Random
    ) -> None:
        """Hold both tables for one to three seconds."""
        while True:
            await asyncio.sleep(dice.uniform(0.3, 1.5))
            users = dice.sample(list(share.ids), 2)
            async with self.tally.payment("long") as watch, connection.transaction():
                for user in users:
                    await connection.execute(BOOK, [user], Decimal(100), "completed")
                    await connection.execute(CREDIT, [user], Decimal(100))
                    await watch.linger(dice.uniform(0.5, 1.5))

    async def _write_wide(
        self, connection: asyncpg.Connection, share: Customers, dice: random.Random
    ) -> None:
        """Write many rows a statement, savepoints, and what is taken back."""
        pending: list[int] = []
        while True:
            await asyncio.sleep(dice.expovariate(4))
            users = dice.sample(list(share.ids), 12)
            kind = dice.randrange(5)
            async with self.tally.payment(f"wide {kind}"):
                match kind:
                    case 0:
                        async with connection.transaction():
                            await connection.execute(BOOK, users, Decimal(50), "completed")
                            await connection.execute(CREDIT, users, Decimal(50))
                    case 1:
                        rows = await connection.fetch(BOOK, users, Decimal(70), "pending")
                        pending += [row["id"] for row in rows]
                    case 2:
                        async with connection.transaction():
                            await connection.execute(COMPLETE, pending)
                            await connection.execute(CREDIT, users, Decimal(70))
                            pending.clear()
                    case 3:
                        await self._change_mind(connection, users)
                    case 4:
                        await connection.execute(AT_ONCE, users[0], Decimal(5))

    async def _change_mind(self, connection: asyncpg.Connection, users: list[int]) -> None:
        async with connection.transaction():
            await connection.execute(CREDIT, users[:3], Decimal(30))
            taken_back = connection.transaction()
            await taken_back.start()
            await connection.execute(CREDIT, users, Decimal(1000))
            await taken_back.rollback()
        nothing = connection.transaction()
        await nothing.start()
        await connection.execute(BOOK, users, Decimal(1), "completed")
        await nothing.rollback()

"""Writes to the demo marketplace as its backend does: one commit for every business act."""

import asyncio
import logging
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import asyncpg

from gateway.database import UNREACHABLE
from gateway.sandbox.acts import Act, draw
from gateway.sandbox.cases import CASES
from gateway.sandbox.complaints import DOMAIN

logger = logging.getLogger(__name__)

WRITER_RATE = 100.0
"""Acts a second that one connection is asked for; a faster sandbox has several."""
LOOKS = 0.1
"""Share of acts that are somebody's first look at an empty balance (W1), while there are any."""
RETRY = 0.5
LOST = (*UNREACHABLE, asyncpg.PostgresError)

# Contract §5.5 W2: the transaction, then the balance; `updated_at` stays as it is.
BOOK = """
    insert into balance_transactions
        (user_id, type, amount, currency, status, payment_method, description,
         created_at, completed_at)
    values ($1, $2, $3, 'RSD', 'completed', $4, $5, $6, $6)
"""
MOVE = """
    insert into user_balances (user_id, balance, frozen_balance, currency) values ($1, $2, 0, 'RSD')
    on conflict (user_id) do update set balance = user_balances.balance + excluded.balance
"""
# W1: whoever reads a balance that is not there makes it.
LOOK = """
    insert into user_balances (user_id, balance, frozen_balance, currency) values ($1, 0, 0, 'RSD')
    on conflict (user_id) do nothing
"""
# What a payment asks first; the lock keeps two payments from spending the same money.
AVAILABLE = "select balance - frozen_balance from user_balances where user_id = $1 for update"
USERS = """
    select u.id, b.user_id is not null as has_balance
    from users u left join user_balances b on b.user_id = u.id
    where u.email not like '%@' || $1 order by u.id
"""


async def traffic(dsn: str, *, rate: float, seed: int, zone: str) -> None:
    """Go on until cancelled with ``rate`` commits a second on average, at random moments.

    ``zone`` is the backend's wall clock. A lost database is waited for; what was due meanwhile is
    not made up for.
    """
    writers = max(1, round(rate / WRITER_RATE))
    async with asyncio.TaskGroup() as group:
        for number in range(writers):
            dice = random.Random(f"{seed}/{number}")  # noqa: S311  (a demo, repeatable on purpose)
            group.create_task(_write_on(dsn, rate / writers, dice, ZoneInfo(zone)))


async def _write_on(dsn: str, rate: float, dice: random.Random, zone: ZoneInfo) -> None:
    loop = asyncio.get_running_loop()
    while True:
        try:
            connection = await asyncpg.connect(
                dsn, timeout=10, command_timeout=10,
                server_settings={"application_name": "marketplace backend"},
            )  # fmt: skip
            try:
                backend = Backend(connection, dice, zone, await customers(connection))
                due = loop.time()
                while True:
                    due += dice.expovariate(rate)
                    await asyncio.sleep(due - loop.time())
                    await backend.act()
            finally:
                connection.terminate()
        except LOST as exc:
            logger.warning("traffic waits for the database: %s", type(exc).__name__)
            await asyncio.sleep(RETRY)


@dataclass(slots=True)
class Customers:
    """Whom traffic concerns: ``unseen`` have no balance row yet."""

    ids: Sequence[int]
    unseen: list[int]
    spent: dict[int, Decimal] = field(default_factory=dict)

    def one(self, dice: random.Random) -> int:
        """Draw a user; the first ones are the busiest, as on any market."""
        return self.ids[int(len(self.ids) * dice.random() ** 1.5)]


async def customers(connection: asyncpg.Connection) -> Customers:
    """Read who there is, without those whose accounts are cases; these too if nobody else is."""
    rows = await connection.fetch(USERS, DOMAIN)
    others = [row for row in rows if row["id"] not in CASES] or rows
    unseen = [row["id"] for row in others if not row["has_balance"]]
    return Customers([row["id"] for row in others], unseen)


class Backend:
    """The part of the marketplace that writes balances, on one connection."""

    def __init__(
        self,
        connection: asyncpg.Connection,
        dice: random.Random,
        zone: ZoneInfo,
        among: Customers,
    ) -> None:
        self._connection = connection
        self._dice = dice
        self._zone = zone
        self._customers = among

    async def act(self) -> None:
        """Commit what one customer does."""
        unseen = self._customers.unseen
        if unseen and self._dice.random() < LOOKS:
            first = unseen.pop(self._dice.randrange(len(unseen)))
            if await self._connection.execute(LOOK, first) == "INSERT 0 1":
                return
        await self._book(self._customers.one(self._dice))

    async def _book(self, user_id: int) -> None:
        spent = self._customers.spent
        async with self._connection.transaction():
            available = await self._connection.fetchval(AVAILABLE, user_id) or Decimal(0)
            act = draw(self._dice, available=available, spent=spent.get(user_id, Decimal(0)))
            now = datetime.now(self._zone).replace(tzinfo=None)
            await self._connection.execute(
                BOOK, user_id, act.type, act.amount, act.method, act.description, now
            )
            await self._connection.execute(MOVE, user_id, act.moved)
        self._remember(user_id, act)

    def _remember(self, user_id: int, act: Act) -> None:
        if act.type == "payment":
            self._customers.spent[user_id] = act.amount
        elif act.type == "refund":
            self._customers.spent.pop(user_id, None)

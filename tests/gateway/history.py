"""A marketplace's past and present by dice, with the balance after every transaction beside it."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

import asyncpg

from gateway.wire import CREDITS, DEBITS, direction

INSERT = """
    insert into balance_transactions (user_id, type, amount, status, created_at, completed_at)
    values ($1, $2, $3, $4, $5, $5) returning id
"""
CREDIT = """
    insert into user_balances (user_id, balance) values ($1, $2)
    on conflict (user_id) do update set balance = user_balances.balance + excluded.balance
"""
NOON = datetime.fromisoformat("2025-07-01T12:00:00")
# Missing, Go's zero time, and what the driver writes as infinity.
NO_TIMES = (
    None,
    datetime.fromisoformat("0001-01-01"),
    datetime.fromisoformat("9999-12-31T23:59:59.999999"),
)


@dataclass
class History:
    """Writes as the backend writes: a completed transaction and its balance in one commit."""

    user_id: int
    dice: random.Random
    balance: Decimal = Decimal(0)
    after: dict[int, Decimal] = field(default_factory=dict)
    """The balance after each completed transaction, in the order of the commits."""
    pending: dict[int, tuple[str, Decimal]] = field(default_factory=dict)
    rows: int = 0

    async def write(self, backend: asyncpg.Connection, rows: int, *, settles: bool) -> None:
        """Write that many rows; ``settles`` also completes pending ones, out of their order."""
        for _ in range(rows):
            if settles and self.pending and self.dice.random() < 0.3:
                await self._settle(backend)
            kind = self.dice.choice(sorted(CREDITS | DEBITS))
            amount = Decimal(self.dice.choice((1, 99, 10_000, self.dice.randrange(1, 10**7)))) / 100
            # Its stored sign is not reliable, its time may be missing or shared.
            stored = amount * self.dice.choice((1, 1, -1))
            status = self.dice.choice(("completed", "completed", "pending", "failed", "cancelled"))
            async with backend.transaction():
                number = await backend.fetchval(
                    INSERT, self.user_id, kind, stored, status, self._time()
                )
                if status == "completed":
                    await self._book(backend, number, kind, amount)
            if status == "pending":
                self.pending[number] = (kind, amount)
            self.rows += 1

    async def _settle(self, backend: asyncpg.Connection) -> None:
        number = self.dice.choice(sorted(self.pending))
        kind, amount = self.pending.pop(number)
        async with backend.transaction():
            await backend.execute(
                "update balance_transactions set status = 'completed' where id = $1", number
            )
            await self._book(backend, number, kind, amount)

    async def _book(
        self, backend: asyncpg.Connection, number: int, kind: str, amount: Decimal
    ) -> None:
        change = amount * direction(kind)
        await backend.execute(CREDIT, self.user_id, change)
        self.balance += change
        self.after[number] = self.balance

    def _time(self) -> datetime | None:
        if self.dice.random() < 0.2:
            return self.dice.choice(NO_TIMES)
        return NOON + timedelta(hours=self.dice.randrange(0, 3000, 500))

"""Writes to the demo marketplace as its backend does: one commit for every business act."""

import asyncio
import logging
import random
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import asyncpg

logger = logging.getLogger(__name__)

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
# Payments, withdrawals and refunds: the marketplace only plans them (contract §4.6, §5.4).
ACTS = (
    ("deposit", 1, "mock_payment", "Пополнение через Mock Payment (для тестирования)"),
    ("deposit", 1, "mock_payment", "Пополнение через Mock Payment (для тестирования)"),
    ("payment", -1, "balance", "Оплата заказа"),
    ("refund", 1, "balance", "Возврат"),
    ("withdrawal", -1, "bank_transfer", "Вывод средств"),
)


async def act(connection: asyncpg.Connection, user_id: int, dice: random.Random, zone: str) -> None:
    """Commit one act of one user, on the backend's wall clock."""
    kind, direction, method, description = dice.choice(ACTS)
    amount = Decimal(dice.choice((500, 1000, 2000, 5000, 10000, dice.randint(1, 999_999)))) / (
        100 if dice.random() < 0.3 else 1
    )
    amount = amount.quantize(Decimal("0.01"))
    now = datetime.now(ZoneInfo(zone)).replace(tzinfo=None)
    async with connection.transaction():
        await connection.execute(BOOK, user_id, kind, amount, method, description, now)
        await connection.execute(MOVE, user_id, amount * direction)


async def traffic(dsn: str, *, users: int, rate: float, seed: int, zone: str) -> None:
    """Go on until cancelled with ``rate`` acts a second; a lost database is waited for."""
    dice = random.Random(seed)  # noqa: S311  (a demo, repeatable on purpose)
    while True:
        try:
            connection = await asyncpg.connect(dsn)
            try:
                while True:
                    await act(connection, dice.randint(1, users), dice, zone)
                    await asyncio.sleep(dice.expovariate(rate))
            finally:
                connection.terminate()
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as exc:
            logger.warning("traffic: %s", type(exc).__name__)
            await asyncio.sleep(0.5)

"""Commits deposits as the backend does, at random moments, and remembers when."""

import asyncio
import random
import time

import asyncpg
import msgspec
import uvloop

from tests.benchmarks.lines import reader, say
from tests.benchmarks.stage import Times, Written

# The raw listener hears of the same commits, each by its own NOTIFY.
BOOK = """
    insert into balance_transactions (user_id, type, amount, status, payment_method, description,
        created_at, completed_at)
    values ($1, 'deposit', 100, 'completed', 'mock_payment', $2, localtimestamp,
        localtimestamp)
    returning id
"""
MOVE = """
    insert into user_balances (user_id, balance, frozen_balance, currency)
    values ($1, 100, 0, 'RSD')
    on conflict (user_id) do update set balance = user_balances.balance + excluded.balance
"""


class Order(msgspec.Struct):
    """What to write."""

    dsn: str
    commits: int
    rate: float
    users: int = 500
    description: str = "benchmark"


async def main() -> None:
    """Write as ordered once asked to, and answer with the times."""
    lines = await reader()
    order = msgspec.json.decode(await lines.readline(), type=Order)
    connection = await asyncpg.connect(order.dsn)
    book, move = await connection.prepare(BOOK), await connection.prepare(MOVE)
    tell = await connection.prepare("select pg_notify('benchmark', $1)")
    say(b"ready")
    await lines.readline()
    dice = random.Random(1)
    issued: Times = {}
    acknowledged: Times = {}
    due = time.monotonic()
    for _ in range(order.commits):
        due += dice.expovariate(order.rate)
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        user = dice.randint(101, 100 + order.users)
        transaction = connection.transaction()
        await transaction.start()
        number = await book.fetchval(user, order.description)
        await move.fetchval(user)
        await tell.fetchval(str(number))
        issued[number] = time.monotonic_ns()
        await transaction.commit()
        acknowledged[number] = time.monotonic_ns()
    await connection.close()
    say(msgspec.json.encode(Written(issued, acknowledged)))


if __name__ == "__main__":
    uvloop.run(main())

"""P9, P11: explanations and the sweep over `SVETU_BENCH_USERS` users (a million)."""

import asyncio
import contextlib
import gc
import os
import random
import shutil
import statistics
import sys
import time
from collections.abc import AsyncIterator, Awaitable
from importlib import resources

import asyncpg
import msgspec

from console.sandbox import Sandbox
from gateway.__main__ import GARBAGE
from gateway.database import Database
from gateway.explain.claims import ClaimQuery
from gateway.explain.reader import Explainer
from gateway.explain.sweep import Drift, Sweep
from gateway.sandbox.postgres import Postgres, temporary_base
from tests.benchmarks.figures import Figure, percentile
from tests.benchmarks.stage import OPERATOR, beside, connected, gateway, installed

USERS = int(os.environ.get("SVETU_BENCH_USERS", "1000000"))
BEFORE, SINCE = 8, 2
"""Transactions of everybody before the log began, and since."""
LONG, LONGER = 10_000, int(os.environ.get("SVETU_BENCH_LONGER", "100000"))
"""Of the last two users, one commit each."""
BATCH = 20_000
ROUNDS, OPENINGS = 20, 50
READS = int(os.environ.get("SVETU_BENCH_READS", "10000"))
COMMITS, BUSY = 50, 200
FILL = """
    insert into users (name, email) select 'User ' || n, n || '@example.org'
    from generate_series(1, $USERS + 2) n;
    insert into balance_transactions (user_id, type, amount, currency, status, payment_method,
        description, created_at, completed_at)
    select u, case when k % 4 = 3 then 'payment' else 'deposit' end, 100 + (u * 7 + k * 13) % 900,
        'RSD', 'completed', 'mock_payment', 'Пополнение', t, t
    from generate_series(1, $BEFORE) k, generate_series(1, $USERS) u,
        lateral (select timestamp '2025-01-01' + k * interval '7 days' + u * interval '1 s') at (t);
    insert into user_balances (user_id, balance)
    select user_id, sum(case when type = 'deposit' then amount else -amount end)
    from balance_transactions group by user_id;
    insert into user_balances (user_id) values ($USERS + 1), ($USERS + 2);
"""
GO_ON = """
    with new as (
        insert into balance_transactions (user_id, type, amount, currency, status, payment_method,
            description)
        select u, 'deposit', 500, 'RSD', 'completed', 'mock_payment', 'Пополнение'
        from generate_series($1::int, $2::int) u
        returning user_id, amount
    )
    update user_balances b set balance = balance + new.amount from new where new.user_id = b.user_id
"""
ONE_BY_ONE = """
    do $$ begin for i in 1..{count} loop
        insert into balance_transactions (user_id, type, amount, currency, status, payment_method,
            description) values ({user}, 'deposit', i, 'RSD', 'completed', 'mock_payment', 'x');
        update user_balances set balance = balance + i where user_id = {user};
        commit;
    end loop; end $$
"""
BARE = """
    select * from svetu_console.change_log where user_id = $1
"""
# Every thousandth account is edited by hand: the sweep has to find each of them.
SPOIL = "update user_balances set balance = balance + 1 where user_id % 1000 = 0 and user_id <= $1"


async def measure() -> list[Figure]:
    """Explain, sweep, and read under a writer; all of it through the gateway's own parts."""
    gc.set_threshold(*GARBAGE)
    async with _marketplace() as (admin, service), Database.open(service) as database:
        return [
            await _verdict(database), await _account_page(service),
            await _swept(database), await _under_a_writer(admin, database),
        ]  # fmt: skip


async def _verdict(database: Database) -> Figure:
    explainer = Explainer(database)
    taken = [await _timed(explainer.verdict(USERS + 1, ClaimQuery())) for _ in range(ROUNDS)]
    async with database.snapshot() as seen:
        bare = [await _timed(seen.connection.fetch(BARE, USERS + 1)) for _ in range(ROUNDS)]
    return Figure(
        goal="P11", what=f"verdict for one user with {LONG:,} transactions, median",
        value=statistics.median(taken), unit="ms", limit=50.0,
        beside=f"fastest {min(taken):.0f} ms; the bare log rows {statistics.median(bare):.0f} ms",
    )  # fmt: skip


async def _account_page(service: str) -> Figure:
    """Open the longest account in a real window, and a short one in between."""
    taken = []
    async with gateway(service) as serving:
        where = Sandbox(api=serving.url, events="", database=service, operator=OPERATOR)
        order = msgspec.json.encode(where)
        async with beside("console_client", "accounts", order=order) as console:
            for _ in range(OPENINGS):
                await console.ask("1")
                taken.append(float(await console.ask(str(USERS + 2))))
    return Figure(
        goal="P9", what=f"account page, {LONGER:,} transactions: click → painted, p99",
        value=percentile(taken, 0.99), unit="ms", limit=100.0,
        beside=f"median {statistics.median(taken):.1f} ms, {OPENINGS} times",
    )  # fmt: skip


async def _swept(database: Database) -> Figure:
    began = time.perf_counter()
    news = [each async for each in Sweep(database).run()]
    taken = time.perf_counter() - began
    wrong = {each.user_id for each in news if isinstance(each, Drift)}
    expected = set(range(1000, USERS + 1, 1000))
    transactions = USERS * (BEFORE + SINCE) + LONG + LONGER
    return Figure(
        goal="P11", what=f"sweep over {USERS:,} users, {transactions:,} transactions",
        value=taken, unit="s", limit=120.0 * max(USERS, 20_000) / 1_000_000,
        beside=f"{len(wrong & expected)} of {len(expected)} drifts, "
        f"{len(wrong - expected)} false; the limit is for as many of a million users",
    )  # fmt: skip


async def _under_a_writer(admin: asyncpg.Connection, database: Database) -> Figure:
    """Explain the accounts that somebody is writing to, 50 commits a second."""
    explainer = Explainer(database)
    stop = asyncio.Event()

    async def write() -> None:
        due = time.perf_counter()
        while not stop.is_set():
            user = dice.randint(1, BUSY)
            await admin.execute(GO_ON, user, user)
            due += 1 / COMMITS
            await asyncio.sleep(due - time.perf_counter())

    dice = random.Random(1)
    wrong, states = 0, set[tuple[int, int]]()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(write())
        for _ in range(READS):
            user = dice.randint(1, BUSY)
            verdict = await explainer.verdict(user, ClaimQuery())
            wrong += verdict.verdict != "agrees"
            states.add((user, verdict.changes))
        stop.set()
    return Figure(
        goal="R7", what=f"false mismatches in {READS:,} reads under {COMMITS} commits/s",
        value=wrong, unit="", limit=0.0, beside=f"{len(states)} different states",
    )  # fmt: skip


async def _timed(act: Awaitable[object]) -> float:
    began = time.perf_counter()
    await act
    return (time.perf_counter() - began) * 1000


@contextlib.asynccontextmanager
async def _marketplace() -> AsyncIterator[tuple[asyncpg.Connection, str]]:
    base = temporary_base()
    server = Postgres(
        base,
        settings={
            "fsync": "off",
            "synchronous_commit": "off",
            "max_wal_size": "4GB",
            "shared_buffers": "1GB",
        },
    )
    await asyncio.to_thread(server.start)
    try:
        tables = resources.files("gateway.sandbox").joinpath("marketplace.sql")
        async with connected(server.dsn()) as shop:
            await shop.execute(tables.read_text(encoding="utf-8"))
            await shop.execute(FILL.replace("$USERS", str(USERS)).replace("$BEFORE", str(BEFORE)))
            _say("filled")
            service = await installed(server)
            _say("installed")
            for _ in range(SINCE):
                for first in range(1, USERS + 1, BATCH):
                    await shop.execute(GO_ON, first, min(first + BATCH - 1, USERS))
            _say("went on")
            await shop.execute(ONE_BY_ONE.format(count=LONG, user=USERS + 1))
            await shop.execute(ONE_BY_ONE.format(count=LONGER, user=USERS + 2))
            await shop.execute(SPOIL, USERS)
            await shop.execute("vacuum analyze")
            _say("ready")
            yield shop, service
    finally:
        await asyncio.to_thread(server.stop)
        shutil.rmtree(base.parent)


def _say(what: str) -> None:
    sys.stderr.write(f"verdicts: {what}\n")

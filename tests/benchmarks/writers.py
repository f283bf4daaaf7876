"""P4: what our triggers cost the marketplace's writers."""

import asyncio
import contextlib
import os
import re
import shutil
import statistics
from collections.abc import AsyncIterator
from importlib import resources
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec

from gateway.install import install
from gateway.log_database import CHANNEL
from gateway.sandbox.history import load
from gateway.sandbox.postgres import Postgres, temporary_base
from gateway.sql import statements
from tests.benchmarks.figures import Figure
from tests.benchmarks.stage import connected, gateway

SECONDS = 3
ROUNDS = 5
USERS = 2000
"""As in SCRIPT."""
# What the backend does for one deposit (contract §5.5, W2), on random users; none of the cases.
SCRIPT = """
\\set user random(101, 2000)
begin;
insert into balance_transactions (user_id, type, amount, status, payment_method, description,
    created_at, completed_at)
values (:user, 'deposit', 100, 'completed', 'mock_payment', 'benchmark', localtimestamp,
    localtimestamp);
insert into user_balances (user_id, balance, frozen_balance, currency)
values (:user, 100, 0, 'RSD')
on conflict (user_id) do update set balance = user_balances.balance + excluded.balance;
commit;
"""
CASES = ((1, 0, 0.85), (4, 0, 0.85), (16, 0, 0.85), (16, 2000, 0.95))
"""Writers, microseconds of commit delay, and the share of the throughput that must remain."""


async def measure() -> list[Figure]:
    """Let pgbench write to two equal marketplaces in turn, one of which is watched."""
    base = temporary_base()
    server = Postgres(base, settings={"max_connections": "60"})
    await asyncio.to_thread(server.start)
    try:
        await _two_marketplaces(server)
        script = base.parent / "deposit.sql"
        script.write_text(SCRIPT)
        figures = []
        for writers, delay, limit in CASES:
            async with _reader(server, silencing=writers > 1):
                figures.append(await _compare(server, script, writers, delay, limit))
        async with gateway(server.dsn("watched", "svetu_gateway", "gateway")):
            for writers, delay, limit in CASES:
                figure = await _compare(server, script, writers, delay, limit)
                what = figure.what.replace("triggers", "a gateway on the same cores")
                figures.append(msgspec.structs.replace(figure, what=what))
        return figures
    finally:
        await asyncio.to_thread(server.stop)
        shutil.rmtree(base.parent)


@contextlib.asynccontextmanager
async def _reader(server: Postgres, *, silencing: bool) -> AsyncIterator[None]:
    """What writers notice of a gateway: somebody listens, and silences them while they are many."""
    async with connected(server.dsn("watched", "svetu_gateway", "gateway")) as connection:
        await connection.add_listener(CHANNEL, lambda *_: None)
        if silencing:
            await connection.execute(statements("change_log.sql")["silence"])
        yield


async def _two_marketplaces(server: Postgres) -> None:
    tables = resources.files("gateway.sandbox").joinpath("marketplace.sql")
    async with connected(server.dsn()) as admin:
        await admin.execute("create role svetu_backend login password 'backend'")
        await admin.execute("create database plain owner svetu_backend")
        async with connected(_backend(server, "plain")) as shop:
            await shop.execute(tables.read_text(encoding="utf-8"))
            await load(shop, users=USERS, seed=1, zone="UTC")
        await admin.execute("create database watched template plain owner svetu_backend")
        await install(server.dsn("watched"), environment="sandbox", backend_zone="UTC")
        await admin.execute("alter role svetu_gateway password 'gateway'")


async def _compare(
    server: Postgres, script: Path, writers: int, delay: int, limit: float
) -> Figure:
    """Return the median, over rounds, of what remains of the throughput in the same round."""
    shares, plain = [], []
    # A delay before the flush stands for a disk, or a synchronous replica, that takes its time.
    async with connected(server.dsn()) as admin:
        await admin.execute("alter role svetu_backend set commit_siblings = 0")
        await admin.execute(f"alter role svetu_backend set commit_delay = {delay}")
    for _ in range(ROUNDS):
        free = await _throughput(server, "plain", script, writers)
        watched = await _throughput(server, "watched", script, writers)
        shares.append(watched / free)
        plain.append(free)
    slow = f", {delay / 1000:.0f} ms commits" if delay else ""
    return Figure(
        goal="P4", what=f"write throughput with / without triggers, {writers} writers{slow}",
        value=statistics.median(shares), unit="×", limit=limit, at_least=True,
        beside=f"without {statistics.median(plain):.0f} commits/s; "
        f"rounds {min(shares):.2f} … {max(shares):.2f}",
    )  # fmt: skip


async def _throughput(server: Postgres, database: str, script: Path, writers: int) -> float:
    """Return commits per second."""
    parts = urlsplit(_backend(server, database))
    process = await asyncio.create_subprocess_exec(
        str(server.bin / "pgbench"), "--no-vacuum", "--protocol", "prepared",
        "--time", str(SECONDS), "--client", str(writers), "--jobs", "2", "--file", str(script),
        "--host", "127.0.0.1", "--port", str(server.port), "--username", "svetu_backend", database,
        env={**os.environ, "PGPASSWORD": unquote(parts.password or "")},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, words = await process.communicate()
    found = re.search(rb"tps = ([\d.]+)", out)
    if process.returncode or found is None:
        raise RuntimeError(words.decode(errors="replace"))
    return float(found[1])


def _backend(server: Postgres, database: str) -> str:
    return server.dsn(database, "svetu_backend", "backend")

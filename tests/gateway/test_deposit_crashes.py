"""Deposits while processes die: a gateway after the commit, PostgreSQL in it; two gateways."""

import asyncio
import contextlib
import json
import shutil
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import asyncpg
import httpx
import pytest

from gateway.sandbox.postgres import Postgres, temporary_base
from gateway.server import serving
from tests.conftest import Marketplace
from tests.gateway.desk import ROLES, Desk, add_operators, desk
from tests.gateway.test_deposits import WAITS, deposit, new_key
from tests.gateway.test_outage import shop_on

ROWS = "select count(*) from balance_transactions"
IN_COMMIT = "select exists (select from pg_stat_activity where wait_event = 'SyncRep')"
AT_CHAIN = WAITS.replace("public.user_balances", "svetu_console.audit_head")


async def until(holds: Callable[[], Awaitable[Any]]) -> None:
    """Wait for something to become true."""
    async with asyncio.timeout(20):
        while not await holds():
            pass


@contextlib.asynccontextmanager
async def process(shop: Marketplace) -> AsyncIterator[tuple[asyncio.subprocess.Process, Desk]]:
    """A gateway of its own, killed in the end."""
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "gateway", "serve", "--port", "0", "--dsn", shop.gateway,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert running.stderr is not None
    try:
        async with asyncio.timeout(30):
            line = await running.stderr.readline()
        yield running, Desk(int(line.rpartition(b" ")[2]))
    finally:
        with contextlib.suppress(ProcessLookupError):
            running.kill()
        await running.wait()


async def test_a_gateway_killed_between_commit_and_answer(
    installed: Marketplace, admin: asyncpg.Connection
) -> None:
    await add_operators(installed)
    key = new_key()
    async with process(installed) as (victim, served), served.signed_in() as http:
        async with admin.transaction():
            await admin.execute("lock table user_balances in exclusive mode")
            asked = asyncio.get_running_loop().create_task(deposit(http, key))
            await until(lambda: admin.fetchval(WAITS))
            victim.send_signal(signal.SIGSTOP)
        await until(lambda: admin.fetchval(ROWS))  # committed, and nobody there to say so
        victim.kill()
        with pytest.raises(httpx.TransportError):
            await asked
    async with process(installed) as (_, served), served.signed_in() as http:
        read = (await http.get(f"/deposit-keys/{key}")).json()
        again = await deposit(http, key)
    assert (again.status_code, again.json()["repeated"]) == (200, True)
    assert read == {"key": key, "state": "booked", "receipt": again.json()}
    assert await admin.fetchval(ROWS) == 1


@pytest.fixture
def own_server() -> Iterator[Postgres]:
    """A PostgreSQL that may be restarted."""
    base = temporary_base()
    server = Postgres(base)
    server.start()
    yield server
    server.stop()
    shutil.rmtree(base.parent)


@contextlib.asynccontextmanager
async def held(server: Postgres, stage: str) -> AsyncIterator[Callable[[], Awaitable[Any]]]:
    """Hold deposits up in one stage; yields what says that one has got there."""
    connection = await asyncpg.connect(server.dsn())
    try:
        if stage == "booking":
            await connection.execute("begin; lock table user_balances in exclusive mode")
            yield lambda: connection.fetchval(WAITS)
        elif stage == "audit":
            await connection.execute("begin; lock table svetu_console.audit_head in exclusive mode")
            yield lambda: connection.fetchval(AT_CHAIN)
        else:  # no standby of this name ever confirms
            await connection.execute("alter system set synchronous_standby_names = 'nobody'")
            await connection.execute("select pg_reload_conf()")
            yield lambda: connection.fetchval(IN_COMMIT)
    finally:
        connection.terminate()


async def let_go(server: Postgres) -> asyncpg.Connection:
    """Restart, and hold nobody up any more."""
    await asyncio.to_thread(server.stop)
    await asyncio.to_thread(server.start)
    connection = await asyncpg.connect(server.dsn())
    await connection.execute("alter system reset synchronous_standby_names")
    await connection.execute("select pg_reload_conf()")
    return connection


@pytest.mark.parametrize("stage", ["booking", "audit", "commit"])
async def test_postgresql_restarted_in_the_middle(own_server: Postgres, stage: str) -> None:
    shop, key = await shop_on(own_server), new_key()
    setup = await asyncpg.connect(shop.superuser)
    await setup.execute("insert into users (name, email) values ('Ana', 'ana@example.org')")
    await setup.close()
    async with desk(shop) as served, served.signed_in() as http:
        assert (await http.get("/payment-methods")).status_code == 200
        async with held(own_server, stage) as is_there:
            asked = asyncio.get_running_loop().create_task(deposit(http, key))
            await until(is_there)
            admin = await let_go(own_server)
            answer = await asked
        assert (answer.status_code, answer.json()["code"]) == (503, "database_unavailable")
        # Whoever held it up may have ended a moment before it: then it was booked after all.
        state = await http.get(f"/deposit-keys/{key}")
        booked = state.status_code == 200
        assert booked or (stage != "commit" and state.json()["code"] == "key_unknown")
        again = await deposit(http, key)
        assert again.status_code == (200 if booked else 201)
    assert await admin.fetchval(ROWS) == 1
    assert await admin.fetchval("select balance = 2000.10 from user_balances")
    assert await admin.fetchval("select number from svetu_console.audit_head") == len(ROLES) + 1
    await admin.close()


async def test_two_gateways_and_one_key(
    installed: Marketplace, admin: asyncpg.Connection, http: httpx.AsyncClient
) -> None:
    async with serving(installed.gateway) as port, Desk(port).signed_in() as other:
        key = new_key()
        answers = await asyncio.gather(*(deposit(each, key) for each in [http, other] * 8))
        assert sorted(answer.status_code for answer in answers) == [200] * 15 + [201]
        assert await admin.fetchval(ROWS) == 1
        for _ in range(20):
            await one_race(http, other, admin)


async def one_race(
    http: httpx.AsyncClient, other: httpx.AsyncClient, admin: asyncpg.Connection
) -> None:
    """A deposit and its cancellation at once: whichever it was, both say the same."""
    key, before = new_key(), await admin.fetchval(ROWS)
    booked, cancelled = await asyncio.gather(
        deposit(http, key), other.post(f"/deposit-keys/{key}/cancel")
    )
    told = cancelled.json()
    if told["state"] == "cancelled":
        assert (booked.status_code, booked.json()["code"]) == (409, "deposit_cancelled")
    else:
        assert booked.status_code == 201
        assert told["receipt"] == booked.json() | {"repeated": True}
    rows = await admin.fetchval(ROWS) - before
    assert rows == (told["state"] == "booked")
    assert (await other.get(f"/deposit-keys/{key}")).json() == told


LATE = {
    "outcome": "late_completion", "delay_seconds": 1, "currency": "RSD", "amount_minor": 50_000,
    "payment_method": "allsecure", "reason": "rehearsal",
}  # fmt: skip


async def test_a_late_completion_outlives_its_gateway(
    installed: Marketplace, admin: asyncpg.Connection
) -> None:
    await add_operators(installed)
    async with process(installed) as (victim, served), served.signed_in() as http:
        headers = {"Idempotency-Key": new_key()}
        opened = await http.post("/users/1/payment-sessions", json=LATE, headers=headers)
        victim.kill()
    assert (opened.status_code, opened.json()["state"]) == (201, "open")
    assert await admin.fetchval(ROWS) == 0
    async with desk(installed) as served, serving(installed.gateway), served.signed_in() as http:
        await until(lambda: admin.fetchval(ROWS))
        (session,) = (await http.get("/payment-sessions")).json()["payment_sessions"]
        again = await http.post("/users/1/payment-sessions", json=LATE, headers=headers)
    recorded = await admin.fetchval("select recorded_at from svetu_console.test_transactions")
    assert recorded.isoformat() >= session["due_at"].replace("Z", "+00:00")
    assert session["state"] == "completed"
    assert again.json() == session | {"repeated": True}
    assert await admin.fetchval(ROWS) == 1
    assert await admin.fetchval("select balance from user_balances where user_id = 1") == 500


async def test_a_double_completion_that_was_cut_short_is_finished_by_another(
    installed: Marketplace, admin: asyncpg.Connection
) -> None:
    await add_operators(installed)
    operator = await admin.fetchval("select id from svetu_console.operators where role = 'support'")
    service = await asyncpg.connect(installed.gateway)
    outcome = await service.fetchval(
        "select svetu_console.open_payment_session($1, $2, 1, null, 'RSD', 'allsecure',"
        " 'double_completion', null, 'rehearsal', null, '', '')",
        operator,
        new_key(),
    )
    number = json.loads(outcome)["receipt"]["number"]
    await service.execute("select svetu_console.complete_payment($1)", number)
    await service.close()
    assert await admin.fetchval(ROWS) == 1
    async with serving(installed.gateway), serving(installed.gateway):
        await until(lambda: admin.fetchval(f"select ({ROWS}) = 2"))
        await until(
            lambda: admin.fetchval("select state = 'completed' from svetu_console.payment_sessions")
        )
    assert await admin.fetchval("select count(distinct xid) from svetu_console.change_log") == 2
    assert await admin.fetchval("select balance from user_balances") == 4000

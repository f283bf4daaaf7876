"""Production is proven by the database: nothing is booked there, and consoles hear of it."""

import asyncio
import json
from typing import Any

import asyncpg
import httpx
import pytest

from gateway.__main__ import main
from tests.conftest import Marketplace
from tests.gateway.desk import Desk
from tests.gateway.test_deposit_crashes import until
from tests.gateway.test_deposits import deposit, new_key
from tests.gateway.test_payment_sessions import pay
from tests.gateway.test_reversals import reverse
from tests.gateway.test_stream import closes, frame, start, stream

STAGES = {
    "production": "update svetu_console.settings set environment = 'production'",
    "silence": "delete from svetu_console.settings",
}
# Whatever could be booked, given up or written down.
LEDGER = """
    select (select count(*) from balance_transactions), (select sum(balance) from user_balances),
        (select count(*) from user_balances),
        (select count(*) from svetu_console.test_transactions),
        (select count(*) from svetu_console.payment_sessions),
        (select count(*) from svetu_console.idempotency_keys),
        (select number from svetu_console.audit_head)
"""


@pytest.mark.parametrize("stage", STAGES)
async def test_nothing_is_booked_on_any_path(
    admin: asyncpg.Connection, installed: Marketplace, served: Desk, http: httpx.AsyncClient,
    stage: str,
) -> None:  # fmt: skip
    known = new_key()
    number = (await deposit(http, known)).json()["transaction"]["id"]
    late = await pay(http, "late_completion", delay_seconds=1)
    await admin.execute(STAGES[stage])
    before = tuple(await admin.fetchrow(LEDGER))
    async with served.signed_in("admin") as boss:
        for answer in (
            await deposit(http, new_key()),
            await deposit(http, known),
            await reverse(http, number),
            await reverse(boss, number, force=True),
            *[await pay(http, outcome) for outcome in ("success", "declined", "card_form")],
            await pay(boss, "late_completion", delay_seconds=1),
        ):
            said = answer.json()
            assert (answer.status_code, said["code"]) == (403, "environment_forbids_deposits")
            assert (said["environment"], said["allowed"]) == ("production", ["staging", "sandbox"])
            assert "production" in said["detail"]
            assert "sandbox" in said["detail"]
    for direct in await directly(installed, admin, number):
        assert (direct["refused"], direct["environment"]) == (
            "environment_forbids_deposits", "production",
        )  # fmt: skip
    await until(
        lambda: admin.fetchval(
            "select clock_timestamp() > due_at + interval '1.2 s'"
            " from svetu_console.payment_sessions"
        )
    )
    assert late.status_code == 201
    assert await admin.fetchval("select state from svetu_console.payment_sessions") == "open"
    assert tuple(await admin.fetchrow(LEDGER)) == before


async def directly(
    shop: Marketplace, admin: asyncpg.Connection, number: int
) -> list[dict[str, Any]]:
    """Do all of it as whoever has the service's password, without the service."""
    boss = await admin.fetchval("select id from svetu_console.operators where role = 'admin'")
    service = await asyncpg.connect(shop.gateway)
    told = [
        json.loads(await service.fetchval(statement, boss, new_key()))
        for statement in (
            "select svetu_console.deposit($1, $2, 1, 20000, 'RSD', 'mock_payment', 'x', null, '',"
            " '')",
            f"select svetu_console.reverse($1, $2, {number}, 'x', null, true, '', '')",
            "select svetu_console.open_payment_session($1, $2, 1, null, 'RSD', 'x', 'success',"
            " null, 'x', null, '', '')",
        )
    ]
    await service.execute(
        "select svetu_console.complete_payment(number) from svetu_console.payment_sessions"
    )
    for forbidden in (
        "insert into svetu_console.settings (environment, backend_zone, version)"
        " values ('sandbox', 'UTC', '')",
        "update svetu_console.settings set environment = 'sandbox'",
        "insert into balance_transactions (user_id, type, amount) values (1, 'deposit', 5)",
        "update user_balances set balance = balance + 5",
        "insert into svetu_console.test_transactions default values",
        "update svetu_console.payment_sessions set due_at = now()",
        "set role svetu_console_depositor",
        "create function svetu_console.x() returns void language sql as ''",
        "create function public.x() returns void language sql as ''",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await service.execute(forbidden)
    await service.close()
    return told


async def test_each_proof_says_what_the_database_is_now(
    admin: asyncpg.Connection, served: Desk
) -> None:
    token = (await served.session())["access_token"]
    async with stream(served.port, token) as socket:
        assert (await start(socket))["environment"]["name"] == "sandbox"
        assert (await frame(socket, "proof"))["environment"]["deposits_allowed"] is True
        await admin.execute(STAGES["production"])
        async with asyncio.timeout(5):
            while (proof := await frame(socket, "proof"))["environment"]["name"] == "sandbox":
                pass
    assert proof["environment"]["name"] == "production"
    assert proof["environment"]["deposits_allowed"] is False
    async with stream(served.port, token) as socket:
        assert (await start(socket))["environment"] == proof["environment"]
        await admin.execute(STAGES["silence"])
        async with asyncio.timeout(5):
            while (silent := await frame(socket, "proof"))["environment"]["backend_zone"] != "UTC":
                pass
    assert silent["environment"]["name"] == "production"


async def command(shop: Marketplace, *arguments: str) -> None:
    line = ["operator", *arguments, "--dsn", shop.superuser]
    assert await asyncio.to_thread(main, line) == 0


async def test_a_changed_role_closes_the_stream_and_the_next_hello_says_it(
    installed: Marketplace, served: Desk
) -> None:
    session = await served.session()
    loop = asyncio.get_running_loop()
    async with stream(served.port, session["access_token"]) as socket:
        assert (await start(socket))["operator"]["role"] == "support"
        await command(installed, "role", "support@example.org", "--role", "viewer")
        changed = loop.time()
        assert await closes(socket) == 1012
        assert loop.time() - changed < 2.5, "two seconds, and a machine that has other work"
    async with stream(served.port, session["access_token"]) as socket:
        assert (await start(socket))["operator"]["role"] == "viewer"
        assert (await frame(socket, "proof"))["type"] == "proof"
        await command(installed, "disable", "support@example.org")
        assert await closes(socket) == 4401

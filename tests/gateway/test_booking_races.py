"""What changes while a booking is under way: it is as if one had come wholly before the other."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from decimal import Decimal
from typing import Any

import asyncpg
import httpx
import pytest

from gateway.auth import Auth
from gateway.install import install
from tests.conftest import BACKEND_ZONE, Marketplace
from tests.gateway.desk import Desk
from tests.gateway.test_deposits import balance, deposit, ledger, new_key
from tests.gateway.test_payment_sessions import pay
from tests.gateway.test_reversals import booked, reverse

WAITING = """
    select exists (select from pg_stat_activity where usename = 'svetu_gateway'
                   and wait_event_type = 'Lock' and query like '%svetu_console.%')
"""


@asynccontextmanager
async def held(shop: Marketplace, statement: str) -> AsyncIterator[asyncpg.Connection]:
    """Keep what a statement locks; commits in the end."""
    holder = await asyncpg.connect(shop.superuser)
    async with holder.transaction():
        await holder.execute(statement)
        yield holder
    await holder.close()


async def waits(admin: asyncpg.Connection) -> None:
    """Return when a booking has come to where somebody holds a lock."""
    async with asyncio.timeout(10):
        while not await admin.fetchval(WAITING):
            pass


async def to_production(shop: Marketplace) -> None:
    await install(shop.superuser, environment="production", backend_zone=BACKEND_ZONE)


async def demote(shop: Marketplace) -> None:
    async with asyncpg.create_pool(shop.superuser, min_size=1, max_size=1) as pool:
        await Auth(pool).set_role("support@example.org", "viewer")


async def disable(shop: Marketplace) -> None:
    async with asyncpg.create_pool(shop.superuser, min_size=1, max_size=1) as pool:
        await Auth(pool).disable_operator("support@example.org")


@pytest.mark.parametrize("kind", ["deposit", "reversal", "card form"])
@pytest.mark.parametrize(
    ("change", "code"),
    [
        (to_production, "environment_forbids_deposits"),
        (demote, "forbidden"),
        (disable, "forbidden"),
    ],
)
async def test_nothing_is_booked_after_it_was_forbidden(
    installed: Marketplace, admin: asyncpg.Connection, http: httpx.AsyncClient,
    change: Callable[[Marketplace], Awaitable[None]], code: str, kind: str,
) -> None:  # fmt: skip
    """The booking waits for a lock in its middle, having asked already whether it may."""
    number = await booked(http)
    before = await ledger(admin)
    acts: dict[str, Callable[[], Coroutine[Any, Any, httpx.Response]]] = {
        "deposit": lambda: deposit(http, new_key()),
        "reversal": lambda: reverse(http, number),
        "card form": lambda: pay(http, "card_form", user_id=2),
    }
    holding = "select from user_balances for update"
    if kind == "card form":
        holding = "insert into user_balances (user_id) values (2)"
    async with asyncio.TaskGroup() as group, held(installed, holding) as holder:
        booking = group.create_task(acts[kind]())
        await waits(admin)
        await change(installed)
        await holder.execute("delete from user_balances where user_id = 2")
    assert booking.result().json()["code"] == code
    assert await ledger(admin) == before


async def test_who_is_deleted_while_a_deposit_waits_is_not_found(
    installed: Marketplace, admin: asyncpg.Connection, http: httpx.AsyncClient
) -> None:
    before = await ledger(admin)
    for act in (deposit(http, new_key(), 2), pay(http, "card_form", user_id=2)):
        gone = "delete from users where id = 2"
        async with asyncio.TaskGroup() as group, held(installed, gone):
            booking = group.create_task(act)
            await waits(admin)
        assert booking.result().json()["code"] == "user_not_found"
        await admin.execute("insert into users (id, name, email) values (2, 'D', 'd@example.org')")
    assert await ledger(admin) == before


async def test_the_pace_holds_for_those_who_come_at_once(
    admin: asyncpg.Connection, http: httpx.AsyncClient
) -> None:
    await admin.execute("update svetu_console.settings set deposits_per_minute = 3")
    answers = await asyncio.gather(*(deposit(http, new_key()) for _ in range(10)))
    assert sorted(answer.status_code for answer in answers) == [201] * 3 + [429] * 7
    assert await balance(admin) == 3 * Decimal("2000.10")


async def test_a_reversal_takes_what_was_credited_whatever_the_row_says_now(
    admin: asyncpg.Connection, served: Desk, http: httpx.AsyncClient
) -> None:
    number, moved = await booked(http), await booked(http)
    await admin.execute("update balance_transactions set amount = 999999 where id = $1", number)
    await admin.execute("update balance_transactions set user_id = 2 where id = $1", moved)
    async with served.signed_in("admin") as boss:
        assert (await reverse(boss, number, force=True)).json()["debited_minor"] == 200_010
        refused = await reverse(boss, moved, force=True)
    assert refused.json()["code"] == "not_a_test_deposit"
    assert await balance(admin) == Decimal("2000.10")
    assert await balance(admin, 2) is None


@pytest.mark.parametrize("blank", ["\u200b", "\u2060\ufeff", "\u2003\u2028", "\u00ad", "\u202e"])
async def test_what_cannot_be_seen_is_no_reason(http: httpx.AsyncClient, blank: str) -> None:
    answer = await deposit(http, new_key(), reason=f" {blank}\t")
    assert answer.json()["code"] == "reason_missing"

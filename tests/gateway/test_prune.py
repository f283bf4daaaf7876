"""Pruning the change log: what is kept says the same as before, and no old position is resumed."""

import json
import random

import asyncpg
import pytest

from gateway.accounts import AccountReader, AccountsQuery, CurveQuery, PageQuery
from gateway.database import Database
from gateway.prune import prune
from gateway.wire import Account, AccountPage, Curve
from tests.conftest import Marketplace
from tests.gateway.desk import desk
from tests.gateway.test_capture import pay
from tests.gateway.test_stream import frame, start, stream

AGE = "update svetu_console.change_log set recorded_at = recorded_at - interval '40 days'"


async def told(shop: Marketplace) -> tuple[list[Account], AccountPage, Curve]:
    """Return what consoles are told of the users 1 and 2."""
    async with Database.open(shop.gateway) as database:
        reader = AccountReader(database)
        accounts = await reader.accounts(AccountsQuery(ids="1,2"))
        page = await reader.page(1, PageQuery())
        return accounts.accounts, page, await reader.curve(1, CurveQuery())


@pytest.mark.parametrize("seed", [1, 7, 42])
async def test_what_is_kept_says_the_same_and_old_positions_start_over(
    installed: Marketplace, seed: int
) -> None:
    dice = random.Random(seed)
    admin = await asyncpg.connect(installed.superuser)
    backend = await asyncpg.connect(installed.backend)
    async with desk(installed) as served:
        token = (await served.session())["access_token"]
        async with stream(served.port, token) as socket:
            before = (await start(socket))["position"]
        for _ in range(dice.randint(3, 12)):
            await pay(backend, dice.choice((1, 2)), dice.randint(1, 50) * 100)
        await admin.execute(AGE)
        async with stream(served.port, token) as socket:
            between = (await start(socket))["position"]
        for _ in range(dice.randint(0, 8)):
            await pay(backend, dice.choice((1, 2)), dice.randint(1, 50) * 100)
        accounts, page, _ = await told(installed)
        kept = await admin.fetchval(
            "select count(*) from svetu_console.change_log"
            " where recorded_at > now() - interval '1 day'"
        )

        assert await prune(installed.superuser, keep_days=30) > 0
        assert await admin.fetchval("select count(*) from svetu_console.change_log") == kept
        accounts_now, page_now, curve = await told(installed)
        assert accounts_now == accounts
        balances = {row.id: row.balance_after_minor for row in page.transactions}
        assert {row.id: row.balance_after_minor for row in page_now.transactions} == balances
        if curve.points:
            assert curve.points[-1].balance_minor == page.account.balance_minor
        assert await prune(installed.superuser, keep_days=30) == 0

        async with stream(served.port, token) as socket:
            assert not (await start(socket, before))["resumed"]
            assert (await frame(socket, "reset"))["reason"] == "horizon"
        async with stream(served.port, token) as socket:
            assert (await start(socket, between))["resumed"], json.dumps(between)
    await admin.close()
    await backend.close()


async def test_a_position_older_than_the_horizon_starts_over(installed: Marketplace) -> None:
    admin = await asyncpg.connect(installed.superuser)
    backend = await asyncpg.connect(installed.backend)
    async with desk(installed) as served:
        token = (await served.session())["access_token"]
        async with stream(served.port, token) as socket:
            position = (await start(socket))["position"]
        await pay(backend, 1, 100)
        await admin.execute(AGE)
        async with stream(served.port, token) as socket:
            await start(socket, position)
            assert (await frame(socket, "reset"))["reason"] == "horizon"
    await admin.close()
    await backend.close()


async def test_the_triggers_owner_can_but_add_to_the_log_afterwards(installed: Marketplace) -> None:
    await prune(installed.superuser, keep_days=1)
    admin = await asyncpg.connect(installed.superuser)
    rights = await admin.fetchrow(
        "select has_table_privilege('svetu_console_owner', 'svetu_console.change_log', 'select'),"
        " has_table_privilege('svetu_console_owner', 'svetu_console.change_log', 'delete'),"
        " has_table_privilege('svetu_gateway', 'svetu_console.change_log', 'delete')"
    )
    await admin.close()
    assert list(rights) == [False, False, False]

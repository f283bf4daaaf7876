"""What else befalls a sweep: cut connections, halves under way, findings that come back."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from gateway.explain.sweeper import RETRY, Sweeper
from tests.conftest import Marketplace, install_console
from tests.gateway.desk import desk
from tests.gateway.test_capture import pay
from tests.gateway.test_findings import EVERY, edit, edit_made, make_due, page, sweeper

TURN = "state = 'idle'"
READER = "wait_event_type = 'Lock'"
SWEEPS = "select pid from pg_stat_activity where application_name = 'svetu-gateway sweep' and {}"


@pytest.fixture
async def shop(installed: Marketplace) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(installed.backend)
    yield connection
    await connection.close()


@pytest.fixture
async def admin(installed: Marketplace) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(installed.superuser)
    yield connection
    await connection.close()


@pytest.mark.parametrize("whose", [TURN, READER])
async def test_a_sweep_that_is_cut_keeps_what_was_found(
    installed: Marketplace, shop: asyncpg.Connection, admin: asyncpg.Connection, whose: str
) -> None:
    await edit_made(shop)
    await sweeper(installed).look()
    before = await page(installed)
    await make_due(installed)
    async with admin.transaction():
        await admin.execute("lock table public.users in access exclusive mode")
        looking = asyncio.get_running_loop().create_task(sweeper(installed).look())
        watcher = await asyncpg.connect(installed.superuser)
        async with asyncio.timeout(4):  # the reader gives up waiting for a lock after 5 s
            while not await watcher.fetchval(SWEEPS.format(READER)):
                continue
        victim = await watcher.fetchval(SWEEPS.format(whose))
        assert await watcher.fetchval("select pg_terminate_backend($1)", victim)
        await watcher.close()
    assert await looking == RETRY
    after = await page(installed)
    assert [f.number for f in after.findings] == [f.number for f in before.findings]
    assert after.sweep.ended_at != after.sweep.began_at
    assert after.sweep.began_at is not None
    assert after.sweep.ended_at is not None
    assert after.sweep.began_at > after.sweep.ended_at
    assert 0 < await sweeper(installed).look() < EVERY  # at the next time, not at once
    await make_due(installed)
    assert await sweeper(installed).look() == EVERY


async def test_a_half_under_way_closes_nothing(
    installed: Marketplace, shop: asyncpg.Connection
) -> None:
    await edit_made(shop)
    await sweeper(installed).look()
    (found,) = (await page(installed)).findings
    await shop.execute(
        "insert into balance_transactions (user_id, type, amount, status)"
        " values (1, 'deposit', 5, 'completed')"
    )  # mended; and then the first half of a payment
    await edit(shop, 1, -30)
    await make_due(installed)
    await sweeper(installed).look()
    (still,) = (await page(installed)).findings
    assert still == found


async def test_what_comes_back_is_a_finding_of_its_own(
    installed: Marketplace, shop: asyncpg.Connection, admin: asyncpg.Connection
) -> None:
    await pay(shop, 1, 100)
    numbers = []
    for by in (5, -5, 5):
        await edit(shop, 1, by)
        await make_due(installed)
        await sweeper(installed).look()
        numbers.append([f.number for f in (await page(installed)).findings])
    assert numbers[1] == []
    assert numbers[0] != numbers[2]
    rows = await admin.fetch("select closed_at from svetu_console.findings order by number")
    assert [row["closed_at"] is None for row in rows] == [False, True]


async def test_a_balance_of_nobody_is_over_once_its_user_is_there(
    installed: Marketplace, admin: asyncpg.Connection
) -> None:
    await admin.execute(
        "set session_replication_role = replica;"
        "insert into user_balances (user_id, balance) values (4711, 0)"
    )
    await sweeper(installed).look()
    assert [f.user_id for f in (await page(installed)).findings] == [4711]
    await admin.execute("delete from user_balances where user_id = 4711")
    await make_due(installed)
    await sweeper(installed).look()
    assert (await page(installed)).findings == []


async def test_two_gateways_show_the_same(installed: Marketplace, shop: asyncpg.Connection) -> None:
    await edit_made(shop)
    await sweeper(installed).look()
    async with (
        desk(installed) as one, desk(installed) as two,
        one.signed_in("viewer") as here, two.signed_in("support") as there,
    ):  # fmt: skip
        told = [(await http.get("/findings")).json() for http in (here, there)]
    for answer in told:
        del answer["as_of"]
    assert told[0] == told[1]
    assert told[0]["differ"] == 1


async def test_hints_are_counted_and_open_nothing(
    marketplace: Marketplace,
) -> None:
    backend = await asyncpg.connect(marketplace.backend)
    await backend.execute("insert into user_balances (user_id, balance) values (1, 50)")
    await backend.close()
    await install_console(marketplace)
    await sweeper(marketplace).look()
    told = await page(marketplace)
    assert (told.findings, told.sweep.hints, told.sweep.users) == ([], 1, 2)


async def test_the_schedule_rests_as_long_as_it_says(installed: Marketplace) -> None:
    waits: list[float] = []

    class Enough(Exception):  # noqa: N818
        """Three rests are enough."""

    async def rest(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            raise Enough
        if len(waits) == 1:
            await make_due(installed)

    with pytest.raises(Enough):
        await Sweeper(installed.gateway, EVERY, rest=rest).run()
    assert waits[:2] == [EVERY, EVERY]
    assert EVERY - 60 < waits[2] < EVERY


async def test_too_many_findings_say_to_how_many_users_it_came(
    installed: Marketplace, shop: asyncpg.Connection
) -> None:
    for user in (1, 2):
        await pay(shop, user, 100)
        await edit(shop, user, 5)
    await sweeper(installed, most=1).look()
    assert (await page(installed)).sweep.users == 1
